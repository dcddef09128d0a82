# ruff: noqa: ASYNC240 -- the tests read the files of a store that nobody waits for
"""Nothing in the store ties a person to a critique: no shared value, no order, no log, no key that lives too long."""

import asyncio
import base64
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from core.clock import ManualClock
from core.crypto.aead import digest, keyed_hash
from core.crypto.bot_key import BotKey, Ring
from core.crypto.roster import Pin
from core.errors import StoreUnavailable
from core.intake.submission import Intake, Press
from core.intake.thread import status_letter_id
from core.moderation.founding import Founded
from core.moderation.sessions import close_session
from core.moderation.taking_in import take_in
from core.store.engine import Store
from core.store.tables import (
    critiques,
    digest_items,
    drops,
    item_marks,
    letters,
    metadata,
    participants,
    people,
    presses,
)
from tests.forensics.conftest import BOTH, TEXT, Past
from tests.telegram_bot.conftest import Company

PERSONAL = {"people", "participants", "presses"}
WRITTEN = {"drops", "critiques", "reviews", "replies", "letters", "routes"}
COARSE = {"day", "expires", "epoch", "state", "due"}
"""Columns that many rows share by design; the session's id is left out by its value."""
ARRIVALS = 300
Rows = list[tuple[str, int, list[bytes]]]


async def read_rows(store: Store) -> Rows:
    """Every row as (table, number, values of four bytes and more)."""
    found: Rows = []
    async with store.reading() as tx:
        shared = set((await tx.execute(text("SELECT id FROM sessions"))).scalars())
        for table in metadata.sorted_tables:
            for number, row in enumerate(await tx.execute(select(table))):
                values = [_bytes(value) for name, value in row._mapping.items() if name not in COARSE]
                found.append((table.name, number, [one for one in values if len(one) >= 4 and one not in shared]))
    return found


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    return b"" if value is None or isinstance(value, bool | date) else str(value).encode()


def ties(rows: Rows) -> list[tuple[str, str]]:
    """Tables of a personal and a written row that share a value, or whose value stands inside the other's, directly or
    over other rows."""
    leader = list(range(len(rows)))

    def head(place: int) -> int:
        while leader[place] != place:
            place = leader[place]
        return place

    for one, (_, _, values) in enumerate(rows):
        needles = [value for value in values if len(value) <= 64]
        for two, (_, _, others) in enumerate(rows):
            if one != two and any(needle in other for needle in needles for other in others):
                leader[head(two)] = head(one)
    groups: dict[int, set[str]] = {}
    for place, (table, _, _) in enumerate(rows):
        groups.setdefault(head(place), set()).add(table)
    return [(a, b) for group in groups.values() for a in group & PERSONAL for b in group & WRITTEN]


@BOTH
async def test_no_two_rows_tie_a_person_to_a_critique(past: Past) -> None:
    rows = await read_rows(past.desk.store)
    assert {table for table, _, _ in rows} >= PERSONAL | WRITTEN
    assert ties(rows) == []


async def test_the_search_for_ties_finds_one_over_a_third_row(past: Past) -> None:
    async with past.desk.store.writing() as tx:
        person = (await tx.execute(select(people.c.id).limit(1))).scalar_one()
        critique = (await tx.execute(select(critiques.c.id).limit(1))).scalar_one()
        await tx.execute(insert(metadata.tables["company"]), [{"name": person.hex(), "value": critique.hex()}])
        await tx.execute(insert(presses), [{"mark": person + critique, "day": date(2026, 3, 2)}])
    assert ties(await read_rows(past.desk.store))


async def test_no_id_in_the_store_follows_from_an_item_and_its_critique(past: Past) -> None:
    """Whoever reads the tables has both lists of ids and can try all pairs."""
    async with past.desk.store.reading() as tx:
        items = (await tx.execute(select(digest_items.c.id))).scalars().all()
        written = (await tx.execute(select(critiques.c.id))).scalars().all()
        answers = set((await tx.execute(select(letters.c.id))).scalars()) - {status_letter_id(one) for one in written}
        marks = (await tx.execute(select(item_marks.c.mark))).scalars().all()
    assert len(answers) == 2
    for item in items:
        assert not any(answer.startswith(item) for answer in answers)
        for critique in written:
            tried = {digest(b"answer-letter", item, critique, bytes([events]))[:16] for events in range(5)}
            tried |= {digest(critique)[:16], keyed_hash(critique, item), keyed_hash(item, critique)}
            assert not tried & (answers | set(marks))


