import pytest
from telegram import (
    Bot,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden

from telegram_bot.sandbox import Person, Sandbox
from telegram_bot.sandbox.media import plain_picture


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(one, callback_data=f"do:{one}")] for one in labels])


async def test_a_sent_message_is_on_the_screen_and_echoed_whole(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(
        anna.id,
        "  привет  ",
        reply_markup=keyboard("Да", "Нет"),
        protect_content=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        disable_notification=True,
    )
    assert (sent.text, sent.has_protected_content) == ("привет", True)
    assert sent.link_preview_options is not None
    assert sent.link_preview_options.is_disabled
    assert sent.reply_markup == keyboard("Да", "Нет")
    assert sent.from_user is not None
    assert sent.from_user.is_bot
    shown = anna.last()
    assert shown is not None
    assert (shown.text, shown.labels, shown.protected) == ("привет", ("Да", "Нет"), True)


async def test_an_answer_carries_the_whole_message_once_and_not_deeper(bot: Bot, anna: Person) -> None:
    first = await bot.send_message(anna.id, "first", reply_markup=keyboard("One"))
    second = await bot.send_message(
        anna.id,
        "second @someone_here",
        reply_markup=keyboard("Two"),
        reply_parameters=ReplyParameters(first.message_id),
    )
    third = await bot.send_message(
        anna.id, "third", reply_parameters=ReplyParameters(second.message_id, quote="@someone_here")
    )
    nested = third.reply_to_message
    assert nested is not None
    assert (nested.text, nested.reply_markup) == ("second @someone_here", keyboard("Two"))
    assert [one.type for one in nested.entities] == ["mention"]
    assert nested.reply_to_message is None
    assert third.quote is not None
    assert third.quote.position == 7


async def test_a_missing_message_cannot_be_answered_unless_allowed(bot: Bot, anna: Person) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(anna.id, "x", reply_parameters=ReplyParameters(1))
    sent = await bot.send_message(anna.id, "x", reply_parameters=ReplyParameters(1, allow_sending_without_reply=True))
    assert sent.reply_to_message is None


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", "Message text is empty"), (" \n ", "Message text is empty"), ("x" * 4097, "Message is too long")],
)
async def test_text_has_from_1_to_4096_units(bot: Bot, anna: Person, text: str, refusal: str) -> None:
    with pytest.raises(BadRequest, match=rf"(?i){refusal}"):
        await bot.send_message(anna.id, text)
    assert (await bot.send_message(anna.id, "😀" * 2048)).text == "😀" * 2048
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(anna.id, "😀" * 2048 + "x")


