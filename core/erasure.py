"""Erasing a session for good, proving it, and certifying it: by a moderator, or by the bot when its time has come.

The texts die with their keys: destroying every wrap makes every copy, in any backup, unreadable. The rows go too, the
write-ahead log is cut, the raw files are searched for what must be gone, and every key left is tried.
"""

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Table, delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, seconds_of
from core.crypto.aead import context
from core.crypto.files import write_private
from core.crypto.signing import Signer, is_signed
from core.errors import CannotOpen
from core.journal import Act, append, head_of
from core.outbox import WAITING
from core.store.engine import Store
from core.store.tables import (
    critiques,
    decisions,
    digest_items,
    digests,
    drops,
    erasures,
    item_marks,
    letters,
    mutes,
    outbox,
    participants,
    questions,
    replies,
    reviews,
    routes,
    session_keys,
    sessions,
    vouches,
    wraps,
)

_OWN: tuple[Table, ...] = (
    drops,
    critiques,
    reviews,
    replies,
    participants,
    routes,
    mutes,
    questions,
    vouches,
    digests,
    session_keys,
    wraps,
)
"""Tables whose rows name their session."""

SAMPLES = 200
"""How many stored ciphertexts are kept aside to search the raw files for, and to try every key left on."""

_PIECE = 32
"""Bytes from the middle of a sample that are searched for."""


@dataclass(frozen=True)
class Sample:
    """A ciphertext that was erased, with the place it was bound to."""

    session: bytes
    epoch: int
    critique: bytes
    box: bytes


@dataclass(frozen=True)
class Certificate:
    """What was erased and how it was checked. ``erased`` in seconds; ``checked``: the files were searched and the keys
    tried; ``traces``: places in the raw files where a sample was still found; ``opened``: samples that some key left
    still opens. Both are 0 in a good certificate."""

    session: bytes
    erased: int
    critiques: int
    wraps: int
    checked: bool
    traces: int
    opened: int
    head: bytes
    signer: bytes
    signature: bytes = b""

    @property
    def holds(self) -> bool:
        """Whether it was looked, and nothing was found."""
        return self.checked and self.traces == 0 and self.opened == 0

    def encode(self) -> bytes:
        """The signed bytes."""
        raw = {name: value.hex() if isinstance(value, bytes) else value for name, value in vars(self).items()}
        del raw["signature"]
        return json.dumps(raw, sort_keys=True, separators=(",", ":")).encode()

    def write(self) -> str:
        """As it is kept: JSON with the signature."""
        return json.dumps(json.loads(self.encode()) | {"signature": self.signature.hex()}, indent=1)


def read_certificate(written: str, keys: Mapping[bytes, bytes]) -> Certificate:
    """A certificate that one of ``keys`` (verify keys of the team and the bot, by id) has signed. Raises CannotOpen."""
    try:
        raw = json.loads(written)
        opaque = {name: bytes.fromhex(raw[name]) for name in ("session", "head", "signer", "signature")}
        found = Certificate(**{**raw, **opaque})
    except (ValueError, KeyError, TypeError):
        raise CannotOpen from None
    key = keys.get(found.signer)
    if key is None or not is_signed(key, found.signature, context("erasure", found.encode())):
        raise CannotOpen
    return found


@dataclass(frozen=True)
class Eraser:
    """Who erases: the id and the key that sign for it, and how they try every key they have left on the samples
    (returns how many opened). ``folder``: where certificates are kept."""

    store: Store
    clock: Clock
    folder: Path
    id: bytes
    signer: Signer
    try_keys: Callable[[Sequence[Sample]], Awaitable[int]]

    async def erase(self, session: bytes) -> Certificate:
        """Erase everything of a session and check that it is gone. A cut after the rows are gone is made up for by
        ``finish``; the samples wait for it beside the certificates."""
        async with self.store.reading() as tx:
            samples = await _samples(tx, session)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(self._draft(session), _encode(samples))
        async with self.store.writing() as tx:
            counted = {table.name: await _count(tx, table, session) for table in (critiques, drops, wraps)}
            await delete_rows(tx, session)
            texts = counted["critiques"] + counted["drops"]
            await append(tx, self.clock, self.id, self.signer, [Act("session-erase", session, max(1, texts))])
            unchecked = Certificate(
                session=session,
                erased=seconds_of(self.clock),
                critiques=texts,
                wraps=counted["wraps"],
                checked=False,
                traces=0,
                opened=0,
                head=await head_of(tx),
                signer=self.id,
            )
            await _file(tx, self._signed(unchecked))
        return await self._check(unchecked, samples)

    async def finish(self) -> list[Certificate]:
        """Check what was erased here and not checked yet, because somebody pulled the plug in between."""
        done = []
        for draft in sorted(self.folder.glob("*.part")):
            async with self.store.reading() as tx:
                query = select(erasures.c.certificate).where(erasures.c.session_id == bytes.fromhex(draft.stem))
                written = (await tx.execute(query)).scalar_one_or_none()
            if written is None:
                # The rows were never deleted: whoever erases begins anew.
                draft.unlink()
                continue
            unchecked = read_certificate(written, {self.id: self.signer.public})
            done.append(await self._check(unchecked, _decode(draft.read_bytes())))
        return done

    async def _check(self, unchecked: Certificate, samples: Sequence[Sample]) -> Certificate:
        await scrub(self.store)
        boxes = [sample.box for sample in samples]
        traces = sum([await asyncio.to_thread(_occurrences, path, boxes) for path in raw_files(self.store)])
        opened = await self.try_keys(samples)
        certificate = self._signed(replace(unchecked, checked=True, traces=traces, opened=opened))
        async with self.store.writing() as tx:
            await _file(tx, certificate)
        write_private(self.folder / f"{certificate.session.hex()}.json", certificate.write().encode())
        self._draft(certificate.session).unlink(missing_ok=True)
        return certificate

    def _signed(self, certificate: Certificate) -> Certificate:
        return replace(certificate, signature=self.signer.sign(context("erasure", certificate.encode())))

    def _draft(self, session: bytes) -> Path:
        return self.folder / f"{session.hex()}.part"


