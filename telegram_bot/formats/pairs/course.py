"""/mentor: a proposal answered, the course of six sessions, goals, the end; and what the clock brings."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import InputFile

from core.errors import NotFound
from core.language.safe_text import SafeText
from core.page import Button, Page
from core.people.membership import Person
from core.printing.certificates import certify
from core.printing.sheets import render_certificate
from core.programs import mentoring
from core.programs import pairs as rules
from core.programs.mentoring import PAIRS, Course, EndPair, Event, Publish, side_of, waits
from core.programs.orders import Duty
from core.programs.pairs import Pair
from core.programs.profiles import Profile
from core.programs.replies import write_reply
from core.programs.states import FINAL, Side
from core.programs.topics import word_names
from telegram_bot.deps import Deps
from telegram_bot.formats import profile
from telegram_bot.formats.format import ask_for, data_of, local_now, parts_of, profile_of, put
from telegram_bot.formats.format import button as plain_button
from telegram_bot.formats.pairs import cards
from telegram_bot.formats.pairs.acts import change, own_pair, own_pairs, settle, tell, view_of
from telegram_bot.formats.pairs.cards import LETTER, REF, View
from telegram_bot.prompts import FormatContext
from telegram_bot.talk import Rows, Talk


async def enter(talk: Talk) -> None:
    """/mentor: the pair there is, or what is known for the next matching."""
    record = await profile.need(talk)
    if record is None:
        return
    views = await own_pairs(talk)
    running = [view for view in views if view.pair.state not in FINAL]
    if len(running) == 1 and len(views) == 1:
        page = cards.page_of(talk.lang, running[0])
        await talk.say(page.text, page.buttons)
        return
    await talk.say(*_overview(talk, record.body, views))


def _overview(talk: Talk, own: Profile, views: list[View]) -> tuple[SafeText, Rows]:
    """All pairs of somebody who has none, several, or only past ones; and what the next matching will look at."""
    rows: list[list[Button]] = []
    for view in views:
        label = f"{view.name(talk.lang)} · {talk.words(f'pair-state-{view.pair.state}')}"
        rows.append([Button(label, data_of(LETTER, "show", view.record.ref[:REF]))])
    told, nothing = own.told, talk.words("profile-nothing")
    lines = [talk.words("pair-list") if views else talk.words("pair-none"), ""]
    lines.append(talk.words("profile-teaches", words=word_names(talk.lang, told.teaches) or nothing))
    lines.append(talk.words("profile-wants", words=word_names(talk.lang, told.wants) or nothing))
    if not told.pairing:
        lines += ["", talk.words("pair-paused")]
    elif not (told.teaches or told.wants):
        lines += ["", talk.words("pair-fill")]
    turn = "button-pair-pause" if told.pairing else "button-pair-resume"
    rows.append(
        [plain_button(talk, f"button-profile-{name}", profile.LETTER, "list", name) for name in profile.TOPICAL]
    )
    rows.append([plain_button(talk, turn, LETTER, "want", int(not told.pairing))])
    return SafeText("\n".join(lines)), rows


async def want(talk: Talk) -> None:
    """Take part in the next matching, or not."""
    (wish,) = parts_of(talk)
    record = await profile.save(talk, lambda one: replace(one, told=replace(one.told, pairing=bool(int(wish)))))
    await talk.answer()
    await talk.edit(*_overview(talk, record.body, await own_pairs(talk)))


async def show(talk: Talk) -> None:
    """The card of one pair, in a message of its own."""
    view = await own_pair(talk, parts_of(talk)[0])
    await talk.answer()
    page = cards.page_of(talk.lang, view)
    await talk.say(page.text, page.buttons)


# The proposal.


async def say_yes(talk: Talk) -> None:
    """Yes; with the other's, the pair stands."""
    await _reply(talk, True)


async def say_no(talk: Talk) -> None:
    """No, or not now: like silence for everybody else."""
    await _reply(talk, False)


async def _reply(talk: Talk, yes: bool) -> None:
    deps, view = talk.deps, await own_pair(talk, parts_of(talk)[0])

    async with deps.store.writing() as tx:
        now = await local_now(deps, tx)

        def change_pair(course: Course) -> Course:
            return replace(course, pair=rules.answer(course.pair, view.side, yes, now.date()))

        if await talk.is_repeat(tx):
            record = view.record
        else:
            record = await write_reply(tx, deps.ledger, PAIRS, waits, view.record.id, change_pair)
            if not waits(record.body):
                record = await settle(deps, tx, record, record.body, now)
        view = await view_of(deps, tx, record, view.side)
    await put(talk, cards.page_of(talk.lang, view))


# Goals and the end.


async def ask_goal(talk: Talk) -> None:
    """What one wants from the course."""
    (ref,) = parts_of(talk)
    await own_pair(talk, ref)
    await talk.answer()
    await ask_for(talk, LETTER, "goal", talk.words("pair-goal-ask"), arg=ref)


