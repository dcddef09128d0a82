"""A page as Telegram messages: one, or several where the text is longer than Telegram takes."""

from telegram import Bot

from core.page import Page
from telegram_bot.lengths import split
from telegram_bot.talk import keyboard


async def send_page(bot: Bot, chat: int, page: Page) -> list[int]:
    """Send ``page``; its buttons stand under the last part. Returns the messages' ids. Raises TelegramError."""
    parts = split(page.text)
    sent = [await bot.send_message(chat, part, protect_content=page.protect or None) for part in parts[:-1]]
    markup = keyboard(page.buttons)
    sent.append(await bot.send_message(chat, parts[-1], reply_markup=markup, protect_content=page.protect or None))
    return [message.message_id for message in sent]
