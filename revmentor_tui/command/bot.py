"""`revmentor bot`: the Telegram bot, in this process."""

import click

from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Verb


@click.command("bot", cls=Verb)
def bot(caller: Caller) -> None:
    """Run until stopped."""
    from telegram_bot.__main__ import main

    del caller
    main()
