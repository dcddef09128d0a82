"""Counting: exact, equal to PyRankVote where chance plays no part, and the same every time where it does."""

import json
import random
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.programs.council.budget import share_out
from core.programs.council.counting import count, is_carried
from core.programs.council.lots import Lots, commit, final_seed, order
from core.programs.council.questions import Choice, Kind, Question, encode_choice, make_choice
from core.programs.council.ranked import run_off, transferable
from core.programs.states import State

VECTORS = Path(__file__).parent.parent / "vectors" / "votes.jsonl"
SEED = bytes(32)


def question(kind: Kind, names: str = "abcde", **terms: object) -> Question:
    """A question with one-letter options."""
    options = () if kind is Kind.YES_NO else tuple((name, f"Вариант {name}") for name in names)
    return Question("q", kind, "Что делать?", options, **terms)  # type: ignore[arg-type]


def test_a_thousand_polls_come_out_as_pyrankvote_has_them() -> None:
    kinds = Counter[int]()
    for vector in map(json.loads, VECTORS.read_text().splitlines()):
        options = [str(name) for name in range(vector["options"])]
        ballots = {tuple(str(name) for name in ranking): number for number, *ranking in vector["ballots"]}
        lots = Lots(SEED)
        if vector["seats"] == 1:
            winners, _ = run_off(options, ballots, lots)
        else:
            winners, _ = transferable(options, vector["seats"], ballots, lots)
        assert sorted(int(name) for name in winners) == vector["winners"]
        assert not lots.drawn
        kinds[vector["seats"]] += 1
    assert kinds[1] > 500
    assert kinds[2] > 50


def test_the_weakest_goes_out_and_its_ballots_move_on() -> None:
    ballots = {("a", "b"): 4, ("b", "a"): 3, ("c", "b"): 2}
    winners, rounds = run_off("abc", ballots, Lots(SEED))
    assert winners == ("b",)
    assert [one.eliminated for one in rounds] == ["c", ""]
    assert dict(rounds[1].votes) == {"a": 4, "b": 5}


def test_a_surplus_moves_on_at_its_exact_weight() -> None:
    # Nine votes, two seats: quota 3. Six for a, all naming b next: 6 - 3 = 3 move on, each at a half.
    winners, rounds = transferable("abc", 2, {("a", "b"): 4, ("a", "c"): 2, ("c",): 3}, Lots(SEED))
    assert rounds[0].elected == ("a",)
    assert dict(rounds[1].votes) == {"b": Fraction(2), "c": Fraction(4)}
    assert winners == ("a", "c")


def test_ballots_received_with_less_weight_pass_on_less() -> None:
    # a: 12 votes, three seats of 20 votes: quota 5, so 7/12 of each move on to b. b then stands at 3 + 7 = 10 and
    # passes on half: ballots that came from a now weigh 7/24, those of b itself 1/2.
    ballots = {("a", "b", "c"): 12, ("b", "d"): 3, ("c",): 2, ("d",): 3}
    _, rounds = transferable("abcd", 3, ballots, Lots(SEED))
    after = dict(rounds[2].votes)
    assert after["c"] == 2 + 12 * Fraction(7, 24)
    assert after["d"] == 3 + 3 * Fraction(1, 2)


def slow_transferable(options: str, seats: int, rankings: list[Choice], seed: bytes) -> list[str]:
    """The same rule with one weight a ballot, straight from its description."""
    weights = [Fraction(1)] * len(rankings)
    hopeful, elected, pending = set(options), list[str](), set[str]()
    holder = [next((name for name in ranking if name in hopeful), "") for ranking in rankings]
    quota = Fraction(sum(bool(name) for name in holder), seats + 1)
    place = {name: at for at, name in enumerate(order(seed, options))}

    def votes(name: str) -> Fraction:
        return sum((w for w, h in zip(weights, holder, strict=True) if h == name), Fraction(0))

    def pass_on(name: str, factor: Fraction) -> None:
        for at, ranking in enumerate(rankings):
            if holder[at] == name:
                weights[at] *= factor
                holder[at] = next((other for other in ranking if other in hopeful), "")

    while quota and len(elected) < seats and hopeful:
        everybody = len(hopeful) <= seats - len(elected)
        over = {name for name in hopeful if everybody or votes(name) > quota}
        elected += sorted(over, key=lambda name: (-votes(name), place[name]))
        hopeful -= over
        pending |= over
        if pending:
            largest = min(pending, key=lambda name: (-votes(name), place[name]))
            pending.remove(largest)
            if len(elected) < seats:
                pass_on(largest, (votes(largest) - quota) / votes(largest) if votes(largest) else Fraction(0))
        else:
            loser = min(hopeful, key=lambda name: (votes(name), -place[name]))
            hopeful.remove(loser)
            pass_on(loser, Fraction(1))
    return elected[:seats]


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), unique=True, max_size=6).map(tuple), min_size=1, max_size=30),
    st.integers(1, 5),
    st.binary(min_size=32, max_size=32),
)
def test_bundles_count_as_ballots_one_by_one(rankings: list[Choice], seats: int, seed: bytes) -> None:
    winners, _ = transferable("abcdef", seats, Counter(rankings), Lots(seed))
    assert list(winners) == slow_transferable("abcdef", seats, rankings, seed)


