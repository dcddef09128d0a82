"""Voluntary meetings on a topic: nobody's name is shown before both said yes, and nobody learns of a no.

proposed (asked, with a fixed moment of reveal) -> released (both said yes; names shown) -> accepted (a time both can)
-> done; everything else -> expired. Until the reveal each side sees only its own answer; at the reveal, which was fixed
when they were asked, all answers of the round turn at once. A refusal and silence give the same state, are answered
with the same message at the same moment, and leave the same trace for later rounds, so nothing tells them apart.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.errors import BadInput, NotAllowed
from core.programs.circles import LEAST, MOST
from core.programs.pool import best_pairs
from core.programs.states import State, require

REPEAT_DAYS = 90
THINK_HOURS = 48
SLOT_DAYS = 7
THOUGHT_LONGEST = 300
PAUSE_DAYS_MOST = 180


class Format(StrEnum):
    """How to meet."""

    COFFEE = "coffee"
    WALK = "walk"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody would like to talk about, how and when they could. ``since``: who waits longest goes first."""

    person: str = field(repr=False)
    topic: str
    formats: frozenset[Format]
    slots: frozenset[datetime]
    since: date


@dataclass(frozen=True)
class Wanting:
    """What somebody has ticked: topics, ways to meet, whether a circle would do as well; ``since`` when they have
    waited for a meeting, ``paused`` until and including which day they want none.
    """

    topics: frozenset[str] = field(default=frozenset(), repr=False)
    formats: frozenset[Format] = frozenset()
    circle: bool = False
    since: date | None = None
    paused: date | None = None

    def is_ready(self, today: date) -> bool:
        """Whether there is something to ask them about."""
        return bool(self.topics and (self.formats or self.circle)) and not (self.paused and today <= self.paused)


@dataclass(frozen=True, slots=True)
class Asked:
    """That two people were asked. Kept whatever they answered: otherwise being asked again so soon would tell that
    the other had been silent rather than refused.
    """

    pair: frozenset[str] = field(repr=False)
    on: date


