"""A pair as it is kept: what is told is told once, secrets stay out of the organiser's copy, means come in steps."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.errors import RevmentorError
from core.programs import pairs
from core.programs.mentoring import PAIRS, Course, Gain, Gains, add_gain, step, veil, waits
from core.programs.pairs import ITEMS, Moment, Pair, Tick, no_replies
from core.programs.replies import Reply
from core.programs.states import FINAL, Side, State

START = datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_means_come_in_steps_of_k_people() -> None:
    rated = {(side, moment): (3,) * ITEMS for side in Side for moment in Moment}
    pair = Pair("j", "s", date(2026, 3, 2), State.DONE, ratings=rated | {(Side.JUNIOR, Moment.AFTER): (4,) * ITEMS})
    gains = Gains()
    for people in range(1, 8):
        gains = add_gain(gains, pair, Side.JUNIOR, 3)
        told = gains.told.get(Side.JUNIOR, Gain())
        assert told == Gain(people // 3 * 3, people // 3 * 3 * ITEMS)


class Kept(RuleBasedStateMachine):
    """Any events in any order, the clock's look among them."""

    @initialize()
    def propose(self) -> None:
        """A pair is proposed."""
        self.now, self.keys = START, list[str]()
        self.course = Course(Pair("j", "s", START.date()))
        self.look()

    def look(self) -> None:
        """The clock looks; looking again does nothing."""
        self.course, events = step(self.course, self.now)
        self.keys += [event.key for event in events]
        assert step(self.course, self.now) == (self.course, [])

    def attempt(self, change: Any, *args: Any) -> None:
        """Refused events change nothing."""
        try:
            self.course = replace(self.course, pair=change(self.course.pair, *args))
        except RevmentorError:
            return
        self.look()

    @rule(side=st.sampled_from(Side), yes=st.booleans())
    def says(self, side: Side, yes: bool) -> None:
        """Yes or no."""
        before = len(self.keys)
        self.attempt(pairs.answer, side, yes, self.now.date())
        if waits(self.course):
            assert len(self.keys) == before, "nobody hears of an answer"

    @rule(number=st.integers(1, 6), days=st.integers(0, 20))
    def plans(self, number: int, days: int) -> None:
        """A session is set or moved."""
        self.attempt(pairs.plan, Side.SENIOR, number, "тайная тема", self.now.date() + timedelta(days))

    @rule(side=st.sampled_from(Side), number=st.integers(1, 6), met=st.booleans())
    def ticks(self, side: Side, number: int, met: bool) -> None:
        """A minute after a session."""
        self.attempt(pairs.tick, side, number, Tick(met, 4, "тайная мысль"), self.now.date())

    @rule(side=st.sampled_from(Side))
    def wants(self, side: Side) -> None:
        """A goal."""
        self.attempt(pairs.set_goal, side, "тайная цель")

    @rule(hours=st.integers(1, 900))
    def time_passes(self, hours: int) -> None:
        """And the clock looks."""
        self.now += timedelta(hours=hours)
        self.look()

    @rule(chance=st.integers(0, 9))
    def stops(self, chance: int) -> None:
        """Seldom."""
        if not chance:
            self.attempt(pairs.end)

    @invariant()
    def nothing_is_told_twice(self) -> None:
        """Each key once."""
        assert len(self.keys) == len(set(self.keys))

    @invariant()
    def the_organiser_reads_no_secret(self) -> None:
        """Neither answers nor words."""
        shown = veil(self.course)
        assert shown.replies == no_replies()
        assert "тайная" not in repr(vars(self.course) and [shown.goals, shown.plans, shown.ticks, shown.ratings])
        assert all(not one.topic for one in shown.plans.values())
        assert all(not one.thought for one in shown.ticks.values())

    @invariant()
    def a_record_ends_after_its_pair(self) -> None:
        """Live while anything can still be done."""
        if not PAIRS.is_live(self.course):
            assert self.course.pair.state in FINAL

    @invariant()
    def silence_and_answers_have_one_width(self) -> None:
        """Nobody can tell them apart by size."""
        assert all(len(reply) == len(Reply.SILENT) for reply in self.course.pair.replies.values())


TestKept = Kept.TestCase
