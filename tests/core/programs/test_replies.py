"""Secret answers are written over the record: none is lost, none counts as a change."""

import asyncio
from dataclasses import dataclass, field, replace
from functools import partial

import pytest
from sqlalchemy import select

from core.crypto.bot_key import BotKey
from core.crypto.roster import Pin
from core.errors import NotFound
from core.moderation.programme import begin_programme
from core.programs.ledger import Ledger, Shelf
from core.programs.replies import Reply, write_reply
from core.store.tables import programs
from tests.core.conftest import Company


@dataclass(frozen=True)
class Poll:
    replies: dict[str, Reply] = field(default_factory=lambda: dict.fromkeys("abcd", Reply.SILENT), repr=False)

    @property
    def waits(self) -> bool:
        """Until all have answered."""
        return Reply.SILENT in self.replies.values()


SHELF: Shelf[Poll, str] = Shelf("trial", Poll, str, lambda poll: "", lambda poll: True)


def said(person: str, reply: Reply, poll: Poll) -> Poll:
    return replace(poll, replies={**poll.replies, person: reply})


async def test_answers_at_the_same_moment_are_all_kept(company: Company, bot_key: BotKey, pin: Pin) -> None:
    await begin_programme(company.desk)
    ledger = Ledger(bot_key, pin)
    async with company.store.writing() as tx:
        made, other = await ledger.add(tx, SHELF, Poll()), await ledger.add(tx, SHELF, Poll())

    async def answer(person: str, reply: Reply) -> None:
        async with company.store.writing() as tx:
            await write_reply(tx, ledger, SHELF, lambda poll: poll.waits, made.id, partial(said, person, reply))

    await asyncio.gather(answer("a", Reply.YES), answer("b", Reply.NO), answer("c", Reply.YES))
    async with company.store.reading() as tx:
        kept = await ledger.find(tx, SHELF, made.id)
        rows = {row.id: row for row in await tx.execute(select(programs))}
    assert kept.body.replies == {"a": Reply.YES, "b": Reply.NO, "c": Reply.YES, "d": Reply.SILENT}
    assert rows[made.id].revision == rows[other.id].revision == 1
    assert len(rows[made.id].bot_box) == len(rows[other.id].bot_box)
    await answer("d", Reply.NO)
    async with company.store.reading() as tx:
        assert (await ledger.find(tx, SHELF, made.id)).revision == 2


async def test_there_must_be_something_to_answer(company: Company, bot_key: BotKey, pin: Pin) -> None:
    await begin_programme(company.desk)
    with pytest.raises(NotFound):
        async with company.store.writing() as tx:
            await write_reply(tx, Ledger(bot_key, pin), SHELF, lambda poll: poll.waits, b"no" * 8, lambda poll: poll)
