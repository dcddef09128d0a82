"""The pairs' screen: matching, reasons, locking, forbidding, sending."""

from sqlalchemy import func, select

from core.moderation.pairing import read_table
from core.store.tables import orders
from revmentor_tui.console.pairs import PairsScreen
from tests.revmentor_tui.console.programme import seed


async def test_a_pair_in_hand_shows_why_and_obeys(make_home, play):
    home = await make_home(texts=())
    await seed(home, "ru")
    async with play(home) as player:
        await player.press("6", "g")
        assert isinstance(player.app.screen, PairsScreen)
        assert "к отправке" in player.see
        assert "руководитель узнает: нейросети, данные" in player.see
        await player.press("l")
        assert "закреплена" in player.see
        assert len((await read_table(home.desk)).draft.locked) == 1
        await player.press("l", "x")
        assert "без пары" in player.see
        await player.press("m")
        assert "без пары" in player.see, "a forbidden pair does not come back"
        await player.press("a", "1", "m", "g")
        assert "к отправке" in player.see


async def test_sending_asks_first_and_leaves_an_order(make_home, play):
    home = await make_home(texts=())
    await seed(home, "ru")
    async with play(home) as player:
        await player.press("6", "p", "n")
        assert (await read_table(home.desk)).draft.pairs
        await player.press("p", "y")
        assert (await read_table(home.desk)).draft.pairs == ()
        assert "Отправлено" in player.see
        async with home.desk.store.reading() as tx:
            assert (await tx.execute(select(func.count()).select_from(orders))).scalar_one() == 1
        await player.press("G", "k")
        await player.press("e", "y")
        async with home.desk.store.reading() as tx:
            assert (await tx.execute(select(func.count()).select_from(orders))).scalar_one() == 2
