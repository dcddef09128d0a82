"""Whoever can write the store changes one row: of the journal, or of what moderators have decided."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from core.crypto.identity import Identity
from core.doctor import BROKEN, examine
from core.errors import NotAllowed
from core.journal import Act, Verdict, append, read_witness, verify, write_witness
from core.moderation import review
from core.moderation.desk import Desk
from core.moderation.digest import compose, publish
from core.moderation.inbox import load_critiques, review_context
from core.moderation.records import save
from core.moderation.recovery import make_shares
from core.moderation.team import admit, remove
from core.sessions import read_chain
from core.settings import Settings
from core.store.tables import digests, journal, reviews
from tests.core.conftest import Company


async def checked(company: Company) -> Verdict:
    async with company.store.reading() as tx:
        team = await read_chain(tx, company.pin)
    return await verify(company.store, team)


async def change(company: Company, *statements: Any) -> None:
    async with company.store.writing() as tx:
        for statement in statements:
            await tx.execute(statement)


async def rows_of(company: Company) -> list[dict[str, Any]]:
    async with company.store.reading() as tx:
        return [dict(row._mapping) for row in await tx.execute(select(journal).order_by(journal.c.seq))]


def other(value: object) -> object:
    """Another value of the same kind."""
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:] if value else b"x"
    if isinstance(value, int):
        return value + 1
    return b"x" * 16 if value is None else f"{value}."


def single_changes(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The journal with one row changed in one field, removed, doubled, or exchanged with its neighbour."""
    for place, row in enumerate(rows):
        before, after = rows[:place], rows[place + 1 :]
        for name, value in row.items():
            yield [*before, {**row, name: other(value)}, *after]
        if row["seal"] is not None:
            yield [*before, {**row, "seal": None}, *after]
        if after:
            yield [*before, *after]
            yield [*before, {**after[0], "seq": row["seq"]}, {**row, "seq": after[0]["seq"]}, *after[1:]]
        yield [*rows, {**row, "seq": len(rows) + 1}]


async def test_every_single_change_of_the_journal_is_found(company: Company, tmp_path: object) -> None:
    del tmp_path
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    await company.release((await company.receive("а", "б", "в"))[0])
    await make_shares(company.desk, 2, 3)
    await remove(company.desk, boris.id)
    await company.desk.sessions()
    rows = await rows_of(company)
    assert (await checked(company)).holds
    tried = 0
    for altered in single_changes(rows):
        seqs = [row["seq"] for row in altered]
        if len(set(seqs)) < len(seqs):
            # Two rows of one number: the store itself refuses that.
            continue
        await change(company, delete(journal), insert(journal).values(altered))
        assert not (await checked(company)).holds, altered
        tried += 1
    assert tried > 10 * len(rows)
    await change(company, delete(journal), insert(journal).values(rows))
    assert (await checked(company)).holds


async def test_a_cut_that_takes_a_change_of_the_team_along_is_found_without_any_witness(company: Company) -> None:
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    await remove(company.desk, boris.id)
    rows = await rows_of(company)
    await change(company, delete(journal).where(journal.c.seq == len(rows)))
    assert (await checked(company)).why == "missing"


async def test_the_entry_of_a_removed_moderator_counts_for_nothing(company: Company) -> None:
    """They still hold their key, and can write the store."""
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    async with company.store.writing() as tx:
        await append(tx, company.clock, boris.id, boris.signer, [Act("tag", b"t" * 16)])
    assert (await checked(company)).holds, "while they were on the team it counted"
    await remove(company.desk, boris.id)
    assert (await checked(company)).holds, "what they did before still counts"
    async with company.store.writing() as tx:
        await append(tx, company.clock, boris.id, boris.signer, [Act("tag", b"t" * 16)])
    verdict = await checked(company)
    assert (verdict.broken, verdict.why) == (len(await rows_of(company)), "signer")


async def test_an_auditor_writes_no_entry(company: Company) -> None:
    olga = Identity.generate("Ольга")
    await admit(company.desk, olga.card, "auditor")
    async with company.store.writing() as tx:
        await append(tx, company.clock, olga.id, olga.signer, [Act("tag", b"t" * 16)])
    assert (await checked(company)).why == "signer"


# Decisions.


async def row_of(company: Company, critique: bytes) -> dict[str, Any]:
    async with company.store.reading() as tx:
        return dict((await tx.execute(select(reviews).where(reviews.c.critique_id == critique))).one()._mapping)


