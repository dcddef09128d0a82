"""A company whose council sits."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.clock import day_of
from core.crypto.bot_key import BotKey, Ring
from core.crypto.roster import Pin
from core.moderation.council import Terms, put_to_vote
from core.moderation.programme import begin_programme
from core.people.invitations import Card, create_invites
from core.people.membership import Membership
from core.programs.council.house import House
from core.programs.council.polls import open_polls
from core.programs.ledger import Ledger
from core.store.tables import metadata
from tests.core.conftest import Company

VOTERS = 6
Snapshot = dict[str, list[tuple[object, ...]]]


@dataclass
class Chamber:
    """A company with a council's bot and six employees."""

    company: Company
    house: House
    key: BotKey
    ring: Ring

    @property
    def today(self) -> date:
        """The company's day."""
        return day_of(self.company.clock)

    def profile(self, number: int) -> bytes:
        """An employee's."""
        return self.key.profile_id(self.key.person_id(number))

    async def open(self, days: int = 3) -> bytes:
        """A question of the organiser's, open; returns its ballot."""
        order = await put_to_vote(self.company.desk, Terms("Вопрос?", self.today + timedelta(days)))
        async with self.company.store.writing() as tx:
            await open_polls(self.house, tx, order, self.today)
        return order.polls[0].ballot

    async def vote(self, ballot: bytes, number: int, choice: str) -> bytes:
        """Somebody votes; returns the receipt."""
        async with self.company.store.writing() as tx:
            return (await self.house.vote(tx, ballot, self.profile(number), (choice,), self.today)).receipt

    async def close(self, days: int = 4) -> None:
        """The last day passes."""
        self.company.clock.advance(days=days)
        async with self.company.store.writing() as tx:
            await self.house.close_due(tx, self.today)
        await self.house.destroy_keys()

    async def copy(self) -> Snapshot:
        """Everything in the store."""
        async with self.company.store.reading() as tx:
            return {
                table.name: sorted((tuple(row) for row in await tx.execute(select(table))), key=repr)
                for table in metadata.sorted_tables
            }


@pytest.fixture
async def chamber(company: Company, bot_key: BotKey, ring: Ring, pin: Pin) -> AsyncIterator[Chamber]:
    store, clock = company.store, company.clock
    people = Membership(store, bot_key, pin, clock)
    for number in range(VOTERS):
        (token,) = await create_invites(store, clock, company.desk.issuer, [Card("employee")])
        await people.join(token, number, number, "ru")
    await begin_programme(company.desk)
    yield Chamber(company, House(store, bot_key, ring, clock, Ledger(bot_key, pin), people), bot_key, ring)
