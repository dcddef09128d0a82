"""A pair project: an executive and a young colleague make one thing together in 4 to 24 weeks.

draft -> proposed (somebody signed) -> started (both signed the same terms) -> done. Until both have signed, either may
change the terms, which voids signatures; afterwards a change is itself signed by both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from core.errors import BadInput, NotAllowed
from core.programs.states import SIDES, Side, State, require

WEEKS_LEAST, WEEKS_MOST = 4, 24
MILESTONES_MOST = 12
STALLED_DAYS = 14
GRACE_DAYS = 28
RATING_LEAST, RATING_MOST = 1, 5


class Colour(StrEnum):
    """How one side feels about the week."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Ending(StrEnum):
    """How a project ended."""

    DEMO = "demo"
    STOPPED = "stopped"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Terms:
    """What both sign. ``milestones``: in order, one line each."""

    goal: str = field(repr=False)
    weeks: int
    milestones: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if not self.goal.strip():
            raise BadInput("error-project-goal")
        if not WEEKS_LEAST <= self.weeks <= WEEKS_MOST:
            raise BadInput("error-project-weeks", least=WEEKS_LEAST, most=WEEKS_MOST)
        named = all(milestone.strip() for milestone in self.milestones)
        if not named or len(self.milestones) > MILESTONES_MOST:
            raise BadInput("error-project-milestones", most=MILESTONES_MOST)


@dataclass(frozen=True, slots=True)
class Project:
    """``offer``: terms waiting for signatures (the first ones, or a change of those in force); ``signed``: who signed
    the offer; ``terms``: in force; ``colours`` by (week from 1, side); ``reached``: milestones; ``ratings``: what each
    side says of the other's contribution; ``reason``: why it was stopped.
    """

    offer: Terms | None
    state: State = State.DRAFT
    signed: frozenset[Side] = frozenset()
    terms: Terms | None = None
    since: date | None = None
    last_tick: date | None = None
    colours: Mapping[tuple[int, Side], Colour] = field(default_factory=dict)
    reached: Mapping[str, date] = field(default_factory=dict, repr=False)
    demo: date | None = None
    ratings: Mapping[Side, int] = field(default_factory=dict, repr=False)
    ending: Ending | None = None
    reason: str = field(default="", repr=False)

    @property
    def ends(self) -> date | None:
        """Day of the demo by the terms in force."""
        return self.since + timedelta(weeks=self.terms.weeks) if self.since and self.terms else None


def edit(project: Project, terms: Terms) -> Project:
    """Offer other terms. Whoever had signed the earlier offer has to sign anew; terms in force stay until both do."""
    require(project.state, State.DRAFT, State.PROPOSED, State.STARTED)
    if project.demo is not None:
        raise NotAllowed("error-project-shown")
    unsigned = replace(project, offer=terms, signed=frozenset())
    return unsigned if project.state is State.STARTED else replace(unsigned, state=State.DRAFT)


def sign(project: Project, side: Side, terms: Terms, on: date) -> Project:
    """Sign the offer. ``terms`` are what the signer saw: when the offer changed meanwhile nothing is signed and
    NotAllowed is raised. With both signatures the offer comes into force.
    """
    require(project.state, State.DRAFT, State.PROPOSED, State.STARTED)
    if project.offer is None or project.offer != terms:
        raise NotAllowed("error-project-changed")
    signed = project.signed | {side}
    if signed == SIDES:
        since = project.since or on
        reached = {name: day for name, day in project.reached.items() if name in terms.milestones}
        started = replace(project, state=State.STARTED, terms=terms, offer=None, signed=frozenset(), reached=reached)
        return replace(started, since=since, last_tick=project.last_tick or on)
    state = State.STARTED if project.state is State.STARTED else State.PROPOSED
    return replace(project, signed=signed, state=state)


def decline(project: Project) -> Project:
    """Not this project. Before it starts."""
    require(project.state, State.DRAFT, State.PROPOSED)
    return replace(project, state=State.DECLINED, signed=frozenset())


def withdraw_change(project: Project) -> Project:
    """Leave the terms in force as they are."""
    require(project.state, State.STARTED)
    return replace(project, offer=None, signed=frozenset())


