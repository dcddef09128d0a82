"""Coming in and going: the doors, the lock, what fails meanwhile."""

import asyncio
from importlib import import_module
from inspect import getsource
from pkgutil import iter_modules

import pytest
from textual import events
from textual.dom import DOMNode

from core.clock import SystemClock
from core.moderation.desk import open_desk
from core.settings import load_settings
from revmentor_tui import console, demo
from revmentor_tui.console.app import ConsoleApp
from revmentor_tui.console.caseload import Caseload
from revmentor_tui.console.door import FirstRunScreen, UnlockScreen
from revmentor_tui.console.inbox import InboxScreen
from revmentor_tui.console.stumbling import Stumbling


async def wait_for(pilot, app, kind):
    for _ in range(300):
        await pilot.pause(0.02)
        if isinstance(app.screen, kind):
            return
    raise AssertionError(f"{kind.__name__} did not come, {type(app.screen).__name__} is there")


async def test_the_first_run_makes_the_home_and_opens_the_inbox(tmp_path, cheap):
    settings = load_settings(home=tmp_path / "new")
    app = ConsoleApp(settings, "ru", SystemClock(), cost=cheap)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await wait_for(pilot, app, FirstRunScreen)
        await pilot.press(*"Anna", "enter", *"ACME", "enter", "enter", *"long enough".replace(" ", ""), "enter")
        await pilot.press(*"longenoug", "enter")
        await pilot.pause()
        assert isinstance(app.screen, FirstRunScreen)
        assert not settings.identity_path.exists()
        await pilot.press("h", "enter")
        await wait_for(pilot, app, InboxScreen)
        assert settings.identity_path.exists()
    assert app.stumbles == []


async def test_a_wrong_passphrase_is_one_sentence_and_another_try(home, passphrase):
    app = ConsoleApp(home.settings, "ru", home.clock)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await wait_for(pilot, app, UnlockScreen)
        await pilot.press(*"wrong", "enter")
        for _ in range(100):
            await pilot.pause(0.02)
            if "Пароль не подходит" in str(app.screen.query_one("#wrong").visual):
                break
        assert isinstance(app.screen, UnlockScreen)
        await pilot.press(*("space" if letter == " " else letter for letter in passphrase), "enter")
        await wait_for(pilot, app, InboxScreen)
        assert app.caseload is not None
    assert app.stumbles == []


@pytest.mark.parametrize("turns", (3, 12))
async def test_leaving_in_the_instant_the_door_is_taken_away_is_no_crash(home, passphrase, monkeypatch, turns):
    app, reached = ConsoleApp(home.settings, "ru", home.clock), asyncio.Event()
    remove = app.remove_mode

    async def slowly(mode):
        reached.set()
        for _ in range(turns):
            await asyncio.sleep(0)
        await remove(mode)

    monkeypatch.setattr(app, "remove_mode", slowly)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for(pilot, app, UnlockScreen)
        desk = await open_desk(home.settings, passphrase, home.clock)
        app.screen.post_message(UnlockScreen.Opened(desk))
        await reached.wait()
    assert app.stumbles == []
    assert app._exception is None


async def test_what_fails_in_the_background_of_a_screen_is_said_and_heard(home, play):
    async with play(home) as player:

        async def fail() -> None:
            raise ZeroDivisionError("тайна")

        player.app.caseload.undo = fail
        player.inbox.action_undo()
        await player.settle()
        assert [type(one) for one in player.app.stumbles] == [ZeroDivisionError]
        assert "ZeroDivisionError" in player.see
        assert "тайна" not in player.see
        player.app.stumbles.clear()


def test_every_screen_with_work_of_its_own_tells_of_its_failures():
    modules = [
        *iter_modules(console.__path__, "revmentor_tui.console."),
        *iter_modules(demo.__path__, "revmentor_tui.demo."),
    ]
    for module in modules:
        for kind in vars(import_module(module.name)).values():
            if isinstance(kind, type) and issubclass(kind, DOMNode) and kind.__module__ == module.name:
                source = getsource(kind)
                assert "@work" not in source or issubclass(kind, Stumbling), kind


async def test_whoever_has_left_is_not_let_in(home, passphrase):
    app = ConsoleApp(home.settings, "ru", home.clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for(pilot, app, UnlockScreen)
    desk = await open_desk(home.settings, passphrase, home.clock)
    await app.sit_down(desk)
    assert app.caseload is None
    assert desk._secrets == {}


async def test_a_passphrase_typed_before_its_field_is_there_is_taken(home, passphrase):
    app = ConsoleApp(home.settings, "ru", home.clock)
    async with app.run_test(size=(80, 24)) as pilot:
        for letter in passphrase:
            app.post_message(events.Key("space" if letter == " " else letter, letter))
        app.post_message(events.Key("enter", None))
        await wait_for(pilot, app, InboxScreen)
        assert app.caseload is not None


async def test_locking_drops_the_keys_and_everything_readable(home, play):
    async with play(home) as player:
        caseload = player.app.caseload
        (home.settings.home / "preview").mkdir()
        await player.press("ctrl+l")
        await wait_for(player.pilot, player.app, UnlockScreen)
        assert not (home.settings.home / "preview").exists()
        assert caseload.desk._secrets == {}
        assert caseload.letters.known == {}
        assert caseload.letters.line == []
        assert caseload.letters.likeness.similar == {}
        assert player.app.caseload is None


async def test_nobody_at_the_keyboard_locks_it(home, play):
    async with play(home, idle_minutes=10) as player:
        await player.app.lock_when_idle()
        assert isinstance(player.app.screen, InboxScreen)
        player.app._last_touch -= 601
        await player.app.lock_when_idle()
        await wait_for(player.pilot, player.app, UnlockScreen)


async def test_what_holds_letters_does_not_print_them(home, play):
    async with play(home) as player:
        caseload = player.app.caseload
        printed = repr(caseload) + repr(caseload.letters) + repr(caseload.history)
        assert "Виктором" not in printed


async def test_an_open_desk_needs_no_passphrase(home):
    app = ConsoleApp(home.settings, "ru", home.clock, desk=home.desk)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await wait_for(pilot, app, InboxScreen)
        assert isinstance(app.caseload, Caseload)
    assert app.stumbles == []
