"""The pulse: one question a week, told of k or more, the same one to everybody."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput, NotAllowed
from core.programs.pulse import (
    RECOMMEND,
    ROTATION,
    SAFETY,
    TRUST,
    Hidden,
    Mark,
    Round,
    Score,
    enps,
    give,
    publish,
    question_of,
    safety_points,
    trend,
)
from core.programs.states import State

MONDAY = date(2026, 3, 2)
SUNDAY = MONDAY + timedelta(6)
NEXT = MONDAY + timedelta(7)


def answered(answers: dict[str, list[int]], k: int = 5, item: str = RECOMMEND.id) -> Round:
    """A round with these answers by unit; twenty were invited in each."""
    round_ = Round(item, MONDAY, SUNDAY, k, dict.fromkeys(answers, 20))
    for cell, points in answers.items():
        for one in points:
            round_ = give(round_, cell, one, MONDAY)
    return round_


def test_each_of_twelve_questions_comes_up_once_a_quarter() -> None:
    weeks = [question_of(MONDAY + timedelta(weeks=week)) for week in range(12)]
    assert Counter(weeks) == Counter(ROTATION)
    assert {question_of(MONDAY + timedelta(day)) for day in range(7)} == {weeks[0]}
    assert set(TRUST) < set(ROTATION)


@pytest.mark.parametrize(
    ("answers", "value"),
    [({9: 5, 10: 5}, 100), ({0: 3, 6: 3}, -100), ({7: 2, 8: 2}, 0), ({10: 5, 8: 3, 3: 2}, 30), ({9: 1, 6: 2}, -33)],
    ids=str,
)
def test_enps_is_fans_minus_critics(answers: dict[int, int], value: int) -> None:
    assert enps(answers) == value


def test_three_of_seven_safety_items_are_turned_round() -> None:
    assert sum(item.reversed_ for item in SAFETY) == 3
    assert safety_points([1 if item.reversed_ else 7 for item in SAFETY]) == 49
    assert safety_points([7 if item.reversed_ else 1 for item in SAFETY]) == 7
    assert safety_points([4] * 7) == 28


@pytest.mark.parametrize("answers", [[4] * 6, [4] * 6 + [8], [0] + [4] * 6])
def test_seven_answers_from_one_to_seven(answers: list[int]) -> None:
    with pytest.raises(BadInput):
        safety_points(answers)


def test_what_may_be_told_is_told() -> None:
    round_, published = publish(answered({"sales": [9] * 6 + [5] * 4, "lab": [7] * 6}), NEXT)
    assert round_.state is State.RELEASED
    assert published.scores["sales"] == Score(10, 7.4, 2.0, 20)
    assert published.everybody is not None
    assert published.everybody.people == 16
    assert (published.rate, published.hidden, published.others) == (40, {}, None)


def test_a_small_unit_hides_and_takes_another_with_it() -> None:
    _, published = publish(answered({"sales": [9] * 9, "lab": [2] * 2, "office": [8] * 6}), NEXT)
    assert set(published.scores) == {"sales"}
    assert published.hidden == {"lab": Hidden.FEW, "office": Hidden.PROTECTS}
    assert published.others is not None
    assert published.others.people == 8


def test_few_answers_in_all_tell_nothing() -> None:
    _, published = publish(answered({"sales": [9] * 2, "lab": [2]}), NEXT)
    assert (published.scores, published.everybody, published.others, published.rate) == ({}, None, None, None)


def test_a_unit_hidden_once_stays_hidden_and_says_why() -> None:
    _, first = publish(answered({"sales": [9] * 9, "lab": [2] * 2, "office": [8] * 6}), NEXT)
    _, second = publish(answered({"sales": [9] * 9, "lab": [2] * 7, "office": [8] * 6}), NEXT, first.release)
    assert second.hidden == {"lab": Hidden.BEFORE, "office": Hidden.BEFORE}


def test_a_number_that_stands_from_before_does_not_lend_its_mean_to_few() -> None:
    _, first = publish(answered({"sales": [9] * 6, "lab": [8] * 9}), NEXT)
    _, second = publish(answered({"sales": [1] * 2, "lab": [8] * 9}), NEXT, first.release)
    assert second.release.shown["sales"] == 6
    assert "sales" not in second.scores
    assert second.everybody is None


@given(
    st.dictionaries(st.sampled_from("abcd"), st.lists(st.integers(0, 10), max_size=14), min_size=1),
    st.sampled_from([3, 5, 10]),
)
def test_no_group_of_fewer_than_k_has_a_mean_told_or_left_over(answers: dict[str, list[int]], k: int) -> None:
    _, published = publish(answered(answers, k), NEXT)
    assert all(len(answers[cell]) >= k for cell in published.scores)
    rest = sum(len(points) for cell, points in answers.items() if cell not in published.scores)
    if published.everybody or published.others:
        assert rest == 0 or rest >= k


@pytest.mark.parametrize("today", [MONDAY - timedelta(1), NEXT])
def test_answers_are_taken_only_while_the_round_lasts(today: date) -> None:
    with pytest.raises(NotAllowed):
        give(answered({"sales": []}), "sales", 5, today)


def test_nothing_is_told_before_the_end_nor_taken_after() -> None:
    round_ = answered({"sales": [9] * 6})
    with pytest.raises(NotAllowed):
        publish(round_, SUNDAY)
    closed, _ = publish(round_, NEXT)
    with pytest.raises(NotAllowed):
        give(closed, "sales", 5, MONDAY)
    with pytest.raises(BadInput):
        give(round_, "moon", 5, MONDAY)


def test_an_answer_is_a_count_and_not_shown_in_a_traceback() -> None:
    round_ = answered({"sales": [9, 9, 5]})
    assert round_.answers == {"sales": {9: 2, 5: 1}}
    assert "answers" not in repr(round_)


def test_decisions_stand_between_the_values_they_precede() -> None:
    days = [MONDAY + timedelta(weeks=week) for week in range(4)]
    values = {days[0]: Score(9, 5.0, 1.0), days[1]: None, days[2]: Score(9, 5.6, 1.0), days[3]: Score(9, 5.5, 1.0)}
    marks = [Mark(days[1], "Пропуска отменены"), Mark(days[0], "Раньше"), Mark(days[3], "Чат открыт")]
    steps = trend(values, marks)
    told = [(step.since, step.until, step.change, [mark.what for mark in step.decisions]) for step in steps]
    assert told == [
        (days[0], days[2], 0.6, ["Пропуска отменены"]),
        (days[2], days[3], -0.1, ["Чат открыт"]),
    ]
