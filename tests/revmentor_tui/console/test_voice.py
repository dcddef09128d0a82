"""The Pulse and the Programme screens: results with what is hidden, numbers beside published ones, goals."""

from sqlalchemy import func, select

from core.programs.signals import Point
from core.store.tables import orders
from revmentor_tui.console.signals import HEIGHT, WIDTH, draw_chart
from tests.revmentor_tui.console.programme import seed


async def ordered(home) -> int:
    """How many orders wait for the bot."""
    async with home.desk.store.reading() as tx:
        return (await tx.execute(select(func.count()).select_from(orders))).scalar_one()


async def test_the_pulse_shows_groups_reasons_and_the_course(make_home, play):
    home = await make_home(texts=())
    await seed(home, "ru")
    async with play(home) as player:
        await player.app.run_action("app.go('pulse')")
        await player.settle()
        await player.press("j")
        for part in ("Меня слышат", "18-24", "скрыто: ответили меньше 5", "n=15", "Этот вопрос во времени"):
            assert part in player.see
        await player.press("c", "enter")
        assert await ordered(home) == 1


def test_new_signals_stand_high_and_strong_ones_right():
    points = {b"here": Point(1.0, 1.0), b"old": Point(0.0, 0.0), b"faint": Point(0.0, 0.0), b"half": Point(0.5, 0.5)}
    lines = draw_chart(points, b"here")
    assert lines[0] == "│" + " " * (WIDTH - 1) + "■"
    assert lines[HEIGHT - 1].rstrip() == "│2", "two in one place are a number"
    assert lines[HEIGHT // 2].index("·") == 1 + round((WIDTH - 1) / 2)
    assert len(lines) == HEIGHT + 1


async def test_signals_are_placed_joined_put_to_a_vote_and_removed(make_home, play):
    home = await make_home(texts=())
    await seed(home, "ru")
    async with play(home) as player:
        await player.app.run_action("app.go('signals')")
        await player.settle()
        assert "Конкуренты обещают доставку за час" in player.see.splitlines()[2], "most senders first"
        assert "Новое вверху, сильное справа" in player.see
        await player.press("v")
        assert "неделю будут голосовать" in player.see
        await player.press("n")
        assert await ordered(home) == 0, "nobody votes before it was said"
        await player.press("v", "y")
        assert await ordered(home) == 1
        await player.press("m", "enter")
        await player.press("D", "y")
        assert await ordered(home) == 3
        await player.press("p")
        await player.type("Москва, Самара")
        await player.press("enter")
        assert await ordered(home) == 4
        await player.press("p")
        await player.type("Москва")
        await player.press("enter")
        assert "от 2 до 12" in player.see
        assert await ordered(home) == 4


async def test_the_programme_shows_numbers_beside_published_ones_and_keeps_goals(make_home, play):
    home = await make_home(texts=())
    await seed(home, "ru")
    async with play(home) as player:
        await player.app.run_action("app.go('glance')")
        await player.settle()
        for part in ("Двадцать пар", "Участвуют сотрудники: 40 %", "Donut at NPR, 2019"):
            assert part in player.see
        await player.press("n")
        await player.type("Десять проектов; 0; 2027-01-31")
        await player.press("enter")
        assert "число от 1" in player.see
        await player.press("ctrl+u")
        await player.type("Десять проектов; 10; 2027-01-31")
        await player.press("enter")
        assert await ordered(home) == 1
        await player.press("r")
        await player.type("9")
        await player.press("enter")
        await player.press("D", "y")
        assert await ordered(home) == 3
        await player.press("e")
        for _ in range(50):
            await player.settle()
            made = sorted(path.suffix for path in home.settings.home.glob("programme-*"))
            if made == [".html", ".pdf"]:
                break
        assert made == [".html", ".pdf"]
