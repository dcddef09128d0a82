"""Internships as they are kept: written step by step, asked about once, seats given back."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.errors import BadInput, NotAllowed
from core.programs import internship_records as records
from core.programs import internships as rules
from core.programs.codec import decode, encode
from core.programs.internship_records import CHECK, COMMIT, LOG, TICK, HostPlace, Stay, calendar_of
from core.programs.internships import Acknowledgement, Kept, Lines
from core.programs.states import State

ZONE = ZoneInfo("Europe/Moscow")
MONDAY = date(2026, 3, 2)
PLACE = HostPlace("Маяк", "поддержка", "mark", MONDAY, MONDAY + timedelta(days=30))
PLACES = {"p": PLACE}
AIMS = ("раз", "два", "три")


def at(day: date, hour: int = 19) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def sent(executive: str = "oleg", first: date = MONDAY, last: date = MONDAY + timedelta(days=1)) -> Stay:
    calendar = calendar_of(PLACES, [])
    stay = records.set_aims(records.set_days(Stay("p", executive), calendar, first, last, MONDAY), AIMS)
    for what in Acknowledgement:
        stay = records.acknowledge(stay, what)
    return records.send(stay, calendar, "anna")


def accepted() -> Stay:
    stay = sent()
    assert stay.internship
    return replace(stay, internship=rules.answer(calendar_of(PLACES, [stay]), stay.internship, True)[1])


def test_nothing_is_sent_before_everything_is_told() -> None:
    calendar = calendar_of(PLACES, [])
    stay = Stay("p", "oleg")
    with pytest.raises(BadInput):
        records.send(stay, calendar, "anna")
    stay = records.set_days(stay, calendar, MONDAY, MONDAY, MONDAY)
    with pytest.raises(BadInput):
        records.send(records.set_aims(stay, AIMS), calendar, "anna")
    for aims in (AIMS[:2], ("", " ", ""), ("x" * 301, "a", "b")):
        with pytest.raises(BadInput):
            records.set_aims(stay, aims)
    with pytest.raises(BadInput):
        records.set_days(stay, calendar, MONDAY - timedelta(days=1), MONDAY, MONDAY)


def test_a_seat_is_one_persons_and_comes_back_with_a_no() -> None:
    taken = sent()
    calendar = calendar_of(PLACES, [taken])
    with pytest.raises(NotAllowed):
        records.set_days(Stay("p", "pavel"), calendar, MONDAY, MONDAY, MONDAY)
    assert taken.internship
    refused = replace(taken, internship=rules.answer(calendar, taken.internship, False)[1])
    for over in (refused, records.drop(taken)):
        free = calendar_of(PLACES, [over])
        assert records.set_days(Stay("p", "pavel"), free, MONDAY, MONDAY, MONDAY).first == MONDAY


def test_every_evening_is_asked_about_once() -> None:
    stay = accepted()
    assert records.pass_time(stay, at(MONDAY, 17)) == (stay, ())
    asked, due = records.pass_time(stay, at(MONDAY))
    assert due == (f"{LOG}-{MONDAY}", f"{TICK}-{MONDAY}")
    assert records.pass_time(asked, at(MONDAY, 20)) == (asked, ())
    assert len(records.pass_time(asked, at(MONDAY + timedelta(days=1)))[1]) == 2


def test_the_promise_and_both_checks_are_asked_for_once() -> None:
    stay, last = accepted(), MONDAY + timedelta(days=1)
    assert stay.internship
    written = rules.write_day(stay.internship, last, Lines("a", "b", "c"), last)
    stay, due = records.pass_time(replace(stay, internship=written), at(last))
    assert COMMIT in due
    assert stay.internship
    promised = replace(stay, internship=rules.commit(stay.internship, "обещаю", last))
    assert records.pass_time(promised, at(last))[1] == ()
    later, due = records.pass_time(promised, at(last + timedelta(days=31)))
    assert due == (f"{CHECK}-30",)
    assert later.internship
    checked = rules.check(later.internship, "anna", 30, Kept.PARTLY, last + timedelta(days=31))
    after, due = records.pass_time(replace(later, internship=checked), at(last + timedelta(days=95)))
    assert due == (f"{CHECK}-90",)
    assert decode(Stay, encode(after)) == after


def test_who_never_came_has_no_internship() -> None:
    over, due = records.pass_time(accepted(), at(MONDAY + timedelta(days=10)))
    assert (over.state, due) == (State.EXPIRED, ("expired",))


def test_a_mentor_is_somebody_else_and_a_place_says_what_it_is() -> None:
    with pytest.raises(BadInput):
        records.appoint(sent(), "oleg")
    with pytest.raises(NotAllowed):
        records.appoint(Stay("p", "oleg"), "anna")
    assert records.appoint(sent(), "boris").internship.mentor == "boris"  # type: ignore[union-attr]
    for title, tasks, seats in (("", "x", 1), ("x", "", 1), ("x" * 61, "y", 1), ("x", "y", 0)):
        with pytest.raises(BadInput):
            records.offer(title, tasks, "mark", MONDAY, MONDAY, seats)