def test_a_hundred_thousand_ballots_weigh_as_many_as_their_kinds() -> None:
    rng = random.Random(3)
    kinds = [tuple(rng.sample("abcdef", 4)) for _ in range(50)]
    ballots = Counter(dict.fromkeys(kinds, 2000))
    once = Counter(dict.fromkeys(ballots, 1))
    assert run_off("abcdef", ballots, Lots(SEED))[0] == run_off("abcdef", once, Lots(SEED))[0]
    result = count(question(Kind.RANKED, "abcdef"), ballots.elements(), 100_000, SEED)
    assert result.cast == ballots.total()


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), unique=True, max_size=6), min_size=1, max_size=40),
    st.integers(1, 5),
    st.binary(min_size=32, max_size=32),
)
def test_an_election_fills_its_seats_and_loses_no_vote(rankings: list[list[str]], seats: int, seed: bytes) -> None:
    ballots = Counter(tuple(ranking) for ranking in rankings)
    winners, rounds = transferable("abcdef", seats, ballots, Lots(seed))
    valid = sum(number for ranking, number in ballots.items() if ranking)
    assert len(winners) == len(set(winners)) == (seats if valid else 0)
    assert all(sum(votes for _, votes in one.votes) <= valid for one in rounds)
    assert sum(votes for _, votes in rounds[0].votes) == valid


@given(st.lists(st.permutations("abcd"), min_size=3, max_size=25))
def test_a_group_with_a_quota_of_its_own_gets_a_seat(rankings: list[list[str]]) -> None:
    # Droop proportionality for solid coalitions: whoever puts a and b first fills a seat from them.
    solid = sum(set(ranking[:2]) == {"a", "b"} for ranking in rankings)
    winners, _ = transferable("abcd", 2, Counter(map(tuple, rankings)), Lots(SEED))
    if solid > Fraction(len(rankings), 3):
        assert set(winners) & {"a", "b"}


@given(st.lists(st.lists(st.sampled_from("abcd"), unique=True), min_size=1, max_size=12), st.sampled_from(list(Kind)))
def test_ten_recounts_are_one_and_the_order_of_ballots_does_not_matter(rankings: list[list[str]], kind: Kind) -> None:
    extra = {"costs": tuple((name, 3) for name in "abcd"), "money": 7} if kind is Kind.BUDGET else {}
    asked = question(kind, "abcd", **extra)
    choices = [make_choice(asked, ("yes", "no")[len(r) % 2 :][:1] if kind is Kind.YES_NO else r) for r in rankings]
    first = count(asked, choices, 20, SEED).encode()
    for number in range(10):
        random.Random(number).shuffle(choices)
        assert count(asked, choices, 20, SEED).encode() == first


def test_a_tie_goes_by_the_lot_and_another_seed_may_decide_otherwise() -> None:
    asked, choices = question(Kind.RANKED, "ab"), [("a",), ("b",)]
    results = [count(asked, choices, 2, bytes([seed]) * 32) for seed in range(30)]
    assert {result.winners for result in results} == {("a",), ("b",)}
    for seed, result in enumerate(results):
        ordered = order(bytes([seed]) * 32, "ab")
        assert result.winners == (ordered[0],)
        assert result.drawn == (tuple(ordered),)


def test_lots_are_drawn_as_published() -> None:
    # SHA-256 of 32 zero bytes and the option's id, written out so that anybody can check with any tool.
    assert order(SEED, ["a", "b", "c", "d"]) == ["a", "d", "c", "b"]
    assert commit(SEED) != commit(b"\1" * 32)
    assert final_seed(SEED, b"list") != final_seed(SEED, b"another list")


@pytest.mark.parametrize(
    ("yes", "no", "share", "carried"),
    [
        (6, 5, Fraction(1, 2), True),
        (5, 5, Fraction(1, 2), False),
        (0, 0, Fraction(1, 2), False),
        (2, 1, Fraction(2, 3), True),
        (5, 3, Fraction(2, 3), False),
        (1, 0, Fraction(1), True),
    ],
)
def test_more_yes_than_no_and_at_least_the_share(yes: int, no: int, share: Fraction, carried: bool) -> None:
    assert is_carried(yes, no, share) is carried


@pytest.mark.parametrize(
    ("choices", "verdict"),
    [
        ([("yes",)] * 3 + [("abstain",)] * 2, State.ACCEPTED),
        ([("yes",)] * 2 + [("no",)] * 3, State.DECLINED),
        ([("yes",)] * 4, State.EXPIRED),
        ([("abstain",)] * 6, State.DECLINED),
        ([], State.EXPIRED),
    ],
)
def test_abstentions_help_the_quorum_and_nobody_else(choices: list[Choice], verdict: State) -> None:
    assert count(question(Kind.YES_NO, quorum=Fraction(1, 2)), choices, 10, SEED).verdict is verdict


