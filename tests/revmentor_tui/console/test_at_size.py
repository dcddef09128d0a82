"""A large inbox: the first rows at once, nothing keeps the loop for long, what comes in moves nothing."""

import pytest

from core.moderation.inbox import load_critiques
from core.moderation.review import tag
from revmentor_tui.console.app import SCREENS
from revmentor_tui.console.virtual_list import VirtualList
from tests.benchmarks.inboxes import fill
from tests.revmentor_tui.console.conftest import PASSPHRASE, ConsoleApp, Home, InboxScreen
from tests.revmentor_tui.console.watchdog import Watchdog, watching

LETTERS = 4_000
LONGEST = 0.05
"""Seconds. Processor time of the loop's thread, so that a busy machine does not count."""
DAILY_KEYS = ("j", "j", "pagedown", "G", "g", "space", "h", "z", "slash", *"план", "enter", "escape", "s", "3")


@pytest.fixture
async def full(make_home) -> Home:
    """A home with thousands of letters."""
    home = await make_home(())
    await fill(home.desk, home.session, LETTERS)
    return home


def assert_quick(watchdog: Watchdog) -> None:
    """A single callback may be held up by the machine itself (a cold cache, a page fault); two are ours."""
    slow = sorted(watchdog.all)[-2:]
    assert slow[0] < LONGEST, f"{watchdog.culprit}: {[round(one, 3) for one in slow]}"


@pytest.mark.slow
async def test_no_key_and_no_loading_keeps_the_loop(full: Home) -> None:
    secret = full.settings.home / "passphrase"
    secret.write_text(PASSPHRASE, "utf-8")
    app = ConsoleApp(full.settings.model_copy(update={"passphrase_file": secret}), "ru", full.clock)
    with watching() as watchdog:
        async with app.run_test(size=(120, 36), notifications=True, tooltips=True) as pilot:
            while not isinstance(app.screen, InboxScreen) or not app.screen.is_mounted:
                await pilot.pause(0.01)
            # What Textual itself takes to read its style sheets and to mount a screen is not ours to judge.
            watchdog.restart()
            while app.caseload is None or app.caseload.loaded < LETTERS:
                await pilot.pause(0.01)
            assert_quick(watchdog)
            for key in DAILY_KEYS:
                watchdog.restart()
                await pilot.press(key)
                await pilot.pause(0.05)
                assert_quick(watchdog)
            for mode in SCREENS:
                await app.action_go(mode)
                # What Textual itself takes to mount a screen is not ours to judge; what the screen does then is.
                watchdog.restart()
                await pilot.pause(0.05)
                await pilot.press("j", "k")
                assert_quick(watchdog)
            assert app.stumbles == []


async def test_what_comes_while_one_reads_moves_nothing(full: Home, play) -> None:
    async with play(full) as player:
        rows = player.inbox.query_one(VirtualList)
        rows.cursor = 2_000
        await player.settle()
        before, line = player.inbox.current, rows.cursor - round(rows.scroll_y)
        await full.write(["А это пришло сейчас", "И это", "И ещё одно"])
        await player.beat()
        await player.beat()
        assert len(player.shown()) == LETTERS + 3
        assert player.inbox.current == before
        assert rows.cursor - round(rows.scroll_y) == line


async def test_a_decision_far_down_is_taken_from_another_console(full: Home, play) -> None:
    from core.moderation.records import save

    async with play(full) as player:
        critique = (await load_critiques(full.desk, full.session))[3_000]
        await save(full.desk, critique, tag(critique.review, "чужая"), "tag")
        await player.beat()
        caseload = player.app.caseload
        assert caseload is not None
        assert "чужая" in caseload.letters.known[critique.id].review.tags


async def test_nothing_readable_is_kept_twice(full: Home, play) -> None:
    async with play(full) as player:
        letters = player.app.caseload.letters
        texts = {id(critique.text) for critique in letters.known.values()}
        assert len(texts) == LETTERS
        assert not letters.likeness._waiting
        assert all(isinstance(one, bytes) for one in letters.line)
