"""Who called: their language, whether a program reads the answer, and the few ways to answer."""

import asyncio
import contextlib
import itertools
import json
import os
import sys
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from core.errors import BadInput
from core.language.safe_text import SafeText
from core.locales.catalogue import say

if TYPE_CHECKING:
    from core.moderation.desk import Desk
    from core.settings import Settings

PATIENCE = 1.0
"""Seconds of silence before a spinner shows that work goes on."""


def encode_json(fact: Mapping[str, object]) -> str:
    """One line of ASCII: whatever somebody wrote, no control character in it is raw (json leaves DEL alone)."""
    return json.dumps(fact, ensure_ascii=True).replace("\x7f", "\\u007f")


@dataclass
class Caller:
    """A call of the command line."""

    lang: str
    as_json: bool = False

    def say(self, message_id: str, **facts: object) -> SafeText:
        """A text in the caller's language."""
        return say(self.lang, message_id, **facts)

    def answer(self, fact: Mapping[str, object], text: SafeText) -> None:
        """One answer on standard output: ``fact`` as a JSON line for a program, ``text`` for a person."""
        click.echo(encode_json(fact) if self.as_json else text)

    def mention(self, text: SafeText) -> None:
        """A line for a person only."""
        if not self.as_json:
            click.echo(text)

    def settings(self) -> "Settings":
        """All settings. Raises BadInput."""
        from core.settings import load_settings

        return load_settings()

    @asynccontextmanager
    async def desk(self) -> AsyncIterator["Desk"]:
        """The unlocked desk, closed afterwards. Raises what opening a desk raises."""
        from core.crypto.identity import load
        from core.moderation.desk import open_desk

        settings = self.settings()
        load(settings.identity_path)  # Nobody is asked for the passphrase of an identity that is not there.
        desk = await open_desk(settings, settings.read_passphrase() or self.ask_passphrase())
        try:
            yield desk
        finally:
            await desk.close()

    def ask_passphrase(self, *, twice: bool = False) -> str:
        """From the terminal, unseen. Raises BadInput when there is nobody to ask, or the two do not agree."""
        first = self._ask_unseen("command-ask-passphrase")
        if twice and self._ask_unseen("command-ask-passphrase-again") != first:
            raise BadInput("command-passphrases-differ")
        return first

    def ask(self, message_id: str, default: str = "") -> str:
        """A question on the terminal."""
        answer = click.prompt(self.say(message_id), default=default, show_default=bool(default), err=True)
        return str(answer).strip()

    @property
    def can_ask(self) -> bool:
        """Whether a person sits at the terminal."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def _ask_unseen(self, message_id: str) -> str:
        if not self.can_ask:
            raise BadInput("command-passphrase-needed")
        return str(click.prompt(self.say(message_id), hide_input=True, err=True))

    async def wait_for(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Await ``work``; somebody at a terminal sees that it goes on."""
        if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
            return await work
        spinner = asyncio.create_task(_spin())
        try:
            return await work
        finally:
            spinner.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await spinner


async def _spin() -> None:
    await asyncio.sleep(PATIENCE)
    try:
        for frame in itertools.cycle("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"):
            click.echo(f"\r{frame}\r", nl=False, err=True)
            await asyncio.sleep(0.1)
    finally:
        click.echo("\r \r", nl=False, err=True)