def test_approval_elects_the_most_approved() -> None:
    result = count(question(Kind.APPROVAL, "abc", seats=2), [("a", "c"), ("c",), ("a", "b"), ("c",)], 4, SEED)
    assert result.winners == ("c", "a")
    assert dict(result.rounds[0].votes) == {"a": 2, "b": 1, "c": 3}


@pytest.mark.parametrize("kind", [Kind.RANKED, Kind.ELECTION, Kind.APPROVAL])
def test_blank_ballots_elect_nobody(kind: Kind) -> None:
    result = count(question(kind), [()] * 5, 5, SEED)
    assert (result.verdict, result.winners) == (State.EXPIRED, ())


def test_equal_shares_leave_the_smaller_group_its_part() -> None:
    # Ten voters, money 100. Six want a, b and c at 30 each, four want d at 40: greedy counting would buy a, b, c.
    ballots = {("a", "b", "c"): 6, ("d",): 4}
    bought, by_shares = share_out({"a": 30, "b": 30, "c": 30, "d": 40}, 100, ballots, Lots(SEED))
    assert "d" in bought
    assert by_shares == 3
    assert len(bought) == 3


def test_money_left_over_goes_to_the_most_approved_that_fits() -> None:
    bought, by_shares = share_out({"a": 60, "b": 50}, 100, {("a",): 5, ("b",): 5}, Lots(SEED))
    assert by_shares == 1
    assert bought == ("b",)
    bought, by_shares = share_out({"a": 60, "b": 40}, 100, {("a",): 5, ("b",): 5}, Lots(SEED))
    assert (by_shares, sorted(bought)) == (1, ["a", "b"])


@given(
    st.lists(st.lists(st.sampled_from("abcd"), unique=True).map(sorted).map(tuple), min_size=1, max_size=12),
    st.lists(st.integers(1, 60), min_size=4, max_size=4),
)
def test_nobody_spends_more_than_there_is(approvals: list[Choice], costs: list[int]) -> None:
    priced = dict(zip("abcd", costs, strict=True))
    bought, by_shares = share_out(priced, 100, Counter(approvals), Lots(SEED))
    assert sum(priced[name] for name in bought) <= 100
    assert all(any(name in ballot for ballot in approvals) for name in bought)
    assert by_shares <= len(bought) == len(set(bought))


@given(
    st.lists(st.lists(st.sampled_from("abcd"), unique=True).map(sorted).map(tuple), min_size=2, max_size=9),
    st.lists(st.integers(1, 30), min_size=4, max_size=4),
)
def test_a_group_that_can_pay_for_a_project_of_its_own_gets_something(
    approvals: list[Choice], costs: list[int]
) -> None:
    # Extended justified representation for one project: supporters whose shares cover it do not go away empty.
    priced = dict(zip("abcd", costs, strict=True))
    bought, _ = share_out(priced, 60, Counter(approvals), Lots(SEED))
    for name, cost in priced.items():
        supporters = [ballot for ballot in approvals if name in ballot]
        if len(supporters) * Fraction(60, len(approvals)) >= cost:
            assert any(set(ballot) & set(bought) for ballot in supporters)


def test_a_choice_has_one_spelling() -> None:
    asked = question(Kind.APPROVAL, "abc")
    assert make_choice(asked, ["c", "a"]) == make_choice(asked, {"a", "c"}) == ("a", "c")
    assert make_choice(question(Kind.RANKED, "abc"), ["c", "a"]) == ("c", "a")
    assert encode_choice(("c", "a")) == b'["c","a"]'


@pytest.mark.parametrize(
    ("kind", "marks"),
    [
        (Kind.YES_NO, ["yes", "no"]),
        (Kind.YES_NO, ["maybe"]),
        (Kind.RANKED, ["a", "a"]),
        (Kind.APPROVAL, ["a", "z"]),
    ],
)
def test_what_is_no_choice_is_refused(kind: Kind, marks: list[str]) -> None:
    with pytest.raises(BadInput):
        make_choice(question(kind, "abc"), marks)


@pytest.mark.parametrize(
    ("kind", "names", "terms"),
    [
        (Kind.RANKED, "a", {}),
        (Kind.RANKED, "aa", {}),
        (Kind.ELECTION, "ab", {"seats": 2}),
        (Kind.YES_NO, "", {"quorum": Fraction(2)}),
        (Kind.BUDGET, "ab", {"costs": (("a", 1),), "money": 5}),
        (Kind.BUDGET, "ab", {"costs": (("a", 1), ("b", 0)), "money": 5}),
    ],
)
def test_terms_that_make_no_sense_are_refused(kind: Kind, names: str, terms: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        question(kind, names, **terms)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_question_reads_back_as_it_was(kind: Kind) -> None:
    extra = {"costs": tuple((name, 3) for name in "abcde"), "money": 7} if kind is Kind.BUDGET else {}
    asked = question(kind, quorum=Fraction(2, 7), share=Fraction(2, 3), **extra)
    assert Question.decode(asked.encode()) == asked
