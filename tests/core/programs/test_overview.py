"""The programme's count: numbers of people in steps of k, goals asked of once a quarter."""

from datetime import UTC, date, datetime
from itertools import combinations
from random import Random

import pytest

from core.digests import Cover, Item
from core.errors import BadInput, NotAllowed
from core.leadership.comma import Delivered
from core.leadership.life import ACCEPT, ACKNOWLEDGE, FINISH, Event, Life
from core.programs.codec import decode, encode
from core.programs.glance import Counts, Share
from core.programs.overview import (
    Aim,
    NewAim,
    Overview,
    begin_aim,
    counted_on,
    letters_told,
    make_overview,
    reach,
    review,
    with_times,
)

MONDAY = date(2026, 3, 2)


def own(overview: Overview, line: str) -> float | None:
    return next(one.own for one in overview.lines if one.id == line)


def counted(part: int, whole: int, before: Overview | None = None) -> Overview:
    return make_overview(Counts(employees=Share(part, whole)), MONDAY, 5, (), before)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 2, 8, tzinfo=UTC), MONDAY),
        (datetime(2026, 3, 8, 23, tzinfo=UTC), MONDAY),
        (datetime(2026, 3, 2, 7, 59, tzinfo=UTC), date(2026, 2, 23)),
    ],
    ids=str,
)
def test_it_is_counted_on_mondays(moment: datetime, day: date) -> None:
    assert counted_on(moment) == day


def test_a_share_moves_only_when_k_people_have() -> None:
    first = counted(10, 40)
    assert own(first, "participation-employees") == 25
    second = counted(13, 40, first)
    assert own(second, "participation-employees") == 25
    third = counted(16, 40, second)
    assert own(third, "participation-employees") == 40
    assert decode(Overview, encode(third)) == third


@pytest.mark.parametrize(("part", "whole"), [(3, 40), (38, 40), (2, 4)])
def test_few_inside_or_outside_are_not_told(part: int, whole: int) -> None:
    (line,) = [one for one in counted(part, whole).lines if one.id == "participation-employees"]
    assert (line.own, line.few) == (None, True)


@pytest.mark.parametrize("seed", range(60))
def test_no_week_of_a_random_programme_tells_of_few(seed: int) -> None:
    """By brute force: no told number, and no alternating sum of told ones across weeks, is a group of 1..k-1."""
    dice = Random(seed)
    k, staff, part = dice.choice((3, 5, 10)), dice.randint(0, 40), 0
    before: Overview | None = None
    series: dict[str, list[int]] = {"part": [], "rest": []}
    for _ in range(8):
        staff = max(0, staff + dice.choice((-6, -1, 0, 1, 2, 9)))
        part = min(staff, max(0, part + dice.choice((-3, -1, 0, 1, 2, 7))))
        before = make_overview(Counts(employees=Share(part, staff)), MONDAY, k, (), before)
        if own(before, "participation-employees") is None:
            continue
        for side, said in series.items():
            said.append(before.series[f"employees-{side}"][-1])
    for said in series.values():
        for size in range(1, len(said) + 1):
            for chosen in combinations(said, size):
                total = sum(value * (-1) ** place for place, value in enumerate(reversed(chosen)))
                assert total == 0 or abs(total) >= k, said


def test_nothing_said_is_no_zero_said() -> None:
    """Six of seven answer the first poll: that is not «100 %» because there was no poll the week before."""
    first = counted(6, 7, counted(0, 0))
    assert own(first, "participation-employees") is None
    assert next(one.few for one in first.lines if one.id == "participation-employees")
    assert own(counted(10, 20, counted(0, 0)), "participation-employees") == 50


def test_a_programme_of_nobody_has_no_numbers() -> None:
    assert all(line.own is None and not line.few for line in counted(0, 0).lines)


def test_letters_are_those_that_a_years_digests_told_of() -> None:
    def digest(day: int, letters: int, withheld: int, session: bytes = b"s") -> Delivered:
        item = Item(b"i", 0, "", "ru", "", b"", b"", letters=letters)
        cover = Cover(1, session, 1, "", "", 1, None, MONDAY, day * 86400, 1, 1, {"hostile": withheld}, b"")
        return Delivered(b"d", "delivered", cover, (item, item), {})

    told = [digest(1, 9, 9), digest(400, 0, 3), digest(410, 4, 6), digest(420, 1, 5, b"t")]
    assert letters_told(told, 430 * 86400) == 2 * (1 + 4 + 1) + 6 + 5


def test_times_run_from_the_publication() -> None:
    events = (Event(ACKNOWLEDGE, 7200), Event(ACCEPT, 36000), Event(FINISH, 86400 * 3))
    counts = with_times(Counts(), [Life(0, events=events), Life(0)])
    found = (list(counts.acknowledged_hours), list(counts.comma_hours), list(counts.closed_days))
    assert found == ([2], [10], [3])


def test_a_goal_is_asked_of_once_a_quarter() -> None:
    aim = begin_aim(NewAim(" двадцать пар ", 20, date(2026, 12, 31)), MONDAY, "ab")
    assert (aim.words, reach(aim, 5).goal.reached) == ("двадцать пар", 5)
    with pytest.raises(NotAllowed):
        review(aim, True, MONDAY)
    stands = review(aim, True, date(2026, 4, 1))
    assert not stands.stale
    with pytest.raises(NotAllowed):
        review(stands, True, date(2026, 5, 1))
    assert review(stands, False, date(2026, 7, 1)).stale


@pytest.mark.parametrize("words", ["", "а" * 121])
def test_a_goal_is_one_line(words: str) -> None:
    with pytest.raises(BadInput):
        begin_aim(NewAim(words, 1, date(2026, 12, 31)), MONDAY, "ab")
    with pytest.raises(BadInput):
        reach(Aim(begin_aim(NewAim("x", 1, date(2026, 12, 31)), MONDAY, "ab").goal, "x"), -1)
