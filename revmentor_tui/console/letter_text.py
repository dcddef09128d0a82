"""The text of a critique: wrapped, with what is hidden shown, and a span chosen by keys or mouse."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from core.language.marks import Mark
from core.moderation.inbox import Critique
from revmentor_tui.console.actions import MARKING, actions_of, bindings_of
from revmentor_tui.console.wrapping import Glyph, Line, words_of, wrap

LOOKS = {
    "hidden": "strike on $warning-muted",
    "proposed": "underline $warning",
    "found": "bold on $primary-muted",
    "span": "reverse",
}
_MARKING_CALLS = frozenset(action.call.split("(")[0] for action in actions_of(MARKING))


class LetterText(Widget, can_focus=True):
    """Posts ``Chosen`` when a span is to be hidden, ``Unhide`` for the mark at the span, ``Done`` on leaving."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(MARKING)
    DEFAULT_CSS = "LetterText { height: auto; width: 1fr; margin: 1 0; }"
    ALLOW_SELECT = False

    marking: reactive[bool] = reactive(False)

    @dataclass
    class Chosen(Message):
        """Characters ``start`` to ``end`` are to be hidden as ``kind``."""

        start: int
        end: int
        kind: str

    @dataclass
    class Unhide(Message):
        """The marks over the span are to be removed; ``positions`` lie one in each."""

        positions: tuple[int, ...]

    @dataclass
    class Started(Message):
        """A span is being chosen by mouse."""

    @dataclass
    class Done(Message):
        """No span is chosen any more."""

    def __init__(self) -> None:
        super().__init__()
        self.critique: Critique | None = None
        self._words: list[tuple[int, int]] = []
        self._lines: list[Line] = []
        self._anchor = self._head = self._nudge = 0
        self._drag: int | None = None
        self._width = 0
        self._proposed: tuple[Mark, ...] = ()
        self._proposal: Mark | None = None
        self._found: tuple[tuple[int, int], ...] = ()
        self._styles: dict[tuple[str, ...], Style] = {}

    def show(self, critique: Critique | None) -> None:
        """Show a critique; the same one again keeps the span."""
        if critique is None or self.critique is None or critique.id != self.critique.id:
            self._anchor = self._head = self._nudge = 0
            self.marking = False
        self.critique = critique
        self._words = words_of(critique.text) if critique else []
        self._lines = []
        self.refresh(layout=True)

    def point_out(
        self, proposed: tuple[Mark, ...], proposal: Mark | None, found: tuple[tuple[int, int], ...] = ()
    ) -> None:
        """Underline what is proposed for hiding, the ``proposal`` in hand most of all, and what a search found."""
        fresh = proposal != self._proposal
        self._proposed, self._proposal, self._found = proposed, proposal, found
        self.refresh()
        if proposal is not None and fresh:
            self.call_after_refresh(self._bring_in_sight, proposal.start)

    @property
    def span(self) -> tuple[int, int]:
        """The characters chosen, start and end."""
        if self.critique is None or not self._words:
            return 0, 0
        first, last = sorted((self._anchor, self._head))
        start, end = self._words[first][0], self._words[last][1]
        return start, max(start + 1, min(len(self.critique.text), end + self._nudge))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text takes."""
        del container, viewport
        return len(self._layout(width))

    def _layout(self, width: int) -> list[Line]:
        if self.critique is None:
            return []
        if not self._lines or self._width != width:
            self._width = width
            self._lines = wrap(self.critique.text, width, self.critique.review.redactions)
        return self._lines

    def render_line(self, y: int) -> Strip:
        """A line with its hidden and chosen spans."""
        lines, width = self._layout(self.size.width), self.size.width
        if y >= len(lines):
            return Strip.blank(width, self.rich_style)
        span = (self._proposal.start, self._proposal.end) if self._proposal else (0, 0)
        if self.marking:
            span = self.span
        segments = [Segment(glyph.shown, self._style(glyph, span)) for glyph in lines[y]]
        used = sum(cell_len(glyph.shown) for glyph in lines[y])
        return Strip([*segments, Segment(" " * (width - used), self.rich_style)], width).simplify()

    def _style(self, glyph: Glyph, span: tuple[int, int]) -> Style:
        tones: tuple[str, ...] = ()
        if glyph.hidden:
            tones += ("hidden",)
        elif any(mark.start < glyph.end and glyph.start < mark.end for mark in self._proposed):
            tones += ("proposed",)
        if any(start < glyph.end and glyph.start < end for start, end in self._found):
            tones += ("found",)
        if glyph.start < span[1] and span[0] < glyph.end:
            tones += ("span",)
        return self._style_of(tones)

    def _style_of(self, tones: tuple[str, ...]) -> Style:
        """Kept, for a long letter asks thousands of times, and working it out costs more than all the rest."""
        if tones not in self._styles:
            parts = (self.app.stylesheet.parse_style(LOOKS[tone]).rich_style for tone in tones)
            self._styles[tones] = sum(parts, self.rich_style)
        return self._styles[tones]

    def notify_style_update(self) -> None:
        """Another theme, focus or class: forget the styles."""
        super().notify_style_update()
        self._styles.clear()

    def watch_marking(self, marking: bool) -> None:
        """Keys have another meaning while a span is chosen."""
        self.refresh()
        if marking:
            self.call_after_refresh(self._reveal)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The marking keys work only while marking."""
        del parameters
        return self.marking if action in _MARKING_CALLS else True

    # Moving the span. Each key is one step; the span is whole words, then trimmed by characters.

    def action_word_right(self) -> None:
        """Choose the next word."""
        self._choose(max(self._anchor, self._head) + 1)

    def action_word_left(self) -> None:
        """Choose the word before."""
        self._choose(min(self._anchor, self._head) - 1)

    def action_line_down(self) -> None:
        """Choose the word below."""
        self._choose_line(1)

    def action_line_up(self) -> None:
        """Choose the word above."""
        self._choose_line(-1)

    def action_wider(self) -> None:
        """One word more."""
        self._stretch(1)

    def action_narrower(self) -> None:
        """One word less."""
        self._stretch(-1)

    def action_letter_more(self) -> None:
        """One character more."""
        self._nudge += 1
        self.refresh()

    def action_letter_less(self) -> None:
        """One character less."""
        start, end = self.span
        if end - start > 1:
            self._nudge -= 1
        self.refresh()

    def action_next_hidden(self) -> None:
        """Choose the next hidden span."""
        marks = self.critique.review.redactions if self.critique else ()
        after = [mark for mark in marks if mark.start >= self.span[1]] or list(marks)
        if after:
            inside = [i for i, (start, end) in enumerate(self._words) if start < after[0].end and after[0].start < end]
            if inside:
                self._anchor, self._head, self._nudge = inside[0], inside[-1], 0
                self._nudge = after[0].end - self.span[1]
                self._reveal()

    def action_hide(self, kind: str) -> None:
        """Hide the span as ``kind``."""
        start, end = self.span
        if end > start:
            self.post_message(self.Chosen(start, end, kind))

    def action_unhide(self) -> None:
        """Remove the marks that the span touches."""
        start, end = self.span
        marks = self.critique.review.redactions if self.critique else ()
        found = tuple(mark.start for mark in marks if mark.start < end and start < mark.end)
        self.post_message(self.Unhide(found))

    def action_end_marking(self) -> None:
        """Leave choosing."""
        self.post_message(self.Done())

    def _choose(self, index: int) -> None:
        self._anchor = self._head = max(0, min(index, len(self._words) - 1))
        self._nudge = 0
        self._reveal()

    def _stretch(self, by: int) -> None:
        step = by if self._head >= self._anchor else -by
        target = max(0, min(self._head + step, len(self._words) - 1))
        if by < 0 and self._head == self._anchor:
            return
        self._head, self._nudge = target, 0
        self._reveal()

    def _choose_line(self, by: int) -> None:
        x, y = self._place(self.span[0])
        lines = self._layout(self.size.width)
        while 0 <= (y := y + by) < len(lines):
            if (index := self._word_at(x, y)) is not None:
                self._choose(index)
                return

    def _place(self, position: int) -> tuple[int, int]:
        """Column and line of a character."""
        for y, line in enumerate(self._layout(self.size.width)):
            x = 0
            for glyph in line:
                if glyph.start <= position < glyph.end:
                    return x, y
                x += cell_len(glyph.shown)
        return 0, 0

    def _word_at(self, x: int, y: int) -> int | None:
        """The word at or nearest before a cell of the line; None for a line without words."""
        lines = self._layout(self.size.width)
        if not 0 <= y < len(lines):
            return None
        line, at, position = lines[y], 0, None
        for glyph in line:
            if at <= x and glyph.end > glyph.start:
                position = glyph.start
            at += cell_len(glyph.shown)
        if position is None or not line:
            return None
        begins, ends = line[0].start, line[-1].end
        inside = [i for i, (start, end) in enumerate(self._words) if start < ends and begins < end]
        before = [i for i in inside if self._words[i][0] <= position]
        return before[-1] if before else inside[0] if inside else None

    def _reveal(self) -> None:
        self.refresh()
        self._bring_in_sight(self.span[0])

    def _bring_in_sight(self, position: int) -> None:
        _, y = self._place(position)
        within: Widget = self
        while isinstance(parent := within.parent, Widget):
            y += within.virtual_region.y
            if isinstance(parent, VerticalScroll):
                parent.scroll_to_region(Region(0, y, 1, 2), animate=False, force=True)
                return
            within = parent

    # The mouse: press on a word, drag over others.

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where a drag may begin."""
        self._drag = self._word_at(event.x, event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Stretch the span over the words under the mouse."""
        if self._drag is None or not event.button:
            return
        index = self._word_at(event.x, event.y)
        if index is not None and (self.marking or index != self._drag):
            self._begin_by_mouse(self._drag, index)

    def on_mouse_up(self) -> None:
        """End of a drag."""
        self._drag = None

    def on_click(self, event: events.Click) -> None:
        """A double click chooses a word; while choosing, one click does."""
        index = self._word_at(event.x, event.y)
        if index is not None and event.chain == 2:
            self._begin_by_mouse(index, index)

    def _begin_by_mouse(self, anchor: int, head: int) -> None:
        if not self.marking:
            self.post_message(self.Started())
        self._anchor, self._head, self._nudge = anchor, head, 0
        self.marking = True
        self.refresh()
