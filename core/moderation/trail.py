"""What a desk has checked of the journal: a digest then costs what was written since the one before, however long the
journal is."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from core.crypto.roster import Roster
from core.journal import Reader, Verdict, Witness, begin, read_on
from core.store.engine import Store
from core.store.tables import journal


@dataclass(repr=False)
class Trail:
    """The reader that went over the journal, with the seals it gathered. These count, not the store's rows: what is
    altered there afterwards changes nothing here.
    """

    oldest: int = 1
    """The number of the first entry that was read."""
    _reader: Reader | None = None
    _witness: Witness | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def covers(self, ref: bytes) -> bool:
        """Whether an entry about it was read."""
        return bool(self._reader and self._reader.seals and ref in self._reader.seals)

    async def follow(
        self, store: Store, team: Sequence[Roster], first: int, witness: Witness | None
    ) -> tuple[Verdict, dict[bytes, bytes]]:
        """Check the journal from the entry ``first`` on, and from what the witness saw: only what is new, where it was
        checked before. Returns the newest seal by what the entries are about, too."""
        async with self._lock:
            reader = self._reader
            if reader is None or first < self.oldest or self._is_news(reader, witness):
                self.oldest = max(1, min(first, witness.seq) if witness else first)
                reader = await begin(store, team, self.oldest - 1)
                reader.seals = {}
            elif not await _is_there(store, reader):
                self.forget()
                return Verdict(reader.seq - 1, reader.previous, reader.seq, "head"), {}
            reader.team = team
            verdict = await read_on(store, reader, witness)
            self._reader, self._witness = (reader, witness) if verdict.holds else (None, None)
            return verdict, reader.seals or {}

    def forget(self) -> None:
        """Begin anew next time."""
        self._reader = self._witness = None

    def _is_news(self, reader: Reader, witness: Witness | None) -> bool:
        """Whether the witness saw something before the reader's end that this desk has not compared."""
        if witness is None or witness.seq > reader.seq:
            return False
        return witness not in (self._witness, Witness(reader.seq, reader.previous))


async def _is_there(store: Store, reader: Reader) -> bool:
    """Whether the journal still has the last entry that was read: a chain does not show that its tail was cut."""
    query = select(journal.c.hash).where(journal.c.seq == reader.seq)
    async with store.reading() as tx:
        return (await tx.execute(query)).scalar_one_or_none() == reader.previous
