"""Locking in the middle of taking in: no process with keys is left, and what was not taken in waits."""

import asyncio
import os
from typing import Any

import pytest
from sqlalchemy import func, select

from core.moderation import resealer, taking_in
from core.moderation.inbox import load_critiques
from core.moderation.resealer import Resealer
from core.store.tables import drops
from tests.revmentor_tui.console.conftest import Home

LETTERS = 12


async def _waiting(home: Home) -> int:
    async with home.desk.store.reading() as tx:
        return int((await tx.execute(select(func.count()).select_from(drops))).scalar_one())


async def test_the_lock_ends_what_re_seals(home: Home, play: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resealer, "MANY", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(taking_in, "BATCH", 3)
    started: list[Resealer] = []
    locking: list[asyncio.Task[None]] = []
    ask = Resealer.reseal
    every = len(await load_critiques(home.desk, home.session)) + await _waiting(home) + LETTERS

    async with play(home) as player:
        app = player.app

        async def lock_then_ask(self: Resealer, given: Any) -> list[bytes | None]:
            if not locking:
                started.append(self)
                assert self._all
                locking.append(asyncio.create_task(app.stand_up()))
            return await ask(self, given)

        monkeypatch.setattr(Resealer, "reseal", lock_then_ask)
        await home.write([f"Письмо {number}" for number in range(LETTERS)])
        await player.beat()
        await asyncio.wait_for(locking[0], 30)
        assert app.caseload is None
        assert all(process.poll() is not None for process in started[0]._all)
    waiting = await _waiting(home)
    assert waiting
    assert len(await load_critiques(home.desk, home.session)) + waiting == every
