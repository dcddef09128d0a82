"""The store keeps what it promised: durable, wiped when deleted, and its failures quote nobody."""

import asyncio
import shutil
import sqlite3
import subprocess
import threading
import traceback
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from core.errors import (
    BadInput,
    NotInitialised,
    RevmentorError,
    StoreDamaged,
    StoreFull,
    StoreUnavailable,
)
from core.store import engine as engine_room
from core.store.engine import Store, default_url, open_store
from core.store.migrate import migrate, read_revision
from core.store.tables import company
from tests.conftest import empty_database

MARKER = "канарейка-в-базе"


@pytest.fixture(autouse=True)
async def _last_words() -> AsyncIterator[None]:
    """aiosqlite's thread reports the end of an opening that failed; the loop waits to hear it."""
    yield
    for _ in range(500):
        if not any("_connection_worker_thread" in thread.name for thread in threading.enumerate()):
            break
        await asyncio.sleep(0.01)


@pytest.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[Store]:
    opened = open_store(sqlite_url)
    yield opened
    await opened.close()


def shown(error: BaseException) -> str:
    """Everything that a log, a crash screen or a curious debugger would print of an error."""
    return "".join(traceback.format_exception(error)) + repr(error) + str(getattr(error, "facts", ""))


async def write(store: Store, name: str, value: str = "v") -> None:
    async with store.writing() as tx:
        await tx.execute(insert(company), [{"name": name, "value": value}])


async def names(store: Store) -> list[str]:
    async with store.reading() as tx:
        return list((await tx.execute(select(company.c.name).order_by(company.c.name))).scalars())


# Transactions


async def test_what_was_written_is_there_after_the_block(store: Store) -> None:
    await write(store, "a")
    assert await names(store) == ["a"]


async def test_a_block_that_fails_writes_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError):
        async with store.writing() as tx:
            await tx.execute(insert(company), [{"name": "a", "value": "v"}])
            raise RuntimeError
    assert await names(store) == []


async def test_a_cancelled_block_writes_nothing_and_holds_no_lock(store: Store) -> None:
    inside = asyncio.Event()

    async def hang() -> None:
        async with store.writing() as tx:
            await tx.execute(insert(company), [{"name": "a", "value": "v"}])
            inside.set()
            await asyncio.sleep(3600)

    task = asyncio.create_task(hang())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await write(store, "b")
    assert await names(store) == ["b"]


async def test_many_writers_wait_for_each_other(store: Store) -> None:
    await asyncio.gather(*(write(store, f"{number:02}") for number in range(30)))
    assert len(await names(store)) == 30


async def test_a_reader_sees_one_moment(store: Store) -> None:
    async with store.reading() as tx:
        before = (await tx.execute(select(company.c.name))).all()
        await write(store, "a")
        assert (await tx.execute(select(company.c.name))).all() == before == []


async def test_the_version_changes_with_every_commit_and_only_then(store: Store) -> None:
    await write(store, "a")
    seen = [await store.version() for _ in range(5)]
    assert len(set(seen)) == 1
    for number in range(5):
        # Several connections at once, so that the pool hands out another one each time.
        await asyncio.gather(write(store, f"b{number}"), write(store, f"c{number}"), names(store), names(store))
        seen.append(await store.version())
        await asyncio.gather(names(store), names(store))
        assert await store.version() == seen[-1]
    assert len(set(seen)) == 6


# SQLite's promises


async def test_every_connection_has_the_pragmas(sqlite: Store) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
    expected |= {"temp_store": 2, "trusted_schema": 0, "busy_timeout": engine_room.BUSY_SECONDS * 1000}

    async def look(barrier: asyncio.Barrier) -> tuple[int, dict[str, object]]:
        async with sqlite.reading() as tx:
            await barrier.wait()
            raw = await tx.get_raw_connection()
            found = {name: (await tx.execute(text(f"PRAGMA {name}"))).scalar_one() for name in expected}
            return id(raw.driver_connection), found

    barrier = asyncio.Barrier(6)
    looks = await asyncio.gather(*(look(barrier) for _ in range(6)))
    assert len({connection for connection, _ in looks}) == 6
    assert all(found == expected for _, found in looks)


