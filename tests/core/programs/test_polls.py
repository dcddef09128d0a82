"""The bot's desk for the pulse: one answer each, and nobody known afterwards."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.crypto.bot_key import BotKey, Ring
from core.crypto.roster import Pin
from core.errors import NotAllowed
from core.moderation.programme import begin_programme, read_shelf
from core.programs.ledger import Ledger, Record
from core.programs.poll_records import DAYS, POLLS, Poll, begin
from core.programs.polls import Polls
from core.store.tables import poll_answers
from tests.core.conftest import Company

TUESDAY = date(2026, 3, 3)
OVER = TUESDAY + timedelta(days=DAYS)


@pytest.fixture
def ledger(bot_key: BotKey, pin: Pin) -> Ledger:
    return Ledger(bot_key, pin)


@pytest.fixture
def polls(company: Company, ring: Ring, ledger: Ledger) -> Polls:
    return Polls(company.store, ring, company.clock, ledger)


async def opened(company: Company, ledger: Ledger) -> Record[Poll]:
    """A poll that takes answers."""
    await begin_programme(company.desk)
    async with company.store.writing() as tx:
        return await ledger.add(tx, POLLS, begin("pulse-heard", TUESDAY, 3, {"18-24": 9}))


async def answer(company: Company, polls: Polls, record: Record[Poll], account: int, points: int = 5) -> bool:
    async with company.store.writing() as tx:
        return await polls.answer(tx, record.id, account, "18-24", points, TUESDAY)


async def nullifiers(company: Company) -> list[bytes]:
    async with company.store.reading() as tx:
        return list((await tx.execute(select(poll_answers.c.nullifier))).scalars())


async def test_an_account_counts_once_and_only_a_count_is_kept(company: Company, ledger: Ledger, polls: Polls) -> None:
    record = await opened(company, ledger)
    assert [await answer(company, polls, record, account) for account in (1, 1, 2)] == [True, False, True]
    async with company.store.reading() as tx:
        now = await polls.open_now(tx)
    assert now
    assert now.revision == record.revision
    assert sum(int(now.body.counts["18-24"][at : at + 5]) for at in range(0, 35, 5)) == 2
    assert len(await nullifiers(company)) == 2


async def test_the_close_forgets_who_answered_and_the_key(
    company: Company, ledger: Ledger, polls: Polls, ring: Ring
) -> None:
    record = await opened(company, ledger)
    for account in range(4):
        await answer(company, polls, record, account)
    await polls.destroy_keys()
    (name,) = ring.names()
    async with company.store.writing() as tx:
        assert await polls.close(tx, OVER - timedelta(days=1)) is None
        closed = await polls.close(tx, OVER)
    assert closed
    assert closed.body.told
    assert closed.body.told.everybody
    assert closed.body.told.everybody.people == 4
    await polls.destroy_keys()
    assert ring.find(name) is None
    assert await nullifiers(company) == []
    with pytest.raises(NotAllowed):
        await answer(company, polls, record, 9)
    (seen,) = await read_shelf(company.desk, POLLS)
    assert seen.body.told == closed.body.told


async def test_stirring_keeps_every_answer(company: Company, ledger: Ledger, polls: Polls) -> None:
    record = await opened(company, ledger)
    for account in range(20):
        await answer(company, polls, record, account)
    before = await nullifiers(company)
    await polls.stir()
    assert sorted(await nullifiers(company)) == sorted(before)
    assert not await answer(company, polls, record, 7)
