"""An executive works some days at a start-up, comes back with one public promise, and is asked about it twice.

proposed (a place booked, three aims set, both acknowledgements given) -> accepted by the host -> started -> released
(the promise is public) -> done after the checks at 30 and 90 days. Aims before and a translation afterwards are what
M. Roberto (2010) found missing where executives merely had a good day out; the acknowledgements answer A. Casey's list
(2022) of why such stays fail: ideas taken either way, and a host distracted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from core.errors import BadInput, NotAllowed
from core.programs.states import State, require

AIMS = 3
DAYS_MOST = 20
LINE_LONGEST = 300
CHECK_DAYS = (30, 90)
PROMISE_DAYS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """What a host offers. ``seats``: guests at once; ``first`` and ``last``: when it can be had; ``closed``: days on
    which nobody comes.
    """

    id: str
    host: str = field(repr=False)
    first: date
    last: date
    seats: int = 1
    closed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if self.seats < 1 or self.last < self.first:
            raise BadInput("error-place")


@dataclass(frozen=True, slots=True)
class Booking:
    """Somebody at a place, from ``first`` to ``last`` inclusive."""

    place: str
    executive: str = field(repr=False)
    first: date
    last: date

    def days(self, place: Place) -> tuple[date, ...]:
        """The working days of the stay: Monday to Friday, without those on which the host is closed."""
        every = [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]
        return tuple(day for day in every if day.weekday() < 5 and day not in place.closed)


@dataclass(frozen=True, slots=True)
class Calendar:
    """All places and what is booked."""

    places: Mapping[str, Place]
    bookings: tuple[Booking, ...] = ()

    def free(self, place: str, day: date) -> int:
        """Seats left on a day."""
        offered = self.places[place]
        if not offered.first <= day <= offered.last or day in offered.closed:
            return 0
        return offered.seats - sum(b.place == place and b.first <= day <= b.last for b in self.bookings)


def book(calendar: Calendar, booking: Booking) -> Calendar:
    """Take a seat. Raises BadInput for an unknown place or a stay without 1..DAYS_MOST working days, NotAllowed when a
    seat is missing on one of them or the executive is somewhere else.
    """
    place = calendar.places.get(booking.place)
    if place is None or booking.last < booking.first or not 1 <= len(booking.days(place)) <= DAYS_MOST:
        raise BadInput("error-booking", most=DAYS_MOST)
    own = [b for b in calendar.bookings if b.executive == booking.executive]
    if any(b.first <= booking.last and booking.first <= b.last for b in own):
        raise NotAllowed("error-booking-own")
    if any(calendar.free(booking.place, day) < 1 for day in booking.days(place)):
        raise NotAllowed("error-booking-taken")
    return replace(calendar, bookings=(*calendar.bookings, booking))


def cancel(calendar: Calendar, booking: Booking) -> Calendar:
    """Give the seat back."""
    return replace(calendar, bookings=tuple(b for b in calendar.bookings if b != booking))


class Acknowledgement(StrEnum):
    """What the executive confirms before coming."""

    NO_OVERLAP = "no-overlap"
    CONFIDENTIAL = "confidential"


class Part(StrEnum):
    """The host's tick: what the guest did that day."""

    WORKED = "worked"
    WATCHED = "watched"
    ABSENT = "absent"


class Kept(StrEnum):
    """What a check finds."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Lines:
    """A day's three lines."""

    did: str = field(repr=False)
    surprised: str = field(repr=False)
    carry: str = field(repr=False)

    def __post_init__(self) -> None:
        if not all(0 < len(line.strip()) <= LINE_LONGEST for line in (self.did, self.surprised, self.carry)):
            raise BadInput("error-internship-lines", most=LINE_LONGEST)


@dataclass(frozen=True, slots=True)
class Internship:
    """``days``: the working days; ``log`` and ``ticks`` by day; ``mentor``: the executive's own young mentor, who makes
    the checks; ``checks`` by CHECK_DAYS.
    """

    booking: Booking
    days: tuple[date, ...]
    mentor: str = field(repr=False)
    aims: tuple[str, ...] = field(repr=False)
    acknowledged: frozenset[Acknowledgement]
    state: State = State.PROPOSED
    log: Mapping[date, Lines] = field(default_factory=dict, repr=False)
    ticks: Mapping[date, Part] = field(default_factory=dict)
    commitment: str = field(default="", repr=False)
    committed: date | None = None
    checks: Mapping[int, Kept] = field(default_factory=dict)


