"""Messages as Telegram will show them: bubbles of plain text, buttons below. Draws only the lines in sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from core.language.safe_text import one_line
from core.page import Page
from revmentor_tui.console.reading import Readable
from revmentor_tui.console.wrapping import wrap

BUBBLE_MOST = 62
"""Cells: about what a phone shows twice over, and still readable."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message; ``aside`` stands under it (an answer that was given) and is not part of Telegram's page."""

    page: Page
    aside: str = ""


class TelegramView(ScrollView, Readable, can_focus=True):
    """Pages one under the other."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"view--bubble", "view--button", "view--aside"}
    DEFAULT_CSS = """
    TelegramView { overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    TelegramView > .view--bubble { background: $panel; }
    TelegramView > .view--button { background: $primary-muted; text-style: bold; }
    TelegramView > .view--aside { color: $success; }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._bubbles: tuple[Bubble, ...] = ()
        self._lines: list[tuple[str, str]] = []
        self._starts: list[int] = []

    def show(self, bubbles: Sequence[Bubble]) -> None:
        """Show messages from the first one."""
        self._bubbles = tuple(bubbles)
        self._lay_out()

    def reveal(self, index: int) -> None:
        """Bring a message into sight."""
        if 0 <= index < len(self._starts):
            self.scroll_to(y=self._starts[index], animate=False, immediate=True)

    def on_resize(self) -> None:
        """Another width: other lines."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = min(BUBBLE_MOST, self.scrollable_content_region.width - 2)
        self._lines, self._starts = [], []
        if width < 8:
            return
        for bubble in self._bubbles:
            self._starts.append(len(self._lines))
            self._lines += [(text, "bubble") for text in _text_lines(bubble.page.text, width - 2)]
            for row in bubble.page.buttons:
                share = (width - (len(row) - 1)) // max(1, len(row))
                labels = [_centred(one_line(button.label), share) for button in row]
                self._lines.append((" ".join(labels), "button"))
            if bubble.aside:
                self._lines += [(text, "aside") for text in _text_lines(bubble.aside, width - 2)]
            self._lines.append(("", ""))
        self.virtual_size = Size(width + 2, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of one message."""
        width, index = self.scrollable_content_region.width, y + round(self.scroll_y)
        if index >= len(self._lines) or not self._lines[index][1]:
            return Strip.blank(width, self.rich_style)
        text, kind = self._lines[index]
        room = min(BUBBLE_MOST, width - 2)
        style = self.rich_style + self.get_component_rich_style(f"view--{kind}", partial=True)
        inner = set_cell_size(text if kind == "button" else f" {text}", room)
        rest = " " * max(0, width - room - 1)
        return Strip([Segment(" ", self.rich_style), Segment(inner, style), Segment(rest, self.rich_style)], width)


def _text_lines(text: str, width: int) -> list[str]:
    return ["".join(glyph.shown for glyph in line) for line in wrap(text, width)]


def _centred(label: str, width: int) -> str:
    shown = set_cell_size(label, width) if cell_len(label) > width else label
    left = (width - cell_len(shown)) // 2
    return set_cell_size(" " * left + shown, width)
