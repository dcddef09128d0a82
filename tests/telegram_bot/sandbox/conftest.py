"""A sandbox with its hands on the clock, and python-telegram-bot's own Bot talking to it over HTTP."""

import random
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from telegram_bot.sandbox import Person, Sandbox, SandboxClock

START = 1_790_000_000.0


class QuietBot(Bot):
    """Keeps its token out of what a failing test prints."""

    def __repr__(self) -> str:
        return "<Bot>"


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    # The library's own switch to its next form of retry_after; without it every 429 also warns.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(start=START)


@pytest.fixture
async def sandbox(clock: SandboxClock) -> AsyncIterator[Sandbox]:
    async with Sandbox(clock=clock, rng=random.Random(7)) as running:
        yield running


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    # verify=False saves reading the certificate store for a connection that has no TLS at all.
    requests = [HTTPXRequest(httpx_kwargs={"verify": False}, read_timeout=2) for _ in range(2)]
    talking = QuietBot(
        sandbox.token,
        base_url=sandbox.base_url,
        base_file_url=sandbox.base_file_url,
        request=requests[0],
        get_updates_request=requests[1],
    )
    async with talking:
        yield talking


@pytest.fixture
async def anna(sandbox: Sandbox) -> Person:
    """Somebody who has started the bot."""
    person = sandbox.person("Анна", "ru", last_name="Иванова", username="anna_iv")
    await person.follow_link()
    return person
