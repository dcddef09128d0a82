"""The outbox: queued with what causes it, sent at least once, never queued twice, wiped when sent."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from core.clock import ManualClock, seconds_of
from core.crypto.aead import digest
from core.crypto.bot_key import BotKey
from core.errors import CannotOpen
from core.language.safe_text import SafeText, make_safe
from core.outbox import BLOCKED, FAILED, HELD_LONGEST, SENT, STUBBED, Outbox, Outgoing, Placed
from core.page import PHOTO, Attachment, Button, Page
from core.store.engine import Store
from core.store.tables import outbox as table

PAGE = Page(make_safe("Дайджест 1\n«Ответ»"), ((Button("Принять", "ca:x"), Button("Отклонить", "cd:x")),), protect=True)


@pytest.fixture
def queue(store: Store, clock: ManualClock) -> Outbox:
    return Outbox(store, BotKey(bytes(32)), clock)


async def put(queue: Outbox, store: Store, *messages: Outgoing) -> None:
    async with store.writing() as tx:
        await queue.queue(tx, messages)


def message(clock: ManualClock, about: bytes = b"a", **given: object) -> Outgoing:
    return Outgoing(**{"about": about, "chat": 5_123_456_789, "page": PAGE, "due": seconds_of(clock), **given})  # type: ignore[arg-type]


async def test_a_message_comes_out_as_it_went_in(queue: Outbox, store: Store, clock: ManualClock) -> None:
    await put(queue, store, message(clock))
    (waiting,) = await queue.due()
    assert (waiting.chat, waiting.page, waiting.attempts) == (5_123_456_789, PAGE, 0)


async def test_queueing_the_same_twice_is_queueing_it_once(queue: Outbox, store: Store, clock: ManualClock) -> None:
    await put(queue, store, message(clock), message(clock))
    await put(queue, store, message(clock), message(clock, b"b"))
    assert len(await queue.due()) == 2
    await put(queue, store)
    assert len(await queue.due()) == 2


@pytest.mark.parametrize("state", [SENT, STUBBED, FAILED])
async def test_what_is_settled_never_comes_again_and_is_wiped(
    queue: Outbox, store: Store, clock: ManualClock, state: str
) -> None:
    await put(queue, store, message(clock), message(clock, b"b"))
    first, other = await queue.due()
    await queue.settle([first.id], state)
    await put(queue, store, message(clock), message(clock, b"b"))
    assert [waiting.id for waiting in await queue.due()] == [other.id]
    async with store.reading() as tx:
        box = (await tx.execute(select(table.c.box).where(table.c.id == first.id))).scalar_one()
    assert box == b""


async def test_what_was_held_goes_out_in_its_order_to_who_is_back(
    queue: Outbox, store: Store, clock: ManualClock
) -> None:
    held = [message(clock, name, chat=5) for name in (b"a", b"b")]
    await put(queue, store, *held, message(clock, b"c", chat=6))
    await queue.hold([waiting.id for waiting in await queue.due()])
    assert await queue.due() == []
    await put(queue, store, *held)
    assert await queue.due() == []
    assert await queue.release(5) == 2
    assert [waiting.id for waiting in await queue.due()] == [digest(b"outbox", name)[:16] for name in (b"a", b"b")]
    assert await queue.release(5) == 0


async def test_what_is_held_too_long_is_wiped_and_never_comes(queue: Outbox, store: Store, clock: ManualClock) -> None:
    await put(queue, store, message(clock, chat=5))
    await queue.hold([waiting.id for waiting in await queue.due()])
    clock.advance(seconds=HELD_LONGEST)
    await queue.wipe_held()
    async with store.reading() as tx:
        assert (await tx.execute(select(table.c.box))).scalar_one() != b""
    clock.advance(seconds=1)
    await queue.wipe_held()
    assert await queue.release(5) == 0
    async with store.reading() as tx:
        assert (await tx.execute(select(table.c.box, table.c.state))).one() == (b"", BLOCKED)


async def test_a_rolled_back_cause_sends_nothing(queue: Outbox, store: Store, clock: ManualClock) -> None:
    with pytest.raises(RuntimeError):
        async with store.writing() as tx:
            await queue.queue(tx, [message(clock)])
            raise RuntimeError
    assert await queue.due() == []


async def test_messages_come_by_time_then_as_they_were_queued(queue: Outbox, store: Store, clock: ManualClock) -> None:
    now = seconds_of(clock)
    plan = [(b"later", now + 60), (b"second", now), (b"first", now - 5), (b"third", now), (b"fourth", now)]
    for chat, (about, due) in enumerate(plan):
        await put(queue, store, message(clock, about, due=due, chat=chat))
    assert [waiting.chat for waiting in await queue.due()] == [2, 1, 3, 4]
    assert len(await queue.due(most=2)) == 2
    clock.advance(seconds=60)
    assert len(await queue.due()) == 5


async def test_a_postponed_message_waits_and_counts_its_tries(queue: Outbox, store: Store, clock: ManualClock) -> None:
    await put(queue, store, message(clock))
    (waiting,) = await queue.due()
    await queue.postpone([waiting.id], seconds_of(clock) + 30)
    assert await queue.due() == []
    clock.advance(seconds=30)
    assert (await queue.due())[0].attempts == 1


async def test_the_store_knows_neither_the_chat_nor_the_words(queue: Outbox, store: Store, clock: ManualClock) -> None:
    await put(queue, store, message(clock))
    async with store.reading() as tx:
        stored = repr((await tx.execute(select(table))).all())
    for secret in ("5123456789", "Дайджест", "Дайджест".encode().hex(), "Принять"):
        assert secret not in stored


async def test_a_message_put_in_another_ones_place_does_not_open(
    queue: Outbox, store: Store, clock: ManualClock
) -> None:
    await put(queue, store, message(clock), message(clock, b"b"))
    async with store.writing() as tx:
        rows = (await tx.execute(select(table.c.id, table.c.box))).all()
        await tx.execute(update(table).where(table.c.id == rows[0].id).values(box=rows[1].box))
    with pytest.raises(CannotOpen):
        await queue.due()


async def test_a_sent_message_becomes_a_stub_when_its_life_is_over(
    queue: Outbox, store: Store, clock: ManualClock
) -> None:
    soon = seconds_of(clock) + 100
    await put(queue, store, message(clock, expires=soon), message(clock, b"b", expires=soon))
    first, other = await queue.due()
    kept = Placed(77, ((501, "photo"), (502, "text")), SafeText("Здесь был дайджест."))
    await queue.keep_for_stub(first.id, kept)
    await queue.settle([other.id], SENT)
    assert await queue.expired() == []
    clock.advance(seconds=100)
    assert await queue.expired() == [(first.id, kept)]
    await queue.settle([first.id], STUBBED)
    assert await queue.expired() == []


async def test_what_was_given_directly_becomes_a_stub_too_and_shows_nobody(
    queue: Outbox, store: Store, clock: ManualClock
) -> None:
    kept = Placed(5_123_456_789, ((501, "document"),), SafeText("Здесь был дайджест."))
    for _ in range(2):
        await queue.remember(b"given", kept, seconds_of(clock) + 100, b"session")
    assert await queue.due() == []
    clock.advance(seconds=100)
    ((_, found),) = await queue.expired()
    assert found == kept
    assert "5123456789" not in repr(kept)
    async with store.reading() as tx:
        (box,) = (await tx.execute(select(table.c.box))).scalars()
    assert b"5123456789" not in box
    assert "дайджест".encode() not in box


async def test_a_file_goes_with_its_message_under_the_same_key(queue: Outbox, store: Store, clock: ManualClock) -> None:
    page = replace(PAGE, attachment=Attachment(PHOTO, "digest-1.png", bytes(range(256))), quiet=True)
    await put(queue, store, message(clock, page=page, stub=SafeText("был")))
    (found,) = await queue.due()
    assert (found.page, found.stub) == (page, "был")
    assert "bytes" not in repr(page.attachment)


def test_a_message_shows_neither_chat_nor_words(clock: ManualClock) -> None:
    shown = repr(message(clock))
    assert "5123456789" not in shown
    assert "Дайджест" not in shown
