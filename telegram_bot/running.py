"""The bot as one running thing: the process starts it for ever, a test or the demo for a while."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram.error import TelegramError
from telegram.request import BaseRequest

from core.clock import Clock, SystemClock
from core.company import remember_bot
from core.errors import StoreUnavailable
from core.language.morphology import forget_words
from core.people.invitations import EXECUTIVE
from core.people.membership import Person
from core.settings import Settings
from core.store.migrate import migrate
from telegram_bot.application import build_application, is_local
from telegram_bot.courier import Courier
from telegram_bot.delivery import Delivery
from telegram_bot.deps import Deps, open_deps
from telegram_bot.formats.registry import look_at_formats
from telegram_bot.handlers.notices import look_at_clocks
from telegram_bot.log_guard import describe, guarded_logs, on_loop_trouble
from telegram_bot.patience import LIVE, Condition, Tempo, to_its_end
from telegram_bot.polling import Polling
from telegram_bot.profile import introduce, offer_commands
from telegram_bot.transport import Transport
from telegram_bot.webhook import Webhook

_LOG = logging.getLogger(__name__)


class RunningBot:
    """A started bot. ``ready`` is set once Telegram has answered and updates are being taken."""

    def __init__(self, settings: Settings, deps: Deps, tempo: Tempo, request: BaseRequest | None) -> None:
        self.deps = deps
        self.tempo = tempo
        self.ready = asyncio.Event()
        transport = request or Transport(read=tempo.answer, through_proxy=not is_local(settings.bot_api_url))
        self.application = build_application(settings, deps, transport)
        self.delivery = Delivery(self.application, deps, tempo)
        self.courier = Courier(self.application.bot, deps, tempo)
        self.polling = Polling(self.application, deps, self.delivery, tempo)
        self.webhook = Webhook(settings, self.application, deps, self.delivery) if settings.webhook_url else None

    async def live(self) -> None:
        """Work until cancelled, then finish what is under way. Raises NotAllowed for a store of a newer version."""
        try:
            await self._until_it_works("store", lambda: to_its_end(migrate(self.deps.store), self.tempo.farewell))
            await self._until_it_works("telegram", self.application.initialize)
            if self.webhook:
                await self._until_it_works("webhook", self.webhook.start)
            self.ready.set()
            _LOG.info("ready")
            async with asyncio.TaskGroup() as parts:
                if not self.webhook:
                    parts.create_task(self.polling.run())
                parts.create_task(self.courier.run())
                parts.create_task(self._keep_up())
                parts.create_task(self._stir())
                parts.create_task(self._watch_clocks())
                parts.create_task(self._introduce())
        finally:
            await self._close()

    async def _close(self) -> None:
        if self.ready.is_set():
            await (self.webhook.stop() if self.webhook else self.polling.finish())
        if self.application.bot.request is not None:
            await self.application.bot.request.shutdown()
        await self.deps.store.close()

    async def _until_it_works(self, part: str, act: Any) -> None:
        condition = Condition(part)
        attempt = 0
        while True:
            try:
                await act()
            except (StoreUnavailable, TelegramError) as error:
                attempt += 1
                condition.trouble(error)
                await asyncio.sleep(self.tempo.pause(attempt))
            else:
                condition.fine()
                return

    async def _introduce(self) -> None:
        async def act() -> None:
            await introduce(self.application.bot)
            await remember_bot(self.deps.store, self.application.bot.username)
            for person in await to_its_end(self._executives(), self.tempo.farewell):
                await offer_commands(self.application.bot, person)

        await self._until_it_works("command-menu", act)

    async def _executives(self) -> list[Person]:
        async with self.deps.store.reading() as tx:
            return await self.deps.membership.reachable(tx, EXECUTIVE)

    async def _keep_up(self) -> None:
        """Destroy on time what must not live longer."""
        while True:
            try:
                await to_its_end(self.deps.intake.retire_keys(), self.tempo.farewell)
                await to_its_end(self.deps.intake.forget_inflight(None), self.tempo.farewell)
                await to_its_end(self.deps.outbox.wipe_held(), self.tempo.farewell)
                await self._keep_promise_to_erase()
            except Exception as error:
                _LOG.warning("upkeep: %s; once more later", type(error).__name__)
            await asyncio.sleep(self.tempo.upkeep)

    async def _keep_promise_to_erase(self) -> None:
        for certificate in await self.deps.retention.keep():
            _LOG.info("a session's retention is over: erased, %s", "checked" if certificate.holds else "TRACES LEFT")
        # A moderator may have erased one too; nothing of it may stay in memory.
        self.deps.leadership.forget()
        self.deps.watched.forget()

    async def _stir(self) -> None:
        """Keep the files from telling who came when: the write-ahead log pairs what was committed together, a drop
        with its author's nullifier, and the place of a row tells its turn. So neither outlives the minute."""
        while True:
            await asyncio.sleep(self.tempo.stir)
            forget_words()
            try:
                await to_its_end(self.deps.intake.stir(), self.tempo.farewell)
            except Exception as error:
                _LOG.warning("stirring: %s; once more later", type(error).__name__)

    async def _watch_clocks(self) -> None:
        while True:
            try:
                await to_its_end(self.look(), self.tempo.farewell)
            except Exception as error:
                _LOG.warning("clocks: %s; once more later", type(error).__name__)
            await asyncio.sleep(self.tempo.clocks)

    async def look(self) -> None:
        """Remind the executives, call silence what it is, and take away what has stood for its time. What is due
        follows from the store and the clock, so a look that failed is made up for by the next. Raises what the core and
        Telegram raise."""
        await look_at_clocks(self.deps)
        await self.courier.put_away()
        await look_at_formats(self.deps)


@asynccontextmanager
async def run_bot(
    settings: Settings, clock: Clock | None = None, tempo: Tempo = LIVE, request: BaseRequest | None = None
) -> AsyncIterator[RunningBot]:
    """The bot, working while the block lasts; it is left gracefully, as on SIGTERM. Waits for no network: see
    ``ready``. Raises NotInitialised or BadInput."""
    with guarded_logs():
        asyncio.get_running_loop().set_exception_handler(on_loop_trouble)
        bot = RunningBot(settings, open_deps(settings, clock or SystemClock()), tempo, request)
        life = asyncio.create_task(bot.live())
        try:
            yield bot
        finally:
            life.cancel()
            await _ended(life)


async def _ended(life: "asyncio.Task[None]") -> None:
    try:
        await life
    except asyncio.CancelledError:
        return
    except BaseExceptionGroup as group:
        _LOG.error("stopped by %s", describe(group.exceptions[0]))


async def serve(settings: Settings, stop: asyncio.Event, tempo: Tempo = LIVE) -> None:
    """The process: until ``stop`` is set. Raises RevmentorError when it cannot start."""
    bot = RunningBot(settings, open_deps(settings, SystemClock()), tempo, None)
    asyncio.get_running_loop().set_exception_handler(on_loop_trouble)
    life: asyncio.Task[None] = asyncio.create_task(bot.live())
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait([life, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if life.done():
        life.result()
    life.cancel()
    await _ended(life)
