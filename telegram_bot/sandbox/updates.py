"""The queue of updates and getUpdates: offsets, long polling, one poller at a time."""

import asyncio
import random
import time
from collections import OrderedDict
from collections.abc import Callable
from itertools import islice
from typing import Any

from telegram_bot.sandbox.clock import SandboxClock
from telegram_bot.sandbox.faults import Faults
from telegram_bot.sandbox.refusal import Refusal
from telegram_bot.sandbox.types import Json

LIFETIME = 86_400.0
MAX_WAIT = 50
_ASKED_FOR_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KNOWN_KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "callback_query",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "inline_query",
        "chosen_inline_result",
        "poll",
        "poll_answer",
        "shipping_query",
        "pre_checkout_query",
        "message_reaction",
        "message_reaction_count",
        "chat_boost",
        "removed_chat_boost",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "purchased_paid_media",
    }
)


class UpdateQueue:
    """Updates in order of their ids, each living a day of the sandbox's clock."""

    def __init__(self, clock: SandboxClock, rng: random.Random, faults: Faults) -> None:
        self._clock = clock
        self._rng = rng
        self._faults = faults
        self._updates: OrderedDict[int, tuple[float, int, Json]] = OrderedDict()
        self._next_id = rng.randrange(10_000_000, 900_000_000)
        self._confirmed: Json | None = None
        self._poller: asyncio.Future[str] | None = None
        self.allowed: tuple[str, ...] = ()
        self.webhook_is_set = False
        self.is_closed = False
        # Called with (chat id, update id) of everything queued.
        self.on_update: Callable[[int, int], None] = lambda chat_id, update_id: None

    def __len__(self) -> int:
        self._expire()
        return len(self._updates)

    @property
    def is_polled(self) -> bool:
        """Whether a long poll is waiting now."""
        return self._poller is not None

    def is_wanted(self, kind: str) -> bool:
        """Whether the bot has asked for this kind of update."""
        return kind in self.allowed if self.allowed else kind not in _ASKED_FOR_ONLY

    def allow(self, kinds: list[str] | None) -> None:
        """Remember allowed_updates; None keeps what was set before, unknown names are ignored."""
        if kinds is not None:
            self.allowed = tuple(one for one in kinds if one in KNOWN_KINDS)

    def push(self, kind: str, body: Json, chat_id: int) -> int | None:
        """Queue an update; None when the bot does not want this kind."""
        if not self.is_wanted(kind):
            return None
        return self.push_raw({kind: body}, chat_id)

    def push_raw(self, update: Json, chat_id: int) -> int:
        """Queue any object as an update, decodable or not."""
        update_id = self._next_id
        self._next_id += 1
        self._updates[update_id] = (self._clock.now() + LIFETIME, chat_id, {"update_id": update_id} | update)
        self._wake("update")
        self.on_update(chat_id, update_id)
        return update_id

    def pending(self) -> list[tuple[int, int]]:
        """(chat id, update id) of everything that is not confirmed."""
        self._expire()
        return [(chat_id, update_id) for update_id, (_, chat_id, _) in self._updates.items()]

    def find(self, update_id: int) -> Json | None:
        """A pending update, None when it is confirmed or too old."""
        self._expire()
        found = self._updates.get(update_id)
        return found[2] if found else None

    def remove(self, update_id: int) -> None:
        """Confirm one update."""
        removed = self._updates.pop(update_id, None)
        if removed is not None:
            self._confirmed = removed[2]

    def drop_all(self) -> None:
        """drop_pending_updates."""
        self._updates.clear()

    def stop_poller(self, reason: str) -> None:
        """End the long poll under way, if any: with a 409, or with nothing when there is no reason."""
        self._wake(reason)

    def _wake(self, reason: str) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(reason)

    def _expire(self) -> None:
        now = self._clock.now()
        while self._updates:
            first = next(iter(self._updates))
            if self._updates[first][0] > now:
                return
            del self._updates[first]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            keep = list(self._updates)[offset:]
            offset = keep[0] if keep else 0
        while self._updates and (first := next(iter(self._updates))) < offset:
            self.remove(first)

    async def get_updates(self, call: Json) -> list[Json]:
        """Long poll; raises Refusal 409 under a webhook, or when another poll takes this one's place."""
        if self.webhook_is_set:
            raise Refusal(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
                409,
            )
        self.allow(call.get("allowed_updates"))
        self._wake("terminated by other getUpdates request; make sure that only one bot instance is running")
        self._expire()
        self._confirm(call.get("offset", 0))
        limit = min(max(call.get("limit", 100), 1), 100)
        deadline = time.monotonic() + min(max(call.get("timeout", 0), 0), MAX_WAIT)
        while not self._updates and not self.is_closed and (left := deadline - time.monotonic()) > 0:
            await self._sleep(left)
        batch = [update for _, _, update in islice(self._updates.values(), limit)]
        return self._spoiled(batch)

    async def _sleep(self, seconds: float) -> None:
        poller: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._poller = poller
        try:
            reason = await asyncio.wait_for(poller, seconds)
        except TimeoutError:
            return
        finally:
            if self._poller is poller:
                self._poller = None
        if reason not in ("update", ""):
            raise Refusal(reason, 409)

    def _spoiled(self, batch: list[Json]) -> list[Json]:
        """The batch with what the fault rules for updates make of it."""
        if batch and self._faults.take("getUpdates", "undecodable"):
            batch = [*batch, self._garbage(batch[0])]
        if batch and self._faults.take("getUpdates", "duplicate"):
            batch = [*batch, self._rng.choice(batch)]
        if self._confirmed is not None and self._faults.take("getUpdates", "redeliver"):
            batch = [self._confirmed, *batch]
        if len(batch) > 1 and self._faults.take("getUpdates", "reorder"):
            batch = batch[::-1] if len(batch) == 2 else self._rng.sample(batch, len(batch))
        return batch

    def _garbage(self, like: Json) -> Json:
        update_id = self.push_raw(undecodable(like), 0)
        return self._updates[update_id][2]


def undecodable(like: Json) -> Json:
    """A copy of an update, text included, with fields of types that no library can decode."""
    kind = next((name for name in like if name != "update_id"), "message")
    body: dict[str, Any] = dict(like.get(kind) or {})
    return {kind: body | {"date": "never", "chat": 7, "message": [], "from": "nobody"}}
