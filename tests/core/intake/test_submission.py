"""From a press of a button to a durable sealed drop: once, whatever is repeated, and readable by no one here."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from core.crypto.bot_key import FORMAT_KEYS, BotKey, Ring
from core.errors import AlreadySealed, BadInput, KeySwapped, NoSession, NotFound, QuotaReached, StoreFull
from core.intake.submission import Intake
from core.moderation.sessions import close_session, open_session
from core.sessions import EVENT, Terms
from core.store.engine import Store, open_store
from core.store.tables import critiques, drops, inflight, participants, presses, session_keys, sessions
from tests.core.conftest import Company


async def rows(company: Company, table: object) -> int:
    async with company.store.reading() as tx:
        return int((await tx.execute(select(func.count()).select_from(table))).scalar_one())  # type: ignore[arg-type]


async def test_an_acknowledged_critique_is_stored_and_its_code_opens_the_thread(company: Company) -> None:
    receipt = await company.write("Отчёты никто не читает.")
    assert await rows(company, drops) == 1
    thread = await company.thread(receipt)
    assert thread.waiting
    assert (thread.status, thread.letters) == (None, ())


async def test_a_repeated_update_shows_the_same_code_and_stores_nothing(company: Company) -> None:
    press = company.press()
    first = await company.intake.submit(press, company.session, "Текст", "ru", "decisions")
    again = await company.intake.submit(press, company.session, "Текст", "ru", "decisions")
    assert (first.repeat, again.repeat) == (False, True)
    assert again.receipt == first.receipt
    assert await rows(company, drops) == 1
    recalled = await company.intake.recall(press.update)
    assert recalled is not None
    assert recalled.receipt == first.receipt


async def test_the_same_update_many_times_at_once_is_one_critique(company: Company) -> None:
    press = company.press()
    tries = [company.intake.submit(press, company.session, "Текст", "ru", "decisions") for _ in range(10)]
    sealed = await asyncio.gather(*tries)
    assert len({one.receipt.secret for one in sealed}) == 1
    assert [one.repeat for one in sealed].count(False) == 1
    assert await rows(company, drops) == 1


async def test_a_second_press_of_the_same_button_stores_nothing(company: Company) -> None:
    await company.intake.submit(company.press(7, message=50), company.session, "Текст", "ru", "decisions")
    with pytest.raises(AlreadySealed):
        await company.intake.submit(company.press(7, message=50), company.session, "Текст", "ru", "decisions")
    assert await rows(company, drops) == 1
    await company.intake.submit(company.press(7, message=51), company.session, "Текст", "ru", "decisions")
    await company.intake.submit(company.press(8, message=50), company.session, "Текст", "ru", "decisions")
    assert await rows(company, drops) == 3


async def test_a_second_press_is_known_over_midnight_and_forgotten_later(company: Company) -> None:
    await company.intake.submit(company.press(7, message=50), company.session, "Текст", "ru", "decisions")
    company.clock.advance(days=1)
    await company.intake.retire_keys()
    with pytest.raises(AlreadySealed):
        await company.intake.submit(company.press(7, message=50), company.session, "Текст", "ru", "decisions")
    company.clock.advance(days=2)
    await company.intake.retire_keys()
    assert await rows(company, presses) == 0


@pytest.fixture
async def replica(settings: object, founded: object, bot_key: BotKey, company: Company) -> AsyncIterator[Intake]:
    """A second bot over the same store, with the same keys."""
    opened: Store = open_store(settings.url)  # type: ignore[attr-defined]
    yield Intake(opened, bot_key, Ring(settings.ring_path), company.pin, company.clock)  # type: ignore[attr-defined]
    await opened.close()


async def test_two_replicas_that_get_the_same_updates_seal_each_once(company: Company, replica: Intake) -> None:
    presses_made = [company.press() for _ in range(12)]
    one, other = await asyncio.gather(
        asyncio.gather(*(company.intake.submit(p, company.session, "Текст", "ru", "money") for p in presses_made)),
        asyncio.gather(*(replica.submit(p, company.session, "Текст", "ru", "money") for p in presses_made)),
    )
    assert [sealed.receipt for sealed in one] == [sealed.receipt for sealed in other]
    assert await rows(company, drops) == 12


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "x" * 4097])
async def test_an_empty_or_oversized_text_is_refused(company: Company, text: str) -> None:
    with pytest.raises(BadInput) as caught:
        await company.write(text)
    assert caught.value.message_id == "error-text-length"
    assert await rows(company, drops) == 0


async def test_a_topic_that_the_session_does_not_have_is_refused(company: Company) -> None:
    with pytest.raises(BadInput):
        await company.write("Текст", topic="gossip")
    await company.write("Текст", topic="")
    assert await rows(company, drops) == 1


@pytest.mark.parametrize(
    "text", ["x" * 4096, "😀" * 4096, "\ud800 lone", "\x00\x1b[31m\u202e", "[@click=app.exit]link[/]"]
)
async def test_any_text_of_telegrams_length_arrives_verbatim(company: Company, text: str) -> None:
    found = await company.receive(text, "второе", "третье")
    assert found[0].text == text


async def test_the_store_holds_no_word_of_it_and_no_number_of_the_person(company: Company) -> None:
    text, person = "канарейка в тексте", 5_123_456_789
    await company.write(text, person)
    async with company.store.reading() as tx:
        stored = repr([(await tx.execute(select(table))).all() for table in (drops, inflight, presses, participants)])
    for form in (text, text.encode().hex(), repr(text.encode())[2:-1], str(person), hex(person)[2:]):
        assert form not in stored


async def test_all_short_texts_have_one_size(company: Company) -> None:
    await company.write_all("да", "Встреча длится три часа, а решений нет.", "x" * 100)
    async with company.store.reading() as tx:
        assert len(set((await tx.execute(select(func.length(drops.c.sealed)))).scalars())) == 1


async def test_people_are_counted_once_and_not_linked_between_sessions(company: Company) -> None:
    for _ in range(3):
        await company.write("Текст", person=7)
    await company.write("Текст", person=8)
    assert await rows(company, participants) == 2
    other = await open_session(company.desk, Terms("Разговор", kind=EVENT, k=3))
    await company.intake.submit(company.press(7), other, "Текст", "ru", "money")
    async with company.store.reading() as tx:
        nullifiers = list((await tx.execute(select(participants.c.nullifier))).scalars())
    assert len(nullifiers) == len(set(nullifiers)) == 3


@pytest.mark.parametrize("terms", [Terms("Ящик", k=3, quota=2)])
async def test_a_quota_counts_a_persons_critiques_also_when_they_come_at_once(company: Company) -> None:
    tries = [company.write("Текст", person=7) for _ in range(5)]
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(result, QuotaReached) for result in results) == 3
    await company.write("Текст", person=8)
    assert await rows(company, drops) == 3


async def test_a_key_dies_with_its_session_and_a_standing_one_with_the_month(company: Company, ring: Ring) -> None:
    event = await open_session(company.desk, Terms("Разговор", kind=EVENT, k=3))
    await company.intake.submit(company.press(7), event, "Текст", "ru", "money")
    await company.write("Текст", person=7)
    alive = {name for name in ring.names() if name.startswith("nullifier/")}
    assert len(alive) == 2
    await close_session(company.desk, event)
    company.clock.advance(days=40)
    await company.intake.retire_keys()
    assert not alive & set(ring.names())


async def test_the_upkeep_leaves_a_formats_keys_to_the_format(company: Company, ring: Ring) -> None:
    kept = ring.key(f"{FORMAT_KEYS}trial")
    company.clock.advance(days=400)
    await company.intake.retire_keys()
    assert Ring(ring._path).key(f"{FORMAT_KEYS}trial") == kept


async def test_codes_in_flight_are_wiped_once_telegram_knows(company: Company) -> None:
    for update_id in (10, 11, 12):
        await company.intake.submit(company.press(update=update_id), company.session, "Текст", "ru", "money")
    await company.intake.forget_inflight(None)
    assert await rows(company, inflight) == 3
    await company.intake.forget_inflight(12)
    async with company.store.reading() as tx:
        assert (await tx.execute(select(inflight.c.update_id))).scalars().all() == [12]
    company.clock.advance(days=3)
    await company.intake.forget_inflight(None)
    assert await rows(company, inflight) == 0


async def test_a_full_store_acknowledges_nothing_and_the_next_try_works(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    press = company.press()

    async def fail(*given: object) -> None:
        raise StoreFull

    with monkeypatch.context() as broken:
        broken.setattr(company.intake, "_count_people", fail)
        with pytest.raises(StoreFull):
            await company.intake.submit(press, company.session, "Текст", "ru", "money")
    assert await rows(company, drops) == await rows(company, inflight) == await rows(company, presses) == 0
    sealed = await company.intake.submit(press, company.session, "Текст", "ru", "money")
    assert not sealed.repeat
    assert await rows(company, drops) == 1


# Which session, and whose key


async def test_an_open_event_goes_before_the_standing_inbox(company: Company) -> None:
    assert (await company.intake.session()).id == company.session.id
    company.clock.advance(seconds=1)
    event = await open_session(company.desk, Terms("Разговор", kind=EVENT, k=3))
    assert (await company.intake.session()).id == event.id
    await close_session(company.desk, event)
    assert (await company.intake.session()).id == company.session.id
    await close_session(company.desk, company.session)
    with pytest.raises(NoSession):
        await company.intake.session()


@pytest.mark.parametrize("what", ["key", "terms", "signature", "signer", "epoch"])
async def test_nothing_is_sealed_to_a_key_that_no_moderator_signed(company: Company, what: str) -> None:
    async with company.store.writing() as tx:
        other = (await tx.execute(select(session_keys))).one()
        change = {
            "key": update(session_keys).values(public=bytes(reversed(other.public))),
            "terms": update(sessions).values(terms=company.session.terms.encode().replace('"k":3', '"k":1')),
            "signature": update(session_keys).values(signature=bytes(64)),
            "signer": update(session_keys).values(signer=b"s" * 16),
            "epoch": None,
        }[what]
        if change is not None:
            await tx.execute(change)
        else:
            await tx.execute(update(sessions).values(epoch=2))
            await tx.execute(update(session_keys).values(epoch=2))
    with pytest.raises(KeySwapped):
        await company.intake.session()


async def test_a_closed_sessions_key_is_checked_too(company: Company) -> None:
    """Whoever can write the store could otherwise close a session, swap its key and read the replies."""
    receipt = (await company.write_all("раз", "два", "три"))[0]
    await company.read()
    async with company.store.writing() as tx:
        public = (await tx.execute(select(session_keys.c.public))).scalar_one()
        await tx.execute(update(sessions).values(state="closed"))
        await tx.execute(update(session_keys).values(public=bytes(reversed(public))))
    with pytest.raises(KeySwapped):
        await company.intake.reply(company.press(), receipt, "Ещё одно", "ru")


# Later words of the author


async def test_a_reply_needs_a_code_that_opens_something(company: Company) -> None:
    receipt = await company.write("Текст")
    await company.intake.withdraw(company.press(), receipt)
    with pytest.raises(NotFound):
        await company.intake.reply(company.press(), receipt, "Ещё одно", "ru")
    assert await rows(company, drops) == 0


async def test_what_still_waits_is_taken_back_at_once(company: Company) -> None:
    receipt = await company.write("Текст")
    assert await company.intake.withdraw(company.press(), receipt)
    assert await rows(company, drops) == 0
    with pytest.raises(NotFound):
        await company.thread(receipt)


async def test_what_was_taken_in_is_erased_by_the_next_console(company: Company) -> None:
    receipts = await company.write_all("канарейка", "два", "три")
    await company.read()
    assert not await company.intake.withdraw(company.press(), receipts[0])
    found = {critique.id: critique for critique in await company.read()}
    assert found[receipts[0].critique_id].text == ""
    assert found[receipts[0].critique_id].review.state == "withdrawn"
    assert await rows(company, critiques) == 3


async def test_days_are_coarse(company: Company) -> None:
    await company.write("Текст")
    company.clock.advance(hours=14)
    await company.write("Текст")
    company.clock.advance(minutes=31)
    await company.write("Текст")
    async with company.store.reading() as tx:
        days = sorted((await tx.execute(select(drops.c.day))).scalars())
    assert days == [days[0]] * 2 + [days[0] + timedelta(days=1)]
