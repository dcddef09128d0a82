"""A founded home with critiques that came through the real intake, for the console's tests."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from core.clock import ManualClock
from core.crypto.bot_key import BotKey, Ring
from core.crypto.identity import Cost
from core.crypto.receipt import Receipt
from core.crypto.roster import read_pin
from core.intake.submission import Intake, Press
from core.moderation.desk import Desk
from core.moderation.founding import found
from core.sessions import Session, Terms
from core.settings import Settings, load_settings
from core.store.engine import Store, open_store

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


async def make_home(folder: Path, texts: Sequence[str] = TEXTS, *, live: bool = False, name: str = "Анна") -> Home:
    """Found a home in ``folder`` and write ``texts`` to its session (k 3)."""
    settings = load_settings(home=folder, lang="ru")
    clock = ManualClock(datetime(2026, 11, 23, 9, tzinfo=UTC))
    terms = Terms("День без правил", k=3, live=live)
    made = await found(settings, name, PASSPHRASE, "Пример", terms, CHEAP, clock)
    store = open_store(settings.url)
    intake = Intake(
        store, BotKey.load(settings.bot_key_path), Ring(settings.ring_path), read_pin(settings.pin_path), clock
    )
    home = Home(settings, made.desk, made.session, clock, intake, store)
    await home.write(texts)
    return home
