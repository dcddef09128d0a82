"""Internships as they are kept: places that hosts offer, and stays of executives. The rules are
``core.programs.internships``'.

A stay is written step by step in the chat (days, aims, both acknowledgements) and exists as an internship from the
moment it is sent to the host. What the clock has asked is remembered in the record.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from core.errors import BadInput, NotAllowed
from core.programs import internships as rules
from core.programs.internships import Acknowledgement, Booking, Calendar, Internship, Place
from core.programs.ledger import Shelf
from core.programs.states import FINAL, State

PROMPT = time(18)
"""Every working day at 18:00 in the company's zone."""
TITLE_LONGEST = 60
TASKS_LONGEST = 400
LOG, TICK, COMMIT, CHECK = "log", "tick", "commit", "check"


@dataclass(frozen=True)
class HostPlace:
    """What a host offers. ``host``: profile id (hex); ``withdrawn``: the organiser has taken it off the list."""

    title: str = field(repr=False)
    tasks: str = field(repr=False)
    host: str = field(repr=False)
    first: date
    last: date
    seats: int = 1
    withdrawn: bool = False

    def as_place(self, ref: str) -> Place:
        """As the calendar reads it. Raises BadInput."""
        return Place(ref, self.host, self.first, self.last, self.seats)


@dataclass(frozen=True)
class Appointment:
    """An order: this colleague checks that executive's promise. Record and profile ids in hex."""

    stay: str
    mentor: str = field(repr=False)


@dataclass(frozen=True)
class Withdrawal:
    """An order: this place is not offered any more; stays that are agreed go on."""

    place: str


@dataclass(frozen=True)
class Stay:
    """One executive at one place. Until it is sent to the host there is only what has been told so far."""

    place: str
    executive: str = field(repr=False)
    first: date | None = None
    last: date | None = None
    aims: tuple[str, ...] = field(default=(), repr=False)
    acknowledged: frozenset[Acknowledgement] = frozenset()
    internship: Internship | None = None
    dropped: bool = False
    asked: frozenset[str] = frozenset()

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.internship is not None:
            return self.internship.state
        return State.EXPIRED if self.dropped else State.DRAFT


PLACES: Shelf[HostPlace, HostPlace] = Shelf(
    "place", HostPlace, HostPlace, lambda place: place, lambda place: not place.withdrawn
)
STAYS: Shelf[Stay, Stay] = Shelf("stay", Stay, Stay, lambda stay: stay, lambda stay: stay.state not in FINAL)


def offer(title: str, tasks: str, host: str, first: date, last: date, seats: int) -> HostPlace:
    """A place as the organiser lists it. Raises BadInput."""
    place = HostPlace(title.strip(), tasks.strip(), host, first, last, seats)
    place.as_place("")
    if not 0 < len(place.title) <= TITLE_LONGEST or not 0 < len(place.tasks) <= TASKS_LONGEST:
        raise BadInput("error-place-words", title=TITLE_LONGEST, tasks=TASKS_LONGEST)
    return place


def calendar_of(places: Mapping[str, HostPlace], stays: Iterable[Stay]) -> Calendar:
    """All places and what is booked; stays that are over have given their seats back, past ones keep them."""
    booked = [stay.internship for stay in stays if stay.internship]
    kept = tuple(one.booking for one in booked if one.state not in (State.DECLINED, State.EXPIRED))
    return Calendar({ref: place.as_place(ref) for ref, place in places.items()}, kept)


def set_days(stay: Stay, calendar: Calendar, first: date, last: date, today: date) -> Stay:
    """The days wanted. Raises what booking them raises, BadInput for the past; nothing is booked yet."""
    _require_draft(stay)
    if first < today:
        raise BadInput("error-booking", most=rules.DAYS_MOST)
    rules.book(calendar, Booking(stay.place, stay.executive, first, last))
    return replace(stay, first=first, last=last)


def set_aims(stay: Stay, aims: Iterable[str]) -> Stay:
    """The three aims. Raises BadInput."""
    _require_draft(stay)
    clean = tuple(aim.strip() for aim in aims if aim.strip())
    if len(clean) != rules.AIMS or any(len(aim) > rules.LINE_LONGEST for aim in clean):
        raise BadInput("error-internship-aims", count=rules.AIMS)
    return replace(stay, aims=clean)


def acknowledge(stay: Stay, what: Acknowledgement) -> Stay:
    """One of the two acknowledgements."""
    _require_draft(stay)
    return replace(stay, acknowledged=stay.acknowledged | {what})


def send(stay: Stay, calendar: Calendar, mentor: str) -> Stay:
    """Ask the host. Raises what ``core.programs.internships.propose`` raises, BadInput without days."""
    _require_draft(stay)
    if stay.first is None or stay.last is None:
        raise BadInput("error-booking", most=rules.DAYS_MOST)
    booking = Booking(stay.place, stay.executive, stay.first, stay.last)
    _, internship = rules.propose(calendar, booking, mentor, stay.aims, stay.acknowledged)
    return replace(stay, internship=internship)


def drop(stay: Stay) -> Stay:
    """Not going after all: before it was sent it is forgotten, afterwards called off. Raises NotAllowed once begun."""
    if stay.internship is None:
        _require_draft(stay)
        return replace(stay, dropped=True)
    _, internship = rules.call_off(Calendar({}), stay.internship)
    return replace(stay, internship=internship)


def appoint(stay: Stay, mentor: str) -> Stay:
    """Who checks the promise. Raises BadInput for the executive themself, NotAllowed when it is over."""
    if mentor == stay.executive:
        raise BadInput("error-internship-mentor")
    if stay.internship is None or stay.state in FINAL:
        raise NotAllowed("error-program-state", state=stay.state.value)
    return replace(stay, internship=replace(stay.internship, mentor=mentor))


def pass_time(stay: Stay, now: datetime) -> tuple[Stay, tuple[str, ...]]:
    """What the clock brings at ``now`` (in the company's zone), and what is to be asked: LOG and TICK of today, COMMIT
    after the last day, ``check-30`` and ``check-90``. Asked again about what it gave, it gives nothing.
    """
    internship, today = stay.internship, now.date()
    if internship is None:
        return stay, ()
    _, later = rules.pass_time(Calendar({}), internship, today)
    if later != internship:
        return replace(stay, internship=later), ("expired",)
    due = []
    if now.time() >= PROMPT and rules.prompt_due(internship, today):
        due += [f"{LOG}-{today}", f"{TICK}-{today}"]
    if internship.state is State.STARTED and (today > internship.days[-1] or _evening_of_last(internship, now)):
        due.append(COMMIT)
    due += [f"{CHECK}-{days}" for days in rules.due_checks(internship, today)]
    fresh = tuple(one for one in due if one not in stay.asked)
    return (replace(stay, asked=stay.asked | set(fresh)), fresh) if fresh else (stay, ())


def _evening_of_last(internship: Internship, now: datetime) -> bool:
    return now.date() == internship.days[-1] and now.time() >= PROMPT and now.date() in internship.log


def _require_draft(stay: Stay) -> None:
    if stay.state is not State.DRAFT:
        raise NotAllowed("error-program-state", state=stay.state.value)
