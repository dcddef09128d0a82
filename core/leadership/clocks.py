"""The executives' clocks: reminders at half time and before the end, silence that becomes "ignored", promises due.

Computed from the digests and the present second, so nothing is lost by a restart; ``notices`` keeps a reminder from
being queued twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.clock import Clock, day_of, seconds_of
from core.crypto.aead import context
from core.digests import DELIVERED
from core.errors import NotAllowed
from core.leadership.comma import Delivered, Leadership
from core.leadership.life import ACCEPTED, HOUR, IGNORE, STARTED, Event, Life
from core.outbox import Outbox, Outgoing
from core.page import Page
from core.people.membership import EXECUTIVE, Membership, Person
from core.schedule import mark_told, next_waking, was_told
from core.store.engine import Store

HALF = "half"
LAST_DAY = "last-day"
UNSEEN = "unseen"
PROMISE = "promise"
LAST_DAY_HOURS = 24


@dataclass(frozen=True)
class Nudge:
    """A reminder about a digest (``item`` empty) or about one promise. ``waiting``: how many items still lack a comma;
    ``deadline`` in seconds; ``owner``: the title of the executive it is for, empty for all."""

    kind: str
    digest: Delivered
    item: bytes
    waiting: int
    deadline: int
    owner: str = ""

    @property
    def about(self) -> bytes:
        """Names the reminder once and for all."""
        return context("nudge", self.kind, self.digest.id, self.item)


def nudges(digest: Delivered, now: int, today: object) -> list[Nudge]:
    """The reminders of a digest whose time has come."""
    waiting = digest.open_items
    due: list[Nudge] = []
    if waiting:
        first = digest.lives[waiting[0].id].deadline
        start = digest.cover.published_at
        kinds = {HALF: start + (first - start) // 2, LAST_DAY: first - LAST_DAY_HOURS * HOUR}
        if not any(life.events for life in digest.lives.values()):
            kinds[UNSEEN] = start + digest.cover.ack_hours * HOUR
        due += [Nudge(kind, digest, b"", len(waiting), first) for kind, at in kinds.items() if at <= now < first]
    for item in digest.items:
        life = digest.lives[item.id]
        verdict = life.verdict
        if life.state in (ACCEPTED, STARTED) and verdict and verdict.due == today:
            due.append(Nudge(PROMISE, digest, item.id, 0, 0, verdict.by))
    return due


def silent_items(digest: Delivered, now: int) -> list[bytes]:
    """Items whose limit has passed without a comma and which are not called ignored yet."""
    return [item.id for item in digest.items if _is_silent(digest.lives[item.id], now)]


def _is_silent(life: Life, now: int) -> bool:
    if life.verdict is not None or now < life.deadline:
        return False
    ignored = life.last(IGNORE)
    return ignored is None or ignored.at < life.deadline


async def run_clocks(
    store: Store,
    clock: Clock,
    leadership: Leadership,
    people: Membership,
    outbox: Outbox,
    zone: ZoneInfo,
    render: Callable[[Nudge, Person], Page],
) -> tuple[int, int]:
    """One look at all digests: call silent items ignored, queue the reminders that are due, at waking hours.

    Returns (ignored, reminders)."""
    now, ignored, reminded = seconds_of(clock), 0, 0
    for digest in await leadership.digests(DELIVERED):
        for item in silent_items(digest, now):
            try:
                await leadership.act(item, Event(IGNORE, now))
                ignored += 1
            except NotAllowed:
                continue
        for nudge in nudges(digest, now, day_of(clock)):
            reminded += await _queue(store, clock, people, outbox, next_waking(now, zone), nudge, render)
    return ignored, reminded


async def _queue(
    store: Store,
    clock: Clock,
    people: Membership,
    outbox: Outbox,
    due: int,
    nudge: Nudge,
    render: Callable[[Nudge, Person], Page],
) -> int:
    async with store.writing() as tx:
        if await was_told(tx, nudge.about):
            return 0
        await mark_told(tx, nudge.about, clock)
        for person in await people.reachable(tx, EXECUTIVE):
            if nudge.owner in ("", person.title):
                about = context("nudge-message", nudge.about, person.id)
                await outbox.queue(tx, [Outgoing(about, person.chat, render(nudge, person), due)])
    return 1
