"""An item handed to a colleague: the duty moves with it, the clock does not."""

import pytest

from core.digests import DELIVERED
from core.leadership.life import HAND_OVER
from telegram_bot.sandbox import Person
from tests.telegram_bot.conftest import Company

SAID = {
    "ru": {"begin": "Начать", "hand": "Передать", "done": "Запись теперь у коллеги", "from": "Вам передали",
           "accept": "Принять, нельзя игнорировать", "nobody": "Кроме вас", "list": "Без запятой",
           "none": "Всё решено"},
    "en": {"begin": "Begin", "hand": "Hand over", "done": "with your colleague", "from": "handed to you",
           "accept": "Accept, impossible to ignore", "nobody": "no other executives", "list": "lacks a comma",
           "none": "All decided"},
}  # fmt: skip


async def second(bot: Company, lang: str) -> Person:
    person = bot.sandbox.person("Ольга", lang)
    await person.follow_link(await bot.invite("executive", "главный инженер"))
    await person.wait_for_text("запятую" if lang == "ru" else "comma")
    return person


async def shown_item(bot: Company, boss: Person, lang: str) -> None:
    anna = await bot.employee(lang)
    await bot.critique(anna, "решают трое, остальные молчат", lang)
    await bot.publish()
    await boss.press(SAID[lang]["begin"], await boss.wait_for_button(SAID[lang]["begin"]))
    await boss.wait_for_button(SAID[lang]["hand"])


@pytest.mark.parametrize("lang", ["ru", "en"])
async def test_the_colleague_gets_the_item_and_the_duty(bot: Company, lang: str) -> None:
    said = SAID[lang]
    boss, other = await bot.executive(lang), await second(bot, lang)
    await shown_item(bot, boss, lang)
    item = await boss.wait_for_button(said["hand"])
    await boss.press(said["hand"], item)
    await boss.press("главный инженер", await boss.wait_for_button("главный инженер"))
    await boss.wait_for_text(said["done"])
    await boss.wait_for(lambda screen: boss.message(item.message_id).labels == ())
    handed = await other.wait_for_text(said["from"])
    assert "директор по продукту" in handed.text
    assert said["accept"] in handed.labels
    assert handed.protected

    (digest,) = await bot.bot.deps.leadership.digests(DELIVERED)
    (life,) = digest.lives.values()
    assert life.last(HAND_OVER).by == "директор по продукту"
    assert life.deadline == digest.cover.published_at + 72 * 3600
    await boss.say("/open")
    await boss.wait_for_text(said["none"])
    await other.say("/open")
    await other.wait_for_text(said["list"])


async def test_only_the_holder_is_reminded(bot: Company) -> None:
    boss, other = await bot.executive(), await second(bot, "ru")
    await shown_item(bot, boss, "ru")
    await boss.press("Передать", await boss.wait_for_button("Передать"))
    await boss.press("главный инженер", await boss.wait_for_button("главный инженер"))
    await other.wait_for_text("Вам передали")
    bot.clock.advance(hours=50)
    await other.wait_for_text("Срок подходит к концу")
    assert not any("Срок подходит к концу" in one.text for one in boss.screen())


async def test_alone_there_is_nobody_to_hand_it_to(bot: Company) -> None:
    boss = await bot.executive()
    await shown_item(bot, boss, "ru")
    press = await boss.press("Передать", await boss.wait_for_button("Передать"))
    assert SAID["ru"]["nobody"] in (await boss.answer_to(press)).text


async def test_when_the_colleague_leaves_the_item_is_everybodys_again(bot: Company) -> None:
    boss, other = await bot.executive(), await second(bot, "ru")
    await shown_item(bot, boss, "ru")
    await boss.press("Передать", await boss.wait_for_button("Передать"))
    await boss.press("главный инженер", await boss.wait_for_button("главный инженер"))
    await other.wait_for_text("Вам передали")
    await other.say("/forget")
    await other.press("Да, убрать", await other.wait_for_button("Да, убрать"))
    await other.wait_for_text("вас больше нет")
    await boss.say("/open")
    await boss.wait_for_text("Без запятой")