def week_of(project: Project, today: date) -> int:
    """Week of the project, from 1. Raises NotAllowed before it started."""
    if project.since is None or today < project.since:
        raise NotAllowed("error-program-state", state=project.state.value)
    return (today - project.since).days // 7 + 1


def colour(project: Project, side: Side, said: Colour, today: date) -> Project:
    """One side's colour of this week; the last word in a week counts. Past weeks cannot be recoloured."""
    require(project.state, State.STARTED)
    colours = {**project.colours, (week_of(project, today), side): said}
    return replace(project, colours=colours, last_tick=today)


def colours_for(project: Project, side: Side, week: int) -> dict[Side, Colour]:
    """What one side may see of a week: the other's colour only after giving its own, so that nobody echoes."""
    given = {one: project.colours[week, one] for one in Side if (week, one) in project.colours}
    return given if side in given else {}


def reach(project: Project, milestone: str, today: date) -> Project:
    """A milestone is there. Raises NotAllowed when the terms name no such."""
    require(project.state, State.STARTED)
    if project.terms is None or milestone not in project.terms.milestones:
        raise NotAllowed("error-project-milestone")
    return replace(project, reached={milestone: today, **project.reached}, last_tick=today)


def mismatched(project: Project) -> tuple[int, ...]:
    """Weeks in which both spoke and saw different colours."""
    both = {week for week, side in project.colours if (week, side.other) in project.colours}
    return tuple(
        sorted(week for week in both if project.colours[week, Side.JUNIOR] is not project.colours[week, Side.SENIOR])
    )


def is_stalled(project: Project, today: date) -> bool:
    """Whether nobody gave a sign for more than STALLED_DAYS."""
    running = project.state is State.STARTED and project.demo is None and project.last_tick is not None
    return running and project.last_tick is not None and (today - project.last_tick).days > STALLED_DAYS


def show_demo(project: Project, on: date) -> Project:
    """The thing was shown. What remains is that both rate the contribution."""
    require(project.state, State.STARTED)
    if project.demo is not None:
        raise NotAllowed("error-project-shown")
    return replace(project, demo=on, last_tick=on, offer=None, signed=frozenset())


def rate(project: Project, side: Side, stars: int) -> Project:
    """What ``side`` says of the other's contribution, 1..5, once. With both the project is done."""
    require(project.state, State.STARTED)
    if project.demo is None or side in project.ratings:
        raise NotAllowed("error-project-rating")
    if not RATING_LEAST <= stars <= RATING_MOST:
        raise BadInput("error-project-stars", least=RATING_LEAST, most=RATING_MOST)
    ratings = {**project.ratings, side: stars}
    if set(ratings) == SIDES:
        return replace(project, ratings=ratings, state=State.DONE, ending=Ending.DEMO)
    return replace(project, ratings=ratings)


def ratings_for(project: Project, side: Side) -> dict[Side, int]:
    """Ratings that ``side`` may see: its own, and the other's once the project is done."""
    if project.state is State.DONE:
        return dict(project.ratings)
    return {side: project.ratings[side]} if side in project.ratings else {}


def stop(project: Project, reason: str) -> Project:
    """End early, with a reason. Raises BadInput without one."""
    require(project.state, State.STARTED)
    if project.demo is not None:
        raise NotAllowed("error-project-shown")
    if not reason.strip():
        raise BadInput("error-project-reason")
    return replace(
        project, state=State.DONE, ending=Ending.STOPPED, reason=reason.strip(), offer=None, signed=frozenset()
    )


def pass_time(project: Project, today: date) -> Project:
    """What the calendar alone does: GRACE_DAYS after its end a project ends: shown but not rated by both, it is done;
    never shown, it has expired.
    """
    if project.state is not State.STARTED or project.ends is None:
        return project
    if today <= max(project.ends, project.demo or project.ends) + timedelta(days=GRACE_DAYS):
        return project
    ended = replace(project, offer=None, signed=frozenset())
    if project.demo is not None:
        return replace(ended, state=State.DONE, ending=Ending.DEMO)
    return replace(ended, state=State.EXPIRED, ending=Ending.TIME)
