"""The style sheet is read once, and anew for another theme."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.css import stylesheet

from revmentor_tui.console.style_sheet import OnceRead

SOURCE = "Screen { color: $ours; }"


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that were read, one entry each time."""
    found: list[str] = []
    read: Callable[..., Any] = stylesheet.parse

    def parse(scope: str, css: str, *given: Any, **named: Any) -> Any:
        found.append(css)
        return read(scope, css, *given, **named)

    monkeypatch.setattr(stylesheet, "parse", parse)
    return found


def _colour(sheet: OnceRead) -> Any:
    return sheet.rules[0].styles.color.hex


def test_a_source_is_read_once_however_often_a_screen_asks(readings: list[str]) -> None:
    sheet = OnceRead({"ours": "#112233"})
    sheet.add_source(SOURCE, ("here", "one"))
    for _ in range(3):
        sheet.set_variables({"ours": "#112233"})
        sheet.reparse()
    sheet.add_source("Widget { color: red; }", ("here", "two"))
    sheet.reparse()
    assert readings == [SOURCE, "Widget { color: red; }"]
    assert _colour(sheet) == "#112233"


def test_other_colours_have_everything_read_anew(readings: list[str]) -> None:
    sheet = OnceRead({"ours": "#112233"})
    sheet.add_source(SOURCE, ("here", "one"))
    sheet.reparse()
    sheet.set_variables({"ours": "#445566"})
    sheet.reparse()
    assert _colour(sheet) == "#445566"
    assert readings == [SOURCE, SOURCE]
