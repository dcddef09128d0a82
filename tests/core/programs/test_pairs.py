"""A mentoring pair from the proposal to both arrows."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.errors import BadInput, NotAllowed, RevmentorError
from core.programs.pairs import (
    ANSWER_DAYS,
    COURSE_DAYS,
    DRIFTING_DAYS,
    ITEMS,
    NOT_MET_DAYS,
    SESSIONS,
    TICK_DAYS,
    Ending,
    Health,
    Moment,
    Pair,
    Tick,
    answer,
    arrows,
    end,
    health,
    pass_time,
    plan,
    rate,
    replan,
    set_goal,
    think,
    tick,
)
from core.programs.states import FINAL, Side, State

MONDAY = date(2026, 3, 2)
YES = Tick(met=True, useful=5)
NO = Tick(met=False)


def accepted() -> Pair:
    """Both have said yes."""
    pair = answer(Pair("j", "s", MONDAY), Side.JUNIOR, True, MONDAY)
    return answer(pair, Side.SENIOR, True, MONDAY)


def held(pair: Pair, sessions: int = SESSIONS) -> Pair:
    """``sessions`` took place, a fortnight apart, and both ticked each."""
    for number in range(1, sessions + 1):
        day = MONDAY + timedelta(weeks=2 * number)
        pair = plan(pair, Side.SENIOR, number, "Как читают новости", day)
        pair = tick(pair, Side.JUNIOR, number, YES, day)
        if pair.state is State.STARTED:
            pair = tick(pair, Side.SENIOR, number, YES, day)
    return pair


def test_six_sessions_with_ratings_before_and_after_give_two_arrows() -> None:
    pair = accepted()
    for side, before in ((Side.JUNIOR, 3), (Side.SENIOR, 4)):
        pair = set_goal(pair, side, "Понять, чем живёт отдел")
        pair = rate(pair, side, Moment.BEFORE, [before] * ITEMS)
    pair = held(pair)
    assert (pair.state, pair.ending, pair.met) == (State.DONE, Ending.COMPLETE, (1, 2, 3, 4, 5, 6))
    pair = rate(pair, Side.JUNIOR, Moment.AFTER, [4] * ITEMS)
    assert set(arrows(pair)) == {Side.JUNIOR}
    pair = rate(pair, Side.SENIOR, Moment.AFTER, [5] * ITEMS)
    told = {side: (arrow.before, arrow.after, arrow.gain) for side, arrow in arrows(pair).items()}
    assert told == {Side.JUNIOR: (21, 28, 7), Side.SENIOR: (28, 35, 7)}


def test_the_second_word_on_the_last_session_may_be_missing_or_another() -> None:
    pair = held(accepted(), SESSIONS - 1)
    last = MONDAY + timedelta(weeks=2 * SESSIONS)
    pair = tick(plan(pair, Side.SENIOR, SESSIONS, "ИИ", last), Side.JUNIOR, SESSIONS, YES, last)
    assert pair.state is State.STARTED
    assert pass_time(pair, last + timedelta(TICK_DAYS + 1)).ending is Ending.COMPLETE
    assert tick(pair, Side.SENIOR, SESSIONS, NO, last).state is State.STARTED
    done = tick(pair, Side.SENIOR, SESSIONS, YES, last)
    assert done.ending is Ending.COMPLETE
    assert think(done, Side.JUNIOR, SESSIONS, "Жаль, что всё").ticks[SESSIONS, Side.JUNIOR].thought == "Жаль, что всё"


def test_one_yes_is_not_a_pair() -> None:
    pair = answer(Pair("j", "s", MONDAY), Side.JUNIOR, True, MONDAY)
    assert answer(pair, Side.JUNIOR, True, MONDAY).state is State.PROPOSED
    assert answer(pair, Side.SENIOR, True, MONDAY).state is State.ACCEPTED


@pytest.mark.parametrize("said", [(), (True,), (False,), (True, False), (False, True), (False, False)], ids=str)
def test_a_refusal_ends_like_silence_at_the_same_moment(said: tuple[bool, ...]) -> None:
    pair = Pair("j", "s", MONDAY)
    for side, yes in zip(Side, said, strict=False):
        pair = answer(pair, side, yes, MONDAY)
    last = MONDAY + timedelta(ANSWER_DAYS)
    assert pass_time(pair, last).state is State.PROPOSED
    assert pass_time(pair, last + timedelta(1)) == Pair("j", "s", MONDAY, State.EXPIRED)


def test_a_mind_may_be_changed_until_the_time_is_over() -> None:
    pair = answer(answer(Pair("j", "s", MONDAY), Side.JUNIOR, False, MONDAY), Side.SENIOR, True, MONDAY)
    assert pair.state is State.PROPOSED
    assert answer(pair, Side.JUNIOR, True, MONDAY).state is State.ACCEPTED


def test_the_agenda_is_the_seniors() -> None:
    with pytest.raises(NotAllowed):
        plan(accepted(), Side.JUNIOR, 1, "ИИ", MONDAY)


@pytest.mark.parametrize(("number", "days"), [(2, 1), (0, 1), (1, -1)])
def test_sessions_are_planned_in_order_and_not_before_the_pair_stands(number: int, days: int) -> None:
    with pytest.raises(BadInput):
        plan(accepted(), Side.SENIOR, number, "ИИ", MONDAY + timedelta(days))


def test_a_session_takes_place_when_one_says_so_and_nobody_denies_it() -> None:
    pair = plan(accepted(), Side.SENIOR, 1, "ИИ", MONDAY)
    assert pair.met == ()
    pair = tick(pair, Side.JUNIOR, 1, YES, MONDAY)
    assert pair.met == (1,)
    assert tick(pair, Side.SENIOR, 1, NO, MONDAY).met == ()


def test_nobody_ticks_a_session_before_its_day() -> None:
    pair = plan(accepted(), Side.SENIOR, 1, "ИИ", MONDAY + timedelta(1))
    with pytest.raises(NotAllowed):
        tick(pair, Side.JUNIOR, 1, YES, MONDAY)


def test_a_session_that_fell_through_gets_another_day() -> None:
    pair = tick(plan(accepted(), Side.SENIOR, 1, "ИИ", MONDAY), Side.JUNIOR, 1, NO, MONDAY)
    with pytest.raises(NotAllowed):
        plan(pair, Side.SENIOR, 1, "ИИ", MONDAY + timedelta(7))
    pair = replan(pair, 1, MONDAY + timedelta(7))
    assert (pair.plans[1].topic, pair.ticks) == ("ИИ", {})


def test_the_first_rating_cannot_be_corrected_towards_the_second() -> None:
    pair = rate(accepted(), Side.JUNIOR, Moment.BEFORE, [3] * ITEMS)
    with pytest.raises(NotAllowed):
        rate(pair, Side.JUNIOR, Moment.BEFORE, [1] * ITEMS)
    with pytest.raises(NotAllowed):
        rate(held(accepted(), 1), Side.SENIOR, Moment.BEFORE, [1] * ITEMS)


@pytest.mark.parametrize("items", [[3] * 6, [3] * 8, [0] + [3] * 6, [6] + [3] * 6])
def test_seven_items_from_one_to_five(items: list[int]) -> None:
    with pytest.raises(BadInput):
        rate(accepted(), Side.JUNIOR, Moment.BEFORE, items)


def test_the_organiser_sees_who_has_not_met_and_who_drifts() -> None:
    pair = accepted()
    assert health(pair, MONDAY + timedelta(NOT_MET_DAYS)) is Health.WAITING
    assert health(pair, MONDAY + timedelta(NOT_MET_DAYS + 1)) is Health.NOT_MET
    pair = held(pair, 1)
    last = pair.plans[1].on
    assert health(pair, last + timedelta(DRIFTING_DAYS)) is Health.ON_TRACK
    assert health(pair, last + timedelta(DRIFTING_DAYS + 1)) is Health.DRIFTING


def test_silence_and_time_end_a_pair_without_anybody() -> None:
    asked = answer(Pair("j", "s", MONDAY), Side.JUNIOR, True, MONDAY)
    late = pass_time(asked, MONDAY + timedelta(ANSWER_DAYS + 1))
    assert (late.state, late.replies) == (State.EXPIRED, Pair("j", "s", MONDAY).replies)
    assert pass_time(accepted(), MONDAY + timedelta(COURSE_DAYS + 1)).ending is Ending.TIME


def test_ending_and_changing_partners_name_nobody() -> None:
    assert end(accepted()) == replace(accepted(), state=State.DONE, ending=Ending.EARLY)
    assert end(accepted(), change=True).ending is Ending.CHANGE
    assert end(Pair("j", "s", MONDAY)).state is State.EXPIRED


class Course(RuleBasedStateMachine):
    """Any events in any order."""

    @initialize()
    def propose(self) -> None:
        """A pair is proposed."""
        self.pair, self.today, self.earlier = Pair("j", "s", MONDAY), MONDAY, [State.PROPOSED]
        self.said: dict[Side, bool] = {}
        self.frozen: Pair | None = None

    def attempt(self, change: Any, *args: Any) -> None:
        """A refused event changes nothing; what is final stays."""
        before = self.pair
        try:
            self.pair = change(before, *args)
        except RevmentorError:
            assert self.pair is before
        if before.state in FINAL:
            assert self.pair.state is before.state
        self.earlier.append(self.pair.state)

    @rule(side=st.sampled_from(Side), yes=st.sampled_from([True, True, False]))
    def says(self, side: Side, yes: bool) -> None:
        """Yes or no."""
        if self.pair.state is State.PROPOSED:
            self.said[side] = yes
        self.attempt(answer, side, yes, self.today)

    @rule(by=st.sampled_from(Side), number=st.integers(0, 7), days=st.integers(-2, 20))
    def plans(self, by: Side, number: int, days: int) -> None:
        """A session is planned or moved."""
        self.attempt(plan, by, number, "ИИ", self.today + timedelta(days))

    @rule(side=st.sampled_from(Side), number=st.integers(1, 6), met=st.booleans(), useful=st.integers(0, 6))
    def ticks(self, side: Side, number: int, met: bool, useful: int) -> None:
        """One side's minute after a session."""
        self.attempt(tick, side, number, Tick(met, useful), self.today)

    @rule(number=st.integers(1, 6), days=st.integers(0, 20))
    def moves(self, number: int, days: int) -> None:
        """A missed session gets another day."""
        self.attempt(replan, number, self.today + timedelta(days))

    @rule(side=st.sampled_from(Side), moment=st.sampled_from(Moment), item=st.integers(1, 5))
    def rates(self, side: Side, moment: Moment, item: int) -> None:
        """The seven items."""
        before = self.pair.ratings
        self.attempt(rate, side, moment, [item] * ITEMS)
        assert all(self.pair.ratings[key] == items for key, items in before.items())

    @rule(days=st.integers(1, 40))
    def waits(self, days: int) -> None:
        """Time passes."""
        self.today += timedelta(days)
        self.attempt(pass_time, self.today)

    @rule(chance=st.integers(0, 9))
    def stops(self, chance: int) -> None:
        """Somebody ends it, seldom."""
        if not chance:
            self.attempt(end)

    @invariant()
    def nobody_starts_without_both(self) -> None:
        """STARTED and what follows needs two yeses."""
        if self.pair.state in (State.ACCEPTED, State.STARTED, State.DONE):
            assert self.said == {Side.JUNIOR: True, Side.SENIOR: True}

    @invariant()
    def complete_means_six_met(self) -> None:
        """A certificate stands for six sessions."""
        held = self.pair.state is State.DONE and len(self.pair.met) == SESSIONS
        assert (self.pair.ending is Ending.COMPLETE) == held

    @invariant()
    def done_means_ended_somehow(self) -> None:
        """An ending exactly for what is done."""
        assert (self.pair.state is State.DONE) == (self.pair.ending is not None)

    @invariant()
    def sessions_lie_in_order(self) -> None:
        """Numbers without gaps, days rising."""
        days = [self.pair.plans[number].on for number in sorted(self.pair.plans)]
        assert sorted(self.pair.plans) == list(range(1, len(days) + 1))
        assert days == sorted(set(days))

    @invariant()
    def health_is_always_told(self) -> None:
        """Every state has one for the organiser."""
        assert health(self.pair, self.today) in Health


TestCourse = Course.TestCase
