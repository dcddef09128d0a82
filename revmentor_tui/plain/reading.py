"""The plain console as a program: lines in, lines out, locked when nobody types for long."""

import asyncio
import sys
import threading
from contextlib import suppress
from getpass import getpass
from typing import TextIO

import click

from core.errors import BadInput, RevmentorError
from core.language.safe_text import SafeText
from core.locales.catalogue import explain, say
from core.moderation.desk import Desk, open_desk
from core.settings import Settings
from revmentor_tui.console.app import IDLE_MINUTES, ROSTER_FILE
from revmentor_tui.console.caseload import Caseload
from revmentor_tui.console.keymap import read_keymap
from revmentor_tui.console.proposals import Proposals
from revmentor_tui.plain.acting import Plain
from revmentor_tui.plain.words import Words


class Lines:
    """Lines of a stream, read by a thread of its own that keeps nobody from leaving."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        # The loop may be gone: then nobody reads any more.
        with suppress(RuntimeError):
            for line in self._stream:
                self._loop.call_soon_threadsafe(self._queue.put_nowait, line)
            self._loop.call_soon_threadsafe(self._queue.put_nowait, None)

    async def next(self, seconds: float) -> str | None:
        """The next line; None at the end. Raises TimeoutError after so many seconds of silence."""
        return await asyncio.wait_for(self._queue.get(), seconds)


def run_plain(settings: Settings, lang: str, stream: TextIO | None = None, idle: float = IDLE_MINUTES * 60) -> int:
    """Sit down until «quit» or the end of input. Raises what opening a desk raises. Returns the exit code."""
    words = Words(read_keymap(settings.keys))
    passphrase = settings.read_passphrase()
    if passphrase is None:
        if not sys.stdin.isatty():
            raise BadInput("command-passphrase-needed")
        passphrase = getpass(f"{say(lang, 'plain-passphrase')} ")
    return asyncio.run(_sit(settings, passphrase, lang, words, stream or sys.stdin, idle))


async def _sit(settings: Settings, passphrase: str, lang: str, words: Words, stream: TextIO, idle: float) -> int:
    desk = await open_desk(settings, passphrase)
    return await sit(desk, settings, lang, words, Lines(stream), idle)


async def sit(desk: Desk, settings: Settings, lang: str, words: Words, lines: Lines, idle: float) -> int:
    """The conversation over an open desk, which is closed afterwards."""
    caseload = Caseload(desk, lang, settings.home, proposals=Proposals(settings.home / ROSTER_FILE))

    async def ask(question: SafeText) -> str | None:
        click.echo(question)
        return await lines.next(idle)

    plain = Plain(caseload, words, click.echo, ask)
    try:
        await caseload.choose()
        await caseload.take_in()
        await caseload.beat()
        await plain.welcome()
        while not plain.is_over:
            line = await ask(plain.text("plain-prompt"))
            if line is None:
                break
            await _look_for_more(plain)
            await plain.obey(words.understand(line))
        plain.say("plain-bye")
    except TimeoutError:
        plain.say("plain-locked")
    finally:
        await caseload.close()
    return 0


async def _look_for_more(plain: Plain) -> None:
    """Take in what came meanwhile, keep the place, and say how much it was."""
    here, before = plain.current, len(plain.caseload.letters.known)
    try:
        if await plain.caseload.beat():
            await plain.caseload.take_in()
            await plain.caseload.beat()
    except RevmentorError as error:
        plain.tell(explain(plain.caseload.lang, error))
        return
    if arrived := len(plain.caseload.letters.known) - before:
        plain.say("plain-arrived", count=arrived)
        order = plain.order
        plain.cursor = order.index(here.id) if here and here.id in order else plain.cursor
