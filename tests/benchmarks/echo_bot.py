"""The floor of row 1: a bot on the same library, transport and server that answers every text with itself."""

import os
from typing import Any

from telegram import Update
from telegram.ext import Application, MessageHandler, filters

from telegram_bot.transport import Transport


async def echo(update: Update, context: Any) -> None:
    """One call in, one call out."""
    del context
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def main() -> None:
    """Poll until killed, as the library's own documentation shows it."""
    application = (
        Application.builder()
        .token(os.environ["REVMENTOR_BOT_TOKEN"])
        .base_url(os.environ["REVMENTOR_BOT_API_URL"])
        .request(Transport())
        .get_updates_request(Transport())
        .concurrent_updates(16)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
