"""The sandbox's world: users, chats, messages. No network here; every change is written to the transcript."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from telegram_bot.sandbox.clock import SandboxClock
from telegram_bot.sandbox.files import Files
from telegram_bot.sandbox.messages import Message, User
from telegram_bot.sandbox.refusal import Refusal
from telegram_bot.sandbox.transcript import Bell, Entry, Transcript
from telegram_bot.sandbox.types import Json

PRIVATE, GROUP = "private", "supergroup"


class Chat:
    """A private chat with the bot, or a group."""

    def __init__(self, chat_id: int, kind: str, title: str = "", person: User | None = None) -> None:
        self.id = chat_id
        self.kind = kind
        self.title = title
        self.person = person
        self.messages: dict[int, Message] = {}
        self.members: dict[int, str] = {}
        self.pinned: list[int] = []
        self.keyboard: Json | None = None
        self.bell = Bell()

    def __repr__(self) -> str:
        return f"<{self.kind} chat, {len(self.messages)} messages>"

    def as_json(self) -> Json:
        if self.person is None:
            return {"id": self.id, "type": self.kind, "title": self.title}
        described = self.person.as_json()
        described.pop("is_bot")
        described.pop("language_code", None)
        return described | {"type": self.kind}

    def newest(self, wanted: Callable[[Message], bool]) -> Message | None:
        """The latest visible message that is wanted."""
        return next((one for one in reversed(self.messages.values()) if wanted(one)), None)


class World:
    """All state of one bot's Telegram."""

    def __init__(self, bot: User, clock: SandboxClock, rng: random.Random, transcript: Transcript) -> None:
        self.bot = bot
        self.clock = clock
        self.rng = rng
        self.transcript = transcript
        self.files = Files(rng)
        self.users: dict[int, User] = {bot.id: bot}
        self.deactivated: set[int] = set()
        self.chats: dict[int, Chat] = {}
        self._last_message = rng.randrange(10, 5000)
        # Called with (kind of update, body, chat id) for everything that the bot is to be told.
        self.announce: Callable[[str, Json, int], object] = lambda kind, body, chat_id: None

    # -- finding ---------------------------------------------------------------------------------------------

    def chat_for_bot(self, chat_id: Any, *, writing: bool = False) -> Chat:
        """The chat as the bot may use it; Refusal when it is unknown, or closed to the bot when writing."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else self._by_name(chat_id)
        if chat is None:
            raise Refusal("chat not found")
        if chat.kind == PRIVATE:
            if writing and chat.id in self.deactivated:
                raise Refusal("user is deactivated", 403)
            if writing and chat.members.get(self.bot.id) == "kicked":
                raise Refusal("bot was blocked by the user", 403)
        elif chat.members.get(self.bot.id) in (None, "left", "kicked"):
            raise Refusal(
                "bot was kicked from the supergroup chat"
                if writing or self.bot.id in chat.members
                else "bot is not a member of the supergroup chat",
                403,
            )
        return chat

    def _by_name(self, name: str) -> Chat | None:
        wanted = name.removeprefix("@").lower()
        return next(
            (chat for chat in self.chats.values() if chat.person and (chat.person.username or "").lower() == wanted),
            None,
        )

    def private_chat(self, person: User) -> Chat:
        """The person's chat with the bot, made when it does not exist yet."""
        chat = self.chats.get(person.id)
        if chat is None:
            chat = self.chats[person.id] = Chat(person.id, PRIVATE, person=person)
            chat.members = {person.id: "member", self.bot.id: "member"}
        return chat

    # -- changing --------------------------------------------------------------------------------------------

    def post(self, chat: Chat, sender: User, kind: str, content: Json, **more: Any) -> Message:
        """Put a message into a chat; the bot is told of other people's."""
        self._last_message += 1
        message = Message(self._last_message, chat.id, sender, int(self.clock.now()), kind, content, **more)
        chat.messages[message.message_id] = message
        if sender.id == self.bot.id and message.markup:
            chat.keyboard = None if "remove_keyboard" in message.markup else message.markup
        self.record(chat, sender, "says", message)
        if sender.id != self.bot.id and self._bot_hears(chat, message):
            self.announce("message", self.message_json(message), chat.id)
        return message

    def _bot_hears(self, chat: Chat, message: Message) -> bool:
        # Group privacy mode: a plain member bot gets commands, replies to it and service messages only.
        if chat.kind == PRIVATE or chat.members.get(self.bot.id) == "administrator":
            return True
        if chat.members.get(self.bot.id) != "member":
            return False
        if message.kind == "service" or message.text.startswith("/"):
            return True
        target = chat.messages.get(message.reply_to or 0)
        mentioned = f"@{self.bot.username}".lower() in message.text.lower()
        return mentioned or (target is not None and target.sender.id == self.bot.id)

    def edit(self, chat: Chat, message: Message, by: User, **changes: Any) -> Message:
        """Replace parts of a message."""
        edited = replace(message, edit_date=int(self.clock.now()), **changes)
        chat.messages[message.message_id] = edited
        self.record(chat, by, "edits", edited)
        if by.id != self.bot.id and self._bot_hears(chat, edited):
            self.announce("edited_message", self.message_json(edited), chat.id)
        return edited

    def delete(self, chat: Chat, message: Message, by: User) -> None:
        """Remove a message for both sides."""
        del chat.messages[message.message_id]
        if chat.keyboard is message.markup:
            chat.keyboard = None
        if message.message_id in chat.pinned:
            chat.pinned.remove(message.message_id)
        self.record(chat, by, "deletes", message)

    def record(
        self,
        chat: Chat,
        by: User,
        what: str,
        message: Message | None = None,
        text: str = "",
        buttons: tuple[tuple[str, ...], ...] = (),
    ) -> Entry:
        """Write to the transcript and wake whoever watches the chat."""
        shown = message if what in ("says", "edits") else None
        entry = Entry(
            self.transcript.next_number(),
            self.clock.now(),
            chat.id,
            by.first_name,
            by.id == self.bot.id,
            what,
            message.message_id if message else None,
            message.kind if message else "",
            shown.text if shown else text,
            shown.labels if shown else buttons,
            shown.reply_to if shown else None,
            str(shown.file.get("file_name", "")) if shown else "",
        )
        self.transcript.append(entry)
        chat.bell.ring()
        return entry

    def ring_bells(self) -> None:
        """Wake whoever watches any chat: something that all of them show has changed, such as the menu."""
        for chat in self.chats.values():
            chat.bell.ring()

    # -- writing as JSON -------------------------------------------------------------------------------------

    def message_json(self, message: Message, *, nested: bool = True) -> Json:
        """The Bot API's Message; the message it replies to comes along once, and not deeper."""
        chat = self.chats[message.chat_id]
        result: Json = {
            "message_id": message.message_id,
            "from": message.sender.as_json(),
            "chat": chat.as_json(),
            "date": message.date,
        }
        if message.edit_date is not None:
            result["edit_date"] = message.edit_date
        if message.protected:
            result["has_protected_content"] = True
        target = chat.messages.get(message.reply_to) if nested and message.reply_to is not None else None
        if target is not None:
            result["reply_to_message"] = self.message_json(target, nested=False)
        result.update(message.content)
        result.update(message.extra)
        if message.inline is not None:
            result["reply_markup"] = message.inline
        return result
