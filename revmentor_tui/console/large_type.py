"""A sentence in large type for a terminal: letters drawn with quadrant blocks, four dots a cell; where the sentence is
too long for that, plain lines. Either way in the middle of the width that is given."""

from rich.cells import cell_len

from core.errors import CannotPrint
from core.language.safe_text import SafeText
from core.printing.bitmap import set_words
from revmentor_tui.console.wrapping import wrap

QUADRANTS = " ▗▖▄▝▐▞▟▘▚▌▙▀▜▛█"
"""By which of the four dots are ink: upper left 8, upper right 4, lower left 2, lower right 1."""
SIZES = (26, 24, 22, 20, 18, 16, 14, 12, 11, 10, 9)
"""Dots from line to line; below eleven, letters run together."""


def set_large(lang: str, text: SafeText, width: int, height: int) -> list[str]:
    """Lines of at most ``width`` cells, ``height`` of them at most. Takes a tenth of a second: call it in a thread."""
    # A cell is twice as high as it is wide, and so is a dot of it: the sheet is set twice as fine across.
    try:
        dots = set_words(lang, text, width * 2, height * 4, [size * 2 for size in SIZES])
    except CannotPrint:
        dots = None
    if dots is None:
        lines = [centred("".join(glyph.shown for glyph in line).strip(), width) for line in wrap(text, width)][:height]
        # With air between the lines, where there is room for it.
        return [part for line in lines for part in (line, "")][:-1] if len(lines) * 2 <= height else lines
    return [_cells(dots[row], dots[row + 2]) for row in range(0, len(dots) - 3, 4)]


def centred(line: str, width: int) -> str:
    """The line with what it takes at its left to stand in the middle."""
    return " " * max(0, (width - cell_len(line)) // 2) + line


def _cells(upper: list[bool], lower: list[bool]) -> str:
    """One line of cells from two rows of dots."""
    return "".join(
        QUADRANTS[8 * upper[at] + 4 * upper[at + 1] + 2 * lower[at] + lower[at + 1]] for at in range(0, len(upper), 2)
    ).rstrip()