async def test_a_deleted_row_leaves_no_trace_in_any_file(sqlite: Store, tmp_path: Path) -> None:
    values = [f"{MARKER}-{number}-{'x' * 3000}" for number in range(40)]
    async with sqlite.writing() as tx:
        await tx.execute(insert(company), [{"name": value[:30], "value": value} for value in values])
    await write(sqlite, "stays")

    def traces() -> list[str]:
        return [path.name for path in tmp_path.iterdir() if path.is_file() and MARKER.encode() in path.read_bytes()]

    def files() -> set[str]:
        return {path.name for path in tmp_path.iterdir()}

    assert traces() != []
    async with sqlite.writing() as tx:
        await tx.execute(delete(company).where(company.c.name != "stays"))
    await sqlite.checkpoint()
    assert {"revmentor.db-wal", "revmentor.db-shm"} <= files()
    assert traces() == []
    assert await names(sqlite) == ["stays"]


async def test_only_one_of_many_lets_the_log_grow(sqlite: Store) -> None:
    async def pages(**given: bool) -> int:
        async with sqlite.writing(**given) as tx:
            return int((await tx.execute(text("PRAGMA wal_autocheckpoint"))).scalar_one())

    found = [await pages(one_of_many=many) for many in (False, True, True, False)]
    few, most = engine_room.LOG_PAGES, engine_room.LONG_LOG_PAGES
    assert found == [few, most, most, few]


async def test_a_checkpoint_is_harmless_on_both_engines(store: Store) -> None:
    await write(store, "a")
    await store.checkpoint()
    assert await names(store) == ["a"]


async def test_a_file_that_grows_no_order_of_arrival(sqlite: Store) -> None:
    """Tables of what people wrote have no row number."""
    async with sqlite.reading() as tx:
        rows = await tx.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        without = {name for name, sql in rows if "WITHOUT ROWID" in sql}
    assert without >= {"drops", "critiques", "reviews", "replies", "letters", "presses", "participants", "people"}


# Failures


@pytest.mark.parametrize(
    "url", ["", "nonsense", "sqlite:///x.db", "postgresql://x/y", "mysql+aiomysql://x/y", "http://example.org"]
)
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(BadInput) as caught:
        open_store(url)
    assert caught.value.message_id == "error-database-url"


def test_no_error_shows_the_password_in_the_address() -> None:
    with pytest.raises(BadInput) as caught:
        open_store(f"postgres://user:{MARKER}@host/name")
    assert MARKER not in shown(caught.value)


async def test_a_locked_database_is_unavailable_and_recovers(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_room, "BUSY_SECONDS", 0)
    impatient = tuple(pragma for pragma in engine_room._PRAGMAS if "busy_timeout" not in pragma)
    monkeypatch.setattr(engine_room, "_PRAGMAS", impatient)
    store = open_store(sqlite_url)
    await write(store, "a")
    other = sqlite3.connect(tmp_path / "revmentor.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable) as caught:
        await write(store, MARKER)
    assert type(caught.value) is StoreUnavailable
    assert "database is locked" not in shown(caught.value)
    assert MARKER not in shown(caught.value)
    assert await names(store) == ["a"]
    other.execute("ROLLBACK")
    other.close()
    await write(store, "b")
    assert await names(store) == ["a", "b"]
    await store.close()


async def test_an_error_never_quotes_a_parameter(store: Store) -> None:
    await write(store, MARKER, MARKER)
    with pytest.raises(IntegrityError) as caught:
        await write(store, MARKER, MARKER)
    assert MARKER not in shown(caught.value)
    with pytest.raises((SQLAlchemyError, StoreUnavailable)) as mistake:
        async with store.reading() as tx:
            await tx.execute(text("SELECT no_such_column FROM company WHERE value = :value"), {"value": MARKER})
    assert MARKER not in shown(mistake.value)


async def test_the_error_behind_an_error_is_not_shown(store: Store) -> None:
    with pytest.raises(IntegrityError) as caught:
        async with store.writing() as tx:
            for _ in range(2):
                await tx.execute(insert(company), [{"name": "a", "value": "v"}])
    assert caught.value.__suppress_context__
    assert "UNIQUE" not in shown(caught.value)
    assert "duplicate key" not in shown(caught.value)


async def test_a_store_without_tables_says_that_nothing_was_founded(empty_url: str) -> None:
    store = open_store(empty_url)
    with pytest.raises(NotInitialised):
        await names(store)
    await store.close()


@pytest.mark.parametrize(
    "content", [b"this is no database, it is a letter" * 200, b"SQLite format 3\0" + b"\xff" * 5000]
)
async def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "revmentor.db").write_bytes(content)
    store = open_store(default_url(tmp_path))
    with pytest.raises(StoreDamaged):
        await migrate(store)
    await store.close()
    assert (tmp_path / "revmentor.db").read_bytes() == content


