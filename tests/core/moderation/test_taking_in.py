"""Taking in: in batches that hide who has just written, nothing twice, nothing from another hand, nothing lost."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import func, insert, select, text, update

from core.crypto.hpke import seal
from core.crypto.receipt import Receipt
from core.intake.critique import Body, drop_context, mailbox_bytes, mailbox_digest, seal_critique, seal_reply
from core.journal import read_entries
from core.moderation.desk import Desk, open_desk
from core.moderation.inbox import load_critiques, load_followups
from core.moderation.sessions import close_session
from core.moderation.taking_in import TakenIn, take_in
from core.sessions import Terms
from core.settings import Settings
from core.store.tables import critiques, drops
from tests.core.conftest import Company

PASSPHRASE = "верный пароль"


@pytest.fixture
async def second(settings: Settings, company: Company) -> AsyncIterator[Desk]:
    """The same moderator at a second machine."""
    desk = await open_desk(settings, PASSPHRASE, company.clock)
    yield desk
    await desk.close()


async def spool(company: Company) -> set[bytes]:
    async with company.store.reading() as tx:
        return set((await tx.execute(select(drops.c.id))).scalars())


async def forge(company: Company, sealed: bytes, mailbox: bytes, drop: bytes = b"f" * 16, epoch: int = 1) -> None:
    """Somebody who can write the store puts a drop there."""
    row = {"id": drop, "session_id": company.session.id, "epoch": epoch, "day": company.clock.now().date()}
    async with company.store.writing() as tx:
        await tx.execute(insert(drops), [{**row, "sealed": sealed, "mailbox": mailbox}])


async def test_fewer_than_k_wait(company: Company) -> None:
    await company.write_all("раз", "два")
    assert await take_in(company.desk, company.session) == TakenIn(taken=0, waiting=2, unreadable=0)
    assert await load_critiques(company.desk, company.session) == []
    await company.write("три")
    assert await take_in(company.desk, company.session) == TakenIn(taken=3, waiting=0, unreadable=0)
    assert await spool(company) == set()


async def test_what_comes_after_a_batch_waits_for_the_next(company: Company) -> None:
    await company.receive("раз", "два", "три")
    await company.write("четыре")
    assert (await take_in(company.desk, company.session)).waiting == 1


@pytest.mark.parametrize("terms", [Terms("В зале", k=3, live=True)])
async def test_a_live_session_gives_each_at_once(company: Company) -> None:
    await company.write("раз")
    assert (await take_in(company.desk, company.session)).taken == 1


async def test_closing_takes_in_whatever_waits(company: Company) -> None:
    await company.write("раз")
    closed = await close_session(company.desk, company.session)
    assert [critique.text for critique in await load_critiques(company.desk, closed)] == ["раз"]


async def test_texts_arrive_verbatim_with_language_and_topic(company: Company) -> None:
    await company.write("Отчёты, «планёрки».\n\n— Зачем?", lang="ru", topic="processes")
    await company.write("Why three approvals?", lang="en", topic="money")
    await company.write("x", topic="")
    found = {(c.text, c.lang, c.topic) for c in await company.read()}
    assert found == {
        ("Отчёты, «планёрки».\n\n— Зачем?", "ru", "processes"),
        ("Why three approvals?", "en", "money"),
        ("x", "ru", ""),
    }


async def test_the_records_say_nothing_of_the_order_of_arrival(company: Company) -> None:
    receipts = await company.write_all(*(f"текст {number}" for number in range(24)))
    await company.read()
    order = "ctid" if not company.store.is_sqlite else "id"
    async with company.store.reading() as tx:
        stored = list((await tx.execute(text(f"SELECT id FROM critiques ORDER BY {order}"))).scalars())
    assert sorted(stored) == sorted(receipt.critique_id for receipt in receipts)
    assert stored != [receipt.critique_id for receipt in receipts]


async def test_two_desks_at_once_take_nothing_in_twice(company: Company, second: Desk) -> None:
    receipts = await company.write_all(*(f"текст {number}" for number in range(40)))
    one, other = await asyncio.gather(take_in(company.desk, company.session), take_in(second, company.session))
    assert one.taken + other.taken == 40
    found = await load_critiques(company.desk, company.session)
    assert sorted(c.id for c in found) == sorted(receipt.critique_id for receipt in receipts)
    taken = [entry.count for entry in await read_entries(company.store) if entry.act == "take-in"]
    assert sum(taken) == 40


async def test_a_cut_in_the_middle_leaves_everything_in_the_spool(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    await company.write_all("раз", "два", "три")
    before = await spool(company)

    async def fail(self: Desk, *given: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr(Desk, "note", fail)
        with pytest.raises(RuntimeError):
            await take_in(company.desk, company.session)
    assert await spool(company) == before
    assert await load_critiques(company.desk, company.session) == []
    assert len(await company.read()) == 3


# From another hand


async def test_rubbish_in_the_spool_neither_blocks_nor_fills_a_batch(company: Company) -> None:
    for number in range(5):
        await forge(company, b"rubbish" * 300, b"m" * 1280, bytes([number]) * 16)
    await company.write_all("раз", "два")
    took = await take_in(company.desk, company.session)
    assert (took.taken, took.unreadable) == (0, 5)
    await company.write("три")
    took = await take_in(company.desk, company.session)
    assert (took.taken, took.unreadable) == (3, 5)


async def test_a_drop_of_an_epoch_that_never_was_blocks_nothing(company: Company) -> None:
    await forge(company, b"x" * 2000, b"m" * 1280, epoch=99)
    assert len(await company.receive("раз", "два", "три")) == 3


async def test_a_drop_moved_to_another_id_is_not_taken_in(company: Company) -> None:
    receipts = await company.write_all("раз", "два", "три", "четыре")
    async with company.store.writing() as tx:
        await tx.execute(update(drops).where(drops.c.id == receipts[0].critique_id).values(id=b"moved".ljust(16)))
    took = await take_in(company.desk, company.session)
    assert (took.taken, took.unreadable) == (3, 1)


async def test_a_mailbox_put_beside_somebody_elses_drop_is_refused(company: Company) -> None:
    """Whoever can write the store could otherwise read the answers."""
    receipts = await company.write_all("раз", "два", "три", "четыре")
    eve = mailbox_bytes(Receipt.generate(), "раз")
    async with company.store.writing() as tx:
        await tx.execute(update(drops).where(drops.c.id == receipts[0].critique_id).values(mailbox=eve))
    took = await take_in(company.desk, company.session)
    assert (took.taken, took.unreadable) == (3, 1)
    assert receipts[0].critique_id not in {c.id for c in await load_critiques(company.desk, company.session)}


async def test_a_critique_under_another_threads_name_is_refused(company: Company) -> None:
    await company.receive("раз", "два", "три")
    receipt = Receipt.generate()
    mailbox = mailbox_bytes(receipt, "x")
    body = Body("critique", b"t" * 16, "x", "ru", "", mailbox_digest(mailbox), b"", b"")
    place = drop_context(company.session.id, 1, receipt.critique_id)
    await forge(company, seal(company.session.public, body.encode(), place), mailbox, receipt.critique_id)
    assert (await take_in(company.desk, replace(company.session, state="closed"))).unreadable == 1


@pytest.mark.parametrize("kind", ["reply", "veto", "withdraw"])
async def test_a_reply_without_the_authors_pen_is_refused(company: Company, kind: str) -> None:
    victim = (await company.receive("раз", "два", "три"))[0]
    stranger = Receipt.generate()
    signature = stranger.pen.sign(b"anything")
    body = Body(kind, victim.id, "Я передумал", "ru", "", b"", b"", signature)
    place = drop_context(company.session.id, 1, b"f" * 16)
    await forge(company, seal(company.session.public, body.encode(), place), b"")
    took = await take_in(company.desk, company.session)
    assert (took.taken, took.unreadable) == (0, 1)
    assert await load_followups(company.desk, company.session) == []
    assert (await load_critiques(company.desk, company.session, [victim.id]))[0].text == "раз"
    assert await spool(company) == set()


async def test_a_strangers_own_reply_to_nothing_is_refused(company: Company) -> None:
    stranger = Receipt.generate()
    sealed = seal_reply(company.session.public, company.session.id, 1, b"f" * 16, stranger, "привет", "ru")
    await forge(company, sealed, b"")
    assert await take_in(company.desk, company.session) == TakenIn(0, 0, 1)


async def test_a_well_made_drop_from_outside_the_bot_is_a_critique_like_any_other(company: Company) -> None:
    receipt = Receipt.generate()
    sealed, mailbox = seal_critique(company.session.public, company.session.id, 1, receipt, "x", "ru", "zzz", b"t")
    await forge(company, sealed, mailbox, receipt.critique_id)
    assert len(await company.receive("раз", "два")) == 2


# Replies


async def test_an_authors_reply_arrives_in_its_thread(company: Company) -> None:
    receipts = await company.write_all("раз", "два", "три")
    await company.read()
    await company.intake.reply(company.press(), receipts[1], "И ещё: два.", "ru")
    assert await take_in(company.desk, company.session) == TakenIn(1, 0, 0)
    (followup,) = await load_followups(company.desk, company.session)
    assert (followup.thread, followup.text, followup.kind) == (receipts[1].critique_id, "И ещё: два.", "reply")


async def test_a_reply_to_a_critique_that_still_waits_waits_with_it(company: Company) -> None:
    receipt = await company.write("раз")
    await company.intake.reply(company.press(), receipt, "И ещё.", "ru")
    assert await take_in(company.desk, company.session) == TakenIn(taken=0, waiting=2, unreadable=0)
    await company.write_all("два", "три")
    assert await take_in(company.desk, company.session) == TakenIn(taken=4, waiting=0, unreadable=0)
    assert [followup.text for followup in await load_followups(company.desk, company.session)] == ["И ещё."]


async def test_a_reply_sent_before_the_close_is_not_lost(company: Company) -> None:
    receipt = await company.write("раз")
    await company.intake.reply(company.press(), receipt, "И ещё.", "ru")
    closed = await close_session(company.desk, company.session)
    assert [followup.text for followup in await load_followups(company.desk, closed)] == ["И ещё."]


async def test_a_reply_finds_a_closed_session(company: Company) -> None:
    receipt = (await company.write_all("раз", "два", "три"))[0]
    closed = await close_session(company.desk, company.session)
    await company.intake.reply(company.press(), receipt, "Спасибо.", "ru")
    assert (await take_in(company.desk, closed)).taken == 1


async def test_the_day_of_a_record_is_the_day_of_the_drop(company: Company) -> None:
    day = company.clock.now().date()
    await company.write_all("раз", "два", "три")
    company.clock.advance(days=9)
    assert {critique.day for critique in await company.read()} == {day}
    async with company.store.reading() as tx:
        assert (await tx.execute(select(func.count()).select_from(critiques))).scalar_one() == 3
