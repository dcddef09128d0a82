"""Charts and the wall: what they show, and above all what they do not."""

import pytest

from core.language.safe_text import SafeText
from core.moderation import review as reviewing
from core.moderation.inbox import load_critiques
from core.moderation.records import save_all
from core.printing.charts import Bar, Bars, Course
from core.sessions import ALWAYS, Terms
from revmentor_tui.console.chart_view import chart_lines, table_lines
from revmentor_tui.console.door import UnlockScreen
from revmentor_tui.console.inbox import InboxScreen
from revmentor_tui.console.large_type import QUADRANTS, set_large
from revmentor_tui.console.wall import Wall, shown_on_wall
from tests.revmentor_tui.console.conftest import Home, Play


def plain(lines: list[tuple[tuple[str, str], ...]]) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in lines]


async def test_only_what_is_released_is_ever_on_the_wall(home: Home, play: Play) -> None:
    async with play(home) as player:
        found = await load_critiques(home.desk, home.session)
        states = [reviewing.release, reviewing.hold, lambda one: reviewing.decline(one, "other")]
        changed = [(one, states[place](one.review)) for place, one in enumerate(found[:3])]
        await save_all(home.desk, changed, "x")
        await player.app.caseload.beat()
        await player.press("f6")
        wall = player.app.screen
        assert isinstance(wall, Wall)
        assert [one.id for one in wall.items] == [found[0].id]
        for key in ("1", "t", "r", "slash", "question_mark", "enter", "ctrl+p"):
            await player.press(key)
        assert player.app.screen is wall, "no key of the console works here"
        assert "1 / 1" in player.see
        for one in found[1:]:
            assert one.text[:12] not in player.see
        await player.press("escape")
        assert isinstance(player.app.screen, InboxScreen)


async def test_items_come_by_key_and_stand_still_on_request(home: Home, play: Play) -> None:
    async with play(home) as player:
        found = await load_critiques(home.desk, home.session)
        await save_all(home.desk, [(one, reviewing.release(one.review)) for one in found], "x")
        await player.app.caseload.beat()
        await player.press("f6")
        assert f"1 / {len(found)}" in player.see
        await player.press("right", "right", "left")
        assert f"2 / {len(found)}" in player.see
        await player.press("p")
        player.app.screen._turn()
        await player.settle()
        assert f"❚❚ 2 / {len(found)}" in player.see
        await player.press("p")
        player.app.screen._turn()
        await player.settle()
        assert f"3 / {len(found)}" in player.see


async def test_the_room_goes_on_and_leaving_asks_for_the_passphrase_when_it_is_time(home: Home, play: Play) -> None:
    async with play(home) as player:
        await player.press("f6")
        player.app._last_touch -= 3600
        await player.app.lock_when_idle()
        assert isinstance(player.app.screen, Wall)
        await player.press("escape")
        assert isinstance(player.app.screen, UnlockScreen)
        assert player.app.caseload is None


def test_the_two_person_rule_holds_on_the_wall_too() -> None:
    class One:
        id = b"1"
        review = reviewing.Review(state=reviewing.RELEASED)

    assert shown_on_wall([One()], Terms("x"))  # type: ignore[list-item]
    assert not shown_on_wall([One()], Terms("x", two_person=ALWAYS))  # type: ignore[list-item]


def test_large_type_is_drawn_and_a_long_text_stays_plain() -> None:
    lines = set_large("ru", SafeText("Релизом никто не владеет"), 72, 20)
    assert len(lines) <= 20
    assert max(map(len, lines)) <= 72
    assert set("".join(lines)) <= set(QUADRANTS)
    assert sum(char != " " for char in "".join(lines)) > 200
    long = "слово " * 60
    plain_lines = set_large("ru", SafeText(long), 72, 20)
    assert " ".join(" ".join(plain_lines).split()) == long.strip()
    assert max(map(len, plain_lines)) <= 72


def test_a_hostile_text_is_only_dots() -> None:
    lines = set_large("ru", SafeText('#panic() #read("/etc/passwd") $x$'), 100, 30)
    assert set("".join(lines)) <= set(QUADRANTS)


async def test_charts_are_drawn_or_told_as_tables(home: Home, play: Play) -> None:
    async with play(home) as player:
        await player.press("f5")
        assert "Письма по неделям" in player.see
        assert "█" in player.see
        await player.press("v")
        assert "█" not in player.see
        assert "Процессы" in player.see


def test_a_bar_is_as_long_as_its_share() -> None:
    chart = Bars(SafeText("t"), (_bar("a", 8), _bar("b", 4), _bar("c", 0), _bar("d", 0.001)))
    drawn = plain(chart_lines(chart, 31))
    assert [line.count("█") for line in drawn] == [20, 10, 0, 0]
    assert drawn[2].count("·") == 20
    assert "▏" in drawn[3], "something is never nothing"
    assert plain(table_lines(chart, 31))[0] == "a  8"


@pytest.mark.parametrize("width", [20, 40, 76, 200])
def test_nothing_is_wider_than_the_screen(width: int) -> None:
    steps = tuple(SafeText(f"{day} ноября") for day in range(1, 13))
    chart = Course(SafeText("t"), steps, ((SafeText("Очень длинное название темы"), tuple(range(12))),))
    for line in (*chart_lines(chart, width), *chart_lines(Bars(SafeText("t"), (_bar("я" * 90, 3),)), width)):
        assert len("".join(text for text, _ in line)) <= width + 8


def test_a_course_grows_with_its_values() -> None:
    chart = Course(SafeText("t"), (SafeText("a"), SafeText("b"), SafeText("c")), ((SafeText("x"), (0, 4, 8)),))
    assert plain(chart_lines(chart, 30))[0] == "x  ······▄▄▄▄▄▄██████ 12"[: 3 + 18 + 3]
    assert plain(table_lines(chart, 30)) == ["   x", "a  0", "b  4", "c  8"]


def _bar(label: str, value: float) -> Bar:
    return Bar(SafeText(label), value, SafeText(f"{value:g}"))
