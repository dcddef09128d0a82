"""Voluntary meetings as they are kept: who was asked about whom, what each answered until the moment at which all
answers of a round turn, and each round in numbers for the organiser.

The organiser sees numbers alone: how many people wish for each topic, how many pairs were asked, said yes together and
met. Who they were is in no copy of theirs.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.crypto.aead import digest
from core.programs.circles import LEAST, make_circles
from core.programs.ledger import Shelf
from core.programs.meetings import (
    REPEAT_DAYS,
    THINK_HOURS,
    Asked,
    Format,
    Meeting,
    Wanting,
    Wish,
    gather,
    health,
    propose,
    reminder_due,
    view,
)
from core.programs.meetings import pass_time as meeting_after
from core.programs.replies import COVER_SECONDS, Reply
from core.programs.states import FINAL, State
from core.programs.topics import moments_of
from core.thresholds import move

ROUND_DAY, ROUND_TIME, ROUND_HOURS = 0, time(10), 24
"""Rounds begin on Mondays at ten; one that could not begin within a day waits for the next Monday."""
CIRCLES_UNTIL = 7
"""Circles gather in the first round of a month, on one of its first days."""
SLOTS_FROM, SLOTS_DAYS = timedelta(days=1), 6
"""The times to choose from: on the days after the reveal, so that there is time to vote."""
SLOTS_OFFERED = 6
MEETING_HOURS = 1
COUNTED_DAYS = 35
"""How long a round's numbers may still change."""


@dataclass(frozen=True)
class Encounter:
    """A meeting and its secret answers. ``replies`` are kept apart from it until the reveal and wiped then; ``on``: its
    round; ``told`` and ``covered`` as in core.programs.mentoring.
    """

    meeting: Meeting
    on: date
    replies: Mapping[str, Reply] = field(repr=False)
    told: frozenset[str] = frozenset()
    covered: int = 0

    @property
    def answered(self) -> Meeting:
        """The meeting with its answers, as the rules want it."""
        said = {person: reply is Reply.YES for person, reply in self.replies.items() if reply is not Reply.SILENT}
        return replace(self.meeting, answers=said) if waits(self) else self.meeting

    @property
    def is_mutual(self) -> bool:
        """Whether it has come out that all said yes."""
        return not waits(self) and bool(self.meeting.answers)

    @property
    def is_circle(self) -> bool:
        """Whether it is one of several people, who signed up for it."""
        return len(self.meeting.people) >= LEAST


@dataclass(frozen=True)
class Hidden:
    """What the organiser sees of a meeting: that there is one."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something to tell all of a meeting; ``key`` names it once and for all."""

    kind: str
    key: str


def waits(encounter: Encounter) -> bool:
    """Whether answers are still secret."""
    return encounter.meeting.state is State.PROPOSED


ENCOUNTERS: Shelf[Encounter, Hidden] = Shelf(
    "meeting", Encounter, Hidden, lambda one: Hidden(), lambda one: one.meeting.state not in FINAL
)


def names_shown(encounter: Encounter, person: str, now: datetime) -> frozenset[str]:
    """Whose names somebody may see: nobody's before all said yes and the reveal has come."""
    return view(encounter.answered, person, now).others if encounter.is_mutual else frozenset()


def ask(meeting: Meeting, on: date) -> Encounter:
    """A meeting of a round."""
    return Encounter(meeting, on, dict.fromkeys(sorted(meeting.people), Reply.SILENT))


def reply(encounter: Encounter, meeting: Meeting) -> Encounter:
    """The answers of ``meeting``, kept in one width."""
    said = dict.fromkeys(encounter.replies, Reply.SILENT)
    said |= {person: Reply.of(yes) for person, yes in meeting.answers.items()}
    return replace(encounter, replies=said)


def silence(encounter: Encounter, person: str) -> Encounter:
    """Without the answer of somebody who has left."""
    if person not in encounter.replies:
        return encounter
    return replace(encounter, replies={**encounter.replies, person: Reply.SILENT})


