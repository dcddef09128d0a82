"""Row 7: taking drops in, and every later start."""

import asyncio
import time

from sqlalchemy import insert, select

from core.crypto.hpke import seal
from core.crypto.receipt import Receipt
from core.intake.critique import drop_context, seal_critique
from core.moderation.inbox import load_critiques
from core.moderation.taking_in import take_in
from core.sessions import Session
from core.store.tables import drops
from tests.benchmarks.installation import Installation, installation
from tests.benchmarks.intake import TEXT
from tests.benchmarks.measure import Row

HOW_MANY = 100_000
SAMPLE = 3_000
"""Drops opened one by one for the floor; its time is scaled to HOW_MANY."""


async def _spool(place: Installation, session: Session, count: int) -> None:
    """``count`` genuine drops. One author's keys serve many of them: key generation is not what is measured here."""
    from datetime import date

    receipts = [Receipt.generate() for _ in range(50)]
    made = 0
    while made < count:
        rows = []
        for number in range(min(1000, count - made)):
            receipt = Receipt(place.desk.random(16))
            receipt.__dict__["mailbox"] = receipts[number % 50].mailbox
            sealed, mailbox = seal_critique(
                session.public, session.id, session.epoch, receipt, TEXT, "ru", "decisions", bytes(16)
            )
            rows.append(
                {
                    "id": receipt.critique_id,
                    "session_id": session.id,
                    "epoch": session.epoch,
                    "day": date(2026, 11, 23),
                    "sealed": sealed,
                    "mailbox": mailbox,
                }
            )
        async with place.desk.store.writing() as tx:
            await tx.execute(insert(drops), rows)
        made += len(rows)


async def _floor(place: Installation, session: Session) -> float:
    """Seconds to open HOW_MANY drops with HPKE one by one on one core, scaled from a sample."""
    pair = (await place.desk.secret(session.id, session.epoch)).pair
    async with place.desk.store.reading() as tx:
        rows = (await tx.execute(select(drops).limit(SAMPLE))).all()
    start = time.perf_counter()
    for row in rows:
        pair.open(row.sealed, drop_context(row.session_id, row.epoch, row.id))
    return (time.perf_counter() - start) / len(rows) * HOW_MANY


async def _both() -> tuple[float, float, float]:
    async with installation() as place:
        await _spool(place, place.session, HOW_MANY)
        floor = await _floor(place, place.session)
        start = time.perf_counter()
        taken = await take_in(place.desk, place.session)
        first = time.perf_counter() - start
        if taken.taken != HOW_MANY:
            raise RuntimeError("not everything was taken in")
        start = time.perf_counter()
        await take_in(place.desk, place.session)
        later = time.perf_counter() - start
        if len(await load_critiques(place.desk, place.session)) != HOW_MANY:
            raise RuntimeError("not everything is in the inbox")
        return floor, first, later


_RESULT: list[tuple[float, float, float]] = []


def _measured() -> tuple[float, float, float]:
    if not _RESULT:
        _RESULT.append(asyncio.run(_both()))
    return _RESULT[0]


def take_in_100000() -> Row:
    """Taking in 100,000 drops against opening as many with HPKE alone."""
    floor, first, _ = _measured()
    return Row("take-in", "s per 100,000", first, floor, 1.6, more_is_better=False)


def second_start() -> Row:
    """Taking in again, with nothing new, against opening 100,000 drops: what every later start costs."""
    floor, _, later = _measured()
    return Row("second-start", "s", later, floor, 0.05, more_is_better=False)


def seal_cost() -> float:
    """Seconds of one HPKE seal, for docs/BENCHMARKS.md."""
    from core.crypto.hpke import KeyPair

    public = KeyPair.generate().public
    start = time.perf_counter()
    for _ in range(2000):
        seal(public, b"x" * 600, b"bench")
    return (time.perf_counter() - start) / 2000
