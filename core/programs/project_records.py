"""A pair project as it is kept: the rules of ``core.programs.projects``, and who sits on which side.

Somebody proposes and may show it to the other side, who answer by taking the free seat; signing the terms is the
consent of both. What has been asked and told is remembered in the record, so that no look by the clock repeats it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from core.errors import NotAllowed
from core.people.invitations import EXECUTIVE
from core.programs import projects as rules
from core.programs.ledger import Shelf
from core.programs.projects import Ending, Project, Terms
from core.programs.states import FINAL, Side, State

WEEKS_USUAL = 8
ASK, STALLED = "ask", "stalled"
ASKED_ON = (4, time(15))
"""Friday, 15:00 in the company's zone: both are asked for the week's colour."""


@dataclass(frozen=True)
class PairProject:
    """``seats``: profile ids (hex) by side, one of them missing while a partner is sought; ``sought``: whether it is
    shown to the other side; ``asked``: the last week whose colour was asked for; ``told``: what both were told of
    (``stalled-…``).
    """

    by: Side
    seats: Mapping[Side, str] = field(repr=False)
    project: Project
    sought: bool = False
    asked: int = 0
    told: frozenset[str] = frozenset()

    @property
    def free(self) -> Side | None:
        """The side on which nobody sits; None when both are there."""
        return next((side for side in Side if side not in self.seats), None)

    @property
    def terms(self) -> Terms:
        """What is on the table: the offer, else what is in force."""
        found = self.project.offer or self.project.terms
        assert found
        return found

    def side_of(self, profile: str) -> Side | None:
        """Where somebody sits."""
        return next((side for side, who in self.seats.items() if who == profile), None)


def _show(record: PairProject) -> PairProject:
    """Without what a side says of the other until both have."""
    if record.project.state is State.DONE:
        return record
    return replace(record, project=replace(record.project, ratings={}))


PROJECTS: Shelf[PairProject, PairProject] = Shelf(
    "project", PairProject, PairProject, _show, lambda record: record.project.state not in FINAL
)


def side_for(role: str) -> Side:
    """Executives sit on the senior side."""
    return Side.SENIOR if role == EXECUTIVE else Side.JUNIOR


def begin(profile: str, side: Side, goal: str) -> PairProject:
    """A project somebody begins to write. Raises BadInput."""
    return PairProject(side, {side: profile}, Project(Terms(goal, WEEKS_USUAL)))


def seek(record: PairProject) -> PairProject:
    """Show it to the other side. Raises NotAllowed when both seats are taken."""
    if record.free is None or record.project.state is not State.DRAFT:
        raise NotAllowed("error-project-taken")
    return replace(record, sought=True)


def take(record: PairProject, profile: str, side: Side) -> PairProject:
    """Sit down on the free side. Raises NotAllowed when it is not shown (any more), or not to this side."""
    if not record.sought or record.free is not side:
        raise NotAllowed("error-project-taken")
    return replace(record, seats={**record.seats, side: profile}, sought=False)


def sign(record: PairProject, side: Side, terms: Terms, on: date) -> PairProject:
    """Sign ``terms``, as that side read them. Raises NotAllowed while a seat is free, and for other terms than those on
    the table.
    """
    if record.free is not None:
        raise NotAllowed("error-project-changed")
    return replace(record, project=rules.sign(record.project, side, terms, on))


def part(record: PairProject, side: Side) -> PairProject:
    """One of two who have not both signed steps back: the proposer keeps the idea, and an idea whose proposer steps
    back is over."""
    if side is record.by or record.free is not None:
        return replace(record, sought=False, project=rules.decline(record.project))
    terms = record.terms
    alone = {record.by: record.seats[record.by]}
    return replace(record, seats=alone, sought=False, project=Project(terms))


def leave(record: PairProject) -> PairProject:
    """One of the two has left the company's list: what runs has stopped, what had not begun is over."""
    if record.project.state is State.STARTED:
        ended = replace(record.project, state=State.DONE, ending=Ending.STOPPED, offer=None, signed=frozenset())
        return replace(record, project=ended)
    return replace(record, sought=False, project=rules.decline(record.project))


def change_terms(record: PairProject, terms: Terms) -> PairProject:
    """Put other terms on the table."""
    return replace(record, project=rules.edit(record.project, terms))


def pass_time(record: PairProject, now: datetime) -> tuple[PairProject, tuple[str, ...]]:
    """What the clock alone brings at ``now`` (in the company's zone), and what both are to be told of it: ASK, STALLED,
    or how it ended. Asked again about what it gave, it gives nothing.
    """
    today = now.date()
    ended = rules.pass_time(record.project, today)
    if ended != record.project:
        return replace(record, project=ended), (str(ended.ending),)
    notes = []
    week = _week_to_ask(record, now)
    if week is not None:
        record = replace(record, asked=week)
        notes.append(ASK)
    stall = f"{STALLED}-{record.project.last_tick}"
    if rules.is_stalled(record.project, today) and stall not in record.told:
        record = replace(record, told=record.told | {stall})
        notes.append(STALLED)
    return record, tuple(notes)


def _week_to_ask(record: PairProject, now: datetime) -> int | None:
    """The week whose colour is to be asked for now; None while it was asked or its Friday has not come."""
    project = record.project
    if project.state is not State.STARTED or project.demo or not project.since or now.date() < project.since:
        return None
    week = rules.week_of(project, now.date())
    day, hour = ASKED_ON
    begins = project.since + timedelta(weeks=week - 1)
    friday = begins + timedelta(days=(day - begins.weekday()) % 7)
    return week if week > record.asked and now >= datetime.combine(friday, hour, now.tzinfo) else None


def flags(record: PairProject, today: date) -> tuple[str, ...]:
    """What the organiser should look at: ``mismatch``, ``stalled``, ``red``."""
    project = record.project
    if project.state is not State.STARTED:
        return ()
    found = []
    mismatched = rules.mismatched(project)
    if mismatched and mismatched[-1] >= rules.week_of(project, today) - 1:
        found.append("mismatch")
    if rules.is_stalled(project, today):
        found.append("stalled")
    last = max((week for week, _ in project.colours), default=0)
    if rules.Colour.RED in [colour for (week, _), colour in project.colours.items() if week == last]:
        found.append("red")
    return tuple(found)
