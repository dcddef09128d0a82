"""Pair projects as they are kept: who sits where, and what the clock brings, once."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from core.errors import NotAllowed, RevmentorError
from core.programs import projects as rules
from core.programs.codec import decode, encode
from core.programs.project_records import (
    ASK,
    STALLED,
    PairProject,
    begin,
    change_terms,
    flags,
    leave,
    part,
    pass_time,
    seek,
    side_for,
    sign,
    take,
)
from core.programs.projects import Colour, Ending, Terms
from core.programs.states import FINAL, Side, State

ZONE = ZoneInfo("Europe/Moscow")
MONDAY = date(2026, 3, 2)


def at(day: date, hour: int = 16) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def running(weeks: int = 4) -> PairProject:
    """A project that both signed on a Monday."""
    record = take(seek(begin("anna", Side.JUNIOR, "цель")), "oleg", Side.SENIOR)
    record = change_terms(record, Terms("цель", weeks, ("раз", "два")))
    project = record.project
    for side in Side:
        project = rules.sign(project, side, record.terms, MONDAY)
    return PairProject(record.by, record.seats, project)


def test_the_free_seat_is_for_the_other_side_and_taken_once() -> None:
    sought = seek(begin("anna", side_for("employee"), "цель"))
    with pytest.raises(NotAllowed):
        take(sought, "boris", Side.JUNIOR)
    taken = take(sought, "oleg", side_for("executive"))
    assert (taken.side_of("anna"), taken.side_of("oleg"), taken.free) == (Side.JUNIOR, Side.SENIOR, None)
    with pytest.raises(NotAllowed):
        take(taken, "pavel", Side.SENIOR)
    with pytest.raises(NotAllowed):
        take(begin("anna", Side.JUNIOR, "цель"), "oleg", Side.SENIOR)


def test_who_answered_may_step_back_and_leaves_no_name_behind() -> None:
    taken = take(seek(begin("anna", Side.JUNIOR, "цель")), "oleg", Side.SENIOR)
    alone = part(taken, Side.SENIOR)
    assert b"oleg" not in encode(alone)
    assert alone.project.state is State.DRAFT
    assert take(seek(alone), "pavel", Side.SENIOR).side_of("pavel") is Side.SENIOR
    assert part(taken, Side.JUNIOR).project.state is State.DECLINED


def test_the_weeks_colour_is_asked_for_on_friday_once() -> None:
    record, friday = running(), MONDAY + timedelta(days=4)
    assert pass_time(record, at(friday, 14)) == (record, ())
    asked, notes = pass_time(record, at(friday))
    assert notes == (ASK,)
    assert pass_time(asked, at(friday + timedelta(days=1))) == (asked, ())
    _, later = pass_time(asked, at(friday + timedelta(days=7)))
    assert ASK in later


def test_a_standstill_is_told_once_and_flagged() -> None:
    day = MONDAY + timedelta(days=15)
    stood, notes = pass_time(running(), at(day))
    assert STALLED in notes
    assert STALLED not in pass_time(stood, at(day + timedelta(days=3)))[1]
    assert flags(stood, day) == ("stalled",)


def test_different_colours_and_red_are_flagged() -> None:
    record = running()
    project = rules.colour(record.project, Side.JUNIOR, Colour.GREEN, MONDAY)
    project = rules.colour(project, Side.SENIOR, Colour.RED, MONDAY)
    assert flags(PairProject(record.by, record.seats, project), MONDAY) == ("mismatch", "red")


def test_the_calendar_ends_what_nobody_showed() -> None:
    ended, notes = pass_time(running(), at(MONDAY + timedelta(weeks=4, days=29)))
    assert (ended.project.state, notes) == (State.EXPIRED, (Ending.TIME.value,))


def test_who_leaves_the_company_ends_what_runs() -> None:
    assert leave(running()).project.ending is Ending.STOPPED
    assert leave(begin("anna", Side.JUNIOR, "цель")).project.state is State.DECLINED


class Life(RuleBasedStateMachine):
    """Anybody does anything in any order while days pass: what is kept can be read again, and ends."""

    def __init__(self) -> None:
        super().__init__()
        self.record = begin("anna", Side.JUNIOR, "цель")
        self.now = at(MONDAY)
        self.heard: list[tuple[int, str]] = []

    def attempt(self, record: PairProject) -> None:
        self.record = record

    @rule(
        act=st.sampled_from(
            ["seek", "take", "edit", "sign", "part", "colour", "demo", "rate", "stop", "leave", "reach"]
        ),
        side=st.sampled_from(Side),
    )
    def act(self, act: str, side: Side) -> None:
        one, project, today = self.record, self.record.project, self.now.date()
        done = {
            "seek": lambda: seek(one),
            "take": lambda: take(one, "oleg", side),
            "edit": lambda: change_terms(one, Terms("иначе", 5, ("раз",))),
            "sign": lambda: sign(one, side, one.terms, today),
            "part": lambda: part(one, side),
            "colour": lambda: self.with_(rules.colour(project, side, Colour.GREEN, today)),
            "demo": lambda: self.with_(rules.show_demo(project, today)),
            "rate": lambda: self.with_(rules.rate(project, side, 4)),
            "stop": lambda: self.with_(rules.stop(project, "так вышло")),
            "reach": lambda: self.with_(rules.reach(project, "раз", today)),
            "leave": lambda: leave(one),
        }[act]
        try:
            self.record = done()
        except RevmentorError:
            assert self.record is one

    def with_(self, project: rules.Project) -> PairProject:
        return PairProject(
            self.record.by, self.record.seats, project, self.record.sought, self.record.asked, self.record.told
        )

    @rule(days=st.integers(0, 20))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.record, notes = pass_time(self.record, self.now)
        assert pass_time(self.record, self.now) == (self.record, ())
        if ASK in notes:
            assert (self.record.asked, ASK) not in self.heard
            self.heard.append((self.record.asked, ASK))

    @invariant()
    def it_can_be_read_again(self) -> None:
        assert decode(PairProject, encode(self.record)) == self.record

    @invariant()
    def only_two_who_both_signed_have_terms_in_force(self) -> None:
        if self.record.project.state is State.STARTED:
            assert self.record.free is None
            assert self.record.project.terms is not None

    @precondition(lambda self: self.record.project.state in FINAL)
    @rule()
    def what_is_over_stays_over(self) -> None:
        assert pass_time(self.record, self.now + timedelta(days=400)) == (self.record, ())


TestLife = Life.TestCase
