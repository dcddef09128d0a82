"""What the unattended demonstration tells: a line a step, for a person or for a program."""

import sys
import time

import click

from core.locales.catalogue import say
from revmentor_tui.command.caller import PATIENCE, Caller


class Report:
    """Steps go to standard output; what happens meanwhile to a terminal on stderr, and only there."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._began = self._quiet_since = time.monotonic()
        self._shows = sys.stderr.isatty()

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return round(time.monotonic() - self._began, 2)

    def step(self, name: str, **numbers: int | float | str) -> None:
        """A step is done."""
        self._clear()
        self._caller.answer({"step": name, **numbers}, say(self._caller.lang, f"demo-step-{name}", **numbers))
        self._quiet_since = time.monotonic()

    def progress(self, done: int, total: int) -> None:
        """A long step goes on."""
        if self._shows and time.monotonic() - self._quiet_since > PATIENCE:
            click.echo(f"\r\x1b[K… {done} / {total}", nl=False, err=True)

    def _clear(self) -> None:
        if self._shows:
            click.echo("\r\x1b[K", nl=False, err=True)
