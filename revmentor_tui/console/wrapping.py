"""Breaking a foreign text into lines of a terminal, so that each cell still knows which characters it stands for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from core.language.safe_text import make_safe
from core.wording import Redaction

TAB = "    "
EDGE = "▓"
"""Stands at both ends of a hidden span, so that it shows without colour."""

_PIECE = re.compile(r"\n|[^\S\n]+|\S+")
_WORD = re.compile(r"[@+]?\w(?:[\w@.+'’-]*\w)?")
_ANYTHING = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Glyph:
    """What is shown in one place: ``shown`` stands for characters ``start`` to ``end`` of the verbatim text (nothing
    when they are equal: an edge of ours)."""

    shown: str
    start: int
    end: int
    hidden: bool = False


Line = tuple[Glyph, ...]


def wrap(text: str, width: int, hidden: Sequence[Redaction] = ()) -> list[Line]:
    """``text`` made safe, in lines of at most ``width`` cells; breaks between words where it can.

    Every character of ``text`` but line breaks is in a glyph, in order; a space at the end of a line shows nothing.
    """
    width = max(width, 1)
    lines: list[Line] = []
    line: list[Glyph] = []
    used = 0
    for piece in _pieces(text, hidden):
        size = sum(cell_len(glyph.shown) for glyph in piece)
        if used + size > width and used and not piece[0].shown.isspace():
            lines.append(tuple(line))
            line, used = [], 0
        for glyph in piece:
            if glyph.shown == "\n":
                lines.append(tuple(line))
                line, used = [], 0
                continue
            cells = cell_len(glyph.shown)
            if used + cells > width and glyph.shown.isspace():
                # A space where the line ends anyway: it stands for its character and takes no room.
                line.append(Glyph("", glyph.start, glyph.end, glyph.hidden))
                continue
            if used + cells > width and (used or cells > width):
                lines.append(tuple(line))
                line, used = [], 0
            line.append(glyph)
            used += cells
    return [*lines, tuple(line)]


def words_of(text: str) -> list[tuple[int, int]]:
    """Where the words of ``text`` stand, without the punctuation around them; for a text without words, its runs."""
    found = [match.span() for match in _WORD.finditer(text)]
    return found or [match.span() for match in _ANYTHING.finditer(text)]


def _pieces(text: str, hidden: Sequence[Redaction]) -> Iterator[list[Glyph]]:
    opens = {mark.start for mark in hidden}
    closes = {mark.end for mark in hidden}
    covered = [False] * len(text)
    for mark in hidden:
        covered[mark.start : mark.end] = [True] * (mark.end - mark.start)
    for match in _PIECE.finditer(text):
        piece: list[Glyph] = []
        for glyph in _glyphs(match.group(), match.start()):
            shaded = covered[glyph.start]
            if any(at in opens for at in range(glyph.start, glyph.end)):
                piece.append(Glyph(EDGE, glyph.start, glyph.start, True))
            piece.append(Glyph(glyph.shown, glyph.start, glyph.end, shaded))
            if any(at in closes for at in range(glyph.start + 1, glyph.end + 1)):
                piece.append(Glyph(EDGE, glyph.end, glyph.end, True))
        if piece:
            yield piece


def _glyphs(piece: str, at: int) -> Iterator[Glyph]:
    """One glyph a character where making it safe keeps the number of characters; else one for the whole piece, cut
    so that no glyph is wider than a few cells: what an act can then choose is the piece."""
    safe = make_safe(piece)
    if piece == "\n":
        yield Glyph("\n", at, at + 1)
    elif len(safe) == len(piece):
        for offset, shown in enumerate(safe):
            yield Glyph(TAB if shown == "\t" else shown, at + offset, at + offset + 1)
    else:
        for shown in safe.replace("\t", TAB):
            yield Glyph(shown, at, at + len(piece))
