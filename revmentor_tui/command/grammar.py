"""How a sentence of the command line is built: nouns hold verbs, and both explain themselves in the caller's language.

A noun knows its verbs by the address of their module, so that asking for help loads none of them.
"""

import asyncio
import importlib
import inspect
from collections.abc import Mapping
from typing import Any

import click

from core.errors import BadInput
from core.language.safe_text import one_line
from core.locales.catalogue import LANGUAGES, has
from revmentor_tui.command.caller import Caller


def sentence_of(ctx: click.Context) -> str:
    """The command without the program's name, as message ids spell it: ``session-open``; empty for the root."""
    return "-".join(ctx.command_path.split()[1:])


class _Spoken(click.Command):
    """A command whose help comes from the locales."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How it is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{ctx.obj.say('command-usage')} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(ctx.obj.say(f"command-help-{sentence_of(ctx) or 'root'}"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options and what each means."""
        records = [
            (", ".join([*option.opts, *option.secondary_opts]), self._meaning(ctx, max(option.opts, key=len)))
            for option in self.get_params(ctx)
            if isinstance(option, click.Option)
        ]
        with formatter.section(ctx.obj.say("command-options")):
            formatter.write_dl(records)

    def _meaning(self, ctx: click.Context, option: str) -> str:
        name = option.lstrip("-")
        own = f"command-option-{sentence_of(ctx)}-{name}"
        return str(ctx.obj.say(own if has(ctx.obj.lang, own) else f"command-option-{name}"))


class Verb(_Spoken):
    """One act. Its function may be a coroutine; it gets the Caller as its first argument.

    Every verb has ``--json`` and ``--lang``; the language itself was chosen before the sentence was read.
    """

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.options_metavar = "[--…]"
        self.params.append(click.Option(["--json", "as_json"], is_flag=True))
        self.params.append(click.Option(["--lang"], type=click.Choice(LANGUAGES)))

    def invoke(self, ctx: click.Context) -> Any:
        """Do it; exceptions are told by main."""
        caller: Caller = ctx.obj
        caller.as_json = ctx.params.pop("as_json")
        ctx.params.pop("lang")
        assert self.callback is not None
        result = ctx.invoke(self.callback, caller, **ctx.params)
        return asyncio.run(caller.wait_for(result)) if inspect.iscoroutine(result) else result


class Noun(_Spoken, click.Group):
    """A group of commands, each named by ``module:attribute`` and loaded when it is called."""

    def __init__(self, name: str, addresses: Mapping[str, str], **attributes: Any) -> None:
        super().__init__(name, **attributes)
        self.options_metavar = "[--…]"
        self.subcommand_metavar = "…"
        self._addresses = dict(addresses)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are needed."""
        return list(self._addresses)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one."""
        address = self._addresses.get(cmd_name)
        if address is None:
            return None
        module, _, attribute = address.partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Raises BadInput for a word that is none of the verbs."""
        if args and not args[0].startswith("-") and args[0] not in self._addresses:
            raise BadInput("command-unknown", name=one_line(args[0]))
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then verbs."""
        _Spoken.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs, each with the first line of its help."""
        path = sentence_of(ctx)
        ids = {name: "-".join(filter(None, ("command-help", path, name))) for name in self._addresses}
        with formatter.section(ctx.obj.say("command-commands")):
            formatter.write_dl([(name, ctx.obj.say(message).partition("\n")[0]) for name, message in ids.items()])
