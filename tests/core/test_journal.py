"""The journal in the store: written with the act, verified entry by entry, and broken by any hand."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from core.crypto.journal import GENESIS, write_entry
from core.crypto.signing import Signer
from core.journal import Act, Verdict, append, head_of, head_words, read_entries, verify
from core.sessions import read_chain
from core.store.tables import journal, rosters
from tests.core.conftest import Company


async def checked(company: Company) -> Verdict:
    async with company.store.reading() as tx:
        keys = await read_chain(tx, company.pin)
    return await verify(company.store, keys)


async def change(company: Company, *statements: Any) -> None:
    async with company.store.writing() as tx:
        for statement in statements:
            await tx.execute(statement)


@pytest.fixture
async def busy(company: Company) -> Company:
    """A company whose journal has several entries of a moderator."""
    async with company.store.writing() as tx:
        await company.desk.note(tx, *(Act(f"act-{number}", bytes([number])) for number in range(6)))
    return company


async def test_a_fresh_journal_holds_and_every_act_is_in_it(busy: Company) -> None:
    entries = await read_entries(busy.store)
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.act for entry in entries][:2] == ["found", "session-open"]
    verdict = await checked(busy)
    assert verdict.holds
    assert (verdict.entries, verdict.head) == (len(entries), entries[-1].hash)
    async with busy.store.reading() as tx:
        assert await head_of(tx) == verdict.head


@pytest.mark.parametrize(
    ("column", "value"),
    [("at", "2020-01-01T00:00Z"), ("actor", b"x" * 16), ("act", "release"), ("ref", b"other"), ("count", 99),
     ("previous", bytes(32)), ("hash", bytes(32)), ("signature", bytes(64))],
)  # fmt: skip
async def test_one_changed_field_names_its_entry(busy: Company, column: str, value: object) -> None:
    assert (await checked(busy)).holds, "what was verified once is looked at again"
    await change(busy, update(journal).where(journal.c.seq == 5).values({column: value}))
    assert (await checked(busy)).broken == 5


async def test_a_removed_an_inserted_and_a_repeated_entry_are_found(busy: Company) -> None:
    await change(busy, delete(journal).where(journal.c.seq == 4))
    verdict = await checked(busy)
    assert (verdict.broken, verdict.why) == (4, "missing")


@pytest.mark.parametrize("seq", [-5, 0])
async def test_an_entry_before_the_first_is_found(busy: Company, seq: int) -> None:
    entry = (await read_entries(busy.store))[0]
    await change(busy, insert(journal).values({**vars(entry), "seq": seq}))
    assert not (await checked(busy)).holds


async def test_two_entries_that_changed_places_are_found(busy: Company) -> None:
    await change(
        busy,
        update(journal).where(journal.c.seq == 4).values(seq=99),
        update(journal).where(journal.c.seq == 5).values(seq=4),
        update(journal).where(journal.c.seq == 99).values(seq=5),
    )
    assert (await checked(busy)).broken == 4


async def test_a_cut_tail_shows_in_the_head_that_was_printed(busy: Company) -> None:
    printed = (await checked(busy)).head
    await change(busy, delete(journal).where(journal.c.seq > 5))
    verdict = await checked(busy)
    assert verdict.holds
    assert verdict.head != printed
    assert head_words(verdict.head, "ru") != head_words(printed, "ru")


async def test_a_chain_written_anew_by_a_stranger_is_found(busy: Company) -> None:
    stranger, previous, rows = Signer(bytes(32)), GENESIS, []
    for entry in await read_entries(busy.store):
        forged = write_entry(stranger, entry.seq, entry.at, entry.actor, entry.act, entry.ref, 1, previous)
        rows.append(vars(forged))
        previous = forged.hash
    await change(busy, delete(journal), insert(journal).values(rows))
    verdict = await checked(busy)
    assert (verdict.broken, verdict.why) == (1, "signature")


async def test_a_stranger_slipped_into_the_old_team_list_vouches_for_nothing(busy: Company) -> None:
    """A row that no verified version names as its predecessor gives nobody's key."""
    async with busy.store.reading() as tx:
        before = await read_chain(tx, busy.pin)
        row = (await tx.execute(select(rosters))).one()
    forged = row.body.replace(b'"version":1', b'"version":0')
    await change(busy, insert(rosters).values(version=0, body=forged, signer=b"e" * 16, signature=bytes(64)))
    async with busy.store.reading() as tx:
        assert await read_chain(tx, busy.pin) == before


async def test_appending_at_once_keeps_one_chain(busy: Company) -> None:
    async def act(number: int) -> None:
        async with busy.store.writing() as tx:
            await busy.desk.note(tx, Act("hold", bytes([number])))

    before = len(await read_entries(busy.store))
    await asyncio.gather(*(act(number) for number in range(20)))
    verdict = await checked(busy)
    assert verdict.holds
    assert verdict.entries == before + 20


async def test_an_act_that_is_rolled_back_is_not_in_the_journal(busy: Company) -> None:
    before = await checked(busy)
    with pytest.raises(RuntimeError):
        async with busy.store.writing() as tx:
            await busy.desk.note(tx, Act("release", b"x"))
            raise RuntimeError
    assert await checked(busy) == before


async def test_no_act_is_no_entry(busy: Company) -> None:
    before = await checked(busy)
    async with busy.store.writing() as tx:
        await append(tx, busy.clock, b"", busy.desk.identity.signer, [])
    assert await checked(busy) == before


async def test_entries_carry_minutes_and_opaque_ids_and_no_words(busy: Company) -> None:
    await busy.receive("канарейка в тексте", "два", "три")
    for entry in await read_entries(busy.store):
        assert entry.at.endswith("Z")
        assert len(entry.at) == len("2026-03-02T09:30Z")
        assert "канарейка" not in repr(vars(entry))
