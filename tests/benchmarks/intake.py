"""Rows 2 and 3: durable submissions with all their cryptography."""

import asyncio
import itertools
import sqlite3
import time
from pathlib import Path

from sqlalchemy import select

from core.intake.submission import Press
from core.store.tables import drops, presses
from tests.benchmarks.installation import Installation, installation
from tests.benchmarks.measure import Row, alternate

AT_ONCE = 64
TEXT = "на планёрках решают трое, остальные сидят молча, а потом виноваты исполнители " * 3
FEW, MANY = 10_000, 1_000_000


async def submit(place: Installation, updates: "itertools.count[int]", at_once: int = AT_ONCE) -> None:
    """``at_once`` submissions at the same time, each durable when it returns."""
    presses = [Press(n, 10_000 + n % 500, 10_000 + n % 500, n) for n in itertools.islice(updates, at_once)]
    jobs = [place.intake.submit(press, place.session, TEXT, "ru", "decisions") for press in presses]
    await asyncio.gather(*jobs)


async def submission() -> Row:
    """64 at once, against raw SQLite commits of the same bytes, one by one, with the same pragmas on the same disk."""
    async with installation() as place:
        updates = itertools.count(1)
        await submit(place, updates)
        async with place.desk.store.reading() as tx:
            row = (await tx.execute(select(drops).limit(1))).one()
        size = len(row.sealed) + len(row.mailbox) + 32
        raw = sqlite3.connect(Path(place.settings.home) / "raw.db", isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("CREATE TABLE drops (id BLOB PRIMARY KEY, sealed BLOB) WITHOUT ROWID")
        numbers = itertools.count()

        async def commit_one_by_one() -> None:
            for number in itertools.islice(numbers, AT_ONCE):
                raw.execute("BEGIN IMMEDIATE")
                raw.execute("INSERT INTO drops VALUES (?, ?)", (number.to_bytes(16, "big"), b"x" * size))
                raw.execute("COMMIT")

        async def submit_at_once() -> None:
            await submit(place, updates)

        ours, floor = await alternate(submit_at_once, commit_one_by_one, 15)
        raw.close()
    return Row("submit", "submissions/s", AT_ONCE / ours, AT_ONCE / floor, 0.7, more_is_better=True)


async def _fill(place: Installation, upto: int) -> None:
    """Bring spool and press marks to ``upto`` rows of the usual size, in random order of keys, past the door and with
    no wait for the disk: what counts is how they lie there afterwards."""
    async with place.desk.store.reading() as tx:
        usual = [dict((await tx.execute(select(table).limit(1))).one()._mapping) for table in (drops, presses)]
    raw = sqlite3.connect(Path(place.settings.home) / "revmentor.db")
    for pragma in ("synchronous=OFF", "cache_size=-1000000", "wal_autocheckpoint=100000"):
        raw.execute(f"PRAGMA {pragma}")
    for table, row in zip((drops, presses), usual, strict=True):
        key, *others = (column.name for column in table.columns)
        values = [str(row[name]) if name == "day" else row[name] for name in others]
        marks = ", ".join("?" * len(row))
        size = len(row[key])
        rows = ((place.desk.random(size), *values) for _ in range(upto - 1))
        with raw:
            raw.executemany(f"INSERT INTO {table.name} ({key}, {', '.join(others)}) VALUES ({marks})", rows)
    raw.close()
    await place.desk.store.checkpoint()


async def growth() -> Row:
    """The same submissions with 1,000,000 stored, against 10,000 stored."""
    async with installation() as full, installation() as fresh:
        updates = itertools.count(1)
        for place in (full, fresh):
            await submit(place, updates, 1)
        await _fill(full, MANY)
        await _fill(fresh, FEW)

        async def into_full() -> None:
            await submit(full, updates)

        async def into_fresh() -> None:
            await submit(fresh, updates)

        await into_full()
        await into_fresh()
        loaded, light = await alternate(into_full, into_fresh, 21)
    return Row("submit-with-1000000-stored", "s per 64", loaded, light, 1.2, more_is_better=False)


async def one_by_one() -> float:
    """Seconds of a single submission alone, for docs/BENCHMARKS.md; no row of the table."""
    async with installation() as place:
        updates = itertools.count(1)
        await submit(place, updates, 1)
        start = time.perf_counter()
        for _ in range(50):
            await submit(place, updates, 1)
        return (time.perf_counter() - start) / 50
