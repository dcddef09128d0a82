"""Pairs among equals: as heavy as any set of disjoint pairs can be, and split into circles of three to six."""

import random
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.programs.circles import circle_sizes, count_repeats, expected_repeats, make_circles
from core.programs.pool import best_pairs


def heaviest(weights: dict[tuple[str, str], int]) -> int:
    """The greatest sum, by trying every way to pair the people off."""
    names = sorted({name for pair in weights for name in pair})
    both = {frozenset(pair): weight for pair, weight in weights.items()}

    @cache
    def best(left: frozenset[str]) -> int:
        if not left:
            return 0
        first = min(left)
        rest = left - {first}
        options = [both[frozenset((first, o))] + best(rest - {o}) for o in rest if frozenset((first, o)) in both]
        return max([best(rest), *options])

    return best(frozenset(names))


@pytest.mark.parametrize("most", [1, 3, 100])
def test_no_other_set_of_pairs_weighs_more(most: int) -> None:
    rng = random.Random(most)
    for _ in range(250):
        people, likely = rng.randint(2, 10), rng.choice((0.2, 0.5, 0.9))
        names = [f"p{n}" for n in range(people)]
        weights = {(a, b): rng.randint(1, most) for a in names for b in names if a < b and rng.random() < likely}
        pairs = best_pairs(weights)
        assert len({name for pair in pairs for name in pair}) == 2 * len(pairs)
        assert sum(weights[pair] for pair in pairs) == heaviest(weights)


def test_odd_cycles_joined_by_a_bridge_are_all_used() -> None:
    cycle = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e"), ("e", "f"), ("d", "f")]
    assert len(best_pairs(dict.fromkeys(cycle, 1))) == 3


def test_the_order_in_which_wishes_came_changes_nothing() -> None:
    rng = random.Random(4)
    names = [f"p{n}" for n in range(12)]
    items = [((a, b), rng.randint(1, 4)) for a in names for b in names if a < b and rng.random() < 0.5]
    first = best_pairs(dict(items))
    rng.shuffle(items)
    assert best_pairs(dict(items)) == first


@pytest.mark.parametrize("weights", [{("a", "a"): 1}, {("a", "b"): 0}], ids=str)
def test_what_is_no_pair_is_refused(weights: dict[tuple[str, str], int]) -> None:
    with pytest.raises(ValueError, match="two people"):
        best_pairs(weights)


@given(st.integers(3, 400))
def test_every_circle_has_three_to_six(people: int) -> None:
    sizes = circle_sizes(people)
    assert sum(sizes) == people
    assert all(3 <= size <= 6 for size in sizes)
    assert sizes[0] - sizes[-1] <= 1


def test_two_are_no_circle() -> None:
    with pytest.raises(BadInput):
        make_circles(["a", "b"], [])


@given(st.integers(3, 24), st.randoms(use_true_random=False))
def test_there_are_never_more_repeats_than_chance_would_give(people: int, rng: random.Random) -> None:
    names = [f"p{n}" for n in range(people)]
    recent = [frozenset(rng.sample(names, 2)) for _ in range(rng.randint(0, 3 * people))]
    circles = make_circles(names, set(recent), rng.randbytes(4))
    assert sorted(name for circle in circles for name in circle) == sorted(names)
    assert [len(circle) for circle in circles] == circle_sizes(people)
    assert count_repeats(circles, set(recent)) <= expected_repeats(names, set(recent))


def test_a_second_round_of_thirteen_parts_most_of_those_who_sat_together() -> None:
    names = [f"p{n}" for n in range(13)]
    first = make_circles(names, [])
    recent = {frozenset((a, b)) for circle in first for a in circle for b in circle if a < b}
    assert count_repeats(first, recent) == len(recent)
    assert count_repeats(make_circles(names, recent), recent) < len(recent) / 3
