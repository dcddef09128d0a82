"""The console on a founded home, whose critiques came through the real intake, driven by keys."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from core.clock import ManualClock
from core.crypto.aead import Randomness
from core.crypto.bot_key import BotKey, Ring
from core.crypto.identity import Cost
from core.crypto.receipt import Receipt
from core.crypto.roster import read_pin
from core.intake.submission import Intake, Press
from core.moderation.desk import Desk
from core.moderation.founding import found
from core.moderation.inbox import load_critiques
from core.moderation.review import Review
from core.sessions import Session, Terms
from core.settings import Settings, load_settings
from core.store.engine import Store, open_store
from revmentor_tui.console.app import ConsoleApp
from revmentor_tui.console.inbox import InboxScreen
from revmentor_tui.console.virtual_list import VirtualList

PASSPHRASE = "длинный пароль"
CHEAP = Cost(8192, 1, 1)
TEXTS = (
    "На планёрках решают трое, остальные молчат, как было с Виктором Павловичем в марте",
    "Релиз никто не владеет: каждый ждёт соседа",
    "Почему план на год никто не видел до декабря",
    "Оборудование старое, заявки висят месяцами",
    "Премию делят по дружбе",
    "ыва ыва",
)


@dataclass
class Home:
    """A home and the bot's side of it. ``desk``: the founder's, for looking at what the console has stored."""

    settings: Settings
    desk: Desk
    session: Session
    clock: ManualClock
    intake: Intake
    bot_store: Store
    receipts: list[Receipt] = field(default_factory=list)
    _updates: int = 0

    async def write(self, texts: Sequence[str], lang: str = "ru", topic: str = "processes") -> None:
        """Each text by another person."""
        presses = []
        for text in texts:
            self._updates += 1
            press = Press(self._updates, 1000 + self._updates, 1000 + self._updates, self._updates)
            presses.append(self.intake.submit(press, await self.intake.session(), text, lang, topic))
        self.receipts += [sealed.receipt for sealed in await asyncio.gather(*presses)]

    async def reply(self, index: int, text: str) -> None:
        """The author of a text writes again."""
        self._updates += 1
        await self.intake.reply(Press(self._updates, 1, 1, self._updates), self.receipts[index], text, "ru")

    async def close(self) -> None:
        """Give both stores back."""
        await self.desk.close()
        await self.bot_store.close()


async def found_home(
    folder: Path,
    texts: Sequence[str] = TEXTS,
    *,
    live: bool = False,
    name: str = "Анна",
    title: str = "День без правил",
    random: Randomness = os.urandom,
) -> Home:
    """Found a home in ``folder`` and write ``texts`` to its session (k 3)."""
    settings = load_settings(home=folder, lang="ru")
    clock = ManualClock(datetime(2026, 11, 23, 9, tzinfo=UTC))
    terms = Terms(title, k=3, live=live)
    made = await found(settings, name, PASSPHRASE, "Пример", terms, CHEAP, clock, random)
    store = open_store(settings.url)
    key, pin = BotKey.load(settings.bot_key_path), read_pin(settings.pin_path)
    intake = Intake(store, key, Ring(settings.ring_path), pin, clock, random)
    home = Home(settings, made.desk, made.session, clock, intake, store)
    await home.write(texts)
    return home


class Player:
    """A moderator at the keyboard. ``see`` is the whole screen as text."""

    def __init__(self, home: Home, app: ConsoleApp, pilot: Pilot[int]) -> None:
        self.home, self.app, self.pilot = home, app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until everything they started is done."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, words: str) -> None:
        """Type words."""
        await self.pilot.press(*("space" if letter == " " else letter for letter in words))
        await self.settle()

    async def settle(self) -> None:
        """Wait for workers other than the ones that wait for a person or for time."""
        for _ in range(200):
            await self.pilot.pause()
            if not self._is_working():
                break
            await self.pilot.pause(0.01)
        await self.pilot.pause()

    def _is_working(self) -> bool:
        caseload = self.app.caseload
        # What has not opened its dialog yet is not waiting for a person.
        waits = {"watch", "palette"} | ({"dialog"} if len(self.app.screen_stack) > 1 else set())
        busy = any(w.group not in waits and not w.is_finished for w in self.app.workers)
        keys = self.app._held or self.app._under_way
        return bool(busy or keys or (caseload is not None and caseload._working))

    async def beat(self) -> None:
        """A look at the store, as the console takes it every second; its own may be half done, so twice."""
        caseload = self.app.caseload
        assert caseload is not None
        for _ in range(2):
            if await caseload.beat():
                await caseload.take_in()
                await caseload.beat()
            await self.settle()

    @property
    def see(self) -> str:
        """The screen's text, lines joined."""
        screen: Screen[object] = self.app.screen
        lines = screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in lines)

    @property
    def inbox(self) -> InboxScreen:
        """The inbox screen."""
        assert isinstance(self.app.screen, InboxScreen)
        return self.app.screen

    @property
    def cursor(self) -> int:
        """Where the cursor stands in the list of the screen."""
        return self.app.screen.query_one(VirtualList).cursor

    def shown(self) -> list[str]:
        """The texts in the inbox, in order."""
        caseload = self.app.caseload
        assert caseload is not None
        return [caseload.letters.known[one].text for one in caseload.letters.order]

    async def go_to(self, text: str) -> None:
        """Put the cursor on a text."""
        self.inbox.query_one(VirtualList).cursor = self.shown().index(text)
        await self.pilot.pause(0.1)

    async def review(self, text: str) -> Review:
        """What is stored about a text."""
        found = await load_critiques(self.home.desk, self.home.session)
        return next(critique.review for critique in found if critique.text == text)


Play = Callable[..., AbstractAsyncContextManager[Player]]


@pytest.fixture
async def make_home(tmp_path: Path) -> AsyncIterator[Callable[..., Awaitable[Home]]]:
    """Makes homes and closes them."""
    made: list[Home] = []

    async def make(*args: object, **kwargs: object) -> Home:
        made.append(await found_home(tmp_path / f"home{len(made)}", *args, **kwargs))
        return made[-1]

    yield make
    for home in made:
        await home.close()


@pytest.fixture
async def home(make_home: Callable[..., Awaitable[Home]]) -> Home:
    """A home with six critiques."""
    return await make_home()


@pytest.fixture
def cheap() -> Cost:
    """A passphrase cost that tests can afford."""
    return CHEAP


@pytest.fixture
def passphrase() -> str:
    """The founder's."""
    return PASSPHRASE


@pytest.fixture
def play() -> Play:
    """Opens the console over a home, unlocked from the passphrase file unless told otherwise."""

    @asynccontextmanager
    async def start(
        home: Home, size: tuple[int, int] = (120, 40), lang: str = "ru", **given: object
    ) -> AsyncIterator[Player]:
        secret = home.settings.home / "passphrase"
        secret.write_text(PASSPHRASE, "utf-8")
        settings = home.settings.model_copy(update={"passphrase_file": secret})
        app = ConsoleApp(settings, lang, home.clock, **given)  # type: ignore[arg-type]
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            player = Player(home, app, pilot)
            for _ in range(300):
                await pilot.pause(0.02)
                if app.caseload is not None and app.caseload._pulse is not None and isinstance(app.screen, InboxScreen):
                    break
            await player.settle()
            await player.beat()
            yield player
            assert app.stumbles == []

    return start
