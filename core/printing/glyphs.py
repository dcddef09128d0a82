"""Which signs the printed page can draw. One that no font of ours has would come out as the same crossed box as any
other, and be lost when the text is copied: it is spelled by its Unicode number instead."""

import re
from functools import cache
from importlib.resources import files

SPACES_AND_SELECTORS = "\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufe00-\ufe0f\ufeff"
"""What draws nothing by itself, and is missed by nobody."""


def spell_unknown(text: str) -> str:
    """``text`` with every run of signs that the page cannot draw as numbers: «👍🏽» becomes ‹U+1F44D U+1F3FD›."""
    return _unknown().sub(lambda found: f"‹{' '.join(f'U+{ord(sign):04X}' for sign in found[0])}›", text)


@cache
def _unknown() -> re.Pattern[str]:
    """A run of signs outside the ranges that our fonts, and those inside the compiler, have (hexadecimal)."""
    ranges = files("core.printing").joinpath("fonts/drawn.txt").read_text("ascii").split()
    drawn = "".join("-".join(f"\\U{int(end, 16):08x}" for end in one.split("-")) for one in ranges)
    return re.compile(f"[^\\n\\t{drawn}{SPACES_AND_SELECTORS}]+")
