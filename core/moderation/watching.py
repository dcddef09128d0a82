"""What a console that stays open asks again and again: has anything changed, what, and how many wrote."""

from dataclasses import dataclass

from sqlalchemy import func, select

from core.moderation.desk import Desk
from core.sessions import Session
from core.store.tables import critiques, drops, journal, participants

PORTION = 5000
"""Rows fetched at once, so that a long answer does not hold up whoever else waits for the loop."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """Two numbers that differ from the last ones whenever something happened: the newest journal entry, and how many
    drops lie in the session's spool (the bot writes those without a journal entry)."""

    entry: int
    drops: int


async def read_pulse(desk: Desk, session: Session) -> Pulse:
    """The pulse now: two index look-ups, cheap enough for every second."""
    newest = select(func.coalesce(func.max(journal.c.seq), 0)).scalar_subquery()
    waiting = select(func.count()).select_from(drops).where(drops.c.session_id == session.id).scalar_subquery()
    async with desk.store.reading() as tx:
        row = (await tx.execute(select(newest, waiting))).one()
    return Pulse(int(row[0]), int(row[1]))


async def list_ids(desk: Desk, session: Session) -> list[bytes]:
    """The ids of all critiques of the session in the order of ``load_critiques``, nothing decrypted."""
    query = select(critiques.c.id).where(critiques.c.session_id == session.id)
    found: list[bytes] = []
    async with desk.store.reading() as tx:
        rows = await tx.stream(query.order_by(critiques.c.day, critiques.c.id))
        async for portion in rows.scalars().partitions(PORTION):
            found += portion
    return found


async def count_critiques(desk: Desk, session: Session) -> int:
    """How many critiques of the session were taken in."""
    query = select(func.count()).select_from(critiques).where(critiques.c.session_id == session.id)
    async with desk.store.reading() as tx:
        return int((await tx.execute(query)).scalar_one())


async def count_people(desk: Desk, session: Session) -> int | None:
    """How many people wrote to the session; None while they are fewer than the session's k."""
    query = select(func.count()).select_from(participants).where(participants.c.session_id == session.id)
    async with desk.store.reading() as tx:
        people = int((await tx.execute(query)).scalar_one())
    return people if people >= session.terms.k else None
