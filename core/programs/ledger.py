"""What the formats around the sessions keep, and how each side reads it.

A record is a frozen dataclass of its format. The whole of it lies under the bot's key; what the organiser may see of it
is sealed to the team, like what people write, so that a copy of the store tells how many there are and no more. The
two may differ: an answer that nobody is to see before its time is in the first and not in the second.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from core.crypto.aead import Randomness, context
from core.crypto.bot_key import BotKey
from core.crypto.hpke import seal
from core.crypto.padding import pad, unpad
from core.crypto.roster import Pin
from core.errors import ChangedElsewhere, NoProgramme, NotFound
from core.programs.codec import decode, encode
from core.sessions import PROGRAMME, Session, read_current
from core.store.tables import programs

Body = TypeVar("Body")
Shown = TypeVar("Shown")


@dataclass(frozen=True)
class Shelf(Generic[Body, Shown]):
    """One kind of record. ``show``: what the organiser sees of it; ``is_live``: whether anything can still happen."""

    name: str
    body: type[Body]
    shown: type[Shown]
    show: Callable[[Body], Shown]
    is_live: Callable[[Body], bool]


@dataclass(frozen=True)
class Record(Generic[Body]):
    """A record as one side reads it. ``revision`` counts its changes from 1; ``live`` as the shelf says."""

    id: bytes
    revision: int
    live: bool
    body: Body = field(repr=False)

    @property
    def ref(self) -> str:
        """The id in hex, as buttons and commands spell it."""
        return self.id.hex()


class Ledger:
    """The bot's side: reads and writes whole records, always in the caller's transaction."""

    def __init__(self, key: BotKey, pin: Pin, random: Randomness = os.urandom) -> None:
        self._key = key
        self._pin = pin
        self._random = random

    async def find(self, tx: AsyncConnection, shelf: Shelf[Body, Any], record_id: bytes) -> Record[Body]:
        """A record by its id. Raises NotFound."""
        query = select(programs).where(programs.c.id == record_id, programs.c.format == shelf.name)
        row = (await tx.execute(query)).first()
        if row is None:
            raise NotFound
        return self._read(shelf, row)

    async def all(
        self, tx: AsyncConnection, shelf: Shelf[Body, Any], *, live: bool = True, lock: bool = False
    ) -> list[Record[Body]]:
        """All records of a shelf, in the order of their ids, which says nothing; with ``live`` those that are. ``lock``
        keeps other writers from them until the transaction ends (SQLite has one writer anyway)."""
        query = select(programs).where(programs.c.format == shelf.name).order_by(programs.c.id)
        if live:
            query = query.where(programs.c.live.is_(True))
        if lock:
            query = query.with_for_update()
        return [self._read(shelf, row) for row in await tx.execute(query)]

    async def add(
        self, tx: AsyncConnection, shelf: Shelf[Body, Any], body: Body, record_id: bytes | None = None
    ) -> Record[Body]:
        """A new record, under a random id unless one is given. Raises NoProgramme before the organiser has begun."""
        made = Record(record_id or self._random(16), 1, shelf.is_live(body), body)
        await tx.execute(insert(programs), [await self._row(tx, shelf, made)])
        return made

    async def change(
        self, tx: AsyncConnection, shelf: Shelf[Body, Any], record: Record[Body], body: Body
    ) -> Record[Body]:
        """The record with another body; unchanged when the body is. Raises ChangedElsewhere when somebody else changed
        it since it was read."""
        if body == record.body:
            return record
        made = replace(record, revision=record.revision + 1, live=shelf.is_live(body), body=body)
        where = (programs.c.id == record.id) & (programs.c.revision == record.revision)
        changed = await tx.execute(update(programs).where(where).values(**await self._row(tx, shelf, made)))
        if changed.rowcount != 1:
            raise ChangedElsewhere
        return made

    async def rewrite(self, tx: AsyncConnection, shelf: Shelf[Body, Any], records: Sequence[Record[Body]]) -> None:
        """Write records over themselves, each with the body it has now, without counting it as a change: for what a
        copy of the store must not tell (core.programs.replies). The team's copies stay, so what they show must not
        differ. The caller has locked them."""
        for record in records:
            box = self._box(shelf, record)
            await tx.execute(update(programs).where(programs.c.id == record.id).values(bot_box=box))

    async def remove(self, tx: AsyncConnection, record: Record[Any]) -> None:
        """Delete a record for good."""
        await tx.execute(delete(programs).where(programs.c.id == record.id))

    async def programme(self, tx: AsyncConnection) -> Session:
        """The company's programme, whose terms say how few may be counted aloud. Raises NoProgramme."""
        for session in await read_current(tx, self._pin):
            if session.terms.kind == PROGRAMME and session.is_open:
                return session
        raise NoProgramme

    def _read(self, shelf: Shelf[Body, Any], row: Row[*tuple[Any, ...]]) -> Record[Body]:
        plain = unpad(self._key.box.open(row.bot_box, _place("program", shelf, row.id, row.revision)))
        return Record(row.id, row.revision, row.live, decode(shelf.body, plain))

    async def _row(self, tx: AsyncConnection, shelf: Shelf[Body, Any], record: Record[Body]) -> dict[str, object]:
        home = await self.programme(tx)
        place = team_place(shelf, home.id, home.epoch, record.id, record.revision)
        sealed = seal(home.public, pad(encode(shelf.show(record.body))), place)
        row = {"id": record.id, "format": shelf.name, "live": record.live, "epoch": home.epoch}
        return {**row, "revision": record.revision, "bot_box": self._box(shelf, record), "team_sealed": sealed}

    def _box(self, shelf: Shelf[Body, Any], record: Record[Body]) -> bytes:
        return self._key.box.seal(pad(encode(record.body)), _place("program", shelf, record.id, record.revision))


def team_place(shelf: Shelf[Any, Any], session: bytes, epoch: int, record_id: bytes, revision: int) -> bytes:
    """The HPKE info of the team's copy: bound to the very revision, so that an older copy does not pass for a newer."""
    return context("program-team", session, epoch, shelf.name, record_id, revision)


def _place(purpose: str, shelf: Shelf[Any, Any], record_id: bytes, revision: int) -> bytes:
    return context(purpose, shelf.name, record_id, revision)
