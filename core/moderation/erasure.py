"""Erasing a session for good, proving it, and certifying it.

The texts die with their keys: destroying every wrap makes every copy, in any backup, unreadable. The rows go too, the
write-ahead log is cut, the raw files are searched for what must be gone, and every key left is tried.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Table, delete, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import seconds_of
from core.crypto.aead import context
from core.crypto.files import write_private
from core.errors import CannotOpen, NotAllowed
from core.journal import Act, head_of
from core.moderation.desk import Desk
from core.moderation.team import readable_secrets
from core.sessions import Session
from core.store.tables import (
    critiques,
    decisions,
    digest_items,
    digests,
    drops,
    erasures,
    letters,
    mutes,
    participants,
    questions,
    replies,
    reviews,
    routes,
    session_keys,
    sessions,
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
    digests,
    session_keys,
    wraps,
)
"""Tables whose rows name their session."""

SAMPLES = 200
"""How many stored ciphertexts are kept in memory to search the raw files for, and to try every key left on."""


@dataclass(frozen=True)
class Certificate:
    """What was erased and how it was checked. ``traces``: places in the raw files where a sample was still found;
    ``opened``: samples that some key left still opens. Both are 0 in a good certificate."""

    session: bytes
    erased: int
    critiques: int
    wraps: int
    traces: int
    opened: int
    head: bytes
    signer: bytes
    signature: bytes

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return self.traces == 0 and self.opened == 0

    def encode(self) -> bytes:
        """The signed bytes."""
        raw = {name: value.hex() if isinstance(value, bytes) else value for name, value in vars(self).items()}
        del raw["signature"]
        return json.dumps(raw, sort_keys=True, separators=(",", ":")).encode()


async def erase_session(desk: Desk, session: Session, home: Path) -> Certificate:
    """Erase everything of a closed session and check that it is gone. Writes the certificate into the home's
    ``certificates`` folder and into the store. Raises NotAllowed for an open session."""
    if session.is_open:
        raise NotAllowed("error-session-open")
    async with desk.store.reading() as tx:
        samples = await _samples(tx, session)
        counted = {table.name: await _count(tx, table, session) for table in (critiques, drops, wraps)}
    async with desk.store.writing() as tx:
        await delete_rows(tx, session.id)
        await desk.note(tx, Act("session-erase", session.id, max(1, counted["critiques"])))
        head = await head_of(tx)
    desk.forget(session.id)
    await scrub(desk)
    traces = sum(_occurrences(path, [row.box for row in samples]) for path in raw_files(desk))
    opened = await _try_every_key(desk, samples)
    certificate = Certificate(
        session=session.id,
        erased=seconds_of(desk.clock),
        critiques=counted["critiques"] + counted["drops"],
        wraps=counted["wraps"],
        traces=traces,
        opened=opened,
        head=head,
        signer=desk.identity.id,
        signature=b"",
    )
    return await _file(desk, _signed(desk, certificate), home)


async def scrub(desk: Desk) -> None:
    """Leave nothing of deleted rows in the files: fold the write-ahead log, rebuild the database, fold again. On
    PostgreSQL, VACUUM FULL of the tables concerned; its own log and replicas are the operator's (OPERATIONS.md)."""
    await desk.store.checkpoint()
    async with desk.store.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        if desk.store.is_sqlite:
            raw = await connection.get_raw_connection()
            cursor = await raw.driver_connection.execute("VACUUM")  # type: ignore[union-attr]
            await cursor.close()
        else:
            for table in (*_OWN, letters, digest_items, decisions):
                await connection.execute(text(f"VACUUM FULL {table.name}"))
    await desk.store.checkpoint()


def raw_files(desk: Desk) -> list[Path]:
    """The embedded database's files; none on PostgreSQL, whose files belong to its own host."""
    name = desk.store.engine.url.database
    if not desk.store.is_sqlite or not name:
        return []
    return [path for suffix in ("", "-wal", "-shm") if (path := Path(name + suffix)).exists()]


async def _samples(tx: AsyncConnection, session: Session) -> list["_Sample"]:
    query = select(critiques.c.id, critiques.c.epoch, critiques.c.box).where(critiques.c.session_id == session.id)
    return [_Sample(session.id, row.epoch, row.id, row.box) for row in await tx.execute(query.limit(SAMPLES))]


async def _count(tx: AsyncConnection, table: Table, session: Session) -> int:
    return len((await tx.execute(select(table.c.session_id).where(table.c.session_id == session.id))).all())


async def delete_rows(tx: AsyncConnection, session: bytes) -> None:
    """Every row that belongs to a session. Letters, items and decisions first: they are found through rows that go
    next."""
    ids = select(critiques.c.id).where(critiques.c.session_id == session)
    spooled = select(drops.c.id).where(drops.c.session_id == session)
    await tx.execute(delete(letters).where(letters.c.critique_id.in_(ids) | letters.c.critique_id.in_(spooled)))
    out = select(digests.c.id).where(digests.c.session_id == session)
    items = select(digest_items.c.id).where(digest_items.c.digest_id.in_(out))
    await tx.execute(delete(decisions).where(decisions.c.item_id.in_(items)))
    await tx.execute(delete(digest_items).where(digest_items.c.digest_id.in_(out)))
    for table in _OWN:
        await tx.execute(delete(table).where(table.c.session_id == session))
    await tx.execute(delete(sessions).where(sessions.c.id == session))


def _occurrences(path: Path, needles: list[bytes]) -> int:
    """How many of the samples are still in the file, by 32 bytes from their middle."""
    data = path.read_bytes()
    return sum(needle[len(needle) // 2 : len(needle) // 2 + 32] in data for needle in needles)


async def _try_every_key(desk: Desk, samples: list["_Sample"]) -> int:
    opened = 0
    for secret in await readable_secrets(desk):
        for sample in samples:
            try:
                secret.box.open(sample.box, context("critique", sample.session, sample.epoch, sample.critique))
                opened += 1
            except CannotOpen:
                continue
    return opened


def _signed(desk: Desk, certificate: Certificate) -> Certificate:
    signature = desk.identity.signer.sign(context("erasure", certificate.encode()))
    return Certificate(**{**vars(certificate), "signature": signature})


async def _file(desk: Desk, certificate: Certificate, home: Path) -> Certificate:
    body = json.loads(certificate.encode()) | {"signature": certificate.signature.hex()}
    written = json.dumps(body, indent=1)
    async with desk.store.writing() as tx:
        await tx.execute(insert(erasures), [{"session_id": certificate.session, "certificate": written}])
    folder = home / "certificates"
    folder.mkdir(mode=0o700, exist_ok=True)
    write_private(folder / f"{certificate.session.hex()}.json", written.encode())
    return certificate


@dataclass(frozen=True)
class _Sample:
    session: bytes
    epoch: int
    critique: bytes
    box: bytes
