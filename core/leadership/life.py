"""The life of a released item after it reaches an executive: a pure state machine over its events.

    open -> acknowledged -> (thinking, once) -> accepted -> started -> done
                                             -> declined -> (contested, once) -> accepted | declined
    silence past the limit -> ignored -> (late) accepted | declined

A contest begins a second round with a limit of its own: what was ignored or late in the first is so no longer.

The comma is a duty with a clock: «Принять, нельзя игнорировать» or «Принять нельзя, игнорировать».
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from core.crypto.padding import pad, unpad
from core.errors import BadInput, NotAllowed

ACCEPT = "accept"
DECLINE = "decline"
THINK = "think"
IGNORE = "ignore"
ACKNOWLEDGE = "acknowledge"
START = "start"
FINISH = "finish"
CONTEST = "contest"
HAND_OVER = "hand-over"
VERDICTS = (ACCEPT, DECLINE)

OPEN = "open"
ACKNOWLEDGED = "acknowledged"
THINKING = "thinking"
ACCEPTED = "accepted"
DECLINED = "declined"
IGNORED = "ignored"
CONTESTED = "contested"
STARTED = "started"
DONE = "done"

REASON_WORDS = 15
"""A decline costs at least as many words as an acceptance with its first step, owner and date."""
STEP_WORDS = 2
ANSWER_LONGEST = 1500
COPY_SIMILARITY = 0.8
"""Share of a reason's words that may stand in an earlier reason before it counts as copied."""
THINK_HOURS = 72
HOUR = 3600

Words = frozenset[str]


@dataclass(frozen=True)
class Event:
    """One act on an item. ``at`` in seconds; ``by``: the executive's title, empty for the clock and the author;
    ``text``: first step, reason, or contest; ``owner`` and ``due``: who does it and by when; ``to``: whom it was
    handed to (a person's opaque id, hex)."""

    act: str
    at: int
    by: str = ""
    text: str = field(default="", repr=False)
    owner: str = field(default="", repr=False)
    due: date | None = None
    to: str = ""


@dataclass(frozen=True)
class Life:
    """Everything that happened to an item, in order. ``published`` in seconds, when the digest left the console;
    ``comma_hours``: the limit promised in the session's terms."""

    published: int
    comma_hours: int = 72
    events: tuple[Event, ...] = ()

    def last(self, *acts: str) -> Event | None:
        """The newest event of those kinds."""
        return next((event for event in reversed(self.events) if event.act in acts), None)

    @property
    def verdict(self) -> Event | None:
        """The comma in force; None while the item is open, ignored or contested."""
        placed = self.last(*VERDICTS)
        contest = self.last(CONTEST)
        if placed and contest and self.events.index(contest) > self.events.index(placed):
            return None
        return placed

    @property
    def state(self) -> str:
        """One word of the vocabulary above."""
        for act, state in ((FINISH, DONE), (START, STARTED)):
            if self.last(act):
                return state
        verdict = self.verdict
        if verdict:
            return ACCEPTED if verdict.act == ACCEPT else DECLINED
        if self.ignored:
            return IGNORED
        if self.last(CONTEST):
            return CONTESTED
        if self.last(THINK):
            return THINKING
        return ACKNOWLEDGED if self.last(ACKNOWLEDGE) else OPEN

    @property
    def begun(self) -> int:
        """When the clock of the comma that is asked for now began to run, in seconds: anew with a contest."""
        contest = self.last(CONTEST)
        return contest.at if contest else self.published

    @property
    def deadline(self) -> int:
        """When silence becomes "ignored", in seconds: moved once by thinking, and set anew by a contest."""
        limit = self.begun + self.comma_hours * HOUR
        return limit + THINK_HOURS * HOUR if self.last(THINK) and not self.last(CONTEST) else limit

    @property
    def ignored(self) -> Event | None:
        """That the item was called ignored in this round; None when it was not."""
        ignored, contest = self.last(IGNORE), self.last(CONTEST)
        if ignored and contest and self.events.index(ignored) < self.events.index(contest):
            return None
        return ignored

    @property
    def is_late(self) -> bool:
        """Whether the comma in force came after the item had been called ignored."""
        return bool(self.ignored and self.verdict)

    @property
    def handed_to(self) -> str:
        """The colleague whose duty it is now (hex id); empty when it is everybody's who got the digest."""
        handed = self.last(HAND_OVER)
        return handed.to if handed else ""


