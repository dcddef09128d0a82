"""Counting the programme, every Monday; and asking executives of the goals, every quarter."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.board import make_board
from core.clock import seconds_of
from core.company import read_company
from core.crypto.aead import context
from core.errors import NoProgramme, NotFound
from core.leadership.comma import Delivered
from core.outbox import Outgoing
from core.people.invitations import EMPLOYEE, EXECUTIVE
from core.programs import meeting_records, pairs
from core.programs.glance import Counts, Gain, Generations, Share, generations, quarter_of
from core.programs.internship_records import STAYS
from core.programs.ledger import Record
from core.programs.meeting_records import ENCOUNTERS, ROUNDS
from core.programs.mentoring import GAINS, PAIRS
from core.programs.overview import (
    AIMS,
    OVERVIEW_ID,
    OVERVIEWS,
    Aim,
    Overview,
    counted_on,
    letters_told,
    make_overview,
    with_times,
)
from core.programs.pairs import Health, Pair
from core.programs.poll_records import PollShown, last_told, shown
from core.programs.profiles import PROFILES
from core.programs.project_records import PROJECTS
from core.programs.states import Side, State
from core.schedule import mark_told, next_waking, was_told
from telegram_bot.deps import Deps
from telegram_bot.formats.format import local_now
from telegram_bot.formats.glance.showing import ask_page, doubtful

AGREED = (State.ACCEPTED, State.STARTED, State.DONE)


async def look(deps: Deps) -> None:
    """Count when Monday has come; ask of goals when a quarter has."""
    async with deps.store.reading() as tx:
        try:
            k = (await deps.ledger.programme(tx)).terms.k
        except NoProgramme:
            return
        now, before = await local_now(deps, tx), await _overview(deps, tx)
        asked = doubtful(await deps.ledger.all(tx, AIMS), now.date())
        asked = [one for one in asked if not await was_told(tx, _about(one, now.date()))]
    if before is None or before.body.on < counted_on(now):
        await _count(deps, now, k)
    for record in asked:
        await _ask(deps, record, now.date())


async def _overview(deps: Deps, tx: AsyncConnection) -> Record[Overview] | None:
    try:
        return await deps.ledger.find(tx, OVERVIEWS, OVERVIEW_ID)
    except NotFound:
        return None


async def _count(deps: Deps, now: datetime, k: int) -> None:
    digests = await deps.leadership.digests()
    async with deps.store.reading() as tx:
        counts, polls = await _count_formats(deps, tx, now.date()), shown(await deps.polls.all(tx))
    board = make_board(digests, now.date())
    counts = replace(counts, critiques=letters_told(digests, seconds_of(deps.clock)))
    counts = _with_digests(counts, digests, Share(board.kept, board.kept + board.broken))
    counts, bands = _with_pulse(counts, last_told(polls))
    async with deps.store.writing() as tx:
        before = await _overview(deps, tx)
        fresh = make_overview(counts, counted_on(now), k, bands, before.body if before else None)
        if before is None:
            await deps.ledger.add(tx, OVERVIEWS, fresh, OVERVIEW_ID)
        elif before.body.on < fresh.on:
            await deps.ledger.change(tx, OVERVIEWS, before, fresh)


async def _count_formats(deps: Deps, tx: AsyncConnection, today: date) -> Counts:
    """Who takes part in anything that has begun, and how it goes. What nobody may see before its time is not in it."""
    ledger = deps.ledger
    roles = {record.ref: record.body.told.role for record in await ledger.all(tx, PROFILES)}
    courses = [record.body.pair for record in await ledger.all(tx, PAIRS, live=False)]
    agreed = [pair for pair in courses if pair.state in AGREED]
    busy = {person for pair in agreed for person in (pair.junior, pair.senior)}
    for project in await ledger.all(tx, PROJECTS, live=False):
        if project.body.project.state in AGREED:
            busy |= set(project.body.seats.values())
    for encounter in await ledger.all(tx, ENCOUNTERS, live=False):
        if encounter.body.is_mutual:
            busy |= encounter.body.meeting.people
    for stay in await ledger.all(tx, STAYS, live=False):
        if stay.body.internship and stay.body.state in AGREED:
            busy |= {stay.body.executive, stay.body.internship.mentor}
    rounds = [meeting_records.tell(record.body) for record in await ledger.all(tx, ROUNDS, live=False)]
    gains = [record.body.told for record in await ledger.all(tx, GAINS)]

    async def part(role: str) -> Share:
        everybody = len(await deps.membership.everybody(tx, role))
        return Share(min(everybody, sum(roles.get(person) == role for person in busy)), everybody)

    def gain(side: Side) -> Gain:
        found = [one[side] for one in gains if side in one]
        return Gain(sum(one.total for one in found), sum(one.people for one in found))

    mutual = sum(one.mutual or 0 for one in rounds)
    return Counts(
        employees=await part(EMPLOYEE),
        executives=await part(EXECUTIVE),
        meetings=Share(min(mutual, sum(one.met or 0 for one in rounds)), mutual),
        pairs=_active(agreed, today),
        sessions=_held(agreed, today),
        arrow_juniors=gain(Side.JUNIOR),
        arrow_seniors=gain(Side.SENIOR),
    )


def _active(agreed: Sequence[Pair], today: date) -> Share:
    running = [found for pair in agreed if (found := pairs.health(pair, today)) is not Health.ENDED]
    return Share(sum(one in (Health.ON_TRACK, Health.WAITING) for one in running), len(running))


def _held(agreed: Sequence[Pair], today: date) -> Share:
    due = {(at, number) for at, pair in enumerate(agreed) for number, plan in pair.plans.items() if plan.on < today}
    held = {(at, number) for at, pair in enumerate(agreed) for number in pair.met}
    return Share(len(held), len(due | held))


def _with_digests(counts: Counts, digests: Sequence[Delivered], promises: Share) -> Counts:
    lives = [life for digest in digests for life in digest.lives.values()]
    return with_times(replace(counts, promises=promises), lives)


def _with_pulse(counts: Counts, last: PollShown | None) -> tuple[Counts, tuple[Generations, ...]]:
    """The response rate and the share of generations, as the newest poll told them."""
    if last is None or last.told is None or last.staff is None:
        return counts, ()
    total, staff = last.told.release.total, last.staff.total
    answered = Share(min(total, staff), staff) if total and staff else Share(0, 0)
    return replace(counts, answered=answered), generations(last.staff, last.told.release)


async def _ask(deps: Deps, record: Record[Aim], today: date) -> None:
    about = _about(record, today)
    async with deps.store.writing() as tx:
        if await was_told(tx, about):
            return
        await mark_told(tx, about, deps.clock)
        when = next_waking(seconds_of(deps.clock), (await read_company(tx)).zone)
        for person in await deps.membership.everybody(tx, EXECUTIVE):
            page = ask_page(person.lang, record, today)
            named = context("goal-message", about, person.id)
            await deps.outbox.queue(tx, [Outgoing(named, person.chat, page, when)])


def _about(record: Record[Aim], today: date) -> bytes:
    return context("goal-review", record.id, quarter_of(today).isoformat())
