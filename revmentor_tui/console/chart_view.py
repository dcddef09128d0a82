"""Charts drawn with block characters, or the same numbers as tables. Draws only the lines in sight."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.binding import BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from core.printing.charts import Bars, Chart, Course, table
from revmentor_tui.console.actions import CHARTS, bindings_of

LABELS_MOST = 32
VALUES = 8
EIGHTHS = " ▏▎▍▌▋▊▉"
HEIGHTS = "▁▂▃▄▅▆▇█"

Line = tuple[tuple[str, str], ...]
"""Pieces of one line, each with the name of its look."""


class ChartView(ScrollView, can_focus=True):
    """Charts one under the other."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(CHARTS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"chart--title", "chart--bar", "chart--rest", "chart--quiet"}
    DEFAULT_CSS = """
    ChartView { overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; padding: 0 1; }
    ChartView > .chart--title { text-style: bold; }
    ChartView > .chart--bar { color: $primary; }
    ChartView > .chart--rest { color: $foreground 25%; }
    ChartView > .chart--quiet { color: $text-muted; }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._charts: tuple[Chart, ...] = ()
        self._lines: list[Line] = []
        self.as_tables = False

    def show(self, charts: Sequence[Chart], *, as_tables: bool) -> None:
        """Show these, drawn or as tables."""
        self._charts, self.as_tables = tuple(charts), as_tables
        self._lay_out()

    def on_resize(self) -> None:
        """Another width: other lines."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._lines = []
        for chart in self._charts:
            draw = table_lines if self.as_tables else chart_lines
            self._lines += [((chart.title, "title"),), *draw(chart, max(20, width))]
            if chart.note:
                self._lines.append(((chart.note, "quiet"),))
            self._lines.append(())
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of one chart."""
        width, index = self.scrollable_content_region.width, y + round(self.scroll_y)
        pieces = self._lines[index] if index < len(self._lines) else ()
        segments = [
            Segment(text, self.rich_style + self.get_component_rich_style(f"chart--{look}", partial=True))
            if look
            else Segment(text, self.rich_style)
            for text, look in pieces
        ]
        return Strip(segments).adjust_cell_length(width, self.rich_style)


def chart_lines(chart: Chart, width: int) -> list[Line]:
    """The chart in ``width`` cells, without its title and note."""
    return _bar_lines(chart, width) if isinstance(chart, Bars) else _course_lines(chart, width)


def table_lines(chart: Chart, width: int) -> list[Line]:
    """Its numbers. A course is turned: a line a step, so that many steps fit."""
    heads, rows = table(chart)
    if isinstance(chart, Bars):
        labels = _label_width([row[0] for row in rows], width)
        return [((_label(row[0], labels), ""), (row[1], "")) for row in rows]
    turned = [("", *(row[0] for row in rows)), *zip(heads, *(row[1:] for row in rows), strict=True)] if rows else []
    widths = [max(cell_len(cell) for cell in column) + 2 for column in zip(*turned, strict=True)]
    lines = ["".join(map(set_cell_size, line, widths)) for line in turned]
    return [((line, "quiet" if place == 0 else ""),) for place, line in enumerate(lines)]


def _bar_lines(chart: Bars, width: int) -> list[Line]:
    most = max((row.value for row in chart.rows), default=0) or 1
    labels = _label_width([row.label for row in chart.rows], width)
    room = max(4, width - labels - VALUES)
    lines: list[Line] = []
    for row in chart.rows:
        eighths = round(room * 8 * row.value / most)
        if row.value and not eighths:
            eighths = 1
        full, part = divmod(eighths, 8)
        bar = "█" * full + (EIGHTHS[part] if part else "")
        rest = "·" * (room - cell_len(bar))
        lines.append(((_label(row.label, labels), ""), (bar, "bar"), (rest, "rest"), (f" {row.told}", "")))
    return lines


def _course_lines(chart: Course, width: int) -> list[Line]:
    if not chart.rows or not chart.steps:
        return []
    most = max((value for _, values in chart.rows for value in values), default=0) or 1
    labels = _label_width([label for label, _ in chart.rows], width)
    step = max(1, min(6, (width - labels - VALUES) // len(chart.steps)))
    lines: list[Line] = []
    for label, values in chart.rows:
        blocks = "".join((HEIGHTS[max(0, -(-value * 8 // most) - 1)] if value else "·") * step for value in values)
        lines.append(((_label(label, labels), ""), (blocks, "bar"), (f" {sum(values)}", "")))
    room = step * len(chart.steps)
    first, last = chart.steps[0], chart.steps[-1] if len(chart.steps) > 1 else ""
    axis = f"{first} – {last}" if last else first
    if last and cell_len(first) + cell_len(last) + 1 <= room:
        axis = set_cell_size(first, room - cell_len(last)) + last
    lines.append(((" " * labels, ""), (axis[: width - labels], "quiet")))
    return lines


def _label_width(labels: Sequence[str], width: int) -> int:
    return min(max((cell_len(label) for label in labels), default=0) + 2, LABELS_MOST, width // 2)


def _label(text: str, width: int) -> str:
    return set_cell_size(set_cell_size(text, width - 2) if cell_len(text) > width - 2 else text, width)
