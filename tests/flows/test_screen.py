"""Nothing that the bot says is longer than a phone's screen, in any conversation that is written down."""

import re
import textwrap
from pathlib import Path

WRITTEN = Path(__file__).parents[2] / "docs" / "FLOWS.md"
COLUMNS = 40
LINES_MOST = 18
"""A phone of 6 inches at Telegram's own size of letters; buttons stand below and are not counted."""
_SAID = re.compile(r"^- \*\*(?:бот|bot) → [^\n]*\n\n((?:  >[^\n]*\n)+)", re.MULTILINE)
_BUTTONS = re.compile(r"(`[^`]*` ?)+")


def height(block: str) -> int:
    """Lines of a message on the phone."""
    lines = [line.removeprefix("  >").strip() for line in block.splitlines()]
    words = [line for line in lines if not _BUTTONS.fullmatch(line)]
    return sum(max(1, len(textwrap.wrap(line, COLUMNS))) for line in words)


def test_every_message_fits_a_screen() -> None:
    said = _SAID.findall(WRITTEN.read_text("utf-8"))
    assert len(said) > 300
    assert [block for block in said if height(block) > LINES_MOST] == []


def test_a_message_that_does_not_fit_would_be_found() -> None:
    assert height("  > слово " * 1 + "\n" + "  > строка\n" * LINES_MOST) > LINES_MOST
