"""When people are told of sessions, and never twice: announcement, reminder, opening, closing, the weekly note.

Nothing waits in memory. What is due follows from the sessions' signed terms and the clock; a row of ``notices``,
written in the same transaction that queues the messages, says what was told. A restart or a missed minute loses
nothing and repeats nothing.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, seconds_of
from core.crypto.aead import context
from core.leadership.comma import Delivered
from core.leadership.life import IGNORE
from core.outbox import Outbox, Outgoing
from core.page import Page
from core.people.invitations import ROLES
from core.people.membership import Membership, Person
from core.sessions import DAY, EVENT, Session
from core.store.engine import Store
from core.store.tables import notices

HOUR = 3600
REMIND_BEFORE = 1 * HOUR
ANNOUNCE_NEXT = 2 * DAY
"""How long before it a session that follows another is announced; a first one at once."""
WORTH_TELLING = 3 * DAY
"""What was not told for so long, because nothing ran, is not told any more where nothing else ends its time."""
WAKING = (time(8), time(21))
"""Quiet hours are outside of these, in the company's time zone."""
WEEKLY = (4, time(16))
"""Friday, 16:00: the weekly note goes out whether or not anything happened, so its timing says nothing."""
CHUNK = 64
"""Messages that are sealed into the queue between two looks at what else the program has to do."""

ANNOUNCED = "announced"
REMINDER = "reminder"
OPENED = "opened"
CLOSED = "closed"
CANCELLED = "cancelled"
RESULT = "result"
ANSWERS = "answers"
WEEKLY_NOTE = "weekly"


@dataclass(frozen=True)
class Notice:
    """Something to tell everybody whom it concerns: ``about`` names it once and for all; it is told between ``at`` and
    ``until`` (seconds), as soon as people are awake. ``session`` or ``digest``: what of."""

    kind: str
    about: bytes
    at: int
    until: int
    session: Session | None = None
    digest: Delivered | None = field(default=None, repr=False)


def session_notices(session: Session) -> list[Notice]:
    """What is to be told of a session, by its terms; nothing of a standing inbox."""
    terms = session.terms
    if terms.kind != EVENT:
        return []
    opens = terms.opens if terms.opens is not None else session.opened
    announced = max(session.opened, opens - ANNOUNCE_NEXT) if terms.series else session.opened
    closed = session.closed
    if closed is not None and closed < opens:
        # Nobody is called off from what they never heard of.
        return [_of(session, CANCELLED, closed, opens)] if announced < closed else []
    end = min(at for at in (closed, terms.closes, opens + WORTH_TELLING) if at is not None)
    found = [_of(session, OPENED, opens, end)]
    if opens - announced > REMIND_BEFORE:
        before = opens - REMIND_BEFORE
        found += [_of(session, ANNOUNCED, announced, before), _of(session, REMINDER, before, opens)]
    if closed is not None or terms.closes is not None:
        over = min(at for at in (closed, terms.closes) if at is not None)
        found.append(_of(session, CLOSED, over, over + WORTH_TELLING))
    return found


def _of(session: Session, kind: str, at: int, until: int) -> Notice:
    return Notice(kind, context("notice", session.id, kind), at, until, session)


def digest_notices(digest: Delivered) -> list[Notice]:
    """What everybody hears of a digest: that it is with the executives, and, once every item has its comma or was
    called ignored, that answers are out. The latter reaches authors whom nobody could tell in person."""
    published = digest.cover.published_at
    about = context("notice", digest.id, RESULT)
    found = [Notice(RESULT, about, published, published + WORTH_TELLING, digest=digest)]
    settled = [event.at for life in digest.lives.values() if (event := life.verdict or life.last(IGNORE))]
    if len(settled) == len(digest.items):
        about, at = context("notice", digest.id, ANSWERS), max(settled, default=published)
        found.append(Notice(ANSWERS, about, at, at + WORTH_TELLING, digest=digest))
    return found


def weekly_notices(now: int, zone: ZoneInfo, sessions: Sequence[Session]) -> list[Notice]:
    """The newest weekly note at or before ``now``; none before there was a session to tell of."""
    weekly = weekly_notice(now, zone)
    return [weekly] if any(session.opened <= weekly.at for session in sessions) else []


def weekly_notice(now: int, zone: ZoneInfo) -> Notice:
    """The newest weekly note at or before ``now``."""
    local = datetime.fromtimestamp(now, zone)
    day, hour = WEEKLY
    moment = datetime.combine(local.date() - timedelta(days=(local.weekday() - day) % 7), hour, zone)
    if moment > local:
        moment -= timedelta(days=7)
    at = int(moment.timestamp())
    return Notice(WEEKLY_NOTE, context("weekly", moment.date().isoformat()), at, at + WORTH_TELLING)


def is_waking(at: int, zone: ZoneInfo) -> bool:
    """Whether people may be written to at that second."""
    morning, evening = WAKING
    return morning <= datetime.fromtimestamp(at, zone).time() < evening


Render = Callable[[Notice, Person], Page | None]
"""Writes a notice for one person; None when it is not for them."""


def next_waking(at: int, zone: ZoneInfo) -> int:
    """``at``, or the next morning when it falls into the quiet hours. Seconds."""
    if is_waking(at, zone):
        return at
    local = datetime.fromtimestamp(at, zone)
    morning, evening = WAKING
    day = local.date() + timedelta(days=1) if local.time() >= evening else local.date()
    return int(datetime.combine(day, morning, zone).timestamp())


async def queue_notices(
    store: Store,
    clock: Clock,
    people: Membership,
    outbox: Outbox,
    found: Sequence[Notice],
    render: Render,
    roles: Sequence[str] = ROLES,
) -> int:
    """Queue every notice that is due and was not told, to everybody, each notice in one transaction with the
    row that says so. Returns how many notices."""
    now, told = seconds_of(clock), 0
    due = [notice for notice in found if notice.at <= now < notice.until]
    async with store.reading() as tx:
        # Asked every minute: only news is worth the write lock.
        known = {notice.about for notice in due if await was_told(tx, notice.about)}
    for notice in due:
        if notice.about in known:
            continue
        async with store.writing() as tx:
            if await was_told(tx, notice.about):
                continue
            await mark_told(tx, notice.about, clock)
            reached = [person for role in roles for person in await people.everybody(tx, role)]
            for start in range(0, len(reached), CHUNK):
                pages = [(person, render(notice, person)) for person in reached[start : start + CHUNK]]
                await outbox.queue(tx, [_message(notice, person, page) for person, page in pages if page])
                await asyncio.sleep(0)
        told += 1
    return told


def _message(notice: Notice, person: Person, page: Page) -> Outgoing:
    # Due since the notice's own moment: the second of queueing tells when the clock looked, next to who wrote then.
    session = notice.session.id if notice.session else notice.digest.cover.session if notice.digest else None
    return Outgoing(context("notice-message", notice.about, person.id), person.chat, page, notice.at, session=session)


async def was_told(tx: AsyncConnection, about: bytes) -> bool:
    """Whether a notice has been queued before."""
    return (await tx.execute(select(notices.c.about).where(notices.c.about == about))).first() is not None


async def mark_told(tx: AsyncConnection, about: bytes, clock: Clock) -> None:
    """Remember, in the transaction that queues the messages, that it has been told."""
    await tx.execute(insert(notices), [{"about": about, "day": clock.now().date()}])
