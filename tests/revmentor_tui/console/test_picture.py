"""The picture in the README is what the console draws today."""

from difflib import unified_diff

import pytest

from tests.revmentor_tui.console.picture import PICTURE, draw
from tests.revmentor_tui.console.strip import STEPS, STRIP, join, read_words, record


async def test_the_picture_is_what_the_console_draws(tmp_path):
    drawn = await draw(tmp_path / "home")
    assert drawn == PICTURE.read_text("utf-8"), "draw it anew: python -m tests.revmentor_tui.console.picture"


@pytest.mark.parametrize("path", [PICTURE, STRIP])
def test_the_picture_asks_for_nothing_from_elsewhere(path):
    drawn = path.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http" not in drawn
    assert "<script" not in drawn


async def test_the_recorded_session_says_what_the_console_says_today(tmp_path):
    kept, drawn = STRIP.read_text("utf-8"), join(await record(tmp_path / "home"))
    assert drawn.count("revmentor</text>") == drawn.count('class="caption"') == len(STEPS)
    changes = list(unified_diff(read_words(kept), read_words(drawn), lineterm="", n=0))
    assert changes == [], "record it anew: python -m tests.revmentor_tui.console.strip\n" + "\n".join(changes)
