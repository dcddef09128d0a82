"""Matching: stable, best for the juniors, explained, with pairs the organiser locks or forbids."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching.games import HospitalResident

from core.errors import BadInput
from core.programs.matching import (
    Market,
    Profile,
    Reason,
    blocking_pairs,
    make_market,
    match,
    score,
    wish_ranks,
)
from core.programs.states import Side

TOPICS = ("ai", "video", "finance", "speech", "design")


def random_lists(rng: random.Random) -> Market:
    """Lists without any profile behind them; each pair is on both lists or on none."""
    juniors, seniors = [f"j{n}" for n in range(rng.randint(1, 10))], [f"s{n}" for n in range(rng.randint(1, 5))]
    likely = rng.choice((0.4, 0.7, 1.0))
    fits = {(j, s) for j in juniors for s in seniors if rng.random() < likely}
    near = {j: [s for s in seniors if (j, s) in fits] for j in juniors}
    back = {s: [j for j in juniors if (j, s) in fits] for s in seniors}
    ranked = [{name: rng.sample(own, len(own)) for name, own in lists.items()} for lists in (near, back)]
    return Market(*ranked, {s: rng.randint(1, 3) for s in seniors})


def as_the_library_has_it(market: Market) -> set[tuple[str, str]]:
    """What the `matching` library makes of it; it takes nobody with an empty list."""
    juniors = {name: list(own) for name, own in market.juniors.items() if own}
    seniors = {name: list(own) for name, own in market.seniors.items() if own}
    if not juniors:
        return set()
    places = {name: market.places[name] for name in seniors}
    solved = HospitalResident.create_from_dictionaries(juniors, seniors, places).solve(optimal="resident")
    return {(junior.name, senior.name) for senior, chosen in solved.items() for junior in chosen}


def random_market(rng: random.Random, juniors: int, seniors: int) -> Market:
    """A company of random profiles."""

    def some(names: tuple[str, ...]) -> frozenset[str]:
        return frozenset(rng.sample(names, rng.randint(1, 3)))

    slots = ("mon", "tue", "wed", "thu", "fri")
    young = [Profile(f"j{n}", some(TOPICS), some(TOPICS), some(slots), unit=rng.choice("abc")) for n in range(juniors)]
    grown = [
        Profile(f"s{n}", some(TOPICS), some(TOPICS), some(slots), unit=rng.choice("abc"), places=rng.randint(1, 4))
        for n in range(seniors)
    ]
    return make_market(young, grown, seed=rng.randbytes(8))


def test_a_thousand_instances_come_out_as_the_matching_library_has_them() -> None:
    rng = random.Random(20260302)
    for _ in range(1000):
        market = random_lists(rng)
        pairs = match(market).pairs
        assert set(pairs) == as_the_library_has_it(market)
        assert blocking_pairs(market, pairs) == []


def test_three_hundred_and_sixty_people_leave_no_blocking_pair() -> None:
    market = random_market(random.Random(1), 300, 60)
    result = match(market)
    assert blocking_pairs(market, result.pairs) == []
    assert len(result.pairs) + len(result.unmatched) == 300
    assert sum(result.left.values()) == sum(market.places.values()) - len(result.pairs)


def test_the_checker_finds_a_blocking_pair_where_there_is_one() -> None:
    market = Market({"a": ["x", "y"], "b": ["x", "y"]}, {"x": ["a", "b"], "y": ["a", "b"]}, {"x": 1, "y": 1})
    assert blocking_pairs(market, [("a", "y"), ("b", "x")]) == [("a", "x")]
    assert blocking_pairs(market, []) == [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]
    assert blocking_pairs(market, [("a", "x"), ("b", "y")]) == []


@pytest.mark.parametrize(
    "pairs", [[("a", "x"), ("b", "x")], [("a", "x"), ("a", "y")], [("c", "x")], [("b", "y")]], ids=str
)
def test_what_is_no_matching_is_refused(pairs: list[tuple[str, str]]) -> None:
    market = Market({"a": ["x", "y"], "b": ["x"]}, {"x": ["a", "b"], "y": ["a"]}, {"x": 1, "y": 1})
    with pytest.raises(BadInput):
        blocking_pairs(market, pairs)


@given(st.randoms(use_true_random=False))
def test_a_locked_pair_stands_and_the_rest_is_stable_around_it(rng: random.Random) -> None:
    free = random_market(rng, 8, 3)
    locked = frozenset({("j0", "s0")})
    market = Market(free.juniors, free.seniors, free.places, locked)
    result = match(market)
    assert ("j0", "s0") in result.pairs
    assert blocking_pairs(market, result.pairs) == []


def test_a_forbidden_pair_never_meets() -> None:
    junior, senior = Profile("j", frozenset({"ai"})), Profile("s", wants=frozenset({"ai"}))
    assert match(make_market([junior], [senior])).pairs == (("j", "s"),)
    assert match(make_market([junior], [senior], forbidden=[("j", "s")])).unmatched == ("j",)


@pytest.mark.parametrize("locked", [[("j", "s"), ("k", "s")], [("j", "s"), ("j", "t")], [("x", "s")]], ids=str)
def test_impossible_locks_are_refused(locked: list[tuple[str, str]]) -> None:
    with pytest.raises(BadInput):
        make_market([Profile("j"), Profile("k")], [Profile("s"), Profile("t")], locked)


def test_a_pair_that_is_locked_and_forbidden_is_refused() -> None:
    with pytest.raises(BadInput):
        make_market([Profile("j")], [Profile("s")], [("j", "s")], [("j", "s")])


def test_every_reason_of_a_pair_is_named_with_what_it_rests_on() -> None:
    junior = Profile("j", frozenset({"ai", "video"}), frozenset({"finance"}), frozenset({"mon", "tue"}), unit="lab")
    senior = Profile("s", frozenset({"finance", "law"}), frozenset({"ai"}), frozenset({"tue"}), unit="board")
    parts = {part.reason: part for part in score(junior, senior).parts}
    assert parts[Reason.SENIOR_LEARNS].shared == ("ai",)
    assert parts[Reason.JUNIOR_LEARNS].shared == ("finance",)
    assert parts[Reason.SLOTS].shared == ("tue",)
    assert Reason.OTHER_UNIT in parts
    assert parts[Reason.LANGUAGE].shared == ("ru",)
    assert score(junior, senior).total == sum(part.points for part in parts.values())


def test_without_a_common_language_or_anything_to_learn_there_is_no_pair() -> None:
    teaches, wants = frozenset({"ai"}), frozenset({"ai"})
    assert score(Profile("j", teaches), Profile("s", wants=wants)).parts
    assert not score(Profile("j", teaches, languages=frozenset({"en"})), Profile("s", wants=wants)).parts
    assert not score(Profile("j", teaches), Profile("s", wants=frozenset({"law"}))).parts


def test_each_side_weighs_its_own_learning_twice() -> None:
    found = score(Profile("j", frozenset({"ai"})), Profile("s", wants=frozenset({"ai"})))
    assert found.seen_by(Side.SENIOR) == found.total + 4
    assert found.seen_by(Side.JUNIOR) == found.total


def test_equal_scores_are_ordered_by_lot_and_always_alike() -> None:
    junior = Profile("j", frozenset({"ai"}))
    seniors = [Profile(f"s{n}", wants=frozenset({"ai"}), unit="x") for n in range(9)]
    orders = {tuple(make_market([junior], seniors, seed=bytes([seed])).juniors["j"]) for seed in range(20)}
    assert len(orders) > 10
    again = make_market([junior], seniors, seed=b"\x03")
    assert make_market([junior], list(reversed(seniors)), seed=b"\x03").juniors == again.juniors


def test_the_organiser_sees_how_many_got_which_wish() -> None:
    market = Market({"a": ["x", "y"], "b": ["x", "y"]}, {"x": ["a", "b"], "y": ["a", "b"]}, {"x": 1, "y": 1})
    assert wish_ranks(market, match(market), Side.JUNIOR) == {1: 1, 2: 1}
    assert wish_ranks(market, match(market), Side.SENIOR) == {1: 1, 2: 1}


def test_no_repr_tells_who_somebody_is() -> None:
    profile = Profile("somebody")
    assert "somebody" not in repr(profile)
    assert "somebody" not in repr(make_market([profile], [Profile("other")]))
