"""Meetings: wanted by both or known to nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.errors import BadInput, NotAllowed, RevmentorError
from core.programs.meetings import (
    PAUSE_DAYS_MOST,
    REPEAT_DAYS,
    SLOT_DAYS,
    THINK_HOURS,
    Afterword,
    Asked,
    Format,
    Meeting,
    Wish,
    answer,
    call_off,
    gather,
    health,
    look_back,
    pass_time,
    pause,
    propose,
    reminder_due,
    view,
    vote_slots,
)
from core.programs.states import FINAL, State

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
REVEAL = NOW + timedelta(hours=THINK_HOURS)
SLOTS = frozenset(NOW + timedelta(days=day, hours=6) for day in (4, 5, 6))
MOMENTS = [NOW + timedelta(hours=hours) for hours in (0, 1, 47, 48, 49, 300)]


def wish(person: str, topic: str = "ai", **other: Any) -> Wish:
    """Coffee about AI at any of SLOTS."""
    given_ = {"formats": frozenset({Format.COFFEE}), "slots": SLOTS, "since": NOW.date()} | other
    return Wish(person, topic, **given_)


def asked() -> Meeting:
    """Two people, just asked."""
    (meeting,), _ = propose([wish("a"), wish("b")], {}, [], NOW)
    return meeting


def mutual() -> Meeting:
    """Both said yes, and it was revealed."""
    meeting = answer(answer(asked(), "a", True, NOW), "b", True, NOW)
    return pass_time(meeting, REVEAL)


@given(
    own=st.sampled_from([None, True, False]),
    others=st.lists(st.tuples(st.integers(0, 47), st.booleans()), max_size=3),
    late=st.booleans(),
)
def test_what_i_see_is_the_same_whether_the_other_refused_or_was_silent(
    own: bool | None, others: list[tuple[int, bool]], late: bool
) -> None:
    silent = asked() if own is None else answer(asked(), "a", own, NOW)
    other = silent
    for hours, yes in sorted(others):
        other = answer(other, "b", yes, NOW + timedelta(hours=hours))
    if own and others and sorted(others)[-1][1]:
        assert view(other, "a", REVEAL).others == {"b"}
        return
    for moment in MOMENTS:
        seen = [view(pass_time(one, moment) if late else one, "a", moment) for one in (silent, other)]
        assert seen[0] == seen[1]
        assert seen[0].others == frozenset()


def test_nobody_is_named_before_the_reveal_even_after_two_yeses() -> None:
    meeting = answer(answer(asked(), "a", True, NOW), "b", True, NOW)
    before = view(meeting, "a", REVEAL - timedelta(seconds=1))
    assert (before.state, before.own, before.others) == (State.PROPOSED, True, frozenset())
    assert view(meeting, "a", REVEAL).others == {"b"}


def test_the_moment_of_the_reveal_depends_on_no_answer() -> None:
    meeting = asked()
    assert meeting.reveals == REVEAL
    assert answer(meeting, "a", False, NOW).reveals == answer(meeting, "b", True, NOW).reveals == REVEAL


def test_after_the_reveal_a_refusal_is_not_even_kept() -> None:
    refused = answer(answer(asked(), "a", True, NOW), "b", False, NOW)
    assert pass_time(refused, REVEAL) == pass_time(asked(), REVEAL)


def test_one_may_change_ones_mind_until_the_reveal_and_not_after() -> None:
    meeting = answer(answer(asked(), "a", False, NOW), "a", True, NOW)
    assert view(meeting, "a", NOW).own is True
    with pytest.raises(NotAllowed):
        answer(meeting, "b", True, REVEAL)


def test_two_are_not_asked_about_each_other_soon_again_whatever_they_said() -> None:
    wishes = [wish("a"), wish("b")]
    _, remembered = propose(wishes, {}, [], NOW)
    slots = frozenset(slot + timedelta(REPEAT_DAYS) for slot in SLOTS)
    later = [replace(one, slots=slots | SLOTS) for one in wishes]
    assert remembered == [Asked(frozenset({"a", "b"}), NOW.date())]
    assert propose(later, {}, remembered, NOW + timedelta(REPEAT_DAYS - 1))[0] == []
    assert len(propose(later, {}, remembered, NOW + timedelta(REPEAT_DAYS))[0]) == 1


def test_as_many_as_possible_meet() -> None:
    # b and c fit best, but then a and d would stay alone.
    early = NOW.date() - timedelta(weeks=8)
    late = frozenset(sorted(SLOTS)[1:])
    wishes = [
        wish("a", "ai"),
        wish("b", "ai", since=early),
        wish("b", "tea", slots=late),
        wish("c", "tea", since=early, slots=late),
        wish("c", "art"),
        wish("d", "art"),
    ]
    meetings, _ = propose(wishes, {}, [], NOW)
    assert {meeting.people for meeting in meetings} == {frozenset("ab"), frozenset("cd")}


@pytest.mark.parametrize(
    "other",
    [
        {"topic": "art"},
        {"formats": frozenset({Format.CALL})},
        {"slots": frozenset({NOW + timedelta(days=9)})},
    ],
    ids=str,
)
def test_without_topic_format_and_time_in_common_nobody_is_asked(other: dict[str, Any]) -> None:
    assert propose([wish("a"), wish("b", **other)], {}, [], NOW) == ([], [])


def test_times_before_the_reveal_do_not_count() -> None:
    soon = frozenset({NOW + timedelta(hours=20)})
    assert propose([wish("a", slots=soon), wish("b", slots=soon)], {}, [], NOW) == ([], [])


def test_whoever_pauses_is_not_asked_and_comes_back_by_themselves() -> None:
    paused = pause({}, "a", date(2026, 3, 2), NOW.date())
    wishes = [wish("a"), wish("b")]
    assert propose(wishes, paused, [], NOW)[0] == []
    assert len(propose(wishes, paused, [], NOW + timedelta(days=1))[0]) == 1
    with pytest.raises(BadInput):
        pause({}, "a", NOW.date() + timedelta(PAUSE_DAYS_MOST + 1), NOW.date())


def test_the_earliest_time_that_suits_both_is_fixed() -> None:
    first, second, third = sorted(SLOTS)
    meeting = vote_slots(mutual(), "a", [first, second])
    assert meeting.slot is None
    meeting = vote_slots(meeting, "b", [third])
    assert (meeting.state, meeting.slot) == (State.RELEASED, None)
    meeting = vote_slots(meeting, "b", [third, second])
    assert (meeting.state, meeting.slot) == (State.ACCEPTED, second)
    assert reminder_due(meeting, second.date() - timedelta(1))
    assert not reminder_due(meeting, second.date())


def test_a_circle_meets_when_most_can() -> None:
    first, second, _ = sorted(SLOTS)
    circle = gather(["a", "b", "c", "d"], "ai", Format.WALK, SLOTS, NOW)
    for person, slots in {"a": [first], "b": [first, second], "c": [second], "d": [second]}.items():
        circle = vote_slots(circle, person, slots)
    assert circle.slot == second
    with pytest.raises(BadInput):
        gather(["a", "b"], "ai", Format.WALK, SLOTS, NOW)


def test_a_pair_that_finds_no_time_ends_quietly() -> None:
    assert pass_time(mutual(), REVEAL + timedelta(SLOT_DAYS)).state is State.EXPIRED


@pytest.mark.parametrize(("one", "two", "state"), [(True, True, State.DONE), (True, False, State.EXPIRED)])
def test_did_you_meet(one: bool, two: bool, state: State) -> None:
    meeting = vote_slots(vote_slots(mutual(), "a", SLOTS), "b", SLOTS)
    with pytest.raises(NotAllowed):
        look_back(meeting, "a", Afterword(one), NOW)
    after = min(SLOTS) + timedelta(hours=2)
    meeting = look_back(meeting, "a", Afterword(one, 9, "Надо чаще"), after)
    assert meeting.state is State.ACCEPTED
    assert look_back(meeting, "b", Afterword(two), after).state is state


def test_health_counts_only_what_is_revealed() -> None:
    running = answer(asked(), "a", False, NOW)
    counted = health([running, mutual(), pass_time(asked(), REVEAL)])
    assert (counted.asked, counted.mutual, counted.met) == (2, 1, 0)


def test_a_stranger_sees_and_does_nothing() -> None:
    for act in (lambda: view(asked(), "x", NOW), lambda: answer(asked(), "x", True, NOW)):
        with pytest.raises(NotAllowed):
            act()


class Life(RuleBasedStateMachine):
    """Any events in any order."""

    @initialize()
    def ask(self) -> None:
        """Two people are asked."""
        self.meeting, self.now, self.named = asked(), NOW, False
        self.said: dict[str, bool] = {}

    def attempt(self, change: Any, *args: Any) -> bool:
        """A refused event changes nothing; what is final stays."""
        before = self.meeting
        try:
            self.meeting = change(before, *args)
        except RevmentorError:
            assert self.meeting is before
            return False
        if before.state in FINAL:
            assert self.meeting == before
        return True

    @rule(person=st.sampled_from("ab"), yes=st.sampled_from([True, True, False]))
    def answers(self, person: str, yes: bool) -> None:
        """Yes or no."""
        if self.attempt(answer, person, yes, self.now):
            self.said[person] = yes

    @rule(person=st.sampled_from("ab"), slots=st.sets(st.sampled_from(sorted(SLOTS))))
    def votes(self, person: str, slots: set[datetime]) -> None:
        """Times that suit."""
        self.attempt(vote_slots, person, slots)

    @rule(person=st.sampled_from("ab"), met=st.booleans())
    def looks_back(self, person: str, met: bool) -> None:
        """Did you meet?"""
        self.attempt(look_back, person, Afterword(met), self.now)

    @rule(chance=st.integers(0, 5))
    def calls_off(self, chance: int) -> None:
        """Seldom."""
        if not chance:
            self.attempt(call_off)

    @rule(hours=st.integers(1, 60), runs=st.booleans())
    def waits(self, hours: int, runs: bool) -> None:
        """Time passes, and the scheduler may be late."""
        self.now += timedelta(hours=hours)
        if runs:
            self.attempt(pass_time, self.now)

    @invariant()
    def a_name_needs_two_yeses_and_the_reveal(self) -> None:
        """Neither alone is enough."""
        for person in "ab":
            if view(self.meeting, person, self.now).others:
                assert self.said == {"a": True, "b": True}
                assert self.now >= REVEAL

    @invariant()
    def both_see_the_same_state(self) -> None:
        """Nobody is ahead of the other."""
        assert view(self.meeting, "a", self.now).state is view(self.meeting, "b", self.now).state

    @invariant()
    def a_time_was_chosen_by_both(self) -> None:
        """Fixed only when it suits everybody."""
        if self.meeting.slot:
            assert all(self.meeting.slot in self.meeting.votes[person] for person in "ab")


TestLife = Life.TestCase
