"""A founded home, and a caller of the command line who looks at its answers as a program or a person would."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core.clock import ManualClock, SystemClock
from core.crypto.bot_key import BotKey, Ring
from core.crypto.identity import Cost
from core.crypto.roster import read_pin
from core.intake.submission import Intake, Press
from core.moderation.founding import found
from core.people.invitations import Card, Issuer, create_invites
from core.sessions import Terms
from core.settings import Settings, load_settings
from core.store.engine import open_store
from revmentor_tui.command.main import run
from telegram_bot.deps import Deps, open_deps
from telegram_bot.formats.council_duties import today_of
from telegram_bot.formats.registry import look_at_formats

PASSPHRASE = "четыре случайных слова"
VOTERS = 5


@dataclass(frozen=True)
class Said:
    """What one call answered."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The answer as a program reads it."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def one(self) -> dict[str, Any]:
        """The only object."""
        assert len(self.objects) == 1
        return self.objects[0]


Call = Callable[..., Said]


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home with nothing in it, and nothing of the machine's own settings."""
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE + "\n", "utf-8")
    monkeypatch.setenv("REVMENTOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("REVMENTOR_PASSPHRASE_FILE", str(passphrase))
    monkeypatch.setenv("REVMENTOR_LANG", "ru")
    for name in ("REVMENTOR_DATABASE_URL", "REVMENTOR_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return load_settings()


@pytest.fixture
def home(empty_home: Settings) -> Settings:
    """A founded home whose standing inbox takes letters in one by one."""

    async def make() -> None:
        terms = Terms("Ящик", live=True)
        founded = await found(empty_home, "Анна", PASSPHRASE, "Ромашка", terms, Cost(8192, 1, 1))
        await founded.desk.close()

    asyncio.run(make())
    return empty_home


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Say a sentence to the command line; nobody sits at the terminal."""

    def say(*words: str) -> Said:
        capsys.readouterr()
        code = run(words)
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return say


@pytest.fixture
def written(home: Settings) -> Callable[..., None]:
    """Let authors write to the bot's side of this home."""

    def write(*texts: str, topic: str = "decisions") -> None:
        asyncio.run(_submit(home, texts, topic))

    return write


_updates = iter(range(1, 10**9))


async def _submit(home: Settings, texts: tuple[str, ...], topic: str) -> None:
    store = open_store(home.url)
    keys = BotKey.load(home.bot_key_path), Ring(home.ring_path), read_pin(home.pin_path)
    intake = Intake(store, *keys, SystemClock())
    session = await intake.session()
    for text in texts:
        update = next(_updates)
        await intake.submit(Press(update, update, update, update), session, text, "ru", topic)
    await store.close()


@dataclass
class Bot:
    """The bot's side of the home, without Telegram. ``clock`` may run ahead of the command's."""

    home: Settings
    clock: ManualClock

    def do(self, act: Callable[[Deps], Awaitable[Any]]) -> Any:
        """Something by the bot, which then stops."""

        async def whole() -> Any:
            deps = open_deps(self.home, self.clock)
            try:
                return await act(deps)
            finally:
                await deps.store.close()

        return asyncio.run(whole())

    def look(self) -> None:
        """Carry out orders and what is due."""
        self.do(look_at_formats)

    def vote(self, ballot: str, choices: dict[int, tuple[str, ...]]) -> list[str]:
        """Receipts of the people who vote so."""

        async def cast(deps: Deps) -> list[str]:
            today = await today_of(deps)
            receipts = []
            async with deps.store.writing() as tx:
                for number, marks in choices.items():
                    profile = deps.key.profile_id(deps.key.person_id(number))
                    vote = await deps.council.vote(tx, bytes.fromhex(ballot), profile, marks, today)
                    receipts.append(vote.receipt.hex()[:32])
            return receipts

        return self.do(cast)  # type: ignore[no-any-return]


@pytest.fixture
def bot(home: Settings) -> Bot:
    """Five employees have joined."""
    made = Bot(home, ManualClock(SystemClock().now()))

    async def join(deps: Deps) -> None:
        cards = [Card("employee")] * VOTERS
        tokens = await create_invites(deps.store, deps.clock, Issuer.of_host(deps.key), cards)
        for number, token in enumerate(tokens, 1):
            await deps.membership.join(token, number, number, "ru")

    made.do(join)
    return made
