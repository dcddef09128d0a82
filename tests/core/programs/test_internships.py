"""An executive at a start-up: a place nobody else has, three aims, three lines a day, one promise, two checks."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.errors import BadInput, NotAllowed, RevmentorError
from core.programs.internships import (
    PROMISE_DAYS,
    Acknowledgement,
    Booking,
    Calendar,
    Internship,
    Kept,
    Lines,
    Part,
    Place,
    answer,
    book,
    call_off,
    check,
    commit,
    due_checks,
    pass_time,
    prompt_due,
    propose,
    tick_day,
    write_day,
)
from core.programs.states import FINAL, State

MONDAY = date(2026, 3, 2)
FRIDAY = MONDAY + timedelta(4)
BOTH = frozenset(Acknowledgement)
AIMS = ["Как решают за день", "Кто говорит с клиентом", "Что можно не согласовывать"]
LINES = Lines("Сидел на планёрке", "Длилась девять минут", "Планёрка стоя")
PLACES = {
    "lab": Place("lab", "host", MONDAY, MONDAY + timedelta(60), 1, frozenset({MONDAY + timedelta(2)})),
    "hub": Place("hub", "host", MONDAY, MONDAY + timedelta(60), 2),
}


def proposed(place: str = "hub") -> tuple[Calendar, Internship]:
    """A week at a place."""
    return propose(Calendar(PLACES), Booking(place, "boss", MONDAY, FRIDAY), "mentor", AIMS, BOTH)


def accepted() -> Internship:
    """The host has agreed."""
    return answer(*proposed(), True)[1]


def committed() -> Internship:
    """Back with a promise."""
    stay = write_day(accepted(), MONDAY, LINES, MONDAY)
    return commit(stay, "Планёрки стоя и не дольше десяти минут", FRIDAY)


def test_weekends_and_the_hosts_closed_days_are_no_working_days() -> None:
    stay = Booking("lab", "boss", MONDAY, MONDAY + timedelta(7))
    days = [day.isoformat()[-2:] for day in stay.days(PLACES["lab"])]
    assert days == ["02", "03", "05", "06", "09"]


def test_a_seat_is_not_given_twice() -> None:
    calendar = book(Calendar(PLACES), Booking("lab", "boss", MONDAY, FRIDAY))
    with pytest.raises(NotAllowed):
        book(calendar, Booking("lab", "other", FRIDAY, FRIDAY + timedelta(3)))
    book(calendar, Booking("lab", "other", FRIDAY + timedelta(3), FRIDAY + timedelta(4)))


def test_nobody_is_in_two_places() -> None:
    calendar = book(Calendar(PLACES), Booking("lab", "boss", MONDAY, FRIDAY))
    with pytest.raises(NotAllowed):
        book(calendar, Booking("hub", "boss", FRIDAY, FRIDAY + timedelta(3)))


@pytest.mark.parametrize(
    ("place", "first", "last"), [("none", 0, 4), ("hub", 4, 0), ("hub", 5, 6), ("hub", 0, 40)], ids=str
)
def test_a_stay_without_a_working_day_or_place_or_end_is_refused(place: str, first: int, last: int) -> None:
    with pytest.raises(BadInput):
        book(Calendar(PLACES), Booking(place, "boss", MONDAY + timedelta(first), MONDAY + timedelta(last)))


@pytest.mark.parametrize(
    ("mentor", "aims", "acknowledged"),
    [
        ("mentor", AIMS[:2], BOTH),
        ("mentor", [*AIMS[:2], " "], BOTH),
        ("mentor", AIMS, frozenset()),
        ("boss", AIMS, BOTH),
    ],
)
def test_three_aims_two_acknowledgements_and_a_mentor_come_first(
    mentor: str, aims: list[str], acknowledged: frozenset[Acknowledgement]
) -> None:
    with pytest.raises(BadInput):
        propose(Calendar(PLACES), Booking("hub", "boss", MONDAY, FRIDAY), mentor, aims, acknowledged)


def test_a_hosts_no_and_a_cancellation_free_the_seat() -> None:
    calendar, stay = proposed("lab")
    assert calendar.free("lab", MONDAY) == 0
    freed, declined = answer(calendar, stay, False)
    assert (freed.free("lab", MONDAY), declined.state) == (1, State.DECLINED)
    assert call_off(calendar, stay)[0].free("lab", MONDAY) == 1


def test_the_three_lines_are_asked_for_and_written_within_two_days() -> None:
    stay = accepted()
    assert prompt_due(stay, MONDAY)
    stay = write_day(stay, MONDAY, LINES, MONDAY + timedelta(2))
    assert not prompt_due(stay, MONDAY)
    for day, today in ((MONDAY, MONDAY + timedelta(3)), (FRIDAY, MONDAY), (MONDAY + timedelta(5), FRIDAY)):
        with pytest.raises(NotAllowed):
            write_day(stay, day, LINES, today)


def test_the_host_ticks_what_the_guest_did() -> None:
    stay = tick_day(accepted(), MONDAY, Part.WATCHED, MONDAY)
    assert stay.ticks == {MONDAY: Part.WATCHED}
    with pytest.raises(NotAllowed):
        tick_day(stay, FRIDAY, Part.WORKED, MONDAY)


def test_the_promise_comes_after_the_last_day() -> None:
    stay = write_day(accepted(), MONDAY, LINES, MONDAY)
    with pytest.raises(NotAllowed):
        commit(stay, "Планёрки стоя", MONDAY)
    assert commit(stay, "Планёрки стоя", FRIDAY).state is State.RELEASED


def test_the_young_mentor_asks_after_thirty_and_ninety_days() -> None:
    stay = committed()
    assert due_checks(stay, FRIDAY + timedelta(29)) == ()
    with pytest.raises(NotAllowed):
        check(stay, "mentor", 30, Kept.YES, FRIDAY + timedelta(29))
    with pytest.raises(NotAllowed):
        check(stay, "boss", 30, Kept.YES, FRIDAY + timedelta(30))
    stay = check(stay, "mentor", 30, Kept.PARTLY, FRIDAY + timedelta(30))
    assert stay.state is State.RELEASED
    assert due_checks(stay, FRIDAY + timedelta(90)) == (90,)
    assert check(stay, "mentor", 90, Kept.YES, FRIDAY + timedelta(90)).state is State.DONE


def test_a_stay_that_brings_no_promise_expires() -> None:
    stay = write_day(accepted(), MONDAY, LINES, MONDAY)
    late = FRIDAY + timedelta(PROMISE_DAYS + 1)
    assert pass_time(Calendar(PLACES), stay, late)[1].state is State.EXPIRED


def test_neither_lines_nor_people_show_in_a_traceback() -> None:
    told = repr(write_day(accepted(), MONDAY, LINES, MONDAY))
    assert not any(word in told for word in ("планёрке", "boss", "mentor'", AIMS[0]))


class Bookings(RuleBasedStateMachine):
    """Many executives, two places, any events in any order."""

    @initialize()
    def begin(self) -> None:
        """An empty calendar."""
        self.calendar, self.today = Calendar(PLACES), MONDAY
        self.stays: list[Internship] = []

    @rule(
        place=st.sampled_from(["lab", "hub"]),
        who=st.sampled_from(["boss", "chief", "head"]),
        first=st.integers(0, 30),
        length=st.integers(0, 10),
    )
    def proposes(self, place: str, who: str, first: int, length: int) -> None:
        """Somebody wants to go."""
        begin = self.today + timedelta(first)
        booking = Booking(place, who, begin, begin + timedelta(length))
        try:
            self.calendar, stay = propose(self.calendar, booking, "mentor", AIMS, BOTH)
        except RevmentorError:
            return
        self.stays.append(stay)

    def attempt(self, number: int, change: Any, *args: Any) -> None:
        """An event on one stay; with a calendar or without."""
        if not self.stays:
            return
        at = number % len(self.stays)
        before = self.stays[at]
        try:
            if change in (answer, call_off, pass_time):
                self.calendar, self.stays[at] = change(self.calendar, before, *args)
            else:
                self.stays[at] = change(before, *args)
        except RevmentorError:
            assert self.stays[at] is before
        if before.state in FINAL:
            assert self.stays[at] == before

    @rule(number=st.integers(0, 9), yes=st.booleans())
    def answers(self, number: int, yes: bool) -> None:
        """The host."""
        self.attempt(number, answer, yes)

    @rule(number=st.integers(0, 9))
    def calls_off(self, number: int) -> None:
        """Cancelled."""
        self.attempt(number, call_off)

    @rule(number=st.integers(0, 9))
    def writes(self, number: int) -> None:
        """Three lines of today."""
        self.attempt(number, write_day, self.today, LINES, self.today)

    @rule(number=st.integers(0, 9))
    def ticks(self, number: int) -> None:
        """The host's tick."""
        self.attempt(number, tick_day, self.today, Part.WORKED, self.today)

    @rule(number=st.integers(0, 9))
    def promises(self, number: int) -> None:
        """A promise."""
        self.attempt(number, commit, "Планёрки стоя", self.today)

    @rule(number=st.integers(0, 9), days=st.sampled_from([30, 90]))
    def checks(self, number: int, days: int) -> None:
        """The mentor asks."""
        self.attempt(number, check, "mentor", days, Kept.YES, self.today)

    @rule(days=st.integers(1, 12))
    def waits(self, days: int) -> None:
        """Time passes for all."""
        self.today += timedelta(days)
        for number in range(len(self.stays)):
            self.attempt(number, pass_time, self.today)

    @invariant()
    def no_seat_is_taken_twice(self) -> None:
        """On no day more guests than seats."""
        for name, place in PLACES.items():
            for day in {day for booking in self.calendar.bookings for day in booking.days(place)}:
                guests = [b for b in self.calendar.bookings if b.place == name and b.first <= day <= b.last]
                assert len(guests) <= place.seats

    @invariant()
    def nobody_is_in_two_places_at_once(self) -> None:
        """Own bookings never overlap."""
        for one in self.calendar.bookings:
            same = [b for b in self.calendar.bookings if b.executive == one.executive]
            assert sum(b.first <= one.last and one.first <= b.last for b in same) == 1

    @invariant()
    def a_check_follows_a_promise(self) -> None:
        """And the last one ends it."""
        for stay in self.stays:
            assert not stay.checks or stay.committed
            assert (stay.state is State.DONE) == (90 in stay.checks)


TestBookings = Bookings.TestCase
