"""What the bot shows of the council: a matter, a ballot to fill in."""

from collections.abc import Sequence

from core.language.safe_text import SafeText, make_safe, one_line
from core.leadership.pages import ref_of
from core.locales.catalogue import say
from core.page import Button, Page
from core.people.invitations import EMPLOYEE, EXECUTIVE
from core.programs.council.papers import Ballot, Electorate, Matter, Source
from core.programs.council.questions import SETS, Kind, Question
from core.programs.council.telling import (
    code_words,
    option_label,
    tell_answer,
    tell_ballot,
    tell_rules,
    tell_state,
)
from core.programs.ledger import Record
from core.programs.states import State

SPELLING = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
"""A choice in a button: one character an option, by its place on the ballot."""
Rows = tuple[tuple[Button, ...], ...]


def spell_marks(question: Question, marks: Sequence[str]) -> str:
    """A choice as a button carries it."""
    return "".join(SPELLING[question.names.index(name)] for name in marks)


def read_marks(question: Question, spelled: str) -> tuple[str, ...]:
    """The choice that a button carries. Raises ValueError or IndexError for what is none."""
    return tuple(question.names[SPELLING.index(letter)] for letter in spelled)


def press(label: SafeText, act: str, *parts: str) -> Button:
    """A button of the council's (letter c in telegram_bot.formats)."""
    return Button(label, ":".join(["gc", act, *parts]))


def matter_page(
    lang: str, role: str, matter: Record[Matter], ballots: Sequence[Record[Ballot]], head: SafeText | None = None
) -> Page:
    """A matter, its votes and the answer to them; ``head``: what has just happened to it."""
    body = matter.body
    parts = [[head]] if head else []
    # A proposal was read before it was put to the vote, anything else before it closes; then the result stands here.
    unread = not ballots or (body.source is not Source.STAFF and body.motion.state is State.OPEN)
    parts.append([one_line(body.title), *([make_safe(body.text)] if body.text and unread else [])])
    if not ballots:
        parts.append([tell_state(lang, body)])
    parts += [tell_ballot(lang, one.body) for one in ballots if _may_see(role, one.body)]
    answer = tell_answer(lang, body)
    parts.append(answer)
    if not (head and answer):
        # The codes were announced with the result; /council shows them at any time.
        parts.append([_code(lang, one.body) for one in ballots[:1]])
    text = "\n\n".join("\n".join(lines) for lines in parts if lines)
    return Page(SafeText(text), _acts(lang, role, matter, ballots))


def ballot_page(lang: str, ref: str, ballot: Ballot, marks: Sequence[str]) -> Page:
    """The ballot with these marks on it."""
    question = ballot.question
    lines = [one_line(question.title), *tell_rules(lang, question)]
    lines.append(say(lang, "council-ballot-until", day=ballot.closes))
    if question.kind in SETS or question.kind is Kind.YES_NO:
        lines.append(say(lang, f"council-how-{question.kind.value}", seats=question.seats))
    else:
        lines.append(say(lang, "council-how-ranked"))
    return Page(SafeText("\n\n".join(lines)), _options(lang, ref, question, tuple(marks)))


def _options(lang: str, ref: str, question: Question, marks: tuple[str, ...]) -> Rows:
    rows: Rows = ()
    for name in question.names:
        label = option_label(lang, question, name)
        if question.kind is Kind.YES_NO:
            rows += ((press(label, "s", ref, spell_marks(question, (name,))),),)
            continue
        others = tuple(one for one in marks if one != name)
        after = others if name in marks else (*marks, name)
        if question.kind in SETS:
            after = tuple(one for one in question.names if one in after)
        sign = "" if name not in marks else "✓ " if question.kind in SETS else f"{marks.index(name) + 1}. "
        rows += ((press(SafeText(f"{sign}{label}"), "k", ref, spell_marks(question, after)),),)
    if question.kind is not Kind.YES_NO:
        label = say(lang, "button-council-cast" if marks else "button-council-cast-blank")
        rows += ((press(label, "s", ref, spell_marks(question, marks)),),)
    return rows


def _acts(lang: str, role: str, matter: Record[Matter], ballots: Sequence[Record[Ballot]]) -> Rows:
    ref, state = ref_of(matter.id), matter.body.motion.state
    rows: Rows = ()
    if state is State.PROPOSED and not matter.body.motion.is_supported and role == EMPLOYEE:
        rows += ((press(say(lang, "button-council-support"), "u", ref),),)
    for one in ballots:
        if one.body.state is State.OPEN and _is_asked(role, one.body):
            rows += ((press(say(lang, "button-council-vote"), "b", ref_of(one.id)),),)
        elif one.body.state is State.RELEASED and _may_see(role, one.body):
            who = say(lang, f"council-who-{one.body.electorate.value}")
            rows += ((press(say(lang, "button-council-file", who=who), "l", ref_of(one.id)),),)
    if role == EXECUTIVE and state in (State.RELEASED, State.ACKNOWLEDGED):
        rows += ((press(say(lang, "button-accept"), "ea", ref),), (press(say(lang, "button-decline"), "ed", ref),))
    if role == EXECUTIVE and state in (State.ACCEPTED, State.STARTED):
        after = "started" if state is State.ACCEPTED else "done"
        rows += ((press(say(lang, f"button-council-{after}"), "g", ref, after),),)
    return rows


def _is_asked(role: str, ballot: Ballot) -> bool:
    return (ballot.electorate is Electorate.EXECUTIVES) == (role == EXECUTIVE)


def _may_see(role: str, ballot: Ballot) -> bool:
    """A ballot that is open concerns those who are asked; its result, everybody."""
    return ballot.state is not State.OPEN or _is_asked(role, ballot)


def _code(lang: str, ballot: Ballot) -> SafeText:
    told = ballot.announced
    opening = SafeText(code_words(lang, told.opening))
    if told.closing is None:
        return say(lang, "council-code-opening", words=opening)
    return say(lang, "council-code-both", words=opening, closing=SafeText(code_words(lang, told.closing)))
