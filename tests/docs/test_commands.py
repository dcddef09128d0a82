"""Every command line quoted in the papers can be typed: its words and options exist, and so do the make targets."""

import re
import shlex

import click
import pytest

from core.errors import BadInput
from revmentor_tui.command.main import root
from tests.docs.papers import ROOT, blocks, name_of, pages, spans

# What may stand before the command on a line: a prompt, sudo with its options, settings.
_BEFORE = re.compile(r"^(?:\$ )?(?:sudo (?:-\w+ \S+ )*(?:--?\w+ )*)?(?:env )?(?:[A-Z][A-Z_]*=\S* )*(?:\S*/bin/)?")


def lines(text: str, program: str) -> list[str]:
    """Command lines of ``program`` in code spans and blocks, without what stands before the program."""
    found = []
    for line in [*blocks(text), *spans(text)]:
        bare = _BEFORE.sub("", line.removeprefix("ExecStart=").strip())
        if re.match(rf"{program}( |$)", bare):
            found.append(re.split(r" [#|>] ?", f"{bare} ")[0].strip())
    return found


def check(line: str) -> None:
    """Raise AssertionError unless the words of ``line`` lead to a command that has its options."""
    command: click.Command = root
    words = shlex.split(line)[1:]
    while words and isinstance(command, click.Group):
        if words[0].startswith("-"):
            break
        try:
            inner = command.get_command(click.Context(command), words[0])
        except BadInput:
            inner = None
        assert inner is not None, f"no command {words[0]!r}"
        command, words = inner, words[1:]
    assert command is root or not isinstance(command, click.Group), "a noun without its verb"
    known = {"--help"} | {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    for word in words:
        if word.startswith("-"):
            assert word.partition("=")[0] in known, f"no option {word!r}"


QUOTED = sorted({(name_of(page), line) for page in pages() for line in lines(page.read_text("utf-8"), "revmentor")})


@pytest.mark.parametrize(("page", "line"), QUOTED)
def test_a_quoted_command_exists(page: str, line: str) -> None:
    check(line)


def test_the_readme_and_the_manual_quote_commands() -> None:
    quoting = {page for page, _ in QUOTED}
    assert {"README.md", "README.ru.md", "docs/OPERATIONS.md"} <= quoting
    assert len(QUOTED) >= 20


@pytest.mark.parametrize(
    "line",
    [
        "revmentor sesion open x",
        "revmentor session opn x",
        "revmentor session",
        "revmentor digest show --nope",
        "revmentor x",
    ],
)
def test_a_command_that_does_not_exist_is_found_out(line: str) -> None:
    with pytest.raises(AssertionError):
        check(line)


@pytest.mark.parametrize(
    "line", ["sudo -u revmentor env REVMENTOR_HOME=/x revmentor digest show 2", "$ revmentor digest show 2"]
)
def test_what_stands_before_a_command_does_not_hide_it(line: str) -> None:
    assert lines(f"```\n{line}  # comment\n```\n", "revmentor") == ["revmentor digest show 2"]


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    quoted = {(name_of(page), line) for page in pages() for line in lines(page.read_text("utf-8"), "make")}
    assert quoted
    for page, line in quoted:
        assert shlex.split(line)[1] in targets, page
