"""Every screen in both languages and three sizes looks as it was written down, and none is left out."""

import pkgutil
from collections.abc import Iterator
from difflib import unified_diff
from importlib import import_module

import pytest
from textual.screen import Screen

from revmentor_tui import console
from tests.revmentor_tui.console.shots import FOLDER, LANGUAGES, SHOTS, draw, path_of

NEVER_THE_SAME = {"Pages", "JoinScreen"}
"""Recovery shares, and words of keys made a moment ago: what they show is tried in test_team."""
AGAIN = "look at it; if it is right: python -m tests.revmentor_tui.console.shots"


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_every_screen_looks_as_it_was_written_down(lang, tmp_path):
    drawn, seen = await draw(tmp_path, lang)
    kept = {name: path_of(name, lang).read_text("utf-8") for name in drawn if path_of(name, lang).exists()}
    missing = [name for name in drawn if name not in kept]
    assert missing == [], AGAIN
    changes = [line for name, text in drawn.items() for line in difference(name, kept[name], text)]
    assert changes == [], AGAIN + "\n" + "\n".join(changes)
    assert {screen.__name__ for screen in every_screen()} - {screen.__name__ for screen in seen} == NEVER_THE_SAME


def test_no_picture_is_kept_of_a_screen_that_is_not_there():
    assert {path.name for path in FOLDER.iterdir()} == {
        path_of(shot.name, lang).name for shot in SHOTS for lang in LANGUAGES
    }


def difference(name: str, kept: str, drawn: str) -> list[str]:
    """The lines that differ."""
    return list(unified_diff(kept.split("\n"), drawn.split("\n"), name, name, lineterm="", n=0))


def every_screen() -> Iterator[type[Screen[object]]]:
    """The console's screens and dialogs, without those that others are made of."""
    for module in pkgutil.iter_modules(console.__path__, console.__name__ + "."):
        import_module(module.name)
    waiting = list(Screen.__subclasses__())
    while waiting:
        screen = waiting.pop()
        waiting += screen.__subclasses__()
        if screen.__module__.startswith(console.__name__) and not screen.__subclasses__():
            yield screen
