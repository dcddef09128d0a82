"""The author's side after the first draft: the way back, what gives them away, and what can still be done."""

import asyncio

import pytest
from sqlalchemy import select

from core.moderation.inbox import load_critiques
from core.moderation.taking_in import take_in
from core.store.tables import outbox, routes
from telegram_bot.sandbox import Person, Shown
from tests.telegram_bot.conftest import Company, code_on

TEXT = "на планёрках решают трое, остальные сидят молча"
SAID = {
    "ru": {"send": "Отправить без имени", "here": "Сюда, до 1 апреля", "sealed": "Запечатано", "push": "Есть новость",
           "read": "Прочесть", "forget": "Больше не сообщать", "expired": "Срок этого адреса прошёл"},
    "en": {"send": "Send without a name", "here": "Here, until 1 April", "sealed": "Sealed", "push": "news of your",
           "read": "Read", "forget": "Stop telling me", "expired": "This address has expired"},
}  # fmt: skip


async def told_here(bot: Company, anna: Person, lang: str) -> Shown:
    """A letter whose author asked to be told in the chat; the message with its code."""
    said = SAID[lang]
    await anna.say(TEXT)
    await anna.press(said["here"], await anna.wait_for_button(said["here"]))
    await anna.wait_for_button(f"✓ {said['here']}")
    await anna.press(said["send"])
    return await anna.wait_for_text(said["sealed"])


@pytest.mark.parametrize("lang", ["ru", "en"])
async def test_a_push_says_nothing_and_opens_the_thread_until_its_route_expires(bot: Company, lang: str) -> None:
    said = SAID[lang]
    anna = await bot.employee(lang)
    await told_here(bot, anna, lang)
    await bot.stop()
    bot.clock.advance(hours=14)
    await bot.publish()
    await bot.start()
    push = await anna.wait_for_text(said["push"])
    assert TEXT not in push.text
    assert push.silent, "an executive may answer at night, but wakes nobody"
    await anna.press(said["read"], push)
    thread = await anna.wait_for_button(said["forget"])
    assert TEXT in thread.text
    assert bot.session.terms.title in thread.text

    bot.clock.advance(days=31)
    await bot.bot.deps.intake.retire_keys()
    assert not [name for name in bot.bot.deps.ring.names() if name.startswith("route/")]
    async with bot.desk.store.reading() as tx:
        assert (await tx.execute(select(routes))).all() == []
    await anna.press(said["read"], push)
    await anna.wait_for_text(said["expired"])


async def test_a_forgotten_route_is_gone_and_tells_nothing_more(bot: Company) -> None:
    anna = await bot.employee()
    receipt = code_on(await told_here(bot, anna, "ru"))
    await anna.say(" ".join(receipt.words("ru")))
    thread = await anna.wait_for_button("Больше не сообщать")
    answer = await anna.answer_to(await anna.press("Больше не сообщать", thread))
    assert "стёрт" in answer.text
    await bot.publish()
    for _ in range(20):
        await asyncio.sleep(0.02)
    assert not any("Есть новость" in one.text for one in anna.screen())


async def test_neither_routes_nor_outbox_hold_the_account_in_the_clear(bot: Company) -> None:
    anna = await bot.employee()
    await told_here(bot, anna, "ru")
    async with bot.desk.store.reading() as tx:
        rows = [*(await tx.execute(select(routes))).all(), *(await tx.execute(select(outbox))).all()]
    assert rows
    for row in rows:
        for value in row:
            raw = value if isinstance(value, bytes) else str(value).encode()
            assert str(anna.id).encode() not in raw
            assert anna.id.to_bytes(8, "big") not in raw


async def test_habits_are_smoothed_into_a_draft_that_can_be_sent(bot: Company) -> None:
    anna = await bot.employee()
    await anna.say("Почему опять никто не отвечает?!!! Ну правда)))")
    await anna.press("Убрать мои привычки", await anna.wait_for_button("Убрать мои привычки"))
    await anna.wait_for(lambda screen: not any("?!!!" in one.text for one in screen))
    await anna.press("Отправить без имени", await anna.wait_for_button("Отправить без имени"))
    await anna.wait_for_text("Запечатано")
    await take_in(bot.desk, bot.session)
    (critique,) = await load_critiques(bot.desk, bot.session)
    assert critique.text == "Почему опять никто не отвечает? Ну правда"


async def test_withdrawing_asks_once_and_erases_what_nobody_has_read(bot: Company) -> None:
    anna = await bot.employee()
    receipt = await bot.critique(anna, TEXT)
    await anna.say(" ".join(receipt.words("ru")))
    await anna.press("Отозвать", await anna.wait_for_button("Отозвать"))
    await anna.press("Да, отозвать", await anna.wait_for_button("Да, отозвать"))
    await anna.wait_for_text("отозвано и стёрто")
    assert (await take_in(bot.desk, bot.session)).taken == 0


async def test_the_wording_is_checked_word_by_word_and_can_be_objected_to(bot: Company) -> None:
    anna = await bot.employee()
    receipt = await bot.critique(anna, TEXT)
    await bot.released()
    await anna.say(" ".join(receipt.words("ru")))
    thread = await anna.wait_for_button("Сверить дословно")
    answer = await anna.answer_to(await anna.press("Сверить дословно", thread))
    assert "Слово в слово" in answer.text
    await anna.press("Возразить", thread)
    await anna.wait_for_text("Ваше возражение")
    await anna.say("по слову «трое» меня узнают")
    await anna.press("Отправить", await anna.wait_for_button("Отправить"))
    await anna.wait_for_text("Возражение запечатано")
    await take_in(bot.desk, bot.session)
    (critique,) = await load_critiques(bot.desk, bot.session)
    assert critique.review.state == "vetoed"


async def test_a_name_of_the_roster_is_pointed_out_before_sending(company: Company) -> None:
    """The list may appear, change and go while the bot runs."""
    bot = company
    await bot.start()
    anna = await bot.employee()
    text = "с кузнецом спорить бесполезно"
    await anna.say(text)
    assert "кузнецом» — имя" not in (await anna.wait_for_text(f"«{text}»")).text
    bot.settings.roster_path.write_text("имя;должность\nКузнец Пётр;инженер\n", "utf-8")
    await anna.say(f"{text} вообще")
    assert "кузнецом» — имя" in (await anna.wait_for_text(f"«{text} вообще»")).text
