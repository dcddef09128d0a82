"""A company whose bot can be made to stumble: to die at any call of Telegram and at any commit, and be started anew."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.error import TelegramError
from telegram.request import RequestData

from core.clock import seconds_of
from core.outbox import WAITING
from core.store.engine import Store
from core.store.tables import outbox
from telegram_bot.running import RunningBot, run_bot
from telegram_bot.sandbox import Person
from telegram_bot.transport import Transport
from tests.telegram_bot.conftest import Company, one_at_a_time

BEFORE, AFTER = "before", "after"
COMMIT = "commit"
LOOKS_MOST = 400
"""Attempts to have everything done that is due; a plan that lets every call fail once needs many."""

Meet = Callable[[str, str, RequestData | None], None]
"""Sees every call before it goes out: the method's name, the address, what is sent."""
Watch = Callable[[str, str], bool]
"""Asked at every call and commit, by its name and BEFORE or AFTER: whether the bot dies here."""


class Life:
    """One life of the bot, from a start to a death or a stop."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self.is_over = asyncio.Event()

    def reach(self, name: str, moment: str) -> None:
        """Come to a place where it may end. What is under way then ends here, or where it next calls Telegram or
        commits, as in a process that is gone."""
        if not self.is_over.is_set() and self._watch(name, moment):
            self.is_over.set()
        if self.is_over.is_set():
            raise asyncio.CancelledError

    def hold(self, store: Store) -> None:
        """Let the commits of ``store`` be such places."""
        writing = store.writing

        @asynccontextmanager
        async def mortal() -> AsyncIterator[AsyncConnection]:
            async with writing() as tx:
                yield tx
                self.reach(COMMIT, BEFORE)
            self.reach(COMMIT, AFTER)

        store.writing = mortal  # type: ignore[method-assign]


class MortalTransport(Transport):
    """The bot's own transport, every call of which may be the last."""

    __slots__ = ("_life", "_meet")

    def __init__(self, life: Life, meet: Meet, read: float) -> None:
        super().__init__(read=read)
        self._life = life
        self._meet = meet

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *limits: Any, **more: Any
    ) -> tuple[int, bytes]:
        """As ``Transport`` does it."""
        name = url.rpartition("/")[2].partition("?")[0]
        self._meet(name, url, request_data)
        self._life.reach(name, BEFORE)
        answer = await super().do_request(url, method, request_data, *limits, **more)
        self._life.reach(name, AFTER)
        return answer


def pass_by(name: str, url: str, data: RequestData | None) -> None:
    """Nothing happens to a call."""
    del name, url, data


def live_on(name: str, moment: str) -> bool:
    """The bot does not die."""
    del name, moment
    return False


async def nothing() -> None:
    """Nothing happens between two steps."""


async def nobody(person: Person) -> None:
    """Nothing happens before somebody acts."""
    del person


@dataclass
class MortalCompany(Company):
    """``between``: what happens at every rest, before what is due is done and once more afterwards; ``turn``: before
    somebody acts. ``deaths``: so far."""

    watch: Watch = live_on
    meet: Meet = pass_by
    between: Callable[[], Awaitable[None]] = nothing
    turn: Callable[[Person], Awaitable[None]] = nobody
    deaths: int = 0
    life: Life | None = None
    transport: MortalTransport | None = None
    nurse: "asyncio.Task[None] | None" = None

    async def start(self, **settings: Any) -> RunningBot:
        """Start the bot, and from now on start it anew whenever it dies."""
        while True:
            self.life = life = Life(self.watch)
            self.transport = MortalTransport(life, self.meet, self.tempo.answer)
            self.stack = AsyncExitStack()
            running = run_bot(self.settings.model_copy(update=settings), self.clock, self.tempo, self.transport)
            bot = await self.stack.enter_async_context(running)
            one_at_a_time(bot)
            life.hold(bot.deps.store)
            self.bot = bot
            if await _first(bot.ready, life.is_over) is bot.ready:
                self.nurse = asyncio.create_task(self._raise_again(life))
                return bot
            await self._bury()

    async def stop(self) -> None:
        """Stop it gracefully."""
        if self.nurse is not None:
            self.nurse.cancel()
            await asyncio.gather(self.nurse, return_exceptions=True)
            self.nurse = None
        await self._end()

    async def _raise_again(self, life: Life) -> None:
        await life.is_over.wait()
        await self._bury()
        await self.start()

    async def _bury(self) -> None:
        self.deaths += 1
        await self._end()

    async def _end(self) -> None:
        bot, transport = self.bot, self.transport
        await super().stop()
        if bot is not None and transport is not None:
            # A dead one gets no further than its farewell to Telegram.
            await transport.shutdown()
            await bot.deps.store.close()

    @property
    def is_still(self) -> bool:
        """Not while it dies."""
        return super().is_still and self.life is not None and not self.life.is_over.is_set()

    async def carry_on(self) -> None:
        """Have all done that is due, however often the bot dies or fails meanwhile."""
        await self.between()
        await self.bring()
        await self.between()

    async def bring(self) -> None:
        """The same without anything in between."""
        for _ in range(LOOKS_MOST):
            if await self._look() and not await self._wait_for_postponed():
                return
        raise AssertionError("what is due is never done")

    async def receive(self, *people: Person) -> None:
        """Let these take the bot back if they have blocked it, and see what was held for them."""
        for person in people:
            await person.unblock()
        while not self.is_still:  # noqa: ASYNC110 -- of an update that is finished there is no event
            await asyncio.sleep(0.01)
        await self.bring()

    async def _look(self) -> bool:
        """Whether it was done in one life."""
        while self.bot is None or not self.bot.ready.is_set():  # noqa: ASYNC110 -- another task starts it
            await asyncio.sleep(0.01)
        life = self.life
        assert life is not None
        work = asyncio.create_task(super().carry_on())
        await asyncio.wait([work])
        if life.is_over.is_set():
            await asyncio.gather(work, return_exceptions=True)
            while self.life is life:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            return False
        with suppress(TelegramError):
            work.result()
            return True
        return False

    async def _wait_for_postponed(self) -> bool:
        """Let the time come of what the courier will try again. Whether there is any."""
        query = select(func.min(outbox.c.due)).where(outbox.c.state == WAITING, outbox.c.attempts > 0)
        async with self.desk.store.reading() as tx:
            due = (await tx.execute(query)).scalar_one()
        if due is None:
            return False
        self.clock.advance(seconds=max(0, due - seconds_of(self.clock)))
        return True

    async def turn_to(self, person: Person) -> None:
        """Somebody is about to act."""
        await self.turn(person)


async def _first(*events: asyncio.Event) -> asyncio.Event:
    waits = {asyncio.create_task(one.wait()): one for one in events}
    done, pending = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    return waits[done.pop()]
