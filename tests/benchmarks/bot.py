"""Row 1: a critique through the real bot, from message to code, per Bot API call, against an echo bot."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from telegram import Update
from telegram.ext import Application, MessageHandler, filters

from core.people.membership import EMPLOYEE, create_invites
from telegram_bot.running import run_bot
from telegram_bot.sandbox import Person, Sandbox
from telegram_bot.transport import Transport
from tests.benchmarks.installation import installation
from tests.benchmarks.intake import TEXT
from tests.benchmarks.measure import Row

PEOPLE = 16
ROUNDS = 12


async def critique_per_call() -> Row:
    """Both sides: the same library, transport and server, PEOPLE chats side by side, calls counted by the server."""
    rates: tuple[list[float], list[float]] = ([], [])
    for _ in range(3):
        rates[0].append(await _critiques())
        rates[1].append(await _echoes())
    ours, floor = (sorted(found)[1] for found in rates)
    return Row("critique-through-the-bot", "calls/s", ours, floor, 0.7, more_is_better=True)


def _sandbox() -> Sandbox:
    return Sandbox(rng=random.Random(7), keep_entries=1000)


async def _rate(sandbox: Sandbox, people: list[Person], converse: Callable[[Person], Awaitable[None]]) -> float:
    """Calls a second, all people at it at once; long polls are not counted on either side."""
    await asyncio.gather(*(converse(person) for person in people))
    before, start = _calls(sandbox), time.perf_counter()
    for _ in range(ROUNDS):
        await asyncio.gather(*(converse(person) for person in people))
    return (_calls(sandbox) - before) / (time.perf_counter() - start)


def _calls(sandbox: Sandbox) -> int:
    return sum(count for method, count in sandbox.calls.items() if method != "getUpdates")


async def _critiques() -> float:
    async with installation() as place, _sandbox() as sandbox:
        settings = place.settings.model_copy(update={"bot_api_url": sandbox.base_url})
        tokens = await create_invites(place.desk.store, place.desk.clock, EMPLOYEE, PEOPLE)
        async with run_bot(settings) as bot:
            await bot.ready.wait()
            people = [sandbox.person(f"p{n}", "ru") for n in range(PEOPLE)]
            for person, token in zip(people, tokens, strict=True):
                await person.follow_link(token)
                await person.wait_for(lambda screen: any(shown.buttons for shown in screen), timeout=20)
            return await _rate(sandbox, people, _write_one)


async def _write_one(person: Person) -> None:
    """From message to code: write, see the preview, press, see the code."""
    seen = max((shown.message_id for shown in person.screen()), default=0)
    await person.say(TEXT)
    preview = await person.wait_for(lambda screen: _newest(screen, seen, "s:"), timeout=20)
    button = next(b for row in preview.buttons for b in row if b.data.startswith("s:"))
    await person.press(button.data, message=preview)
    await person.wait_for(lambda screen: _newest(screen, preview.message_id, "x"), timeout=20)


def _newest(screen: Any, after: int, data: str) -> Any:
    """The newest bot message after ``after`` with a button of that kind."""
    for shown in reversed(screen):
        if shown.by_bot and shown.message_id > after:
            if any(button.data.startswith(data) for row in shown.buttons for button in row):
                return shown
    return None


async def _echoes() -> float:
    async with _sandbox() as sandbox:
        async with _echo_bot(sandbox):
            return await _rate(sandbox, [sandbox.person(f"p{n}", "ru") for n in range(PEOPLE)], _hear_echo)


async def _hear_echo(person: Person) -> None:
    sent = await person.say(TEXT)
    await person.wait_for(
        lambda screen: next((s for s in reversed(screen) if s.by_bot and s.message_id > sent.message_id), None),
        timeout=20,
    )


def _echo_bot(sandbox: Sandbox) -> AbstractAsyncContextManager[None]:
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def running() -> Any:
        transport = Transport()
        application = (
            Application.builder()
            .token(sandbox.token)
            .base_url(sandbox.base_url)
            .request(transport)
            .get_updates_request(Transport())
            .concurrent_updates(PEOPLE)
            .build()
        )

        async def echo(update: Update, context: Any) -> None:
            del context
            if update.message and update.message.text:
                await update.message.reply_text(update.message.text)

        application.add_handler(MessageHandler(filters.TEXT, echo))
        await application.initialize()
        await application.start()
        if application.updater is None:
            raise RuntimeError("the echo bot needs the library's own updater")
        await application.updater.start_polling()
        try:
            yield
        finally:
            await application.updater.stop()
            await application.stop()
            await application.shutdown()

    return running()
