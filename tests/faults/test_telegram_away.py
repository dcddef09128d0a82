"""Telegram out of reach, answering nonsense, refusing, or asked by two: a clear state, and nothing lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from aiohttp import ClientError, ClientSession

from core.store.tables import drops
from tests.faults.conftest import StateLines
from tests.faults.watching import TEXT, codes, count, preview, send, stored_texts, until
from tests.telegram_bot.conftest import Company

WAITS = "going on by itself, nothing is lost"


async def one_critique_survives(company: Company, during: Callable[[], AsyncIterator[None]]) -> None:
    """Press while the bad times last, and find the critique sealed once when they are over."""
    person = await company.employee()
    shown = await preview(person)
    async with asynccontextmanager(during)():
        await send(person, shown)
        await asyncio.sleep(0.3)
    await person.wait_for(lambda _: codes(person), 30)
    assert len(set(codes(person))) == 1
    assert await count(company, drops) == 1
    assert await stored_texts(company) == [TEXT]


def alternating(lines: list[str], part: str) -> bool:
    """Whether a part of the bot went into one trouble and out of it again, each told once."""
    return all(line == f"{part}: works again" for line in lines[1::2]) and not any(
        "works" in line for line in lines[::2]
    )


async def test_unreachable_at_the_start(company: Company, states: StateLines) -> None:
    port = company.sandbox.port
    await company.sandbox.stop()
    starting = asyncio.create_task(company.start())
    await until(lambda: states.of("telegram"))
    assert states.of("telegram") == [f"telegram: telegram-unreachable; {WAITS}"]
    await company.sandbox.start(port)
    await starting
    assert states.of("telegram") == [f"telegram: telegram-unreachable; {WAITS}", "telegram: works again"]
    await company.critique(await company.employee(), TEXT)


async def test_unreachable_in_the_middle(company: Company, states: StateLines) -> None:
    await company.start()
    port = company.sandbox.port

    async def away() -> AsyncIterator[None]:
        await company.sandbox.stop()
        await until(lambda: states.of("polling"))
        yield
        await company.sandbox.start(port)

    await one_critique_survives(company, away)
    assert states.of("polling") == [f"polling: telegram-unreachable; {WAITS}", "polling: works again"]


@pytest.mark.parametrize("kind", ["broken_json", "wrong_type"])
async def test_garbage_instead_of_answers(company: Company, states: StateLines, kind: str) -> None:
    await company.start()

    async def garbage() -> AsyncIterator[None]:
        company.sandbox.faults.add("getUpdates", kind, times=None)
        company.sandbox.faults.add("sendMessage", kind, times=2)
        await until(lambda: states.of("polling"))
        yield
        company.sandbox.faults.clear()

    person = await company.employee()
    await person.say("/help")
    await one_critique_survives(company, garbage)
    assert states.of("polling")[0] == f"polling: telegram-answers-nonsense; {WAITS}"
    assert alternating(states.of("polling"), "polling")


async def test_a_refused_token_and_its_return(company: Company, states: StateLines) -> None:
    await company.start()
    face = company.sandbox._http
    right = face._token

    async def revoked() -> AsyncIterator[None]:
        face._token = "1:" + "x" * 35
        # The poll under way was asked for with the right one.
        company.sandbox.updates.stop_poller("")
        await until(lambda: states.of("polling"))
        yield
        face._token = right

    await one_critique_survives(company, revoked)
    assert states.of("polling") == [f"polling: token-refused; {WAITS}", "polling: works again"]
    assert not any(company.sandbox.token.partition(":")[2] in line for line in states.lines)


async def test_a_second_bot_with_the_same_token(company: Company, states: StateLines) -> None:
    await company.start()

    async def second() -> AsyncIterator[None]:
        task = asyncio.create_task(poll_too(company))
        await until(lambda: states.of("polling"))
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    await one_critique_survives(company, second)
    assert states.of("polling")[0] == f"polling: another-bot-polls-with-this-token; {WAITS}"
    await until(lambda: states.of("polling")[-1] == "polling: works again")
    assert alternating(states.of("polling"), "polling")


async def poll_too(company: Company) -> None:
    """Another program that polls and confirms nothing."""
    address = f"{company.sandbox.base_url}{company.sandbox.token}/getUpdates?timeout=1&limit=1"
    async with ClientSession() as session:
        while True:
            with suppress(ClientError):
                async with session.get(address) as answer:
                    await answer.read()
            await asyncio.sleep(0.02)


async def test_a_storm_of_server_errors(company: Company, states: StateLines) -> None:
    await company.start()
    person = await company.employee()
    company.sandbox.faults.add("*", "server_error", times=None, probability=0.4)
    company.sandbox.faults.add("getUpdates", "server_error", times=None, probability=0.4)
    texts = [f"{TEXT} {number}" for number in range(5)]
    for number, text in enumerate(texts, 1):
        await send(person, await preview(person, text))
        await person.wait_for(lambda _, wanted=number: len(set(codes(person))) == wanted, 30)
    company.sandbox.faults.clear()
    assert await stored_texts(company) == texts
    assert all(WAITS in line for line in states.of("polling")[::2])
    assert alternating(states.of("polling"), "polling")


async def test_asked_to_slow_down(company: Company, states: StateLines) -> None:
    await company.start()
    boss = await company.executive()
    person = await company.employee()

    async def flood() -> AsyncIterator[None]:
        company.sandbox.faults.add("sendMessage", "flood", times=2, retry_after=1)
        company.sandbox.faults.add("getUpdates", "flood", times=1, retry_after=1)
        yield

    await one_critique_survives(company, flood)
    company.sandbox.faults.add("sendMessage", "flood", times=1, retry_after=1)
    await company.publish()
    await boss.wait_for_button("Начать", 30)
    await boss.press("Начать")
    await boss.wait_for(lambda screen: [one for one in screen if TEXT in one.text], 30)
    assert company.sandbox.faults.struck["sendMessage", "flood"] == 3
    assert len([one for one in boss.screen() if TEXT in one.text]) == 1
    await person.say("/help")


async def test_an_update_that_does_not_decode_holds_up_nobody(company: Company, states: StateLines) -> None:
    await company.start()
    secret = "тайна несчитанного обновления"

    async def strange() -> AsyncIterator[None]:
        company.sandbox.push_update({"message": {"message_id": "no", "date": secret, "text": secret}})
        company.sandbox.push_update({"callback_query": {"id": 5, "from": secret, "data": secret}})
        yield

    await one_critique_survives(company, strange)
    assert company.bot.delivery.quarantined == 2
    assert len([line for line in states.lines if "does not decode" in line]) == 2
    assert not any(secret in line for line in states.lines)
    await until(lambda: len(company.sandbox.updates) == 0)
