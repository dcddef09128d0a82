"""What a person sees in a chat: bubbles with buttons, as frozen values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from telegram_bot.sandbox.chats import Chat
from telegram_bot.sandbox.messages import Message
from telegram_bot.sandbox.types import Json


@dataclass(frozen=True, slots=True)
class Button:
    """A button. ``kind``: callback, url, copy, web_app, disabled, or reply for one under the input field.

    ``data`` is the callback data, the address, or the text that pressing it copies or sends.
    """

    label: str
    kind: str
    data: str = field(repr=False)


Wanted = str | Callable[[Button], bool]


@dataclass(frozen=True, slots=True)
class Shown:
    """One visible message.

    ``kind`` is text, photo, document, voice, sticker, poll, contact, location or service.

    ``text`` is the text or the caption; ``date`` epoch seconds; ``entities`` as in the Bot API.
    """

    message_id: int
    by_bot: bool
    mine: bool
    author: str = field(repr=False)
    kind: str
    text: str = field(repr=False)
    buttons: tuple[tuple[Button, ...], ...]
    reply_to: int | None
    date: int
    edited: bool
    protected: bool
    silent: bool
    pinned: bool
    forces_reply: bool
    placeholder: str = field(repr=False)
    file_name: str = field(repr=False)
    file_id: str = field(repr=False)
    entities: tuple[Json, ...] = field(repr=False)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every button's label, row after row."""
        return tuple(button.label for row in self.buttons for button in row)


_KINDS = (
    ("callback_data", "callback"),
    ("url", "url"),
    ("copy_text", "copy"),
    ("web_app", "web_app"),
    ("disabled", "disabled"),
)


def _button(given: Json) -> Button:
    for name, kind in _KINDS:
        if name in given:
            value: Any = given[name]
            if isinstance(value, dict):
                value = value.get("text") or value.get("url") or ""
            return Button(given["text"], kind, str(value))
    return Button(given["text"], "reply", given["text"])


def shown(chat: Chat, message: Message, viewer_id: int, bot_id: int) -> Shown:
    """One message as ``viewer_id`` sees it."""
    # A keyboard under the input field shows on the message that brought it, while it lasts.
    under_input = chat.keyboard if chat.keyboard is message.markup else None
    rows = (message.inline or {}).get("inline_keyboard") or (under_input or {}).get("keyboard") or ()
    attached = message.file
    markup = message.markup or {}
    return Shown(
        message_id=message.message_id,
        by_bot=message.sender.id == bot_id,
        mine=message.sender.id == viewer_id,
        author=message.sender.first_name,
        kind=message.kind,
        text=message.text,
        buttons=tuple(tuple(_button(button) for button in row) for row in rows),
        reply_to=message.reply_to if message.reply_to in chat.messages else None,
        date=message.date,
        edited=message.edit_date is not None,
        protected=message.protected,
        silent=message.silent,
        pinned=message.message_id in chat.pinned,
        forces_reply="force_reply" in markup,
        placeholder=str(markup.get("input_field_placeholder", "")),
        file_name=str(attached.get("file_name", "")),
        file_id=str(attached.get("file_id", "")),
        entities=tuple(message.content.get("entities") or message.content.get("caption_entities") or ()),
    )


class Screen(Sequence[Shown]):
    """Every message visible at one moment, oldest first.

    Each is drawn when it is looked at: people look at the newest few of what may be thousands.
    """

    def __init__(self, chat: Chat, viewer_id: int, bot_id: int) -> None:
        self._chat = chat
        self._viewer_id = viewer_id
        self._bot_id = bot_id
        self._messages = tuple(chat.messages.values())

    def __len__(self) -> int:
        return len(self._messages)

    @overload
    def __getitem__(self, at: int) -> Shown: ...

    @overload
    def __getitem__(self, at: slice) -> list[Shown]: ...

    def __getitem__(self, at: int | slice) -> Shown | list[Shown]:
        if isinstance(at, slice):
            return [self._drawn(message) for message in self._messages[at]]
        return self._drawn(self._messages[at])

    def _drawn(self, message: Message) -> Shown:
        return shown(self._chat, message, self._viewer_id, self._bot_id)

    def __repr__(self) -> str:
        return f"<Screen, {len(self)} messages>"


def find_button(message: Shown, wanted: Wanted) -> Button | None:
    """The message's first button with this label, else with this callback data, or for which the predicate holds."""
    buttons = [button for row in message.buttons for button in row if button.kind != "disabled"]
    if callable(wanted):
        return next((button for button in buttons if wanted(button)), None)
    by_label = next((button for button in buttons if button.label == wanted), None)
    return by_label or next((one for one in buttons if one.kind == "callback" and one.data == wanted), None)
