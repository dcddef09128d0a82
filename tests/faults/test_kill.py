"""SIGKILL at random moments under load. The long campaign: ``python -m tests.faults --rounds 200``."""

from pathlib import Path
from typing import cast

import pytest

from core.clock import ManualClock, SystemClock
from tests.faults.campaign import Campaign
from tests.telegram_bot.conftest import open_company

ROUNDS = 12


@pytest.mark.slow
async def test_a_bot_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing(home: Path) -> None:
    async with open_company(home, cast(ManualClock, SystemClock())) as company:
        figures = await Campaign(company, seed=2026).run(ROUNDS)
    assert figures.rounds == ROUNDS
    # How much gets through between two kills depends on the machine; that something did, and nothing of it was lost,
    # does not.
    assert figures.acknowledged > 0
    assert figures.holds, str(figures)
