"""A desk that has published once goes on where it stopped reading the journal, and is no easier to fool for that."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update

from core import journal as record
from core.crypto.journal import is_chained
from core.errors import NotAllowed
from core.journal import Witness, read_witness, verify, write_witness
from core.moderation import review
from core.moderation.digest import compose, publish
from core.moderation.inbox import Critique
from core.moderation.records import save
from core.sessions import read_chain
from core.store.tables import journal, reviews
from tests.core.conftest import Company


async def send(company: Company, *critiques: Critique) -> None:
    draft = await compose(company.desk, company.session, [critique.id for critique in critiques])
    await publish(company.desk, company.session, draft)


async def refused(company: Company, critique: Critique) -> str:
    with pytest.raises(NotAllowed) as caught:
        await send(company, critique)
    return caught.value.message_id


async def end_of(company: Company) -> int:
    async with company.store.reading() as tx:
        return int((await tx.execute(select(func.max(journal.c.seq)))).scalar_one())


async def alter(company: Company, *statements: Any) -> None:
    async with company.store.writing() as tx:
        for statement in statements:
            await tx.execute(statement)


async def three(company: Company) -> list[Critique]:
    letters = await company.receive("Виктор Павлович кричит", "два", "три")
    return [await company.release(letter) for letter in letters]


async def test_the_next_digest_checks_only_what_was_written_since(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[int] = []

    def noted(entry: Any, seq: int, previous: bytes) -> bool:
        checked.append(entry.seq)
        return is_chained(entry, seq, previous)

    monkeypatch.setattr(record, "is_chained", noted)
    oldest, first, second = await three(company)
    await send(company, first)
    read_so_far = checked[-1]
    checked.clear()
    await send(company, second)
    # What the first one wrote after its look, two entries, and the second one's draft.
    assert checked == [read_so_far + 1, read_so_far + 2, read_so_far + 3]

    await alter(company, update(journal).where(journal.c.ref == oldest.id).values(count=7))
    assert await refused(company, oldest) == "error-journal-broken", "an older letter is checked from its own entry on"


async def test_a_decision_put_back_after_its_entries_were_read_is_not_published(company: Company) -> None:
    first, second, _ = await three(company)
    async with company.store.reading() as tx:
        earlier = (await tx.execute(select(reviews).where(reviews.c.critique_id == first.id))).one()
    hidden = review.redact(first.review, first.text, 0, 15, "name")
    await save(company.desk, first, review.release(hidden), "release")
    await send(company, second)
    newest = select(func.max(journal.c.seq)).where(journal.c.ref == first.id).scalar_subquery()
    await alter(
        company,
        delete(reviews).where(reviews.c.critique_id == first.id),
        insert(reviews).values(**earlier._mapping),
        delete(journal).where(journal.c.seq == newest),
    )
    assert await refused(company, first) == "error-review-altered"


async def test_a_tail_that_was_cut_and_has_grown_again_is_seen(company: Company) -> None:
    first, second, third = await three(company)
    await send(company, first)
    await send(company, second)
    async with company.store.reading() as tx:
        team = await read_chain(tx, company.pin)
    last = await end_of(company)
    await alter(company, delete(journal).where(journal.c.seq > last - 3))
    assert (await verify(company.store, team)).holds, "the chain alone cannot tell"
    assert await refused(company, third) == "error-journal-broken"


async def test_what_another_program_of_this_host_saw_is_compared_anew(company: Company, tmp_path: Path) -> None:
    company.desk.witness_path = tmp_path / "seen"
    first, second, third = await three(company)
    await send(company, first)
    own = read_witness(company.desk.witness_path)
    assert own
    await send(company, second)
    write_witness(company.desk.witness_path, record.Verdict(own.seq, bytes(32)))
    assert read_witness(company.desk.witness_path) == Witness(own.seq, bytes(32))
    assert await refused(company, third) == "error-journal-broken"
