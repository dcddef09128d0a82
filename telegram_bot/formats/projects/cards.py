"""What people see of a pair project: its card, its buttons, the list of those that seek a partner."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.crypto.aead import digest
from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import in_quotes, say
from core.page import Button, Page
from core.programs import projects as rules
from core.programs.codec import encode
from core.programs.ledger import Record
from core.programs.profiles import Profile
from core.programs.project_records import PairProject
from core.programs.projects import Colour, Terms
from core.programs.states import Side, State
from telegram_bot.formats.format import data_of
from telegram_bot.lengths import shorten

LETTER = "j"
WEEKS = (4, 6, 8, 12, 16, 20, 24)
LABEL_LONGEST = 40
GOAL_SHOWN = 600
LISTED_MOST = 8
SIGNS = {Colour.GREEN: "🟢", Colour.YELLOW: "🟡", Colour.RED: "🔴"}
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class View:
    """A project as one of its two sides sees it; ``who``: profiles by side, as far as they are there."""

    record: Record[PairProject]
    side: Side
    who: Mapping[Side, Profile] = field(repr=False)
    today: date = date.min


def tag_of_terms(terms: Terms) -> str:
    """Eight hex digits by which a button knows the terms that were read before it is pressed."""
    return digest(b"project-terms", encode(terms)).hex()[:8]


def label(record: Record[PairProject]) -> SafeText:
    """A project in a list."""
    return SafeText(shorten(one_line(record.body.terms.goal), LABEL_LONGEST))


def terms_lines(lang: str, terms: Terms, reached: Mapping[str, date]) -> list[str]:
    """Goal, weeks, milestones."""
    lines = [in_quotes(lang, shorten(make_safe(terms.goal), GOAL_SHOWN)), say(lang, "project-weeks", weeks=terms.weeks)]
    return lines + [f"{'✓' if step in reached else '·'} {one_line(step)}" for step in terms.milestones]


def project_page(lang: str, view: View) -> Page:
    """The card of one project with what can be done now."""
    body = view.record.body
    project = body.project
    lines = [*terms_lines(lang, body.terms, project.reached), ""]
    other = view.who.get(view.side.other)
    if other is not None:
        lines.append(say(lang, "project-partner", name=one_line(other.told.name) or "—"))
        if project.terms is not None and other.contact:
            lines.append(say(lang, "project-contact", contact=one_line(other.contact)))
    elif body.sought:
        lines.append(say(lang, "project-seeking"))
    lines += _state_lines(lang, view)
    return Page(SafeText("\n".join(lines)), _buttons(lang, view))


def _state_lines(lang: str, view: View) -> list[str]:
    body, project = view.record.body, view.record.body.project
    lines: list[str]
    if project.state is State.DONE:
        lines = [say(lang, f"project-ended-{project.ending}")]
        if project.reason:
            lines.append(in_quotes(lang, shorten(make_safe(project.reason), GOAL_SHOWN)))
        given = rules.ratings_for(project, view.side)
        sides = {view.side: "project-rated-own", view.side.other: "project-rated-other"}
        lines += [say(lang, words, stars=given[side]) for side, words in sides.items() if side in given]
        return lines
    if project.state in (State.DECLINED, State.EXPIRED):
        return [say(lang, f"project-{project.state}")]
    if project.offer is not None and body.free is None:
        own, theirs = view.side in project.signed, view.side.other in project.signed
        kind = "both-read" if not own and not theirs else "you-signed" if own else "they-signed"
        return [say(lang, f"project-{kind}")]
    if project.state is not State.STARTED:
        return []
    if project.demo is not None:
        stars = rules.ratings_for(project, view.side).get(view.side)
        return [say(lang, "project-rated-own", stars=stars)] if stars else [say(lang, "project-shown")]
    week = rules.week_of(project, view.today)
    lines = [say(lang, "project-week", week=week, weeks=body.terms.weeks, ends=project.ends or view.today)]
    seen = rules.colours_for(project, view.side, week)
    if seen:
        names = {view.side: "own", view.side.other: "other"}
        lines += [say(lang, f"project-colour-{names[side]}", sign=SIGNS[colour]) for side, colour in seen.items()]
    return lines


def _buttons(lang: str, view: View) -> Rows:
    ref, body = view.record.ref, view.record.body
    project = body.project

    def one(message_id: str, act: str, *parts: object) -> Button:
        return Button(say(lang, message_id), data_of(LETTER, act, ref, *parts))

    if project.state in (State.DRAFT, State.PROPOSED):
        edit = (
            one("project-edit-goal", "goal"),
            one("project-edit-weeks", "weeks"),
            one("project-edit-steps", "steps"),
        )
        if body.free is not None:
            show = () if body.sought else ((one("project-seek", "seek"),),)
            return (*show, edit, (one("project-drop", "part"),))
        return (*_sign_row(lang, view), edit, (one("project-step-back", "part"),))
    if project.state is not State.STARTED:
        return ()
    if project.demo is not None:
        if view.side in project.ratings:
            return ()
        return (tuple(Button(SafeText(str(n)), data_of(LETTER, "rate", ref, n)) for n in range(1, 6)),)
    rows: list[tuple[Button, ...]] = [*_sign_row(lang, view), colour_row(view.record)]
    open_steps = [n for n, step in enumerate(body.terms.milestones) if step not in project.reached]
    if project.terms and project.offer is None and open_steps:
        rows.append((one("project-reach", "reach"),))
    rows.append((one("project-demo", "demo"), one("project-change", "change"), one("project-stop", "stop")))
    return tuple(rows)


def _sign_row(lang: str, view: View) -> Rows:
    project = view.record.body.project
    if project.offer is None or view.side in project.signed:
        return ()
    data = data_of(LETTER, "sign", view.record.ref, tag_of_terms(project.offer))
    return ((Button(say(lang, "project-sign"), data),),)


def colour_row(record: Record[PairProject]) -> tuple[Button, ...]:
    """Three colours."""
    return tuple(
        Button(SafeText(sign), data_of(LETTER, "colour", record.ref, colour.value)) for colour, sign in SIGNS.items()
    )


def week_page(lang: str, record: Record[PairProject], week: int) -> Page:
    """The question of the week."""
    head = say(lang, "project-ask-week", week=week)
    return Page(SafeText(f"{head}\n\n{in_quotes(lang, label(record))}"), (colour_row(record),))


def note_page(lang: str, record: Record[PairProject], message_id: str, **facts: object) -> Page:
    """One sentence about a project, and a button that leads to it."""
    text = SafeText(f"{say(lang, message_id, **facts)}\n\n{in_quotes(lang, label(record))}")
    return Page(text, ((Button(say(lang, "project-open"), data_of(LETTER, "open", record.ref)),),))
