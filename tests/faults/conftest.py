"""The company of the bot's tests, and its log as an operator reads it."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.clock import ManualClock
from tests.telegram_bot.conftest import Company, open_company


class StateLines(logging.Handler):
    """What the bot logs of its own states."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith("telegram_bot"):
            self.lines.append(record.getMessage())

    def of(self, part: str) -> list[str]:
        """Lines of one part of the bot, such as ``polling``."""
        return [line for line in self.lines if line.startswith(f"{part}: ")]


@pytest.fixture
def states(monkeypatch: pytest.MonkeyPatch) -> StateLines:
    """The lines of this test, the bot's loggers at INFO."""
    handler = StateLines()
    logger = logging.getLogger("telegram_bot")
    monkeypatch.setattr(logger, "handlers", [handler])
    monkeypatch.setattr(logger, "level", logging.INFO)
    logger.manager._clear_cache()  # type: ignore[attr-defined]
    return handler


@pytest.fixture
async def company(home: Path, clock: ManualClock) -> AsyncIterator[Company]:
    """A company whose bot is not running yet, and looks often whether Telegram has something."""
    async with open_company(home, clock) as made:
        made.tempo = replace(made.tempo, poll=1.0)
        yield made
