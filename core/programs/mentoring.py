"""A mentoring pair as it is kept: the course of two people and what they have been told of it.

The organiser sees that two people are paired and which of their sessions took place. What they agreed on, wrote and
rated stays between them; the self-ratings leave as means over at least k people, in steps of at least k.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from core.programs.ledger import Shelf
from core.programs.matching import Profile, Score, score
from core.programs.pairs import Health, Moment, Pair, Plan, Tick, arrows, health, no_replies, pass_time
from core.programs.profiles import Told
from core.programs.replies import COVER_SECONDS
from core.programs.states import FINAL, Side, State

AFTERWARDS_DAYS = 30
"""How long after its end a pair is still shown to the two, for the second self-rating and the certificate."""
ASK_FROM = time(18)
"""On its day, a session is asked about from this hour on."""
GAINS_ID = b"pair-gains".ljust(16, b"\0")


@dataclass(frozen=True)
class Course:
    """``told``: what the two have been sent; ``ended``: when the pair came to its end; ``closed``: nothing more can
    happen; ``covered``: the hour in which it was last written anew while it waited for answers.
    """

    pair: Pair
    told: frozenset[str] = frozenset()
    ended: date | None = None
    closed: bool = False
    covered: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """Something to tell both: ``kind`` with the number of the session it is about, 0 for none. ``key`` names it once
    and for all."""

    kind: str
    key: str
    number: int = 0


@dataclass(frozen=True)
class Publish:
    """The organiser's order to ask these pairs, each a junior's and a senior's profile in hex."""

    pairs: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True)
class EndPair:
    """The organiser's order to end a pair, or to take a proposal back."""

    pair: bytes


def waits(course: Course) -> bool:
    """Whether answers are still secret."""
    return course.pair.state is State.PROPOSED


def veil(course: Course) -> Pair:
    """What the organiser sees."""
    pair = course.pair
    met = {(number, Side.JUNIOR): Tick(True) for number in pair.met}
    plans = {number: Plan("", planned.on) for number, planned in pair.plans.items()}
    return replace(pair, replies=no_replies(), goals={}, plans=plans, ticks=met, ratings={})


PAIRS: Shelf[Course, Pair] = Shelf("pair", Course, Pair, veil, lambda course: not course.closed)


def side_of(pair: Pair, profile: str) -> Side:
    """Which side somebody is. Raises ValueError for a stranger."""
    if profile not in (pair.junior, pair.senior):
        raise ValueError("not of this pair")
    return Side.JUNIOR if profile == pair.junior else Side.SENIOR


def as_profile(ref: str, told: Told, places: int = 1) -> Profile:
    """What the matching needs of somebody."""
    return Profile(ref, told.teaches, told.wants, told.slots, told.languages, told.unit, places)


def fit(junior: Told, senior: Told) -> Score:
    """How two people fit."""
    return score(as_profile("junior", junior), as_profile("senior", senior))


def step(course: Course, now: datetime) -> tuple[Course, list[Event]]:
    """What the calendar does by ``now`` (the company's local time), and what is to be told of all that has happened
    since the last look. Doing it again does nothing.
    """
    pair = pass_time(course.pair, now.date())
    if pair.state in FINAL and course.ended is None:
        course = replace(course, ended=now.date())
    fresh = [event for event in _events(course, pair, now) if event.key not in course.told]
    told = course.told | {event.key for event in fresh}
    return replace(course, pair=pair, told=told, closed=_is_over(course, pair, now.date())), fresh


def _events(course: Course, pair: Pair, now: datetime) -> list[Event]:
    match pair.state:
        case State.PROPOSED | State.EXPIRED:
            return [Event(pair.state.value, pair.state.value)]
        case State.DONE:
            ending = pair.ending.value if pair.ending else ""
            return [Event(f"done-{ending}", "done")] if course.ended else []
    found = [Event("accepted", "accepted")]
    for number, planned in pair.plans.items():
        told_by = {side for ticked, side in pair.ticks if ticked == number}
        if planned.on - now.date() == timedelta(days=1):
            found.append(Event("tomorrow", f"tomorrow-{number}-{planned.on}", number))
        is_due = now.date() > planned.on or (now.date() == planned.on and now.time() >= ASK_FROM)
        if is_due and len(told_by) < len(Side):
            found.append(Event("tick", f"tick-{number}-{planned.on}", number))
    state = health(pair, now.date())
    if state in (Health.NOT_MET, Health.DRIFTING) and not _is_planned(pair, now.date()):
        found.append(Event(state.value, f"{state}-{len(pair.met)}"))
    return found


def _is_planned(pair: Pair, today: date) -> bool:
    return any(planned.on >= today for planned in pair.plans.values())


def _is_over(course: Course, pair: Pair, today: date) -> bool:
    if pair.state is not State.DONE or course.ended is None:
        return pair.state in FINAL
    return today > course.ended + timedelta(days=AFTERWARDS_DAYS)


def unrated(pair: Pair) -> frozenset[Side]:
    """Sides that have still to rate themselves a second time: those who did before a course in which they met."""
    if pair.state is not State.DONE or not pair.met:
        return frozenset()
    done = pair.ratings
    return frozenset(s for s in Side if (s, Moment.BEFORE) in done and (s, Moment.AFTER) not in done)


def is_covered(course: Course, now: datetime) -> bool:
    """Whether a record that waits has been written anew in this hour."""
    return course.covered == _hour(now)


def covered(course: Course, now: datetime) -> Course:
    """Written anew in this hour."""
    return replace(course, covered=_hour(now))


def _hour(now: datetime) -> int:
    return int(now.timestamp()) // COVER_SECONDS


@dataclass(frozen=True)
class Gain:
    """How far ``people`` of one side moved, in points of the seven items together."""

    people: int = 0
    total: int = 0


@dataclass(frozen=True)
class Gains:
    """All second self-ratings. ``waiting``: those that are too few to be told; ``told``: what the organiser sees."""

    waiting: Mapping[Side, tuple[int, ...]] = field(default_factory=dict, repr=False)
    told: Mapping[Side, Gain] = field(default_factory=dict)


GAINS: Shelf[Gains, Gains] = Shelf("pair-gains", Gains, Gains, lambda one: Gains({}, one.told), lambda one: True)


def add_gain(gains: Gains, pair: Pair, side: Side, k: int) -> Gains:
    """With one side's gain; told once k new ones have come together."""
    waiting = (*gains.waiting.get(side, ()), arrows(pair)[side].gain)
    if len(waiting) < k:
        return replace(gains, waiting={**gains.waiting, side: tuple(sorted(waiting))})
    before = gains.told.get(side, Gain())
    told = Gain(before.people + len(waiting), before.total + sum(waiting))
    return Gains({**gains.waiting, side: ()}, {**gains.told, side: told})
