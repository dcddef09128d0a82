"""The programme at a glance as it is kept: one record that the bot counts anew every Monday, so that what it tells does
not move by one person during the week; and the goals of the annual plan.

Every number of people moves only as core.thresholds lets it: those who take part and those who do not each in steps of
at least k. The organiser, executives and employees see the same record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from core.errors import BadInput, NotAllowed
from core.language.safe_text import one_line
from core.leadership.comma import Delivered
from core.leadership.life import ACKNOWLEDGE, FINISH, Event, Life
from core.programs.glance import Counts, Generations, Goal, Indicator, Share, asks_whether_stale, look
from core.programs.ledger import Shelf
from core.thresholds import move

COUNTED_AT = time(8)
"""On Mondays, in the company's zone."""
OVERVIEW_ID = b"overview".ljust(16, b"\0")
WORDS_LONGEST = 120
SHARES = ("employees", "executives", "meetings", "pairs", "sessions", "answered")
HOUR, DAY = 3600, 86400
YEAR = 365 * DAY


@dataclass(frozen=True)
class Overview:
    """``series``: every number told so far, by its name (core.thresholds.move)."""

    on: date
    k: int
    lines: tuple[Indicator, ...] = ()
    bands: tuple[Generations, ...] = ()
    series: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Aim:
    """A goal of the annual plan, and whether executives have said that it is out of date."""

    goal: Goal
    words: str
    stale: bool = False

    def __post_init__(self) -> None:
        if not 0 < len(self.words) <= WORDS_LONGEST or self.words != one_line(self.words).strip():
            raise BadInput("error-goal-words", longest=WORDS_LONGEST)


@dataclass(frozen=True)
class NewAim:
    """An order: a goal with its number and its last day."""

    words: str
    target: int
    until: date


@dataclass(frozen=True)
class Reached:
    """An order: so much is done. Record id in hex."""

    aim: str
    reached: int


@dataclass(frozen=True)
class Dropped:
    """An order: this goal is none any more."""

    aim: str


OVERVIEWS: Shelf[Overview, Overview] = Shelf("overview", Overview, Overview, lambda one: one, lambda one: True)
AIMS: Shelf[Aim, Aim] = Shelf("goal", Aim, Aim, lambda one: one, lambda aim: not aim.stale)


def counted_on(now: datetime) -> date:
    """The Monday whose count should stand at ``now`` (the company's local time)."""
    monday = now.date() - timedelta(days=now.weekday())
    return monday if now >= datetime.combine(monday, COUNTED_AT, now.tzinfo) else monday - timedelta(days=7)


def make_overview(
    counts: Counts, on: date, k: int, bands: Sequence[Generations], before: Overview | None = None
) -> Overview:
    """What may be told of ``counts``, after what was told ``before``."""
    known = before.series if before and before.k == k else {}
    told, series = settle(counts, known, k)
    return Overview(on, k, look(told, k), tuple(bands), series)


def settle(counts: Counts, before: Mapping[str, tuple[int, ...]], k: int) -> tuple[Counts, dict[str, tuple[int, ...]]]:
    """The counts with every share as it may be said, and all that has been said."""
    series: dict[str, tuple[int, ...]] = {}
    shares: dict[str, Any] = {}
    for name in SHARES:
        share: Share = getattr(counts, name)
        if not share.whole and f"{name}-part" not in before:
            continue  # Nothing has been said of it: a zero that nobody read must not stand for a later number.
        both = {"part": share.part, "rest": share.whole - share.part}
        said = {side: move(before.get(f"{name}-{side}", ()), count, k) for side, count in both.items()}
        series |= {f"{name}-{side}": values for side, values in said.items()}
        if said["part"] and said["rest"]:
            shares[name] = Share(said["part"][-1], said["part"][-1] + said["rest"][-1])
        else:
            # A share that core.programs.glance calls too few.
            shares[name] = Share(1, k) if share.whole else Share(0, 0)
    return replace(counts, **shares), series


def letters_told(digests: Sequence[Delivered], now: int) -> int:
    """How many letters the digests of the last year told of, released and withheld. The bot knows of no others: a
    number that moved with every letter would show in which week one came.
    """
    recent = [digest for digest in digests if digest.cover.published_at > now - YEAR]
    withheld = {digest.cover.session: sum(digest.cover.withheld.values()) for digest in recent}
    released = sum(max(1, item.letters) for digest in recent for item in digest.items)
    return released + sum(withheld.values())


def with_times(counts: Counts, lives: Sequence[Life]) -> Counts:
    """With the hours to the first look and to the comma, and the days to the end, of these items."""
    looks = [(event.at - life.published) // HOUR for life in lives if (event := _first(life, ACKNOWLEDGE))]
    commas = [(verdict.at - life.published) // HOUR for life in lives if (verdict := life.verdict)]
    ends = [(event.at - life.published) // DAY for life in lives if (event := life.last(FINISH))]
    return replace(counts, acknowledged_hours=looks, comma_hours=commas, closed_days=ends)


def _first(life: Life, act: str) -> Event | None:
    return next((event for event in life.events if event.act == act), None)


def begin_aim(order: NewAim, today: date, ref: str) -> Aim:
    """A goal from today on. Raises BadInput."""
    return Aim(Goal(ref, today, order.until, order.target), one_line(order.words).strip())


def reach(aim: Aim, reached: int) -> Aim:
    """So much is done. Raises BadInput for less than nothing."""
    if reached < 0:
        raise BadInput("error-goal-reached")
    return replace(aim, goal=replace(aim.goal, reached=reached))


def review(aim: Aim, stands: bool, today: date) -> Aim:
    """An executive's answer to "is it still what we want?". Raises NotAllowed when nobody asks now."""
    if aim.stale or not asks_whether_stale(aim.goal, today):
        raise NotAllowed("error-goal-reviewed")
    return replace(aim, goal=replace(aim.goal, reviewed=today), stale=not stands)
