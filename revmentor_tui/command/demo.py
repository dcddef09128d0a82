"""`revmentor demo`: the whole loop on this machine, with no Telegram account."""

import signal
import sys
from pathlib import Path

import click

from core.errors import BadInput
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Verb


@click.command("demo", cls=Verb)
@click.option("--script", is_flag=True)
@click.option("--input", "source", type=click.Path(path_type=Path))
@click.option("--column")
@click.option("--field")
@click.option("--home", type=click.Path(path_type=Path))
@click.option("--keep", is_flag=True)
@click.option("--tour", is_flag=True)
@click.pass_context
def demo(
    ctx: click.Context,
    caller: Caller,
    script: bool,
    source: Path | None,
    column: str | None,
    field: str | None,
    home: Path | None,
    keep: bool,
    tour: bool,
) -> None:
    """Three seats in a terminal; unattended with --script, --json, or where there is no terminal."""
    from revmentor_tui.demo.home import PASSPHRASE, DemoHome

    # Ended from outside, it leaves like on Ctrl+C: the bot stopped, the temporary home removed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    alone = script or caller.as_json or not (sys.stdin.isatty() and sys.stdout.isatty())
    if alone and tour:
        raise BadInput("command-tour-alone")
    if not alone and (source or column or field):
        raise BadInput("command-input-alone")
    if alone:
        from revmentor_tui.demo.input import DEFAULT, read_texts
        from revmentor_tui.demo.script import play

        texts = read_texts(source or DEFAULT, column, field)
        with DemoHome.prepare(home, keep=keep) as house:
            ctx.exit(play(caller, house, texts))
    from revmentor_tui.demo.seats import sit_down

    caller.mention(caller.say("demo-preparing"))
    with DemoHome.prepare(home, keep=keep) as house:
        code = sit_down(caller.lang, house, tour=tour)
        if keep:
            caller.mention(caller.say("demo-step-kept", home=str(house.path), passphrase=PASSPHRASE))
        ctx.exit(code)