async def delete_rows(tx: AsyncConnection, session: bytes) -> None:
    """Every row that belongs to a session. Letters, items and decisions first: they are found through rows that go
    next."""
    # First of all: whoever writes into the session at this moment is waited for, and what they wrote goes too.
    await tx.execute(select(sessions.c.id).where(sessions.c.id == session).with_for_update())
    ids = select(critiques.c.id).where(critiques.c.session_id == session)
    spooled = select(drops.c.id).where(drops.c.session_id == session)
    await tx.execute(delete(letters).where(letters.c.critique_id.in_(ids) | letters.c.critique_id.in_(spooled)))
    out = select(digests.c.id).where(digests.c.session_id == session)
    items = select(digest_items.c.id).where(digest_items.c.digest_id.in_(out))
    await tx.execute(delete(item_marks).where(item_marks.c.item_id.in_(items)))
    await tx.execute(delete(decisions).where(decisions.c.item_id.in_(items)))
    await tx.execute(delete(digest_items).where(digest_items.c.digest_id.in_(out)))
    # Not the note of which sent messages are to become stubs: their time has come now.
    mine = outbox.c.session_id == session
    await tx.execute(delete(outbox).where(mine, (outbox.c.state == WAITING) | (outbox.c.box == b"")))
    await tx.execute(update(outbox).where(mine).values(expires=0))
    for table in _OWN:
        await tx.execute(delete(table).where(table.c.session_id == session))
    await tx.execute(delete(sessions).where(sessions.c.id == session))


async def keep_certificates(store: Store, folder: Path) -> None:
    """Copy to this host the certificates that another one wrote: a restore obeys those it finds here."""
    async with store.reading() as tx:
        rows = (await tx.execute(select(erasures))).all()
    for row in rows:
        _keep(folder, row.session_id, row.certificate)


def _keep(folder: Path, session: bytes, certificate: str) -> None:
    path = folder / f"{session.hex()}.json"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(path, certificate.encode())


async def scrub(store: Store) -> None:
    """Leave nothing of deleted rows in the files: fold the write-ahead log, rebuild the database, fold again. On
    PostgreSQL, VACUUM FULL of the tables concerned; its own log and replicas are the operator's (OPERATIONS.md)."""
    await store.checkpoint()
    async with store.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        if store.is_sqlite:
            raw = await connection.get_raw_connection()
            cursor = await raw.driver_connection.execute("VACUUM")  # type: ignore[union-attr]
            await cursor.close()
        else:
            for table in (*_OWN, outbox, letters, digest_items, item_marks, decisions):
                await connection.execute(text(f"VACUUM FULL {table.name}"))
    await store.checkpoint()


def raw_files(store: Store) -> list[Path]:
    """The embedded database's files; none on PostgreSQL, whose files belong to its own host."""
    name = store.engine.url.database
    if not store.is_sqlite or not name:
        return []
    return [path for suffix in ("", "-wal", "-shm") if (path := Path(name + suffix)).exists()]


async def _samples(tx: AsyncConnection, session: bytes) -> list[Sample]:
    query = select(critiques.c.id, critiques.c.epoch, critiques.c.box).where(critiques.c.session_id == session)
    return [Sample(session, row.epoch, row.id, row.box) for row in await tx.execute(query.limit(SAMPLES))]


async def _count(tx: AsyncConnection, table: Table, session: bytes) -> int:
    return len((await tx.execute(select(table.c.session_id).where(table.c.session_id == session))).all())


async def _file(tx: AsyncConnection, certificate: Certificate) -> None:
    row = {"session_id": certificate.session, "certificate": certificate.write()}
    changed = update(erasures).where(erasures.c.session_id == certificate.session).values(**row)
    if (await tx.execute(changed)).rowcount == 0:
        await tx.execute(insert(erasures), [row])


def _occurrences(path: Path, needles: Sequence[bytes]) -> int:
    """How many of the samples are still in the file, by a piece from their middle."""
    data = path.read_bytes()
    return sum(needle[len(needle) // 2 : len(needle) // 2 + _PIECE] in data for needle in needles)


def _encode(samples: Sequence[Sample]) -> bytes:
    rows = [[one.session.hex(), one.epoch, one.critique.hex(), base64.b64encode(one.box).decode()] for one in samples]
    return json.dumps(rows).encode()


def _decode(data: bytes) -> list[Sample]:
    """The samples again; none when the file is torn."""
    try:
        rows = json.loads(data)
    except ValueError:
        return []
    return [Sample(bytes.fromhex(a), epoch, bytes.fromhex(c), base64.b64decode(box)) for a, epoch, c, box in rows]
