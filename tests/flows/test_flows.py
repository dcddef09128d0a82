"""docs/FLOWS.md is what the bot says."""

from pathlib import Path

import pytest

from tests.flows import council, internships, meetings, pairs, profile, projects, signals
from tests.flows.playing import play
from tests.flows.stories import STORIES
from tests.forensics.aftermath import traces_of
from tests.telegram_bot.conftest import Company

FORMATS = (council, internships, meetings, pairs, profile, projects, signals)
WATCHED = {(name, "ru") for one in FORMATS for name in one.STORIES}
"""What people write in these is looked for afterwards; letters have tests/forensics/test_conversations.py."""
WRITTEN = Path(__file__).parents[2] / "docs" / "FLOWS.md"


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", STORIES)
async def test_the_written_conversation_is_the_one_played_and_leaves_nothing_behind(name: str, lang: str) -> None:
    def look(company: Company, folder: Path) -> None:
        assert traces_of(company, folder) == []

    written = WRITTEN.read_text("utf-8")
    played = await play(name, lang, look if (name, lang) in WATCHED else None)
    assert played in written, "the bot speaks differently now: run `make flows` and read the difference"
