"""Opening the store, and the one way to use it: ``async with store.writing() as tx``.

SQLite (aiosqlite) by default, PostgreSQL (asyncpg) by URL. On SQLite every connection gets secure_delete, WAL
and synchronous=FULL: the pragmas are forgotten on reopening (measured), so setting them once would keep no
promise.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import event, make_url, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from core.errors import BadInput, NotInitialised, StoreDamaged, StoreFull, StoreUnavailable
from core.store.driver import connect

BUSY_SECONDS = 10
"""How long a SQLite writer waits for another process's commit."""

CONNECTIONS = 32
"""Connections to SQLite that stay open. Each that is opened for one statement and closed again costs a file, a thread
and seven pragmas, and the bot has sixteen updates under way at a time."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
)
LOG_PAGES, LONG_LOG_PAGES = 1000, 8000
"""Pages of SQLite's log from which a commit folds it into the file: its own default, and for one commit of many. The
next ones change pages again that were folded already: a third of the time of taking a large spool in."""
_WRITE, _LOG = "revmentor_write", "revmentor_log"


class Store:
    """An open database. Rows in, rows out; nothing in here can open a ciphertext."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._watcher: AsyncConnection | None = None
        self._watching = asyncio.Lock()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded engine."""
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def writing(self, *, one_of_many: bool = False) -> AsyncIterator[AsyncConnection]:
        """One transaction, committed at the end of the block: when the block is left, what it wrote is
        durable. ``one_of_many``: many more like it follow, and then ``checkpoint``.

        Raises StoreUnavailable or StoreFull (nothing was written; retrying is safe).
        """
        async with self._transaction(write=True, log=LONG_LOG_PAGES if one_of_many else LOG_PAGES) as tx:
            yield tx

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """One consistent snapshot. Raises StoreUnavailable."""
        async with self._transaction(write=False) as tx:
            yield tx

    @asynccontextmanager
    async def _transaction(self, *, write: bool, log: int = LOG_PAGES) -> AsyncIterator[AsyncConnection]:
        try:
            async with self.engine.connect() as plain:
                options: dict[str, object] = {_WRITE: write, _LOG: log}
                if not write and not self.is_sqlite:
                    # What SQLite's readers have by themselves.
                    options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
                connection = await plain.execution_options(**options)
                async with connection.begin():
                    yield connection
        except (PoolTimeout, OSError) as error:
            raise _unavailable(str(error)) from None
        except DBAPIError as error:
            raise _translate(error) from None

    async def version(self) -> int:
        """A number that changes whenever another connection has committed (SQLite: PRAGMA data_version);
        PostgreSQL: the newest transaction id seen by this snapshot.
        """
        if not self.is_sqlite:
            async with self.reading() as tx:
                query = text("SELECT txid_snapshot_xmax(txid_current_snapshot())")
                return int((await tx.execute(query)).scalar_one())
        # Each connection counts the commits of the others for itself: only one and the same can be compared.
        async with self._watching:
            try:
                if self._watcher is None:
                    opened = await self.engine.connect()
                    self._watcher = await opened.execution_options(**{_WRITE: False})
                async with self._watcher.begin():
                    return int((await self._watcher.execute(text("PRAGMA data_version"))).scalar_one())
            except DBAPIError as error:
                raise _translate(error) from None

    async def checkpoint(self) -> None:
        """Fold SQLite's write-ahead log into the file and cut it to nothing.

        Measured: deleted rows survive in the log without this, secure_delete or not.
        """
        if not self.is_sqlite:
            return
        try:
            async with self.engine.connect() as connection:
                raw = await connection.get_raw_connection()
                fold = "PRAGMA wal_checkpoint(TRUNCATE)"
                cursor = await raw.driver_connection.execute(fold)  # type: ignore[union-attr]
                await cursor.close()
        except DBAPIError as error:
            raise _translate(error) from None
        except sqlite3.Error as error:
            raise _unavailable(str(error)) from None

    async def tidy(self, tables: Sequence[str]) -> None:
        """Let nothing of the earlier versions of these tables' rows lie about: SQLite's log is folded into the file,
        PostgreSQL vacuums the tables.
        """
        if self.is_sqlite:
            await self.checkpoint()
            return
        try:
            async with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                await connection.execute(text(f"VACUUM {', '.join(tables)}"))
        except DBAPIError as error:
            raise _translate(error) from None

    async def close(self) -> None:
        """Give all connections back."""
        if self._watcher is not None:
            await self._watcher.close()
            self._watcher = None
        await self.engine.dispose()


_REFUSED = ("22", "23", "42")
"""SQLSTATE classes that are an answer about the statement; all others say that the server cannot serve now."""


def _translate(error: DBAPIError) -> Exception:
    """A named error, or the same kind of error, without the driver's text: that quotes keys and rows."""
    words = str(error.orig)
    state = getattr(error.orig, "sqlstate", None)
    if "no such table" in words or state == "42P01":
        return NotInitialised()
    if isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated:
        return _unavailable(words)
    if state is not None and not state.startswith(_REFUSED):
        return StoreFull() if state == "53100" else StoreUnavailable()
    if "not a database" in words or "malformed" in words:
        return StoreDamaged()
    return type(error)(None, None, Exception(state or type(error.orig).__name__))


def _unavailable(words: str) -> StoreUnavailable:
    words = words.lower()
    full = any(sign in words for sign in ("disk is full", "no space left", "disk full", "disk quota"))
    return StoreFull() if full else StoreUnavailable()


def default_url(home: Path) -> str:
    """The embedded store's URL in a home."""
    return f"sqlite+aiosqlite:///{home / 'revmentor.db'}"


def open_store(url: str) -> Store:
    """An engine for ``url``; connects lazily. Raises BadInput for a URL of another kind."""
    try:
        parsed = make_url(url)
    except Exception:
        raise BadInput("error-database-url") from None
    if parsed.drivername not in ("sqlite+aiosqlite", "postgresql+asyncpg"):
        raise BadInput("error-database-url")
    if parsed.drivername == "postgresql+asyncpg":
        return Store(create_async_engine(parsed, hide_parameters=True, pool_pre_ping=True, pool_size=8))
    engine = create_async_engine(
        parsed,
        hide_parameters=True,
        pool_size=CONNECTIONS,
        pool_use_lifo=True,
        async_creator=lambda: connect(parsed.database or "", BUSY_SECONDS),
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return Store(engine)


def _prepare(connection: object, record: object) -> None:
    del record
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor: sqlite3.Cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: object) -> None:
    """Writers take the lock at once: a read that later turns into a write could not wait for another
    writer.
    """
    options = connection.get_execution_options()  # type: ignore[attr-defined]
    if options.get(_WRITE, True):
        # Kept beside the connection, so that a transaction like the one before asks SQLite for nothing.
        beside, log = connection.info, options.get(_LOG, LOG_PAGES)  # type: ignore[attr-defined]
        if beside.get(_LOG, LOG_PAGES) != log:
            connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint={log}")  # type: ignore[attr-defined]
            beside[_LOG] = log
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]
    else:
        connection.connection.driver_connection.begin_reading()  # type: ignore[attr-defined]