def step(encounter: Encounter, now: datetime) -> tuple[Encounter, list[Event]]:
    """What the clock does by ``now``, and what is to be told. Doing it again does nothing."""
    meeting = meeting_after(encounter.answered, now)
    if meeting.state is State.PROPOSED:
        # Answers stand in ``replies`` alone, where they have one width.
        meeting = encounter.meeting
    else:
        encounter = replace(encounter, replies=dict.fromkeys(encounter.replies, Reply.SILENT))
    encounter = replace(encounter, meeting=meeting)
    fresh = [event for event in _events(encounter, now) if event.key not in encounter.told]
    return replace(encounter, told=encounter.told | {event.key for event in fresh}), fresh


def _events(encounter: Encounter, now: datetime) -> list[Event]:
    meeting = encounter.meeting
    match meeting.state:
        case State.PROPOSED:
            return [Event("asked", "asked")]
        case State.RELEASED:
            return [Event("circle" if encounter.is_circle else "mutual", "mutual")]
        case State.EXPIRED if not encounter.is_mutual:
            return [Event("lapsed", "lapsed")]
        case State.EXPIRED if meeting.slot is None:
            return [Event("no-time", "no-time")]
        case State.ACCEPTED if meeting.slot:
            found = [Event("fixed", "fixed")]
            if reminder_due(meeting, now.date()):
                found.append(Event("tomorrow", "tomorrow"))
            if now >= meeting.slot + timedelta(hours=MEETING_HOURS):
                found.append(Event("after", "after"))
            return found
    return []


def is_covered(encounter: Encounter, now: datetime) -> bool:
    """Whether a record that waits has been written anew in this hour."""
    return encounter.covered == int(now.timestamp()) // COVER_SECONDS


