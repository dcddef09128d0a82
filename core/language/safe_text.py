"""The one gate for foreign text: what a person wrote becomes harmless before it reaches a terminal, a chat or
a file.

Characters that could style, move, reverse or hide are made visible. Everything else stays as written.
"""

import re
from typing import NewType

SafeText = NewType("SafeText", str)
"""Text that may reach a face. Made by ``make_safe`` or written by us."""

_HIDDEN = (
    (0x80, 0x9F),  # C1 controls
    (0xAD, 0xAD),  # soft hyphen
    (0x34F, 0x34F),  # grapheme joiner
    (0x61C, 0x61C),  # bidi mark
    (0x115F, 0x1160),  # fillers: blank, and taken for letters
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),  # zero width, bidi marks
    (0x2028, 0x202E),  # line separators some terminals obey; bidi embedding and override
    (0x2060, 0x206F),  # invisible operators, bidi isolates, deprecated shaping controls
    (0x3164, 0x3164),
    (0xD800, 0xDFFF),  # lone surrogates: no face can encode them
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),  # interlinear annotation
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),  # tags and variation selectors: invisible text
)
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"} | {0x7F: "␡"}
_PICTURES |= {code: "�" for first, last in _HIDDEN for code in range(first, last + 1)}
_CLASS = "\x00-\x08\x0b-\x1f\x7f" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _HIDDEN)
_COMBINING = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_SUSPECT = re.compile(f"[{_CLASS}{_COMBINING}]")
"""One look that most texts pass. Written as ranges: one by one, such a class takes a hundred times longer."""
_JOINED_EMOJI = re.compile(
    "(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])"
)
"""The joiner inside one emoji made of several: dropped, so that the parts stand side by side at a known
width.
"""
_FLOOD = re.compile(f"([{_COMBINING}]{{4}})[{_COMBINING}]+")
"""More than four combining marks in a row would paint over the neighbouring lines."""


def make_safe(text: str) -> SafeText:
    """``text`` with control characters, C1, bidi and zero-width marks made visible, combining floods cut to
    four.

    Idempotent, and the identity on ordinary text of any language. Carriage returns before a line feed are
    dropped.
    """
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
    if not _SUSPECT.search(text):
        return SafeText(text)
    return SafeText(_FLOOD.sub(r"\1", _JOINED_EMOJI.sub("", text).translate(_PICTURES)))


def one_line(text: str) -> SafeText:
    """Safe text on a single line: runs of white space become one space."""
    return SafeText(" ".join(make_safe(text).split()))
