"""How both faces say what came out of a poll."""

from core.language.safe_text import SafeText
from core.locales.catalogue import say
from core.programs.poll_records import PollShown, level
from core.programs.pulse import RECOMMEND, Step


def last_line(lang: str, poll: PollShown) -> SafeText:
    """The last question and what came out of it."""
    return say(lang, "pulse-last", result=result_line(lang, poll))


def question(lang: str, item: str) -> SafeText:
    """An item's words."""
    return say(lang, f"pulse-question-{item}")


def result_line(lang: str, poll: PollShown) -> SafeText:
    """What came out of a closed poll."""
    score = poll.told.everybody if poll.told else None
    words = question(lang, poll.item)
    if score is None:
        return say(lang, "pulse-result-few", question=words, k=poll.k)
    kind = "enps" if poll.item == RECOMMEND.id else "mean"
    return say(lang, f"pulse-result-{kind}", question=words, level=level(poll.item, score), people=score.people)


def moved_line(lang: str, step: Step) -> SafeText:
    """How far a level moved."""
    kind = "higher" if step.change > 0 else "lower" if step.change < 0 else "same"
    return say(lang, f"pulse-{kind}", change=abs(step.change), since=step.since)
