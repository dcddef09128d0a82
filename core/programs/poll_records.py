"""The pulse as it is kept: one poll a week, its counts until it closes, and afterwards what may be told of it.

While a poll is open its counts stand under the bot's key in one width, so a copy of the store tells neither what was
answered nor in which group; the team sees the question and nothing else. At the close the counts are wiped and only
what the thresholds let out is kept. Groups are age bands, as the list of people says them, and no second attribute: two
tables over the same answers could be subtracted from each other.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo

from core.errors import BadInput
from core.programs.glance import quarter_of
from core.programs.ledger import Record, Shelf
from core.programs.pulse import (
    RANGES,
    RECOMMEND,
    ROTATION,
    SAFETY,
    Mark,
    Published,
    Round,
    Scale,
    Score,
    Step,
    give,
    publish,
    question_of,
    trend,
)
from core.programs.states import State
from core.thresholds import Release, release_table

SAFETY_ID = "safety"
"""The seven items asked together; an answer's points are their sum."""
ITEMS = (*(item.id for item in ROTATION), SAFETY_ID)
OPEN_DAY, OPEN_TIME, OPEN_HOURS = 1, time(10), 24
"""Polls open on Tuesdays at ten; one that could not open within a day is left out."""
TOLD_TIME = time(11)
"""The morning after the close, when executives may see a result: those who answered had it at ten."""
DAYS = 7
NO_BAND = "—"
"""The group of those whose band is not known."""
WIDTH = 5
"""Digits of a count."""
MOST = 10**WIDTH - 1


@dataclass(frozen=True)
class Poll:
    """``counts``: by group, a count of WIDTH digits for each number of points, while it is open; ``told``: what may be
    told, once it is closed; ``staff``: how many were asked, by group, as far as that may be told."""

    round: Round
    counts: Mapping[str, str] = field(default_factory=dict, repr=False)
    told: Published | None = None
    staff: Release | None = None


@dataclass(frozen=True)
class PollShown:
    """What everybody may see of it."""

    item: str
    opened: date
    closes: date
    k: int
    told: Published | None = None
    staff: Release | None = None


@dataclass(frozen=True)
class Choice:
    """An order, and the record of it until it is used: the question of the next poll instead of the one whose turn it
    is. The empty one takes the wish back."""

    item: str = ""

    def __post_init__(self) -> None:
        if self.item and self.item not in ITEMS:
            raise BadInput("error-pulse-question")


def show(poll: Poll) -> PollShown:
    """Nothing of an open poll but its question."""
    one = poll.round
    return PollShown(one.item, one.opened, one.closes, one.k, poll.told, poll.staff)


POLLS: Shelf[Poll, PollShown] = Shelf("poll", Poll, PollShown, show, lambda poll: poll.told is None)
CHOICES: Shelf[Choice, Choice] = Shelf("poll-choice", Choice, Choice, lambda one: one, lambda one: True)
CHOICE_ID = b"poll-choice".ljust(16, b"\0")


def due(now: datetime) -> date | None:
    """The day of the poll that should have opened by ``now`` (the company's local time); None outside its day."""
    day = now.date() - timedelta(days=(now.weekday() - OPEN_DAY) % DAYS)
    begins = datetime.combine(day, OPEN_TIME, now.tzinfo)
    return day if begins <= now < begins + timedelta(hours=OPEN_HOURS) else None


def item_of(day: date) -> str:
    """Whose turn it is: the seven items in the first poll of a quarter, else the week's single one."""
    return SAFETY_ID if (day - timedelta(days=DAYS)) < quarter_of(day) else question_of(day).id


def told_from(closes: date, zone: tzinfo | None) -> datetime:
    """When executives see the result of a poll whose last day was ``closes``."""
    return datetime.combine(closes + timedelta(days=1), TOLD_TIME, zone)


