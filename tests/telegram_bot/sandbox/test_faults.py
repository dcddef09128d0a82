import random
from datetime import timedelta

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from telegram_bot.sandbox import Person, Sandbox


def seconds(refusal: RetryAfter) -> float:
    assert isinstance(refusal.retry_after, timedelta)
    return refusal.retry_after.total_seconds()


async def test_flood_asks_to_wait(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    sandbox.faults.add("sendMessage", "flood", retry_after=17)
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(anna.id, "x")
    assert seconds(caught.value) == 17
    assert anna.last() is None
    await bot.send_message(anna.id, "x")
    assert sandbox.faults.struck["sendMessage", "flood"] == 1


@pytest.mark.parametrize(("kind", "is_done"), [("drop_before", False), ("drop_after", True)])
async def test_a_broken_connection_before_and_after_the_act(
    bot: Bot, sandbox: Sandbox, anna: Person, kind: str, is_done: bool
) -> None:
    sandbox.faults.add("sendMessage", kind)
    with pytest.raises(NetworkError):
        await bot.send_message(anna.id, "x")
    assert (anna.last() is not None) == is_done
    assert sandbox.calls["sendMessage"] == 1


async def test_a_call_that_hangs_times_out_and_does_nothing(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    sandbox.faults.add("*", "timeout", seconds=10)
    with pytest.raises(TimedOut):
        await bot.send_message(anna.id, "x", read_timeout=0.05)
    assert anna.last() is None


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_server_errors(bot: Bot, sandbox: Sandbox, anna: Person, status: int) -> None:
    sandbox.faults.add("*", "server_error", status=status)
    with pytest.raises(NetworkError):
        await bot.send_message(anna.id, "x")
    assert anna.last() is None


@pytest.mark.parametrize("kind", ["broken_json", "wrong_type"])
async def test_garbage_answers_come_after_the_act(
    bot: Bot, sandbox: Sandbox, anna: Person, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.faults.add("sendMessage", kind)
    with pytest.raises((TelegramError, AttributeError, TypeError, KeyError)):
        await bot.send_message(anna.id, "x")
    assert anna.last() is not None


async def test_rules_strike_in_order_as_often_as_told(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    sandbox.faults.add("sendMessage", "flood", times=2, retry_after=1)
    sandbox.faults.add("sendMessage", "server_error")
    for expected in (RetryAfter, RetryAfter, NetworkError):
        with pytest.raises(expected):
            await bot.send_message(anna.id, "x")
    await bot.send_message(anna.id, "x")
    sandbox.faults.add("*", "flood", times=None)
    sandbox.faults.clear()
    await bot.send_message(anna.id, "x")


async def test_probability_uses_the_given_dice(sandbox: Sandbox) -> None:
    outcomes = []
    for _ in range(2):
        async with Sandbox(rng=random.Random(5)) as other:
            other.faults.add("getMe", "flood", times=None, probability=0.5)
            outcomes.append([other.faults.take("getMe", "flood") is not None for _ in range(50)])
    assert outcomes[0] == outcomes[1]
    assert 10 < sum(outcomes[0]) < 40


def test_unknown_faults_are_refused(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="no fault is called 'earthquake'; there are broken_json"):
        sandbox.faults.add("*", "earthquake")
    with pytest.raises(ValueError, match="between 0 and 1"):
        sandbox.faults.add("*", "flood", probability=2)


async def raw_updates(sandbox: Sandbox, **how: int) -> list[dict[str, object]]:
    url = f"{sandbox.base_url}{sandbox.token}/getUpdates"
    async with aiohttp.ClientSession() as session, session.post(url, json=how) as response:
        return list((await response.json())["result"])


async def raw_ids(sandbox: Sandbox, **how: int) -> list[int]:
    return [int(str(one["update_id"])) for one in await raw_updates(sandbox, **how)]


async def test_updates_duplicated_reordered_and_told_again(sandbox: Sandbox, anna: Person) -> None:
    await anna.say("one")
    plain = await raw_ids(sandbox)
    sandbox.faults.add("getUpdates", "duplicate")
    doubled = await raw_ids(sandbox)
    assert (sorted(set(doubled)), len(doubled)) == (plain, 3)
    sandbox.faults.add("getUpdates", "reorder")
    assert await raw_ids(sandbox) == plain[::-1]
    sandbox.faults.add("getUpdates", "redeliver")
    assert await raw_ids(sandbox, offset=plain[1]) == plain
    assert await raw_ids(sandbox) == plain[1:]


async def test_an_undecodable_update_holds_a_real_text_and_breaks_the_library(
    bot: Bot, sandbox: Sandbox, anna: Person
) -> None:
    await anna.say("more")
    sandbox.faults.add("*", "undecodable")
    updates = await raw_updates(sandbox)
    assert len(updates) == 3
    garbage = updates[2]
    assert "/start" in str(garbage)
    with pytest.raises((TypeError, AttributeError, ValueError)):
        Update.de_json(garbage, bot)
    # It stays until its offset is confirmed, like any other.
    assert await raw_updates(sandbox) == updates


@pytest.mark.parametrize("kind", ["message", "edited_message", "callback_query", "my_chat_member"])
async def test_every_kind_of_update_can_be_made_undecodable(
    bot: Bot, sandbox: Sandbox, anna: Person, kind: str
) -> None:
    said = await anna.say("x")
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="1")]])
    await bot.send_message(anna.id, "x", reply_markup=markup)
    await raw_updates(sandbox, offset=sandbox.push_update({}) + 1)
    await {
        "message": lambda: anna.say("y"),
        "edited_message": lambda: anna.edit(said, "y"),
        "callback_query": lambda: anna.press("Go"),
        "my_chat_member": anna.block,
    }[kind]()
    sandbox.faults.add("getUpdates", "undecodable")
    good, garbage = await raw_updates(sandbox)
    assert kind in good
    Update.de_json(good, bot)
    with pytest.raises((TypeError, AttributeError, ValueError, KeyError)):
        Update.de_json(garbage, bot)


async def test_any_object_can_be_handed_over_as_an_update(sandbox: Sandbox) -> None:
    update_id = sandbox.push_update({"message": 5})
    assert await raw_updates(sandbox) == [{"update_id": update_id, "message": 5}]
