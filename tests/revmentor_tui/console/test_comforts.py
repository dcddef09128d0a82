"""What the console remembers and what it does not, keys of one's own, the tour, two versions side by side."""

import json

import pytest
from textual.widgets import Static

from core.errors import BadInput
from core.moderation.saved_views import LAST_FILE, read_last
from core.settings import load_settings
from revmentor_tui.console import app as app_module
from revmentor_tui.console import memory
from revmentor_tui.console.app import ConsoleApp
from revmentor_tui.console.inbox import InboxScreen
from revmentor_tui.console.keymap import read_keymap
from revmentor_tui.console.memory import FILE, Looks, keep_looks, read_looks
from revmentor_tui.console.tour import CARDS, Tour

FIRST = "На планёрках решают трое, остальные молчат, как было с Виктором Павловичем в марте"

# Keys.


def test_keys_are_written_as_people_write_them():
    assert read_keymap({"hold": "w", "tag": "ctrl+t", "filter": "\\", "undo": "u f4"}) == {
        "hold": "w,ц",
        "tag": "ctrl+t",
        "filter": "backslash",
        "undo": "u,f4,г",
    }


@pytest.mark.parametrize(
    ("given", "message", "names"),
    [
        ({"holt": "w"}, "error-keys-act-near", "hold"),
        ({"qqqqqq": "w"}, "error-keys-act", "qqqqqq"),
        ({"hold": "hyper+w"}, "error-keys-key", "hyper+w"),
        ({"hold": ""}, "error-keys-key", "hold"),
        ({"hold": "r"}, "error-keys-twice", "release"),
        ({"hold": "q"}, "error-keys-twice", "quit"),
        ({"hold": "к"}, "error-keys-twice", "release"),
    ],
)
def test_a_wrong_line_of_keys_is_one_sentence_that_names_it(given, message, names):
    with pytest.raises(BadInput) as caught:
        read_keymap(given)
    assert caught.value.message_id == message
    assert names in map(str, caught.value.facts.values())


def test_two_acts_may_exchange_their_keys():
    assert read_keymap({"hold": "r", "release": "h"}) == {"hold": "r,к", "release": "h,р"}


async def test_keys_come_from_the_settings_file(home, play):
    (home.settings.home / "revmentor.toml").write_text('[keys]\nhold = "w"\n', "utf-8")
    home.settings = load_settings(home=home.settings.home)
    async with play(home) as player:
        text = player.shown()[0]
        assert "w отложить" in player.see
        await player.press("ц")
        assert (await player.review(text)).state == "held"


def test_a_wrong_settings_file_stops_before_anything_is_drawn(tmp_path):
    (tmp_path / "revmentor.toml").write_text('[keys]\nhold = "r"\n', "utf-8")
    with pytest.raises(BadInput):
        ConsoleApp(load_settings(home=tmp_path))


# What is remembered.


async def test_colours_language_and_order_are_there_again(home, play):
    folder = home.settings.home
    async with play(home, looks=Looks(toured=True)) as player:
        await player.press("f9", "f8", "s", "2")
        order = player.shown()
    kept = read_looks(folder)
    assert (kept.theme, kept.lang, kept.sort) == ("revmentor-light", "en", "newest")
    async with play(home, lang=kept.lang, looks=kept) as player:
        assert player.app.theme == "revmentor-light"
        assert player.shown() == order
        assert "● new" in player.see


async def test_the_filter_is_there_again_and_nothing_that_anybody_wrote_is_readable(home, play):
    async with play(home, looks=Looks(toured=True)) as player:
        await player.press("slash")
        await player.type("релиз")
        await player.press("enter", "f9", "t")
        await player.type("тайная метка")
        await player.press("enter")
        shown = player.shown()
    assert "релиз".encode() not in (home.settings.home / LAST_FILE).read_bytes()
    async with play(home, looks=read_looks(home.settings.home)) as player:
        assert player.shown() == shown
        assert "видно 1 из 6" in player.see
        assert "релиз" in player.see
    kept = json.loads((home.settings.home / FILE).read_text("utf-8"))
    assert kept == {"theme": "revmentor-light", "lang": "ru", "sort": "oldest", "toured": True}


async def test_a_filter_is_kept_as_soon_as_it_rests_for_a_kill_asks_nobody(home, play, monkeypatch):
    monkeypatch.setattr(app_module, "VIEW_RESTS", 0.01)
    async with play(home, looks=Looks(toured=True)) as player:
        identity = home.desk.identity
        await player.press("slash", "р", "е", "enter")
        await player.pilot.pause(0.05)
        await player.settle()
        assert read_last(home.settings.home, identity).words == "ре"
        await player.press("escape", "s", "2")
        await player.pilot.pause(0.05)
        await player.settle()
        kept = read_last(home.settings.home, identity)
        assert (kept.words, kept.sort) == ("", "newest")


async def test_keys_in_a_row_are_written_down_once(home, play, monkeypatch):
    async with play(home, looks=Looks(toured=True)) as player:
        written = []
        monkeypatch.setattr(memory, "write_last", lambda home, identity, words, sort: written.append(words))
        await player.press("slash", "р", "е")
        assert written == []
        player.app._rest._callback()
        await player.settle()
        assert written == ["ре"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"theme": 7, "lang": ["ru"], "sort": "x", "toured": "yes"}', "\x00"])
def test_a_broken_file_is_as_on_the_first_day(tmp_path, text):
    (tmp_path / FILE).write_text(text, "utf-8")
    assert read_looks(tmp_path) == Looks()


def test_a_home_that_cannot_be_written_to_stops_nobody(tmp_path):
    keep_looks(tmp_path / "nowhere", Looks())
    assert read_looks(tmp_path / "nowhere") == Looks()


async def test_without_looks_nothing_is_written(home, play):
    async with play(home) as player:
        await player.press("f9")
    assert not (home.settings.home / FILE).exists()


# The tour.


async def test_the_tour_comes_once_by_itself_and_names_the_keys_as_they_are_set(home, play):
    home.settings.keys["release"] = "R"
    async with play(home, looks=Looks()) as player:
        assert isinstance(player.app.screen, Tour)
        await player.press("enter")
        assert "R — выпустить" in player.see
        await player.press(*["enter"] * (len(CARDS) - 1))
        assert isinstance(player.app.screen, InboxScreen)
    kept = read_looks(home.settings.home)
    assert kept.toured
    async with play(home, looks=kept) as player:
        assert isinstance(player.app.screen, InboxScreen)


async def test_the_tour_is_in_the_palette(home, play):
    async with play(home) as player:
        await player.press("ctrl+p")
        await player.type("семь шагов")
        await player.press("enter")
        assert isinstance(player.app.screen, Tour)
        await player.press("escape")
        assert isinstance(player.app.screen, InboxScreen)


# Two versions.


@pytest.mark.parametrize(("size", "beside"), [((80, 24), False), ((120, 36), False), ((200, 60), True)])
async def test_what_goes_out_stands_beside_what_was_written_where_there_is_room(home, play, size, beside):
    async with play(home, size) as player:
        await player.go_to(FIRST)
        await player.settle()
        await player.press("right_square_bracket", "y")
        release = player.app.screen.query_one("#release", Static)
        text = player.app.screen.query_one("LetterText")
        assert "как было с [имя] в марте" in str(release.visual)
        assert (release.region.x > text.region.right - 1) is beside
