import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
)
from telegram.error import BadRequest

from telegram_bot.sandbox import Person, SandboxClock
from telegram_bot.sandbox.media import plain_picture

ONE = InlineKeyboardMarkup([[InlineKeyboardButton("One", callback_data="1")]])
DAY = 86_400


async def test_an_edit_replaces_text_and_buttons(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "before", reply_markup=ONE)
    edited = await bot.edit_message_text("after", anna.id, sent.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("after", None)
    shown = anna.screen()[-1]
    assert (shown.text, shown.edited, shown.labels) == ("after", True, ())


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "same", reply_markup=ONE)
    for change in (
        bot.edit_message_text(" same ", anna.id, sent.message_id, reply_markup=ONE),
        bot.edit_message_text(
            "same",
            anna.id,
            sent.message_id,
            reply_markup=ONE,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
        bot.edit_message_reply_markup(anna.id, sent.message_id, reply_markup=ONE),
    ):
        with pytest.raises(BadRequest, match=r"^Message is not modified: specified new message content"):
            await change
    await bot.edit_message_reply_markup(anna.id, sent.message_id)
    with pytest.raises(BadRequest, match=r"^Message is not modified"):
        await bot.edit_message_reply_markup(anna.id, sent.message_id)


async def test_only_own_messages_of_the_right_kind_are_edited(bot: Bot, anna: Person) -> None:
    said = await anna.say("mine")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", anna.id, said.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", anna.id, 1)
    with_keyboard = await bot.send_message(anna.id, "x", reply_markup=ReplyKeyboardMarkup([["k"]]))
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("y", anna.id, with_keyboard.message_id)
    photo = await bot.send_photo(anna.id, plain_picture(), caption="before")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", anna.id, photo.message_id)
    edited = await bot.edit_message_caption(anna.id, photo.message_id, caption="after")
    assert isinstance(edited, Message)
    assert (edited.caption, edited.photo) == ("after", photo.photo)
    text = await bot.send_message(anna.id, "x")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(anna.id, text.message_id, caption="x")
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.edit_message_text(" ", anna.id, text.message_id)


async def test_the_bot_deletes_both_sides_messages_for_48_hours(bot: Bot, anna: Person, clock: SandboxClock) -> None:
    said = await anna.say("mine")
    sent = await bot.send_message(anna.id, "x")
    clock.advance(2 * DAY - 1)
    assert await bot.delete_message(anna.id, said.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(anna.id, said.message_id)
    clock.advance(1)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(anna.id, sent.message_id)
    # Editing an own text has no such limit.
    await bot.edit_message_text("stub", anna.id, sent.message_id)
    assert [one.text for one in anna.screen()] == ["/start", "stub"]


async def test_deleting_many_skips_what_is_gone(bot: Bot, anna: Person, clock: SandboxClock) -> None:
    said = [(await anna.say(str(number))).message_id for number in range(3)]
    assert await bot.delete_messages(anna.id, [*said, 1, 2])
    assert len(anna.screen()) == 1
    with pytest.raises(BadRequest, match="Too many message identifiers specified"):
        await bot.delete_messages(anna.id, list(range(1, 102)))
    with pytest.raises(BadRequest, match="Message identifiers are not specified"):
        await bot.delete_messages(anna.id, [])
    old = await anna.say("old")
    clock.advance(2 * DAY)
    with pytest.raises(BadRequest, match="can't be deleted"):
        await bot.delete_messages(anna.id, [old.message_id])


async def test_an_answered_message_that_is_gone_is_no_longer_carried_along(bot: Bot, anna: Person) -> None:
    said = await anna.say("mine")
    sent = await bot.send_message(anna.id, "preview", reply_to_message_id=said.message_id)
    await bot.delete_message(anna.id, said.message_id)
    edited = await bot.edit_message_text("x", anna.id, sent.message_id)
    assert isinstance(edited, Message)
    assert edited.reply_to_message is None


async def test_a_medium_is_replaced_by_another_and_only_there(bot: Bot, anna: Person) -> None:
    sent = await bot.send_photo(anna.id, plain_picture(20, 10), caption="было")
    file = InputMediaDocument(InputFile(b"gone", filename="gone.txt", attach=True), caption="стало")
    await bot.edit_message_media(file, anna.id, sent.message_id)
    shown = anna.message(sent.message_id)
    assert (shown.kind, shown.text, shown.file_name, anna.download(shown)) == ("document", "стало", "gone.txt", b"gone")
    await bot.edit_message_media(InputMediaPhoto(plain_picture()), anna.id, sent.message_id)
    assert (anna.message(sent.message_id).kind, anna.message(sent.message_id).text) == ("photo", "")
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.edit_message_media(InputMediaPhoto(b"no picture"), anna.id, sent.message_id)
    text = await bot.send_message(anna.id, "слова")
    with pytest.raises(BadRequest, match="no media"):
        await bot.edit_message_media(InputMediaPhoto(plain_picture()), anna.id, text.message_id)
