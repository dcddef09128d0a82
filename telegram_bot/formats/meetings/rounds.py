"""What comes by itself: a round on Mondays, reveals, reminders; and what goes when somebody leaves."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from core.company import read_company
from core.errors import NoProgramme, NotAllowed, NotFound
from core.people.membership import Person
from core.programs import meeting_records as records
from core.programs.ledger import Record
from core.programs.meeting_records import ENCOUNTERS, ROUNDS, Event, HoldRound, Ready, Round, waits
from core.programs.meetings import REPEAT_DAYS
from core.programs.orders import Duty
from core.programs.profiles import PROFILES
from core.programs.states import FINAL
from core.programs.topics import read_topics
from telegram_bot.deps import Deps
from telegram_bot.formats.format import company_day, local_now
from telegram_bot.formats.meetings.acts import recount, settle, tell


async def look(deps: Deps) -> None:
    """Everything that falls due. Meetings whose moment has come turn in one transaction, all at once."""
    async with deps.store.reading() as tx:
        try:
            await deps.ledger.programme(tx)
        except NoProgramme:
            return
        now = await local_now(deps, tx)
        found = await deps.ledger.all(tx, ENCOUNTERS)
        due = await _round_due(deps, tx, now)
    if due is not None:
        await _hold(deps, now, due)
    if any(records.step(one.body, now)[0] != one.body for one in found):
        async with deps.store.writing() as tx:
            for record in await deps.ledger.all(tx, ENCOUNTERS, lock=True):
                await settle(deps, tx, record, record.body, now)
            await recount(deps, tx)
    if any(waits(one.body) and not records.is_covered(one.body, now) for one in found):
        async with deps.store.writing() as tx:
            rows = [one for one in await deps.ledger.all(tx, ENCOUNTERS, lock=True) if waits(one.body)]
            covered = [replace(one, body=records.covered(one.body, now)) for one in rows]
            await deps.ledger.rewrite(tx, ENCOUNTERS, covered)


async def _round_due(deps: Deps, tx: AsyncConnection, now: datetime) -> date | None:
    """The round that should have been held by now and was not: the organiser's, or this Monday's."""
    held = {}
    for record in await deps.ledger.all(tx, ROUNDS):
        if record.body.ordered:
            return record.body.on
        held[record.body.on] = record
    due = records.round_due(now)
    return due if due is not None and due not in held else None


async def _hold(deps: Deps, now: datetime, on: date) -> None:
    """Pair people up, outside of any transaction and in a thread, for it may take long; then write it all at once,
    unless somebody else has been faster."""
    async with deps.store.reading() as tx:
        zone, topics = (await read_company(tx)).zone, await read_topics(tx, deps.ledger)
        k = (await deps.ledger.programme(tx)).terms.k
        people = [Ready(one.ref, one.body.meetings, one.body.told.slots) for one in await deps.ledger.all(tx, PROFILES)]
        earlier = [one.body for one in await deps.ledger.all(tx, ENCOUNTERS, live=False)]
        rounds = sorted((one.body for one in await deps.ledger.all(tx, ROUNDS) if one.body.on < on), key=lambda r: r.on)
    seed = records.round_id(on)
    made = await asyncio.to_thread(records.hold_round, people, earlier, now, on, zone, seed)
    ready = [one for one in people if one.wanting.is_ready(now.date())]
    fresh = records.begin_round(on, k, ready, topics, rounds[-1] if rounds else None)
    async with deps.store.writing() as tx:
        try:
            known: Record[Round] | None = await deps.ledger.find(tx, ROUNDS, records.round_id(on))
        except NotFound:
            known = None
        if known is not None and not known.body.ordered:
            return
        if known is None:
            await deps.ledger.add(tx, ROUNDS, fresh, records.round_id(on))
        else:
            await deps.ledger.change(tx, ROUNDS, known, fresh)
        for encounter in made:
            record = await deps.ledger.add(tx, ENCOUNTERS, encounter)
            await settle(deps, tx, record, encounter, now)
        await _forget_old(deps, tx, on)
        await recount(deps, tx)


async def _forget_old(deps: Deps, tx: AsyncConnection, on: date) -> None:
    """Who was asked about whom is remembered only as long as it keeps them from being asked again."""
    for record in await deps.ledger.all(tx, ENCOUNTERS, live=False):
        if record.body.meeting.state in FINAL and on - record.body.on >= timedelta(days=REPEAT_DAYS):
            await deps.ledger.remove(tx, record)


async def forget(deps: Deps, tx: AsyncConnection, person: Person) -> None:
    """Somebody leaves: what waits for answers comes out as if they had been silent; when names are known the others
    hear that the meeting is called off; the rest goes."""
    own = await deps.profiles.of(tx, person)
    if own is None:
        return
    rows = await deps.ledger.all(tx, ENCOUNTERS, live=False, lock=True)
    waiting = [replace(one, body=records.silence(one.body, own.ref)) for one in rows if waits(one.body)]
    await deps.ledger.rewrite(tx, ENCOUNTERS, waiting)
    for record in rows:
        if own.ref not in record.body.replies or waits(record.body):
            continue
        if record.body.meeting.state not in FINAL:
            others = set(record.body.meeting.people) - {own.ref}
            await tell(deps, tx, record, Event("called-off", "left"), others)
        await deps.ledger.remove(tx, record)


def duties(deps: Deps) -> Mapping[str, Duty]:
    """A round beside the weekly ones."""

    async def hold(tx: AsyncConnection, order: HoldRound) -> None:
        del order
        today = await company_day(deps, tx)
        ordered = Round(today, (await deps.ledger.programme(tx)).terms.k, ordered=True)
        try:
            known = await deps.ledger.find(tx, ROUNDS, records.round_id(today))
        except NotFound:
            await deps.ledger.add(tx, ROUNDS, ordered, records.round_id(today))
            return
        if known.body.asked or known.body.circles:
            raise NotAllowed("error-meeting-round")
        await deps.ledger.change(tx, ROUNDS, known, ordered)

    return {"meetings-round": Duty(HoldRound, hold)}
