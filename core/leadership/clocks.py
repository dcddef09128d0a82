"""The executives' clocks: reminders at half time and before the end, silence that becomes "ignored", promises due.

Computed from the digests and the present second, so nothing is lost by a restart; ``notices`` keeps a reminder from
being queued twice.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.clock import Clock, seconds_of
from core.crypto.aead import context
from core.errors import NotAllowed
from core.language.safe_text import SafeText
from core.leadership.comma import Delivered, Leadership
from core.leadership.life import ACCEPTED, HOUR, IGNORE, STARTED, Event, Life
from core.leadership.pages import day_in, item_heading, ref_of
from core.locales.catalogue import say
from core.outbox import Outbox, Outgoing
from core.page import Button, Page
from core.people.invitations import EXECUTIVE
from core.people.membership import Membership, Person
from core.schedule import is_waking, mark_told, was_told
from core.store.engine import Store

HALF = "half"
LAST_DAY = "last-day"
UNSEEN = "unseen"
PROMISE = "promise"
LAST_DAY_HOURS = 24
"""How long before the limit the last reminder comes; where the limit is short, in the last third of it."""


@dataclass(frozen=True)
class Nudge:
    """A reminder about those items of a digest that wait until ``deadline`` (seconds; ``item`` empty), or about one
    promise. ``waiting``: how many they are; ``owner``: the title of the executive it is for, empty for all."""

    kind: str
    digest: Delivered
    item: bytes
    waiting: int
    deadline: int
    owner: str = ""

    @property
    def about(self) -> bytes:
        """Names the reminder once and for all."""
        cover = self.digest.cover
        moved = self.deadline not in (0, cover.published_at + cover.comma_hours * HOUR)
        return context("nudge", self.kind, self.digest.id, self.item, *([self.deadline] if moved else []))

    def own(self, person: Person, present: Collection[str]) -> "Nudge | None":
        """The reminder as far as it concerns one executive, None when it does not."""
        if self.kind == PROMISE:
            return self if self.owner in ("", person.title) else None
        mine = self.digest.open_for(person.id.hex(), present)
        waiting = sum(self.digest.lives[item.id].deadline == self.deadline for item in mine)
        return replace(self, waiting=waiting) if waiting else None


def nudges(digest: Delivered, now: int, today: date) -> list[Nudge]:
    """The reminders of a digest whose time has come; ``today`` is the company's day. One that was missed gives way to
    the next, and a promise is asked about on its day or as soon afterwards as there is somebody to ask it.

    Items that wait until another moment, because somebody thinks or an author has contested, have reminders of their
    own.
    """
    due: list[Nudge] = []
    waiting = Counter((life.begun, life.deadline) for life in digest.lives.values() if life.verdict is None)
    for (start, end), count in sorted(waiting.items()):
        last = end - min(LAST_DAY_HOURS * HOUR, (end - start) // 3)
        windows = {HALF: (start + (end - start) // 2, last), LAST_DAY: (last, end)}
        if is_unseen(digest):
            # In the last day one reminder says both.
            windows[UNSEEN] = (start + digest.cover.ack_hours * HOUR, last)
        due += [Nudge(kind, digest, b"", count, end) for kind, (a, z) in windows.items() if a <= now < z]
    for item in digest.items:
        life = digest.lives[item.id]
        verdict = life.verdict
        if life.state in (ACCEPTED, STARTED) and verdict and verdict.due and verdict.due <= today:
            due.append(Nudge(PROMISE, digest, item.id, 0, 0, verdict.by))
    return due


def is_unseen(digest: Delivered) -> bool:
    """Whether no executive has opened anything of it."""
    return not any(life.events for life in digest.lives.values())


def nudge_page(lang: str, nudge: Nudge, zone: ZoneInfo) -> Page:
    """A reminder as its reader sees it: nothing of an item's text, and a button that leads on."""
    if nudge.kind == PROMISE:
        item = next(item for item in nudge.digest.items if item.id == nudge.item)
        heading = item_heading(lang, nudge.digest.cover, item)
        ref = ref_of(item.id)
        buttons = (
            Button(say(lang, "button-finish"), f"cf:{ref}"),
            Button(say(lang, "button-not-yet"), f"cn:{ref}"),
        )
        return Page(SafeText(f"{heading}\n\n{say(lang, 'nudge-promise')}"), (buttons,), protect=True)
    limit = datetime.fromtimestamp(nudge.deadline, zone)
    head = say(lang, "nudge-waiting", number=nudge.digest.cover.number, waiting=nudge.waiting)
    begin = Button(say(lang, "button-digest-begin"), f"ds:{ref_of(nudge.digest.id)}")
    when = say(lang, f"nudge-{nudge.kind}", day=limit.date(), time=f"{limit:%H:%M}")
    if nudge.kind == LAST_DAY and is_unseen(nudge.digest):
        when = SafeText(f"{say(lang, 'nudge-nobody')} {when}")
    return Page(SafeText(f"{head}\n\n{when}"), ((begin,),), protect=True)


def silent_items(digest: Delivered, now: int) -> list[bytes]:
    """Items whose limit has passed without a comma and which are not called ignored yet."""
    return [item.id for item in digest.items if _is_silent(digest.lives[item.id], now)]


def _is_silent(life: Life, now: int) -> bool:
    if life.verdict is not None or now < life.deadline:
        return False
    return life.ignored is None


async def run_clocks(
    store: Store,
    clock: Clock,
    leadership: Leadership,
    digests: Sequence[Delivered],
    people: Membership,
    outbox: Outbox,
    zone: ZoneInfo,
    render: Callable[[Nudge, Person], Page],
) -> tuple[int, int]:
    """One look at all delivered digests: call silent items ignored, queue the reminders that are due, at waking hours.

    Returns (ignored, reminders)."""
    now, ignored, reminded = seconds_of(clock), 0, 0
    for digest in digests:
        for item in silent_items(digest, now):
            try:
                await leadership.act(item, Event(IGNORE, now))
                ignored += 1
            except NotAllowed:
                continue
        if not is_waking(now, zone):
            # Whoever answers at night is not reminded in the morning: what is due is looked at again when they wake.
            continue
        for nudge in nudges(digest, now, day_in(zone, now)):
            reminded += await _queue(store, clock, people, outbox, nudge, render)
    return ignored, reminded


async def _queue(
    store: Store,
    clock: Clock,
    people: Membership,
    outbox: Outbox,
    nudge: Nudge,
    render: Callable[[Nudge, Person], Page],
) -> int:
    async with store.writing() as tx:
        if await was_told(tx, nudge.about):
            return 0
        await mark_told(tx, nudge.about, clock)
        executives = await people.everybody(tx, EXECUTIVE)
        present = {person.id.hex() for person in executives if person.reachable}
        for person in executives:
            own = nudge.own(person, present)
            if own is not None:
                about = context("nudge-message", nudge.about, person.id)
                page, due = render(own, person), seconds_of(clock)
                session = nudge.digest.cover.session
                await outbox.queue(tx, [Outgoing(about, person.chat, page, due, session=session)])
    return 1
