"""No sum of released numbers, with any signs, counts a group of fewer than k people: by brute force.

People are atoms: everybody who joined the same cell in the same period and left it in the same period. A released
number counts the atoms present when it last moved. A combination of numbers is a group when every person in it counts
exactly once; then its size must be at least k.
"""

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.thresholds import OTHERS, Release, move, release_table

CELLS = ("a", "b", "c", "d")
PERIODS = 3
Atom = tuple[str, int, int]
"""Cell, first and last period of presence."""


def table(people: dict[Atom, int], period: int) -> dict[str, int]:
    """The true counts of a period."""
    counts = dict.fromkeys(sorted({cell for cell, _, _ in people}), 0)
    for (cell, first, last), count in people.items():
        counts[cell] += count if first <= period <= last else 0
    return counts


def releases(people: dict[Atom, int], k: int) -> list[Release]:
    """The whole series."""
    series: list[Release] = []
    for period in range(PERIODS):
        series.append(release_table(table(people, period), k, series[-1] if series else None))
    return series


def known_groups(people: dict[Atom, int], series: list[Release]) -> list[tuple[int, frozenset[Atom]]]:
    """Every distinct released number with the atoms it counts: those present when it took that value."""
    numbers: list[tuple[int, frozenset[Atom]]] = []
    shown = set(series[-1].shown)
    for name in (*sorted(shown), OTHERS):
        said: tuple[int, ...] = ()
        for period, release in enumerate(series):
            now = release.past.get(name, ())
            if len(now) > len(said):
                members = frozenset(
                    atom
                    for atom, count in people.items()
                    if count
                    and atom[1] <= period <= atom[2]
                    and (atom[0] == name or (name == OTHERS and atom[0] not in shown))
                )
                assert sum(people[atom] for atom in members) == now[-1], "a number says what it did not count"
                numbers.append((now[-1], members))
            said = now
    return numbers


def smallest_group(people: dict[Atom, int], numbers: list[tuple[int, frozenset[Atom]]]) -> int | None:
    """The smallest non-empty group that some combination with coefficients -1, 0, 1 counts."""
    atoms = sorted({atom for _, members in numbers for atom in members})
    weights = [people[atom] for atom in atoms]
    vectors = [[int(atom in members) for atom in atoms] for _, members in numbers]
    found = None
    for signs in product((-1, 0, 1), repeat=len(vectors)):
        times = [0] * len(atoms)
        for sign, vector in zip(signs, vectors, strict=True):
            if sign:
                times = [t + sign * v for t, v in zip(times, vector, strict=True)]
        if any(times) and min(times) >= 0 and max(times) <= 1:
            size = sum(w for t, w in zip(times, weights, strict=True) if t)
            found = size if found is None else min(found, size)
    return found


def random_people(rng: random.Random, k: int, cells: int, only_joining: bool) -> dict[Atom, int]:
    """Sparse and dense companies around the threshold, where mistakes live."""
    spread = rng.choice((2, k, 2 * k, 4 * k))
    return {
        (cell, first, last): rng.randint(0, spread) if rng.random() < rng.choice((0.3, 0.9)) else 0
        for cell in CELLS[:cells]
        for first in range(PERIODS)
        for last in range(PERIODS - 1 if only_joining else first, PERIODS)
    }


@pytest.mark.parametrize("k", [3, 5, 10])
@pytest.mark.parametrize("only_joining", [True, False])
def test_no_combination_of_released_numbers_counts_a_small_group(k: int, only_joining: bool) -> None:
    rng = random.Random(f"{k} {only_joining}")
    told = 0
    for cells, rounds in ((1, 1500), (2, 300), (3, 12)):
        for _ in range(rounds):
            people = random_people(rng, k, cells, only_joining)
            numbers = known_groups(people, releases(people, k))
            told += len(numbers)
            smallest = smallest_group(people, numbers)
            assert smallest is None or smallest >= k, people
    assert told > 1000, "the tables hid everything, so nothing was tried"


@pytest.mark.parametrize("k", [3, 5, 10])
def test_no_combination_within_one_table_of_four_cells_counts_a_small_group(k: int) -> None:
    rng = random.Random(k)
    for _ in range(2000):
        people = {(cell, 0, 0): rng.randint(0, rng.choice((k, 3 * k))) for cell in CELLS}
        first = release_table(table(people, 0), k)
        smallest = smallest_group(people, known_groups(people, [first]))
        assert smallest is None or smallest >= k, people


def test_a_number_does_not_return_to_the_neighbourhood_of_an_old_one() -> None:
    # 10, 16, 9: six came, six and one of the first ten left. 10 - 9 would be that one.
    first = release_table({"a": 10}, 5)
    second = release_table({"a": 16}, 5, first)
    assert second.shown == {"a": 16}
    assert release_table({"a": 9}, 5, second).shown == {"a": 16}


def test_those_who_came_and_went_between_two_numbers_are_not_counted() -> None:
    # 10, 30, 16: the first ten left and sixteen of the twenty newcomers stayed; 30 - 10 - 16 would be four people.
    assert move((10, 30), 16, 5) == (10, 30)
    assert move((10, 30), 15, 5) == (10, 30, 15)


def test_a_growing_count_moves_in_steps_of_k() -> None:
    said: tuple[int, ...] = ()
    for count in range(40):
        said = move(said, count, 5)
    assert said == (0, 5, 10, 15, 20, 25, 30, 35)


def test_one_small_cell_takes_another_into_hiding() -> None:
    release = release_table({"sales": 12, "lab": 2, "office": 7}, 5)
    assert (release.shown, release.others, release.hidden) == ({"sales": 12}, 9, ("lab", "office"))
    assert release.total == 21


def test_fewer_than_k_altogether_have_no_total() -> None:
    release = release_table({"sales": 2, "lab": 1}, 5)
    assert (release.shown, release.others, release.total) == ({}, None, None)


def test_a_newcomer_in_a_new_cell_takes_the_total_away() -> None:
    first = release_table({"sales": 12}, 5)
    assert first.total == 12
    second = release_table({"sales": 12, "lab": 1}, 5, first)
    assert (second.others, second.total, second.hidden) == (None, None, ("lab",))
    assert release_table({"sales": 12, "lab": 6}, 5, second).total == 18


@given(st.lists(st.integers(0, 60), max_size=8), st.sampled_from([3, 5, 10]))
def test_two_values_of_one_series_are_equal_or_k_apart(counts: list[int], k: int) -> None:
    said: tuple[int, ...] = ()
    for count in counts:
        said = move(said, count, k)
    assert all(a == b or abs(a - b) >= k for a in said for b in said)


def test_k_and_the_names_of_cells_hold_for_a_whole_series() -> None:
    first = release_table({"a": 10}, 5)
    with pytest.raises(ValueError, match="frozen"):
        release_table({"a": 10}, 3, first)
    with pytest.raises(ValueError, match="name"):
        release_table({"": 10}, 5)
