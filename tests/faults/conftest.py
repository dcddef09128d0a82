"""The company of the bot's tests, and its log as an operator reads it."""

import logging

import pytest

from tests.telegram_bot.conftest import bot, company  # noqa: F401 -- fixtures


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
