"""/meet: what somebody would meet for, how, when, and a pause with an end."""

from dataclasses import replace
from datetime import timedelta

from core.language.safe_text import SafeText
from core.page import Button, Page
from core.programs.ledger import Record
from core.programs.meeting_records import next_round
from core.programs.meetings import Format, Wanting, pause
from core.programs.profiles import Profile
from core.programs.topics import read_topics
from telegram_bot.formats import profile
from telegram_bot.formats.format import button as plain_button
from telegram_bot.formats.format import data_of, local_now, parts_of, put
from telegram_bot.formats.meetings import cards
from telegram_bot.formats.meetings.acts import own_meetings
from telegram_bot.formats.meetings.cards import CIRCLE, LETTER, PAUSES, REF, WAYS
from telegram_bot.formats.toggles import toggles, turned, with_own
from telegram_bot.talk import Talk


async def enter(talk: Talk) -> None:
    """/meet: the wishes, and the meetings under way."""
    record = await profile.need(talk)
    if record is not None:
        page = await _page(talk, record.body)
        await talk.say(page.text, page.buttons)


async def back(talk: Talk) -> None:
    """The same in the place of a list."""
    record = await profile.read(talk)
    if record is None:
        raise ValueError("no profile")
    await put(talk, await _page(talk, record.body))


async def _page(talk: Talk, own: Profile) -> Page:
    async with talk.deps.store.reading() as tx:
        now = await local_now(talk.deps, tx)
    views = await own_meetings(talk)
    lines = [talk.words("meeting-head"), "", *cards.wishes_lines(talk.lang, own.meetings, now.date(), next_round(now))]
    rows: list[list[Button]] = [
        [Button(cards.label_of(talk.lang, view), data_of(LETTER, "show", view.record.ref[:REF]))] for view in views
    ]
    is_paused = own.meetings.paused is not None and own.meetings.paused >= now.date()
    rows.append([plain_button(talk, f"button-meeting-{name}", LETTER, name) for name in ("topics", "ways")])
    turn = ("resume", "resume") if is_paused else ("pause", "pauses")
    rows.append(
        [
            plain_button(talk, "button-profile-slots", profile.LETTER, "list", "slots"),
            plain_button(talk, f"button-meeting-{turn[0]}", LETTER, turn[1]),
        ]
    )
    return Page(SafeText("\n".join(lines)), tuple(map(tuple, rows)))


async def show_topics(talk: Talk) -> None:
    """Topics to tick; pressed ones turn."""
    marks = parts_of(talk)
    record = await profile.read(talk)
    own = record.body if record else None
    async with talk.deps.store.reading() as tx:
        offered = await read_topics(tx, talk.deps.ledger)
    besides = own.told.wants | own.meetings.topics if own else frozenset[str]()
    words = with_own(offered, besides)
    if marks:
        chosen = own.meetings.topics if own else frozenset[str]()
        record = await _save(talk, topics=turned(chosen, marks[-1], words))
    ticked = record.body.meetings.topics if record else frozenset[str]()
    rows = toggles(talk, LETTER, "topics", "t", words, ticked)
    await put(talk, _list_page(talk, "meeting-topics-ask", rows))


async def show_ways(talk: Talk) -> None:
    """Ways to meet, to tick."""
    pressed = parts_of(talk)
    record = await profile.read(talk)
    wanting = record.body.meetings if record else Wanting()
    if pressed:
        way = pressed[0]
        if way == CIRCLE:
            record = await _save(talk, circle=not wanting.circle)
        else:
            record = await _save(talk, formats=wanting.formats ^ {Format(way)})
        wanting = record.body.meetings
    ticked = {*wanting.formats, *([CIRCLE] if wanting.circle else [])}
    row = []
    for way in WAYS:
        label = talk.words(f"meeting-way-{way}")
        row.append(Button(f"✓ {label}" if way in ticked else str(label), data_of(LETTER, "ways", way)))
    await put(talk, _list_page(talk, "meeting-ways-ask", [row[:2], row[2:]]))


def _list_page(talk: Talk, message_id: str, rows: list[list[Button]]) -> Page:
    done = [plain_button(talk, "button-profile-done", LETTER, "back")]
    return Page(talk.words(message_id), tuple(map(tuple, [*rows, done])))


async def show_pauses(talk: Talk) -> None:
    """How long nobody shall ask: a choice, or the choice made."""
    chosen = parts_of(talk)
    async with talk.deps.store.reading() as tx:
        today = (await local_now(talk.deps, tx)).date()
    if chosen:
        until = today + timedelta(days=min(int(chosen[0]), 10_000))
        await _save(talk, paused=pause({}, "own", until, today)["own"])
        await back(talk)
        return
    rows = [
        [plain_button(talk, "button-meeting-until", LETTER, "pauses", days, day=today + timedelta(days=days))]
        for days in PAUSES
    ]
    await put(talk, _list_page(talk, "meeting-pause-ask", rows))


async def resume(talk: Talk) -> None:
    """Ask again."""
    await _save(talk, paused=None)
    await back(talk)


async def _save(talk: Talk, **changes: object) -> Record[Profile]:
    """Change the wishes; whoever begins to wish begins to wait."""
    async with talk.deps.store.reading() as tx:
        today = (await local_now(talk.deps, tx)).date()

    def change(one: Profile) -> Profile:
        wanting = replace(one.meetings, **changes)  # type: ignore[arg-type]
        since = wanting.since or today if wanting.topics else None
        return replace(one, meetings=replace(wanting, since=since))

    return await profile.save(talk, change)
