"""The reading pane: one critique, what was decided about it, what its author wrote later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from core.intake.critique import VETO
from core.intake.thread import QUESTION
from core.language.marks import Mark
from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import in_words, say
from core.moderation.inbox import Critique, Followup
from core.moderation.questions import Asked
from core.moderation.review import HELD
from core.questions import WAITING
from core.wording import released_wording
from revmentor_tui.console.actions import LETTER, bindings_of
from revmentor_tui.console.letter_text import LetterText
from revmentor_tui.console.letters import GLYPHS, topic_name
from revmentor_tui.members import note_title

LABEL_CELLS = 13
BESIDE_CELLS = 80
"""Width of the pane from which two versions of a text stand side by side."""
PROPOSALS_MOST = 6
"""Proposals listed below the text; all are underlined in it."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the letter does not say itself: what is ``proposed`` for hiding, the ``proposal`` in hand, what a search
    ``found``, the name of the ``assignee``, what executives ``asked`` the author, in words what is ``alike``,
    and who wrote the note (``noted_by``)."""

    proposed: tuple[Mark, ...] = ()
    proposal: Mark | None = None
    found: tuple[tuple[int, int], ...] = ()
    assignee: SafeText | None = None
    asked: tuple[Asked, ...] = ()
    alike: SafeText | None = None
    noted_by: SafeText | None = None


NO_HINTS = Hints()


class LetterPane(VerticalScroll, can_focus=False):
    """Shows a critique. Posts ``Closed`` when the reader is done. Where there is room, what goes out stands beside what
    was written."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(LETTER)
    DEFAULT_CSS = """
    LetterPane { padding: 0 1; scrollbar-size-vertical: 1; }
    LetterPane > Static { height: auto; }
    LetterPane #versions { height: auto; }
    LetterPane #release { height: auto; width: 1fr; margin: 0 0 1 0; }
    LetterPane.-beside #versions { layout: horizontal; }
    LetterPane.-beside #release { margin: 1 0 1 2; }
    LetterPane #note { border-left: wide $warning; padding: 0 1; margin: 0 0 1 0; }
    LetterPane #thread { border-left: wide $primary; padding: 0 1; margin: 0 0 1 0; }
    """
    ALLOW_SELECT = False

    @dataclass
    class Closed(Message):
        """The reader goes back to the list."""

    def compose(self) -> ComposeResult:
        """Head, text and what goes out of it, what was decided, the note, the thread."""
        yield Static(id="head")
        with Vertical(id="versions"):
            yield LetterText()
            yield Static(id="release")
        for part in ("facts", "note", "thread"):
            yield Static(id=part)

    def on_resize(self) -> None:
        """Side by side, or one below the other."""
        self.set_class(self.size.width >= BESIDE_CELLS, "-beside")

    def show(
        self, lang: str, critique: Critique | None, followups: Sequence[Followup] = (), hints: Hints = NO_HINTS
    ) -> None:
        """Show a critique, or that there is none."""
        text = self.query_one(LetterText)
        another = text.critique is None or critique is None or critique.id != text.critique.id
        text.show(critique)
        text.point_out(hints.proposed, hints.proposal, hints.found)
        text.display = critique is not None
        nothing = Content("")
        self._put("head", _head(lang, critique) if critique else nothing)
        self._put("release", _release(lang, critique) if critique else nothing)
        self._put("facts", _facts(lang, critique, hints) if critique else nothing)
        self._put("note", _note(lang, critique, hints.noted_by) if critique else nothing)
        self._put("thread", _thread(lang, followups, hints.asked) if critique else nothing)
        if another:
            self.scroll_home(animate=False, immediate=True)

    def _put(self, part: str, content: Content) -> None:
        widget = self.query_one(f"#{part}", Static)
        widget.display = bool(content)
        widget.update(content)

    def action_scroll_down(self) -> None:
        """A line down."""
        self.scroll_relative(y=1, animate=False)

    def action_scroll_up(self) -> None:
        """A line up."""
        self.scroll_relative(y=-1, animate=False)

    def action_close_letter(self) -> None:
        """Back to the list."""
        self.post_message(self.Closed())


def _head(lang: str, critique: Critique) -> Content:
    state = critique.review.state
    return Content.assemble(
        (f"{GLYPHS[state]} {say(lang, f'state-{state}')}", "bold"),
        (f" · {topic_name(lang, critique.topic)} · {in_words(lang, critique.day)}", "$text-muted"),
        (f" · {critique.id.hex()[:8]}", "$text-muted"),
        ("\n" + say(lang, "console-sensitive"), "bold $warning") if critique.review.sensitive else "",
    )


