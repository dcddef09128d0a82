"""Bot API methods that put something into a chat.

Each function is the method of its name, gets a call whose fields are checked, and raises Refusal in Telegram's words.
"""

from typing import Any

from telegram_bot.sandbox.chats import PRIVATE, Chat, World
from telegram_bot.sandbox.entities import CAPTION_LIMIT, detect, formatted, utf16_length
from telegram_bot.sandbox.files import StoredFile, document_json, photo_json
from telegram_bot.sandbox.keyboards import checked_markup
from telegram_bot.sandbox.messages import Message
from telegram_bot.sandbox.refusal import Refusal
from telegram_bot.sandbox.schema import Upload
from telegram_bot.sandbox.types import Json

PHOTO_LIMIT = 10 * 1024 * 1024
_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
# Content that neither forwardMessage nor copyMessage carries over.
_UNCOPYABLE = frozenset({"service", "poll"})


def refuse_parse_mode(call: Json) -> None:
    """The bot sends foreign text only without markup, so the sandbox has no parser for it."""
    if call.get("parse_mode"):
        raise Refusal("unsupported parse_mode: this server takes entities, not markup")


def text_content(call: Json) -> Json:
    """text and entities of a call, trimmed and checked."""
    refuse_parse_mode(call)
    text, entities = formatted(call["text"], call.get("entities") or ())
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    return content


def caption_content(call: Json) -> Json:
    """caption and caption_entities of a call, trimmed and checked."""
    refuse_parse_mode(call)
    caption, entities = formatted(
        call.get("caption") or "",
        call.get("caption_entities") or (),
        limit=CAPTION_LIMIT,
        too_long="message caption is too long",
        empty=None,
    )
    content: Json = {"caption": caption} if caption else {}
    if caption and entities:
        content["caption_entities"] = entities
    return content


def _reply(chat: Chat, call: Json) -> tuple[int | None, Json]:
    wanted = call.get("reply_parameters")
    if not wanted:
        return None, {}
    if wanted.get("chat_id") not in (None, chat.id):
        raise Refusal("message to be replied not found")
    target = chat.messages.get(wanted.get("message_id", 0))
    if target is None:
        if wanted.get("allow_sending_without_reply"):
            return None, {}
        raise Refusal("message to be replied not found")
    quote = wanted.get("quote")
    if not quote:
        return target.message_id, {}
    at = target.text.find(quote)
    if at < 0:
        raise Refusal("QUOTE_TEXT_INVALID")
    position = utf16_length(target.text[:at])
    return target.message_id, {"quote": {"text": quote, "position": position, "is_manual": True}}


def _put(world: World, call: Json, kind: str, content: Json) -> Message:
    chat = world.chat_for_bot(call["chat_id"], writing=True)
    inline, markup = checked_markup(call.get("reply_markup"))
    reply_to, extra = _reply(chat, call)
    preview = call.get("link_preview_options")
    if preview:
        extra["link_preview_options"] = preview
    return world.post(
        chat,
        world.bot,
        kind,
        content,
        reply_to=reply_to,
        inline=inline,
        markup=markup,
        protected=bool(call.get("protect_content")),
        silent=bool(call.get("disable_notification")),
        extra=extra,
    )


def send_message(world: World, call: Json) -> Json:
    return world.message_json(_put(world, call, "text", text_content(call)))


def _stored(world: World, given: Any, folder: str) -> StoredFile:
    if isinstance(given, Upload):
        if not given.content:
            raise Refusal("file must be non-empty")
        return world.files.add(given.name or "file.bin", given.mime_type, given.content, folder)
    if given.startswith(("http://", "https://")):
        # The sandbox never leaves the loopback interface.
        raise Refusal("failed to get HTTP URL content")
    return world.files.by_id(given)


def media_content(world: World, media: Json) -> Json:
    """The content of a message with a photo or a document, and its caption; ``type`` says which, ``media`` is the
    file."""
    given = media["media"]
    if media["type"] == "photo":
        if isinstance(given, Upload) and len(given.content) > PHOTO_LIMIT:
            raise Refusal("too big file for photo")
        content: Json = {"photo": photo_json(_stored(world, given, "photos"))}
    else:
        content = {"document": document_json(_stored(world, given, "documents"))}
    return content | caption_content(media)


def send_document(world: World, call: Json) -> Json:
    world.chat_for_bot(call["chat_id"], writing=True)
    content = media_content(world, call | {"type": "document", "media": call["document"]})
    return world.message_json(_put(world, call, "document", content))


def send_photo(world: World, call: Json) -> Json:
    world.chat_for_bot(call["chat_id"], writing=True)
    content = media_content(world, call | {"type": "photo", "media": call["photo"]})
    return world.message_json(_put(world, call, "photo", content))


def _source(world: World, call: Json, refused: str) -> Message:
    message = world.chat_for_bot(call["from_chat_id"]).messages.get(call["message_id"])
    if message is None:
        raise Refusal(f"message to {refused} not found")
    if message.protected or message.kind in _UNCOPYABLE:
        raise Refusal(f"the message can't be {'forwarded' if refused == 'forward' else 'copied'}")
    return message


def copy_message(world: World, call: Json) -> Json:
    source = _source(world, call, "copy")
    content = dict(source.content)
    if "caption" in call and source.kind != "text":
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content |= caption_content(call)
    return {"message_id": _put(world, call, source.kind, content).message_id}


def forward_message(world: World, call: Json) -> Json:
    source = _source(world, call, "forward")
    chat = world.chat_for_bot(call["chat_id"], writing=True)
    origin = source.extra.get("forward_origin") or {
        "type": "user",
        "sender_user": source.sender.as_json(),
        "date": source.date,
    }
    message = world.post(
        chat,
        world.bot,
        source.kind,
        dict(source.content),
        extra={"forward_origin": origin},
        protected=bool(call.get("protect_content")),
    )
    return world.message_json(message)


def send_chat_action(world: World, call: Json) -> bool:
    chat = world.chat_for_bot(call["chat_id"], writing=True)
    if call["action"] not in _ACTIONS:
        raise Refusal("wrong parameter action in request")
    world.record(chat, world.bot, "acts", text=call["action"])
    return True


def pin_chat_message(world: World, call: Json) -> bool:
    chat = world.chat_for_bot(call["chat_id"], writing=True)
    message = chat.messages.get(call["message_id"])
    if message is None or message.kind == "service":
        raise Refusal("message to pin not found")
    if chat.kind != PRIVATE and chat.members.get(world.bot.id) != "administrator":
        raise Refusal("not enough rights to manage pinned messages in the chat")
    if message.message_id in chat.pinned:
        chat.pinned.remove(message.message_id)
    chat.pinned.append(message.message_id)
    world.record(chat, world.bot, "pins", message)
    return True


def unpin_chat_message(world: World, call: Json) -> bool:
    chat = world.chat_for_bot(call["chat_id"], writing=True)
    wanted = call.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if wanted not in chat.pinned:
        raise Refusal("message to unpin not found")
    chat.pinned.remove(wanted)
    world.record(chat, world.bot, "unpins", chat.messages[wanted])
    return True


def person_text(text: str) -> Json:
    """text and entities of a person's message."""
    content: Json = {"text": text}
    entities = detect(text)
    if entities:
        content["entities"] = entities
    return content
