"""Answers to the pulse in the store, on either engine: once each, in any order of arrival, gone at the close."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core.clock import day_of
from core.crypto.bot_key import FORMAT_KEYS, BotKey, Ring
from core.crypto.roster import Pin
from core.errors import NotAllowed
from core.moderation.programme import begin_programme, read_shelf
from core.programs.glance import Counts, Share
from core.programs.ledger import Ledger
from core.programs.overview import OVERVIEW_ID, OVERVIEWS, make_overview
from core.programs.poll_records import POLLS, begin
from core.programs.polls import Polls
from core.store.tables import poll_answers
from tests.core.conftest import Company

PEOPLE = 7


async def test_answers_at_once_are_counted_once_each_and_forgotten(
    company: Company, bot_key: BotKey, ring: Ring, pin: Pin
) -> None:
    await begin_programme(company.desk)
    store, today, ledger = company.store, day_of(company.clock), Ledger(bot_key, pin)
    polls = Polls(store, ring, company.clock, ledger)
    async with store.writing() as tx:
        record = await ledger.add(tx, POLLS, begin("pulse-say", today, 5, {"18-24": PEOPLE}))

    async def answer(account: int) -> bool:
        async with store.writing() as tx:
            return await polls.answer(tx, record.id, account, "18-24", 6, today)

    first = await asyncio.gather(*(answer(number % PEOPLE) for number in range(2 * PEOPLE)))
    assert sum(first) == PEOPLE
    (seen,) = await read_shelf(company.desk, POLLS)
    assert seen.body.told is None
    company.clock.advance(days=7)
    async with store.writing() as tx:
        assert await polls.has_answered(tx, record.id, 1)
        closed = await polls.close(tx, day_of(company.clock))
        assert await polls.close(tx, day_of(company.clock)) is None
    assert closed is not None
    assert closed.body.told is not None
    assert closed.body.told.everybody is not None
    assert (closed.body.told.everybody.people, closed.body.counts) == (PEOPLE, {})
    await polls.destroy_keys()
    await polls.stir()
    assert not [name for name in ring.names() if name.startswith(f"{FORMAT_KEYS}pulse/")]
    async with store.reading() as tx:
        assert (await tx.execute(select(func.count()).select_from(poll_answers))).scalar_one() == 0
        assert not await polls.has_answered(tx, record.id, 1)
    with pytest.raises(NotAllowed):
        await answer(1)


async def test_the_count_of_the_programme_is_one_record(company: Company, bot_key: BotKey, pin: Pin) -> None:
    await begin_programme(company.desk)
    store, today, ledger = company.store, day_of(company.clock), Ledger(bot_key, pin)
    first = make_overview(Counts(employees=Share(10, 40)), today, 5, ())
    async with store.writing() as tx:
        kept = await ledger.add(tx, OVERVIEWS, first, OVERVIEW_ID)
        second = make_overview(Counts(employees=Share(16, 40)), today + timedelta(days=7), 5, (), first)
        await ledger.change(tx, OVERVIEWS, kept, second)
    (read,) = await read_shelf(company.desk, OVERVIEWS)
    assert read.body == second
