"""Charts as data, and as SVG: horizontal bars and courses over time. The console draws the same data in its own way.

The SVG carries no colours of its own unless asked to: in a page its classes are coloured by the page's style sheet,
which knows light, dark and paper; in a picture or a PDF by ``PAPER``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from core.language.safe_text import SafeText

WIDTH = 640
"""Units of the drawing; it scales to whatever holds it."""
LABELS = 236
VALUES = 64
ROW = 30
BAR = 16
STEPS_HIGH = 34
LABEL_LONGEST = 30
NOTHING = SafeText("")
PAPER = (
    "text{font-family:'PT Sans','DejaVu Sans';font-size:15px;fill:#1f2933}"
    ".quiet{fill:#52606d}.bar{fill:#2f6f9f}.rest{fill:#e4e9ee}"
)


@dataclass(frozen=True)
class Bar:
    """One row: ``value`` decides the length, ``told`` is what stands beside it."""

    label: SafeText
    value: float
    told: SafeText


@dataclass(frozen=True)
class Bars:
    """Rows to compare. ``note``: one sentence below, empty for none."""

    title: SafeText
    rows: tuple[Bar, ...]
    note: SafeText = NOTHING


@dataclass(frozen=True)
class Course:
    """Rows over time: each has one value per step, the steps' names are shared."""

    title: SafeText
    steps: tuple[SafeText, ...]
    rows: tuple[tuple[SafeText, tuple[int, ...]], ...]
    note: SafeText = NOTHING


Chart = Bars | Course


def count_bar(label: SafeText, count: int) -> Bar:
    """A row that is a number of things."""
    return Bar(label, count, SafeText(str(count)))


def svg(chart: Chart, style: str = "") -> str:
    """The chart without its title and note, as an ``svg`` element. Every text in it is escaped."""
    body, height = _bars(chart) if isinstance(chart, Bars) else _course(chart)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
    sheet = f"<style>{style}</style>" if style else ""
    return f"{head}{sheet}<title>{escape(chart.title)}</title>{body}</svg>"


def _bars(chart: Bars) -> tuple[str, int]:
    room = WIDTH - LABELS - VALUES
    parts = []
    for place, (row, part) in enumerate(shares(chart)):
        top = place * ROW
        length = max(2.0, room * part) if part else 0.0
        parts.append(_text(LABELS - 12, top, row.label, "end"))
        parts.append(_rect("rest", LABELS, top + (ROW - BAR) / 2, room, BAR))
        parts.append(_rect("bar", LABELS, top + (ROW - BAR) / 2, length, BAR))
        parts.append(_text(WIDTH - VALUES + 10, top, row.told, "start"))
    return "".join(parts), max(1, len(chart.rows)) * ROW


def shares(chart: Bars) -> list[tuple[Bar, float]]:
    """Each row with its length, the longest 1."""
    most = max((row.value for row in chart.rows), default=0) or 1
    return [(row, row.value / most) for row in chart.rows]


def _course(chart: Course) -> tuple[str, int]:
    most = max((value for _, values in chart.rows for value in values), default=0) or 1
    room = WIDTH - LABELS - VALUES
    step = room / max(1, len(chart.steps))
    high = STEPS_HIGH + 8
    parts = []
    for place, (label, values) in enumerate(chart.rows):
        base = place * high + STEPS_HIGH
        parts.append(_text(LABELS - 12, base - ROW + 6, label, "end"))
        parts.append(_rect("rest", LABELS, base, room, 1))
        for at, value in enumerate(values):
            tall = STEPS_HIGH * value / most
            parts.append(_rect("bar", LABELS + at * step + 1, base - tall, max(1.0, step - 2), tall))
        parts.append(_text(WIDTH - VALUES + 10, base - ROW + 6, SafeText(str(sum(values))), "start"))
    foot = len(chart.rows) * high
    if chart.steps:
        parts.append(_text(LABELS, foot, chart.steps[0], "start", "quiet"))
        parts.append(_text(LABELS + room, foot, chart.steps[-1] if len(chart.steps) > 1 else "", "end", "quiet"))
    return "".join(parts), foot + ROW


def _text(x: float, top: float, text: str, anchor: str, kind: str = "") -> str:
    shown = text if len(text) <= LABEL_LONGEST else text[: LABEL_LONGEST - 1] + "…"
    mark = f' class="{kind}"' if kind else ""
    return f'<text{mark} x="{x:g}" y="{top + 20:g}" text-anchor="{anchor}">{escape(shown)}</text>'


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="2"/>'


def table(chart: Chart) -> tuple[tuple[SafeText, ...], Sequence[tuple[SafeText, ...]]]:
    """The chart as a table: (heads, rows); the first column names the row. A course has a column a step."""
    if isinstance(chart, Bars):
        return (), [(row.label, row.told) for row in chart.rows]
    return chart.steps, [(label, *(SafeText(str(value)) for value in values)) for label, values in chart.rows]