def points_of(item: str) -> range:
    """The points an answer can have."""
    if item == SAFETY_ID:
        least, most = RANGES[Scale.AGREE]
        return range(least * len(SAFETY), most * len(SAFETY) + 1)
    least, most = RANGES[next(one.scale for one in ROTATION if one.id == item)]
    return range(least, most + 1)


def begin(item: str, day: date, k: int, asked: Mapping[str, int]) -> Poll:
    """A poll of ``asked`` (group -> people), all counts zero."""
    groups = {NO_BAND: 0, **asked}
    nothing = "0" * (WIDTH * len(points_of(item)))
    return Poll(Round(item, day, day + timedelta(days=DAYS - 1), k, groups), dict.fromkeys(groups, nothing))


def raise_count(poll: Poll, band: str, points: int, today: date) -> Poll:
    """One answer more; a band that nobody had when the poll opened counts with the unknown. Raises NotAllowed when it
    is closed, BadInput for points that no answer has."""
    band = band if band in poll.counts else NO_BAND
    give(poll.round, band, points, today)
    choices = points_of(poll.round.item)
    if points not in choices:
        raise BadInput("error-pulse-answer", least=choices[0], most=choices[-1])
    place, counts = WIDTH * (points - choices[0]), poll.counts[band]
    count = min(MOST, int(counts[place : place + WIDTH]) + 1)
    counts = f"{counts[:place]}{count:0{WIDTH}}{counts[place + WIDTH :]}"
    return replace(poll, counts={**poll.counts, band: counts})


def close(poll: Poll, today: date, earlier: Collection[Poll]) -> Poll:
    """What may be told, after ``earlier`` polls; the counts are gone. Raises NotAllowed before the last day is over."""
    answers = {band: _read(poll.round.item, counts) for band, counts in poll.counts.items()}
    ordered = sorted((one for one in earlier if one.told and one.round.k == poll.round.k), key=lambda p: p.round.opened)
    same = [one.told.release for one in ordered if one.told and one.round.item == poll.round.item]
    staffs = [one.staff for one in ordered if one.staff]
    _, told = publish(replace(poll.round, answers=answers), today, same[-1] if same else None)
    staff = release_table(poll.round.invited, poll.round.k, staffs[-1] if staffs else None)
    closed = replace(poll.round, invited={}, answers={}, state=State.RELEASED)
    return Poll(closed, {}, told, staff)


def _read(item: str, counts: str) -> dict[int, int]:
    numbers = [int(counts[at : at + WIDTH]) for at in range(0, len(counts), WIDTH)]
    return {points: count for points, count in zip(points_of(item), numbers, strict=True) if count}


def level(item: str, score: Score) -> float:
    """What is said of a score: eNPS of the recommending item, else a mean on the item's own scale."""
    if item == RECOMMEND.id and score.enps is not None:
        return score.enps
    return round(score.mean / len(SAFETY), 1) if item == SAFETY_ID else score.mean


def last_told(polls: Collection[PollShown]) -> PollShown | None:
    """The newest poll that is closed."""
    return max((one for one in polls if one.told), key=lambda one: one.opened, default=None)


def same_item(polls: Collection[PollShown], item: str) -> list[PollShown]:
    """The closed polls with that question, oldest first."""
    return sorted((one for one in polls if one.told and one.item == item), key=lambda one: one.opened)


def course(polls: Collection[PollShown], item: str, decisions: Collection[Mark]) -> list[Step]:
    """How the level of a question moved from poll to poll, with the decisions in between."""
    values: dict[date, Score | None] = {}
    for one in same_item(polls, item):
        score = one.told.everybody if one.told else None
        values[one.closes] = replace(score, mean=level(item, score)) if score else None
    return trend(values, list(decisions))


def mark_of(at: int, what: str) -> Mark:
    """A decision of that second."""
    return Mark(date.fromordinal(date(1970, 1, 1).toordinal() + at // 86400), what)


def shown(records: Collection[Record[Poll]]) -> list[PollShown]:
    """As everybody may see them."""
    return [show(record.body) for record in records]