async def test_entities_count_utf16_units_and_move_with_trimming(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(
        anna.id, " 😀 жир #тег", entities=[MessageEntity("bold", 4, 3), MessageEntity("italic", 0, 3)]
    )
    assert [(one.type, one.offset, one.length) for one in sent.entities] == [
        ("italic", 0, 2),
        ("bold", 3, 3),
        ("hashtag", 7, 4),
    ]
    assert sent.parse_entity(sent.entities[1]) == "жир"


@pytest.mark.parametrize(
    ("entity", "refusal"),
    [
        (MessageEntity("bold", 1, 2), "Entity begins in a middle of a UTF-16 symbol"),
        (MessageEntity("bold", 0, 1), "Entity ends in a middle of a UTF-16 symbol"),
        (MessageEntity("bold", 2, 50), "ends after the end of the text at UTF-16 offset 52"),
        (MessageEntity("bold", 40, 1), "Entity begins after the end of the text at UTF-16 offset 40"),
        (MessageEntity("bold", 0, 0), "positive length"),
        (MessageEntity("text_link", 0, 2), "Can't find field"),
        (MessageEntity("blink", 0, 2), "unsupported entity type"),
    ],
)
async def test_broken_entities_are_refused(bot: Bot, anna: Person, entity: MessageEntity, refusal: str) -> None:
    with pytest.raises(BadRequest, match=rf"(?i){refusal}"):
        await bot.send_message(anna.id, "😀 text", entities=[entity])


async def test_markup_in_texts_is_refused_rather_than_guessed(bot: Bot, anna: Person) -> None:
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(anna.id, "<b>x</b>", parse_mode="HTML")


@pytest.mark.parametrize(
    ("button", "refusal"),
    [
        (InlineKeyboardButton("x", callback_data="я" * 33), "BUTTON_DATA_INVALID"),
        (InlineKeyboardButton("x", callback_data=""), "BUTTON_DATA_INVALID"),
        (InlineKeyboardButton("x"), "Text buttons are unallowed in the inline keyboard"),
        (InlineKeyboardButton(" ", callback_data="1"), "Text must be non-empty"),
        (InlineKeyboardButton("x", url="example"), "Inline keyboard button URL is invalid"),
        (InlineKeyboardButton("x", callback_data="1", url="https://example.org"), "exactly one action"),
        (InlineKeyboardButton("x", login_url=None, pay=True), "unknown field"),
    ],
)
async def test_broken_buttons_are_refused(bot: Bot, anna: Person, button: InlineKeyboardButton, refusal: str) -> None:
    with pytest.raises(BadRequest) as caught:
        await bot.send_message(anna.id, "x", reply_markup=InlineKeyboardMarkup([[button]]))
    assert refusal.lower() in caught.value.message.lower()


async def test_callback_data_of_exactly_64_bytes_passes(bot: Bot, anna: Person) -> None:
    markup = InlineKeyboardMarkup(
        [
            [InlineKeyboardButton("a", callback_data="я" * 32)],
            [InlineKeyboardButton("b", copy_text=CopyTextButton("код"))],
        ]
    )
    assert (await bot.send_message(anna.id, "x", reply_markup=markup)).reply_markup == markup


async def test_keyboards_under_the_input_field_belong_to_the_chat(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "x", reply_markup=ReplyKeyboardMarkup([["Один", "Два"]]))
    assert sent.reply_markup is None
    assert [one.labels for one in anna.screen()][-1] == ("Один", "Два")
    await anna.press("Два")
    assert anna.screen()[-1].text == "Два"
    await bot.send_message(anna.id, "y", reply_markup=ReplyKeyboardRemove())
    assert not any(one.labels for one in anna.screen())
    with pytest.raises(BadRequest, match="Reply keyboard is empty"):
        await bot.send_message(anna.id, "x", reply_markup=ReplyKeyboardMarkup([[]]))


async def test_force_reply_makes_the_next_text_an_answer_once(bot: Bot, anna: Person) -> None:
    asked = await bot.send_message(anna.id, "why?", reply_markup=ForceReply(input_field_placeholder="because"))
    shown = anna.last()
    assert shown is not None
    assert (shown.forces_reply, shown.placeholder) == (True, "because")
    assert (await anna.say("so")).reply_to == asked.message_id
    assert (await anna.say("more")).reply_to is None


async def test_a_prompt_stays_open_under_later_messages_until_another_keyboard(bot: Bot, anna: Person) -> None:
    asked = await bot.send_message(anna.id, "why?", reply_markup=ForceReply())
    await bot.send_message(
        anna.id, "news", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Read", callback_data="r")]])
    )
    assert (await anna.say("so")).reply_to == asked.message_id
    await bot.send_message(anna.id, "why?", reply_markup=ForceReply())
    await bot.send_message(anna.id, "never mind", reply_markup=ReplyKeyboardRemove())
    assert (await anna.say("so")).reply_to is None


async def test_who_cannot_be_written_to(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    stranger = sandbox.person("Stranger")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(stranger.id, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message("@nobody_at_all", "x")
    assert (await bot.send_message("@anna_iv", "x")).chat.id == anna.id
    await anna.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(anna.id, "x")
    await anna.unblock()
    await bot.send_message(anna.id, "x")
    anna.deactivate()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(anna.id, "x")


async def test_documents_come_up_and_down_byte_for_byte(bot: Bot, anna: Person) -> None:
    content = bytes(range(256)) * 300
    sent = await bot.send_document(
        anna.id, content, filename="дайджест.pdf", caption=" see ", reply_markup=keyboard("ok")
    )
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("дайджест.pdf", len(content))
    assert (sent.caption, sent.reply_markup) == ("see", keyboard("ok"))
    file = await sent.document.get_file()
    assert bytes(await file.download_as_bytearray()) == content
    shown = anna.last()
    assert shown is not None
    assert (shown.kind, shown.file_name, anna.download(shown)) == ("document", "дайджест.pdf", content)
    again = await bot.send_document(anna.id, sent.document.file_id)
    assert again.document == sent.document


async def test_photos_must_be_pictures(bot: Bot, anna: Person) -> None:
    sent = await bot.send_photo(anna.id, plain_picture(20, 10), caption="c")
    assert [(one.width, one.height) for one in sent.photo] == [(20, 10)]
    with pytest.raises(BadRequest, match=r"(?i)IMAGE_PROCESS_FAILED"):
        await bot.send_photo(anna.id, b"not a picture")
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(anna.id, plain_picture(), caption="x" * 1025)
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await bot.send_photo(anna.id, "no-such-file")
    with pytest.raises(BadRequest, match=r"(?i)failed to get HTTP URL content"):
        await bot.send_photo(anna.id, "https://example.org/x.png")


async def test_copies_lose_their_origin_and_forwards_keep_it(bot: Bot, anna: Person) -> None:
    said = await anna.say("mine")
    copied = await bot.copy_message(anna.id, anna.id, said.message_id, reply_markup=keyboard("k"))
    assert anna.screen()[-1].message_id == copied.message_id
    forwarded = await bot.forward_message(anna.id, anna.id, said.message_id)
    assert forwarded.forward_origin is not None
    assert forwarded.text == "mine"
    protected = await bot.send_message(anna.id, "x", protect_content=True)
    with pytest.raises(BadRequest, match="message can't be forwarded"):
        await bot.forward_message(anna.id, anna.id, protected.message_id)
    with pytest.raises(BadRequest, match="message can't be copied"):
        await bot.copy_message(anna.id, anna.id, protected.message_id)
    with pytest.raises(BadRequest, match="Message to forward not found"):
        await bot.forward_message(anna.id, anna.id, 1)


async def test_chat_actions_and_pins(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    await bot.send_chat_action(anna.id, "typing")
    assert list(sandbox.transcript)[-1].what == "acts"
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(anna.id, "dancing")
    sent = await bot.send_message(anna.id, "x")
    await bot.pin_chat_message(anna.id, sent.message_id)
    assert [one.pinned for one in anna.screen()] == [False, True]
    assert (await bot.get_chat(anna.id)).pinned_message == sent
    await bot.unpin_chat_message(anna.id)
    with pytest.raises(BadRequest, match="Message to unpin not found"):
        await bot.unpin_chat_message(anna.id)
    with pytest.raises(BadRequest, match="Message to pin not found"):
        await bot.pin_chat_message(anna.id, 1)