async def test_a_folder_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    store = open_store(default_url(tmp_path / "missing"))
    with pytest.raises(StoreUnavailable):
        await migrate(store)
    await store.close()


@pytest.mark.parametrize("name", ["no-such-server", "no-such-database", "no-such-role"])
@pytest.mark.postgresql
async def test_a_server_that_is_away_is_unavailable(name: str, postgres: "object", tmp_path: Path) -> None:
    url = {
        "no-such-server": f"postgresql+asyncpg://user:{MARKER}@/name?host={tmp_path}",
        "no-such-database": postgres.url("missing"),  # type: ignore[attr-defined]
        "no-such-role": postgres.url("postgres").replace("revmentor@", "stranger@"),  # type: ignore[attr-defined]
    }[name]
    store = open_store(url)
    with pytest.raises(StoreUnavailable) as caught:
        await names(store)
    assert MARKER not in shown(caught.value)
    await store.close()


@pytest.mark.postgresql
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("state", "expected"),
    [("53100", StoreFull), ("55P03", StoreUnavailable), ("40P01", StoreUnavailable), ("57P03", StoreUnavailable)],
    ids=["disk full", "lock timeout", "deadlock", "starting up"],
)
async def test_a_server_in_trouble_is_named(store: Store, state: str, expected: type[RevmentorError]) -> None:
    trouble = f"DO $$ BEGIN RAISE EXCEPTION '{MARKER}' USING errcode = '{state}'; END $$"
    with pytest.raises(expected) as caught:
        async with store.writing() as tx:
            await tx.execute(text(trouble))
    assert type(caught.value) is expected
    assert MARKER not in shown(caught.value)


@pytest.mark.postgresql
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_a_dropped_connection_is_unavailable_and_the_next_one_works(store: Store) -> None:
    with pytest.raises(StoreUnavailable):
        async with store.writing() as tx:
            await tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    await write(store, "a")
    assert await names(store) == ["a"]


# Full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    mounted = mount and subprocess.run([mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True)
    if not mounted or mounted.returncode:
        pytest.skip("a small tmpfs cannot be mounted here; the quota test stands in for it")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


async def test_a_full_disk_is_named_loses_nothing_and_recovers(small_disk: Path) -> None:
    (small_disk / "revmentor.db").write_bytes(empty_database())
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(1 << 20))
    store = open_store(default_url(small_disk))
    stored = []
    with pytest.raises(StoreFull) as caught:
        for number in range(4000):
            await write(store, f"{number:04}", MARKER * 100)
            stored.append(f"{number:04}")
    assert MARKER not in shown(caught.value)
    assert await names(store) == stored
    ballast.unlink()
    await write(store, "after")
    assert await names(store) == [*stored, "after"]
    await store.close()


async def test_a_store_at_its_quota_is_full_loses_nothing_and_recovers(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = "PRAGMA max_page_count=80"
    monkeypatch.setattr(engine_room, "_PRAGMAS", (*engine_room._PRAGMAS, pages))
    store, stored = open_store(sqlite_url), []
    with pytest.raises(StoreFull):
        for number in range(4000):
            await write(store, f"{number:04}", MARKER * 100)
            stored.append(f"{number:04}")
    assert await names(store) == stored
    await store.close()
    monkeypatch.undo()
    roomier = open_store(sqlite_url)
    await write(roomier, "after")
    assert await names(roomier) == [*stored, "after"]
    await roomier.close()


async def test_the_revision_of_an_empty_store_is_none(empty_url: str) -> None:
    store = open_store(empty_url)
    assert await read_revision(store) is None
    await store.close()
