"""Waiting for better times: growing pauses, and one log line a change of state instead of one an attempt."""

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from core.errors import StoreFull, StoreUnavailable

T = TypeVar("T")
_LOG = logging.getLogger(__name__)

FINE = "fine"


@dataclass(frozen=True, slots=True)
class Tempo:
    """The bot's own times, in seconds; tests and the demo take shorter ones.

    ``poll``: how long Telegram may hold an empty poll. ``window``: how long one batch may hold back the fetching of
    the next. ``first`` and ``longest``: pauses between attempts. ``courier``: between looks into the outbox.
    ``wipe``: between wipings of codes in flight. ``upkeep``: between retirements of short-lived keys. ``stir``: between
    takings of the order of arrival out of the files. ``clocks``: between looks at the executives' limits.
    ``answer``: wait for Telegram's answer to a call. ``farewell``: how long a stop waits for what is under way.
    """

    poll: float = 30.0
    window: float = 0.5
    first: float = 0.5
    longest: float = 30.0
    courier: float = 1.0
    wipe: float = 0.5
    upkeep: float = 3600.0
    stir: float = 60.0
    clocks: float = 60.0
    answer: float = 20.0
    farewell: float = 10.0

    def pause(self, attempt: int) -> float:
        """Seconds before attempt number ``attempt`` + 1: doubling, with jitter, so that bots do not come back in
        step."""
        grown = min(self.longest, self.first * 2.0 ** min(attempt - 1, 20))
        return grown * random.uniform(0.7, 1.0)  # noqa: S311 -- jitter, not a secret


LIVE = Tempo()
QUICK = Tempo(
    poll=5.0, window=0.05, first=0.02, longest=0.2, courier=0.02, stir=2.0, clocks=0.1, answer=2.0, farewell=2.0
)


def name_trouble(error: Exception) -> str:
    """One word for the state that an error puts the bot in; opaque, so that it can be logged."""
    words: tuple[tuple[type[Exception], str], ...] = (
        (StoreFull, "disk-full"),
        (StoreUnavailable, "store-unavailable"),
        (Conflict, "another-bot-polls-with-this-token"),
        (InvalidToken, "token-refused"),
        (RetryAfter, "asked-to-slow-down"),
        (BadRequest, "telegram-refuses-a-call"),
        (NetworkError, "telegram-unreachable"),
        (TelegramError, "telegram-answers-nonsense"),
    )
    return next((word for kind, word in words if isinstance(error, kind)), f"unexpected-{type(error).__name__}")


async def to_its_end(work: Coroutine[Any, Any, T], seconds: float, hurry: Callable[[], None] | None = None) -> T:
    """Do ``work`` without being cut off in the middle of a transaction: a cancellation waits for it first, for at
    most ``seconds``, after telling it to ``hurry``."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        if hurry:
            hurry()
        await asyncio.wait([task], timeout=seconds)
        if not task.done():
            task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        raise


class Condition:
    """What one part of the bot is in; a line is logged when it changes, and only then."""

    def __init__(self, part: str) -> None:
        self._part = part
        self.state = FINE

    def trouble(self, error: Exception) -> None:
        """Something does not work at present."""
        self._become(name_trouble(error))

    def fine(self) -> None:
        """It works."""
        self._become(FINE)

    def _become(self, state: str) -> None:
        if state == self.state:
            return
        self.state = state
        if state == FINE:
            _LOG.info("%s: works again", self._part)
        else:
            _LOG.warning("%s: %s; going on by itself, nothing is lost", self._part, state)
