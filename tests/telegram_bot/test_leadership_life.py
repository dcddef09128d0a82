"""The comma's life after the digest has come: time to think, silence, lateness, and promises."""

import asyncio

from core.intake.thread import ANSWER, read_thread
from core.leadership.life import ACKNOWLEDGED, DONE, IGNORED, OPEN, STARTED, Life
from telegram_bot.sandbox import Person
from tests.telegram_bot.conftest import Company, begin, say_and_send
from tests.telegram_bot.test_executive import ACCEPT, DECLINE, REASON, TEXT, deliver


async def life_of(bot: Company) -> Life:
    (digest,) = await bot.bot.deps.leadership.digests()
    (life,) = digest.lives.values()
    return life


async def accept(bot: Company, boss: Person) -> None:
    await boss.press(ACCEPT, await begin(boss))
    await boss.wait_for_text("Первый шаг")
    await boss.say("круг по две минуты на каждой планёрке")
    await boss.press("Через неделю", await boss.wait_for_button("Через неделю"))
    await boss.wait_for_text("Запятая стоит")


async def test_thinking_moves_the_limit_once(bot: Company) -> None:
    boss = await bot.executive()
    await deliver(bot, boss)
    before = (await life_of(bot)).deadline
    item = await boss.wait_for_button(ACCEPT)
    press = await boss.press(lambda button: button.data.startswith("ct:"), item)
    assert "Второй раз" in (await boss.answer_to(press)).text
    shown = await boss.wait_for(
        lambda screen: (m := boss.message(item.message_id)) and not any("Думаю" in one for one in m.labels) and m
    )
    assert shown.labels[:2] == (ACCEPT, DECLINE)
    assert (await life_of(bot)).deadline == before + 72 * 3600


async def test_opening_the_list_acknowledges_the_items(bot: Company) -> None:
    boss = await bot.executive()
    await bot.critique(await bot.employee(), TEXT)
    await bot.publish()
    await boss.wait_for_text("Запятые ждут до")
    assert (await life_of(bot)).state == OPEN
    await boss.say("/open")
    await boss.wait_for_text("Без запятой 1")
    await boss.press(lambda button: button.data.startswith("i:"))
    await boss.wait_for_button(ACCEPT)
    assert (await life_of(bot)).state == ACKNOWLEDGED


async def test_a_promise_is_begun_and_done_and_the_author_reads_both(bot: Company) -> None:
    boss, anna = await bot.executive(), await bot.employee()
    receipt = await bot.critique(anna, TEXT)
    await bot.publish()
    await accept(bot, boss)
    item = await boss.wait_for_button("Начали")
    await boss.answer_to(await boss.press("Начали", item))
    assert (await life_of(bot)).state == STARTED
    await boss.wait_for(lambda screen: boss.message(item.message_id).labels == ("Сделано",))
    await boss.answer_to(await boss.press("Сделано", item))
    await boss.wait_for(lambda screen: boss.message(item.message_id).labels == ())
    assert (await life_of(bot)).state == DONE
    thread = await read_thread(bot.desk.store, receipt, bot.bot.deps.pin)
    verdicts = [letter.facts["verdict"] for letter in thread.letters if letter.kind == ANSWER]
    assert sorted(verdicts) == ["accept", "finish", "start"]


async def test_silence_is_called_ignored_and_a_late_answer_is_called_late(bot: Company) -> None:
    boss, anna = await bot.executive(), await bot.employee()
    receipt = await bot.critique(anna, TEXT)
    await bot.publish()
    item = await begin(boss)
    bot.clock.advance(hours=80)
    for _ in range(400):
        if (await life_of(bot)).state == IGNORED:
            break
        await asyncio.sleep(0.05)
    assert (await life_of(bot)).state == IGNORED
    thread = await read_thread(bot.desk.store, receipt, bot.bot.deps.pin)
    assert [one.facts["verdict"] for one in thread.letters if one.kind == ANSWER] == ["ignore"]
    await boss.press(DECLINE, item)
    await boss.wait_for_text("Причина")
    await say_and_send(boss, REASON)
    await boss.wait_for(lambda screen: "после срока" in boss.message(item.message_id).text)


async def test_the_promised_day_asks_once_whatever_restarts(bot: Company) -> None:
    boss = await bot.executive()
    await bot.critique(await bot.employee(), TEXT)
    await bot.publish()
    await accept(bot, boss)
    await bot.stop()
    bot.clock.advance(days=7, hours=2)
    await bot.start()
    asked = await boss.wait_for_text("Подошёл день")
    assert asked.labels == ("Сделано", "Ещё нет")
    await bot.stop()
    await bot.start()
    await boss.answer_to(await boss.press("Ещё нет", asked))
    assert sum("Подошёл день" in one.text for one in boss.screen()) <= 1
    assert (await life_of(bot)).state == "accepted"
