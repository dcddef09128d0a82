"""One question a week, and what may be told of the answers.

An answer raises a count and is not kept. Numbers leave only through core.thresholds; a mean only for a cell whose
number does, so that no mean of few can be subtracted out, and rounded, so that it does not spell the number. What no
threshold hides: if a whole group answers alike, its mean is everybody's answer. The items' wording is in the locales;
here are their ids.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from core.errors import BadInput, NotAllowed
from core.programs.states import State, require
from core.thresholds import Release, release_table


class Scale(StrEnum):
    """How an item is answered."""

    RECOMMEND = "recommend"
    AGREE = "agree"


RANGES = {Scale.RECOMMEND: (0, 10), Scale.AGREE: (1, 7)}


@dataclass(frozen=True, slots=True)
class Item:
    """``reversed_``: agreeing speaks against what is measured, so its score is turned round."""

    id: str
    scale: Scale
    reversed_: bool = False

    def points(self, answer: int) -> int:
        """The answer as the measure counts it. Raises BadInput out of range."""
        least, most = RANGES[self.scale]
        if not least <= answer <= most:
            raise BadInput("error-pulse-answer", least=least, most=most)
        return least + most - answer if self.reversed_ else answer


RECOMMEND = Item("pulse-recommend", Scale.RECOMMEND)
"""The eNPS item."""

SAFETY = (
    Item("safety-mistake", Scale.AGREE, reversed_=True),
    Item("safety-problems", Scale.AGREE),
    Item("safety-different", Scale.AGREE, reversed_=True),
    Item("safety-risk", Scale.AGREE),
    Item("safety-help", Scale.AGREE, reversed_=True),
    Item("safety-undermine", Scale.AGREE),
    Item("safety-skills", Scale.AGREE),
)
"""Seven items, three reversed, on a scale of 1 to 7, as Edmondson's instrument has them (Administrative Science
Quarterly 44, 1999); asked together once a quarter, worded anew."""

TRUST = (Item("trust-confidential", Scale.AGREE), Item("trust-who-sees", Scale.AGREE))

ROTATION = (
    RECOMMEND,
    TRUST[0],
    Item("pulse-heard", Scale.AGREE),
    Item("pulse-answered", Scale.AGREE),
    Item("pulse-respect", Scale.AGREE),
    Item("pulse-speak-up", Scale.AGREE),
    TRUST[1],
    Item("pulse-learn", Scale.AGREE),
    Item("pulse-teach", Scale.AGREE),
    Item("pulse-speed", Scale.AGREE),
    Item("pulse-say", Scale.AGREE),
    Item("pulse-stay", Scale.AGREE),
)
"""Twelve single items: each comes up once a quarter."""


def question_of(day: date) -> Item:
    """The item of the week in which ``day`` lies, the same for everybody."""
    monday = day.toordinal() - day.weekday()
    return ROTATION[monday // 7 % len(ROTATION)]


Answers = Mapping[int, int]
"""Points -> how many people. For the safety scale the points are sums of seven items."""


@dataclass(frozen=True, slots=True)
class Round:
    """One question to everybody. open -> released -> done. ``invited`` and ``answers`` by cell (a unit or age band)."""

    item: str
    opened: date
    closes: date
    k: int
    invited: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, Answers] = field(default_factory=dict, repr=False)
    state: State = State.OPEN


def give(round_: Round, cell: str, points: int, today: date) -> Round:
    """One answer more. Who gave it is the caller's to check, by a nullifier that is kept apart. Raises NotAllowed after
    the last day, BadInput for a cell that was not invited.
    """
    require(round_.state, State.OPEN)
    if not round_.opened <= today <= round_.closes:
        raise NotAllowed("error-pulse-closed")
    if cell not in round_.invited:
        raise BadInput("error-pulse-cell")
    counts = dict(round_.answers.get(cell, {}))
    counts[points] = counts.get(points, 0) + 1
    return replace(round_, answers={**round_.answers, cell: counts})


def safety_points(answers: Sequence[int]) -> int:
    """The sum of the seven items, 7..49, reversed ones turned round. Raises BadInput."""
    if len(answers) != len(SAFETY):
        raise BadInput("error-pulse-items", count=len(SAFETY))
    return sum(item.points(answer) for item, answer in zip(SAFETY, answers, strict=True))


@dataclass(frozen=True, slots=True)
class Score:
    """What is told of one group: ``people`` as released (perhaps an older number); the mean and the standard deviation
    of the points, to one decimal; ``enps`` for the recommending item, whole percent.
    """

    people: int
    mean: float
    spread: float
    enps: int | None = None


class Hidden(StrEnum):
    """Why a cell is not shown."""

    FEW = "few"
    PROTECTS = "protects"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Published:
    """What may be shown of a round. ``hidden``: the suppression map, cell -> why; ``others``: score of all hidden cells
    together and ``everybody``: of all, None when they cannot be told; ``rate``: percent who answered, of all only.
    """

    release: Release
    scores: Mapping[str, Score]
    others: Score | None
    everybody: Score | None
    hidden: Mapping[str, Hidden]
    rate: int | None


def publish(round_: Round, today: date, previous: Release | None = None) -> tuple[Round, Published]:
    """Close a round and tell what may be told. ``previous``: the release of the round before in the same series of
    cells. Raises NotAllowed before the last day is over.
    """
    require(round_.state, State.OPEN)
    if today <= round_.closes:
        raise NotAllowed("error-pulse-open")
    cells = {cell: sum(round_.answers.get(cell, {}).values()) for cell in round_.invited}
    release = release_table(cells, round_.k, previous)
    # A standing number may be older than this round: a score needs the true count to be large enough as well.
    told = [cell for cell in release.shown if cells.get(cell, 0) >= round_.k]
    untold = [cell for cell in cells if cell not in told]
    rest, total = sum(cells[cell] for cell in untold), sum(cells.values())
    scores = {cell: score_of(round_, [cell], release.shown[cell]) for cell in told}
    others = everybody = rate = None
    if rest >= round_.k and release.others and set(untold).isdisjoint(release.shown):
        others = score_of(round_, untold, release.others)
    if release.total and total >= round_.k and (not rest or rest >= round_.k):
        everybody = score_of(round_, list(cells), release.total)
        rate = min(100, round(100 * release.total / sum(round_.invited.values())))
    hidden = {cell: _why(cells[cell], round_.k, cell, previous) for cell in untold}
    published = Published(release, scores, others, everybody, hidden, rate)
    return replace(round_, state=State.RELEASED), published


def _why(count: int, k: int, cell: str, previous: Release | None) -> Hidden:
    if count < k:
        return Hidden.FEW
    return Hidden.BEFORE if previous is not None and cell in previous.hidden else Hidden.PROTECTS


def score_of(round_: Round, cells: Sequence[str], people: int) -> Score:
    """The score of some cells together, with at least one answer; ``people``: the number that may be told of them."""
    counts: dict[int, int] = {}
    for cell in cells:
        for points, number in round_.answers.get(cell, {}).items():
            counts[points] = counts.get(points, 0) + number
    true = sum(counts.values())
    mean = sum(points * number for points, number in counts.items()) / true
    variance = sum((points - mean) ** 2 * number for points, number in counts.items()) / true
    return Score(people, round(mean, 1), round(variance**0.5, 1), enps(counts) if round_.item == RECOMMEND.id else None)


def enps(answers: Answers) -> int:
    """Percent of 9-10 minus percent of 0-6, -100..100, rounded. Raises ValueError when nobody answered."""
    people = sum(answers.values())
    if not people:
        raise ValueError("nobody answered")
    fans = sum(number for points, number in answers.items() if points >= 9)
    critics = sum(number for points, number in answers.items() if points <= 6)
    return round(100 * (fans - critics) / people)


@dataclass(frozen=True, slots=True)
class Mark:
    """A decision on the trend."""

    on: date
    what: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """From one told value to the next, with the decisions in between. ``change`` says what moved after them, not that
    they moved it.
    """

    since: date
    until: date
    change: float
    decisions: tuple[Mark, ...]


def trend(values: Mapping[date, Score | None], decisions: Sequence[Mark]) -> list[Step]:
    """Changes of the mean between rounds that could be told, with decisions of the days after the earlier one."""
    told = [(day, score) for day, score in sorted(values.items()) if score is not None]
    steps = []
    for (since, before), (until, after) in pairwise(told):
        between = tuple(mark for mark in sorted(decisions, key=lambda m: m.on) if since < mark.on <= until)
        steps.append(Step(since, until, round(after.mean - before.mean, 1), between))
    return steps
