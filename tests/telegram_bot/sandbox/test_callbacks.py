import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest

from telegram_bot.sandbox import CannotDo, NotSeen, Person, Sandbox, SandboxClock

TOO_OLD = r"(?i)query is too old and response timeout expired or query ID is invalid"


def buttons(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(one, callback_data=f"d:{one}") for one in labels]])


async def pressed(bot: Bot) -> str:
    update = (await bot.get_updates(allowed_updates=["callback_query"]))[-1]
    assert update.callback_query is not None
    return update.callback_query.id


async def test_a_press_brings_the_message_and_what_it_answers(bot: Bot, anna: Person) -> None:
    said = await anna.say("моё письмо")
    await bot.send_message(anna.id, "preview", reply_to_message_id=said.message_id, reply_markup=buttons("Go", "No"))
    await anna.press("Go")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("d:Go", anna.id)
    assert isinstance(query.message, Message)
    assert query.message.reply_to_message is not None
    assert query.message.reply_markup == buttons("Go", "No")
    assert query.message.reply_to_message.text == "моё письмо"


async def test_a_press_is_answered_exactly_once(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "x", reply_markup=buttons("Go"))
    press = await anna.press("d:Go")
    assert press is not None
    with pytest.raises(NotSeen, match="not answered"):
        await anna.answer_to(press, timeout=0.01)
    query_id = await pressed(bot)
    assert await bot.answer_callback_query(query_id, "готово", show_alert=True)
    answer = await anna.answer_to(press)
    assert (answer.text, answer.show_alert) == ("готово", True)
    for wrong in (query_id, "12345"):
        with pytest.raises(BadRequest, match=TOO_OLD):
            await bot.answer_callback_query(wrong)


async def test_an_old_press_is_answered_no_more(bot: Bot, anna: Person, clock: SandboxClock) -> None:
    await bot.send_message(anna.id, "x", reply_markup=buttons("Go"))
    await anna.press("Go")
    clock.advance(3600)
    with pytest.raises(BadRequest, match=TOO_OLD):
        await bot.answer_callback_query(await pressed(bot))


async def test_the_answer_has_at_most_200_characters(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "x", reply_markup=buttons("Go"))
    await anna.press("Go")
    query_id = await pressed(bot)
    with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
        await bot.answer_callback_query(query_id, "x" * 201)
    assert await bot.answer_callback_query(query_id, "x" * 200)


async def test_the_newest_message_with_the_button_is_pressed(bot: Bot, anna: Person) -> None:
    first = await bot.send_message(anna.id, "1", reply_markup=buttons("Go"))
    await bot.send_message(anna.id, "2", reply_markup=buttons("Go"))
    await bot.send_message(anna.id, "3", reply_markup=buttons("Other"))
    await anna.press(lambda button: button.data.endswith("Go"))
    await anna.press("Go", message=first.message_id)
    queries = [one.callback_query for one in await bot.get_updates() if one.callback_query]
    texts = [one.message.text for one in queries if isinstance(one.message, Message)]
    assert texts == ["2", "1"]


async def test_a_button_that_is_not_there_is_named_with_those_that_are(
    bot: Bot, sandbox: Sandbox, anna: Person
) -> None:
    with pytest.raises(CannotDo, match=r"there is no such button; visible: no buttons"):
        await anna.press("Go")
    await bot.send_message(anna.id, "x", reply_markup=buttons("Да", "Нет"))
    with pytest.raises(CannotDo, match=r"visible: buttons: \[Да\], \[Нет\]"):
        await anna.press("Go")
    assert len(sandbox.updates) == 1
