"""Trust: wrapping session secrets, and verifying a journal of 1,000,000 entries."""

import hashlib
import os
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert

from core.clock import SystemClock
from core.crypto.hpke import KeyPair, seal
from core.crypto.journal import GENESIS, write_entry
from core.crypto.roster import MODERATOR, Member, sign
from core.crypto.session_key import SessionSecret
from core.crypto.signing import Signer
from core.journal import verify
from core.store.engine import Store
from core.store.tables import journal
from tests.benchmarks.installation import installation
from tests.benchmarks.measure import Row, alternate

ENTRIES = 1_000_000
SAMPLE = 20_000


async def wraps() -> Row:
    """Wrapping a session's secret to a moderator, against a bare HPKE seal of 32 bytes."""
    secret, member = SessionSecret.generate(os.urandom(16), 1), KeyPair.generate()

    async def wrap() -> None:
        for _ in range(1000):
            secret.wrap(b"m" * 16, member.public)

    async def bare() -> None:
        for _ in range(1000):
            seal(member.public, b"x" * 32, b"bench")

    ours, floor = await alternate(wrap, bare, 5)
    return Row("wraps", "wraps/s", 1000 / ours, 1000 / floor, 0.9, more_is_better=True)


async def verification() -> Row:
    """Verifying 1,000,000 entries in the store, against the raw hashing and signature checks of as many."""
    async with installation() as place:
        signer = Signer.generate()
        await _write(place.desk.store, signer)
        start = time.perf_counter()
        team = [sign(1, (Member(b"a" * 16, "a", MODERATOR, b"", signer.public),), b"", b"a" * 16, signer)]
        verdict = await verify(place.desk.store, team)
        taken = time.perf_counter() - start
        if not verdict.holds or verdict.entries != ENTRIES:
            raise RuntimeError("the journal made for the measurement does not verify")
    return Row("journal-verify", "s per 1,000,000", taken, _raw(), 2.0, more_is_better=False)


async def _write(store: Store, signer: Signer) -> None:
    async with store.writing() as tx:
        await tx.execute(journal.delete())
    at, previous = SystemClock().now().strftime("%Y-%m-%dT%H:%MZ"), GENESIS
    rows = []
    for seq in range(1, ENTRIES + 1):
        entry = write_entry(signer, seq, at, b"a" * 16, "tag", b"r" * 16, 1, previous)
        previous = entry.hash
        rows.append(vars(entry))
        if len(rows) == 10_000:
            async with store.writing() as tx:
                await tx.execute(insert(journal), rows)
            rows = []


def _raw() -> float:
    """Seconds for a SHA-256 of an entry's fields and an Ed25519 check, scaled from a sample to ENTRIES."""
    key = Ed25519PrivateKey.generate()
    public, message = key.public_key(), b"m" * 80
    signature = key.sign(message)
    start = time.perf_counter()
    for _ in range(SAMPLE):
        hashlib.sha256(b"f" * 180).digest()
        public.verify(signature, message)
    return (time.perf_counter() - start) / SAMPLE * ENTRIES
