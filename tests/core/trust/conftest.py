"""A second company, for what must not cross from one to another."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.clock import ManualClock
from core.moderation.desk import Desk
from core.moderation.founding import found
from core.sessions import Terms
from core.settings import load_settings
from core.store.engine import default_url
from tests.conftest import CHEAP, PASSPHRASE


@pytest.fixture
async def founded_elsewhere(tmp_path: Path, clock: ManualClock) -> AsyncIterator[Desk]:
    """Another company's desk."""
    home = tmp_path / "other"
    settings = load_settings(home=home, database_url=default_url(home))
    made = await found(settings, "Чужой", PASSPHRASE, "Другая", Terms("Ящик", k=3), CHEAP, clock)
    yield made.desk
    await made.desk.close()
