"""A poll as it is kept: counts of one width, wiped at the close; the team sees what thresholds let out."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from core.crypto.padding import pad
from core.errors import BadInput, NotAllowed
from core.programs.codec import decode, encode
from core.programs.poll_records import (
    DAYS,
    ITEMS,
    MOST,
    NO_BAND,
    POLLS,
    SAFETY_ID,
    Choice,
    Poll,
    PollShown,
    begin,
    close,
    course,
    due,
    item_of,
    level,
    points_of,
    raise_count,
    show,
)
from core.programs.pulse import RECOMMEND, Mark, Score

TUESDAY = date(2026, 3, 3)
OVER = TUESDAY + timedelta(days=DAYS)


def polled(answers: Mapping[str, list[int]], item: str = RECOMMEND.id, k: int = 5, day: date = TUESDAY) -> Poll:
    """A poll with those answers by band, twenty asked in each."""
    poll = begin(item, day, k, dict.fromkeys(answers, 20))
    for band, points in answers.items():
        for one in points:
            poll = raise_count(poll, band, one, day)
    return poll


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 3, 10, tzinfo=UTC), TUESDAY),
        (datetime(2026, 3, 4, 9, 59, tzinfo=UTC), TUESDAY),
        (datetime(2026, 3, 3, 9, 59, tzinfo=UTC), None),
        (datetime(2026, 3, 4, 10, tzinfo=UTC), None),
    ],
    ids=str,
)
def test_a_poll_opens_on_tuesday_or_not_at_all(moment: datetime, day: date | None) -> None:
    assert due(moment) == day


def test_the_seven_come_once_a_quarter_and_every_item_within_two_years() -> None:
    days = [TUESDAY + timedelta(weeks=week) for week in range(104)]
    counted = Counter(item_of(day) for day in days)
    assert counted[SAFETY_ID] == 8
    assert set(counted) == set(ITEMS)
    assert item_of(date(2026, 4, 7)) == SAFETY_ID
    assert item_of(date(2026, 4, 14)) != SAFETY_ID


@pytest.mark.parametrize("item", ITEMS)
def test_a_poll_is_as_long_with_answers_as_without(item: str) -> None:
    rng, poll = Random(3), begin(item, TUESDAY, 5, {"18-24": 40, "45+": 9})
    before = len(encode(poll))
    for _ in range(60):
        poll = raise_count(poll, rng.choice(["18-24", "45+", ""]), rng.choice(points_of(item)), TUESDAY)
        assert len(encode(poll)) == before
        assert show(poll) == PollShown(item, TUESDAY, OVER - timedelta(days=1), 5)
    assert pad(encode(poll)).__len__() == len(pad(b"x" * before))


def test_a_count_stops_at_its_width() -> None:
    poll = begin(RECOMMEND.id, TUESDAY, 5, {})
    full = f"{MOST}" + poll.counts[NO_BAND][5:]
    after = raise_count(Poll(poll.round, {NO_BAND: full}), NO_BAND, 0, TUESDAY)
    assert after.counts[NO_BAND] == full


@pytest.mark.parametrize("points", [-1, 11])
def test_points_that_no_answer_has_are_refused(points: int) -> None:
    with pytest.raises(BadInput):
        raise_count(begin(RECOMMEND.id, TUESDAY, 5, {}), "", points, TUESDAY)


def test_nothing_is_taken_after_the_last_day_nor_told_before_it() -> None:
    poll = polled({"18-24": [9] * 6})
    with pytest.raises(NotAllowed):
        raise_count(poll, "18-24", 9, OVER)
    with pytest.raises(NotAllowed):
        close(poll, OVER - timedelta(days=1), [])


def test_after_the_close_only_what_may_be_told_is_there() -> None:
    poll = close(polled({"18-24": [9] * 6 + [3] * 4, "45+": [7] * 2, "25-44": [8] * 6}), OVER, [])
    assert (poll.counts, poll.round.invited, poll.round.answers) == ({}, {}, {})
    assert poll.told
    assert poll.told.everybody
    assert set(poll.told.scores) == {"18-24"}
    assert set(poll.told.hidden) == {"25-44", "45+", NO_BAND}
    assert poll.staff
    assert poll.staff.shown == {"18-24": 20, "25-44": 20, "45+": 20}
    assert decode(Poll, encode(poll)) == poll
    assert decode(PollShown, encode(POLLS.show(poll))) == show(poll)


def test_a_later_poll_with_the_same_question_obeys_the_earlier() -> None:
    first = close(polled({"18-24": [9] * 9, "45+": [2] * 2, "25-44": [8] * 6}), OVER, [])
    other = close(polled({"45+": [5] * 9}, "pulse-heard", day=TUESDAY + timedelta(7)), OVER + timedelta(7), [first])
    assert other.told
    assert set(other.told.scores) == {"45+"}
    later = polled({"18-24": [9] * 9, "45+": [2] * 7, "25-44": [8] * 6}, day=TUESDAY + timedelta(14))
    again = close(later, OVER + timedelta(14), [first, other])
    assert again.told
    assert "45+" in again.told.hidden


def test_levels_are_said_on_the_scale_of_the_question() -> None:
    assert level(RECOMMEND.id, Score(9, 8.0, 1.0, 44)) == 44
    assert level(SAFETY_ID, Score(9, 37.1, 4.0)) == 5.3
    assert level("pulse-heard", Score(9, 5.4, 1.0)) == 5.4


def test_the_course_of_one_question_with_decisions_on_it() -> None:
    polls = []
    for week, value in ((0, 4), (1, 6), (12, 5)):
        day = TUESDAY + timedelta(weeks=week)
        item = "pulse-heard" if week != 1 else "pulse-say"
        polls.append(show(close(polled({NO_BAND: [value] * 6}, item, day=day), day + timedelta(DAYS), [])))
    steps = course(polls, "pulse-heard", [Mark(OVER, "Круг на планёрках"), Mark(TUESDAY, "Раньше")])
    assert [(step.change, [mark.what for mark in step.decisions]) for step in steps] == [(1.0, ["Круг на планёрках"])]


def test_only_questions_that_there_are_can_be_chosen() -> None:
    assert Choice(SAFETY_ID)
    with pytest.raises(BadInput):
        Choice("pulse-pay")
