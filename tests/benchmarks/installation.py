"""A founded home to measure in, with everything the bot's side needs."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from core.clock import SystemClock
from core.crypto.bot_key import BotKey, Ring
from core.crypto.identity import Cost
from core.crypto.roster import read_pin
from core.intake.submission import Intake
from core.moderation.desk import Desk
from core.moderation.founding import found
from core.sessions import Session, Terms
from core.settings import Settings, load_settings

PASSPHRASE = "bench bench bench"


@dataclass(frozen=True)
class Installation:
    """A home, its desk, its intake and its first session."""

    settings: Settings
    desk: Desk
    intake: Intake
    session: Session


@asynccontextmanager
async def installation(folder: Path | None = None) -> AsyncIterator[Installation]:
    """A fresh home on the disk that holds temporary files (not in memory: commits must cost what they cost)."""
    with tempfile.TemporaryDirectory(dir=folder or Path("build")) as name:
        settings = load_settings(home=Path(name) / "home", bot_token="1:" + "b" * 35, pace_chat=0, pace_overall=0)
        founded = await found(settings, "Bench", PASSPHRASE, "Bench", Terms("Bench"), Cost(8192, 1, 1))
        key, ring = BotKey.load(settings.bot_key_path), Ring(settings.ring_path)
        store = founded.desk.store
        intake = Intake(store, key, ring, read_pin(settings.pin_path), SystemClock())
        try:
            yield Installation(settings, founded.desk, intake, founded.session)
        finally:
            await founded.desk.close()
