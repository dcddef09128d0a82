"""Taking the order of arrival out of the files.

Random keys are not enough (measured: over 300 drops the place of a long row in SQLite's file follows its arrival with
a rank correlation of 1.0, because what does not fit its page goes to the next free one; in PostgreSQL the hidden
columns ctid and xmin tell the same, and xmin even which drop and which nullifier were committed together). So what
has arrived is rewritten, all of it at once and in the order of its random keys.
"""

import os
from collections.abc import Sequence

from sqlalchemy import Table, delete, false, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.engine import Store
from core.store.tables import drops, participants, presses, routes

STIRRED = (drops, presses, routes, participants)
"""What the bot writes when somebody submits, in the order in which it writes it."""

ROWS_MOST = 5000
"""Rows of a table that are rewritten at a time: about 15 MB of drops. Of a longer one, a random choice."""


async def stir(store: Store, tables: Sequence[Table] = STIRRED) -> None:
    """Rewrite the spool and what was committed with it in the order of their keys, then leave nothing of the earlier
    places: fold SQLite's log (it keeps, until then, which rows came in one transaction), or vacuum.

    Raises StoreUnavailable; nothing is changed then.
    """
    async with store.writing() as tx:
        if not store.is_sqlite:
            # Neither a submission nor a moderator taking in may look at a row while it is away.
            names = ", ".join(table.name for table in tables)
            await tx.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))
        for table in tables:
            await _rewrite(tx, table)
    await store.tidy([table.name for table in tables])


async def _rewrite(tx: AsyncConnection, table: Table) -> None:
    key = table.c.nullifier if table is participants else next(iter(table.primary_key.columns))
    rows = select(table).order_by(key).limit(ROWS_MOST + 1)
    found = (await tx.execute(rows)).all()
    gone = delete(table)
    if len(found) > ROWS_MOST:
        # Keys are random, so those that follow a random one are a random choice.
        start = key >= os.urandom(2)
        found = (await tx.execute(rows.where(start))).all()
        gone = gone.where(start, key <= getattr(found[-1], key.name)) if found else gone.where(false())
    if found:
        await tx.execute(gone)
        await tx.execute(insert(table), [dict(row._mapping) for row in found])
