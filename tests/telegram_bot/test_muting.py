"""A thread's author is muted from the console without anybody learning who it is."""

from core.moderation.inbox import load_critiques
from core.moderation.muting import mute_author, muted_threads, unmute_author
from core.moderation.taking_in import take_in
from tests.telegram_bot.conftest import Company

TEXT = "решают трое, остальные молчат"


async def test_the_author_of_one_letter_is_refused_and_nobody_else(bot: Company) -> None:
    anna, boris = await bot.employee(), await bot.employee(name="Борис")
    receipt = await bot.critique(anna, TEXT)
    await take_in(bot.desk, bot.session)
    (critique,) = await load_critiques(bot.desk, bot.session)
    assert critique.id == receipt.critique_id
    await mute_author(bot.desk, bot.session, critique)
    assert await muted_threads(bot.desk, bot.session) == {critique.id}

    await anna.say("и ещё раз то же самое")
    press = await anna.press("Отправить без имени", await anna.wait_for_button("Отправить без имени"))
    assert "модератор остановил" in (await anna.answer_to(press)).text
    await bot.critique(boris, "а я о другом")

    await unmute_author(bot.desk, critique)
    assert await muted_threads(bot.desk, bot.session) == set()
    await bot.critique(anna, "снова я")
