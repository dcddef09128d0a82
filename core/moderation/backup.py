"""Backup and restore: a consistent copy of the store's ciphertext, checked and signed; portable between engines.

Two archives are written. ``*.backup`` holds every table but the session wraps; ``*.keys`` holds the wraps, and is kept
for a short time only (docs/OPERATIONS.md), so that an erased session cannot be brought back from an old backup: its
texts may still lie there, its keys do not. Neither holds a key that is not itself wrapped.
"""

import base64
import errno
import hashlib
import json
import zipfile
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import seconds_of
from core.crypto.aead import context
from core.crypto.roster import Pin, Roster, decode, follow
from core.crypto.signing import is_signed
from core.erasure import delete_rows
from core.errors import BadInput, KeySwapped, NotAllowed, StoreFull
from core.journal import Act, head_of
from core.language.safe_text import one_line
from core.moderation.desk import Desk
from core.store.engine import Store
from core.store.migrate import HEAD
from core.store.tables import company, metadata, wraps

_FORMAT = "revmentor-backup/1"
_CHUNK = 1000
_NOT_KEPT = frozenset({"inflight", "presses"})
"""Tables that live for minutes and would only add to what a thief of a backup learns."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. ``files``: SHA-256 per table file, ``rows``: how many; ``head``: the journal's head
    at that moment; ``signer`` signs all of it."""

    made: int
    schema: str
    rows: dict[str, int]
    files: dict[str, str]
    head: str
    signer: str

    def encode(self) -> bytes:
        """The signed bytes."""
        return json.dumps({"format": _FORMAT, **vars(self)}, sort_keys=True, separators=(",", ":")).encode()


async def back_up(desk: Desk, target: Path) -> tuple[Path, Path]:
    """Write ``target`` and, beside it, the keys archive; online, from one snapshot. Returns both paths.

    Raises BadInput when a file of that name exists, or its folder does not or takes no file, StoreFull.
    """
    keys = target.with_suffix(".keys")
    for path in (target, keys):
        if path.exists():
            raise BadInput("error-file-exists", file=path.name)
    if not target.parent.is_dir():
        raise BadInput("error-backup-folder", folder=one_line(str(target.parent)))
    try:
        async with desk.store.reading() as tx:
            if not desk.store.is_sqlite:
                await tx.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            await _write(desk, tx, target, [t for t in _tables() if t is not wraps])
            await _write(desk, tx, keys, [wraps])
        async with desk.store.writing() as tx:
            await desk.note(tx, Act("backup"))
    except BaseException:
        # Both or neither: one archive without the other would pass for a whole backup.
        _discard(target, keys)
        raise
    return target, keys


def _discard(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


async def restore(
    store: Store, pin: Pin, source: Path, keys: Path | None, certificates: Path | None = None
) -> Manifest:
    """Fill an empty store from a backup. Everything is checked before the first row is written, and one transaction
    writes them all. The pin goes back to the backup's team list: whoever was removed since must be removed again.

    Sessions erased since then (certificates in the store's backup or in the ``certificates`` folder) are left out.
    Raises BadInput for an altered, foreign or unreadable archive, NotAllowed when the store is not empty.
    """
    manifest, tables = _read(source, pin)
    key_rows: dict[str, list[dict[str, Any]]] = {}
    if keys is not None:
        _, key_rows = _read(keys, pin, tables["rosters"])
    erased = {row["session_id"] for row in tables.get("erasures", [])} | _certified(certificates)
    async with store.writing() as tx:
        if (await tx.execute(select(func.count()).select_from(company))).scalar_one():
            raise NotAllowed("error-store-not-empty")
        for table in _tables():
            rows = tables.get(table.name, []) + key_rows.get(table.name, [])
            for start in range(0, len(rows), _CHUNK):
                await tx.execute(insert(table), rows[start : start + _CHUNK])
        for session in erased:
            # Also what is found only through other rows: released items, which the bot's own key would open.
            await delete_rows(tx, session)
    await store.checkpoint()
    pin.forget_epochs()
    pin.advance(_trusted([decode(row["body"], row["signer"], row["signature"]) for row in tables["rosters"]], pin))
    return manifest


def _tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if table.name not in _NOT_KEPT]


