"""A page as Telegram messages: one, or several where the text is longer than Telegram takes."""

from telegram import Bot

from core.page import Page
from telegram_bot.lengths import split
from telegram_bot.talk import keyboard


async def send_page(bot: Bot, chat: int, page: Page) -> None:
    """Send ``page``; its buttons stand under the last part. Raises TelegramError."""
    parts = split(page.text)
    for part in parts[:-1]:
        await bot.send_message(chat, part, protect_content=page.protect or None)
    await bot.send_message(chat, parts[-1], reply_markup=keyboard(page.buttons), protect_content=page.protect or None)
