"""docs/FLOWS.md is what the bot says."""

from pathlib import Path

import pytest

from tests.flows.playing import play
from tests.flows.stories import STORIES

PLAYS_MOST = 3
"""On a machine that stops for a moment somebody may act before the bot's last word; then it is played again."""
WRITTEN = Path(__file__).parents[2] / "docs" / "FLOWS.md"


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", STORIES)
async def test_the_written_conversation_is_the_one_played(name: str, lang: str) -> None:
    written = WRITTEN.read_text("utf-8")
    played = await play(name, lang)
    for _ in range(PLAYS_MOST - 1):
        if played in written:
            break
        played = await play(name, lang)
    assert played in written, "the bot speaks differently now: run `make flows` and read the difference"
