"""A motion: supporters, the ballot, and a result that holds unless somebody answers with reasons in time."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.errors import BadInput, NotAllowed, RevmentorError
from core.programs.council.motions import (
    ANSWER_DAYS,
    SUPPORT_DAYS,
    Motion,
    acknowledge,
    answer,
    ask,
    close_ballot,
    finish,
    open_ballot,
    pass_time,
    propose,
    refuse,
    start,
    support,
)
from core.programs.states import FINAL, State

DAY = date(2026, 3, 2)
REASON = "Денег на это в этом году нет, вернёмся к вопросу в январе вместе"


def voted(verdict: State = State.ACCEPTED) -> Motion:
    """Supported by two, put to the vote, closed on the sixth day."""
    motion = propose(Motion(2), DAY)
    motion = support(motion, 2, DAY)
    motion = open_ballot(motion, DAY + timedelta(5), DAY)
    return close_ballot(motion, verdict, DAY + timedelta(6))


def test_a_ballot_takes_enough_supporters() -> None:
    motion = support(propose(Motion(2), DAY), 1, DAY)
    assert not motion.is_supported
    with pytest.raises(NotAllowed):
        open_ballot(motion, DAY + timedelta(5), DAY)
    assert support(motion, 2, DAY).is_supported


def test_the_organisers_own_question_needs_no_supporters() -> None:
    assert open_ballot(ask(DAY), DAY + timedelta(5), DAY).state is State.OPEN


def test_an_idea_that_is_not_made_public_ends_there() -> None:
    assert refuse(Motion(2)).state is State.DECLINED
    with pytest.raises(NotAllowed):
        refuse(propose(Motion(2), DAY))


def test_whoever_is_elected_needs_nobodys_consent() -> None:
    motion = open_ballot(ask(DAY), DAY + timedelta(5), DAY)
    assert close_ballot(motion, State.ACCEPTED, DAY + timedelta(6), is_election=True).state is State.DONE


def test_silence_until_the_due_day_puts_the_result_into_effect() -> None:
    motion = voted()
    assert motion.due == DAY + timedelta(6 + ANSWER_DAYS)
    assert not pass_time(motion, motion.due).in_effect
    settled = pass_time(motion, motion.due + timedelta(1))
    assert settled.in_effect
    assert settled.answer is not None
    assert settled.answer.by_silence


def test_acknowledging_does_not_stop_the_clock() -> None:
    motion = acknowledge(voted())
    assert motion.due == voted().due
    assert motion.due is not None
    assert pass_time(motion, motion.due + timedelta(1)).in_effect


def test_a_refusal_needs_reasons_and_comes_in_time() -> None:
    motion = voted()
    assert motion.due is not None
    with pytest.raises(BadInput):
        answer(motion, State.DECLINED, "Не сейчас", motion.due)
    with pytest.raises(NotAllowed):
        answer(motion, State.DECLINED, REASON, motion.due + timedelta(1))
    refused = answer(motion, State.DECLINED, REASON, motion.due)
    assert not refused.in_effect
    assert (refused.voters_said, refused.state) == (State.ACCEPTED, State.DECLINED)


def test_a_vote_without_majority_or_quorum_binds_nobody() -> None:
    assert voted(State.DECLINED).state is State.DECLINED
    assert voted(State.EXPIRED).state is State.EXPIRED
    assert voted(State.DECLINED).due is None


def test_nobody_closes_a_ballot_early() -> None:
    motion = support(propose(Motion(1), DAY), 1, DAY)
    motion = open_ballot(motion, DAY + timedelta(5), DAY)
    with pytest.raises(NotAllowed):
        close_ballot(motion, State.ACCEPTED, DAY + timedelta(5))


def test_an_idea_that_finds_no_supporters_expires() -> None:
    motion = propose(Motion(2), DAY)
    assert pass_time(motion, DAY + timedelta(SUPPORT_DAYS)).state is State.PROPOSED
    assert pass_time(motion, DAY + timedelta(SUPPORT_DAYS + 1)).state is State.EXPIRED


def test_the_executives_own_vote_stands_beside() -> None:
    motion = support(propose(Motion(1), DAY), 1, DAY)
    motion = open_ballot(motion, DAY + timedelta(5), DAY)
    closed = close_ballot(motion, State.ACCEPTED, DAY + timedelta(6), State.DECLINED)
    assert (closed.voters_said, closed.executives_said) == (State.ACCEPTED, State.DECLINED)


class Life(RuleBasedStateMachine):
    """Any events in any order."""

    @initialize()
    def begin(self) -> None:
        """An idea."""
        self.motion, self.today, self.promised = Motion(2), DAY, None

    def attempt(self, change: Any, *args: Any) -> None:
        """A refused event changes nothing; what is final stays."""
        before = self.motion
        try:
            self.motion = change(before, *args)
        except RevmentorError:
            assert self.motion is before
        if before.state in FINAL:
            assert self.motion == before

    @rule()
    def proposes(self) -> None:
        """Made public."""
        self.attempt(propose, self.today)

    @rule(known=st.integers(0, 3))
    def supports(self, known: int) -> None:
        """A supporter."""
        self.attempt(support, known, self.today)

    @rule(days=st.integers(-1, 6))
    def opens(self, days: int) -> None:
        """A ballot."""
        self.attempt(open_ballot, self.today + timedelta(days), self.today)

    @rule(verdict=st.sampled_from([State.ACCEPTED, State.ACCEPTED, State.DECLINED, State.EXPIRED]))
    def closes(self, verdict: State) -> None:
        """The count."""
        self.attempt(close_ballot, verdict, self.today)
        self.promised = self.promised or self.motion.due

    @rule()
    def reads(self) -> None:
        """An executive acknowledges."""
        self.attempt(acknowledge)

    @rule(verdict=st.sampled_from([State.ACCEPTED, State.DECLINED]), words=st.sampled_from(["", REASON]))
    def answers(self, verdict: State, words: str) -> None:
        """An executive answers."""
        self.attempt(answer, verdict, words, self.today)

    @rule()
    def starts(self) -> None:
        """First step."""
        self.attempt(start)

    @rule()
    def finishes(self) -> None:
        """Last step."""
        self.attempt(finish)

    @rule(days=st.integers(1, 20))
    def waits(self, days: int) -> None:
        """Time passes."""
        self.today += timedelta(days)
        self.attempt(pass_time, self.today)

    @invariant()
    def the_due_day_never_moves(self) -> None:
        """Promised at the close, kept."""
        assert self.motion.due == self.promised

    @invariant()
    def a_result_is_refused_only_with_reasons(self) -> None:
        """Never against voters without words."""
        told = self.motion.answer
        if self.motion.voters_said is State.ACCEPTED and self.motion.state is State.DECLINED:
            assert told is not None
            assert told.words == REASON

    @invariant()
    def nothing_unanswered_outlives_its_day(self) -> None:
        """After the calendar ran, the result holds or was answered."""
        moved = pass_time(self.motion, self.today)
        if self.promised and self.today > self.promised:
            assert moved.state not in (State.RELEASED, State.ACKNOWLEDGED)

    @invariant()
    def no_ballot_without_support(self) -> None:
        """Opened only with enough supporters."""
        if self.motion.closes is not None:
            assert self.motion.is_supported


TestLife = Life.TestCase
