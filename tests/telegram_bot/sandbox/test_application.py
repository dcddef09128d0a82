"""A whole bot on python-telegram-bot's Application meets a person."""

from typing import Any

import pytest
from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from telegram_bot.sandbox import Person, Sandbox

Context = ContextTypes.DEFAULT_TYPE


async def greet(update: Update, context: Context) -> None:
    assert update.message is not None
    await update.message.reply_text(f"hello {(context.args or [''])[0]}", reply_markup=ForceReply())


async def preview(update: Update, context: Context) -> None:
    assert update.message is not None
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Send", callback_data="send")]])
    await update.message.reply_text("preview", do_quote=True, reply_markup=markup)


async def seal(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query is not None
    assert isinstance(query.message, Message)
    draft = query.message.reply_to_message
    assert draft is not None
    await query.answer("sealed")
    await query.edit_message_text(f"took {len(draft.text or '')} letters")
    await draft.delete()


def application(sandbox: Sandbox) -> Any:
    made = Application.builder().token(sandbox.token).base_url(sandbox.base_url).build()
    made.add_handler(CommandHandler("start", greet))
    made.add_handler(MessageHandler(filters.TEXT, preview))
    made.add_handler(CallbackQueryHandler(seal))
    return made


async def converse(person: Person) -> None:
    await person.follow_link("abc")
    await person.wait_for_text("hello abc")
    said = await person.say("a letter")
    assert said.reply_to is not None
    await person.wait_for_button("Send")
    press = await person.press("Send")
    assert press is not None
    assert (await person.answer_to(press)).text == "sealed"
    await person.wait_for(lambda screen: len(screen) == 3)
    assert [one.text for one in person.screen()] == ["/start abc", "hello abc", "took 8 letters"]


async def test_a_conversation(sandbox: Sandbox) -> None:
    bot = application(sandbox)
    async with bot:
        await bot.start()
        await bot.updater.start_polling()
        await converse(sandbox.person("Анна", "ru"))
        await bot.updater.stop()
        await bot.stop()
    assert not sandbox.refused


def test_a_malformed_token_is_refused_without_being_shown() -> None:
    with pytest.raises(ValueError, match="looks like 123456:letters") as caught:
        Sandbox(token="canary")
    assert "canary" not in str(caught.value)
