"""An update of Telegram that comes again, after a failure or a death between the work and the answer, finds its work
done. It is remembered in the transaction of the work itself, and forgotten with the codes in flight."""

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, seconds_of
from core.store.tables import inflight

UPDATE_LIFE = 25 * 3600
"""Seconds. Telegram repeats an undelivered update for 24 hours."""
_DAY = 24 * 3600


def forgotten_at(clock: Clock) -> int:
    """When an update of this moment will not come again, in seconds: a midnight (UTC), for a row must not tell the
    minute in which somebody wrote."""
    return ((seconds_of(clock) + UPDATE_LIFE) // _DAY + 1) * _DAY


async def is_done(tx: AsyncConnection, update: int) -> bool:
    """Whether the work of this update was committed before."""
    query = select(inflight.c.update_id).where(inflight.c.update_id == update)
    return (await tx.execute(query)).first() is not None


async def mark_done(tx: AsyncConnection, update: int, clock: Clock) -> None:
    """Remember it, in the transaction of its work."""
    await tx.execute(insert(inflight), [{"update_id": update, "box": b"", "expires": forgotten_at(clock)}])