def covered(encounter: Encounter, now: datetime) -> Encounter:
    """Written anew in this hour."""
    return replace(encounter, covered=int(now.timestamp()) // COVER_SECONDS)


# A round.


@dataclass(frozen=True)
class Ready:
    """Somebody a round may ask: what they ticked, and their weekly times."""

    person: str = field(repr=False)
    wanting: Wanting
    slots: frozenset[str] = frozenset()


def round_due(now: datetime) -> date | None:
    """The round that should have begun by ``now`` (the company's local time), by its Monday; None outside its day."""
    monday = now.date() - timedelta(days=(now.weekday() - ROUND_DAY) % 7)
    begins = datetime.combine(monday, ROUND_TIME, now.tzinfo)
    return monday if begins <= now < begins + timedelta(hours=ROUND_HOURS) else None


def next_round(now: datetime) -> date:
    """The Monday of the next round."""
    monday = now.date() - timedelta(days=(now.weekday() - ROUND_DAY) % 7)
    return monday if now < datetime.combine(monday, ROUND_TIME, now.tzinfo) else monday + timedelta(days=7)


def hold_round(
    people: Sequence[Ready], earlier: Collection[Encounter], now: datetime, on: date, zone: ZoneInfo, seed: bytes
) -> list[Encounter]:
    """The meetings of a round: circles first in the first round of a month, then pairs by a matching of greatest
    weight. Whoever has a meeting under way is not asked.
    """
    busy = {person for one in earlier if one.meeting.state not in FINAL for person in one.meeting.people}
    free = [one for one in people if one.person not in busy and one.wanting.is_ready(now.date())]
    begins = (now + timedelta(hours=THINK_HOURS) + SLOTS_FROM).date()
    slots = {one.person: moments_of(one.slots, begins, SLOTS_DAYS, zone) for one in free}
    circles = _circles(free, slots, earlier, now, seed) if on.day <= CIRCLES_UNTIL else []
    seated = {person for circle in circles for person in circle.people}
    wishes = [
        Wish(one.person, topic, one.wanting.formats, slots[one.person], _waits_since(one, earlier, on))
        for one in free
        if one.person not in seated and one.wanting.formats
        for topic in sorted(one.wanting.topics)
    ]
    asked = [
        Asked(frozenset(one.meeting.people), one.on)
        for one in earlier
        if not one.is_circle and (on - one.on).days < REPEAT_DAYS
    ]
    pairs, _ = propose(wishes, {}, asked, now)
    return [ask(_with_few_slots(meeting), on) for meeting in [*circles, *pairs]]


def _waits_since(one: Ready, earlier: Collection[Encounter], on: date) -> date:
    """Since they wished for a meeting, or since the last one that came about. Worked out rather than written into the
    profile, whose changes others may see."""
    met = [known.on for known in earlier if known.is_mutual and one.person in known.replies]
    return max([one.wanting.since or on, *met])


def _with_few_slots(meeting: Meeting) -> Meeting:
    """Times spread over the days, few enough for buttons."""
    ordered = sorted(meeting.slots)
    if len(ordered) <= SLOTS_OFFERED:
        return meeting
    chosen = [ordered[at * len(ordered) // SLOTS_OFFERED] for at in range(SLOTS_OFFERED)]
    return replace(meeting, slots=frozenset(chosen))


def _circles(
    free: Sequence[Ready],
    slots: Mapping[str, frozenset[datetime]],
    earlier: Collection[Encounter],
    now: datetime,
    seed: bytes,
) -> list[Meeting]:
    """By topic, the most wanted first; everybody sits in one."""
    recent = [
        frozenset((a, b))
        for one in earlier
        if (now.date() - one.on).days < REPEAT_DAYS
        for a in one.meeting.people
        for b in one.meeting.people
        if a < b
    ]
    willing = [one for one in free if one.wanting.circle]
    found: list[Meeting] = []
    while willing:
        topics = sorted({topic for one in willing for topic in one.wanting.topics})
        topic = max(topics, key=lambda word: sum(word in one.wanting.topics for one in willing))
        table = [one.person for one in willing if topic in one.wanting.topics]
        if len(table) < LEAST:
            break
        for people in make_circles(table, recent, seed):
            suits = {at: sum(at in slots[one] for one in people) for one in people for at in slots[one]}
            best = sorted(suits, key=lambda at: (-suits[at], at))[:SLOTS_OFFERED]
            found.append(gather(people, topic, Format.COFFEE, best, now))
        willing = [one for one in willing if one.person not in table]
    return found


@dataclass(frozen=True)
class Round:
    """A round in numbers. ``wishes``: how many want each topic, every value said so far (core.thresholds.move);
    ``nobody``: topics that nobody wants; ``asked``, ``mutual``, ``met``: meetings of two; ``circles``: of more;
    ``ordered``: the organiser wants it, and it has not been held yet.
    """

    on: date
    k: int
    wishes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    nobody: frozenset[str] = frozenset()
    asked: int = 0
    mutual: int = 0
    met: int = 0
    circles: int = 0
    ordered: bool = False


@dataclass(frozen=True)
class Told:
    """A round as the organiser sees it: None where fewer than ``k`` people stand behind a number."""

    on: date
    k: int
    topics: Mapping[str, int | None] = field(default_factory=dict)
    asked: int | None = None
    mutual: int | None = None
    met: int | None = None
    circles: int | None = None


def tell(one: Round) -> Told:
    """With what may be said."""
    topics: dict[str, int | None] = {word: values[-1] if values else None for word, values in one.wishes.items()}
    topics |= dict.fromkeys(one.nobody, 0)
    if 2 * one.asked < one.k:
        return Told(one.on, one.k, topics)
    return Told(one.on, one.k, topics, one.asked, one.mutual, one.met, one.circles)


ROUNDS: Shelf[Round, Told] = Shelf("meeting-round", Round, Told, tell, lambda one: True)


def round_id(on: date) -> bytes:
    """There is one round of a day."""
    return digest(b"meeting-round", on.isoformat().encode())[:16]


def begin_round(on: date, k: int, people: Sequence[Ready], topics: Sequence[str], previous: Round | None) -> Round:
    """Its numbers before anybody has answered."""
    wanted = {word: sum(word in one.wanting.topics for one in people) for word in topics}
    wanted |= {word: sum(word in one.wanting.topics for one in people) for one in people for word in one.wanting.topics}
    before = previous.wishes if previous and previous.k == k else {}
    wishes = {word: move(before.get(word, ()), count, k) for word, count in wanted.items() if count}
    return Round(on, k, wishes, frozenset(word for word, count in wanted.items() if not count))


def count_round(one: Round, encounters: Collection[Encounter]) -> Round:
    """The numbers of its meetings as they are now."""
    own = [encounter for encounter in encounters if encounter.on == one.on]
    pairs = [encounter for encounter in own if not encounter.is_circle]
    counted = health([encounter.meeting for encounter in pairs])
    return replace(one, asked=len(pairs), mutual=counted.mutual, met=counted.met, circles=len(own) - len(pairs))


@dataclass(frozen=True)
class HoldRound:
    """The organiser's order to hold a round now, beside the weekly ones."""
