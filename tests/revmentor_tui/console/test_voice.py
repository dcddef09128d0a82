"""The Pulse and the Programme screens: results with what is hidden, numbers beside published ones, goals."""

from sqlalchemy import func, select

from core.store.tables import orders
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


async def test_the_programme_shows_numbers_beside_published_ones_and_keeps_goals(make_home, play):
    home = await make_home(texts=())
    await seed(home, "ru")
    async with play(home) as player:
        await player.app.run_action("app.go('glance')")
        await player.settle()
        for part in ("Двадцать пар", "Участвуют сотрудники: 40 %", "Donut at NPR, 2019"):
            assert part in player.see
        await player.press("n")
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
