"""Hash chain and signatures of the journal: what makes a changed, removed or reordered entry visible.

Each entry's hash covers the previous hash and its own fields (as in RFC 6962's idea of an append-only log, as
a plain chain); the hash is signed with Ed25519 by whoever acted.
"""

from dataclasses import dataclass, field

from core.crypto.aead import context, digest
from core.crypto.signing import Signer, is_signed

GENESIS = bytes(32)


@dataclass(frozen=True)
class Entry:
    """One act. ``actor`` and ``ref`` are opaque ids, ``act`` a word of a fixed vocabulary, ``at`` an ISO
    minute or day, ``count`` how many things it touched. ``seal``: the digest of what the act stored, so that it cannot
    be exchanged for something older; None where nothing is stored. No text of any person.
    """

    seq: int
    at: str
    actor: bytes
    act: str
    ref: bytes
    count: int
    previous: bytes = field(repr=False)
    hash: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    seal: bytes | None = field(default=None, repr=False)


def entry_hash(
    seq: int, at: str, actor: bytes, act: str, ref: bytes, count: int, previous: bytes, seal: bytes | None = None
) -> bytes:
    """SHA-256 over all fields of the entry and the previous entry's hash."""
    return digest(
        b"journal/v1",
        seq.to_bytes(8, "big"),
        at.encode(),
        actor,
        act.encode(),
        ref,
        str(count).encode(),
        previous,
        *(() if seal is None else (seal,)),
    )


def write_entry(
    signer: Signer,
    seq: int,
    at: str,
    actor: bytes,
    act: str,
    ref: bytes,
    count: int,
    previous: bytes,
    seal: bytes | None = None,
) -> Entry:
    """A signed entry that follows ``previous``."""
    hashed = entry_hash(seq, at, actor, act, ref, count, previous, seal)
    signature = signer.sign(context("journal", hashed))
    return Entry(seq, at, actor, act, ref, count, previous, hashed, signature, seal)


def is_chained(entry: Entry, seq: int, previous: bytes) -> bool:
    """Whether the entry stands at its place and its hash covers its fields."""
    if entry.seq != seq or entry.previous != previous:
        return False
    expected = entry_hash(
        entry.seq, entry.at, entry.actor, entry.act, entry.ref, entry.count, entry.previous, entry.seal
    )
    return entry.hash == expected


def is_entry_signed(entry: Entry, verify_key: bytes) -> bool:
    """Whether the holder of ``verify_key`` wrote the entry."""
    return is_signed(verify_key, entry.signature, context("journal", entry.hash))
