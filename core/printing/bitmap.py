"""Words as a raster of dark and light dots, for faces that have no fonts of their own."""

import struct
import zlib
from collections.abc import Sequence

from core.language.safe_text import SafeText
from core.printing.sheets import render_words

DARK = 128
"""Of 255: a dot darker than that is ink."""


def set_words(lang: str, words: SafeText, width: int, height: int, sizes: Sequence[int]) -> list[list[bool]] | None:
    """Rows of dots, ``height`` of them with ``width`` each, true for ink: ``words`` in the largest of ``sizes`` (dots,
    largest first) that fits; None when none does. Takes a tenth of a second: call it in a thread. Raises CannotPrint.
    """
    rows = read_png(render_words(lang, words, width, height, sizes))
    dots = [[value < DARK for value in row] for row in rows]
    return dots if any(any(row) for row in dots) else None


def read_png(data: bytes) -> list[bytes]:
    """The red channel of a PNG of eight bits a channel that is not interlaced, row by row (ISO/IEC 15948)."""
    at, width, channels, packed = 8, 0, 0, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        at += 12 + length
        if kind == b"IHDR":
            width, _, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", body)
            channels = {0: 1, 2: 3, 4: 2, 6: 4}.get(colour, 0)
            if depth != 8 or interlaced or not channels:
                raise ValueError("a PNG of another kind")
        elif kind == b"IDAT":
            packed += body
    raw = zlib.decompress(packed)
    stride = width * channels
    before, rows = bytearray(stride), []
    for start in range(0, len(raw), stride + 1):
        line = bytearray(raw[start + 1 : start + 1 + stride])
        _unfilter(raw[start], line, before, channels)
        rows.append(bytes(line[::channels]))
        before = line
    return rows


def _unfilter(kind: int, line: bytearray, before: bytearray, step: int) -> None:
    """Undo a row's filter in place."""
    for place in range(len(line)) if kind else ():
        left = line[place - step] if place >= step else 0
        above = before[place]
        corner = before[place - step] if place >= step else 0
        guess = {1: left, 2: above, 3: (left + above) // 2}.get(kind)
        line[place] = (line[place] + (_paeth(left, above, corner) if guess is None else guess)) & 255


def _paeth(left: int, above: int, corner: int) -> int:
    """The neighbour nearest to left + above - corner."""
    guess = left + above - corner
    return min((abs(guess - left), 0, left), (abs(guess - above), 1, above), (abs(guess - corner), 2, corner))[2]
