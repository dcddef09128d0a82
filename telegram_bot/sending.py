"""A page as Telegram messages: one, or several where the text is longer than Telegram takes; and what becomes of them
when their life is over."""

import asyncio

from telegram import Bot, InputFile, InputMediaDocument, InputMediaPhoto, Message
from telegram.error import BadRequest

from core.outbox import TEXT, Placed
from core.page import PHOTO, Attachment, Page
from core.printing.sheets import render_stub
from telegram_bot.lengths import CAPTION_LIMIT, TEXT_LIMIT, shorten, split, units
from telegram_bot.talk import Rows, keyboard

STUB_FILE = "gone.txt"


async def send_page(bot: Bot, chat: int, page: Page) -> tuple[tuple[int, str], ...]:
    """Send ``page``; its buttons stand under the last part. Returns id and kind of each message. Raises
    TelegramError."""
    sent = []
    file, text = page.attachment, str(page.text)
    if file is not None:
        fits = units(text) <= CAPTION_LIMIT
        message = await _send_file(bot, chat, page, file, text if fits else "", page.buttons if fits else ())
        sent.append((message.message_id, file.kind))
        text = "" if fits else text
    parts = split(text)
    for place, part in enumerate(parts, 1):
        markup = keyboard(page.buttons) if place == len(parts) else None
        message = await bot.send_message(
            chat,
            part,
            reply_markup=markup,
            protect_content=page.protect or None,
            disable_notification=page.quiet or None,
        )
        sent.append((message.message_id, TEXT))
    return tuple(sent)


async def _send_file(bot: Bot, chat: int, page: Page, file: Attachment, caption: str, rows: Rows) -> Message:
    send = bot.send_photo if file.kind == PHOTO else bot.send_document
    upload = InputFile(file.data, filename=file.name)
    return await send(
        chat,
        upload,
        caption=caption or None,
        reply_markup=keyboard(rows),
        protect_content=page.protect or None,
        disable_notification=page.quiet or None,
    )


async def put_away(bot: Bot, placed: Placed) -> None:
    """Let messages say that their life is over, pictures and files included; one that is gone from the chat needs
    nothing. Raises TelegramError for what time may heal."""
    for message, kind in placed.messages:
        try:
            if kind == TEXT:
                await bot.edit_message_text(shorten(placed.stub, TEXT_LIMIT), placed.chat, message)
            else:
                blank = await asyncio.to_thread(render_stub) if kind == PHOTO else b""
                await bot.edit_message_media(_stub_media(kind, placed.stub, blank), placed.chat, message)
        except BadRequest:
            continue


def _stub_media(kind: str, stub: str, blank: bytes) -> InputMediaPhoto | InputMediaDocument:
    caption = shorten(stub, CAPTION_LIMIT)
    if kind == PHOTO:
        return InputMediaPhoto(InputFile(blank, filename="gone.png", attach=True), caption=caption)
    return InputMediaDocument(InputFile(stub.encode(), filename=STUB_FILE, attach=True), caption=caption)
