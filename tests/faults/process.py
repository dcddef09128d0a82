"""The bot as an operator runs it: a process of its own, told everything by its environment."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process

from core.settings import Settings

READY = " ready"
PATIENCE = 60.0
"""Seconds for a start on a machine that is busy with other tests."""


class BotProcess:
    """One run of ``python -m telegram_bot``. ``lines``: what it has written to stderr so far."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._heard = asyncio.Event()
        self.lines: list[str] = []

    async def start(self) -> "BotProcess":
        """Start it; does not wait for anything."""
        given = self._settings
        environment = {name: value for name, value in os.environ.items() if not name.startswith("REVMENTOR_")}
        environment |= {
            "REVMENTOR_HOME": str(given.home),
            "REVMENTOR_DATABASE_URL": given.url,
            "REVMENTOR_BOT_TOKEN": given.read_token(),
            "REVMENTOR_BOT_API_URL": given.bot_api_url,
            "REVMENTOR_PACE_CHAT": "0",
            "REVMENTOR_PACE_OVERALL": "0",
        }
        command = (sys.executable, "-m", "telegram_bot")
        self._process = await asyncio.create_subprocess_exec(*command, stdout=DEVNULL, stderr=PIPE, env=environment)
        self._reading = asyncio.create_task(self._read())
        return self

    async def _read(self) -> None:
        assert self._process
        assert self._process.stderr
        async for raw in self._process.stderr:
            self.lines.append(raw.decode("utf-8", "replace").rstrip())
            self._heard.set()
            self._heard = asyncio.Event()

    async def hear(self, part: str) -> str:
        """The first line that contains ``part``, now or later. TimeoutError when it does not come."""
        async with asyncio.timeout(PATIENCE):
            while True:
                heard = self._heard
                for line in self.lines:
                    if part in line:
                        return line
                await heard.wait()

    async def kill(self) -> None:
        """SIGKILL: as a power cut, but for the disk."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM; the exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        assert self._process
        assert self._reading
        if self._process.returncode is None:
            self._process.send_signal(how)
        code = await self._process.wait()
        await self._reading
        return code
