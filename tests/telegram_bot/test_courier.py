"""From the outbox to Telegram: at least once, in order, at Telegram's pace, noting who is gone."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from core.clock import seconds_of
from core.language.safe_text import SafeText
from core.outbox import BLOCKED, FAILED, SENT, Outgoing
from core.page import Button, Page
from core.store.tables import outbox
from telegram_bot.sandbox import FloodLimits, Person
from tests.telegram_bot.conftest import Company


def page(text: str) -> Page:
    return Page(SafeText(text), ((Button("Кнопка", "o"),),), protect=True)


async def queue(bot: Company, person: Person, *texts: str) -> None:
    deps = bot.bot.deps
    due = seconds_of(bot.clock)
    async with deps.store.writing() as tx:
        messages = [
            Outgoing(f"{person.id}-{text}".encode(), person.id, page(text), due, place)
            for place, text in enumerate(texts)
        ]
        await deps.outbox.queue(tx, messages)


async def states(bot: Company) -> list[str]:
    async with bot.desk.store.reading() as tx:
        return sorted((await tx.execute(select(outbox.c.state))).scalars())


async def wait_for_states(bot: Company, *wanted: str) -> None:
    for _ in range(1500):
        if await states(bot) == sorted(wanted):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the outbox did not come to that")


def texts(person: Person) -> list[str]:
    return [one.text for one in person.screen() if one.by_bot and one.labels == ("Кнопка",)]


async def test_messages_arrive_in_order_and_are_wiped(bot: Company) -> None:
    anna = await bot.employee()
    wanted = [f"сообщение {number}" for number in range(30)]
    await queue(bot, anna, *wanted)
    await wait_for_states(bot, *[SENT] * 30)
    assert texts(anna) == wanted
    async with bot.desk.store.reading() as tx:
        assert set((await tx.execute(select(outbox.c.box))).scalars()) == {b""}


async def test_order_is_kept_over_faults(bot: Company) -> None:
    anna = await bot.employee()
    bot.sandbox.faults.add("sendMessage", "server_error", times=3, probability=0.6)
    wanted = [f"сообщение {number}" for number in range(6)]
    await queue(bot, anna, *wanted)
    for _ in range(1500):
        bot.clock.advance(seconds=5)
        await asyncio.sleep(0.02)
        if await states(bot) == [SENT] * 6:
            break
    assert texts(anna) == wanted


async def test_somebody_who_blocked_the_bot_is_noted_and_others_are_served(bot: Company) -> None:
    boss, other = await bot.executive(), await bot.employee()
    bot.sandbox.world.chats[boss.id].members[bot.sandbox.world.bot.id] = "kicked"
    await queue(bot, boss, "первое", "второе")
    await queue(bot, other, "третье")
    await wait_for_states(bot, BLOCKED, BLOCKED, SENT)
    async with bot.desk.store.reading() as tx:
        assert await bot.bot.deps.membership.reachable(tx, "executive") == []


@pytest.mark.parametrize("sign", ["unblock", "say"])
async def test_who_comes_back_gets_what_was_held_meanwhile_in_its_order(bot: Company, sign: str) -> None:
    boss = await bot.executive()
    await boss.block()
    await queue(bot, boss, "первое", "второе")
    await wait_for_states(bot, BLOCKED, BLOCKED)
    if sign == "say":
        # Telegram's word of the return is lost, as when it came before the courier met the block.
        bot.sandbox.world.chats[boss.id].members[bot.sandbox.world.bot.id] = "member"
        await boss.say("/help")
    else:
        await boss.unblock()
    await wait_for_states(bot, SENT, SENT)
    assert [text for text in texts(boss) if text in ("первое", "второе")] == ["первое", "второе"]


async def test_a_message_that_telegram_refuses_does_not_hold_up_the_next(bot: Company) -> None:
    anna = await bot.employee()
    await queue(bot, anna, " ", "после него")
    await wait_for_states(bot, FAILED, SENT)
    assert texts(anna) == ["после него"]


async def test_after_a_crash_before_the_commit_a_message_comes_twice_and_never_not(company: Company) -> None:
    bot = company
    await bot.start()
    anna = await bot.employee()
    settle = bot.bot.deps.outbox.settle
    crashed = asyncio.Event()

    async def crash(*given: Any) -> None:
        crashed.set()
        raise OSError

    bot.bot.deps.outbox.settle = crash  # type: ignore[method-assign]
    await queue(bot, anna, "важное")
    await crashed.wait()
    bot.bot.deps.outbox.settle = settle  # type: ignore[method-assign]
    await wait_for_states(bot, SENT)
    assert len(texts(anna)) >= 1


async def test_telegrams_pace_is_kept_without_being_refused(company: Company) -> None:
    """On the sandbox's clock: the pacer's waits advance it, and no call meets a 429."""
    bot = company
    bot.sandbox.flood.limits = FloodLimits()
    await bot.start()
    people = [await bot.employee(name=f"Н{number}") for number in range(3)]
    pacer = bot.bot.application.bot.rate_limiter
    clock = bot.sandbox.clock

    async def sleep(seconds: float) -> None:
        clock.advance(seconds)
        await asyncio.sleep(0)

    from telegram_bot.pacing import CHAT_BURST, OVERALL_BURST, Pace

    clock.advance(60)
    pacer._chats, pacer._overall = Pace(1, CHAT_BURST, clock.now), Pace(30, OVERALL_BURST, clock.now)
    pacer._sleep = sleep
    for count, person in enumerate(people, 1):
        # One after the other: another chat's wait would move the clock under a message on its way.
        await queue(bot, person, *(f"сообщение {number}" for number in range(6)))
        await wait_for_states(bot, *[SENT] * 6 * count)
    assert bot.sandbox.refused["sendMessage"] == 0
