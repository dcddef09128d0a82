"""The sandbox as one object: start it, give its base_url to the bot, make people."""

import random
import secrets
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import Self

from telegram_bot.sandbox.account import Profile, membership_change
from telegram_bot.sandbox.callbacks import Callbacks
from telegram_bot.sandbox.calls import Calls
from telegram_bot.sandbox.chats import GROUP, Chat, World
from telegram_bot.sandbox.client import ClientFace
from telegram_bot.sandbox.clock import SandboxClock
from telegram_bot.sandbox.faults import Faults
from telegram_bot.sandbox.flood import FloodGate, FloodLimits
from telegram_bot.sandbox.messages import User
from telegram_bot.sandbox.person import Person
from telegram_bot.sandbox.server import HOST, HttpFace
from telegram_bot.sandbox.transcript import Transcript
from telegram_bot.sandbox.types import Json
from telegram_bot.sandbox.updates import UpdateQueue
from telegram_bot.sandbox.webhook import Webhook

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


def new_token() -> str:
    """A token of Telegram's form for a bot that exists nowhere."""
    return f"{secrets.randbelow(900_000_000) + 100_000_000}:AA" + "".join(secrets.choice(_LETTERS) for _ in range(33))


def _bot_id(token: str) -> int:
    bot_id, _, secret = token.partition(":")
    if not (bot_id.isascii() and bot_id.isdecimal() and secret):
        raise ValueError("a bot token looks like 123456:letters; give one of that form or none")
    return int(bot_id)


class Sandbox:
    """A local Telegram for one bot. Everything lives in memory and in one event loop."""

    def __init__(
        self,
        *,
        token: str | None = None,
        any_token: bool = False,
        clock: SandboxClock | None = None,
        rng: random.Random | None = None,
        flood: FloodLimits | None = None,
        bot_name: str = "Sandbox bot",
        bot_username: str = "sandbox_bot",
        keep_entries: int | None = None,
        webhook_pause: float = 0.05,
        webhook_longest_pause: float = 1.0,
        on_call: Callable[[str, bool], None] | None = None,
        patience: float = 10.0,
    ) -> None:
        """``token`` is made when not given; ``any_token`` accepts every token instead.

        ``flood`` None switches Telegram's pace limits off. ``keep_entries`` bounds the transcript.
        ``webhook_pause`` and its longest are real seconds between repeats. ``on_call`` gets (method, whether
        it succeeded) of every Bot API call. ``patience`` is how many real seconds a person waits for the bot.
        ValueError when the token has not Telegram's form.
        """
        self.token = token or new_token()
        self.clock = clock or SandboxClock()
        rng = rng or random.Random()  # noqa: S311 -- chance in a pretended world
        self._rng = rng
        bot_id = _bot_id(self.token)
        self.transcript = Transcript(keep_entries)
        self.world = World(User(bot_id, bot_name, True, username=bot_username), self.clock, rng, self.transcript)
        self.faults = Faults(rng)
        self.updates = UpdateQueue(self.clock, rng, self.faults)
        self.world.announce = self.updates.push
        self.callbacks = Callbacks(self.clock, rng)
        self.flood = FloodGate(self.clock, flood)
        self._webhook = Webhook(
            self.updates, self.faults, self.clock, webhook_pause, webhook_longest_pause, self._perform
        )
        self._calls = Calls(self.world, self.updates, self.callbacks, self.flood, self._webhook)
        self.on_call = on_call
        self.patience = patience
        # How often each method was called, and how often it was refused or broken by a fault.
        self.calls: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.persons: dict[int, Person] = {}
        self._http = HttpFace(
            None if any_token else self.token,
            self._calls.perform,
            ClientFace(self).handle,
            self.faults,
            self.world.files,
            self._observe,
        )

    def __repr__(self) -> str:
        return f"<Sandbox on port {self._http.port}>"

    # -- running ---------------------------------------------------------------------------------------------

    async def start(self, port: int = 0) -> Self:
        """Listen on 127.0.0.1; port 0 takes a free one.

        After stop() it may be started again, on the same port too: what has happened stays, as when Telegram could
        not be reached for a while.
        """
        self.updates.is_closed = False
        self.updates.on_update = self._webhook.deliver
        self._webhook.resume()
        await self._http.start(port)
        return self

    async def stop(self) -> None:
        """End every poll and delivery, close the port."""
        self.updates.is_closed = True
        self.updates.stop_poller("")
        self.updates.on_update = lambda chat_id, update_id: None
        await self._webhook.close()
        await self._http.stop()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def port(self) -> int:
        """The port on 127.0.0.1."""
        return self._http.port

    @property
    def root_url(self) -> str:
        return f"http://{HOST}:{self._http.port}"

    @property
    def listens_on(self) -> list[str]:
        """Addresses of this machine that are served."""
        return self._http.addresses

    @property
    def webhook_error(self) -> str:
        """Why the last delivery to the webhook failed; empty when none has."""
        return str(self._webhook.info().get("last_error_message", ""))

    @property
    def base_url(self) -> str:
        """What python-telegram-bot takes as base_url."""
        return f"{self.root_url}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot takes as base_file_url."""
        return f"{self.root_url}/file/bot"

    @property
    def profile(self) -> Profile:
        """Commands, descriptions and menu buttons that the bot has set."""
        return self._calls.profile

    async def _perform(self, method: str, call: Json) -> object:
        return await self._calls.perform(method, call)

    def _observe(self, method: str, ok: bool) -> None:
        self.calls[method] += 1
        if not ok:
            self.refused[method] += 1
        if self.on_call is not None:
            self.on_call(method, ok)

    # -- people ----------------------------------------------------------------------------------------------

    def person(
        self,
        name: str = "Person",
        language: str | None = "en",
        id: int | None = None,
        *,
        last_name: str | None = None,
        username: str | None = None,
    ) -> Person:
        """A new account; its id is random unless given. The same id gives the same person again."""
        if id is None:
            id = self._rng.randrange(1_000_000_000, 8_000_000_000)
        if id not in self.persons:
            user = User(id, name, False, last_name, username, language)
            self.world.users[id] = user
            self.persons[id] = Person(self, user)
        return self.persons[id]

    def group(self, title: str, *members: Person, bot_as: str = "member") -> Chat:
        """A group with these people and the bot (``bot_as``: member or administrator).

        Its ``id`` is what a person's ``chat_id`` arguments take. The bot gets my_chat_member.
        """
        chat = Chat(-1_000_000_000_000 - self._rng.randrange(1_000_000_000), GROUP, title)
        self.world.chats[chat.id] = chat
        chat.members = {one.id: "member" for one in members}
        if members:
            chat.members[members[0].id] = "creator"
        chat.members[self.world.bot.id] = bot_as
        by = members[0].user if members else self.world.bot
        self.updates.push(
            "my_chat_member",
            membership_change(self.world, chat.id, self.world.bot, by, "left", bot_as),
            chat.id,
        )
        return chat

    def set_member(self, group: Chat, person: Person, status: str) -> None:
        """Let a person join a group, leave it, or change rank; an administrator bot hears of it."""
        old = group.members.get(person.id, "left")
        group.members[person.id] = status
        if group.members.get(self.world.bot.id) == "administrator":
            change = membership_change(self.world, group.id, person.user, person.user, old, status)
            self.updates.push("chat_member", change, group.id)

    def push_update(self, update: Json, chat_id: int = 0) -> int:
        """Hand the bot any object as an update; its update_id is added and returned."""
        return self.updates.push_raw(update, chat_id)
