"""`revmentor bot`: the Telegram bot, in this process."""

import os

import click

from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Verb


@click.command("bot", cls=Verb)
def bot(caller: Caller) -> None:
    """Run until stopped."""
    from telegram_bot.__main__ import main

    # What stops it at the start is told in the caller's language.
    os.environ.setdefault("REVMENTOR_LANG", caller.lang)
    main()
