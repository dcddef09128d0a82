"""Circles of three to six on one topic, with as few who sat together lately as chance would give, or fewer."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from hashlib import sha256

from core.errors import BadInput

LEAST, MOST = 3, 6


def circle_sizes(people: int) -> list[int]:
    """Sizes of the fewest even circles, largest first. ceil(n / 6) circles hold 3 to 6 each for every n of 3 or more:
    at most 6 by construction; from the second circle on n >= 7, and n // 2 >= 3 for two, more for more. Raises
    BadInput below three.
    """
    if people < LEAST:
        raise BadInput("error-circle-few", least=LEAST)
    circles = -(-people // MOST)
    return sorted((people // circles + (at < people % circles) for at in range(circles)), reverse=True)


def make_circles(
    people: Collection[str], recent: Collection[frozenset[str]], seed: bytes = b""
) -> tuple[tuple[str, ...], ...]:
    """Split ``people`` into circles. ``recent``: pairs who sat together lately; ``seed`` orders people.

    The method of conditional expectations (Erdős and Selfridge, 1973): each person in turn goes to the circle that
    keeps the expected number of repeated pairs smallest if the rest were placed at random. It never rises, so there
    are at most ``expected_repeats`` of them in the end.
    """
    sizes = circle_sizes(len(people))
    left = sorted(people, key=lambda name: sha256(seed + name.encode()).digest())
    met = [pair for pair in recent if len(pair) == 2 and pair <= set(people)]
    circles: list[list[str]] = [[] for _ in sizes]
    while left:
        name = left.pop()
        open_ones = [at for at, circle in enumerate(circles) if len(circle) < sizes[at]]

        def repeats(at: int, name: str = name) -> tuple[Fraction, int]:
            placed = [circle + [name] * (number == at) for number, circle in enumerate(circles)]
            return _expectation(placed, sizes, met), at

        best = min(open_ones, key=repeats)
        circles[best].append(name)
    return tuple(tuple(sorted(circle)) for circle in circles)


def expected_repeats(people: Collection[str], recent: Collection[frozenset[str]]) -> Fraction:
    """Repeated pairs to expect by chance."""
    sizes = circle_sizes(len(people))
    met = [pair for pair in recent if len(pair) == 2 and pair <= set(people)]
    return _expectation([[] for _ in sizes], sizes, met)


def count_repeats(circles: Sequence[Sequence[str]], recent: Collection[frozenset[str]]) -> int:
    """Pairs of ``recent`` who sit together again."""
    return sum(any(pair <= set(circle) for circle in circles) for pair in recent if len(pair) == 2)


def _expectation(circles: Sequence[Sequence[str]], sizes: Sequence[int], met: Collection[frozenset[str]]) -> Fraction:
    """Expected repeats when everybody not yet placed takes one of the free seats at random."""
    seat = {name: at for at, circle in enumerate(circles) for name in circle}
    free = [size - len(circle) for size, circle in zip(sizes, circles, strict=True)]
    seats = sum(free)
    together = Fraction(sum(f * (f - 1) for f in free), seats * (seats - 1)) if seats > 1 else Fraction(0)
    total = Fraction(0)
    for pair in met:
        placed = [seat[name] for name in pair if name in seat]
        if not placed:
            total += together
        elif len(placed) == 1:
            total += Fraction(free[placed[0]], seats)
        else:
            total += placed[0] == placed[1]
    return total