async def redacted(company: Company) -> tuple[bytes, dict[str, Any]]:
    """A letter that was released, then redacted and released again; its id, and its row before the redaction."""
    critique = (await company.receive("Виктор Павлович кричит", "два", "три"))[0]
    first = await company.release(critique)
    earlier = await row_of(company, critique.id)
    hidden = review.redact(first.review, first.text, 0, 15, "name")
    await save(company.desk, first, review.release(hidden), "release")
    return critique.id, earlier


async def put_back(company: Company, row: dict[str, Any]) -> None:
    await change(
        company, delete(reviews).where(reviews.c.critique_id == row["critique_id"]), insert(reviews).values(row)
    )


async def test_an_older_decision_put_back_is_not_published(company: Company, settings: Settings) -> None:
    critique, earlier = await redacted(company)
    await put_back(company, earlier)
    draft = await compose(company.desk, company.session, [critique])
    with pytest.raises(NotAllowed) as caught:
        await publish(company.desk, company.session, draft)
    assert caught.value.message_id == "error-review-altered"
    async with company.store.reading() as tx:
        assert (await tx.execute(select(digests.c.state))).scalar_one() == "draft"
    found = {
        finding.check: finding.facts for finding in await examine(settings, company.clock) if finding.level == BROKEN
    }
    assert found == {"reviews": {"reviews": 1}}


async def test_nobody_can_be_made_to_bless_an_older_decision_by_the_next_act(company: Company) -> None:
    critique, earlier = await redacted(company)
    await put_back(company, earlier)
    (old,) = await load_critiques(company.desk, company.session, [critique])
    with pytest.raises(NotAllowed) as caught:
        await save(company.desk, old, review.tag(old.review, "важное"), "tag")
    assert caught.value.message_id == "error-review-altered"


async def test_a_decision_that_was_deleted_is_missed(company: Company, settings: Settings) -> None:
    critique, _ = await redacted(company)
    await change(company, delete(reviews).where(reviews.c.critique_id == critique))
    (old,) = await load_critiques(company.desk, company.session, [critique])
    with pytest.raises(NotAllowed):
        await save(company.desk, old, review.release(old.review), "release")
    assert "reviews" in {one.check for one in await examine(settings, company.clock) if one.level == BROKEN}


async def test_a_removed_moderator_who_kept_the_sessions_key_cannot_change_a_decision(company: Company) -> None:
    """The box opens, the revision is right; only the journal knows better."""
    critique, earlier = await redacted(company)
    box = await company.desk.box(company.session.id, company.session.epoch)
    now = await row_of(company, critique)
    plain = box.open(earlier["box"], review_context(company.session.id, critique, earlier["revision"]))
    forged = box.seal(plain, review_context(company.session.id, critique, now["revision"]))
    await change(company, update(reviews).where(reviews.c.critique_id == critique).values(box=forged))
    draft = await compose(company.desk, company.session, [critique])
    with pytest.raises(NotAllowed):
        await publish(company.desk, company.session, draft)


async def test_an_older_decision_with_the_journals_tail_cut_to_fit_is_not_published(
    company: Company, settings: Settings
) -> None:
    critique, earlier = await redacted(company)
    verdict = await checked(company)
    write_witness(settings.witness_path, verdict)
    desk = Desk(
        company.store, company.desk.identity, company.desk.roster, company.pin, company.clock,
        witness_path=settings.witness_path,
    )  # fmt: skip
    await put_back(company, earlier)
    await change(company, delete(journal).where(journal.c.seq == verdict.entries))
    draft = await compose(desk, company.session, [critique])
    with pytest.raises(NotAllowed) as caught:
        await publish(desk, company.session, draft)
    assert caught.value.message_id == "error-journal-broken"


async def test_what_nobody_touched_is_published_and_the_end_of_the_journal_remembered(
    company: Company, settings: Settings
) -> None:
    critique, _ = await redacted(company)
    desk = Desk(
        company.store, company.desk.identity, company.desk.roster, company.pin, company.clock,
        witness_path=settings.witness_path,
    )  # fmt: skip
    await publish(desk, company.session, await compose(desk, company.session, [critique]))
    assert read_witness(settings.witness_path)
    assert (await checked(company)).holds
    assert not [one for one in await examine(settings, company.clock) if one.level == BROKEN]