@dataclass(frozen=True, slots=True)
class Afterword:
    """ "Did you meet? One thought": ``score`` 0..10, None when not given."""

    met: bool
    score: int | None = None
    thought: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two people on a topic (or a circle, which starts released). ``answers`` exist only until the reveal: whoever
    stores this must keep them sealed until then and may not keep them afterwards.
    """

    people: frozenset[str] = field(repr=False)
    topic: str
    format: Format
    slots: frozenset[datetime]
    reveals: datetime
    state: State = State.PROPOSED
    answers: Mapping[str, bool] = field(default_factory=dict, repr=False)
    votes: Mapping[str, frozenset[datetime]] = field(default_factory=dict, repr=False)
    slot: datetime | None = None
    afterwords: Mapping[str, Afterword] = field(default_factory=dict, repr=False)

    @property
    def took_place(self) -> bool | None:
        """Somebody says so and nobody denies it; None while nobody has said anything."""
        said = [afterword.met for afterword in self.afterwords.values()]
        return all(said) if said else None


@dataclass(frozen=True, slots=True)
class View:
    """What one person may see. ``others`` is empty before a mutual yes is revealed."""

    state: State
    own: bool | None
    others: frozenset[str] = field(default=frozenset(), repr=False)
    slot: datetime | None = None


def pause(paused: Mapping[str, date], person: str, until: date, today: date) -> dict[str, date]:
    """No proposals for somebody up to and including ``until``; they come back by themselves. Raises BadInput."""
    if not today <= until <= today + timedelta(days=PAUSE_DAYS_MOST):
        raise BadInput("error-meeting-pause", most=PAUSE_DAYS_MOST)
    return {**paused, person: until}


def propose(
    wishes: Collection[Wish], paused: Mapping[str, date], asked: Collection[Asked], now: datetime
) -> tuple[list[Meeting], list[Asked]]:
    """One round: as many and as well-fitting pairs as can be, by a matching of greatest weight, and what to remember.

    Two fit when they share topic, format and a time still to come, neither pauses, and they were not asked about each
    other within REPEAT_DAYS.
    """
    today = now.date()
    recent = {one.pair for one in asked if (today - one.on).days < REPEAT_DAYS}
    active = sorted(
        (wish for wish in wishes if paused.get(wish.person, date.min) < today), key=lambda w: (w.person, w.topic)
    )
    fits: dict[tuple[str, str], tuple[int, Wish, Wish]] = {}
    for at, one in enumerate(active):
        for other in active[at + 1 :]:
            weight = _weight(one, other, now)
            pair = (one.person, other.person)
            if weight and one.person != other.person and frozenset(pair) not in recent:
                fits[pair] = max(fits.get(pair, (0, one, other)), (weight, one, other), key=lambda fit: fit[0])
    found = []
    for chosen in best_pairs({pair: weight for pair, (weight, _, _) in fits.items()}):
        _, one, other = fits[chosen]
        slots = frozenset(slot for slot in one.slots & other.slots if slot > now + timedelta(hours=THINK_HOURS))
        form = min(one.formats & other.formats)
        reveals = now + timedelta(hours=THINK_HOURS)
        found.append(Meeting(frozenset(chosen), one.topic, form, slots, reveals))
    return found, [Asked(meeting.people, today) for meeting in found]


def gather(people: Collection[str], topic: str, form: Format, slots: Collection[datetime], now: datetime) -> Meeting:
    """A circle of those who signed up for one (see core.programs.circles): nothing to refuse, so it starts released.

    Raises BadInput for fewer than LEAST or more than MOST people, or without a time to come.
    """
    to_come = frozenset(slot for slot in slots if slot > now)
    if not LEAST <= len(set(people)) <= MOST or not to_come:
        raise BadInput("error-circle-few", least=LEAST)
    joined = dict.fromkeys(sorted(people), True)
    return Meeting(frozenset(people), topic, form, to_come, now, State.RELEASED, joined)


def _weight(one: Wish, other: Wish, now: datetime) -> int:
    """100 for a pair at all, so that more pairs beat better ones; then common times and weeks of waiting."""
    slots = [slot for slot in one.slots & other.slots if slot > now + timedelta(hours=THINK_HOURS)]
    if one.topic != other.topic or not one.formats & other.formats or not slots:
        return 0
    waited = sum(min((now.date() - wish.since).days // 7, 8) for wish in (one, other))
    return 100 + min(len(slots), 5) + waited


def answer(meeting: Meeting, person: str, yes: bool, now: datetime) -> Meeting:
    """Say yes or no, or change one's mind, until the reveal; afterwards NotAllowed, whatever the other said."""
    _belongs(meeting, person)
    if meeting.state is not State.PROPOSED or now >= meeting.reveals:
        raise NotAllowed("error-meeting-closed")
    return replace(meeting, answers={**meeting.answers, person: yes})


def view(meeting: Meeting, person: str, now: datetime) -> View:
    """What ``person`` may see now. A function of the own answer alone until both yeses are revealed."""
    _belongs(meeting, person)
    if meeting.state is State.PROPOSED and now < meeting.reveals:
        return View(State.PROPOSED, meeting.answers.get(person))
    revealed = pass_time(meeting, now)
    if not _was_mutual(revealed):
        # The own answer is gone too: a remembered one would tell that it had been kept for a reason.
        return View(State.EXPIRED, None)
    return View(revealed.state, True, meeting.people - {person}, revealed.slot)


def _was_mutual(meeting: Meeting) -> bool:
    return set(meeting.answers) == meeting.people and all(meeting.answers.values())


