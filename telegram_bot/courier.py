"""From the outbox to Telegram: at least once, in order within a chat, at Telegram's pace."""

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from telegram import Bot
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from core.clock import seconds_of
from core.company import read_company
from core.errors import RevmentorError
from core.leadership.delivery import queue_digests
from core.leadership.pages import reply_page
from core.leadership.timetable import release_due
from core.outbox import BLOCKED, FAILED, SENT, STUBBED, Placed, Queued
from core.schedule import is_waking
from telegram_bot.deps import Deps
from telegram_bot.pacing import seconds_to_wait
from telegram_bot.patience import Condition, Tempo, to_its_end
from telegram_bot.sending import put_away, send_page

_LOG = logging.getLogger(__name__)
ROUND_MOST = 400
SETTLE_AFTER = 20
"""Messages sent before they are written off in one commit: after a crash no more than these come twice."""
CHATS_AT_ONCE = 8
BACKOFF_FIRST = 5.0
BACKOFF_LONGEST = 600.0


@dataclass(slots=True)
class _Round:
    """What became of the messages of one look into the outbox. ``is_night``: in quiet hours nothing that the bot says
    of its own accord makes a sound."""

    is_night: bool
    settled: dict[str, list[bytes]] = field(default_factory=dict)
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(CHATS_AT_ONCE))

    def note(self, state: str, rows: Iterable[bytes]) -> None:
        self.settled.setdefault(state, []).extend(rows)

    @property
    def size(self) -> int:
        return sum(len(rows) for rows in self.settled.values())


class Courier:
    """Queues published digests and sends what is due."""

    def __init__(self, bot: Bot, deps: Deps, tempo: Tempo) -> None:
        self._bot = bot
        self._deps = deps
        self._tempo = tempo
        self._condition = Condition("courier")
        self._is_stopping = False

    async def run(self) -> None:
        """Look into the outbox until cancelled; the message on its way then arrives and is written off."""
        attempt = 0
        while True:
            try:
                busy = await to_its_end(self.carry(), self._tempo.farewell, self._hurry)
            except Exception as error:
                attempt += 1
                self._condition.trouble(error)
                await asyncio.sleep(self._tempo.pause(attempt))
                continue
            attempt = 0
            self._condition.fine()
            if not busy:
                await asyncio.sleep(self._tempo.courier)

    async def carry(self) -> int:
        """One look: queue, send, settle. Returns how many messages were settled. Raises StoreUnavailable."""
        deps = self._deps
        await release_due(deps.store, deps.clock, deps.key, deps.pin)
        await queue_digests(deps.store, deps.key, deps.pin, deps.clock, deps.leadership, deps.membership, deps.outbox)
        await deps.intake.routes.queue_pushes(deps.outbox)
        await deps.questions.queue_outcomes(deps.membership, deps.outbox, reply_page)
        due = await deps.outbox.due(ROUND_MOST)
        if not due:
            return 0
        chats: dict[int, list[Queued]] = {}
        for message in due:
            chats.setdefault(message.chat, []).append(message)
        async with deps.store.reading() as tx:
            zone = (await read_company(tx)).zone
        done = _Round(is_night=not is_waking(seconds_of(deps.clock), zone))
        total = 0
        tasks = [asyncio.create_task(self._serve(chat, queue, done)) for chat, queue in chats.items()]
        try:
            pending = set(tasks)
            while pending:
                _, pending = await asyncio.wait(pending, timeout=self._tempo.courier)
                total += await self._settle(done)
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
        return total + await self._settle(done)

    async def _serve(self, chat: int, queue: list[Queued], done: _Round) -> None:
        """The messages of one chat, in order; what cannot go now waits with all that follow it."""
        async with done.room:
            for place, message in enumerate(queue):
                if self._is_stopping:
                    return
                rest = [one.id for one in queue[place:]]
                try:
                    placed = await send_page(self._bot, chat, replace(message.page, quiet=done.is_night))
                    if message.stub:
                        await self._deps.outbox.keep_for_stub(message.id, Placed(chat, placed, message.stub))
                except Forbidden:
                    done.note(BLOCKED, rest)
                    await self._deps.membership.mark_unreachable(chat)
                    return
                except BadRequest as error:
                    _LOG.error("a message was refused by Telegram and is given up", exc_info=error)
                    done.note(FAILED, [message.id])
                except TelegramError as error:
                    self._condition.trouble(error)
                    await self._deps.outbox.postpone(rest, self._later(error, message.attempts))
                    return
                else:
                    if not message.stub:
                        done.note(SENT, [message.id])
                    if done.size >= SETTLE_AFTER:
                        await self._settle(done)

    async def put_away(self) -> int:
        """Edit to stubs what has stood in chats for its whole life. Returns how many messages were settled."""
        expired = await self._deps.outbox.expired()
        for row_id, placed in expired:
            # A person who has left keeps what they have.
            with suppress(Forbidden):
                await put_away(self._bot, placed)
            await self._deps.outbox.settle([row_id], STUBBED)
        return len(expired)

    async def _settle(self, done: _Round) -> int:
        settled, done.settled = done.settled, {}
        for state, rows in settled.items():
            try:
                if state == BLOCKED:
                    await self._deps.outbox.hold(rows)
                else:
                    await self._deps.outbox.settle(rows, state)
            except RevmentorError:
                done.note(state, rows)
                raise
        return sum(len(rows) for rows in settled.values())

    def _hurry(self) -> None:
        self._is_stopping = True

    def _later(self, error: TelegramError, attempts: int) -> int:
        pause = min(BACKOFF_LONGEST, BACKOFF_FIRST * 2.0 ** min(attempts, 10))
        pause *= self._tempo.first / 0.5
        if isinstance(error, RetryAfter):
            pause = max(pause, seconds_to_wait(error))
        return seconds_of(self._deps.clock) + max(1, round(pause))
