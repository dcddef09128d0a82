"""The one gate for foreign text: what a person wrote becomes harmless before it reaches a terminal, a chat or
a file.

Characters that could style, move, reverse or hide are made visible. Everything else stays as written.
"""

import re
from typing import NewType

SafeText = NewType("SafeText", str)
"""Text that may reach a face. Made by ``make_safe`` or written by us."""

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
_PICTURES[0x7F] = "␡"
_PICTURES |= dict.fromkeys(range(0x80, 0xA0), "�")
_PICTURES |= dict.fromkeys(
    (
        *range(0x202A, 0x202F),  # bidi embedding and override
        *range(0x2066, 0x206A),  # bidi isolates
        *range(0x206A, 0x2070),  # deprecated shaping controls
        0x200E,
        0x200F,
        0x061C,  # bidi marks
        0x200B,
        0x200C,
        0x200D,
        0x2060,
        0xFEFF,
        0x00AD,
        0x034F,
        *range(0x2061, 0x2065),
        *range(0x180B, 0x1810),
        *range(0x17B4, 0x17B6),
        *range(0x1D173, 0x1D17B),  # zero width, invisible
        0x115F,
        0x1160,
        0x3164,
        0xFFA0,  # fillers: blank, and taken for letters
        *range(0xFFF0, 0xFFFC),  # interlinear annotation
        0x2028,
        0x2029,  # line separators some terminals obey
    ),
    "�",
)
_PICTURES |= dict.fromkeys(range(0xE0000, 0xE1000), "�")  # tags and variation selectors: invisible text
_PICTURES |= dict.fromkeys(range(0xD800, 0xE000), "�")  # lone surrogates: no face can encode them
_DANGEROUS = re.compile("[" + "".join(re.escape(chr(code)) for code in _PICTURES) + "]")
_JOINED_EMOJI = re.compile(
    "(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])"
)
"""The joiner inside one emoji made of several: dropped, so that the parts stand side by side at a known
width.
"""
_FLOOD = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
"""More than four combining marks in a row would paint over the neighbouring lines."""


def make_safe(text: str) -> SafeText:
    """``text`` with control characters, C1, bidi and zero-width marks made visible, combining floods cut to
    four.

    Idempotent, and the identity on ordinary text of any language. Carriage returns before a line feed are
    dropped.
    """
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
    if _DANGEROUS.search(text):
        text = _JOINED_EMOJI.sub("", text)
        text = text.translate(_PICTURES)
    return SafeText(_FLOOD.sub(r"\1", text))


def one_line(text: str) -> SafeText:
    """Safe text on a single line: runs of white space become one space."""
    return SafeText(" ".join(make_safe(text).split()))
