"""A motion from a colleague's idea to a result that executives must answer.

draft -> proposed (gathers supporters) -> open (the ballot) -> released (the result) -> acknowledged -> accepted or
declined -> started -> done. The binding rule: a carried result takes effect unless an executive declines with reasons
until a date fixed at the opening. Acknowledging does not move that date.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from core.errors import BadInput, NotAllowed
from core.programs.states import State, require

ANSWER_DAYS = 14
SUPPORT_DAYS = 30
REASON_WORDS = 10
"""A refusal of what colleagues voted for takes at least so many words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands beside the vote. ``by``: how the executive signs; ``by_silence``: nobody answered in time and the
    result took effect."""

    verdict: State
    words: str = field(default="", repr=False)
    on: date | None = None
    by_silence: bool = False
    by: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Motion:
    """``threshold``: supporters needed; ``is_supported``: whether that many were found (their number is nobody's
    business). ``closes``: last day of voting; ``due``: last day of the executives' answer. ``voters_said``: the staff's
    verdict, ``executives_said``: that of the same question put to executives, for the side-by-side.
    """

    threshold: int
    state: State = State.DRAFT
    proposed: date | None = None
    is_supported: bool = False
    answer_days: int = ANSWER_DAYS
    closes: date | None = None
    due: date | None = None
    voters_said: State | None = None
    executives_said: State | None = None
    answer: Answer | None = None

    @property
    def in_effect(self) -> bool:
        """Whether the result holds."""
        return self.answer is not None and self.answer.verdict is State.ACCEPTED


def propose(motion: Motion, on: date) -> Motion:
    """Make the idea public and begin to gather supporters."""
    require(motion.state, State.DRAFT)
    if motion.threshold < 1:
        raise BadInput("error-motion-threshold")
    return replace(motion, state=State.PROPOSED, proposed=on)


def refuse(motion: Motion) -> Motion:
    """The organiser does not make the idea public."""
    require(motion.state, State.DRAFT)
    return replace(motion, state=State.DECLINED)


def support(motion: Motion, supporters: int, on: date) -> Motion:
    """There are ``supporters`` different ones by now. Raises NotAllowed after SUPPORT_DAYS."""
    require(motion.state, State.PROPOSED)
    if motion.proposed is None or on > motion.proposed + timedelta(days=SUPPORT_DAYS):
        raise NotAllowed("error-motion-late")
    return replace(motion, is_supported=motion.is_supported or supporters >= motion.threshold)


def ask(on: date) -> Motion:
    """The organiser's own question: it needs no supporters."""
    return Motion(0, State.PROPOSED, on, is_supported=True)


def open_ballot(motion: Motion, closes: date, on: date, answer_days: int = ANSWER_DAYS) -> Motion:
    """Put it to the vote, until ``closes``. Raises NotAllowed without enough supporters; BadInput for a closing day
    that is not later, or an answer time out of 1..60 days.
    """
    require(motion.state, State.PROPOSED)
    if not motion.is_supported:
        raise NotAllowed("error-motion-support", needed=motion.threshold)
    if closes <= on or not 1 <= answer_days <= 60:
        raise BadInput("error-motion-dates")
    return replace(motion, state=State.OPEN, closes=closes, answer_days=answer_days)


def close_ballot(
    motion: Motion, voters_said: State, on: date, executives_said: State | None = None, *, is_election: bool = False
) -> Motion:
    """Publish the verdict of the count (accepted, declined or expired). Only after the closing day.

    A declined or expired vote ends the motion; an accepted one starts the executives' clock, except for an election:
    whoever is elected needs nobody's consent.
    """
    require(motion.state, State.OPEN)
    if motion.closes is None or on <= motion.closes:
        raise NotAllowed("error-motion-early")
    if voters_said not in (State.ACCEPTED, State.DECLINED, State.EXPIRED):
        raise BadInput("error-motion-verdict")
    said = replace(motion, voters_said=voters_said, executives_said=executives_said)
    if voters_said is not State.ACCEPTED:
        return replace(said, state=voters_said)
    if is_election:
        return replace(said, state=State.DONE)
    return replace(said, state=State.RELEASED, due=on + timedelta(days=motion.answer_days))


def acknowledge(motion: Motion) -> Motion:
    """An executive has read it. The date stays."""
    require(motion.state, State.RELEASED)
    return replace(motion, state=State.ACKNOWLEDGED)


def answer(motion: Motion, verdict: State, words: str, on: date, by: str = "") -> Motion:
    """The executive's comma. Declining takes at least REASON_WORDS words (BadInput) and may come until the due day
    (NotAllowed): afterwards the result holds.
    """
    require(motion.state, State.RELEASED, State.ACKNOWLEDGED)
    if verdict not in (State.ACCEPTED, State.DECLINED):
        raise BadInput("error-motion-verdict")
    if motion.due is None or on > motion.due:
        raise NotAllowed("error-motion-late")
    if verdict is State.DECLINED and len(words.split()) < REASON_WORDS:
        raise BadInput("error-reason-short", least=REASON_WORDS)
    return replace(motion, state=verdict, answer=Answer(verdict, words, on, by=by))


def start(motion: Motion) -> Motion:
    """The first step was taken."""
    require(motion.state, State.ACCEPTED)
    return replace(motion, state=State.STARTED)


def finish(motion: Motion) -> Motion:
    """What was voted for exists."""
    require(motion.state, State.STARTED)
    return replace(motion, state=State.DONE)


def pass_time(motion: Motion, today: date) -> Motion:
    """What the calendar alone does: a proposal without supporters expires, an unanswered result takes effect."""
    if motion.state is State.PROPOSED and motion.proposed and not motion.is_supported:
        late = today > motion.proposed + timedelta(days=SUPPORT_DAYS)
        return replace(motion, state=State.EXPIRED) if late else motion
    if motion.state in (State.RELEASED, State.ACKNOWLEDGED) and motion.due and today > motion.due:
        effect = Answer(State.ACCEPTED, on=motion.due + timedelta(days=1), by_silence=True)
        return replace(motion, state=State.ACCEPTED, answer=effect)
    return motion
