"""Reading and changing meetings on behalf of one of their people, and telling all what follows."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.company import read_company
from core.crypto.aead import context
from core.page import Page
from core.programs import meeting_records as records
from core.programs.ledger import Record
from core.programs.meeting_records import ENCOUNTERS, ROUNDS, Encounter, Event
from core.programs.meetings import Meeting
from core.schedule import next_waking
from telegram_bot.deps import Deps
from telegram_bot.formats.format import local_now, profile_of
from telegram_bot.formats.meetings.cards import View, event_page
from telegram_bot.talk import Talk

Act = Callable[[Meeting, str, datetime], Meeting]
"""What one person (their profile) does to a meeting at a moment."""


async def own_meetings(talk: Talk) -> list[View]:
    """The meetings of this person to which something can still happen."""
    assert talk.person
    async with talk.deps.store.reading() as tx:
        own = await talk.deps.profiles.of(tx, talk.person)
        if own is None:
            return []
        found = [one for one in await talk.deps.ledger.all(tx, ENCOUNTERS) if own.ref in one.body.replies]
        return [await view_of(talk.deps, tx, one, own.ref) for one in found]


async def own_meeting(talk: Talk, ref: str, *, is_over: bool = False) -> View:
    """The meeting that a button names; with ``is_over`` also one to which nothing can happen any more. Raises
    ValueError when it is not this person's."""
    assert talk.person
    async with talk.deps.store.reading() as tx:
        own = await talk.deps.profiles.of(tx, talk.person)
        for one in await talk.deps.ledger.all(tx, ENCOUNTERS, live=not is_over):
            if own is not None and ref and one.ref.startswith(ref) and own.ref in one.body.replies:
                return await view_of(talk.deps, tx, one, own.ref)
    raise ValueError("no such meeting")


async def view_of(deps: Deps, tx: AsyncConnection, record: Record[Encounter], person: str) -> View:
    """The meeting as one person sees it: the others by name only when the rules show them."""
    zone = (await read_company(tx)).zone
    now = deps.clock.now().astimezone(zone)
    others = {}
    for ref in sorted(records.names_shown(record.body, person, now)):
        profile = await profile_of(deps, tx, ref)
        if profile is not None:
            others[ref] = profile
    return View(record, person, others, now, zone)


async def change(talk: Talk, ref: str, act: Act, *events: Event, is_over: bool = False) -> View:
    """Do something to an own meeting whose names are known, and tell all what follows, in one transaction. ``events``:
    what else the others are told. Raises ValueError for a meeting of others, and whatever ``act`` raises."""
    # A repeated update may be what it is over by.
    deps, view = talk.deps, await own_meeting(talk, ref, is_over=is_over or await talk.was_done())
    async with deps.store.writing() as tx:
        record = await deps.ledger.find(tx, ENCOUNTERS, view.record.id)
        if await talk.is_repeat(tx):
            return await view_of(deps, tx, record, view.person)
        now = await local_now(deps, tx)
        meeting = act(record.body.meeting, view.person, now)
        record = await settle(deps, tx, record, replace(record.body, meeting=meeting), now)
        for event in events:
            await tell(deps, tx, record, event, set(meeting.people) - {view.person})
        await recount(deps, tx)
        return await view_of(deps, tx, record, view.person)


async def settle(
    deps: Deps, tx: AsyncConnection, record: Record[Encounter], body: Encounter, now: datetime
) -> Record[Encounter]:
    """Write a meeting with all that the clock does to it by ``now``, and tell everybody what they do not know yet."""
    body, events = records.step(body, now)
    changed = await deps.ledger.change(tx, ENCOUNTERS, record, body)
    for event in events:
        await tell(deps, tx, changed, event, body.meeting.people)
    return changed


async def tell(
    deps: Deps, tx: AsyncConnection, record: Record[Encounter], event: Event, people: Collection[str]
) -> None:
    """Queue what these people are told, in waking hours; the same for everybody at the same moment."""
    due = next_waking(int(deps.clock.now().timestamp()), (await read_company(tx)).zone)
    for ref in sorted(people):
        view = await view_of(deps, tx, record, ref)

        def write(lang: str, view: View = view) -> Page:
            return event_page(lang, view, event)

        about = context("meeting", record.id, record.revision, event.key)
        await deps.profiles.tell(tx, [bytes.fromhex(ref)], about, write, due)


async def recount(deps: Deps, tx: AsyncConnection) -> None:
    """The rounds' numbers as they are now; what waits for answers is not among them."""
    encounters = [record.body for record in await deps.ledger.all(tx, ENCOUNTERS, live=False)]
    for record in await deps.ledger.all(tx, ROUNDS):
        await deps.ledger.change(tx, ROUNDS, record, records.count_round(record.body, encounters))
