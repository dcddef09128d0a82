"""Rankings: one winner by instant run-off, several by the single transferable vote. Exact fractions throughout.

STV's transfer rule is the Weighted Inclusive Gregory Method (Scottish Local Government Elections Order 2007, rules
46-52, but with exact fractions instead of five decimals): when an option has a surplus, all its ballots move on, each
at its present weight times surplus / votes; the part of ballots that name nobody else in the race is lost. Quota:
votes / (seats + 1), which must be exceeded (the exact Droop quota: no more than ``seats`` options can). One surplus,
the largest, or one elimination per round.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.programs.council.lots import Lots
from core.programs.council.questions import Choice

WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Round:
    """Votes of every option still in the race or elected, who was elected in it, who was eliminated after it."""

    votes: tuple[tuple[str, Fraction], ...]
    elected: tuple[str, ...] = ()
    eliminated: str = ""


class _Piles:
    """Ballots sorted to the option they count for now, in bundles of equal weight."""

    def __init__(self, options: Sequence[str], ballots: Mapping[Choice, int]) -> None:
        self._bundles: dict[str, dict[Fraction, Counter[Choice]]] = {name: {} for name in options}
        self.votes: dict[str, Fraction] = dict.fromkeys(options, Fraction(0))
        self._give(WHOLE, ballots, set(options))

    def move(self, source: str, factor: Fraction, hopeful: Collection[str]) -> None:
        """Hand every ballot of ``source`` on to its next hopeful option at ``factor`` of its weight."""
        bundles, self._bundles[source] = self._bundles[source], {}
        self.votes[source] -= self.votes[source] * factor
        for weight, ballots in bundles.items():
            self._give(weight * factor, ballots, hopeful)

    def _give(self, weight: Fraction, ballots: Mapping[Choice, int], hopeful: Collection[str]) -> None:
        received: dict[str, int] = {}
        for ranking, count in ballots.items():
            for name in ranking:
                if name in hopeful:
                    pile = self._bundles[name]
                    if weight not in pile:
                        pile[weight] = Counter()
                    pile[weight][ranking] += count
                    received[name] = received.get(name, 0) + count
                    break
        for name, count in received.items():
            self.votes[name] += weight * count


def run_off(options: Sequence[str], ballots: Mapping[Choice, int], lots: Lots) -> tuple[tuple[str, ...], list[Round]]:
    """The winner (empty when every ballot is blank) and the rounds.

    The option with the fewest votes goes out, one a round, until one has more than half of the votes that still count.
    """
    piles, hopeful, rounds = _Piles(options, ballots), set(options), list[Round]()
    while True:
        votes = _standing(piles, [name for name in options if name in hopeful])
        total = sum(piles.votes[name] for name in hopeful)
        if not total:
            return (), [*rounds, Round(votes)]
        leader = max(hopeful, key=lambda name: piles.votes[name])
        if 2 * piles.votes[leader] > total:
            return (leader,), [*rounds, Round(votes, (leader,))]
        loser = lots.last(_lowest(piles, hopeful))
        rounds.append(Round(votes, (), loser))
        hopeful.remove(loser)
        piles.move(loser, WHOLE, hopeful)


def transferable(
    options: Sequence[str], seats: int, ballots: Mapping[Choice, int], lots: Lots
) -> tuple[tuple[str, ...], list[Round]]:
    """The elected in the order of their election (none when every ballot is blank) and the rounds."""
    piles, hopeful, rounds = _Piles(options, ballots), set(options), list[Round]()
    elected: list[str] = []
    surpluses: set[str] = set()
    quota = sum(piles.votes.values(), Fraction(0)) / (seats + 1)
    if not quota:
        return (), [Round(_standing(piles, options))]
    while True:
        votes = _standing(piles, [name for name in options if name in hopeful or name in surpluses])
        rest = len(hopeful) <= seats - len(elected)
        over = {name for name in hopeful if rest or piles.votes[name] > quota}
        new = _by_votes(piles, over, lots)
        hopeful -= over
        elected += new
        surpluses |= over
        if len(elected) == seats or not hopeful:
            return tuple(elected), [*rounds, Round(votes, tuple(new))]
        if surpluses:
            source = _by_votes(piles, surpluses, lots)[0]
            surpluses.remove(source)
            rounds.append(Round(votes, tuple(new)))
            piles.move(source, (piles.votes[source] - quota) / piles.votes[source], hopeful)
        else:
            loser = lots.last(_lowest(piles, hopeful))
            hopeful.remove(loser)
            rounds.append(Round(votes, (), loser))
            piles.move(loser, WHOLE, hopeful)


def _standing(piles: _Piles, names: Sequence[str]) -> tuple[tuple[str, Fraction], ...]:
    return tuple((name, piles.votes[name]) for name in names)


def _lowest(piles: _Piles, hopeful: Collection[str]) -> list[str]:
    least = min(piles.votes[name] for name in hopeful)
    return [name for name in hopeful if piles.votes[name] == least]


def _by_votes(piles: _Piles, names: Collection[str], lots: Lots) -> list[str]:
    """Most votes first; equals by lot."""
    ordered: list[str] = []
    left = set(names)
    while left:
        most = max(piles.votes[name] for name in left)
        best = lots.first(name for name in left if piles.votes[name] == most)
        ordered.append(best)
        left.remove(best)
    return ordered
