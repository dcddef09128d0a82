"""The root of the command line: which words there are, and what becomes of an error."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from core.errors import BadInput, RevmentorError
from core.language.safe_text import SafeText, one_line
from core.locales.catalogue import LANGUAGES, explain
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun
from revmentor_tui.command.language import choose_language

HERE = "revmentor_tui.command"
WORDS = {
    "init": f"{HERE}.founding:init",
    "session": f"{HERE}.sessions:session",
    "inbox": f"{HERE}.inbox:inbox",
    "show": f"{HERE}.inbox:show",
    "tag": f"{HERE}.review:tag",
    "redact": f"{HERE}.review:redact",
    "note": f"{HERE}.review:note",
    "release": f"{HERE}.review:release",
    "approve": f"{HERE}.review:approve",
    "hold": f"{HERE}.review:hold",
    "decline": f"{HERE}.review:decline",
    "reopen": f"{HERE}.review:reopen",
    "undo": f"{HERE}.review:undo",
    "group": f"{HERE}.review:group",
    "ungroup": f"{HERE}.review:ungroup",
    "mute": f"{HERE}.review:mute",
    "digest": f"{HERE}.digests:digest",
    "question": f"{HERE}.questions:question",
    "invite": f"{HERE}.invitations:invite",
    "people": f"{HERE}.people:people",
    "pairs": f"{HERE}.pairs:pairs",
    "meetings": f"{HERE}.meetings:meetings",
    "projects": f"{HERE}.projects:projects",
    "internships": f"{HERE}.internships:internships",
    "council": f"{HERE}.council:council",
    "signals": f"{HERE}.signals:signals",
    "pulse": f"{HERE}.pulse:pulse",
    "glance": f"{HERE}.glance:glance",
    "journal": f"{HERE}.journal:journal",
    "team": f"{HERE}.team:team",
    "identity": f"{HERE}.identity:identity",
    "recovery": f"{HERE}.recovery:recovery",
    "recover": f"{HERE}.recovery:recover_",
    "backup": f"{HERE}.safekeeping:backup_",
    "restore": f"{HERE}.safekeeping:restore_",
    "doctor": f"{HERE}.safekeeping:doctor_",
    "bot": f"{HERE}.bot:bot",
    "demo": f"{HERE}.demo:demo",
}
BAD_INPUT, UNEXPECTED, INTERRUPTED = 2, 1, 130


def open_console(ctx: click.Context, lang: str | None, plain: bool) -> None:
    """`revmentor` alone: the console, in the language asked for, else the one it had last; ``plain``: line by line.
    Raises BadInput where there is no terminal for it."""
    caller: Caller = ctx.obj
    settings = caller.settings()
    if plain or settings.plain:
        from revmentor_tui.plain.reading import run_plain

        ctx.exit(run_plain(settings, caller.lang))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("command-needs-terminal")
    from revmentor_tui.console.app import ConsoleApp
    from revmentor_tui.console.memory import read_looks

    looks = read_looks(settings.home)
    spoken = lang or settings.lang or looks.lang or caller.lang
    ctx.exit(ConsoleApp(settings, lang=spoken, looks=looks).run() or 0)


def tell_version(ctx: click.Context, option: click.Parameter, asked: bool) -> None:
    """`revmentor --version`."""
    del option
    if asked:
        from importlib.metadata import version

        click.echo(f"revmentor {version('revmentor')}")
        ctx.exit()


@click.pass_context
def _root(ctx: click.Context, lang: str | None, plain: bool) -> None:
    if ctx.invoked_subcommand is None:
        open_console(ctx, lang, plain)


root = Noun("revmentor", WORDS, callback=_root, invoke_without_command=True)
root.params.append(click.Option(["--lang"], type=click.Choice(LANGUAGES)))
root.params.append(click.Option(["--plain"], is_flag=True))
root.params.append(click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=tell_version))


def run(words: Sequence[str]) -> int:
    """Say a sentence; returns the exit code. An error is one line on stderr: what is wrong and what to do.

    Nothing of an unexpected exception is shown but its class: its message may quote what somebody wrote.
    """
    caller = Caller(choose_language(words))
    try:
        code = root.main(list(words), prog_name="revmentor", standalone_mode=False, obj=caller)
    except click.UsageError as error:
        return _complain(explain_usage(caller, error), BAD_INPUT)
    except RevmentorError as error:
        return _complain(explain(caller.lang, error), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _complain(caller.say("command-interrupted"), INTERRUPTED)
    except SystemExit as leaving:
        # The bot's own program ends so; it has said why.
        return leaving.code if isinstance(leaving.code, int) else UNEXPECTED
    except BrokenPipeError:
        # The reader has left (`| head`): nobody is there to be told, and Python must not try at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNEXPECTED
    except Exception as error:
        return _complain(caller.say("command-unexpected", kind=type(error).__name__), UNEXPECTED)
    return code if isinstance(code, int) else 0


def explain_usage(caller: Caller, error: click.UsageError) -> SafeText:
    """What is wrong with the sentence itself."""
    match error:
        case click.NoSuchOption():
            return caller.say("command-no-option", name=one_line(error.option_name))
        case click.MissingParameter():
            return caller.say("command-missing", name=one_line(_name_of(error)))
        case click.BadOptionUsage():
            return caller.say("command-no-value", name=one_line(error.option_name))
        case click.BadParameter():
            return _explain_value(caller, error)
    return caller.say("command-usage-wrong", command=error.ctx.command_path if error.ctx else "revmentor")


def _explain_value(caller: Caller, error: click.BadParameter) -> SafeText:
    kind, name = error.param.type if error.param else None, one_line(_name_of(error))
    if isinstance(kind, click.Choice):
        return caller.say("command-bad-choice", name=name, choices=", ".join(kind.choices))
    if isinstance(kind, click.IntRange) and kind.min is not None:
        return caller.say("command-bad-number", name=name, least=kind.min)
    return caller.say("command-bad-value", name=name)


def _name_of(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.human_readable_name if error.param else ""


def _complain(text: SafeText, code: int) -> int:
    click.echo(one_line(text), err=True)
    return code


def main() -> NoReturn:
    """The `revmentor` program."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets its number instead of a crash.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:]))


__all__ = ["main", "root", "run"]
