"""A list of any length that draws only the lines it shows.

Moving the cursor repaints two lines, whatever the length: rows are asked for one by one and their strips are kept
while nothing about them changes.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from revmentor_tui.console.actions import LIST, bindings_of

Cell = tuple[str, str]
"""Safe text and its tone: one of TONES, or an empty string."""

TONES = {
    "new": "bold $primary",
    "held": "$warning",
    "prepared": "$secondary",
    "released": "$success",
    "declined": "$error",
    "published": "$foreground-darken-3",
    "withdrawn": "$foreground-darken-3",
    "vetoed": "bold $error",
    "tags": "$accent",
    "similar": "$warning",
    "found": "bold on $primary-muted",
    "quiet": "$foreground-darken-3",
    "strong": "bold",
}
"""How each tone looks. Not component classes: those are matched against all rules, one by one, each time anything about
the list's own looks may have changed, and there are more of them than widgets on the screen."""
HERE, HERE_FOCUSED = "on $panel", "on $primary-muted"
STRIPS_KEPT = 512
CURSOR, MARK = "▌", "+"


class Rows(Protocol):
    """What a list shows."""

    def __len__(self) -> int:
        """How many rows there are."""
        ...

    def looks(self, index: int) -> Hashable:
        """Differs whenever the row would be drawn differently."""
        ...

    def is_marked(self, index: int) -> bool:
        """Whether the row is marked."""
        ...

    def cells(self, index: int, width: int) -> Sequence[Cell]:
        """The row's texts, safe, on one line; what is over ``width`` is cut."""
        ...


class NoRows:
    """An empty list."""

    def __len__(self) -> int:
        return 0

    def looks(self, index: int) -> Hashable:
        """Never asked."""
        return index

    def is_marked(self, index: int) -> bool:
        """Never asked."""
        del index
        return False

    def cells(self, index: int, width: int) -> Sequence[Cell]:
        """Never asked."""
        del index, width
        return ()


class VirtualList(ScrollView, can_focus=True):
    """The list. Posts ``Moved`` when the cursor comes to rest on another row and ``Opened`` when a row is opened."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(LIST)
    DEFAULT_CSS = "VirtualList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }"

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        list: "VirtualList"
        index: int

        def can_replace(self, message: Message) -> bool:
            """Only the last of several moves matters."""
            return isinstance(message, VirtualList.Moved) and message.list is self.list

        @property
        def control(self) -> "VirtualList":
            """The list."""
            return self.list

    @dataclass
    class Opened(Message):
        """Enter, or a double click, on a row."""

        list: "VirtualList"
        index: int

        @property
        def control(self) -> "VirtualList":
            """The list."""
            return self.list

    def __init__(self, rows: Rows | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Rows = rows or NoRows()
        self.when_empty = ""
        """What stands there instead of rows, in one sentence."""
        self.lines_drawn = 0
        """How many lines were drawn anew: the cost of everything done so far."""
        self._strips: LRUCache[Hashable, Strip] = LRUCache(STRIPS_KEPT)
        self._styles: dict[tuple[str, bool, bool], Style] = {}

    def show(self, rows: Rows, cursor: int | None = None, *, keep_line: bool = False) -> None:
        """Show other rows (or the same, changed). ``keep_line``: the cursor's row stays on its line of the screen."""
        line = self.cursor - round(self.scroll_y)
        self.rows = rows
        self.virtual_size = Size(0, len(rows))
        target = max(0, min(self.cursor if cursor is None else cursor, len(rows) - 1))
        if keep_line:
            self.scroll_to(y=max(0, target - line), animate=False, immediate=True)
        self.set_reactive(VirtualList.cursor, target)
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved(self, target))

    def refresh_row(self, index: int) -> None:
        """Draw one row anew."""
        self.refresh_line(index)

    def render_line(self, y: int) -> Strip:
        """The strip of a line of the screen."""
        width, index = self.scrollable_content_region.width, y + round(self.scroll_y)
        if index >= len(self.rows):
            return self._draw_empty(width) if y == 1 and not len(self.rows) else Strip.blank(width, self.rich_style)
        here = index == self.cursor
        key = (self.rows.looks(index), self.rows.is_marked(index), here, self.has_focus, width)
        if (strip := self._strips.get(key)) is None:
            strip = self._strips[key] = self._draw(index, here, width)
        return strip

    def _draw_empty(self, width: int) -> Strip:
        return Strip([Segment(set_cell_size(f"  {self.when_empty}", width), self._style("quiet", False))], width)

    def _draw(self, index: int, here: bool, width: int) -> Strip:
        self.lines_drawn += 1
        marked = self.rows.is_marked(index)
        gutter = f"{CURSOR if here else ' '}{MARK if marked else ' '} "
        segments, left = [Segment(gutter, self._style("new", here))], width - cell_len(gutter)
        for text, tone in self.rows.cells(index, left):
            shown = text if cell_len(text) <= left else set_cell_size(text, left)
            segments.append(Segment(shown, self._style(tone, here)))
            left -= cell_len(shown)
        segments.append(Segment(" " * left, self._style("", here)))
        return Strip(segments, width)

    def _style(self, tone: str, here: bool) -> Style:
        """Kept until anything about looks changes."""
        key = (tone, here, self.has_focus)
        if key not in self._styles:
            over = HERE_FOCUSED if self.has_focus else HERE
            looks = filter(None, (TONES.get(tone), over if here else None))
            self._styles[key] = sum(
                (self.app.stylesheet.parse_style(look).rich_style for look in looks), self.rich_style
            )
        return self._styles[key]

    def notify_style_update(self) -> None:
        """Another theme, focus or class: forget what was drawn."""
        super().notify_style_update()
        self._strips.clear()
        self._styles.clear()

    def validate_cursor(self, cursor: int) -> int:
        """Within the rows."""
        return max(0, min(cursor, len(self.rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two lines and keep the cursor in sight."""
        self.refresh_line(old)
        self.refresh_line(new)
        self._keep_in_sight()
        self.post_message(self.Moved(self, new))

    def _keep_in_sight(self) -> None:
        height = self.scrollable_content_region.height
        if height <= 0:
            return
        top = round(self.scroll_y)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight when the terminal changes."""
        self._keep_in_sight()

    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height - 1)

    def action_down(self) -> None:
        """One row down."""
        self.cursor += 1

    def action_up(self) -> None:
        """One row up."""
        self.cursor -= 1

    def action_page_down(self) -> None:
        """A page down."""
        self.cursor += self._page()

    def action_page_up(self) -> None:
        """A page up."""
        self.cursor -= self._page()

    def action_half_down(self) -> None:
        """Half a page down."""
        self.cursor += max(1, self._page() // 2)

    def action_half_up(self) -> None:
        """Half a page up."""
        self.cursor -= max(1, self._page() // 2)

    def action_first(self) -> None:
        """To the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """To the last row."""
        self.cursor = len(self.rows) - 1

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if len(self.rows):
            self.post_message(self.Opened(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; a double click opens."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = offset.y + round(self.scroll_y)
        if index >= len(self.rows):
            return
        self.cursor = index
        if event.chain == 2:
            self.action_open()
