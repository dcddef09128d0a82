"""The journal in the store: append an act, read, verify. Hashing and signatures are core.crypto.journal's."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock
from core.crypto.aead import digest
from core.crypto.files import write_private
from core.crypto.journal import GENESIS, Entry, is_chained, is_entry_signed, write_entry
from core.crypto.roster import Roster
from core.crypto.signing import Signer
from core.crypto.spelling import LANGUAGES, fingerprint, normalise
from core.store.engine import Store
from core.store.tables import journal

_LOCK = 7_266_351
"""PostgreSQL advisory lock that serialises appending; SQLite writers are serial anyway."""

TEAM_ACTS = ("team-add-moderator", "team-add-auditor", "team-remove", "recovery-shares")
"""Acts that write a new version of the team's list, one each."""

PAGE = 2000
"""Entries read and checked at a time, in a thread."""

_BEFORE_ALL = -(2**31)
"""Below every number: an entry slipped in before the first must not be overlooked."""
_LAST = select(journal.c.seq, journal.c.hash).order_by(journal.c.seq.desc()).limit(1)


@dataclass(frozen=True)
class Act:
    """What is to be written: a word of the vocabulary, an opaque id, how many things it touched; ``seal``: the digest
    of what it stores."""

    name: str
    ref: bytes = b""
    count: int = 1
    seal: bytes | None = None


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


async def lock_journal(tx: AsyncConnection) -> None:
    """Let nobody else append until this transaction ends."""
    if tx.dialect.name == "postgresql":
        await tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


async def append(tx: AsyncConnection, clock: Clock, actor: bytes, signer: Signer, acts: Sequence[Act]) -> None:
    """Write acts at the end of the chain, in the transaction that performs them: both happen or neither."""
    if not acts:
        return
    await lock_journal(tx)
    last = (await tx.execute(_LAST)).first()
    seq, previous = (last.seq, last.hash) if last else (0, GENESIS)
    at = clock.now().strftime("%Y-%m-%dT%H:%MZ")
    rows = []
    for act in acts:
        seq += 1
        entry = write_entry(signer, seq, at, actor, act.name, act.ref, act.count, previous, act.seal)
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
    row = (await tx.execute(_LAST)).first()
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
    store: Store,
    team: Sequence[Roster],
    witness: Witness | None = None,
    head: str | None = None,
    since: int = 0,
) -> Verdict:
    """Check every entry in order. ``team``: all versions of the trusted list, oldest first; ``witness``: what this host
    has seen before; ``head``: the words printed in some digest; ``since``: leave out the entries up to that number.

    Finds a changed, removed, inserted or reordered entry, a foreign signature, one of somebody who was not on the team
    at that place, and a tail that was cut off behind what the team's list, the witness or the printed head has seen.
    """
    return await read_on(store, await begin(store, team, since), witness, head)


async def read_on(store: Store, reader: "Reader", witness: Witness | None = None, head: str | None = None) -> Verdict:
    """``verify`` from where a reader stands to the end; it stands there afterwards, unless something does not hold."""
    wanted = normalise(head) if head is not None else None
    while page := await read_entries(store, reader.after, PAGE):
        reader.after = page[-1].seq
        why = await asyncio.to_thread(reader.read, page)
        if why is None and witness is not None and page[0].seq <= witness.seq <= page[-1].seq:
            why = reader.compare(page, witness)
        if why is not None:
            return Verdict(reader.seq, reader.previous, reader.seq + 1, why)
        if wanted and any(wanted in [normalise(head_words(one.hash, lang)) for lang in LANGUAGES] for one in page):
            wanted = None
    if reader.version != len(reader.team):
        return Verdict(reader.seq, reader.previous, reader.seq + 1, "missing")
    if wanted is not None or (witness is not None and reader.seq < witness.seq):
        return Verdict(reader.seq, reader.previous, reader.seq + 1, "head")
    return Verdict(reader.seq, reader.previous)


async def begin(store: Store, team: Sequence[Roster], since: int = 0) -> "Reader":
    """A reader that leaves out the entries up to ``since``."""
    if since == 0:
        return Reader(team, 0, GENESIS, 1)
    async with store.reading() as tx:
        last = (await tx.execute(select(journal.c.hash).where(journal.c.seq == since))).scalar_one_or_none()
        changed = select(func.count()).where(journal.c.seq > since, journal.c.act.in_(TEAM_ACTS))
        later = int((await tx.execute(changed)).scalar_one())
    return Reader(team, since, last or GENESIS, len(team) - later)


class Reader:
    """Where a verification stands: the last entry that holds, its hash in ``previous``, and which version of the team's
    list was in force. ``seals``, if not None, gathers the newest seal of everything that the entries read are about.
    """

    def __init__(self, team: Sequence[Roster], seq: int, previous: bytes, version: int) -> None:
        self.team = team
        self.seq = seq
        self.previous = previous
        self.version = version
        self.after = seq or _BEFORE_ALL
        self.seals: dict[bytes, bytes] | None = None

    def read(self, page: Sequence[Entry]) -> str | None:
        """Why the first entry that does not hold does not; None when all do."""
        for entry in page:
            if not is_chained(entry, self.seq + 1, self.previous):
                return "missing" if entry.seq != self.seq + 1 else "chain"
            if not 1 <= self.version <= len(self.team):
                return "signer"
            key = self.team[self.version - 1].writers().get(entry.actor)
            if key is None or not is_entry_signed(entry, key):
                return "signer" if key is None else "signature"
            if entry.act in TEAM_ACTS:
                # The list that it speaks of, signed by the same hand, is in force from here on.
                if self.version == len(self.team) or self.team[self.version].signer != entry.actor:
                    return "signer"
                self.version += 1
            if self.seals is not None and entry.seal is not None:
                self.seals[entry.ref] = entry.seal
            self.seq, self.previous = entry.seq, entry.hash
        return None

    def compare(self, page: Sequence[Entry], witness: Witness) -> str | None:
        """Whether the page has what the witness saw; it then stands before the entry that differs."""
        seen = page[witness.seq - page[0].seq]
        if seen.hash == witness.hash:
            return None
        self.seq, self.previous = seen.seq - 1, seen.previous
        return "head"


async def last_seals(tx: AsyncConnection, refs: Sequence[bytes] | None = None) -> dict[bytes, tuple[int, bytes]]:
    """The number and the seal of the newest entry that stored something, by what it was about."""
    query = select(journal.c.seq, journal.c.ref, journal.c.seal).where(journal.c.seal.is_not(None))
    if refs is not None:
        query = query.where(journal.c.ref.in_(refs))
    return {row.ref: (row.seq, row.seal) for row in await tx.execute(query.order_by(journal.c.seq))}


def review_seal(critique: bytes, revision: int, box: bytes) -> bytes:
    """What the journal keeps of a stored review, 16 bytes: a digest of its ciphertext, which tells nothing of it."""
    return digest(b"review/v1", critique, str(revision).encode(), box)[:16]
