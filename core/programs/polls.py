"""The bot's desk for the pulse: who has answered is known by nullifiers alone, under a key that dies with the poll."""

from dataclasses import replace
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, seconds_of
from core.crypto.aead import context, keyed_hash
from core.crypto.bot_key import FORMAT_KEYS, Ring
from core.errors import NotAllowed
from core.intake.stirring import stir
from core.programs.ledger import Ledger, Record
from core.programs.poll_records import POLLS, Poll, close, raise_count
from core.store.engine import Store
from core.store.tables import poll_answers

STIR_SECONDS = 600
"""How often the order of arrival is taken out of the files, when anything has arrived."""
_KEYS = f"{FORMAT_KEYS}pulse/"


class Polls:
    """Polls of the pulse; one is open at a time."""

    def __init__(self, store: Store, ring: Ring, clock: Clock, ledger: Ledger) -> None:
        self._store = store
        self._ring = ring
        self._clock = clock
        self._ledger = ledger
        self._stirred = -1
        self._is_ordered = True

    async def all(self, tx: AsyncConnection) -> list[Record[Poll]]:
        """All polls, the newest first."""
        found = await self._ledger.all(tx, POLLS, live=False)
        return sorted(found, key=lambda record: record.body.round.opened, reverse=True)

    async def open_now(self, tx: AsyncConnection) -> Record[Poll] | None:
        """The poll that takes answers; None between two."""
        found = await self._ledger.all(tx, POLLS)
        return found[0] if found else None

    async def answer(
        self, tx: AsyncConnection, poll_id: bytes, account: int, band: str, points: int, today: date
    ) -> bool:
        """Raise a count. Whether it was the account's first answer; a second changes nothing. Raises NotAllowed when
        the poll is closed, BadInput for points that no answer has."""
        found = await self._ledger.all(tx, POLLS, lock=True)
        record = next((one for one in found if one.id == poll_id), None)
        if record is None:
            raise NotAllowed("error-pulse-closed")
        body = raise_count(record.body, band, points, today)
        nullifier = _nullifier(self._ring.key(_name(poll_id)), account)
        flavour = sqlite.insert if self._store.is_sqlite else postgresql.insert
        row = flavour(poll_answers).values(nullifier=nullifier).on_conflict_do_nothing()
        if (await tx.execute(row)).rowcount != 1:
            return False
        await self._ledger.rewrite(tx, POLLS, [replace(record, body=body)])
        self._is_ordered = True
        return True

    async def has_answered(self, tx: AsyncConnection, poll_id: bytes, account: int) -> bool:
        """Whether the account has answered the open poll."""
        key = self._ring.find(_name(poll_id))
        if key is None:
            return False
        query = select(poll_answers).where(poll_answers.c.nullifier == _nullifier(key, account))
        return (await tx.execute(query)).first() is not None

    async def close(self, tx: AsyncConnection, today: date) -> Record[Poll] | None:
        """Close the open poll if its last day is over, and forget who answered. Returns it, None when there was
        nothing to close."""
        found = await self._ledger.all(tx, POLLS, live=False, lock=True)
        record = next((one for one in found if one.live), None)
        if record is None or today <= record.body.round.closes:
            return None
        earlier = [one.body for one in found if one.id != record.id]
        await tx.execute(delete(poll_answers))
        return await self._ledger.change(tx, POLLS, record, close(record.body, today, earlier))

    async def destroy_keys(self) -> None:
        """Destroy the keys of polls that are closed."""
        names = {name for name in self._ring.names() if name.startswith(_KEYS)}
        if not names:
            return
        async with self._store.reading() as tx:
            open_now = {_name(one.id) for one in await self._ledger.all(tx, POLLS)}
        for name in names - open_now:
            self._ring.destroy(name)

    async def stir(self) -> None:
        """Take the order of arrival out of the files, every STIR_SECONDS. Raises StoreUnavailable."""
        turn = seconds_of(self._clock) // STIR_SECONDS
        if turn == self._stirred or not self._is_ordered:
            return
        await stir(self._store, (poll_answers,))
        self._stirred, self._is_ordered = turn, False


def _name(poll_id: bytes) -> str:
    return f"{_KEYS}{poll_id.hex()}"


def _nullifier(key: bytes, account: int) -> bytes:
    return keyed_hash(key, context("poll-answer", account))
