"""A running bot for tests: the real application, delivery loop, courier and store, against the local server."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from core.clock import ManualClock
from core.crypto.identity import Cost
from core.crypto.receipt import Receipt, read_code
from core.moderation.desk import Desk
from core.moderation.digest import compose, publish
from core.moderation.founding import Founded, found
from core.moderation.inbox import Critique, load_critiques
from core.moderation.records import save
from core.moderation.review import release
from core.moderation.taking_in import take_in
from core.people.invitations import Card, create_invites
from core.sessions import Session, Terms
from core.settings import Settings, load_settings
from core.store.engine import default_url
from telegram_bot.patience import QUICK, Tempo
from telegram_bot.running import RunningBot, run_bot
from telegram_bot.sandbox import Person, Sandbox, Shown
from tests.conftest import empty_database

T = TypeVar("T")
PASSPHRASE = "сильный пароль для проверки"
CHEAP = Cost(8192, 1, 1)


@dataclass
class Company:
    """A founded company, its Telegram, and its bot, which can be stopped and started again."""

    home: Path
    settings: Settings
    sandbox: Sandbox
    founded: Founded
    clock: ManualClock
    tempo: Tempo = QUICK
    bot: RunningBot | None = None
    stack: AsyncExitStack | None = None

    @property
    def desk(self) -> Desk:
        return self.founded.desk

    @property
    def session(self) -> Session:
        return self.founded.session

    async def start(self, **settings: Any) -> RunningBot:
        """Start the bot; waits until it takes updates."""
        self.stack = AsyncExitStack()
        given = self.settings.model_copy(update=settings)
        self.bot = await self.stack.enter_async_context(run_bot(given, self.clock, self.tempo))
        one_at_a_time(self.bot)
        await self.bot.ready.wait()
        return self.bot

    async def stop(self) -> None:
        """Stop it gracefully."""
        if self.stack is not None:
            stack, self.stack, self.bot = self.stack, None, None
            await stack.aclose()

    @property
    def is_still(self) -> bool:
        """Whether the bot runs, and no update waits or is under way."""
        return self.bot is not None and not len(self.sandbox.updates) and not self.bot.polling.is_busy

    async def carry_on(self) -> None:
        """Have done what the clock asks for, and all brought that this leaves in the outbox."""
        assert self.bot is not None
        await self.bot.look()
        while await self.bot.courier.carry():
            pass

    async def turn_to(self, person: Person) -> None:
        """Somebody is about to act."""

    async def invite(self, role: str = "employee", title: str = "") -> str:
        """The payload of a fresh invitation link."""
        return (await create_invites(self.desk.store, self.clock, self.desk.issuer, [Card(role, title)]))[0]

    async def employee(self, language: str = "ru", name: str = "Анна") -> Person:
        """Somebody who joined and has seen the promise."""
        person = self.sandbox.person(name, language)
        await person.follow_link(await self.invite())
        await person.wait_for_text("без фильтров" if language == "ru" else "without filters")
        return person

    async def executive(self, language: str = "ru", title: str = "директор по продукту") -> Person:
        """An executive who joined."""
        person = self.sandbox.person("Виктор", language)
        await person.follow_link(await self.invite("executive", title))
        await person.wait_for_text("запятую" if language == "ru" else "comma")
        return person

    async def critique(self, person: Person, text: str, language: str = "ru") -> Receipt:
        """Write, send, and read the code off the screen."""
        await self.turn_to(person)
        send = "Отправить без имени" if language == "ru" else "Send without a name"
        mine = await person.say(text)
        preview = await person.wait_for(
            lambda screen: next((one for one in screen if one.reply_to == mine.message_id and send in one.labels), None)
        )
        # An older one may be shown once more meanwhile.
        known = codes_on(person.screen())
        await person.press(send, preview)
        return await person.wait_for(lambda screen: next((one for one in codes_on(screen) if one not in known), None))

    async def released(self) -> list[Critique]:
        """Everything that arrived, taken in and released as it is."""
        await take_in(self.desk, self.session)
        made = []
        for critique in await load_critiques(self.desk, self.session):
            review = release(critique.review, self.desk.identity.id.hex(), self.session.terms)
            made.append(await save(self.desk, critique, review, "release"))
        return made

    async def publish(self) -> None:
        """Everything that arrived, in a published digest."""
        items = [critique.id for critique in await self.released()]
        await publish(self.desk, self.session, await compose(self.desk, self.session, items))


C = TypeVar("C", bound=Company)


def one_at_a_time(bot: RunningBot) -> None:
    """So that a test may carry and look at the clocks too: two rounds at a time would bring everything twice."""
    bot.courier.carry = _in_turn(bot.courier.carry)  # type: ignore[method-assign]
    bot.look = _in_turn(bot.look)  # type: ignore[method-assign]


def _in_turn(work: Callable[[], Awaitable[T]]) -> Callable[[], Awaitable[T]]:
    turn = asyncio.Lock()

    async def in_turn() -> T:
        async with turn:
            return await work()

    return in_turn


async def begin(boss: Person) -> Shown:
    """An executive goes into the newest digest; returns the first item."""
    cover = await boss.wait_for_button(lambda button: button.data.startswith("ds:"))
    await boss.press(lambda button: button.data.startswith("ds:"), cover)
    return await boss.wait_for_button(lambda button: button.data.startswith("ca:"))


async def say_and_send(person: Person, words: str, button: str = "Поставить запятую") -> None:
    """Answer the bot's question, see the words as they will be read, and let them count."""
    said = await person.say(words)
    preview = await person.wait_for(
        lambda screen: next((o for o in screen if o.reply_to == said.message_id and button in o.labels), None)
    )
    assert words in preview.text
    await person.press(button, preview)


