# ruff: noqa: ASYNC220 -- the disk is filled and the file locked while nobody waits

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

import core.store.engine as engine_module
from core.clock import ManualClock
from core.store.tables import drops
from tests.faults.conftest import StateLines
from tests.faults.watching import ALERT, TEXT, codes, count, preview, send, stored_texts, until
from tests.telegram_bot.conftest import Company, open_company


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes. Skips visibly where none may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m,mode=0700", "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("a small tmpfs can be mounted by root only; the quota's test covers the rest")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Leave no room at all."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return filler


async def recovers(company: Company, person: Any, states: StateLines) -> None:
    """Sealed once, the code shown, and the log says so."""
    await person.wait_for(lambda _: codes(person), 30)
    await until(lambda: states.of("updates")[-1:] == ["updates: works again"])
    assert await count(company, drops) == 1
    assert len(set(codes(person))) == 1
    assert await stored_texts(company) == [TEXT]


async def endures(company: Company, states: StateLines, word: str, person: Any, shown: Any) -> None:
    """The press in bad times: the alert once, the state once, however often it is tried."""
    press = await send(person, shown)
    answer = await person.answer_to(press, 30)
    assert answer.show_alert
    assert answer.text.startswith(ALERT)
    answered, tries = company.sandbox.calls["answerCallbackQuery"], Tries(company)
    await until(lambda: tries.seen >= 3)
    assert company.sandbox.calls["answerCallbackQuery"] == answered
    assert company.bot.delivery.quarantined == 0
    assert states.of("updates") == [f"updates: {word}; going on by itself, nothing is lost"]
    assert codes(person) == []


class Tries:
    """Counts further attempts at an update."""

    def __init__(self, company: Company) -> None:
        self.seen = 0
        self._handle = company.bot.delivery.handle
        company.bot.delivery.handle = self._counted  # type: ignore[method-assign]

    async def _counted(self, update: Any) -> None:
        self.seen += 1
        await self._handle(update)


async def test_a_full_disk(small_disk: Path, clock: ManualClock, states: StateLines) -> None:
    async with open_company(small_disk / "home", clock) as company:
        # Folding the log would make room.
        company.tempo = replace(company.tempo, stir=3600)
        await company.start()
        person = await company.employee()
        shown = await preview(person)
        filler = fill(small_disk)
        await endures(company, states, "disk-full", person, shown)
        filler.unlink()
        await recovers(company, person, states)


async def vacuum(path: str) -> None:
    """Give free pages back; the bot may hold the file at any one moment, so it is tried again."""
    for _ in range(100):
        try:
            with closing(sqlite3.connect(path, timeout=1)) as other:
                other.execute("VACUUM")
            return
        except sqlite3.OperationalError:
            await asyncio.sleep(0.1)
    pytest.fail("the database stayed locked")


async def test_a_database_that_may_not_grow(company: Company, states: StateLines) -> None:
    """SQLite's own quota says what a full disk says; needs no root."""
    quota = {"pages": 2**30}

    def limit(connection: Any, *_: object) -> None:
        connection.cursor().execute(f"PRAGMA max_page_count = {quota['pages']}")

    await company.start()
    event.listen(company.bot.deps.store.engine.sync_engine, "checkout", limit)
    person = await company.employee()
    shown = await preview(person)
    # Pages that used invitations have left would hold a letter, whatever the quota.
    await vacuum(str(company.desk.store.engine.url.database))
    quota["pages"] = 1
    await endures(company, states, "disk-full", person, shown)
    quota["pages"] = 2**30
    await recovers(company, person, states)


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
connection.execute("COMMIT")
"""


async def test_a_database_locked_by_another_process(
    home: Path, clock: ManualClock, states: StateLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorter = tuple("PRAGMA busy_timeout=200" if "busy_timeout" in one else one for one in engine_module._PRAGMAS)
    monkeypatch.setattr(engine_module, "_PRAGMAS", shorter)
    async with open_company(home, clock) as company:
        await company.start()
        person = await company.employee()
        shown = await preview(person)
        path = str(company.desk.store.engine.url.database)
        with subprocess.Popen(
            [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as holder:
            assert holder.stdout
            # In a thread: the bot, in this very loop, may have to end a transaction before there is anything to hold.
            assert await asyncio.to_thread(holder.stdout.readline) == b"held\n"
            await endures(company, states, "store-unavailable", person, shown)
            holder.communicate()
        await recovers(company, person, states)
