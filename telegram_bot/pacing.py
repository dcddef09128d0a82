"""Telegram's pace: about one message a second in a chat and thirty a second in all (its bot FAQ).

A slot is reserved before each message goes out, so that a limit is kept rather than hit; where Telegram asks to
wait all the same, its ``retry_after`` is honoured for that chat alone.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

CHAT_BURST = 2
"""Messages a chat may get at once before the pace counts: a code right after its preview."""
OVERALL_BURST = 5
WAIT_MOST = 60
"""Seconds that a single ``retry_after`` is waited for here; a longer one is the caller's business."""
TRIES = 4

Sleep = Callable[[float], Awaitable[None]]
Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Pace:
    """Slots in time by the generic cell rate algorithm (ITU-T I.371). ``per_second`` 0: no limit."""

    def __init__(self, per_second: float, burst: int, now: Callable[[], float]) -> None:
        self._gap = 1 / per_second if per_second > 0 else 0.0
        self._allowance = (burst - 1) * self._gap
        self._now = now
        self._due: dict[int, float] = {}

    def reserve(self, key: int) -> float:
        """Take the next slot of ``key``; seconds until it comes."""
        if not self._gap:
            return 0.0
        now = self._now()
        if len(self._due) > 4096:
            # A chat whose slots have passed is forgotten: nothing about who wrote when is kept for long.
            self._due = {one: due for one, due in self._due.items() if due > now}
        due = max(self._due.get(key, now), now)
        self._due[key] = due + self._gap
        return max(0.0, due - self._allowance - now)

    def hold(self, key: int, seconds: float) -> None:
        """Let nothing out for ``key`` for that long."""
        self._due[key] = max(self._due.get(key, 0.0), self._now() + seconds + self._allowance)


class Pacer(BaseRateLimiter[int]):
    """Paces send* and edit* calls of the bot; everything else passes at once."""

    __slots__ = ("_chats", "_overall", "_sleep")

    def __init__(
        self,
        per_chat: float,
        overall: float,
        now: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._chats = Pace(per_chat, CHAT_BURST, now)
        self._overall = Pace(overall, OVERALL_BURST, now)
        self._sleep = sleep

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        """Make one call in its time. Raises RetryAfter when Telegram asks for more patience than WAIT_MOST."""
        del rate_limit_args
        chat = data.get("chat_id")
        paced = isinstance(chat, int) and endpoint.startswith(("send", "edit"))
        for attempt in range(1, TRIES + 1):
            if paced and isinstance(chat, int):
                await self._wait(self._chats.reserve(chat))
                await self._wait(self._overall.reserve(0))
            try:
                return checked(endpoint, await callback(*args, **kwargs))
            except RetryAfter as error:
                seconds = seconds_to_wait(error)
                if attempt == TRIES or seconds > WAIT_MOST:
                    raise
                if isinstance(chat, int):
                    self._chats.hold(chat, seconds)
                await self._wait(seconds)
        raise AssertionError("unreachable")

    async def _wait(self, seconds: float) -> None:
        if seconds > 0:
            await self._sleep(seconds)


def seconds_to_wait(error: RetryAfter) -> float:
    """``retry_after`` in seconds."""
    given = error.retry_after
    return given.total_seconds() if isinstance(given, timedelta) else float(given)


def checked(endpoint: str, result: Answer) -> Answer:
    """``result`` if it has the shape that ``endpoint`` gives. Raises TelegramError for a garbled answer, which is
    worth another try, before the library stumbles over it with an error of no meaning.

    Of a message that was sent only its place is kept: the rest is our own words, and decoding them costs more than
    sending them.
    """
    if endpoint in _PLACED:
        if isinstance(result, dict) and result.keys() >= _PLACE:
            return {name: result[name] for name in _PLACE}
    elif endpoint.startswith("get"):
        if isinstance(result, dict):
            return result
    elif isinstance(result, bool) or not endpoint.startswith(("answer", "delete", "set", "leave")):
        return result
    raise TelegramError("the server's answer makes no sense")


_PLACED = frozenset(
    {"sendMessage", "sendPhoto", "sendDocument", "editMessageText", "editMessageReplyMarkup", "editMessageMedia"}
)
_PLACE = frozenset({"message_id", "date", "chat"})
