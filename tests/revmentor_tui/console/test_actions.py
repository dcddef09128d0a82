"""The action table: complete, spoken in both languages, and never two acts under one key in one place."""

import re
from collections import Counter
from importlib.resources import files

import pytest

from core.locales.catalogue import LANGUAGES, has, say
from revmentor_tui.console.actions import ACTIONS, PLACES, actions_of, bindings_of, find_action, key_name, with_layouts
from revmentor_tui.console.app import SCREENS, ConsoleApp
from revmentor_tui.console.chart_view import ChartView
from revmentor_tui.console.compose import ComposeDigest
from revmentor_tui.console.inbox import InboxScreen
from revmentor_tui.console.letter_pane import LetterPane
from revmentor_tui.console.letter_text import LetterText
from revmentor_tui.console.reading import RecordPane
from revmentor_tui.console.virtual_list import VirtualList
from revmentor_tui.console.wall import Wall

TOGETHER = [
    ("list", "inbox", "anywhere"),
    ("list", "digests", "anywhere"),
    ("list", "sessions", "anywhere"),
    ("list", "team", "anywhere"),
    ("list", "council", "anywhere"),
    ("list", "compose"),
    ("marking",),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_act_has_a_name_and_a_sentence(action, lang):
    assert len(say(lang, action.label_id)) <= 20
    assert len(say(lang, action.help_id)) > 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_place_has_a_name(lang):
    assert all(say(lang, f"place-{place}") for place in PLACES)


@pytest.mark.parametrize("places", TOGETHER, ids="+".join)
def test_no_key_means_two_things_at_once(places):
    keys = Counter(key for action in actions_of(*places) for key in with_layouts(action.keys))
    assert [key for key, times in keys.items() if times > 1] == []


def test_acts_have_distinct_ids_to_be_remapped_by():
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


OWNERS = {
    **SCREENS,
    "list": VirtualList,
    "letter": LetterPane,
    "reading": RecordPane,
    "proposing": InboxScreen,
    "marking": LetterText,
    "compose": ComposeDigest,
    "charts": ChartView,
    "wall": Wall,
    "anywhere": ConsoleApp,
}
"""Who does the acts of a place, where it has keys of its own."""


@pytest.mark.parametrize("place", [place for place in PLACES if place != "typing"])
def test_every_act_can_be_done(place):
    for action in actions_of(place):
        call = action.call.split("(")[0]
        owner = ConsoleApp if call.startswith("app.") else OWNERS[place]
        # The charts' screen draws, what it draws with scrolls.
        owners = (owner, SCREENS.get(place, owner))
        assert any(hasattr(one, f"action_{call.removeprefix('app.')}") for one in owners), action.id


def test_a_letter_works_in_the_russian_layout():
    keys = {key.strip() for binding in bindings_of("inbox") for key in str(getattr(binding, "key", "")).split(",")}
    assert {"t", "е", "r", "к", "Z", "Я"} <= keys


def test_the_key_bar_names_the_key_a_person_chose():
    assert key_name(find_action("tag"), {}) == "t"
    assert key_name(find_action("tag"), {"tag": "ctrl+t"}) == "^t"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_consoles_messages_clash_with_nobody_elses(lang):
    names: dict[str, list[str]] = {}
    for entry in (files("core.locales") / lang).iterdir():
        if entry.name.endswith(".ftl"):
            names[entry.name] = re.findall(r"^([a-z][\w-]*) *=", entry.read_text("utf-8"), re.M)
    own = names.pop("console.ftl")
    others = {name for found in names.values() for name in found}
    assert set(own) & others == set()
    assert len(own) == len(set(own))


def test_both_languages_have_the_same_messages():
    found = [
        set(re.findall(r"^([a-z][\w-]*) *=", (files("core.locales") / lang / "console.ftl").read_text("utf-8"), re.M))
        for lang in LANGUAGES
    ]
    assert found[0] ^ found[1] == set()
    assert all(has("en", name) for name in found[0])