async def _write(desk: Desk, tx: AsyncConnection, path: Path, tables: list[Table]) -> None:
    files, rows = {}, {}
    draft = path.with_name(path.name + ".part")
    draft.unlink(missing_ok=True)
    try:
        draft.touch(mode=0o600)
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as archive:
            for table in tables:
                hasher, count = hashlib.sha256(), 0
                with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as out:
                    async for line in _lines(tx, table):
                        out.write(line)
                        hasher.update(line)
                        count += 1
                files[table.name], rows[table.name] = hasher.hexdigest(), count
            head, signer = (await head_of(tx)).hex(), desk.identity.id.hex()
            manifest = Manifest(seconds_of(desk.clock), HEAD, rows, files, head, signer)
            signature = desk.identity.signer.sign(context("backup", manifest.encode()))
            archive.writestr("manifest.json", manifest.encode())
            archive.writestr("manifest.sig", signature)
        draft.replace(path)
    except OSError as error:
        # Said here: the store would take it for its own.
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull from None
        raise BadInput("error-backup-folder", folder=one_line(str(path.parent))) from None
    finally:
        draft.unlink(missing_ok=True)


async def _lines(tx: AsyncConnection, table: Table) -> AsyncIterator[bytes]:
    result = await tx.stream(select(table).order_by(*table.primary_key.columns))
    async for row in result:
        fields = {name: _plain(value) for name, value in row._mapping.items()}
        yield json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return {"b": base64.b64encode(value).decode()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    return value


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return base64.b64decode(value["b"]) if "b" in value else date.fromisoformat(value["d"])
    return value


def _read(
    path: Path, pin: Pin, rosters: Iterable[dict[str, Any]] | None = None
) -> tuple[Manifest, dict[str, list[dict[str, Any]]]]:
    """An archive's manifest and rows, all verified. The signer must be on the roster that the pin of this host leads
    to: a stranger's archive is refused however well it is signed."""
    if not path.is_file():
        raise BadInput("error-backup-missing", file=path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            raw = json.loads(archive.read("manifest.json"))
            signature = archive.read("manifest.sig")
            if raw.pop("format") != _FORMAT or set(archive.namelist()) != {
                "manifest.json", "manifest.sig", *(f"{name}.jsonl" for name in raw["files"])
            }:  # fmt: skip
                raise BadInput("error-backup-altered", file=path.name)
            manifest = Manifest(**raw)
            tables = {name: _rows(archive, name, digest, path.name) for name, digest in manifest.files.items()}
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError):
        raise BadInput("error-backup-altered", file=path.name) from None
    if manifest.schema != HEAD:
        raise BadInput("error-backup-schema", schema=manifest.schema, head=HEAD)
    _check_signer(manifest, signature, tables["rosters"] if rosters is None else rosters, pin, path.name)
    return manifest, tables


def _rows(archive: zipfile.ZipFile, name: str, digest: str, file: str) -> list[dict[str, Any]]:
    data = archive.read(f"{name}.jsonl")
    if name not in metadata.tables or hashlib.sha256(data).hexdigest() != digest:
        raise BadInput("error-backup-altered", file=file)
    return [{key: _typed(value) for key, value in json.loads(line).items()} for line in data.splitlines()]


def _check_signer(manifest: Manifest, signature: bytes, rosters: Iterable[dict[str, Any]], pin: Pin, file: str) -> None:
    chain = [decode(row["body"], row["signer"], row["signature"]) for row in rosters]
    try:
        newest = _trusted(chain, pin)
    except KeySwapped:
        raise BadInput("error-backup-foreign", file=file) from None
    member = newest.moderators().get(bytes.fromhex(manifest.signer))
    if member is None or not is_signed(member.verify, signature, context("backup", manifest.encode())):
        raise BadInput("error-backup-altered", file=file)


def _trusted(chain: list[Roster], pin: Pin) -> Roster:
    """The archive's newest roster, reached from one that this host has verified before: an old backup is older than
    the pin. Raises KeySwapped."""
    known = [roster.digest for roster in chain if roster.digest in {pin.digest, *pin.history}]
    return follow(chain, known[-1] if known else b"")


def _certified(folder: Path | None) -> set[bytes]:
    if folder is None or not folder.is_dir():
        return set()
    return {bytes.fromhex(path.stem) for path in folder.glob("*.json")}
