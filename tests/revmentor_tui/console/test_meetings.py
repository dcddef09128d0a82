"""The meetings' screen: numbers only, and a round on demand; the list of topics."""

from sqlalchemy import func, select

from core.moderation.programme import read_shelf
from core.programs.meeting_records import ROUNDS
from core.store.tables import orders
from tests.revmentor_tui.console.programme import seed


async def ordered(home) -> int:
    """How many orders wait for the bot."""
    async with home.desk.store.reading() as tx:
        return (await tx.execute(select(func.count()).select_from(orders))).scalar_one()


async def test_a_round_is_told_in_numbers_and_held_on_demand(make_home, play):
    home = await make_home(texts=())
    await seed(home, "ru")
    assert len(await read_shelf(home.desk, ROUNDS)) == 2
    async with play(home) as player:
        await player.press("7", "j")
        for part in ("Пар спрошено: 11", "54–81 %", "меньше 5 человек", "никто"):
            assert part in player.see
        await player.press("enter", "k")
        assert (player.cursor, "Esc к списку" in player.see) == (1, True)
        await player.press("escape")
        assert "Enter открыть" in player.see
        await player.press("r", "n")
        assert await ordered(home) == 0
        await player.press("r", "y")
        assert await ordered(home) == 1


async def test_the_topics_are_edited_as_a_line(make_home, play):
    home = await make_home(texts=())
    await seed(home, "ru")
    async with play(home) as player:
        await player.press("5", "t")
        assert "нейросети, данные, финансы" in player.see
        await player.type(", вязание")
        await player.press("enter")
        assert await ordered(home) == 1
