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


async def test_no_conversation_needs_more_than_three_presses_from_start_to_sealed(bot: Company) -> None:
    """«Понятно, начать», then «Отправить»: two, and a topic would be the third."""
    anna = bot.sandbox.person("Анна", "ru")
    await anna.follow_link(await bot.invite())
    await anna.press("Понятно, начать", await anna.wait_for_button("Понятно, начать"))
    await anna.say(TEXT)
    await anna.press("Решения", await anna.wait_for_button("Решения"))
    await anna.press("Отправить без имени", await anna.wait_for_button("✓ Решения"))
    await anna.wait_for_text("Запечатано")
    presses = [entry for entry in bot.sandbox.transcript if entry.what == "presses" and entry.chat_id == anna.id]
    assert len(presses) == 3
