"""Bot API methods that change or remove what is in a chat, and answers to button presses.

Each function is the method of its name, gets a call whose fields are checked, and raises Refusal in Telegram's words.
"""

from typing import Any

from telegram_bot.sandbox.callbacks import Callbacks
from telegram_bot.sandbox.chats import PRIVATE, Chat, World
from telegram_bot.sandbox.entities import utf16_length
from telegram_bot.sandbox.keyboards import checked_inline
from telegram_bot.sandbox.messages import Message
from telegram_bot.sandbox.refusal import Refusal
from telegram_bot.sandbox.sending import caption_content, media_content, text_content
from telegram_bot.sandbox.types import Json

DELETE_WINDOW = 48 * 3600
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


def _editable(world: World, call: Json) -> tuple[Chat, Message]:
    if "chat_id" not in call:
        raise Refusal("chat_id is empty")
    if "message_id" not in call:
        raise Refusal("message identifier is not specified")
    chat = world.chat_for_bot(call["chat_id"], writing=True)
    message = chat.messages.get(call["message_id"])
    if message is None:
        raise Refusal("message to edit not found")
    if message.sender.id != world.bot.id or message.markup or "forward_origin" in message.extra:
        raise Refusal("message can't be edited")
    return chat, message


def _apply(world: World, chat: Chat, message: Message, **changes: Any) -> Json:
    if all(getattr(message, name) == value for name, value in changes.items()):
        raise Refusal(_NOT_MODIFIED)
    return world.message_json(world.edit(chat, message, world.bot, **changes))


def edit_message_text(world: World, call: Json) -> Json:
    if "text" not in call:
        raise Refusal("message text is empty")
    chat, message = _editable(world, call)
    if message.kind != "text":
        raise Refusal("there is no text in the message to edit")
    changes: Json = {"content": text_content(call), "inline": checked_inline(call.get("reply_markup"))}
    # How a link is shown is a change only where there is a link.
    if any(entity["type"] in ("url", "text_link") for entity in changes["content"].get("entities", ())):
        extra = {name: value for name, value in message.extra.items() if name != "link_preview_options"}
        if call.get("link_preview_options"):
            extra["link_preview_options"] = call["link_preview_options"]
        changes["extra"] = extra
    return _apply(world, chat, message, **changes)


def edit_message_caption(world: World, call: Json) -> Json:
    chat, message = _editable(world, call)
    if message.kind not in ("photo", "document"):
        raise Refusal("there is no caption in the message to edit")
    media = {name: value for name, value in message.content.items() if not name.startswith("caption")}
    inline = checked_inline(call.get("reply_markup"))
    return _apply(world, chat, message, content=media | caption_content(call), inline=inline)


def edit_message_media(world: World, call: Json) -> Json:
    chat, message = _editable(world, call)
    if message.kind not in ("photo", "document"):
        raise Refusal("there is no media in the message to edit")
    content = media_content(world, call["media"])
    inline = checked_inline(call.get("reply_markup"))
    return _apply(world, chat, message, kind=call["media"]["type"], content=content, inline=inline)


def edit_message_reply_markup(world: World, call: Json) -> Json:
    chat, message = _editable(world, call)
    return _apply(world, chat, message, inline=checked_inline(call.get("reply_markup")))


def _may_delete(world: World, chat: Chat, message: Message) -> None:
    if world.clock.now() - message.date >= DELETE_WINDOW:
        raise Refusal("message can't be deleted for everyone")
    mine = message.sender.id == world.bot.id
    if chat.kind != PRIVATE and not mine and chat.members.get(world.bot.id) != "administrator":
        raise Refusal("message can't be deleted")


def delete_message(world: World, call: Json) -> bool:
    chat = world.chat_for_bot(call["chat_id"], writing=True)
    message = chat.messages.get(call["message_id"])
    if message is None:
        raise Refusal("message to delete not found")
    _may_delete(world, chat, message)
    world.delete(chat, message, world.bot)
    return True


def delete_messages(world: World, call: Json) -> bool:
    """Missing messages are skipped, as documented; one that may not be deleted refuses the whole call."""
    chat = world.chat_for_bot(call["chat_id"], writing=True)
    wanted = call["message_ids"]
    if not wanted:
        raise Refusal("message identifiers are not specified")
    if len(wanted) > 100:
        raise Refusal("too many message identifiers specified")
    found = [chat.messages[one] for one in dict.fromkeys(wanted) if one in chat.messages]
    for message in found:
        _may_delete(world, chat, message)
    for message in found:
        world.delete(chat, message, world.bot)
    return True


def answer_callback_query(world: World, callbacks: Callbacks, call: Json) -> bool:
    """Each press is answered once; a second answer meets the same words as an unknown or an old press."""
    text = call.get("text", "")
    if utf16_length(text) > 200:
        raise Refusal("MESSAGE_TOO_LONG")
    press = callbacks.answer(call["callback_query_id"], text, bool(call.get("show_alert")), call.get("url"))
    chat = world.chats[press.chat_id]
    world.record(chat, world.bot, "alerts" if call.get("show_alert") else "answers", text=text)
    return True
