"""The stage: a local Telegram in this process, the real bot in its own, and the moderator's unlocked desk."""

import asyncio
import ctypes
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.errors import RevmentorError
from core.locales.catalogue import say
from core.moderation.desk import Desk
from core.sessions import Session
from revmentor_tui.demo.home import DemoHome
from telegram_bot.sandbox import Sandbox

READY_WITHIN = 60.0
"""Seconds until the bot must have asked for its first updates."""
STOP_WITHIN = 10.0
BOT_USERNAME = "revmentor_demo_bot"
_PR_SET_PDEATHSIG = 1


class BotStopped(RevmentorError):
    """The bot's process ended, or never began to work; its log says why."""

    message_id = "demo-bot-stopped"


@dataclass(frozen=True)
class Stage:
    """Everything the demonstration plays on."""

    sandbox: Sandbox
    desk: Desk
    session: Session
    bot: asyncio.subprocess.Process

    def check_bot(self) -> None:
        """Raise BotStopped unless the bot runs."""
        if self.bot.returncode is not None:
            raise BotStopped


@asynccontextmanager
async def open_stage(home: DemoHome, lang: str, keep_entries: int | None = None) -> AsyncIterator[Stage]:
    """Found the home, start the local Telegram and the bot; all are stopped afterwards. Raises BotStopped.

    ``keep_entries`` bounds what each chat remembers of what happened in it.
    """
    desk, session = await home.found(lang)
    try:
        async with Sandbox(bot_name=say(lang, "demo-bot"), bot_username=BOT_USERNAME, keep_entries=keep_entries) as api:
            bot = await _start_bot(home, api)
            try:
                await _wait_until_ready(api, bot)
                yield Stage(api, desk, session, bot)
            finally:
                await _stop_bot(bot)
    finally:
        await desk.close()


async def _start_bot(home: DemoHome, sandbox: Sandbox) -> asyncio.subprocess.Process:
    with _private_log(home.path / "bot.log") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "telegram_bot",
            env=bot_environment(home, sandbox, os.environ),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=_die_with_parent,
        )


def bot_environment(home: DemoHome, sandbox: Sandbox, inherited: Mapping[str, str]) -> dict[str, str]:
    """The bot's environment: none of the caller's own revmentor settings, no pace, the local Telegram."""
    kept = {name: value for name, value in inherited.items() if not name.startswith("REVMENTOR_")}
    return kept | {
        "REVMENTOR_HOME": str(home.path),
        "REVMENTOR_DATABASE_URL": home.settings().url,
        "REVMENTOR_BOT_API_URL": sandbox.base_url,
        "REVMENTOR_BOT_TOKEN": sandbox.token,
        "REVMENTOR_PACE_CHAT": "0",
        "REVMENTOR_PACE_OVERALL": "0",
        "REVMENTOR_LOG_LEVEL": "INFO",
    }


def _private_log(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb")


def _die_with_parent() -> None:
    """A demonstration that is killed must not leave a bot that asks a vanished server for ever (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


async def _wait_until_ready(sandbox: Sandbox, bot: asyncio.subprocess.Process) -> None:
    loop = asyncio.get_running_loop()
    until = loop.time() + READY_WITHIN
    while not sandbox.updates.is_polled:
        if bot.returncode is not None or loop.time() > until:
            raise BotStopped
        await asyncio.sleep(0.02)


async def _stop_bot(bot: asyncio.subprocess.Process) -> None:
    if bot.returncode is None:
        bot.terminate()
    try:
        await asyncio.wait_for(bot.wait(), STOP_WITHIN)
    except TimeoutError:
        bot.kill()
        await bot.wait()
