"""Delivery of updates to the bot's webhook: ordered within a chat, repeated until it answers 2xx."""

import asyncio
import contextlib
import re
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from telegram_bot.sandbox.clock import SandboxClock
from telegram_bot.sandbox.faults import Faults
from telegram_bot.sandbox.refusal import Refusal
from telegram_bot.sandbox.types import Json
from telegram_bot.sandbox.updates import UpdateQueue, undecodable

_SECRET = re.compile(r"[A-Za-z0-9_-]+\Z")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- a header's name
# What a webhook's answer may not call in passing.
_NOT_IN_ANSWERS = ("get", "setwebhook", "deletewebhook", "close", "logout")


class Webhook:
    """setWebhook's state and the tasks that deliver."""

    def __init__(
        self,
        queue: UpdateQueue,
        faults: Faults,
        clock: SandboxClock,
        first_pause: float,
        longest_pause: float,
        call: Callable[[str, Json], Awaitable[Any]],
    ) -> None:
        """``first_pause`` and ``longest_pause`` are real seconds between repeats, doubling in between."""
        self._queue = queue
        self._faults = faults
        self._waiting: dict[int, deque[int]] = {}
        self._clock = clock
        self._first_pause = first_pause
        self._longest_pause = longest_pause
        self._call = call
        self._url = ""
        self._secret = ""
        self._slots = asyncio.Semaphore(40)
        self._max_connections = 40
        self._session: aiohttp.ClientSession | None = None
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._last_error: tuple[int, str] | None = None

    def set(self, call: Json) -> bool:
        """setWebhook; an empty url removes it. Raises Refusal."""
        url = call["url"]
        if not url:
            return self.delete(call)
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or parts.hostname not in _LOOPBACK:
            raise Refusal("bad webhook: this server delivers to the loopback interface only")
        secret = call.get("secret_token", "")
        if secret and not _SECRET.match(secret):
            raise Refusal("secret token contains unallowed characters")
        self._stop_tasks()
        if call.get("drop_pending_updates"):
            self._queue.drop_all()
        self._url, self._secret = url, secret
        self._max_connections = min(max(call.get("max_connections", 40), 1), 100)
        self._slots = asyncio.Semaphore(self._max_connections)
        self._last_error = None
        self._queue.allow(call.get("allowed_updates"))
        self._queue.webhook_is_set = True
        self._queue.stop_poller("terminated by setWebhook request")
        self.resume()
        return True

    def delete(self, call: Json) -> bool:
        """deleteWebhook."""
        self._stop_tasks()
        self._url = ""
        self._queue.webhook_is_set = False
        if call.get("drop_pending_updates"):
            self._queue.drop_all()
        return True

    def info(self) -> Json:
        """getWebhookInfo."""
        result: Json = {
            "url": self._url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._queue),
        }
        if self._url:
            result["max_connections"] = self._max_connections
            if self._last_error is not None:
                result["last_error_date"], result["last_error_message"] = self._last_error
        if self._queue.allowed:
            result["allowed_updates"] = list(self._queue.allowed)
        return result

    def deliver(self, chat_id: int, update_id: int) -> None:
        """Put an update into its chat's line; every chat with a line has a task of its own."""
        if not self._url:
            return
        self._waiting.setdefault(chat_id, deque()).append(update_id)
        if chat_id not in self._tasks:
            self._tasks[chat_id] = asyncio.get_running_loop().create_task(self._deliver_chat(chat_id))

    def resume(self) -> None:
        """Go on delivering what is pending."""
        self._waiting.clear()
        for chat_id, update_id in self._queue.pending():
            self.deliver(chat_id, update_id)

    async def close(self) -> None:
        """Stop delivering; resume() goes on."""
        tasks = list(self._tasks.values())
        self._stop_tasks()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _stop_tasks(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()

    async def _deliver_chat(self, chat_id: int) -> None:
        line, pause = self._waiting[chat_id], self._first_pause
        while line:
            if len(line) > 1 and self._faults.take("webhook", "reorder"):
                line.rotate(-1)
            update = self._queue.find(line[0])
            if update is None:
                line.popleft()
                continue
            async with self._slots:
                asked_pause = await self._post_spoiled(update)
            if asked_pause is None:
                self._queue.remove(line.popleft())
                pause = self._first_pause
            else:
                await asyncio.sleep(asked_pause or pause)
                pause = min(pause * 2, self._longest_pause)
        del self._tasks[chat_id], self._waiting[chat_id]

    async def _post_spoiled(self, update: Json) -> float | None:
        if self._faults.take("webhook", "undecodable"):
            self._queue.push_raw(undecodable(update), 0)
        if self._faults.take("webhook", "duplicate"):
            await self._post(update)
        return await self._post(update)

    async def _post(self, update: Json) -> float | None:
        """None when delivered; else the seconds that the other side asked to wait (0 when it named none)."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        try:
            async with self._session.post(self._url, json=update, headers=headers, allow_redirects=False) as response:
                if 200 <= response.status < 300:
                    await self._call_from_answer(response)
                    return None
                self._fail(f"Wrong response from the webhook: {response.status} {response.reason}")
                asked = response.headers.get("Retry-After", "")
                return min(float(asked), 3600.0) if asked.isdecimal() else 0.0
        except (aiohttp.ClientError, TimeoutError, OSError):
            self._fail("Connection refused or closed")
            return 0.0

    def _fail(self, message: str) -> None:
        self._last_error = (int(self._clock.now()), message)

    async def _call_from_answer(self, response: aiohttp.ClientResponse) -> None:
        if response.content_type != "application/json":
            return
        with contextlib.suppress(ValueError, Refusal):
            body = await response.json()
            method = str(body.pop("method", "")) if isinstance(body, dict) else ""
            if method and not method.lower().startswith(_NOT_IN_ANSWERS):
                await self._call(method, body)
