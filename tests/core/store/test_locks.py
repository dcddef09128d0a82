"""A process that opens the database once more keeps the locks it has on it."""

import asyncio
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

from core.store.driver import connect

OTHER = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('begin immediate')"


async def test_another_connection_of_this_process_leaves_its_locks_alone(tmp_path: Path) -> None:
    path = str(tmp_path / "one.db")
    held = sqlite3.connect(path, isolation_level=None)
    held.execute("create table t (x)")
    held.execute("begin immediate")
    second = await connect(path, 0.1)
    call = partial(subprocess.run, [sys.executable, "-c", OTHER, path], capture_output=True, check=False)
    other = await asyncio.to_thread(call)
    assert b"locked" in other.stderr, "another process writes while this one does"
    await second.close()
    held.close()
