"""Every word of the command line explains itself, and each of its options, in both languages."""

import click
import pytest

from core.locales.catalogue import LANGUAGES
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun
from revmentor_tui.command.main import root


def sentences(noun: Noun, so_far: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [so_far]
    context = click.Context(noun, obj=Caller("ru"))
    for name in noun.list_commands(context):
        command = noun.get_command(context, name)
        found += sentences(command, (*so_far, name)) if isinstance(command, Noun) else [(*so_far, name)]
    return found


@pytest.mark.parametrize("sentence", sentences(root), ids=" ".join)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_is_complete(sentence: tuple[str, ...], lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    root.main([*sentence, "--help"], prog_name="revmentor", standalone_mode=False, obj=Caller(lang))
    text = capsys.readouterr().out
    assert f"revmentor {' '.join(sentence)}".strip() in text
    assert ("эта справка" in text) == (lang == "ru")