def codes_on(screen: Iterable[Shown]) -> list[Receipt]:
    """Every code that stands there, the oldest first."""
    return [code_on(one) for one in screen if any(button.kind == "copy" for row in one.buttons for button in row)]


def code_on(shown: Shown) -> Receipt:
    """The code that a message shows, by its copy button."""
    words = next(button.data for row in shown.buttons for button in row if button.kind == "copy")
    return read_code(words)


def _spare_the_migrations(home: Path) -> None:
    """Lay the database in the home as the migrations would leave it."""
    home.mkdir(mode=0o700, exist_ok=True)
    (home / "revmentor.db").write_bytes(empty_database())


@asynccontextmanager
async def open_company(
    home: Path,
    clock: ManualClock,
    kind: type[C] = Company,
    **settings: Any,  # type: ignore[assignment]
) -> AsyncIterator[C]:
    """A company in ``home`` with its sandbox, the bot not started yet."""
    async with Sandbox(rng=random.Random(7)) as sandbox:
        given: dict[str, Any] = {
            "home": home,
            "database_url": default_url(home),
            "bot_token": sandbox.token,
            "bot_api_url": sandbox.base_url,
            "pace_chat": 0,
            "fresh_for": 0,
            "pace_overall": 0,
        }
        ready = load_settings(**(given | settings))
        _spare_the_migrations(home)
        terms = Terms("Постоянный ящик", k=3, live=True)
        made = await found(ready, "Анна", PASSPHRASE, "ООО «Ромашка»", terms, CHEAP, clock)
        company = kind(home, ready, sandbox, made, clock)
        try:
            yield company
        finally:
            await company.stop()
            await made.desk.close()


@pytest.fixture
async def company(home: Path, clock: ManualClock) -> AsyncIterator[Company]:
    """A company whose bot is not running yet."""
    async with open_company(home, clock) as made:
        yield made


@pytest.fixture
async def bot(company: Company) -> Company:
    """A company whose bot runs."""
    await company.start()
    return company
