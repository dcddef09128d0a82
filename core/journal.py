"""The journal in the store: append an act, read, verify. Hashing and signatures are core.crypto.journal's."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock
from core.crypto.files import write_private
from core.crypto.journal import GENESIS, Entry, is_chained, is_entry_signed, write_entry
from core.crypto.signing import Signer
from core.crypto.spelling import LANGUAGES, fingerprint, normalise
from core.store.engine import Store
from core.store.tables import journal

_LOCK = 7_266_351
"""PostgreSQL advisory lock that serialises appending; SQLite writers are serial anyway."""

_BEFORE_ALL = -(2**31)
"""Below every number: an entry slipped in before the first must not be overlooked."""


@dataclass(frozen=True)
class Act:
    """What is to be written: a word of the vocabulary, an opaque id, how many things it touched."""

    name: str
    ref: bytes = b""
    count: int = 1


@dataclass(frozen=True)
class Verdict:
    """The result of a verification. ``broken``: number of the first entry that does not hold, and ``why``:
    chain, signature, signer, missing or head.
    """

    entries: int
    head: bytes
    broken: int | None = None
    why: str | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return self.broken is None


async def append(tx: AsyncConnection, clock: Clock, actor: bytes, signer: Signer, acts: Sequence[Act]) -> None:
    """Write acts at the end of the chain, in the transaction that performs them: both happen or neither."""
    if not acts:
        return
    if tx.dialect.name == "postgresql":
        await tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    last = (await tx.execute(select(journal.c.seq, journal.c.hash).order_by(journal.c.seq.desc()).limit(1))).first()
    seq, previous = (last.seq, last.hash) if last else (0, GENESIS)
    at = clock.now().strftime("%Y-%m-%dT%H:%MZ")
    rows = []
    for act in acts:
        seq += 1
        entry = write_entry(signer, seq, at, actor, act.name, act.ref, act.count, previous)
        rows.append(vars(entry))
        previous = entry.hash
    await tx.execute(insert(journal), rows)


async def read_entries(store: Store, after: int = _BEFORE_ALL, most: int | None = None) -> list[Entry]:
    """Entries in order, those numbered above ``after``."""
    query = select(journal).where(journal.c.seq > after).order_by(journal.c.seq).limit(most)
    async with store.reading() as tx:
        return [Entry(**row._mapping) for row in await tx.execute(query)]


async def head_of(tx: AsyncConnection) -> bytes:
    """The hash of the last entry: it stands for the whole journal."""
    row = (await tx.execute(select(journal.c.hash).order_by(journal.c.seq.desc()).limit(1))).first()
    return row.hash if row else GENESIS


def head_words(head: bytes, lang: str) -> str:
    """The head as it is printed in a digest: four words (44 bits)."""
    return fingerprint(head, lang, 4)


@dataclass(frozen=True)
class Witness:
    """What this host has seen of the journal: the entry ``seq`` had that ``hash``. A cut tail keeps the chain whole;
    only somebody who remembers its end can tell."""

    seq: int
    hash: bytes


def read_witness(path: Path) -> Witness | None:
    """What was seen last, or None when nothing was, or the file is damaged."""
    try:
        raw = json.loads(path.read_bytes())
        return Witness(raw["seq"], bytes.fromhex(raw["hash"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_witness(path: Path, verdict: Verdict) -> None:
    """Remember the end of a journal that holds."""
    write_private(path, json.dumps({"seq": verdict.entries, "hash": verdict.head.hex()}).encode())


async def verify(
    store: Store, keys: dict[bytes, bytes], witness: Witness | None = None, head: str | None = None
) -> Verdict:
    """Check every entry in order. ``keys``: verify keys by actor id, of everybody who was ever on the roster;
    ``witness``: what this host has seen before; ``head``: the words printed in some digest.

    Finds a changed, removed, inserted or reordered entry, a foreign signature, and a tail that was cut off behind what
    the witness or the printed head has seen.
    """
    seq, previous, after, wanted = 0, GENESIS, _BEFORE_ALL, normalise(head) if head is not None else None
    while page := await read_entries(store, after, 5000):
        after = page[-1].seq
        for entry in page:
            if not is_chained(entry, seq + 1, previous):
                return Verdict(seq, previous, seq + 1, "missing" if entry.seq != seq + 1 else "chain")
            key = keys.get(entry.actor)
            if key is None or not is_entry_signed(entry, key):
                return Verdict(seq, previous, seq + 1, "signer" if key is None else "signature")
            if witness is not None and entry.seq == witness.seq and entry.hash != witness.hash:
                return Verdict(seq, previous, seq + 1, "head")
            seq, previous = entry.seq, entry.hash
            if wanted and wanted in (normalise(head_words(previous, lang)) for lang in LANGUAGES):
                wanted = None
    if wanted is not None or (witness is not None and seq < witness.seq):
        return Verdict(seq, previous, seq + 1, "head")
    return Verdict(seq, previous)
