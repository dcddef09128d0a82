"""A meeting from the question without a name to one thought afterwards."""

from datetime import datetime, timedelta

from telegram import InputFile

from core.calendar_file import Entry, entry_file
from core.clock import seconds_of
from core.programs import meetings as rules
from core.programs.meeting_records import ENCOUNTERS, MEETING_HOURS, Encounter, Event, reply, waits
from core.programs.meetings import Afterword, Meeting
from core.programs.replies import write_reply
from core.programs.states import State
from core.programs.topics import word_name
from telegram_bot.formats.format import ask_for, local_now, parts_of, put
from telegram_bot.formats.meetings import cards
from telegram_bot.formats.meetings.acts import change, own_meeting, view_of
from telegram_bot.formats.meetings.cards import LETTER
from telegram_bot.prompts import FormatContext
from telegram_bot.talk import Talk

FILE_NAME = "meeting.ics"


async def show(talk: Talk) -> None:
    """A meeting in a message of its own."""
    page = cards.page_of(talk.lang, await own_meeting(talk, parts_of(talk)[0]))
    await talk.answer()
    await talk.say(page.text, page.buttons)


async def say_yes(talk: Talk) -> None:
    """They would like to."""
    await _reply(talk, True)


async def say_no(talk: Talk) -> None:
    """They would not, which nobody learns."""
    await _reply(talk, False)


async def _reply(talk: Talk, yes: bool) -> None:
    deps, view = talk.deps, await own_meeting(talk, parts_of(talk)[0])
    async with deps.store.writing() as tx:
        now = await local_now(deps, tx)

        def answer(encounter: Encounter) -> Encounter:
            return reply(encounter, rules.answer(encounter.answered, view.person, yes, now))

        if not await talk.is_repeat(tx):
            record = await write_reply(tx, deps.ledger, ENCOUNTERS, waits, view.record.id, answer)
            view = await view_of(deps, tx, record, view.person)
    await put(talk, cards.question(talk.lang, view))


async def pick(talk: Talk) -> None:
    """A time is ticked, or not any more; nothing is kept until they say that this is all."""
    ref, mask = parts_of(talk)
    view = await own_meeting(talk, ref)
    if view.meeting.state is not State.RELEASED:
        await put(talk, cards.page_of(talk.lang, view))
        return
    await put(talk, cards.slots_page(talk.lang, view, _mask(mask, view.meeting)))


async def vote(talk: Talk) -> None:
    """These times suit; when everybody has voted, one is fixed, or they are asked once more."""
    ref, given = parts_of(talk)
    view = await own_meeting(talk, ref)
    if view.meeting.state is not State.RELEASED:
        await put(talk, cards.page_of(talk.lang, view))
        return
    mask = _mask(given, view.meeting)
    suits = [slot for at, slot in enumerate(sorted(view.meeting.slots)) if mask >> at & 1]
    votes = {**view.meeting.votes, view.person: frozenset(suits)}
    again = set(votes) == set(view.meeting.people) and _is_without_time(view.meeting, view.person, suits)
    events = (Event("again", "again"),) if again else ()
    view = await change(talk, ref, lambda meeting, person, now: rules.vote_slots(meeting, person, suits), *events)
    await put(talk, cards.page_of(talk.lang, view))


def _is_without_time(meeting: Meeting, person: str, suits: list[datetime]) -> bool:
    return rules.vote_slots(meeting, person, suits).slot is None


def _mask(text: str, meeting: Meeting) -> int:
    mask = int(text)
    if not 0 <= mask < 1 << len(meeting.slots):
        raise ValueError("no such times")
    return mask


async def calendar(talk: Talk) -> None:
    """The meeting as a calendar file: when, what about; no names, for a calendar may be seen by others."""
    view = await own_meeting(talk, parts_of(talk)[0])
    if view.meeting.slot is None:
        raise ValueError("no time yet")
    await talk.answer()
    topic = word_name(talk.lang, view.meeting.topic)
    begins, ends = view.meeting.slot, view.meeting.slot + timedelta(hours=MEETING_HOURS)
    title = talk.words("meeting-calendar", topic=topic, way=cards.way_of(talk.lang, view.encounter))
    entry = Entry(view.record.id, int(begins.timestamp()), int(ends.timestamp()), title)
    await talk.bot.send_document(talk.chat, InputFile(entry_file(entry, seconds_of(talk.deps.clock)), FILE_NAME))


async def cannot(talk: Talk) -> None:
    """Somebody cannot come after all; no reason is asked."""
    called_off = Event("called-off", "called-off")
    view = await change(talk, parts_of(talk)[0], lambda meeting, person, now: rules.call_off(meeting), called_off)
    await put(talk, cards.event_page(talk.lang, view, called_off))


async def met(talk: Talk) -> None:
    """They met: how was it?"""
    await put(talk, cards.score_page(talk.lang, await own_meeting(talk, parts_of(talk)[0])))


async def missed(talk: Talk) -> None:
    """They did not."""
    view = await change(
        talk, parts_of(talk)[0], lambda meeting, person, now: rules.look_back(meeting, person, Afterword(False), now)
    )
    await put(talk, cards.event_page(talk.lang, view, Event("missed", "missed")))


async def score(talk: Talk) -> None:
    """0 to 10; a thought may follow."""
    ref, mark = parts_of(talk)
    said = Afterword(True, int(mark))
    view = await change(talk, ref, lambda meeting, person, now: rules.look_back(meeting, person, said, now))
    await put(talk, cards.thought_page(talk.lang, view))


async def ask_thought(talk: Talk) -> None:
    """One thought, for whom they met."""
    (ref,) = parts_of(talk)
    await own_meeting(talk, ref, is_over=True)
    await talk.answer()
    await ask_for(talk, LETTER, "thought", talk.words("meeting-thought-ask"), arg=ref)


async def take_thought(talk: Talk, asked: FormatContext) -> None:
    """The thought goes to the others."""
    thought = talk.text.strip()
    thinks = Event("thought", "thought")
    await change(
        talk, asked.arg, lambda meeting, person, now: rules.think(meeting, person, thought), thinks, is_over=True
    )
    await talk.say(talk.words("meeting-thought-sent"))