def _release(lang: str, critique: Critique) -> Content:
    """The wording that would go out, where it differs from the text."""
    if not critique.review.redactions:
        return Content("")
    wording = released_wording(critique.text, critique.review.redactions, critique.lang)
    return Content.assemble((say(lang, "letter-release-title"), "bold"), "\n", f"«{wording}»")


def _facts(lang: str, critique: Critique, hints: Hints) -> Content:
    review = critique.review
    parts: list[Content] = []
    if review.tags:
        parts.append(_fact(lang, "letter-tags", SafeText(", ".join(one_line(tag) for tag in review.tags))))
    if hints.assignee:
        parts.append(_fact(lang, "letter-assignee", hints.assignee))
    if review.until and review.state == HELD:
        parts.append(_fact(lang, "letter-until", SafeText(in_words(lang, date.fromisoformat(review.until)))))
    if hints.alike:
        parts.append(_fact(lang, "letter-alike", hints.alike))
    if review.reason:
        parts.append(_fact(lang, "letter-reason", say(lang, f"why-{review.reason}")))
    if review.words:
        parts.append(_fact(lang, "letter-words", make_safe(review.words)))
    parts += _proposals(lang, critique, hints)
    return Content("\n").join([*parts, Content("")]) if parts else Content("")


def _note(lang: str, critique: Critique, author: SafeText | None) -> Content:
    """Between moderators: with its own edge and heading, never to be taken for a word to the author."""
    if not critique.review.note:
        return Content("")
    return Content.assemble((note_title(lang, author), "bold $warning"), "\n", make_safe(critique.review.note))


def _thread(lang: str, followups: Sequence[Followup], asked: Sequence[Asked]) -> Content:
    """What went to and fro with the author, oldest first; before it what executives ask and nobody answered yet."""
    if not followups and not asked:
        return Content("")
    parts = [Content.assemble((say(lang, "letter-thread-title"), "bold $primary"))]
    for question in asked:
        by, state = one_line(question.question.by), say(lang, f"question-{question.state}")
        head = say(lang, f"question-{question.question.kind}-of", by=by)
        key = ("  " + say(lang, "question-key"), "$text-muted") if question.state == WAITING else ""
        parts.append(
            Content.assemble((f"? {head}", "bold"), f" · {state}", key, "\n", make_safe(question.question.text))
        )
    for one in followups:
        arrow = "→" if one.kind == QUESTION else "←"
        parts.append(Content.assemble((f"{arrow} {_speaker(lang, one)}", "bold"), "\n", make_safe(one.text)))
    return Content("\n").join(parts)


def _speaker(lang: str, followup: Followup) -> SafeText:
    if followup.kind == QUESTION:
        return say(lang, "thread-we-ask", name=one_line(followup.by), day=followup.day)
    return say(lang, "thread-author-objects" if followup.kind == VETO else "thread-author-says", day=followup.day)


def _proposals(lang: str, critique: Critique, hints: Hints) -> list[Content]:
    lines: list[Content] = []
    for mark in hints.proposed[:PROPOSALS_MOST]:
        words = one_line(critique.text[mark.start : mark.end])
        kind, why = say(lang, f"act-hide-{mark.kind}"), say(lang, f"mark-why-{mark.why}")
        label = str(say(lang, "letter-proposal")) if not lines else ""
        here = mark == hints.proposal
        line = [(f"{label:<{LABEL_CELLS - 2}}", "$text-muted"), "▌ " if here else "  ", (f"«{words}»", "$warning")]
        lines.append(Content.assemble(*line, f" {kind}", (f" · {why}" if here else "", "$text-muted")))
    if left := len(hints.proposed) - len(lines):
        lines.append(
            Content.assemble(" " * LABEL_CELLS, (say(lang, "letter-proposals-left", count=left), "$text-muted"))
        )
    if lines:
        keys = "letter-proposal-keys" if hints.proposal else "letter-proposal-begin"
        lines.append(Content.assemble(" " * LABEL_CELLS, (say(lang, keys), "$text-muted")))
    return lines


def _fact(lang: str, label_id: str, value: SafeText) -> Content:
    return Content.assemble((f"{say(lang, label_id):<{LABEL_CELLS}}", "$text-muted"), value)
