"""A matter and its votes in words, the same in the bot, the console and on the command line."""

from fractions import Fraction

from core.crypto.spelling import fingerprint
from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import figure, say
from core.programs.council.counting import Result
from core.programs.council.papers import Ballot, Matter, Sitting
from core.programs.council.questions import YES, Kind, Question
from core.programs.states import State

CODE_WORDS = 6
"""66 bits: enough for a comparison by eye or voice."""


def code_words(lang: str, material: bytes) -> str:
    """A digest as it is announced to everybody."""
    return fingerprint(material, lang, CODE_WORDS)


def option_label(lang: str, question: Question, name: str) -> SafeText:
    """An option as it stands on the ballot."""
    if question.kind is Kind.YES_NO:
        return say(lang, f"council-option-{name}")
    label = dict(question.options).get(name, name)
    cost = dict(question.costs).get(name)
    return one_line(label) if cost is None else say(lang, "council-option-cost", label=one_line(label), cost=cost)


def result_label(lang: str, question: Question, name: str) -> SafeText:
    """An option as a result names it: a candidate by the name alone, for the words were read on the ballot."""
    label = option_label(lang, question, name)
    return SafeText(label.partition(": ")[0]) if question.kind is Kind.ELECTION else label


def tell_choice(lang: str, question: Question, choice: tuple[str, ...]) -> SafeText:
    """What a ballot says, for its voter."""
    if not choice:
        return say(lang, "council-choice-blank")
    labels = [result_label(lang, question, name) for name in choice]
    if question.kind in (Kind.RANKED, Kind.ELECTION):
        labels = [SafeText(f"{place}. {label}") for place, label in enumerate(labels, 1)]
    return SafeText("; ".join(labels))


def tell_rules(lang: str, question: Question) -> list[SafeText]:
    """How it is counted, known before anybody votes."""
    lines = [say(lang, f"council-kind-{question.kind.value}", seats=question.seats, money=question.money)]
    if question.kind is Kind.YES_NO and question.share > Fraction(1, 2):
        lines.append(say(lang, "council-rule-share", percent=_percent(question.share)))
    if question.quorum:
        lines.append(say(lang, "council-rule-quorum", percent=_percent(question.quorum)))
    return lines


def tell_ballot(lang: str, ballot: Ballot) -> list[SafeText]:
    """Where a ballot stands, and its result once it is published."""
    who = say(lang, f"council-who-{ballot.electorate.value}")
    if ballot.state is State.OPEN:
        return [say(lang, "council-ballot-open", who=who, day=ballot.closes, voters=ballot.voters)]
    if ballot.state is State.HELD:
        return [say(lang, "council-ballot-held", who=who)]
    if ballot.state is State.EXPIRED:
        return [say(lang, "council-ballot-expired", who=who)]
    result, question = Result.decode(ballot.result), ballot.question
    lines = [say(lang, "council-ballot-cast", who=who, cast=result.cast, voters=result.roll)]
    lines += tell_result(lang, question, result)
    if ballot.lost:
        lines.append(say(lang, "council-ballot-lost", count=ballot.lost))
    return lines


def tell_result(lang: str, question: Question, result: Result) -> list[SafeText]:
    """Verdict and numbers."""
    lines = [_verdict(lang, question, result)]
    last = result.rounds[-1].votes if result.rounds else ()
    lines.append(SafeText(" · ".join(f"{result_label(lang, question, name)} {_number(lang, n)}" for name, n in last)))
    if len(result.rounds) > 1:
        lines.append(say(lang, "council-rounds", count=len(result.rounds)))
    if result.drawn:
        tied = ["; ".join(result_label(lang, question, name) for name in names) for names in result.drawn]
        lines.append(say(lang, "council-drawn", options=SafeText(" / ".join(tied))))
    return [line for line in lines if line]


def tell_answer(lang: str, matter: Matter) -> list[SafeText]:
    """What the executives made of the result: it stands beside the vote wherever that is shown."""
    motion = matter.motion
    if motion.state in (State.RELEASED, State.ACKNOWLEDGED) and motion.due:
        return [say(lang, "council-answer-due", day=motion.due)]
    if motion.answer is None:
        return []
    if motion.answer.by_silence:
        lines = [say(lang, "council-answer-silence")]
    else:
        comma = say(lang, f"comma-{'accept' if motion.in_effect else 'decline'}")
        by = one_line(motion.answer.by) or say(lang, "executive-untitled")
        lines = [SafeText(f"— {comma} —")]
        lines += [make_safe(motion.answer.words)] if motion.answer.words else []
        lines.append(by)
    if motion.state in (State.STARTED, State.DONE):
        lines.append(say(lang, f"council-{motion.state.value}"))
    return lines


def tell_state(lang: str, matter: Matter) -> SafeText:
    """One or two words for where a matter stands."""
    motion = matter.motion
    if motion.state is State.PROPOSED and motion.is_supported:
        return say(lang, "council-state-supported")
    if motion.voters_said in (State.DECLINED, State.EXPIRED):
        return say(lang, f"council-state-voted-{motion.voters_said.value}")
    if motion.state is State.DECLINED and motion.answer:
        return say(lang, "council-state-refused")
    return say(lang, f"council-state-{motion.state.value}")


def tell_members(lang: str, sitting: Sitting) -> SafeText:
    """Who sits in the council."""
    if not sitting.members:
        return say(lang, "council-members-none")
    names = ", ".join(one_line(name) for _, name in sitting.members)
    return say(lang, "council-members", names=SafeText(names), since=sitting.since)


def _verdict(lang: str, question: Question, result: Result) -> SafeText:
    if result.verdict is State.EXPIRED:
        missed = result.cast < question.quorum * result.roll
        return say(lang, "council-verdict-quorum" if missed else "council-verdict-nothing")
    if question.kind is Kind.YES_NO:
        return say(lang, "council-verdict-yes" if result.winners == (YES,) else "council-verdict-no")
    labels = SafeText("; ".join(result_label(lang, question, name) for name in result.winners))
    return say(lang, "council-verdict-chosen", options=labels)


def _percent(share: Fraction) -> int:
    return round(share * 100)


def _number(lang: str, votes: Fraction) -> SafeText:
    return figure(lang, float(votes))
