from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from telegram_bot.sandbox import FloodLimits, Person, Sandbox, SandboxClock


@pytest.fixture
async def sandbox(clock: SandboxClock) -> AsyncIterator[Sandbox]:
    async with Sandbox(clock=clock, flood=FloodLimits()) as running:
        yield running


def seconds(refusal: RetryAfter) -> float:
    assert isinstance(refusal.retry_after, timedelta)
    return refusal.retry_after.total_seconds()


async def wait_asked(bot: Bot, chat_id: int) -> float:
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(chat_id, "x")
    return seconds(caught.value)


async def test_one_message_a_second_and_chat_after_a_short_burst(bot: Bot, anna: Person, clock: SandboxClock) -> None:
    for _ in range(3):
        await bot.send_message(anna.id, "x")
    assert await wait_asked(bot, anna.id) == 1
    clock.advance(1)
    await bot.send_message(anna.id, "x")
    assert await wait_asked(bot, anna.id) == 1
    clock.advance(10)
    for _ in range(3):
        await bot.send_message(anna.id, "x")
    assert await wait_asked(bot, anna.id) == 1


async def test_thirty_messages_a_second_in_all(bot: Bot, sandbox: Sandbox, clock: SandboxClock) -> None:
    people = [sandbox.person() for _ in range(31)]
    for person in people:
        await person.follow_link()
    for person in people[:30]:
        await bot.send_message(person.id, "x")
    assert await wait_asked(bot, people[30].id) == 1
    clock.advance(1)
    await bot.send_message(people[30].id, "x")


async def test_twenty_a_minute_in_a_group(bot: Bot, sandbox: Sandbox, anna: Person, clock: SandboxClock) -> None:
    group = sandbox.group("Компания", anna)
    for _ in range(20):
        await bot.send_message(group.id, "x")
    assert await wait_asked(bot, group.id) == 3
    clock.advance(3)
    await bot.send_message(group.id, "x")


async def test_limits_are_off_by_default(clock: SandboxClock) -> None:
    assert Sandbox(clock=clock).flood.limits is None


def test_a_clock_by_hand_stands_still_and_a_real_one_does_not() -> None:
    by_hand = SandboxClock(start=100.0)
    assert (by_hand.now(), by_hand.now()) == (100.0, 100.0)
    by_hand.advance(2.5)
    assert by_hand.now() == 102.5
    wall = iter([10.0, 11.0, 12.0])
    real = SandboxClock(wall=lambda: next(wall))
    assert (real.now(), real.now()) == (10.0, 11.0)
    real.advance(5)
    assert real.now() == 17.0
    with pytest.raises(ValueError, match="only moves forward"):
        real.advance(-1)
