"""A mentoring pair: the young colleague mentors, the executive sets the agenda, both learn and both are measured.

proposed (each side answers for itself) -> accepted (both said yes) -> started (the senior planned a session) -> six
one-hour sessions -> done. Until both said yes, or the time to answer is over, nobody learns of any answer; afterwards a
no is the same as silence.
The course of six sessions with the agenda in the senior's hands follows AXA's and BNY Mellon's programmes; the same
seven items before and after for both sides follow NHS Sheffield (BMJ Open 2022;12:e062361), where only paper did it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from core.errors import BadInput, NotAllowed
from core.programs.replies import Reply
from core.programs.states import Side, State, require

SESSIONS = 6
SESSION_MINUTES = 60
ITEMS = 7
ITEM_LEAST, ITEM_MOST = 1, 5
ANSWER_DAYS = 7
NOT_MET_DAYS = 21
DRIFTING_DAYS = 45
COURSE_DAYS = 183
TICK_DAYS = 7
THOUGHT_LONGEST = 300
GOAL_LONGEST = 300


class Moment(StrEnum):
    """When the seven items are answered."""

    BEFORE = "before"
    AFTER = "after"


class Ending(StrEnum):
    """How a course ended. None of them says who wanted it."""

    COMPLETE = "complete"
    EARLY = "early"
    CHANGE = "change"
    TIME = "time"


class Health(StrEnum):
    """What the organiser sees of a pair."""

    WAITING = "waiting"
    ON_TRACK = "on-track"
    NOT_MET = "not-met"
    DRIFTING = "drifting"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Tick:
    """One side's minute after a session: whether they met, how useful it was (1..5), one thought."""

    met: bool
    useful: int = 3
    thought: str = field(default="", repr=False)
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A session as the senior set it."""

    topic: str = field(repr=False)
    on: date


def no_replies() -> Mapping[Side, Reply]:
    """Nobody has answered, or it does not matter any more."""
    return dict.fromkeys(Side, Reply.SILENT)


@dataclass(frozen=True, slots=True)
class Pair:
    """The course of two people. ``plans`` by session number 1..6; ``ticks`` by (number, side); ``ratings`` by (side,
    moment); ``ending`` once it is done.
    """

    junior: str = field(repr=False)
    senior: str = field(repr=False)
    proposed: date
    state: State = State.PROPOSED
    replies: Mapping[Side, Reply] = field(default_factory=no_replies, repr=False)
    goals: Mapping[Side, str] = field(default_factory=dict, repr=False)
    since: date | None = None
    plans: Mapping[int, Plan] = field(default_factory=dict)
    ticks: Mapping[tuple[int, Side], Tick] = field(default_factory=dict)
    ratings: Mapping[tuple[Side, Moment], tuple[int, ...]] = field(default_factory=dict, repr=False)
    ending: Ending | None = None

    @property
    def met(self) -> tuple[int, ...]:
        """Numbers of the sessions that took place: somebody says so and nobody denies it."""
        said = {n: [tick.met for (number, _), tick in self.ticks.items() if number == n] for n in self.plans}
        return tuple(sorted(number for number, answers in said.items() if answers and all(answers)))


def answer(pair: Pair, side: Side, yes: bool, on: date) -> Pair:
    """One side says yes or no, or changes its mind; with two yeses the pair stands. Raises NotAllowed once it does, or
    when the time is over.
    """
    require(pair.state, State.PROPOSED)
    replies = {**pair.replies, side: Reply.of(yes)}
    if set(replies.values()) == {Reply.YES}:
        return replace(pair, replies=no_replies(), state=State.ACCEPTED, since=on)
    return replace(pair, replies=replies)


def set_goal(pair: Pair, side: Side, goal: str) -> Pair:
    """What one side wants from the course; may be changed until the end. Raises BadInput."""
    require(pair.state, State.ACCEPTED, State.STARTED)
    if not 0 < len(goal.strip()) <= GOAL_LONGEST:
        raise BadInput("error-pair-goal", most=GOAL_LONGEST)
    return replace(pair, goals={**pair.goals, side: goal.strip()})


def plan(pair: Pair, by: Side, number: int, topic: str, on: date) -> Pair:
    """The senior sets or moves session ``number``; the first plan starts the course. Sessions are planned in order and
    lie in the order of their days. Raises NotAllowed for the junior or a session that was ticked, BadInput otherwise.
    """
    require(pair.state, State.ACCEPTED, State.STARTED)
    if by is not Side.SENIOR:
        raise NotAllowed("error-pair-agenda")
    if any(ticked == number for ticked, _ in pair.ticks):
        raise NotAllowed("error-pair-held")
    if not 1 <= number <= min(SESSIONS, len(pair.plans) + 1) or not topic.strip():
        raise BadInput("error-pair-session", most=SESSIONS)
    earlier = pair.plans.get(number - 1)
    later = pair.plans.get(number + 1)
    if (earlier and on <= earlier.on) or (later and on >= later.on) or (pair.since and on < pair.since):
        raise BadInput("error-pair-date")
    return replace(pair, state=State.STARTED, plans={**pair.plans, number: Plan(topic.strip(), on)})


def tick(pair: Pair, side: Side, number: int, said: Tick, today: date) -> Pair:
    """One side's word after a session; a second one replaces the first. The course is done when all six took place and
    both have said so of the last.

    Raises NotAllowed before the session's day, BadInput for a usefulness out of 1..5 or a long thought.
    """
    require(pair.state, State.STARTED)
    planned = pair.plans.get(number)
    if planned is None or today < planned.on:
        raise NotAllowed("error-pair-early")
    if not ITEM_LEAST <= said.useful <= ITEM_MOST or len(said.thought) > THOUGHT_LONGEST:
        raise BadInput("error-pair-tick", most=THOUGHT_LONGEST)
    ticked = replace(pair, ticks={**pair.ticks, (number, side): replace(said, on=today)})
    both = all((SESSIONS, one) in ticked.ticks for one in Side)
    return _finish(ticked, Ending.COMPLETE) if both and len(ticked.met) == SESSIONS else ticked


def think(pair: Pair, side: Side, number: int, thought: str) -> Pair:
    """One thought with one's tick, for the partner to read; the course may be over. Raises NotAllowed before the tick,
    BadInput for a long one.
    """
    require(pair.state, State.STARTED, State.DONE)
    said = pair.ticks.get((number, side))
    if said is None:
        raise NotAllowed("error-pair-early")
    if len(thought) > THOUGHT_LONGEST:
        raise BadInput("error-pair-tick", most=THOUGHT_LONGEST)
    return replace(pair, ticks={**pair.ticks, (number, side): replace(said, thought=thought)})


def replan(pair: Pair, number: int, on: date) -> Pair:
    """Put a session that did not take place on another day; its ticks are forgotten. Raises NotAllowed when it did."""
    require(pair.state, State.STARTED)
    if number in pair.met or number not in pair.plans:
        raise NotAllowed("error-pair-held")
    ticks = {key: said for key, said in pair.ticks.items() if key[0] != number}
    return plan(replace(pair, ticks=ticks), Side.SENIOR, number, pair.plans[number].topic, on)


def rate(pair: Pair, side: Side, moment: Moment, items: Sequence[int]) -> Pair:
    """The seven items, 1..5 each. BEFORE only until the first session took place; AFTER once the course is done, once:
    whoever sees the first answer must not correct it towards the second. Raises NotAllowed, BadInput.
    """
    before = moment is Moment.BEFORE
    if before:
        require(pair.state, State.ACCEPTED, State.STARTED)
    else:
        require(pair.state, State.DONE)
    if (side, moment) in pair.ratings or (before and pair.met):
        raise NotAllowed("error-pair-rated")
    if len(items) != ITEMS or not all(ITEM_LEAST <= item <= ITEM_MOST for item in items):
        raise BadInput("error-pair-items", count=ITEMS)
    return replace(pair, ratings={**pair.ratings, (side, moment): tuple(items)})


def end(pair: Pair, change: bool = False) -> Pair:
    """Stop early, or change partners, by either side or the organiser, who may also take a proposal back. No reason is
    asked and no name is kept."""
    require(pair.state, State.PROPOSED, State.ACCEPTED, State.STARTED)
    if pair.state is State.PROPOSED:
        return replace(pair, state=State.EXPIRED, replies=no_replies())
    return _finish(pair, Ending.CHANGE if change else Ending.EARLY)


def _finish(pair: Pair, ending: Ending) -> Pair:
    """All six sessions make a course complete, whatever ended it."""
    return replace(pair, state=State.DONE, ending=Ending.COMPLETE if len(pair.met) == SESSIONS else ending)


def pass_time(pair: Pair, today: date) -> Pair:
    """What the calendar alone does: an unanswered proposal expires; a course ends TICK_DAYS after its sixth session,
    though one side is silent, and when it is over COURSE_DAYS old.
    """
    if pair.state is State.PROPOSED and today > pair.proposed + timedelta(days=ANSWER_DAYS):
        return replace(pair, state=State.EXPIRED, replies=no_replies())
    if pair.state not in (State.ACCEPTED, State.STARTED) or pair.since is None:
        return pair
    is_held = len(pair.met) == SESSIONS and today > pair.plans[SESSIONS].on + timedelta(days=TICK_DAYS)
    return _finish(pair, Ending.TIME) if is_held or today > pair.since + timedelta(days=COURSE_DAYS) else pair


def health(pair: Pair, today: date) -> Health:
    """NOT_MET: NOT_MET_DAYS since both accepted and no session yet. DRIFTING: DRIFTING_DAYS since the last one."""
    if pair.state is State.PROPOSED:
        return Health.WAITING
    if pair.state not in (State.ACCEPTED, State.STARTED) or pair.since is None:
        return Health.ENDED
    if not pair.met:
        return Health.NOT_MET if today > pair.since + timedelta(days=NOT_MET_DAYS) else Health.WAITING
    last = max(pair.plans[number].on for number in pair.met)
    return Health.DRIFTING if today > last + timedelta(days=DRIFTING_DAYS) else Health.ON_TRACK


@dataclass(frozen=True, slots=True)
class Arrow:
    """One side's sums of the seven items, of ITEMS * ITEM_MOST = 35 at most."""

    before: int
    after: int

    @property
    def gain(self) -> int:
        """How far it moved."""
        return self.after - self.before


def arrows(pair: Pair) -> dict[Side, Arrow]:
    """For each side that answered twice."""
    found = {}
    for side in Side:
        before, after = (pair.ratings.get((side, moment)) for moment in (Moment.BEFORE, Moment.AFTER))
        if before and after:
            found[side] = Arrow(sum(before), sum(after))
    return found
