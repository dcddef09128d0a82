"""The reading pane: one critique, what was decided about it, what its author wrote later."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from core.language.marks import Mark
from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import in_words, say
from core.moderation.inbox import Critique, Followup
from core.wording import released_wording
from revmentor_tui.console.actions import LETTER, bindings_of
from revmentor_tui.console.letter_text import LetterText
from revmentor_tui.console.letters import GLYPHS, topic_name

LABEL_CELLS = 13
PROPOSALS_MOST = 6
"""Proposals listed below the text; all are underlined in it."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the machine noticed: ``proposed`` for hiding, the ``proposal`` in hand, what a search ``found``."""

    proposed: tuple[Mark, ...] = ()
    proposal: Mark | None = None
    found: tuple[tuple[int, int], ...] = ()


NO_HINTS = Hints()


class LetterPane(VerticalScroll, can_focus=False):
    """Shows a critique. Posts ``Closed`` when the reader is done."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(LETTER)
    DEFAULT_CSS = """
    LetterPane { padding: 0 1; scrollbar-size-vertical: 1; }
    LetterPane > Static { height: auto; }
    """
    ALLOW_SELECT = False

    @dataclass
    class Closed(Message):
        """The reader goes back to the list."""

    def compose(self) -> ComposeResult:
        """Head, text, foot."""
        yield Static(id="head")
        yield LetterText()
        yield Static(id="foot")

    def show(
        self, lang: str, critique: Critique | None, followups: Sequence[Followup] = (), hints: Hints = NO_HINTS
    ) -> None:
        """Show a critique, or that there is none."""
        text = self.query_one(LetterText)
        another = text.critique is None or critique is None or critique.id != text.critique.id
        text.show(critique)
        text.point_out(hints.proposed, hints.proposal, hints.found)
        text.display = critique is not None
        head, foot = self.query_one("#head", Static), self.query_one("#foot", Static)
        if critique is None:
            head.update(Content(say(lang, "console-no-letter")))
            foot.update(Content(""))
        else:
            head.update(_head(lang, critique))
            foot.update(_foot(lang, critique, followups, hints))
        if another:
            self.scroll_home(animate=False, immediate=True)

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


def _foot(lang: str, critique: Critique, followups: Sequence[Followup], hints: Hints) -> Content:
    review = critique.review
    parts: list[Content] = []
    if review.tags:
        parts.append(_fact(lang, "letter-tags", SafeText(", ".join(one_line(tag) for tag in review.tags))))
    if review.reason:
        parts.append(_fact(lang, "letter-reason", say(lang, f"why-{review.reason}")))
    if review.words:
        parts.append(_fact(lang, "letter-words", make_safe(review.words)))
    if review.note:
        parts.append(_fact(lang, "letter-note", make_safe(review.note)))
    parts += _proposals(lang, critique, hints)
    if review.redactions:
        wording = released_wording(critique.text, review.redactions, critique.lang)
        parts.append(Content.assemble("\n", (say(lang, "letter-wording"), "bold"), "\n", f"«{wording}»"))
    for followup in followups:
        title = say(lang, "letter-followup", day=followup.day)
        parts.append(Content.assemble("\n", (title, "bold"), "\n", make_safe(followup.text)))
    return Content("\n").join(parts)


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
