"""Questions of the bot that remember what they are about.

Telegram gives the answer back together with the question it replies to, and the question carries its context as the
address of a text link. So nothing about a half-finished conversation is kept anywhere but in the chat itself.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import TypeGuard

from telegram import Message, MessageEntity

from core.crypto.receipt import SIZE, Receipt
from core.language.safe_text import SafeText
from core.leadership.pages import id_of, ref_of
from telegram_bot.lengths import units
from telegram_bot.talk import Talk

STEP = "a"
DUE = "t"
REASON = "d"
ASK = "q"
MEET = "m"
CODE = "c"
VETO = "V"
CONTEST = "K"

_ITEM = re.compile(r"([atdqm])([A-Za-z0-9_-]{11})(\d{1,12})")
_CODE = re.compile(r"([cVK])([A-Za-z0-9_-]{22})")
_FIX = re.compile(r"F(\d{1,12})")
_DRAFT = re.compile(r"N([0-9a-f]{8})")
_FORM = re.compile(r"G([a-z])([a-z]{1,12})-([0-9a-f_]{0,40})-?")
_INVITATION_LENGTH = 32
_LINK = re.compile(r"https://t\.me/\w+\?start=([A-Za-z0-9_-]{1,64})")


@dataclass(frozen=True, slots=True)
class ItemContext:
    """A question about an item: STEP, DUE, REASON, or ASK and MEET, which go on to its author. ``message``: the
    item's own message in this chat."""

    kind: str
    item: bytes
    message: int

    @property
    def payload(self) -> str:
        """As it stands in a link or a button."""
        return f"{self.kind}{ref_of(self.item)}{self.message}"


@dataclass(frozen=True, slots=True)
class CodeContext:
    """A question to an author, who has shown the code: for a reply (CODE), an objection to the wording (VETO) or
    to an executive's refusal (CONTEST)."""

    receipt: Receipt = field(repr=False)
    kind: str = CODE

    @property
    def payload(self) -> str:
        """As it stands in a link or a button."""
        return self.kind + encode_code(self.receipt)


@dataclass(frozen=True, slots=True)
class FixContext:
    """A request to write a draft anew. ``message``: the draft that the new one takes the place of."""

    message: int

    @property
    def payload(self) -> str:
        """As it stands in a link."""
        return f"F{self.message}"


@dataclass(frozen=True, slots=True)
class DraftContext:
    """A message of the bot that is somebody's draft, rewritten at their wish. ``tag``: of its very text."""

    tag: str

    @property
    def payload(self) -> str:
        """As it stands in a link."""
        return f"N{self.tag}"


@dataclass(frozen=True, slots=True)
class FormatContext:
    """A question of one of the formats (telegram_bot.formats). ``letter``: which; ``kind``: which question of it;
    ``arg``: what it is about, in hex digits and ``_``."""

    letter: str
    kind: str
    arg: str = ""

    @property
    def payload(self) -> str:
        """As it stands in a link; never as long as an invitation."""
        spelled = f"G{self.letter}{self.kind}-{self.arg}"
        return spelled + "-" if len(spelled) == _INVITATION_LENGTH else spelled


Context = ItemContext | CodeContext | FixContext | DraftContext | FormatContext


def encode_code(receipt: Receipt) -> str:
    """A code in 22 characters."""
    return urlsafe_b64encode(receipt.secret).decode().rstrip("=")


def decode_code(text: str) -> Receipt | None:
    """The receipt behind 22 characters."""
    try:
        secret = urlsafe_b64decode(text + "==")
    except ValueError:
        return None
    return Receipt(secret) if len(secret) == SIZE else None


def read_payload(payload: str) -> Context | None:
    """The context that a payload spells, if it is one; an invitation has 32 characters and never is."""
    if found := _ITEM.fullmatch(payload):
        return ItemContext(found[1], id_of(found[2]), int(found[3]))
    if found := _CODE.fullmatch(payload):
        receipt = decode_code(found[2])
        return CodeContext(receipt, found[1]) if receipt else None
    if found := _FIX.fullmatch(payload):
        return FixContext(int(found[1]))
    if found := _DRAFT.fullmatch(payload):
        return DraftContext(found[1])
    if len(payload) != _INVITATION_LENGTH and (found := _FORM.fullmatch(payload)):
        return FormatContext(found[1], found[2], found[3])
    return None


def read_context(talk: Talk) -> Context | None:
    """What the question was about that this message answers."""
    message = talk.update.message
    return context_of(talk, message.reply_to_message if message else None)


def context_of(talk: Talk, message: Message | None) -> Context | None:
    """What a message of the bot carries. Only links in the bot's own messages count: anybody can write a link."""
    for entity in message.entities if is_own(message, talk) else ():
        found = _LINK.fullmatch(entity.url or "") if entity.type == MessageEntity.TEXT_LINK else None
        if found and (context := read_payload(found[1])):
            return context
    return None


def is_own(message: Message | None, talk: Talk) -> TypeGuard[Message]:
    """Whether the bot wrote it."""
    return message is not None and message.from_user is not None and message.from_user.id == talk.bot.id


async def ask(talk: Talk, question: SafeText, context: Context, placeholder: str, reply_to: int | None) -> Message:
    """Ask, so that the answer brings ``context`` back. The link lies over the question's first line.

    Raises TelegramError.
    """
    first = question.split("\n", 1)[0]
    return await talk.say(question, reply_to=reply_to, ask=placeholder, entities=[link(talk, context, units(first))])


def link(talk: Talk, context: Context, length: int) -> MessageEntity:
    """``context`` as a link over the first ``length`` units of a message."""
    address = f"https://t.me/{talk.bot.username}?start={context.payload}"
    return MessageEntity(MessageEntity.TEXT_LINK, 0, length, url=address)
