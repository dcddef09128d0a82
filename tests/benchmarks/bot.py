"""Row 1: a critique through the real bot, from message to code, per Bot API call, against an echo bot.

Both bots are processes of their own, on the same library, transport and server; the server and the people are in this
process and do the same work per call for both.
"""

import asyncio
import os
import random
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from core.people.invitations import EMPLOYEE, Card, create_invites
from telegram_bot.sandbox import Person, Sandbox
from telegram_bot.sandbox.screen import Shown
from tests.benchmarks.installation import installation
from tests.benchmarks.intake import TEXT
from tests.benchmarks.measure import Row

PEOPLE = 16
ROUNDS = 15
PATIENCE = 30.0


async def critique_per_call() -> Row:
    """The median of three measurements of each side, in turn."""
    rates: tuple[list[float], list[float]] = ([], [])
    for _ in range(3):
        rates[0].append(await _critiques())
        rates[1].append(await echo_rate())
    ours, floor = (sorted(found)[1] for found in rates)
    return Row("critique-through-the-bot", "calls/s", ours, floor, 0.7, more_is_better=True)


async def _rate(sandbox: Sandbox, people: list[Person], converse: Callable[[Person], Awaitable[None]]) -> float:
    """Calls a second, all people at it at once; polls are not counted on either side."""
    await asyncio.gather(*(converse(person) for person in people))
    before, start = calls_of(sandbox), time.perf_counter()
    for _ in range(ROUNDS):
        await asyncio.gather(*(converse(person) for person in people))
    return (calls_of(sandbox) - before) / (time.perf_counter() - start)


def calls_of(sandbox: Sandbox) -> int:
    """Bot API calls so far; polls are not counted."""
    return sum(count for method, count in sandbox.calls.items() if method != "getUpdates")


@asynccontextmanager
async def bot_process(sandbox: Sandbox, module: str, **settings: str) -> AsyncIterator[None]:
    """A bot of that module, at that server, as a process of its own."""
    environment = {
        **os.environ,
        "REVMENTOR_BOT_TOKEN": sandbox.token,
        "REVMENTOR_BOT_API_URL": sandbox.base_url,
        "REVMENTOR_PACE_CHAT": "0",
        "REVMENTOR_PACE_OVERALL": "0",
        **settings,
    }
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, env=environment, stdout=quiet, stderr=quiet
    )
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


async def _critiques() -> float:
    async with installation() as place, Sandbox(rng=random.Random(7), keep_entries=1000) as sandbox:
        tokens = await create_invites(place.desk.store, place.desk.clock, place.desk.issuer, [Card(EMPLOYEE)] * PEOPLE)
        async with bot_process(sandbox, "telegram_bot", REVMENTOR_HOME=str(place.settings.home)):
            people = [sandbox.person(f"p{n}", "ru") for n in range(PEOPLE)]
            for person, token in zip(people, tokens, strict=True):
                await person.follow_link(token)
                await person.wait_for(lambda screen: any(shown.buttons for shown in screen), timeout=PATIENCE)
            return await _rate(sandbox, people, _write_one)


async def _write_one(person: Person) -> None:
    """From message to code: write, see the preview, press, see the code and the rest gone."""
    sent = await person.say(TEXT)
    preview = await answer_after(person, sent.message_id)
    send = next(button for row in preview.buttons for button in row if button.data.startswith("s:"))
    await person.press(send.data, message=preview)
    await answer_after(person, preview.message_id)


async def echo_rate() -> float:
    """Calls a second of a bot that only echoes."""
    sandbox = Sandbox(rng=random.Random(7), keep_entries=1000)
    async with sandbox, bot_process(sandbox, "tests.benchmarks.echo_bot"):
        people = [sandbox.person(f"p{n}", "ru") for n in range(PEOPLE)]
        return await _rate(sandbox, people, _hear_echo)


async def _hear_echo(person: Person) -> None:
    sent = await person.say(TEXT)
    await answer_after(person, sent.message_id)


async def answer_after(person: Person, after: int) -> Shown:
    """The bot's newest message, once it is newer than ``after``."""

    def newest(_: object) -> Shown | None:
        last = person.last()
        return last if last is not None and last.message_id > after else None

    return await person.wait_for(newest, timeout=PATIENCE)
