"""Signals from the future as they are kept, and what may be told of them.

Unlike letters, signals are read by the bot: the alarm must reach the executives within minutes, when no moderator may
be there. What the bot keeps under its key names nobody: senders are nullifiers, keyed hashes whose key lives in the
bot's ring and dies with its quarter, so that afterwards nobody can recompute who they were. While it lives, whoever has
the bot's host can. The organiser sees words, weeks and places in numbers, never a nullifier.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from core.crypto.aead import context, keyed_hash
from core.crypto.bot_key import FORMAT_KEYS, Ring
from core.errors import BadInput
from core.language.safe_text import one_line
from core.leadership.life import ANSWER_LONGEST, REASON_WORDS, STEP_WORDS
from core.programs import signals as rules
from core.programs.ledger import Record, Shelf
from core.programs.signals import Cluster, Point, Seen, Sighting, Target, place_on_chart, week_of
from core.programs.states import FINAL, State

PLACES_MOST = 12
PLACE_LONGEST = 30
KEY_WEEKS = 13
"""How long senders are recognised: a quarter, changed on a Monday, so that nobody counts twice within a week."""
_FIRST_MONDAY = date(2024, 1, 1)
_KEYS = f"{FORMAT_KEYS}signals/"


@dataclass(frozen=True)
class Reply:
    """An executive's comma on a signal: accepted with a first step, or declined with a reason."""

    accepted: bool
    text: str = field(repr=False)
    by: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Signal:
    """A cluster as the bot keeps it. ``reply``: the comma, once there is one."""

    cluster: Cluster
    reply: Reply | None = None


@dataclass(frozen=True)
class SignalShown:
    """What the organiser sees. ``weeks``: distinct senders by Monday; ``places``: sightings by place; ``expected`` and
    ``seen``: of the last week with a sighting; ``point``: its place on the novelty-strength chart."""

    what: str = field(repr=False)
    state: State
    since: date
    senders: int
    weeks: Mapping[date, int]
    places: Mapping[str, int]
    alarmed: frozenset[date] = frozenset()
    target: Target | None = None
    reply: Reply | None = None


@dataclass(frozen=True)
class Whereabouts:
    """The company's coarse places, as the organiser named them: the one record of its shelf."""

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        clean = [one_line(name).strip() for name in self.names]
        if not 2 <= len(set(clean)) <= PLACES_MOST or any(not 0 < len(name) <= PLACE_LONGEST for name in clean):
            raise BadInput("error-signal-places", least=2, most=PLACES_MOST, longest=PLACE_LONGEST)


@dataclass(frozen=True)
class Merging:
    """An order: ``other`` says the same as ``into`` (record ids in hex)."""

    into: str
    other: str


@dataclass(frozen=True)
class Removal:
    """An order: this is no signal."""

    signal: str


@dataclass(frozen=True)
class Voting:
    """An order: ask all employees about it, the question worded in ``lang``."""

    signal: str
    lang: str


def _show(signal: Signal) -> SignalShown:
    cluster = signal.cluster
    weeks = {week_of(one.on) for one in cluster.sightings}
    return SignalShown(
        cluster.what,
        cluster.state,
        min(one.on for one in cluster.sightings),
        cluster.senders,
        {week: rules.senders_in(cluster, week) for week in weeks},
        Counter(one.place for one in cluster.sightings),
        cluster.alarmed,
        cluster.target,
        signal.reply,
    )


SIGNALS: Shelf[Signal, SignalShown] = Shelf(
    "signal", Signal, SignalShown, _show, lambda signal: signal.cluster.state not in FINAL
)
WHEREABOUTS: Shelf[Whereabouts, Whereabouts] = Shelf(
    "places", Whereabouts, Whereabouts, lambda one: one, lambda one: True
)


def key_name(today: date) -> str:
    """The ring's name for the key of ``today``'s quarter."""
    begun = (week_of(today) - _FIRST_MONDAY).days // 7 // KEY_WEEKS
    return f"{_KEYS}{_FIRST_MONDAY + timedelta(weeks=begun * KEY_WEEKS)}"


def nullifier(ring: Ring, account: int, today: date) -> bytes:
    """16 bytes that stand for a sender this quarter."""
    return keyed_hash(ring.key(key_name(today)), context("signal-sender", account))


def retire_keys(ring: Ring, today: date) -> None:
    """Destroy the keys of quarters that are over."""
    for name in ring.names():
        if name.startswith(_KEYS) and name != key_name(today):
            ring.destroy(name)


def press_id(ring: Ring, day: date, chat: int, message: int) -> bytes:
    """The id of the signal that a press under that message makes, so that a repeated press makes no second one. Its
    key dies with the day's press marks."""
    return keyed_hash(ring.key(f"press/{day.isoformat()}"), context("signal-press", chat, message))


def begin(record_id: bytes, what: str, sighting: Sighting) -> Signal:
    """A new signal. Raises BadInput."""
    return Signal(rules.open_cluster(record_id.hex(), what, sighting))


def has_sent(signal: Signal, sender: bytes) -> bool:
    """Whether this is one of theirs, as far as the quarter's key tells."""
    return any(one.nullifier == sender for one in signal.cluster.sightings)


def sight(signal: Signal, sender: bytes, place: str, seen: Seen, today: date) -> Signal:
    """They see it too. The same person counts once a week."""
    return replace(signal, cluster=rules.see_too(signal.cluster, Sighting(sender, place, today, seen)))


def answer(signal: Signal, reply: Reply) -> Signal:
    """The executive's comma. A refusal costs as many words as under a letter. Raises BadInput, NotAllowed."""
    words = len(reply.text.split())
    if not reply.accepted and words < REASON_WORDS:
        raise BadInput("error-reason-short", least=REASON_WORDS)
    if reply.accepted and words < STEP_WORDS:
        raise BadInput("error-step-short", least=STEP_WORDS)
    if len(reply.text) > ANSWER_LONGEST:
        raise BadInput("error-text-length", most=ANSWER_LONGEST)
    if reply.accepted:
        turned = rules.turn_into(signal.cluster, Target.COMMA, signal.cluster.id)
    else:
        turned = rules.decline(signal.cluster)
    return Signal(turned, reply)


def state_message(state: State, target: Target | None) -> str:
    """The message that says where a signal stands, and what it has turned into."""
    return f"signal-turned-{target}" if state is State.ACCEPTED and target else f"signal-state-{state}"


def chart(signals: Collection[Record[SignalShown]], today: date) -> dict[bytes, Point]:
    """Where each stands on the novelty-strength chart, from what the organiser sees."""
    clusters = {record.id: _as_cluster(record) for record in signals}
    return {key: place_on_chart(one, clusters.values(), today) for key, one in clusters.items()}


def _as_cluster(record: Record[SignalShown]) -> Cluster:
    shown = record.body
    people = [
        Sighting(context("anybody", str(week), number), "—", week)
        for week, count in shown.weeks.items()
        for number in range(count)
    ]
    return Cluster(record.ref, shown.what, tuple(people))
