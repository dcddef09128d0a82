"""A person with a phone: writes, presses buttons, reads the screen."""

# ruff: noqa: ASYNC109 -- a wait for the bot takes its limit in seconds, as tests expect of a wait

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, TypeVar

from telegram_bot.sandbox.account import membership_change
from telegram_bot.sandbox.callbacks import Answer, Press
from telegram_bot.sandbox.chats import PRIVATE, Chat
from telegram_bot.sandbox.entities import split_text
from telegram_bot.sandbox.media import Media
from telegram_bot.sandbox.messages import Message, User
from telegram_bot.sandbox.screen import Button, Screen, Shown, Wanted, find_button, shown
from telegram_bot.sandbox.sending import person_text
from telegram_bot.sandbox.transcript import Entry

if TYPE_CHECKING:
    from telegram_bot.sandbox.sandbox import Sandbox

T = TypeVar("T")


class CannotDo(Exception):
    """What a real client would not let the person do; the message says why, without anybody's text."""


class NotSeen(AssertionError):
    """Nothing that was waited for appeared in time."""


class Person(Media):
    """One account, looking at its private chat with the bot (or at a group, where ``chat`` is given)."""

    def __init__(self, sandbox: "Sandbox", user: User) -> None:
        self._sandbox = sandbox
        self._world = sandbox.world
        self.user = user

    def __repr__(self) -> str:
        return "<Person>"

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.first_name

    def chat(self, chat_id: int | None = None) -> Chat:
        """The private chat unless another is named; CannotDo when the person is not in it."""
        if chat_id is None or chat_id == self.id:
            return self._world.private_chat(self.user)
        chat = self._world.chats.get(chat_id)
        if chat is None or chat.members.get(self.id) in (None, "left", "kicked"):
            raise CannotDo("this person is not in that chat")
        return chat

    # -- reading ---------------------------------------------------------------------------------------------

    def screen(self, chat_id: int | None = None) -> Screen:
        """Every visible message, oldest first."""
        return Screen(self.chat(chat_id), self.id, self._world.bot.id)

    def message(self, message_id: int, chat_id: int | None = None) -> Shown | None:
        """One visible message, however long the chat is; None when it is gone."""
        stored = self.chat(chat_id).messages.get(message_id)
        return self._shown(stored) if stored is not None else None

    def last(self, chat_id: int | None = None) -> Shown | None:
        """The newest message of the bot, None while it has said nothing."""
        return next((one for one in reversed(self.screen(chat_id)) if one.by_bot), None)

    def entries(self, after: int = 0, chat_id: int | None = None) -> tuple[Entry, ...]:
        """The transcript of this chat, entries with numbers above ``after``."""
        return self._world.transcript.of(self.chat(chat_id).id, after)

    def commands(self) -> list[tuple[str, str]]:
        """(command, description) as this person's menu shows them."""
        found = self._sandbox.profile.commands_for(self.id, self.user.language_code)
        return [(one["command"], one["description"]) for one in found]

    def download(self, message: Shown) -> bytes:
        """The bytes of the file in a message; CannotDo when it has none."""
        if not message.file_id:
            raise CannotDo("there is no file in this message")
        return self._world.files.by_id(message.file_id).content

    async def wait_for(
        self, predicate: Callable[[Sequence[Shown]], T | None], timeout: float | None = None, chat_id: int | None = None
    ) -> T:
        """The first true value of ``predicate(screen)``, looked at again at every change.

        NotSeen after ``timeout`` real seconds (the sandbox's patience).
        """
        chat = self.chat(chat_id)
        timeout = self._sandbox.patience if timeout is None else timeout
        deadline = time.monotonic() + timeout
        while not (found := predicate(self.screen(chat_id))):
            left = deadline - time.monotonic()
            if left <= 0 or not await chat.bell.wait(left):
                if found := predicate(self.screen(chat_id)):
                    return found
                raise NotSeen(
                    f"not seen within {timeout:g} s; on the screen: {len(chat.messages)} messages, "
                    f"{self._visible_buttons(chat_id)}"
                )
        return found

    async def wait_for_text(self, part: str, timeout: float | None = None) -> Shown:
        """The newest message of the bot that contains ``part``."""
        bot_id = self._world.bot.id

        def look(_: Sequence[Shown]) -> Shown | None:
            # On the server's messages: drawing a chat of thousands at every change would be slow.
            found = self.chat().newest(lambda one: one.sender.id == bot_id and part in one.text)
            return self._shown(found) if found else None

        return await self.wait_for(look, timeout)

    async def wait_for_button(self, wanted: Wanted, timeout: float | None = None) -> Shown:
        """The newest message with such a button."""
        return await self.wait_for(
            lambda _: next((one for one in self._candidates(None, None) if find_button(one, wanted)), None), timeout
        )

    async def wait_for_event(self, after: int, timeout: float = 25.0) -> tuple[Entry, ...]:
        """This chat's entries above ``after``; none when nothing happens for ``timeout`` real seconds."""
        deadline = time.monotonic() + timeout
        while not (found := self.entries(after)):
            left = deadline - time.monotonic()
            if left <= 0 or not await self.chat().bell.wait(left):
                return self.entries(after)
        return found

    # -- writing ---------------------------------------------------------------------------------------------

    async def say(self, text: str, reply_to: Shown | int | None = None, chat_id: int | None = None) -> Shown:
        """Write. Ends are trimmed and a long text is split, as clients do; the last part is returned.

        Without ``reply_to`` the text answers the prompt that the bot left open, if there is one.
        """
        kept = text.strip()
        if not kept:
            raise CannotDo("clients do not send an empty message")
        parts = list(split_text(kept))
        posted = self._post("text", person_text(parts[0]), reply_to, chat_id)
        for part in parts[1:]:
            posted = self._post("text", person_text(part), None, chat_id)
        await asyncio.sleep(0)
        return self._shown(posted)

    async def follow_link(self, payload: str = "") -> Shown:
        """Open t.me/<bot>?start=<payload> and press Start; unblocks the bot as real clients do."""
        if len(payload) > 64 or not all(char.isascii() and (char.isalnum() or char in "_-") for char in payload):
            raise CannotDo("a start link carries 1-64 characters of A-Z a-z 0-9 _ -")
        chat = self.chat()
        if chat.members.get(self._world.bot.id) == "kicked":
            await self.unblock()
        self._world.record(chat, self.user, "starts")
        return await self.say(f"/start {payload}".strip())

    async def edit(self, message: Shown, text: str) -> Shown:
        """Edit an own text message."""
        chat, stored = self._own(message)
        edited = self._world.edit(chat, stored, self.user, content=person_text(text.strip()))
        await asyncio.sleep(0)
        return self._shown(edited)

    async def delete_own(self, message: Shown) -> None:
        """Delete an own message for both sides; the bot is not told."""
        chat, stored = self._own(message)
        self._world.delete(chat, stored, self.user)
        await asyncio.sleep(0)

    async def press(
        self, wanted: Wanted, message: Shown | int | None = None, chat_id: int | None = None
    ) -> Press | None:
        """Press the button with this label or callback data, or for which the predicate holds.

        It is looked for on ``message``, or on the newest message that has one; CannotDo lists what is there
        when none fits. Returns the press of an inline button, whose answer ``answer_to`` waits for, and None
        for other buttons (a reply keyboard's sends its label).
        """
        for one in self._candidates(message, chat_id):
            button = find_button(one, wanted)
            if button is not None:
                return await self._press(button, one, chat_id)
        raise CannotDo(f"there is no such button; visible: {self._visible_buttons(chat_id)}")

    async def forge(self, data: str, message: Shown | int | None = None) -> Press:
        """Send a press that no button on the screen has: a client of one's own can send any data."""
        on = next(iter(self._candidates(message, None)))
        press = await self._press(Button(data, "callback", data), on, None)
        assert press is not None
        return press

    async def answer_to(self, press: Press, timeout: float | None = None) -> Answer:
        """What the person saw after a press; NotSeen when no answer comes for ``timeout`` real seconds."""
        timeout = self._sandbox.patience if timeout is None else timeout
        deadline = time.monotonic() + timeout
        while (answer := self._sandbox.callbacks.answer_to(press.query_id)) is None:
            left = deadline - time.monotonic()
            if left <= 0 or not await self._world.chats[press.chat_id].bell.wait(left):
                raise NotSeen(f"the press was not answered within {timeout:g} s")
        return answer

    # -- the account -----------------------------------------------------------------------------------------

    async def block(self) -> None:
        """Stop the bot; it gets my_chat_member."""
        await self._membership("member", "kicked", "blocks")

    async def unblock(self) -> None:
        """Restart the bot; it gets my_chat_member."""
        await self._membership("kicked", "member", "unblocks")

    def deactivate(self) -> None:
        """Delete the account: every further message to it is refused."""
        self._world.deactivated.add(self.id)

    async def _membership(self, old: str, new: str, what: str) -> None:
        chat = self.chat()
        if chat.members[self._world.bot.id] != old:
            return
        chat.members[self._world.bot.id] = new
        self._world.record(chat, self.user, what)
        change = membership_change(self._world, chat.id, self._world.bot, self.user, old, new)
        self._world.announce("my_chat_member", change, chat.id)
        await asyncio.sleep(0)

    # -- inside ----------------------------------------------------------------------------------------------

    def _post(
        self,
        kind: str,
        content: dict[str, object],
        reply_to: Shown | int | None,
        chat_id: int | None,
        **more: object,
    ) -> Message:
        chat = self.chat(chat_id)
        if self.id in self._world.deactivated:
            raise CannotDo("the account is deleted")
        if chat.kind == PRIVATE and chat.members.get(self._world.bot.id) == "kicked":
            raise CannotDo("the bot is blocked; unblock it first")
        target = _id(reply_to) if reply_to is not None else self._forced(chat)
        if reply_to is not None and target not in chat.messages:
            raise CannotDo("the message to answer is not on the screen")
        return self._world.post(chat, self.user, kind, content, reply_to=target, **more)

    def _candidates(self, message: Shown | int | None, chat_id: int | None) -> Iterator[Shown]:
        """Where a button may be: on one message, or on all that have any, newest first."""
        if message is not None:
            found = self.message(_id(message), chat_id)
            if found is not None:
                yield found
            return
        chat = self.chat(chat_id)
        for stored in reversed(chat.messages.values()):
            if stored.inline or (stored.markup and stored.markup is chat.keyboard):
                yield self._shown(stored)

    def _forced(self, chat: Chat) -> int | None:
        """The prompt that a client keeps open: later messages with inline buttons, or with none, do not close it. Only
        an answer does, or the next keyboard under the input field, its removal or another prompt: a chat has one such
        markup, the last (Telegram's ``reply_markup_message_id``)."""
        newest = chat.newest(lambda one: one.sender.id == self._world.bot.id and one.markup is not None)
        if newest is None or "force_reply" not in (newest.markup or {}):
            return None
        later = takewhile(lambda one: one.message_id != newest.message_id, reversed(chat.messages.values()))
        is_answered = any(one.sender.id == self.id and one.reply_to == newest.message_id for one in later)
        return None if is_answered else newest.message_id

    def _own(self, message: Shown) -> tuple[Chat, Message]:
        for chat in self._world.chats.values():
            stored = chat.messages.get(message.message_id)
            if stored is not None and stored.sender.id == self.id:
                return chat, stored
        raise CannotDo("this is not an own message, or it is gone")

    def _shown(self, message: Message) -> Shown:
        return shown(self._world.chats[message.chat_id], message, self.id, self._world.bot.id)

    async def _press(self, button: Button, on: Shown, chat_id: int | None) -> Press | None:
        chat = self.chat(chat_id)
        if button.kind == "reply":
            if (chat.keyboard or {}).get("one_time_keyboard"):
                chat.keyboard = None
            await self.say(button.data, chat_id=chat_id)
            return None
        stored = chat.messages[on.message_id]
        self._world.record(chat, self.user, "presses", stored, text=button.label)
        if button.kind != "callback":
            return None
        press = self._sandbox.callbacks.press(chat.id, self.id)
        self._world.announce(
            "callback_query",
            {
                "id": press.query_id,
                "from": self.user.as_json(),
                "message": self._world.message_json(stored),
                "chat_instance": str(-chat.id * 7919),
                "data": button.data,
            },
            chat.id,
        )
        await asyncio.sleep(0)
        return press

    def _visible_buttons(self, chat_id: int | None) -> str:
        labels = [label for one in self.screen(chat_id) for label in one.labels]
        return "buttons: " + ", ".join(f"[{label}]" for label in labels) if labels else "no buttons"


def _id(message: Shown | int) -> int:
    return message if isinstance(message, int) else message.message_id
