import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message

from telegram_bot.sandbox import CannotDo, NotSeen, Person, Sandbox


async def heard(bot: Bot) -> Message:
    message = (await bot.get_updates())[-1].message
    assert message is not None
    return message


async def test_a_person_is_who_they_were_made(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    said = (await heard(bot)).from_user
    assert said is not None
    assert (said.id, said.first_name, said.last_name) == (anna.id, "Анна", "Иванова")
    assert (said.username, said.language_code, said.is_bot) == ("anna_iv", "ru", False)
    assert sandbox.person("Again", id=anna.id) is anna
    assert len({sandbox.person().id for _ in range(50)}) == 50


async def test_text_is_trimmed_and_marked_as_clients_do(bot: Bot, anna: Person) -> None:
    await anna.say("  😀 см. https://example.org/a?b=1 и a@b.ru, /help #тег @someone \n")
    message = await heard(bot)
    assert message.text == "😀 см. https://example.org/a?b=1 и a@b.ru, /help #тег @someone"
    found = {str(one.type): message.parse_entity(one) for one in message.entities}
    assert found == {
        "url": "https://example.org/a?b=1",
        "email": "a@b.ru",
        "bot_command": "/help",
        "hashtag": "#тег",
        "mention": "@someone",
    }


async def test_hostile_characters_reach_the_bot_as_they_are(bot: Bot, anna: Person) -> None:
    text = "a\x1b[31mb\u202ec\x00d <b>e</b> [@click=x]"
    await anna.say(text)
    assert (await heard(bot)).text == text


async def test_a_long_text_is_split_and_an_empty_one_is_not_sent(bot: Bot, anna: Person) -> None:
    last = await anna.say("я" * 4096 + "конец")
    assert (last.text, [len(one.text) for one in anna.screen()]) == ("конец", [6, 4096, 5])
    with pytest.raises(CannotDo, match="empty"):
        await anna.say("  ")


@pytest.mark.parametrize("kind", ["photo", "voice", "document", "sticker", "poll", "contact", "location", "forward"])
async def test_everything_a_person_can_send_decodes(bot: Bot, anna: Person, kind: str) -> None:
    send = getattr(anna, f"send_{kind}")
    shown = await (send("secret", "Someone") if kind == "forward" else send())
    message = await heard(bot)
    assert message.message_id == shown.message_id
    if kind == "forward":
        assert message.forward_origin is not None
        assert message.text == "secret"
    else:
        assert getattr(message, kind)
    assert shown.kind == ("text" if kind == "forward" else kind)


async def test_the_bot_can_fetch_what_a_person_sent(bot: Bot, anna: Person) -> None:
    await anna.send_document("заметки.txt", b"the bytes", caption="look")
    message = await heard(bot)
    assert message.document is not None
    assert (message.caption, message.document.file_name) == ("look", "заметки.txt")
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"the bytes"


async def test_waiting_sees_a_change_when_it_comes(bot: Bot, anna: Person) -> None:
    waiting = asyncio.create_task(anna.wait_for(lambda screen: len(screen) == 3 and screen[-1].text))
    await bot.send_message(anna.id, "one")
    assert not waiting.done()
    await bot.send_message(anna.id, "two")
    assert await waiting == "two"
    assert (await anna.wait_for_text("on")).text == "one"


async def test_waiting_in_vain_says_what_is_there_without_texts(bot: Bot, anna: Person) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Да", callback_data="1")]])
    await bot.send_message(anna.id, "canary", reply_markup=markup)
    with pytest.raises(NotSeen, match=r"on the screen: 2 messages, buttons: \[Да\]$"):
        await anna.wait_for(lambda screen: False, timeout=0.01)


async def test_a_blocked_bot_hears_nothing_until_restarted(bot: Bot, anna: Person) -> None:
    await anna.block()
    with pytest.raises(CannotDo, match="blocked"):
        await anna.say("x")
    await anna.follow_link("again")
    assert (await heard(bot)).text == "/start again"
    with pytest.raises(CannotDo, match="1-64 characters"):
        await anna.follow_link("no spaces")


async def test_only_own_messages_are_edited_and_deleted(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "bot's")
    shown = anna.last()
    assert shown is not None
    with pytest.raises(CannotDo, match="not an own message"):
        await anna.delete_own(shown)


async def test_other_buttons_tell_the_bot_nothing(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Open", url="https://example.org")]])
    await bot.send_message(anna.id, "x", reply_markup=markup)
    before = len(sandbox.updates)
    assert await anna.press("Open") is None
    assert len(sandbox.updates) == before


async def test_nothing_personal_is_in_what_objects_print(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    await anna.say("canary-text")
    printed = repr(
        [
            sandbox,
            anna,
            anna.user,
            anna.screen(),
            list(sandbox.transcript),
            anna.chat(),
            list(anna.chat().messages.values()),
            sandbox.push_update({"message": {}}),
        ]
    )
    for secret in ("canary-text", "Анна", "Иванова", "anna_iv", str(anna.id), sandbox.token):
        assert secret not in printed
