"""Meetings as they are kept: what the clock tells, it tells once, and no copy of a record says who answered what."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.errors import RevmentorError
from core.programs.codec import decode, encode
from core.programs.meeting_records import ENCOUNTERS, Encounter, Hidden, ask, names_shown, reply, silence, step, waits
from core.programs.meetings import (
    THINK_HOURS,
    Afterword,
    Format,
    Wish,
    answer,
    call_off,
    look_back,
    propose,
    vote_slots,
)
from core.programs.replies import Reply
from core.programs.states import FINAL, State

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
REVEAL = NOW + timedelta(hours=THINK_HOURS)
SLOTS = frozenset(NOW + timedelta(days=day, hours=6) for day in (4, 5, 6))
PEOPLE = ("anna", "oleg")


class Kept(RuleBasedStateMachine):
    """Any events in any order, the clock's look and a person who leaves among them; every record goes through bytes."""

    @initialize()
    def begin(self) -> None:
        """Two people are asked."""
        wishes = [Wish(one, "ai", frozenset({Format.COFFEE}), SLOTS, NOW.date()) for one in PEOPLE]
        (meeting,), _ = propose(wishes, {}, [], NOW)
        self.now, self.keys, self.said = NOW, list[str](), dict[str, bool]()
        self.keep(ask(meeting, NOW.date()))
        self.width = len(encode(self.one))
        self.look()

    def keep(self, one: Encounter) -> None:
        """Write and read it."""
        self.one = decode(Encounter, encode(one))
        assert self.one == one

    def look(self) -> None:
        """The clock looks; looking again does nothing."""
        looked, events = step(self.one, self.now)
        self.keep(looked)
        self.keys += [event.key for event in events]
        assert step(self.one, self.now) == (self.one, [])
        self.width = len(encode(self.one))

    def attempt(self, change: Any, *args: Any) -> bool:
        """Refused events change nothing, and what is over stays as it is but for a last word."""
        try:
            meeting = change(self.one.answered, *args)
        except RevmentorError:
            return False
        if not waits(self.one):
            self.keep(replace(self.one, meeting=meeting))
            self.look()
        return True

    @rule(person=st.sampled_from(PEOPLE), yes=st.sampled_from([True, True, False]))
    def answers(self, person: str, yes: bool) -> None:
        """Yes or no, which waits in a width of its own."""
        try:
            answered = answer(self.one.answered, person, yes, self.now)
        except RevmentorError:
            return
        self.keep(reply(self.one, answered))
        self.said[person] = yes
        assert step(self.one, self.now) == (self.one, []), "nobody hears of an answer"

    @rule(person=st.sampled_from(PEOPLE), chance=st.integers(0, 5))
    def leaves(self, person: str, chance: int) -> None:
        """Seldom; whoever has left has said nothing."""
        if not chance and waits(self.one):
            self.keep(silence(self.one, person))
            self.said.pop(person, None)

    @rule(person=st.sampled_from(PEOPLE), slots=st.sets(st.sampled_from(sorted(SLOTS))))
    def votes(self, person: str, slots: set[datetime]) -> None:
        """Times that suit."""
        self.attempt(vote_slots, person, slots)

    @rule(person=st.sampled_from(PEOPLE), met=st.booleans())
    def looks_back(self, person: str, met: bool) -> None:
        """Did you meet?"""
        self.attempt(look_back, person, Afterword(met), self.now)

    @rule(chance=st.integers(0, 9))
    def calls_off(self, chance: int) -> None:
        """Seldom."""
        if not chance and not waits(self.one):
            self.attempt(call_off)

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        """And the clock looks."""
        self.now += timedelta(hours=hours)
        self.look()

    @invariant()
    def nothing_is_told_twice(self) -> None:
        """Each key once."""
        assert len(self.keys) == len(set(self.keys))

    @invariant()
    def a_record_is_as_long_with_an_answer_as_without(self) -> None:
        """Nobody can tell them apart by size."""
        if waits(self.one):
            assert len(encode(self.one)) == self.width

    @invariant()
    def a_name_needs_two_yeses_and_the_reveal(self) -> None:
        """Neither alone is enough."""
        for person in PEOPLE:
            if names_shown(self.one, person, self.now):
                assert self.said == dict.fromkeys(PEOPLE, True)
                assert self.now >= REVEAL

    @invariant()
    def no_answer_outlives_the_reveal(self) -> None:
        """What was not mutual is silence, for everybody and for good."""
        if not waits(self.one):
            assert set(self.one.replies.values()) == {Reply.SILENT}
            if self.one.meeting.state is State.EXPIRED and not self.one.is_mutual:
                assert not self.one.meeting.answers

    @invariant()
    def the_organiser_sees_that_there_is_one(self) -> None:
        """And no more; it is live while anything can still happen."""
        assert ENCOUNTERS.show(self.one) == Hidden()
        assert ENCOUNTERS.is_live(self.one) == (self.one.meeting.state not in FINAL)


TestKept = Kept.TestCase
TestKept.settings = settings(max_examples=30)