def rank_correlation(places: list[int]) -> float:
    """Spearman's rho between the order of arrival and the order of places."""
    order = sorted(range(len(places)), key=lambda one: places[one])
    ranks = {one: rank for rank, one in enumerate(order)}
    n = len(places)
    return 1 - 6 * sum((ranks[one] - one) ** 2 for one in range(n)) / (n * (n * n - 1))


async def arrive(intake: Intake, ring: Ring, count: int = ARRIVALS) -> tuple[list[bytes], list[bytes]]:
    """``count`` critiques one after the other: their ids, and the nullifiers of their authors, in order."""
    session = await intake.session()
    ids = []
    for number in range(count):
        press = Press(number + 1, 10_000 + number, 10_000 + number, 5)
        sealed = await intake.submit(press, session, TEXT * (1 + number % 7), "ru", "")
        ids.append(sealed.receipt.critique_id)
    (name,) = [name for name in ring.names() if name.startswith("nullifier/")]
    return ids, [keyed_hash(ring.key(name), str(10_000 + number).encode()) for number in range(count)]


@pytest.fixture
def seeded(founded: Founded, bot_key: BotKey, ring: Ring, pin: Pin, clock: ManualClock) -> Intake:
    """An intake whose codes are the same in every run, so that the statistics are."""
    return Intake(founded.desk.store, bot_key, ring, pin, clock, random.Random(2026).randbytes)


async def test_the_file_says_nothing_of_the_order_of_arrival(seeded: Intake, ring: Ring, founded: Founded) -> None:
    ids, nullifiers = await arrive(seeded, ring)
    tails = {}
    async with founded.desk.store.reading() as tx:
        for row in await tx.execute(select(drops.c.id, drops.c.mailbox)):
            tails[row.id] = row.mailbox[-48:]

    async def places() -> tuple[list[int], list[int]]:
        await founded.desk.store.checkpoint()
        data = Path(founded.desk.store.engine.url.database).read_bytes()
        return [data.find(tails[one]) for one in ids], [data.find(one) for one in nullifiers]

    before, _ = await places()
    assert rank_correlation(before) > 0.9, "it is the stirring that hides the order; random keys alone do not"
    await seeded.stir()
    drops_at, nullifiers_at = await places()
    assert min(drops_at) > 0
    assert min(nullifiers_at) > 0
    assert abs(rank_correlation(drops_at)) < 0.2
    assert abs(rank_correlation(nullifiers_at)) < 0.2
    by_nullifier = [drops_at[one] for one in sorted(range(len(ids)), key=lambda one: nullifiers_at[one])]
    assert abs(rank_correlation(by_nullifier)) < 0.2, "nor are the two orders alike"
    await take_in(founded.desk, founded.session)
    await founded.desk.store.checkpoint()
    data = Path(founded.desk.store.engine.url.database).read_bytes()
    async with founded.desk.store.reading() as tx:
        tails = {row.id: row.mailbox[-48:] for row in await tx.execute(select(critiques.c.id, critiques.c.mailbox))}
    assert abs(rank_correlation([data.find(tails[one]) for one in ids])) < 0.2


@pytest.mark.postgresql
@pytest.mark.parametrize("engine", ["postgresql"])
async def test_hidden_columns_say_nothing_of_the_order_of_arrival(seeded: Intake, ring: Ring, founded: Founded) -> None:
    ids, nullifiers = await arrive(seeded, ring, 60)

    async def hidden(table: str, key: str) -> dict[bytes, tuple[str, str]]:
        query = f"SELECT {key} AS key, xmin::text AS born, ctid::text AS place FROM {table}"
        async with founded.desk.store.reading() as tx:
            return {row.key: (row.born, row.place) for row in await tx.execute(text(query))}

    spool, written = await hidden("drops", "id"), await hidden("participants", "nullifier")
    pairs = sum(spool[one][0] == written[two][0] for one, two in zip(ids, nullifiers, strict=True))
    assert pairs == len(ids), "before the stirring, xmin pairs every drop with its author's nullifier"
    await seeded.stir()
    spool, written = await hidden("drops", "id"), await hidden("participants", "nullifier")
    assert len({born for born, _ in [*spool.values(), *written.values()]}) == 1
    order = [tuple(map(int, spool[one][1].strip("()").split(","))) for one in ids]
    places = {place: rank for rank, place in enumerate(sorted(order))}
    assert abs(rank_correlation([places[one] for one in order])) < 0.35


