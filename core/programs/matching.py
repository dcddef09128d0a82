"""Who mentors whom: stable pairs between young colleagues and executives, some of whom take several.

Deferred acceptance (Gale and Shapley, "College Admissions and the Stability of Marriage", 1962; the hospital-resident
form with capacities, juniors proposing). The result is the one stable matching that is best for every junior at once.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from heapq import heappop, heappush

from core.errors import BadInput
from core.programs.states import Side

PLACES_MOST = 10


@dataclass(frozen=True, slots=True)
class Profile:
    """What somebody brings. ``teaches`` and ``wants`` share one list of topics; ``slots`` are weekly times; ``places``:
    how many partners an executive takes.
    """

    id: str = field(repr=False)
    teaches: frozenset[str] = field(default=frozenset(), repr=False)
    wants: frozenset[str] = field(default=frozenset(), repr=False)
    slots: frozenset[str] = field(default=frozenset(), repr=False)
    languages: frozenset[str] = frozenset({"ru"})
    unit: str = field(default="", repr=False)
    places: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.places <= PLACES_MOST:
            raise BadInput("error-matching-places", most=PLACES_MOST)


class Reason(StrEnum):
    """Why two people fit."""

    SENIOR_LEARNS = "senior-learns"
    JUNIOR_LEARNS = "junior-learns"
    SLOTS = "slots"
    OTHER_UNIT = "other-unit"
    LANGUAGE = "language"


_POINTS = {
    Reason.SENIOR_LEARNS: (4, 3),
    Reason.JUNIOR_LEARNS: (4, 3),
    Reason.SLOTS: (1, 3),
    Reason.OTHER_UNIT: (2, 1),
    Reason.LANGUAGE: (1, 1),
}
"""Points for each thing in common, and how many of them count."""


@dataclass(frozen=True, slots=True)
class Part:
    """One reason with its points and what it rests on (topics, slots, languages)."""

    reason: Reason
    points: int
    shared: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Score:
    """Why a pair, in parts. No parts: these two cannot work together."""

    parts: tuple[Part, ...] = ()

    @property
    def total(self) -> int:
        """All points."""
        return sum(part.points for part in self.parts)

    def seen_by(self, side: Side) -> int:
        """Points as one side weighs them: what oneself learns counts twice."""
        own = Reason.JUNIOR_LEARNS if side is Side.JUNIOR else Reason.SENIOR_LEARNS
        return self.total + sum(part.points for part in self.parts if part.reason is own)


def score(junior: Profile, senior: Profile) -> Score:
    """How two people fit, with reasons. Without a common language, or with nothing to learn for either, no parts."""
    common = {
        Reason.SENIOR_LEARNS: junior.teaches & senior.wants,
        Reason.JUNIOR_LEARNS: senior.teaches & junior.wants,
        Reason.SLOTS: junior.slots & senior.slots,
        Reason.OTHER_UNIT: {senior.unit} if junior.unit != senior.unit else set(),
        Reason.LANGUAGE: junior.languages & senior.languages,
    }
    if not common[Reason.LANGUAGE] or not (common[Reason.SENIOR_LEARNS] or common[Reason.JUNIOR_LEARNS]):
        return Score()
    return Score(
        tuple(
            Part(reason, points * min(len(common[reason]), most), tuple(sorted(common[reason])))
            for reason, (points, most) in _POINTS.items()
            if common[reason]
        )
    )


@dataclass(frozen=True, slots=True)
class Market:
    """Who would work with whom, best first. A pair counts only when each is on the other's list. ``locked`` pairs stand
    whatever the lists say and take their places.
    """

    juniors: Mapping[str, Sequence[str]] = field(repr=False)
    seniors: Mapping[str, Sequence[str]] = field(repr=False)
    places: Mapping[str, int] = field(repr=False)
    locked: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)

    def __post_init__(self) -> None:
        taken = [junior for junior, _ in self.locked]
        if len(set(taken)) != len(taken) or not set(taken) <= set(self.juniors):
            raise BadInput("error-matching-locked")
        if any(self.free(senior) < 0 for senior in {senior for _, senior in self.locked}):
            raise BadInput("error-matching-locked")

    def free(self, senior: str) -> int:
        """Places that locked pairs leave."""
        return self.places.get(senior, 0) - sum(locked == senior for _, locked in self.locked)

    def unlocked(self) -> list[str]:
        """Juniors to be matched."""
        locked = {junior for junior, _ in self.locked}
        return [junior for junior in self.juniors if junior not in locked]


def make_market(
    juniors: Sequence[Profile],
    seniors: Sequence[Profile],
    locked: Collection[tuple[str, str]] = (),
    forbidden: Collection[tuple[str, str]] = (),
    seed: bytes = b"",
) -> Market:
    """Preference lists from scores. Equal scores are ordered by a hash with ``seed``, so that no name is always last.

    Raises BadInput when an id repeats, a locked pair is forbidden too, or locked pairs exceed somebody's places.
    """
    if len({p.id for p in (*juniors, *seniors)}) != len(juniors) + len(seniors):
        raise BadInput("error-matching-id")
    if set(locked) & set(forbidden):
        raise BadInput("error-matching-locked")
    scores = {(j.id, s.id): score(j, s) for j in juniors for s in seniors}
    fits = {pair: found for pair, found in scores.items() if found.parts and pair not in forbidden}

    def ranked(own: Profile, others: Sequence[Profile], side: Side) -> tuple[str, ...]:
        found = []
        for other in others:
            pair = (own.id, other.id) if side is Side.JUNIOR else (other.id, own.id)
            if pair in fits:
                found.append((-fits[pair].seen_by(side), _lot(seed, own.id, other.id), other.id))
        return tuple(name for _, _, name in sorted(found))

    return Market(
        {junior.id: ranked(junior, seniors, Side.JUNIOR) for junior in juniors},
        {senior.id: ranked(senior, juniors, Side.SENIOR) for senior in seniors},
        {senior.id: senior.places for senior in seniors},
        frozenset(locked),
    )


def _lot(seed: bytes, own: str, other: str) -> bytes:
    return sha256(b"\0".join((seed, own.encode(), other.encode()))).digest()


@dataclass(frozen=True, slots=True)
class Matching:
    """``pairs`` (junior, senior) in the order of the juniors; ``unmatched`` juniors; ``left``: free places."""

    pairs: tuple[tuple[str, str], ...] = field(repr=False)
    unmatched: tuple[str, ...] = field(repr=False)
    left: Mapping[str, int] = field(repr=False)


def match(market: Market) -> Matching:
    """The stable matching that is best for every junior. Time is linear in the length of the lists, but for a
    logarithm of the places.
    """
    rank = _ranks(market.seniors)
    free = {senior: market.free(senior) for senior in market.seniors}
    held: dict[str, list[tuple[int, str]]] = {senior: [] for senior in market.seniors}
    upcoming = {junior: iter(market.juniors[junior]) for junior in market.unlocked()}
    waiting = list(reversed(upcoming))
    while waiting:
        junior = waiting.pop()
        for senior in upcoming[junior]:
            place = rank.get(senior, {}).get(junior)
            if place is None or not free[senior]:
                continue
            # Negative ranks: the heap's top is the least wanted of those held.
            heappush(held[senior], (-place, junior))
            if len(held[senior]) > free[senior]:
                waiting.append(heappop(held[senior])[1])
            break
    partner = dict(market.locked) | {junior: senior for senior, kept in held.items() for _, junior in kept}
    return Matching(
        tuple((junior, partner[junior]) for junior in market.juniors if junior in partner),
        tuple(junior for junior in market.juniors if junior not in partner),
        {senior: free[senior] - len(held[senior]) for senior in market.seniors},
    )


def blocking_pairs(market: Market, pairs: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """Every (junior, senior) who would both rather have each other: a stable matching has none. Locked pairs, and the
    people in them, are the organiser's word and block nothing.

    Written from the definition alone, without anything of ``match``. Raises BadInput when ``pairs`` is no matching of
    this market: somebody twice, over the places, or with somebody not on both lists.
    """
    _check(market, pairs)
    partner = dict(pairs)
    kept: dict[str, list[str]] = {}
    for junior, senior in pairs:
        if (junior, senior) not in market.locked:
            kept.setdefault(senior, []).append(junior)
    found = []
    for junior in market.unlocked():
        wishes = list(market.juniors[junior])
        better = wishes[: wishes.index(partner[junior])] if junior in partner else wishes
        for senior in better:
            order = list(market.seniors.get(senior, ()))
            if junior not in order:
                continue
            mine = kept.get(senior, [])
            worse = any(order.index(other) > order.index(junior) for other in mine)
            if worse or len(mine) < market.free(senior):
                found.append((junior, senior))
    return found


def _check(market: Market, pairs: Collection[tuple[str, str]]) -> None:
    by_choice = [pair for pair in pairs if pair not in market.locked]
    mutual = all(s in market.juniors.get(j, ()) and j in market.seniors.get(s, ()) for j, s in by_choice)
    filled = {senior: sum(s == senior for _, s in pairs) for _, senior in pairs}
    within = all(count <= market.places.get(senior, 0) for senior, count in filled.items())
    if not mutual or not within or len(dict(pairs)) != len(pairs) or not market.locked <= set(pairs):
        raise BadInput("error-matching-invalid")


def wish_ranks(market: Market, matching: Matching, side: Side) -> dict[int, int]:
    """How fair it came out: place on one's own list (1 is the first wish) -> how many got it; locked pairs aside."""
    lists = _ranks(market.juniors if side is Side.JUNIOR else market.seniors)
    counts: dict[int, int] = {}
    for junior, senior in matching.pairs:
        own, other = (junior, senior) if side is Side.JUNIOR else (senior, junior)
        if (junior, senior) not in market.locked:
            place = lists[own][other] + 1
            counts[place] = counts.get(place, 0) + 1
    return dict(sorted(counts.items()))


def _ranks(lists: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
    return {own: {other: place for place, other in enumerate(others)} for own, others in lists.items()}
