"""What the bot does not take is refused by name, and nothing of it is stored."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from core.moderation.taking_in import take_in
from telegram_bot.sandbox import Person
from tests.telegram_bot.conftest import Company

KINDS: dict[str, tuple[Callable[[Person], Awaitable[Any]], str, str]] = {
    "photo": (lambda person: person.send_photo("подпись с критикой"), "Фотографию", "a photo"),
    "document": (lambda person: person.send_document(), "Файл", "a file"),
    "voice": (lambda person: person.send_voice(), "Голос", "a voice message"),
    "sticker": (lambda person: person.send_sticker(), "Стикер", "a sticker"),
    "forward": (lambda person: person.send_forward("чужие слова", "Пётр"), "пересланное", "somebody else wrote"),
    "poll": (lambda person: person.send_poll(), "Опрос", "a poll"),
    "contact": (lambda person: person.send_contact(), "Контакт", "a contact"),
    "location": (lambda person: person.send_location(), "Место", "a location"),
}


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("language", ["ru", "en"])
async def test_each_kind_has_its_own_refusal(bot: Company, kind: str, language: str) -> None:
    send, russian, english = KINDS[kind]
    anna = await bot.employee(language)
    await send(anna)
    shown = await anna.wait_for_text(russian if language == "ru" else english)
    assert ("Ничего не сохранено" if language == "ru" else "Nothing was stored") in shown.text
    assert (await take_in(bot.desk, bot.session)).taken == 0
    assert bot.sandbox.calls["getFile"] == 0


async def test_an_album_is_answered_once(bot: Company) -> None:
    anna = await bot.employee()
    photo = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
    for number in range(3):
        message = {
            "message_id": 90_000 + number,
            "date": 1,
            "chat": {"id": anna.id, "type": "private", "first_name": "А"},
            "from": {"id": anna.id, "is_bot": False, "first_name": "А", "language_code": "ru"},
            "photo": [photo],
            "media_group_id": "album-of-this-test",
        }
        bot.sandbox.push_update({"message": message}, anna.id)
    await anna.wait_for_text("Фотографию")
    await anna.say("/help")
    await anna.wait_for_text("Напишите сообщение")
    assert sum("Фотографию" in one.text for one in anna.screen()) == 1


async def test_the_bot_leaves_groups_after_one_sentence(bot: Company) -> None:
    anna = await bot.employee()
    group = bot.sandbox.group("Отдел", anna)
    await anna.wait_for(lambda screen: any("в группах я не работаю" in one.text for one in screen), chat_id=group.id)
    for _ in range(100):
        if group.members.get(bot.sandbox.world.bot.id) == "left":
            return
        import asyncio

        await asyncio.sleep(0.02)
    raise AssertionError("the bot is still in the group")
