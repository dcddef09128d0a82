"""Reading and changing mentoring pairs on behalf of one of the two, and telling both what follows."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.company import read_company
from core.crypto.aead import context
from core.page import Page
from core.programs import mentoring
from core.programs.ledger import Record
from core.programs.mentoring import PAIRS, Course, Event, side_of
from core.programs.pairs import Pair
from core.programs.profiles import Profile, Told
from core.programs.states import Side
from core.schedule import next_waking
from telegram_bot.deps import Deps
from telegram_bot.formats.format import company_day, local_now, profile_of
from telegram_bot.formats.pairs.cards import View, event_page
from telegram_bot.talk import Talk

Act = Callable[[Pair, Side, datetime], Pair]
"""What one side does to the pair at a moment of the company's time."""
Also = Callable[[Deps, AsyncConnection, Pair, Side], Awaitable[None]]


async def own_pairs(talk: Talk) -> list[View]:
    """The pairs that are not over for this person, running ones first."""
    assert talk.person
    async with talk.deps.store.reading() as tx:
        own = await talk.deps.profiles.of(tx, talk.person)
        if own is None:
            return []
        found = [one for one in await talk.deps.ledger.all(tx, PAIRS) if _is_of(one.body.pair, own.ref)]
        return [await view_of(talk.deps, tx, one, side_of(one.body.pair, own.ref)) for one in found]


async def own_pair(talk: Talk, ref: str) -> View:
    """The pair that a button names. Raises ValueError when it is not this person's, or over."""
    return _named(await own_pairs(talk), ref)


def _named(views: Sequence[View], ref: str) -> View:
    for view in views:
        if ref and view.record.ref.startswith(ref):
            return view
    raise ValueError("no such pair")


def _is_of(pair: Pair, profile: str) -> bool:
    return profile in (pair.junior, pair.senior)


async def view_of(deps: Deps, tx: AsyncConnection, record: Record[Course], side: Side) -> View:
    """The pair as one side sees it."""
    refs = {Side.JUNIOR: record.body.pair.junior, Side.SENIOR: record.body.pair.senior}
    own = await profile_of(deps, tx, refs[side])
    today = await company_day(deps, tx)
    return View(record, side, own or Profile(b"", Told("")), await profile_of(deps, tx, refs[side.other]), today)


async def change(talk: Talk, ref: str, act: Act, *events: Event, also: Also | None = None) -> View:
    """Do something to an own pair, and tell both what follows, in one transaction. ``events``: what else the partner
    is told; ``also``: what else is written. Raises ValueError for a pair of others', and whatever ``act`` raises."""
    deps = talk.deps
    view = await own_pair(talk, ref)
    async with deps.store.writing() as tx:
        record = await deps.ledger.find(tx, PAIRS, view.record.id)
        if await talk.is_repeat(tx):
            return await view_of(deps, tx, record, view.side)
        now = await local_now(deps, tx)
        pair = act(record.body.pair, view.side, now)
        record = await settle(deps, tx, record, replace(record.body, pair=pair), now)
        for event in events:
            await tell(deps, tx, record, event, (view.side.other,))
        if also is not None:
            await also(deps, tx, pair, view.side)
        return await view_of(deps, tx, record, view.side)


async def settle(
    deps: Deps, tx: AsyncConnection, record: Record[Course], body: Course, now: datetime
) -> Record[Course]:
    """Write a pair with all that the calendar does to it by ``now``, and tell both what they do not know yet."""
    body, events = mentoring.step(body, now)
    changed = await deps.ledger.change(tx, PAIRS, record, body)
    for event in events:
        await tell(deps, tx, changed, event, tuple(Side))
    return changed


async def tell(deps: Deps, tx: AsyncConnection, record: Record[Course], event: Event, sides: Sequence[Side]) -> None:
    """Queue what one or both sides are told, in waking hours. A session is asked about only by who has not ticked."""
    due = next_waking(int(deps.clock.now().timestamp()), (await read_company(tx)).zone)
    for side in sides:
        if event.kind == "tick" and (event.number, side) in record.body.pair.ticks:
            continue
        view = await view_of(deps, tx, record, side)

        def write(lang: str, view: View = view) -> Page:
            return event_page(lang, view, event)

        ref = record.body.pair.junior if side is Side.JUNIOR else record.body.pair.senior
        about = context("pair", record.id, record.revision, event.key)
        await deps.profiles.tell(tx, [bytes.fromhex(ref)], about, write, due)
