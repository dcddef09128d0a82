"""SQLite's driver: short reads cross to no thread, long ones do, and nothing is left open."""

import asyncio
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text

from core.store.driver import ROWS_AT_ONCE, Connection
from core.store.engine import Store, default_url, open_store
from core.store.tables import company

LONG = """SELECT count(*) FROM (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 200000)
SELECT x FROM n)"""


@pytest.fixture
def engine() -> str:
    return "sqlite"


@pytest.fixture
def hops(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done in the thread, by name."""
    done: list[str] = []
    real = Connection._execute

    async def counted(connection: Connection, work: Any, *args: Any, **kwargs: Any) -> Any:
        done.append(getattr(work, "__name__", "a statement"))
        return await real(connection, work, *args, **kwargs)

    monkeypatch.setattr(Connection, "_execute", counted)
    return done


def modes_in(folder: Path) -> dict[str, int]:
    """The permissions of every file."""
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


async def test_a_new_file_and_its_log_are_private(tmp_path: Path) -> None:
    store = open_store(default_url(tmp_path))
    async with store.writing() as tx:
        await tx.execute(text("CREATE TABLE lines (words TEXT)"))
    modes = modes_in(tmp_path)
    await store.close()
    assert modes == {"revmentor.db": 0o600, "revmentor.db-wal": 0o600, "revmentor.db-shm": 0o600}


async def write(store: Store, count: int) -> None:
    async with store.writing() as tx:
        await tx.execute(insert(company), [{"name": f"{number:05}", "value": "v"} for number in range(count)])


async def count_rows(store: Store) -> int:
    async with store.reading() as tx:
        return int((await tx.execute(select(func.count()).select_from(company))).scalar_one())


async def test_a_short_read_needs_no_thread(store: Store, hops: list[str]) -> None:
    await write(store, 3)
    hops.clear()
    async with store.reading() as tx:
        assert len((await tx.execute(select(company))).all()) == 3
        assert (await tx.execute(select(company).where(company.c.name == "00001"))).one().value == "v"
    assert hops == []


async def test_a_write_needs_one_for_each_step(store: Store, hops: list[str]) -> None:
    await write(store, 1)
    hops.clear()
    async with store.writing() as tx:
        assert (await tx.execute(select(company))).all()
        await tx.execute(insert(company), [{"name": "one more", "value": "v"}])
    assert hops == ["a statement", "a statement", "commit"]


async def test_a_long_read_goes_to_the_thread_and_sees_the_same(store: Store, hops: list[str]) -> None:
    await write(store, 1)
    hops.clear()
    async with store.reading() as tx:
        assert (await tx.execute(text(LONG))).scalar_one() == 200_000
        assert len(hops) == 1
        assert (await tx.execute(select(company))).all()
    assert await count_rows(store) == 1


async def test_the_loop_goes_on_during_a_long_read(store: Store) -> None:
    async def ticks() -> int:
        count = 0
        while True:
            try:
                await asyncio.sleep(0)
            except asyncio.CancelledError:
                return count
            count += 1

    ticking = asyncio.create_task(ticks())
    async with store.reading() as tx:
        await tx.execute(text(LONG))
    ticking.cancel()
    assert await ticking > 20


@pytest.mark.parametrize("count", [ROWS_AT_ONCE - 1, ROWS_AT_ONCE, ROWS_AT_ONCE + 1, 2 * ROWS_AT_ONCE + 500])
async def test_every_row_comes_however_many(store: Store, count: int) -> None:
    await write(store, count)
    wanted = [f"{number:05}" for number in range(count)]
    query = select(company.c.name).order_by(company.c.name)
    async with store.reading() as tx:
        assert list((await tx.execute(query)).scalars()) == wanted
        streamed = [row.name async for row in await tx.stream(query)]
        assert streamed == wanted


async def test_a_stream_that_is_left_in_the_middle_holds_nothing(store: Store) -> None:
    await write(store, 3 * ROWS_AT_ONCE)
    async with store.reading() as tx:
        rows = await tx.stream(select(company))
        await anext(aiter(rows))
        await rows.close()
    await write_one(store, "after")
    await store.checkpoint()
    assert await count_rows(store) == 3 * ROWS_AT_ONCE + 1


async def test_whoever_is_cut_off_in_a_transaction_leaves_nothing(store: Store) -> None:
    slow = text("INSERT INTO company SELECT 'slow', count(*) FROM (" + LONG.replace("count(*)", "x", 1) + ")")

    async def begin() -> None:
        async with store.writing() as tx:
            await tx.execute(slow)

    for pause in (0.001, 0.01, 0.03):
        cut = asyncio.create_task(begin())
        await asyncio.sleep(pause)
        cut.cancel()
        await asyncio.gather(cut, return_exceptions=True)
        await write_one(store, f"after {pause}")
    async with store.reading() as tx:
        names = set((await tx.execute(select(company.c.name))).scalars())
    assert names >= {"after 0.001", "after 0.01", "after 0.03"}


async def write_one(store: Store, name: str) -> None:
    async with store.writing() as tx:
        await tx.execute(insert(company), [{"name": name, "value": "v"}])
