"""The programme at a glance: own numbers beside published ones, and none about few people."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.programs.glance import (
    ANCHORS,
    Counts,
    Gain,
    Goal,
    Indicator,
    Share,
    asks_whether_stale,
    generations,
    look,
    may_tell,
    percentile,
    progress,
)
from core.thresholds import release_table


def line(counts: Counts, name: str, k: int = 5) -> Indicator:
    """One indicator."""
    return next(one for one in look(counts, k) if one.id == name)


def test_every_published_value_stands_beside_a_line_and_names_its_source() -> None:
    lines = {one.id: one for one in look(Counts(), 5)}
    assert set(lines) == set(ANCHORS)
    for anchors in ANCHORS.values():
        assert all(anchor.source and anchor.least <= anchor.most for anchor in anchors)


def test_an_empty_programme_shows_nothing_and_blames_no_threshold() -> None:
    assert all(one.own is None and not one.few for one in look(Counts(), 5))


def test_own_numbers() -> None:
    counts = Counts(
        employees=Share(30, 200),
        critiques=50,
        comma_hours=(10, 20, 30, 40, 200),
        promises=Share(7, 10),
        arrow_juniors=Gain(33, 6),
    )
    assert line(counts, "participation-employees").own == 15
    assert line(counts, "critiques-per-hundred").own == 25
    assert line(counts, "comma-hours-p50").own == 30
    assert line(counts, "comma-hours-p90").own == 200
    assert line(counts, "promises-kept").own == 70
    assert line(counts, "arrow-juniors").own == 5.5
    assert line(counts, "critiques-per-hundred").anchors[0].least == 1.57


@pytest.mark.parametrize("share", [Share(3, 50), Share(47, 50), Share(2, 4)], ids=str)
def test_a_share_that_singles_out_few_is_withheld(share: Share) -> None:
    told = line(Counts(meetings=share), "meetings-met")
    assert told.own is None
    assert told.few


@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from([3, 5, 10]))
def test_a_told_share_leaves_no_small_group_on_either_side(part: int, rest: int, k: int) -> None:
    if may_tell(Share(part, part + rest), k):
        assert part == 0 or part >= k
        assert rest == 0 or rest >= k


def test_what_executives_owe_needs_no_threshold() -> None:
    assert line(Counts(promises=Share(1, 2), comma_hours=(5,)), "promises-kept").own == 50


def test_few_arrows_are_withheld() -> None:
    assert line(Counts(arrow_seniors=Gain(20, 4)), "arrow-seniors").few


@given(st.lists(st.integers(0, 99), min_size=1), st.integers(1, 100))
def test_a_percentile_has_that_share_at_or_below_it(values: list[int], percent: int) -> None:
    found = percentile(values, percent)
    assert found is not None
    assert sum(value <= found for value in values) * 100 >= percent * len(values)
    assert sum(value < found for value in values) * 100 < percent * len(values)


def test_generations_among_staff_and_senders() -> None:
    staff = release_table({"-25": 30, "26-40": 50, "41+": 20}, 5)
    told = generations(staff, release_table({"-25": 20, "26-40": 21, "41+": 2}, 5))
    # The few senders of one band hide another with them: two shares out of three would tell the third.
    assert [(one.band, one.staff, one.senders) for one in told] == [
        ("-25", 30, None),
        ("26-40", 50, 49),
        ("41+", 20, None),
    ]
    few = generations(staff, release_table({"-25": 2, "26-40": 1}, 5))
    assert all(one.senders is None for one in few)


def test_a_goal_is_asked_about_once_a_quarter() -> None:
    goal = Goal("g", date(2026, 1, 15), date(2026, 12, 31), 40, 10)
    assert not asks_whether_stale(goal, date(2026, 3, 31))
    assert asks_whether_stale(goal, date(2026, 4, 1))
    reviewed = Goal("g", goal.since, goal.until, 40, 10, date(2026, 4, 2))
    assert not asks_whether_stale(reviewed, date(2026, 6, 30))
    assert asks_whether_stale(reviewed, date(2026, 7, 1))
    assert not asks_whether_stale(reviewed, goal.until + timedelta(1))


def test_progress_stands_beside_the_time_gone() -> None:
    goal = Goal("g", date(2026, 1, 1), date(2026, 12, 31), 40, 10)
    assert progress(goal, date(2026, 7, 2)) == (25, 50)
    assert progress(goal, date(2027, 7, 2)) == (25, 100)


def test_numbers_that_make_no_sense_are_refused() -> None:
    with pytest.raises(BadInput):
        Share(5, 4)
    with pytest.raises(BadInput):
        Goal("g", date(2026, 1, 1), date(2026, 1, 1), 1)