async def test_the_log_is_empty_after_the_minute(seeded: Intake, ring: Ring, founded: Founded) -> None:
    log = Path(f"{founded.desk.store.engine.url.database}-wal")
    (critique,), (nullifier,) = await arrive(seeded, ring, 1)
    data = log.read_bytes()
    assert critique in data
    assert nullifier in data
    await seeded.stir()
    assert log.stat().st_size == 0


async def test_the_running_bot_stirs_by_itself(company: Company) -> None:
    company.tempo = replace(company.tempo, stir=0.05)
    await company.start()
    await company.critique(await company.employee(), TEXT)
    log = Path(f"{company.desk.store.engine.url.database}-wal")
    for _ in range(500):
        if log.stat().st_size == 0:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the log still pairs what was committed together")


@BOTH
async def test_stirring_changes_no_row(past: Past) -> None:
    tables = (drops, participants, presses, metadata.tables["routes"])

    async def contents() -> list[set[tuple[object, ...]]]:
        async with past.desk.store.reading() as tx:
            return [{tuple(row) for row in await tx.execute(select(table))} for table in tables]

    before = await contents()
    assert all(before)
    await past.intake.stir()
    assert await contents() == before


@BOTH
async def test_stirring_a_long_spool_loses_nothing(
    seeded: Intake, ring: Ring, founded: Founded, monkeypatch: pytest.MonkeyPatch
) -> None:
    import core.intake.stirring as stirring

    monkeypatch.setattr(stirring, "ROWS_MOST", 7)
    ids, _ = await arrive(seeded, ring, 30)
    for _ in range(5):
        await stirring.stir(founded.desk.store)
    async with founded.desk.store.reading() as tx:
        assert set((await tx.execute(select(drops.c.id))).scalars()) == set(ids)


async def test_press_marks_and_their_key_die_within_two_days(past: Past) -> None:
    name = f"press/{past.clock.now().date().isoformat()}"
    key = past.ring.key(name)
    past.clock.advance(days=2)
    await past.intake.retire_keys()
    assert name not in past.ring.names()
    assert key not in {Ring(past.settings.ring_path).key(left) for left in past.ring.names()}
    async with past.desk.store.reading() as tx:
        assert (await tx.execute(select(presses))).all() == []


async def test_after_the_session_closes_no_key_left_recomputes_a_nullifier(past: Past) -> None:
    async def recomputed() -> set[bytes]:
        keys = [past.ring.key(name) for name in past.ring.names()]
        guesses = {keyed_hash(key, str(account).encode()) for key in keys for account in past.accounts}
        async with past.desk.store.reading() as tx:
            kept = set((await tx.execute(select(participants.c.nullifier))).scalars())
        assert kept
        return guesses & kept

    assert await recomputed(), "while the session is open, the bot can"
    await close_session(past.desk, past.session)
    await past.intake.retire_keys()
    assert await recomputed() == set()


def test_a_killed_writers_draft_of_the_ring_goes_with_the_next_write(tmp_path: Path) -> None:
    """It would keep keys alive that were destroyed since."""
    ring = Ring(tmp_path / "bot.ring")
    doomed = ring.key("press/2026-03-02")
    (tmp_path / ".bot.ring.4194999.new").write_bytes((tmp_path / "bot.ring").read_bytes())
    ring.destroy("press/2026-03-02")
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert base64.b64encode(doomed) not in left


def test_a_key_that_cannot_be_kept_is_not_used(tmp_path: Path) -> None:
    """Or what it made could not be recognised after a restart: a second press would count as a first."""
    ring = Ring(tmp_path / "gone" / "bot.ring")
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            ring.key("press/2026-03-02")
    assert ring.names() == []
