# ruff: noqa: ASYNC240 -- the tests copy the files of a store that nobody waits for
"""A power cut at any moment: what the disk may hold then opens, whole, with every acknowledged critique.

SQLite promises this for a log cut at any byte (each commit is synced before it is acknowledged); here it is tried on
our pragmas, our transactions and our stirring.
"""

import random
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.clock import ManualClock
from core.crypto.bot_key import BotKey, Ring
from core.crypto.roster import Pin
from core.intake.submission import Intake, Press
from core.moderation.founding import Founded

COMMITS = 30
PAGE = 4096


@pytest.fixture
def engine() -> str:
    """The engine whose files are ours to lose."""
    return "sqlite"


@dataclass(frozen=True)
class Moment:
    """The files when a critique was acknowledged."""

    critique: bytes
    log: int


@dataclass(frozen=True)
class Recording:
    """``base``: the database before; ``log``: all of the log; ``moments`` in order; ``folded``: the database after the
    log was folded into it."""

    base: bytes
    log: bytes
    moments: tuple[Moment, ...]
    folded: bytes


@pytest.fixture
async def recording(intake: Intake, founded: Founded) -> Recording:
    """Thirty critiques, one commit each."""
    store = founded.desk.store
    path = Path(str(store.engine.url.database))
    session = await intake.session()
    await intake.stir()
    base = path.read_bytes()
    moments = []
    for number in range(COMMITS):
        press = Press(number + 1, number + 1, number + 1, 5)
        sealed = await intake.submit(press, session, "текст " * (1 + number * 7 % 50), "ru", "")
        moments.append(Moment(sealed.receipt.critique_id, Path(f"{path}-wal").stat().st_size))
    log = Path(f"{path}-wal").read_bytes()
    assert path.read_bytes() == base, "nothing was folded meanwhile"
    await store.checkpoint()
    return Recording(base, log, tuple(moments), path.read_bytes())


def open_after_the_cut(folder: Path, base: bytes, log: bytes) -> tuple[set[bytes], dict[str, int]]:
    """What a start after the power cut finds: the ids of the drops, and how many rows came with them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / "revmentor.db"
    path.write_bytes(base)
    (folder / "revmentor.db-wal").write_bytes(log)
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = ("drops", "presses", "inflight", "participants")
        counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}
        return {row[0] for row in connection.execute("SELECT id FROM drops")}, counts
    finally:
        connection.close()


def check(recording: Recording, found: set[bytes], counts: dict[str, int], acknowledged: int) -> None:
    """Every acknowledged critique is there, in order, and nothing is half there."""
    ids = [moment.critique for moment in recording.moments]
    assert len(found) in (acknowledged, acknowledged + 1)
    assert found == set(ids[: len(found)])
    assert set(counts.values()) == {len(found)}, "a drop, its mark, its code and its nullifier come together"


@given(data=st.data())
@settings(max_examples=60)
def test_a_log_cut_at_any_byte(recording: Recording, tmp_path: Path, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(recording.log)))
    garbage = data.draw(st.sampled_from((0, 1, 512, PAGE, 3 * PAGE)))
    torn = recording.log[:cut] + random.Random(cut).randbytes(garbage)
    acknowledged = sum(moment.log <= cut for moment in recording.moments)
    found, counts = open_after_the_cut(tmp_path / "cut", recording.base, torn)
    check(recording, found, counts, acknowledged)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=30)
def test_a_cut_while_the_log_is_being_folded(recording: Recording, tmp_path: Path, seed: int) -> None:
    """Some pages of the database are new, some old, one is torn; the log is still whole."""
    chance = random.Random(seed)
    old, new = recording.base.ljust(len(recording.folded), b"\0"), recording.folded
    pages = [chance.choice((old, new))[at : at + PAGE] for at in range(0, len(new), PAGE)]
    torn = chance.randrange(len(pages))
    at = chance.randrange(PAGE)
    pages[torn] = new[torn * PAGE :][:at] + old[torn * PAGE :][at:PAGE]
    found, counts = open_after_the_cut(tmp_path / "fold", b"".join(pages), recording.log)
    check(recording, found, counts, COMMITS)


async def test_a_cut_in_the_middle_of_stirring_loses_no_drop(
    intake: Intake, founded: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rewriting deletes and inserts every waiting critique: it is one transaction, or nothing."""
    store = founded.desk.store
    path = Path(str(store.engine.url.database))
    session = await intake.session()
    ids = set()
    for number in range(20):
        sealed = await intake.submit(Press(number + 1, number + 1, number + 1, 5), session, "текст", "ru", "")
        ids.add(sealed.receipt.critique_id)
    await store.checkpoint()
    base = path.read_bytes()

    async def leave(*_: object) -> None:
        return

    with monkeypatch.context() as patch:
        patch.setattr(store, "tidy", leave)
        await intake.stir()
    log = Path(f"{path}-wal").read_bytes()
    assert len(log) > 20 * PAGE // 4
    for cut in [*range(0, len(log), PAGE * 3 + 511), len(log)]:
        found, _ = open_after_the_cut(tmp_path / "cut", base, log[:cut])
        assert found == ids


async def test_a_copy_made_while_the_bot_works_opens(
    founded: Founded, bot_key: BotKey, ring: Ring, pin: Pin, clock: ManualClock, tmp_path: Path
) -> None:
    """Files copied one after the other, first the database and then its log, between any two commits."""
    intake = Intake(founded.desk.store, bot_key, ring, pin, clock)
    path = Path(str(founded.desk.store.engine.url.database))
    session = await intake.session()
    ids: list[bytes] = []
    for number in range(12):
        sealed = await intake.submit(Press(number + 1, number + 1, number + 1, 5), session, "текст", "ru", "")
        ids.append(sealed.receipt.critique_id)
        if number % 5 == 4:
            await intake.stir()
        log = Path(f"{path}-wal")
        found, _ = open_after_the_cut(tmp_path / "copy", path.read_bytes(), log.read_bytes())
        assert found == set(ids)
