"""When people are told of sessions, and never twice: announcement, reminder, opening, closing, the weekly note.

Nothing waits in memory. What is due follows from the sessions' signed terms and the clock; a row of ``notices``,
written in the same transaction that queues the messages, says what was told. A restart or a missed minute loses
nothing and repeats nothing.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, seconds_of
from core.crypto.aead import context
from core.outbox import Outbox, Outgoing
from core.page import Page
from core.people.invitations import ROLES
from core.people.membership import Membership, Person
from core.sessions import EVENT, Session
from core.store.engine import Store
from core.store.tables import notices

HOUR = 3600
GRACE = 12 * HOUR
"""A notice older than this is not worth telling any more."""
REMIND_BEFORE = 1 * HOUR
WAKING = (time(8), time(21))
"""Quiet hours are outside of these, in the company's time zone."""
WEEKLY = (4, time(16))
"""Friday, 16:00: the weekly note goes out whether or not anything happened, so its timing says nothing."""

ANNOUNCED = "announced"
REMINDER = "reminder"
OPENED = "opened"
CLOSED = "closed"
WEEKLY_NOTE = "weekly"


@dataclass(frozen=True)
class Notice:
    """Something to tell everybody: ``about`` names it once and for all, ``at`` in seconds when it falls due."""

    kind: str
    about: bytes
    at: int
    session: Session | None = None


def session_notices(session: Session) -> list[Notice]:
    """What is to be told of a session, by its terms; nothing of a standing inbox."""
    terms = session.terms
    if terms.kind != EVENT:
        return []
    opens = terms.opens if terms.opens is not None else session.opened
    times = {OPENED: opens}
    if opens - session.opened > REMIND_BEFORE:
        times |= {ANNOUNCED: session.opened, REMINDER: opens - REMIND_BEFORE}
    end = session.closed if session.closed is not None else terms.closes
    if end is not None:
        times[CLOSED] = end
    return [Notice(kind, context("notice", session.id, kind), at, session) for kind, at in times.items()]


def weekly_notice(now: int, zone: ZoneInfo) -> Notice:
    """The newest weekly note at or before ``now``."""
    local = datetime.fromtimestamp(now, zone)
    day, hour = WEEKLY
    moment = datetime.combine(local.date() - timedelta(days=(local.weekday() - day) % 7), hour, zone)
    if moment > local:
        moment -= timedelta(days=7)
    return Notice(WEEKLY_NOTE, context("weekly", moment.date().isoformat()), int(moment.timestamp()))


def next_waking(at: int, zone: ZoneInfo) -> int:
    """``at``, or the next morning when it falls into the quiet hours. Seconds."""
    local = datetime.fromtimestamp(at, zone)
    morning, evening = WAKING
    if morning <= local.time() < evening:
        return at
    day = local.date() + timedelta(days=1) if local.time() >= evening else local.date()
    return int(datetime.combine(day, morning, zone).timestamp())


Render = Callable[[Notice, Person], Awaitable[Page | None]]
"""Writes a notice for one person; None when it is not for them."""


async def queue_notices(
    store: Store,
    clock: Clock,
    people: Membership,
    outbox: Outbox,
    found: Sequence[Notice],
    render: Render,
    roles: Sequence[str] = ROLES,
) -> int:
    """Queue every notice that is due and was not told, to everybody reachable. Returns how many notices."""
    now, told = seconds_of(clock), 0
    for notice in found:
        if not notice.at <= now < notice.at + GRACE:
            continue
        async with store.writing() as tx:
            if await was_told(tx, notice.about):
                continue
            await mark_told(tx, notice.about, clock)
            for role in roles:
                for person in await people.reachable(tx, role):
                    page = await render(notice, person)
                    if page is not None:
                        about = context("notice-message", notice.about, person.id)
                        await outbox.queue(tx, [Outgoing(about, person.chat, page, now)])
        told += 1
    return told


async def was_told(tx: AsyncConnection, about: bytes) -> bool:
    """Whether a notice has been queued before."""
    return (await tx.execute(select(notices.c.about).where(notices.c.about == about))).first() is not None


async def mark_told(tx: AsyncConnection, about: bytes, clock: Clock) -> None:
    """Remember, in the transaction that queues the messages, that it has been told."""
    await tx.execute(insert(notices), [{"about": about, "day": clock.now().date()}])