def pass_time(meeting: Meeting, now: datetime) -> Meeting:
    """What the clock alone does: the reveal; a pair that found no time within SLOT_DAYS of it, or said nothing for as
    long after its meeting, comes to its end.
    """
    if meeting.state is State.PROPOSED and now >= meeting.reveals:
        if _was_mutual(meeting):
            meeting = replace(meeting, state=State.RELEASED)
        else:
            return replace(meeting, state=State.EXPIRED, answers={}, votes={})
    if meeting.state is State.RELEASED and now >= meeting.reveals + timedelta(days=SLOT_DAYS):
        return replace(meeting, state=State.EXPIRED)
    if meeting.state is State.ACCEPTED and meeting.slot and now >= meeting.slot + timedelta(days=SLOT_DAYS):
        return replace(meeting, state=State.DONE if meeting.took_place else State.EXPIRED)
    return meeting


def vote_slots(meeting: Meeting, person: str, slots: Collection[datetime]) -> Meeting:
    """Times that suit, after the reveal. Once all have voted, the time that suits most is fixed, the earliest of
    equals: everybody of a pair, at least LEAST of a circle. When none does, they may vote again. Raises BadInput for a
    time that was not offered.
    """
    _belongs(meeting, person)
    require(meeting.state, State.RELEASED)
    if not set(slots) <= meeting.slots:
        raise BadInput("error-meeting-slot")
    votes = {**meeting.votes, person: frozenset(slots)}
    voted = replace(meeting, votes=votes)
    if set(votes) != meeting.people:
        return voted
    counts = {slot: sum(slot in suits for suits in votes.values()) for slot in meeting.slots}
    best = min(counts, key=lambda slot: (-counts[slot], slot))
    needed = min(LEAST, len(meeting.people))
    return replace(voted, slot=best, state=State.ACCEPTED) if counts[best] >= needed else voted


def call_off(meeting: Meeting) -> Meeting:
    """Somebody cannot come after all; no reason is asked."""
    require(meeting.state, State.RELEASED, State.ACCEPTED)
    return replace(meeting, state=State.EXPIRED)


def reminder_due(meeting: Meeting, today: date) -> bool:
    """Whether it takes place tomorrow."""
    return meeting.state is State.ACCEPTED and meeting.slot is not None and meeting.slot.date() - today == timedelta(1)


def look_back(meeting: Meeting, person: str, said: Afterword, now: datetime) -> Meeting:
    """One person's word afterwards; with everybody's the meeting is over. Raises NotAllowed before it began, and
    BadInput.
    """
    _belongs(meeting, person)
    require(meeting.state, State.ACCEPTED)
    if meeting.slot is None or now < meeting.slot:
        raise NotAllowed("error-meeting-early")
    if (said.score is not None and not 0 <= said.score <= 10) or len(said.thought) > THOUGHT_LONGEST:
        raise BadInput("error-meeting-afterword", most=THOUGHT_LONGEST)
    told = replace(meeting, afterwords={**meeting.afterwords, person: said})
    if set(told.afterwords) == told.people:
        return replace(told, state=State.DONE if told.took_place else State.EXPIRED)
    return told


def think(meeting: Meeting, person: str, thought: str) -> Meeting:
    """One thought with one's word afterwards, for the others to read; the meeting may be over. Raises NotAllowed before
    that word, BadInput for a long one.
    """
    _belongs(meeting, person)
    said = meeting.afterwords.get(person)
    if said is None:
        raise NotAllowed("error-meeting-early")
    if not 0 < len(thought) <= THOUGHT_LONGEST:
        raise BadInput("error-meeting-afterword", most=THOUGHT_LONGEST)
    return replace(meeting, afterwords={**meeting.afterwords, person: replace(said, thought=thought)})


@dataclass(frozen=True, slots=True)
class Health:
    """For the organiser: how many were asked, said yes mutually, met."""

    asked: int
    mutual: int
    met: int


def health(meetings: Collection[Meeting]) -> Health:
    """Counts over revealed meetings only: a running one must not be told from one that is refused already."""
    revealed = [meeting for meeting in meetings if meeting.state is not State.PROPOSED]
    mutual = [meeting for meeting in revealed if _was_mutual(meeting)]
    return Health(len(revealed), len(mutual), sum(bool(meeting.took_place) for meeting in mutual))


def _belongs(meeting: Meeting, person: str) -> None:
    if person not in meeting.people:
        raise NotAllowed("error-meeting-person")
