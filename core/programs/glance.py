"""The programme at a glance: own numbers beside those that others have published, each with its source.

A published number is a line to look at, not a target: it was measured elsewhere, in other years, on other people.
Shares of people obey the threshold; what executives owe (time to the comma, promises) is counted without one, because
an answer's author is public.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.errors import BadInput
from core.thresholds import Release


class Unit(StrEnum):
    """What a number is measured in."""

    PERCENT = "percent"
    HOURS = "hours"
    DAYS = "days"
    POINTS = "points"
    PER_HUNDRED = "per-hundred"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A published value, or a range of two, and where it stands."""

    least: float
    most: float
    source: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line. ``own`` is None when it cannot be told or there is nothing to count yet; ``few`` says which: True when
    a group is below k.
    """

    id: str
    unit: Unit
    own: float | None
    few: bool = False
    anchors: tuple[Anchor, ...] = ()


ANCHORS: Mapping[str, tuple[Anchor, ...]] = {
    "participation-employees": (
        Anchor(8, 8, "Employee Involvement Association, 1992"),
        Anchor(11, 29, "Donut at NPR, 2019"),
    ),
    "participation-executives": (),
    "critiques-per-hundred": (Anchor(1.57, 1.57, "NAVEX, 2025"),),
    "acknowledged-hours-p50": (Anchor(48, 48, "MentorDeck"),),
    "comma-hours-p50": (Anchor(72, 72, "The Strategy Brief, 2025"),),
    "comma-hours-p90": (Anchor(72, 72, "The Strategy Brief, 2025"),),
    "closed-days-p50": (Anchor(42, 42, "NAVEX, 2016"),),
    "promises-kept": (
        Anchor(35, 35, "Employee Involvement Association, 1992"),
        Anchor(80, 80, "Toyota and Milliken, 1996"),
    ),
    "meetings-met": (Anchor(54, 81, "Donut at NPR, 2019"),),
    "pairs-active": (Anchor(75, 85, "MentorDeck"),),
    "sessions-held": (Anchor(80, 90, "MentorDeck"),),
    "arrow-juniors": (Anchor(6, 6, "NHS Sheffield, BMJ Open 2022;12:e062361"),),
    "arrow-seniors": (Anchor(7, 7, "NHS Sheffield, earlier report"),),
    "response-rate": (Anchor(72, 72, "Emplify"), Anchor(76, 76, "goActify")),
}
"""Published values by indicator, as gathered for this project."""


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole`` people or things."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise BadInput("error-glance-share")


@dataclass(frozen=True, slots=True)
class Gain:
    """The sum of ``people`` differences between two self-ratings."""

    total: int
    people: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What the programme has counted. Shares of people are by distinct people; times in whole hours or days;
    ``critiques``: letters that the digests of a year told of.
    """

    employees: Share = Share(0, 0)
    executives: Share = Share(0, 0)
    critiques: int = 0
    acknowledged_hours: Sequence[int] = field(default=())
    comma_hours: Sequence[int] = field(default=())
    closed_days: Sequence[int] = field(default=())
    promises: Share = Share(0, 0)
    meetings: Share = Share(0, 0)
    pairs: Share = Share(0, 0)
    sessions: Share = Share(0, 0)
    arrow_juniors: Gain = Gain(0, 0)
    arrow_seniors: Gain = Gain(0, 0)
    answered: Share = Share(0, 0)


def look(counts: Counts, k: int) -> tuple[Indicator, ...]:
    """All lines in the order in which they are shown."""
    staff, told = counts.employees.whole, may_tell(counts.employees, k)
    per_hundred = round(100 * counts.critiques / staff, 2) if told and counts.critiques else None
    return (
        _share_of_people("participation-employees", counts.employees, k),
        _share_of_people("participation-executives", counts.executives, k),
        _line("critiques-per-hundred", Unit.PER_HUNDRED, per_hundred, bool(staff) and not told),
        _line("acknowledged-hours-p50", Unit.HOURS, percentile(counts.acknowledged_hours, 50)),
        _line("comma-hours-p50", Unit.HOURS, percentile(counts.comma_hours, 50)),
        _line("comma-hours-p90", Unit.HOURS, percentile(counts.comma_hours, 90)),
        _line("closed-days-p50", Unit.DAYS, percentile(counts.closed_days, 50)),
        _line("promises-kept", Unit.PERCENT, _percent(counts.promises)),
        _share_of_people("meetings-met", counts.meetings, k),
        _share_of_people("pairs-active", counts.pairs, k),
        _share_of_people("sessions-held", counts.sessions, k),
        _gain("arrow-juniors", counts.arrow_juniors, k),
        _gain("arrow-seniors", counts.arrow_seniors, k),
        _share_of_people("response-rate", counts.answered, k),
    )


def percentile(values: Sequence[int], percent: int) -> float | None:
    """The nearest-rank percentile (the smallest value with at least that percent at or below it); None of nothing."""
    if not values:
        return None
    return float(sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)])


def may_tell(share: Share, k: int) -> bool:
    """Whether neither those in it nor those outside are a group of 1..k-1, so that none can be singled out."""
    return share.whole >= k and all(not group or group >= k for group in (share.part, share.whole - share.part))


def _percent(share: Share) -> float | None:
    return float(round(100 * share.part / share.whole)) if share.whole else None


def _share_of_people(name: str, share: Share, k: int) -> Indicator:
    told = may_tell(share, k)
    return _line(name, Unit.PERCENT, _percent(share) if told else None, bool(share.whole) and not told)


def _gain(name: str, gain: Gain, k: int) -> Indicator:
    mean = round(gain.total / gain.people, 1) if gain.people >= k else None
    return _line(name, Unit.POINTS, mean, 0 < gain.people < k)


def _line(name: str, unit: Unit, own: float | None, few: bool = False) -> Indicator:
    return Indicator(name, unit, own, few, ANCHORS.get(name, ()))


@dataclass(frozen=True, slots=True)
class Generations:
    """One age band's percent among staff and among those who spoke; None where it cannot be told."""

    band: str
    staff: int | None
    senders: int | None


def generations(staff: Release, senders: Release) -> tuple[Generations, ...]:
    """The share of every band, hidden ones included, out of what was released: a band hidden in either stays untold
    there, and nothing is told where even the total is not.
    """

    def percent(release: Release, band: str) -> int | None:
        return round(100 * release.shown[band] / release.total) if release.total and band in release.shown else None

    bands = sorted({*staff.shown, *staff.hidden, *senders.shown, *senders.hidden})
    return tuple(Generations(band, percent(staff, band), percent(senders, band)) for band in bands)


@dataclass(frozen=True, slots=True)
class Goal:
    """A line of the annual plan. ``reviewed``: when somebody last answered "is this still what we want?"."""

    id: str
    since: date
    until: date
    target: int
    reached: int = 0
    reviewed: date | None = None

    def __post_init__(self) -> None:
        if self.target < 1 or self.until <= self.since:
            raise BadInput("error-goal")


def progress(goal: Goal, today: date) -> tuple[int, int]:
    """Percent reached and percent of the time gone, both at most 100."""
    gone = (today - goal.since).days / (goal.until - goal.since).days
    return min(100, 100 * goal.reached // goal.target), max(0, min(100, math.floor(100 * gone)))


def quarter_of(day: date) -> date:
    """The first day of its quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def asks_whether_stale(goal: Goal, today: date) -> bool:
    """Whether this quarter somebody has still to say that the goal stands: once a quarter, from the one after it was
    set until it is over.
    """
    begun = quarter_of(today)
    return goal.since < begun and today <= goal.until and (goal.reviewed is None or goal.reviewed < begun)
