"""The list of pairs that the organiser has in hand before anybody is asked: matched, locked, forbidden, run again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from core.errors import BadInput
from core.people.invitations import EMPLOYEE, EXECUTIVE
from core.programs.matching import Matching, Profile, blocking_pairs, make_market, match, wish_ranks
from core.programs.mentoring import as_profile
from core.programs.pairs import Pair
from core.programs.profiles import Told
from core.programs.states import FINAL, Side

Two = tuple[str, str]
"""A junior's and a senior's profile, in hex."""


@dataclass(frozen=True)
class Draft:
    """``pairs``: what the last run gave, locked ones among them; ``forbidden`` pairs are never made; ``seed`` orders
    equals."""

    pairs: tuple[Two, ...] = field(default=(), repr=False)
    locked: frozenset[Two] = field(default=frozenset(), repr=False)
    forbidden: frozenset[Two] = field(default=frozenset(), repr=False)
    seed: bytes = b""


@dataclass(frozen=True)
class Fairness:
    """How a run came out: how many ``pairs``; place on one's own list -> how many got it, for each side; ``unmatched``
    juniors; ``blocking``: pairs who would both rather have each other, none in a stable matching."""

    pairs: int
    ranks: Mapping[Side, Mapping[int, int]]
    unmatched: tuple[str, ...] = field(repr=False)
    blocking: int


def candidates(people: Mapping[str, Told], pairs: Collection[Pair]) -> tuple[list[Profile], list[Profile]]:
    """Juniors without a pair and seniors with places left, among those who want one."""
    running = [pair for pair in pairs if pair.state not in FINAL]
    taken = {pair.junior for pair in running}
    juniors, seniors = [], []
    for ref, told in people.items():
        if told.role not in (EMPLOYEE, EXECUTIVE) or not told.pairing or not (told.teaches or told.wants):
            continue
        if told.role == EXECUTIVE:
            free = told.places - sum(pair.senior == ref for pair in running)
            if free > 0:
                seniors.append(as_profile(ref, told, free))
        elif ref not in taken:
            juniors.append(as_profile(ref, told))
    return juniors, seniors


def run(draft: Draft, people: Mapping[str, Told], pairs: Collection[Pair], seed: bytes) -> tuple[Draft, Fairness]:
    """Match anew. Who was a pair before does not become one again; locked pairs stay while both are still there."""
    juniors, seniors = candidates(people, pairs)
    here = {one.id for one in (*juniors, *seniors)}
    locked = frozenset(pair for pair in draft.locked if set(pair) <= here)
    forbidden = draft.forbidden | {(pair.junior, pair.senior) for pair in pairs}
    market = make_market(juniors, seniors, locked, forbidden - locked, seed)
    found: Matching = match(market)
    ranks = {side: wish_ranks(market, found, side) for side in Side}
    fairness = Fairness(len(found.pairs), ranks, found.unmatched, len(blocking_pairs(market, found.pairs)))
    return replace(draft, pairs=found.pairs, locked=locked, seed=seed), fairness


def lock(draft: Draft, two: Two) -> Draft:
    """Keep a pair through the next runs, whatever the lists say; of one junior there is one such pair."""
    others = frozenset(pair for pair in draft.locked if pair[0] != two[0])
    rest = tuple(pair for pair in draft.pairs if pair[0] != two[0])
    return replace(draft, pairs=(*rest, two), locked=others | {two}, forbidden=draft.forbidden - {two})


def unlock(draft: Draft, two: Two) -> Draft:
    """Let the next run decide again."""
    return replace(draft, locked=draft.locked - {two})


def forbid(draft: Draft, two: Two) -> Draft:
    """Take a pair off the list, for all runs to come."""
    kept = tuple(pair for pair in draft.pairs if pair != two)
    return replace(draft, pairs=kept, locked=draft.locked - {two}, forbidden=draft.forbidden | {two})


def allow(draft: Draft, two: Two) -> Draft:
    """A forbidden pair may come up again."""
    return replace(draft, forbidden=draft.forbidden - {two})


def taken_out(draft: Draft) -> Draft:
    """After publishing: the pairs are proposals now."""
    return replace(draft, pairs=(), locked=frozenset())


def check_lock(two: Two, people: Mapping[str, Told], pairs: Collection[Pair], draft: Draft) -> None:
    """Raise BadInput when a junior or a place is not free for this pair."""
    juniors, seniors = candidates(people, pairs)
    places = {senior.id: senior.places for senior in seniors}
    others = sum(senior == two[1] and junior != two[0] for junior, senior in draft.locked)
    if two[0] not in {junior.id for junior in juniors} or others >= places.get(two[1], 0):
        raise BadInput("error-matching-locked")