async def take_goal(talk: Talk, context: FormatContext) -> None:
    """The goal, which the partner sees."""
    view = await change(talk, context.arg, lambda pair, side, now: rules.set_goal(pair, side, talk.text))
    page = cards.page_of(talk.lang, view)
    await talk.say(page.text, page.buttons)


async def ask_stop(talk: Talk) -> None:
    """Really end it, or have another partner? No reason is asked."""
    view = await own_pair(talk, parts_of(talk)[0])
    rows = tuple(
        (cards.button(talk.lang, view, f"button-pair-{name}", act, *parts),)
        for name, act, parts in (("end", "end", (0,)), ("change", "end", (1,)), ("stay", "back", ()))
    )
    await put(talk, Page(talk.words("pair-stop-ask"), rows))


async def stop(talk: Talk) -> None:
    """The end, or another partner: whoever ends it without a wish for another is not matched again by itself."""
    ref, another = parts_of(talk)
    view = await change(talk, ref, lambda pair, side, now: rules.end(pair, change=bool(int(another))))
    await put(talk, cards.page_of(talk.lang, view))
    if not int(another):
        await profile.save(talk, lambda one: replace(one, told=replace(one.told, pairing=False)))


async def back(talk: Talk) -> None:
    """The card in the place of a question."""
    await put(talk, cards.page_of(talk.lang, await own_pair(talk, parts_of(talk)[0])))


async def certificate(talk: Talk) -> None:
    """The certificate of a complete course, as a PDF; it is made when asked for and kept nowhere."""
    view = await own_pair(talk, parts_of(talk)[0])
    if view.pair.ending is not rules.Ending.COMPLETE:
        raise ValueError("not complete")
    await talk.answer()
    own, other = view.own.told.name, view.other.told.name if view.other else ""
    names = (own, other) if view.side is Side.JUNIOR else (other, own)
    made = await asyncio.to_thread(render_certificate, certify(talk.lang, view.pair, *names))
    await talk.bot.send_document(talk.chat, InputFile(made, talk.words("pair-certificate-file")))


# What comes by itself.


async def look(deps: Deps) -> None:
    """What the calendar does to each pair; and proposals are written anew every hour, as an answer would."""
    async with deps.store.reading() as tx:
        now = await local_now(deps, tx)
        found = await deps.ledger.all(tx, PAIRS)
    for record in found:
        if mentoring.step(record.body, now)[0] != record.body:
            async with deps.store.writing() as tx:
                for fresh in await deps.ledger.all(tx, PAIRS, lock=True):
                    if fresh.id == record.id:
                        await settle(deps, tx, fresh, fresh.body, now)
    if any(waits(one.body) and not mentoring.is_covered(one.body, now) for one in found):
        async with deps.store.writing() as tx:
            rows = [one for one in await deps.ledger.all(tx, PAIRS, lock=True) if waits(one.body)]
            covered = [replace(one, body=mentoring.covered(one.body, now)) for one in rows]
            await deps.ledger.rewrite(tx, PAIRS, covered)


async def forget(deps: Deps, tx: AsyncConnection, person: Person) -> None:
    """Somebody leaves: their pairs go with all that was said in them, and partners hear that a pair is over."""
    own = await deps.profiles.of(tx, person)
    if own is None:
        return
    for record in await deps.ledger.all(tx, PAIRS, live=False, lock=True):
        pair = record.body.pair
        if own.ref not in (pair.junior, pair.senior):
            continue
        if pair.state not in FINAL:
            over = replace(record, body=replace(record.body, pair=rules.end(pair)))
            kind = "expired" if waits(record.body) else "done-early"
            await tell(deps, tx, over, Event(kind, "left"), (side_of(pair, own.ref).other,))
        await deps.ledger.remove(tx, record)


def duties(deps: Deps) -> Mapping[str, Duty]:
    """What the organiser may order."""

    async def publish(tx: AsyncConnection, order: Publish) -> None:
        """Ask all pairs whose people are there and free; others stay out, and the organiser sees that."""
        now = await local_now(deps, tx)
        busy = {one.body.pair.junior for one in await deps.ledger.all(tx, PAIRS) if one.body.pair.state not in FINAL}
        for junior, senior in order.pairs:
            if junior in busy or None in [await profile_of(deps, tx, ref) for ref in (junior, senior)]:
                continue
            busy.add(junior)
            record = await deps.ledger.add(tx, PAIRS, Course(Pair(junior, senior, now.date())))
            await settle(deps, tx, record, record.body, now)

    async def end(tx: AsyncConnection, order: EndPair) -> None:
        found = [one for one in await deps.ledger.all(tx, PAIRS, lock=True) if one.id == order.pair]
        if not found:
            raise NotFound
        body = replace(found[0].body, pair=rules.end(found[0].body.pair))
        await settle(deps, tx, found[0], body, await local_now(deps, tx))

    return {"pairs-publish": Duty(Publish, publish), "pairs-end": Duty(EndPair, end)}
