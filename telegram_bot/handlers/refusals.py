"""What the bot does not take. Each refusal says why; nothing of it is stored or even fetched."""

from telegram import ChatMember, Message
from telegram.error import BadRequest, Forbidden

from telegram_bot.talk import Talk

KINDS = (
    "photo",
    "video",
    "voice",
    "video_note",
    "audio",
    "animation",
    "document",
    "sticker",
    "poll",
    "contact",
    "venue",
    "location",
    "dice",
    "game",
    "story",
    "paid_media",
    "checklist",
)
"""Fields of a message, the more specific before the general: an animation is a document too."""

_NAMES = {"video_note": "video", "animation": "document", "venue": "location"}
_OWN_WORDS = frozenset({"photo", "video", "voice", "audio", "document", "sticker", "poll", "contact", "location"})
ALBUMS_REMEMBERED = 64
_albums: dict[str, None] = {}
"""Albums that were answered: their pictures arrive as separate messages, and one answer is enough."""


def refusal_of(message: Message) -> str | None:
    """The id of the refusal for ``message``; None for plain words of the person's own."""
    if message.forward_origin is not None:
        # Whoever wrote it has not agreed, and the forward names them.
        return "refuse-forward"
    if message.via_bot is not None:
        return "refuse-via-bot"
    for kind in KINDS:
        if getattr(message, kind, None):
            name = _NAMES.get(kind, kind)
            return f"refuse-{name}" if name in _OWN_WORDS else "refuse-other"
    return None


async def refuse(talk: Talk) -> None:
    """Answer what is not text; service messages (a pin, a timer) pass without a word."""
    message = talk.update.message
    if message is None or (reason := refusal_of(message)) is None:
        return
    if album := message.media_group_id:
        if album in _albums:
            return
        _albums[album] = None
        if len(_albums) > ALBUMS_REMEMBERED:
            del _albums[next(iter(_albums))]
    await talk.say(talk.words(reason), reply_to=message.message_id)


async def leave_group(talk: Talk) -> None:
    """Groups: one sentence, and out. In a group everybody would see who writes. The company's own group, which is
    asked who belongs to it, is stayed in, and nothing that is said there is looked at."""
    if talk.chat == talk.deps.group:
        return
    change = talk.update.my_chat_member
    if change is not None and change.new_chat_member.status in (ChatMember.LEFT, ChatMember.BANNED):
        return
    chat = talk.update.effective_chat
    try:
        if chat is not None and chat.type != "channel":
            await talk.say(talk.words("refuse-group"))
    except (Forbidden, BadRequest):
        pass
    try:
        await talk.bot.leave_chat(talk.chat)
    except (Forbidden, BadRequest):
        return


async def note_reach(talk: Talk) -> None:
    """The person blocked the bot, or took it back."""
    change = talk.update.my_chat_member
    assert change
    if change.new_chat_member.status == ChatMember.BANNED:
        await talk.deps.membership.mark_unreachable(talk.user)
    else:
        await come_back(talk)


async def come_back(talk: Talk) -> None:
    """Whoever writes or presses in their own chat has not blocked the bot, or not any more: then what was held for them
    goes out. Telegram's word of it may have come while the bot met the block once more."""
    person = talk.person
    if person is not None and not person.reachable and talk.chat == person.chat:
        await talk.deps.outbox.release(person.chat)
        await talk.deps.membership.mark_reachable(talk.user)
