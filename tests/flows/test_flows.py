"""docs/FLOWS.md is what the bot says."""

from pathlib import Path

import pytest

from tests.flows.playing import play
from tests.flows.stories import STORIES

WRITTEN = Path(__file__).parents[2] / "docs" / "FLOWS.md"


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", STORIES)
async def test_the_written_conversation_is_the_one_played(name: str, lang: str) -> None:
    written = WRITTEN.read_text("utf-8")
    played = await play(name, lang)
    assert played in written, "the bot speaks differently now: run `make flows` and read the difference"
