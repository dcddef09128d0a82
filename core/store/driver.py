"""The SQLite driver with few hops to its thread.

aiosqlite crosses over to its thread four times for a SELECT: for the cursor, the statement, the rows, the closing. Each
crossing costs more than most statements. Here a statement brings its first rows along; what only reads, and little,
does not cross at all; whatever writes or may take long works in the thread (docs/decisions/0018-short-reads.md).
"""

import asyncio
import os
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Self

import aiosqlite

ROWS_AT_ONCE = 1000
"""Rows that a statement brings along; more are fetched when they are asked for."""
SHORT = 20_000
"""Instructions of SQLite's machine, about a millisecond, that a SELECT may hold the event loop for. One that needs more
is interrupted and goes to the thread."""


class Connection(aiosqlite.Connection):
    """As SQLAlchemy's dialect uses it."""

    def __init__(self, path: str, patience: float) -> None:
        # Used from two threads, but never from both at a time.
        super().__init__(partial(sqlite3.connect, path, timeout=patience, check_same_thread=False), ROWS_AT_ONCE)
        self._thread.daemon = True
        self._is_to_begin = False
        self._is_reading = False
        self._is_in_doubt = False

    def begin_reading(self) -> None:
        """Start a transaction with the next statement: until then it would hold nothing anyway."""
        self._is_to_begin = self._is_reading = True

    def cursor(self) -> "Cursor":  # type: ignore[override]
        """A cursor; nothing happens in the thread yet."""
        return Cursor(self)

    async def run(self, work: Callable[[sqlite3.Connection], Any]) -> Any:
        """``work`` in the connection's thread, in the transaction that was begun."""
        first, self._is_to_begin = self._is_to_begin, False
        if first:
            return await self._execute(_begun, work, self._conn)
        return await self._execute(work, self._conn)

    def read_at_once(self, work: Callable[[sqlite3.Connection], Any]) -> bool:
        """Try ``work``, which only reads, right here. Whether it was short enough; otherwise nothing has happened."""
        if self._is_in_doubt:
            return False
        if self._is_to_begin:
            self._is_to_begin = False
            self._conn.execute("BEGIN")
        self._conn.set_progress_handler(_enough, SHORT)
        try:
            work(self._conn)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                return False
            raise
        finally:
            self._conn.set_progress_handler(None, 0)
        return True

    async def commit(self) -> None:
        """Commit. A transaction that has not said anything, or has only read, needs no hop."""
        if self._ends_in_the_thread(self._conn.commit):
            await super().commit()

    async def rollback(self) -> None:
        """As for ``commit``."""
        if self._ends_in_the_thread(self._conn.rollback):
            await super().rollback()

    def _ends_in_the_thread(self, end: Callable[[], None]) -> bool:
        was_reading, self._is_reading, self._is_to_begin = self._is_reading, False, False
        if self._is_in_doubt:
            return True
        if was_reading:
            end()
        return self._conn.in_transaction

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        # Whoever was cancelled while the thread worked does not know what it has done.
        self._is_in_doubt = True
        try:
            result = await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        except Exception:
            self._is_in_doubt = False
            raise
        self._is_in_doubt = False
        return result


def _enough() -> int:
    return 1


def _begun(work: Callable[[sqlite3.Connection], Any], connection: sqlite3.Connection) -> Any:
    connection.execute("BEGIN")
    return work(connection)


class Cursor:
    """What SQLAlchemy asks of a cursor. ``description``, ``rowcount`` and ``lastrowid`` as in PEP 249."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._under: sqlite3.Cursor | None = None
        self._rows: deque[Any] = deque()
        self._is_at_end = True
        self.arraysize = 1
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> Self:
        """The statement and its first rows."""
        work = partial(self._perform, sqlite3.Cursor.execute, statement, parameters)
        if not (statement.startswith("SELECT") and self._connection.read_at_once(work)):
            await self._connection.run(work)
        return self

    async def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> Self:
        """The statement once for each row."""
        await self._connection.run(partial(self._perform, sqlite3.Cursor.executemany, statement, rows))
        return self

    def _perform(
        self, how: Callable[..., sqlite3.Cursor], statement: str, given: Any, connection: sqlite3.Connection
    ) -> None:
        under = self._under = connection.cursor()
        how(under, statement, given)
        self.description, self.rowcount, self.lastrowid = under.description, under.rowcount, under.lastrowid
        self._rows.clear()
        self._is_at_end = under.description is None
        if not self._is_at_end:
            self._fetch(ROWS_AT_ONCE)

    def _fetch(self, count: int | None) -> None:
        assert self._under
        fetched = self._under.fetchall() if count is None else self._under.fetchmany(count)
        self._rows.extend(fetched)
        self._is_at_end = count is None or len(fetched) < count

    async def fetchone(self) -> Any:
        """The next row, or None."""
        found = await self.fetchmany(1)
        return found[0] if found else None

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        """The next ``size`` rows, fewer at the end."""
        wanted = self.arraysize if size is None else size
        while len(self._rows) < wanted and not self._is_at_end:
            await self._connection.run(lambda _: self._fetch(ROWS_AT_ONCE))
        return [self._rows.popleft() for _ in range(min(wanted, len(self._rows)))]

    async def fetchall(self) -> list[Any]:
        """All rows that are left."""
        if not self._is_at_end:
            await self._connection.run(lambda _: self._fetch(None))
        rows, self._rows = list(self._rows), deque()
        return rows

    async def close(self) -> None:
        """A statement that has not come to its end would hold its snapshot."""
        if self._under is not None and not self._is_at_end:
            under = self._under
            await self._connection.run(lambda _: under.close())
        self._under = None
        self._is_at_end = True


async def connect(path: str, patience: float) -> Connection:
    """Open the file. ``patience``: seconds to wait for another process's lock.

    When the file does not open, the driver's thread still answers once more; an event loop that ended before would
    make it die with a traceback on standard error, so its end is waited for.
    """
    with suppress(OSError):
        # A new file is private from its first byte, its log with it; a path that does not work is SQLite's to refuse.
        # One that is there is not opened: to close it again would take from all connections of this process their
        # locks on it (POSIX), and another process could clear away the log under them.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDONLY, 0o600))
    opening = Connection(path, patience)
    try:
        await opening
    except BaseException:
        await asyncio.to_thread(opening._thread.join, patience)
        raise
    return opening
