"""A poll's life in any order of events, against plain counts; and a goal's, against a plain memory."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.errors import BadInput, NotAllowed
from core.programs.glance import asks_whether_stale, progress, quarter_of
from core.programs.overview import NewAim, begin_aim, reach, review
from core.programs.poll_records import NO_BAND, Poll, begin, close, points_of, raise_count
from core.programs.states import State

TUESDAY = date(2026, 1, 6)
ITEM, K = "pulse-heard", 3


class PollLife(RuleBasedStateMachine):
    """One question asked again and again."""

    @initialize(staff=st.dictionaries(st.sampled_from(["18-24", "25-34"]), st.integers(1, 9), min_size=1))
    def begin(self, staff: dict[str, int]) -> None:
        """The first poll."""
        self.staff, self.today, self.closed = staff, TUESDAY, list[Poll]()
        self.poll, self.truth = begin(ITEM, self.today, K, staff), Counter[str]()

    @rule(band=st.sampled_from(["18-24", "25-34", "45+"]), points=st.integers(0, 8))
    def answers(self, band: str, points: int) -> None:
        """Somebody answers, perhaps from a band that was not there, with points that there are or not."""
        may = self.poll.told is None and self.today <= self.poll.round.closes and points in points_of(ITEM)
        try:
            self.poll = raise_count(self.poll, band, points, self.today)
        except (BadInput, NotAllowed):
            assert not may
        else:
            assert may
            self.truth[band if band in self.staff else NO_BAND] += 1

    @rule(days=st.integers(0, 4))
    def waits(self, days: int) -> None:
        """Time passes."""
        self.today += timedelta(days)

    @rule()
    def closes(self) -> None:
        """The bot looks whether it is over."""
        if self.poll.told is not None:
            return
        may = self.today > self.poll.round.closes
        try:
            self.poll = close(self.poll, self.today, self.closed)
        except NotAllowed:
            assert not may
            return
        assert may
        told = self.poll.told
        assert told
        assert told.everybody is None or told.everybody.people >= K
        assert all(score.people >= K for score in told.scores.values())
        if not self.closed:
            assert told.everybody is None or told.everybody.people == self.truth.total()

    @rule()
    def asks_again(self) -> None:
        """The next quarter."""
        if self.poll.told is not None:
            self.closed.append(self.poll)
            self.today += timedelta(weeks=12)
            self.poll, self.truth = begin(ITEM, self.today, K, self.staff), Counter()

    @invariant()
    def counts_are_those_given_until_the_close_and_gone_after_it(self) -> None:
        """Nothing else is kept."""
        if self.poll.told is not None:
            assert (self.poll.counts, self.poll.round.answers, self.poll.round.state) == ({}, {}, State.RELEASED)
            return
        width = len(next(iter(self.poll.counts.values()))) // len(points_of(ITEM))
        kept = {
            band: sum(int(row[at : at + width]) for at in range(0, len(row), width))
            for band, row in self.poll.counts.items()
        }
        assert kept == {band: self.truth[band] for band in kept}


class GoalLife(RuleBasedStateMachine):
    """A goal of the annual plan."""

    @initialize(since=st.sampled_from([date(2026, 1, 1), TUESDAY]), days=st.integers(100, 500))
    def begin(self, since: date, days: int) -> None:
        """Written down, perhaps on a quarter's first day."""
        self.today = self.since = since
        self.aim = begin_aim(NewAim("Двадцать пар", 20, self.today + timedelta(days)), self.today, "a")
        self.answered: set[date] = set()

    def attempt(self, change: Any, *args: Any) -> bool:
        """Whether it was taken; refused, it changes nothing."""
        before = self.aim
        try:
            self.aim = change(before, *args)
        except (BadInput, NotAllowed):
            assert self.aim is before
            return False
        return True

    @rule(number=st.integers(-3, 40))
    def reaches(self, number: int) -> None:
        """So much is done."""
        assert self.attempt(reach, number) == (number >= 0)

    @rule(days=st.integers(1, 60))
    def waits(self, days: int) -> None:
        """Time passes."""
        self.today += timedelta(days)

    @rule()
    def waits_for_the_quarter(self) -> None:
        """Its first day comes."""
        self.today = quarter_of(quarter_of(self.today) + timedelta(days=95))

    @rule(stands=st.sampled_from([True, True, True, False]))
    def answers(self, stands: bool) -> None:
        """An executive says whether it stands: once a quarter, and not of one that is out of date."""
        was_stale, quarter = self.aim.stale, quarter_of(self.today)
        asked = not was_stale and self.since < quarter and self.today <= self.aim.goal.until
        taken = self.attempt(review, stands, self.today)
        assert taken == (asked and quarter not in self.answered)
        if taken:
            self.answered.add(quarter)
            assert self.aim.stale == (not stands)

    @invariant()
    def is_asked_of_until_answered(self) -> None:
        """Never twice in a quarter, and never before the first quarter after it was set."""
        if asks_whether_stale(self.aim.goal, self.today):
            assert quarter_of(self.today) not in self.answered
            assert quarter_of(self.since) != quarter_of(self.today)

    @invariant()
    def progress_is_a_percentage(self) -> None:
        """Both numbers."""
        assert all(0 <= percent <= 100 for percent in progress(self.aim.goal, self.today))


TestPollLife, TestGoalLife = PollLife.TestCase, GoalLife.TestCase