_FROM: dict[str, Callable[[Life], bool]] = {
    ACKNOWLEDGE: lambda life: life.state == OPEN,
    THINK: lambda life: life.state in (OPEN, ACKNOWLEDGED) and life.last(THINK) is None,
    ACCEPT: lambda life: life.state in (OPEN, ACKNOWLEDGED, THINKING, IGNORED, CONTESTED),
    DECLINE: lambda life: life.state in (OPEN, ACKNOWLEDGED, THINKING, IGNORED, CONTESTED),
    IGNORE: lambda life: life.state in (OPEN, ACKNOWLEDGED, THINKING, CONTESTED),
    START: lambda life: life.state == ACCEPTED,
    FINISH: lambda life: life.state in (ACCEPTED, STARTED),
    CONTEST: lambda life: life.state == DECLINED and life.last(CONTEST) is None,
    HAND_OVER: lambda life: life.state in (OPEN, ACKNOWLEDGED, THINKING, IGNORED, CONTESTED),
}


def advance(life: Life, event: Event) -> Life:
    """The life after ``event``. The same event twice in a row changes nothing (an update may come twice).

    Raises NotAllowed when the state forbids it, BadInput when the event says too little.
    """
    if life.events and replace(life.events[-1], at=event.at) == event:
        return life
    check(event)
    if not _FROM[event.act](life):
        raise NotAllowed("error-already-decided" if event.act in VERDICTS else "error-item-state")
    if event.act == IGNORE and event.at < life.deadline:
        raise NotAllowed("error-item-state")
    return replace(life, events=(*life.events, event))


def allows(life: Life, act: str) -> bool:
    """Whether the state of an item leaves room for such an event."""
    return _FROM[act](life)


def check(event: Event) -> None:
    """Raise BadInput unless the event says enough to be one."""
    words = len(event.text.split())
    if event.act not in _FROM:
        raise BadInput("error-verdict")
    if event.act == DECLINE and words < REASON_WORDS:
        raise BadInput("error-reason-short", least=REASON_WORDS)
    if event.act == ACCEPT and words < STEP_WORDS:
        raise BadInput("error-step-short", least=STEP_WORDS)
    if event.act == CONTEST and words < STEP_WORDS:
        raise BadInput("error-contest-short", least=STEP_WORDS)
    if len(event.text) > ANSWER_LONGEST:
        raise BadInput("error-text-length", most=ANSWER_LONGEST)


def check_fresh_reason(text: str, earlier: Iterable[Words]) -> None:
    """Raise BadInput when a reason repeats one that the same executive gave before: most of its words, in whatever
    order, stand in the earlier one."""
    words = words_of(text)
    for known in earlier:
        if words and len(words & known) / len(words) >= COPY_SIMILARITY:
            raise BadInput("error-reason-copied")


def words_of(text: str) -> Words:
    """The words of a reason, as reasons are compared."""
    return frozenset(word.strip(".,;:!?«»\"'()—–-…").lower().replace("ё", "е") for word in text.split()) - {""}


def encode_life(life: Life) -> bytes:
    """Padded JSON."""
    events = [{**vars(event), "due": event.due.isoformat() if event.due else None} for event in life.events]
    raw = {"published": life.published, "comma_hours": life.comma_hours, "events": events}
    return pad(json.dumps(raw, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def decode_life(data: bytes) -> Life:
    """The life again."""
    raw = json.loads(unpad(data))
    events = [Event(**{**e, "due": date.fromisoformat(e["due"]) if e["due"] else None}) for e in raw["events"]]
    return Life(raw["published"], raw["comma_hours"], tuple(events))
