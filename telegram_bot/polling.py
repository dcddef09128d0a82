"""Long polling that loses nothing: Telegram is told that an update arrived only when it is finished.

python-telegram-bot's own loop confirms updates before their handlers run (measured: a kill loses the whole batch).
Here the offset sent to Telegram is the lowest unfinished update; chats run side by side, one chat in order. A chat
that has to wait does not hold up the others, up to the hundred updates that Telegram shows at a time.
"""

import asyncio
import contextlib
import json
from collections import OrderedDict
from functools import partial
from typing import Any
from urllib.parse import urlencode

from telegram import Update
from telegram.error import RetryAfter, TelegramError

from core.errors import RevmentorError
from telegram_bot.delivery import ALLOWED, AnyApplication, Delivery
from telegram_bot.deps import Deps
from telegram_bot.pacing import seconds_to_wait
from telegram_bot.patience import Condition, Tempo

BATCH = 100
SIDE_BY_SIDE = 16
REMEMBERED = 2000
"""Finished updates whose repetition is recognised at once; older ones are caught by the handlers."""


class Polling:
    """The loop. ``run`` ends only by cancellation; ``finish`` afterwards confirms what was done."""

    def __init__(self, application: AnyApplication, deps: Deps, delivery: Delivery, tempo: Tempo) -> None:
        self._bot = application.bot
        self._deps = deps
        self._delivery = delivery
        self._tempo = tempo
        self._condition = Condition("polling")
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._tails: dict[int, asyncio.Task[None]] = {}
        self._finished: OrderedDict[int, None] = OrderedDict()
        self._room = asyncio.Semaphore(SIDE_BY_SIDE)
        self._next: int | None = None
        self._confirmed: int | None = None
        self._wiped: int | None = None
        self._wiping: asyncio.Task[None] | None = None
        self._is_leaving = asyncio.Event()

    async def run(self) -> None:
        """Poll for ever."""
        attempt = 0
        is_ours = False
        while True:
            try:
                if not is_ours:
                    is_ours = await self._bot.delete_webhook(drop_pending_updates=False)
                batch = await self._fetch(0.0 if self._under_way else self._tempo.poll)
            except Exception as error:
                # Also what nobody expected: a loop that ends would take the whole bot with it.
                attempt += 1
                self._condition.trouble(error)
                asked = seconds_to_wait(error) if isinstance(error, RetryAfter) else 0.0
                await asyncio.sleep(max(asked, self._tempo.pause(attempt)))
                continue
            attempt = 0
            self._condition.fine()
            self._take(batch)
            if self._under_way:
                await asyncio.wait(list(self._under_way.values()), timeout=self._tempo.window)

    async def finish(self) -> None:
        """Wait a little for what is under way, drop the rest (Telegram brings it again), confirm what is finished."""
        self._is_leaving.set()
        if self._under_way:
            await asyncio.wait(list(self._under_way.values()), timeout=self._tempo.farewell)
        left = list(self._under_way.values())
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        try:
            await self._wiped_up()
            async with asyncio.timeout(self._tempo.farewell):
                await self._fetch(0.0, most=1)
        except (TelegramError, TimeoutError):
            # Telegram will bring the last updates once more; they are recognised then.
            return
        finally:
            await self._wiped_up()

    async def _wiped_up(self) -> None:
        if self._wiping:
            await asyncio.gather(self._wiping, return_exceptions=True)

    @property
    def is_busy(self) -> bool:
        """Whether any update is under way."""
        return bool(self._under_way)

    @property
    def _offset(self) -> int | None:
        return min(self._under_way) if self._under_way else self._next

    async def _fetch(self, hold: float, most: int = BATCH) -> list[dict[str, Any]]:
        """Raw updates from the offset on; each with an integer update_id. Raises TelegramError."""
        offset = self._offset
        asked: dict[str, object] = {"timeout": int(hold), "limit": most, "allowed_updates": json.dumps(ALLOWED)}
        if offset is not None:
            asked["offset"] = offset
        address = f"{self._bot.base_url}/getUpdates?{urlencode(asked)}"
        result = await self._bot.request.post(address, read_timeout=hold + self._tempo.answer)
        if not isinstance(result, list):
            raise TelegramError("the server's answer makes no sense")
        self._wipe(offset)
        batch = [one for one in result if isinstance(one, dict) and type(one.get("update_id")) is int]
        if result and not batch:
            raise TelegramError("the server's answer makes no sense")
        return sorted(batch, key=lambda one: int(one["update_id"]))

    def _take(self, batch: list[dict[str, Any]]) -> None:
        for raw in batch:
            update_id: int = raw["update_id"]
            if update_id in self._under_way or update_id in self._finished:
                continue
            update = self._delivery.decode(raw)
            if update is None:
                self._remember(update_id)
                continue
            chat = update.effective_chat.id if update.effective_chat else 0
            task = asyncio.create_task(self._see_through(update, self._tails.get(chat)))
            self._under_way[update_id] = self._tails[chat] = task
            task.add_done_callback(partial(self._close, update_id, chat))
        if batch:
            # Not the highest ever seen: after a quiet week Telegram starts again at a random number.
            self._next = int(batch[-1]["update_id"]) + 1

    async def _see_through(self, update: Update, earlier: asyncio.Task[None] | None) -> None:
        if earlier is not None:
            await asyncio.wait([earlier])
        async with self._room:
            await self._delivery.see_through(update, self._step_aside)

    async def _step_aside(self, seconds: float) -> None:
        """Sleep without holding a place that another chat could use."""
        self._room.release()
        try:
            await asyncio.sleep(seconds)
        finally:
            await self._room.acquire()

    def _close(self, update_id: int, chat: int, task: asyncio.Task[None]) -> None:
        self._under_way.pop(update_id, None)
        if self._tails.get(chat) is task:
            del self._tails[chat]
        if not task.cancelled() and task.exception() is None:
            self._remember(update_id)

    def _remember(self, update_id: int) -> None:
        self._finished[update_id] = None
        if len(self._finished) > REMEMBERED:
            self._finished.popitem(last=False)

    def _wipe(self, confirmed: int | None) -> None:
        """Forget the codes in flight that Telegram will not ask for again: beside the next batches, not before them,
        and one commit for many."""
        self._confirmed = confirmed
        if confirmed != self._wiped and (self._wiping is None or self._wiping.done()):
            self._wiping = asyncio.create_task(self._forget())

    async def _forget(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._is_leaving.wait(), self._tempo.wipe)
        confirmed = self._confirmed
        try:
            await self._deps.intake.forget_inflight(confirmed)
        except RevmentorError:
            # The next batch tries again.
            return
        self._wiped = confirmed