def propose(
    calendar: Calendar, booking: Booking, mentor: str, aims: Sequence[str], acknowledged: frozenset[Acknowledgement]
) -> tuple[Calendar, Internship]:
    """Book and set out what for. Raises BadInput without exactly three aims or without both acknowledgements, or when
    the mentor is the executive; else what ``book`` raises.
    """
    clean = tuple(aim.strip() for aim in aims)
    if len(clean) != AIMS or not all(0 < len(aim) <= LINE_LONGEST for aim in clean):
        raise BadInput("error-internship-aims", count=AIMS)
    if acknowledged != frozenset(Acknowledgement):
        raise BadInput("error-internship-acknowledge")
    if mentor == booking.executive:
        raise BadInput("error-internship-mentor")
    booked = book(calendar, booking)
    days = booking.days(calendar.places[booking.place])
    return booked, Internship(booking, days, mentor, clean, acknowledged)


def answer(calendar: Calendar, internship: Internship, yes: bool) -> tuple[Calendar, Internship]:
    """The host's word; a no gives the seat back."""
    require(internship.state, State.PROPOSED)
    if yes:
        return calendar, replace(internship, state=State.ACCEPTED)
    return cancel(calendar, internship.booking), replace(internship, state=State.DECLINED)


def call_off(calendar: Calendar, internship: Internship) -> tuple[Calendar, Internship]:
    """Either side cancels before the first day was logged; the seat is free again."""
    require(internship.state, State.PROPOSED, State.ACCEPTED)
    return cancel(calendar, internship.booking), replace(internship, state=State.EXPIRED)


def write_day(internship: Internship, day: date, lines: Lines, today: date) -> Internship:
    """The executive's three lines about a working day, on that day or up to two days after; may be rewritten until
    then. Raises NotAllowed otherwise.
    """
    require(internship.state, State.ACCEPTED, State.STARTED)
    if day not in internship.days or not day <= today <= day + timedelta(days=2):
        raise NotAllowed("error-internship-day")
    return replace(internship, state=State.STARTED, log={**internship.log, day: lines})


def tick_day(internship: Internship, day: date, part: Part, today: date) -> Internship:
    """The host's tick for a working day, not before it. Raises NotAllowed."""
    require(internship.state, State.ACCEPTED, State.STARTED)
    if day not in internship.days or today < day:
        raise NotAllowed("error-internship-day")
    return replace(internship, state=State.STARTED, ticks={**internship.ticks, day: part})


def commit(internship: Internship, promise: str, today: date) -> Internship:
    """The one thing that will change, published to everybody. After the last day; once. Raises BadInput, NotAllowed."""
    require(internship.state, State.STARTED)
    if today < internship.days[-1]:
        raise NotAllowed("error-internship-early")
    if not 0 < len(promise.strip()) <= LINE_LONGEST:
        raise BadInput("error-internship-promise", most=LINE_LONGEST)
    return replace(internship, state=State.RELEASED, commitment=promise.strip(), committed=today)


def due_checks(internship: Internship, today: date) -> tuple[int, ...]:
    """Which of the checks (30, 90) should be made by now and are not."""
    if internship.state is not State.RELEASED or internship.committed is None:
        return ()
    passed = (today - internship.committed).days
    return tuple(days for days in CHECK_DAYS if passed >= days and days not in internship.checks)


def check(internship: Internship, by: str, days: int, kept: Kept, today: date) -> Internship:
    """The mentor's finding, at the earliest when it is due; after the last one the internship is done."""
    require(internship.state, State.RELEASED)
    if by != internship.mentor:
        raise NotAllowed("error-internship-checker")
    if days not in due_checks(internship, today):
        raise NotAllowed("error-internship-check")
    checks = {**internship.checks, days: kept}
    done = days == CHECK_DAYS[-1]
    return replace(internship, checks=checks, state=State.DONE if done else State.RELEASED)


def prompt_due(internship: Internship, today: date) -> bool:
    """Whether to ask for today's three lines."""
    running = internship.state in (State.ACCEPTED, State.STARTED)
    return running and today in internship.days and today not in internship.log


def pass_time(calendar: Calendar, internship: Internship, today: date) -> tuple[Calendar, Internship]:
    """What the calendar alone does: a stay that the host never answered, that nobody came to, or that brought no
    promise within PROMISE_DAYS expires.
    """
    if internship.state in (State.PROPOSED, State.ACCEPTED) and today > internship.booking.last + timedelta(days=2):
        return cancel(calendar, internship.booking), replace(internship, state=State.EXPIRED)
    if internship.state is State.STARTED and today > internship.days[-1] + timedelta(days=PROMISE_DAYS):
        return calendar, replace(internship, state=State.EXPIRED)
    return calendar, internship
