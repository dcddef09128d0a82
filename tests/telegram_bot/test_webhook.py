"""Telegram's deliveries: 200 only for what is done, nothing for strangers."""

import json
from typing import Any

import pytest
from aiohttp import ClientSession

from core.errors import BadInput, StoreUnavailable
from core.store.tables import drops
from telegram_bot.webhook import HEADER, read_address
from tests.telegram_bot.conftest import Company
from tests.telegram_bot.test_delivery import SEND, TEXT, count, preview, sealed


async def start(company: Company) -> Company:
    """With a free port: Telegram is told of it once it is known."""
    await company.start(webhook_url="http://127.0.0.1:1/", webhook_listen="127.0.0.1:0")
    bot = company.bot
    assert bot.webhook is not None
    await bot.application.bot.set_webhook(
        f"http://127.0.0.1:{bot.webhook.port}/",
        secret_token=bot.deps.key.webhook_secret,
        allowed_updates=["message", "callback_query", "my_chat_member"],
    )
    return company


async def post(company: Company, body: bytes, secret: str | None) -> int:
    headers = {"Content-Type": "application/json"} | ({HEADER: secret} if secret is not None else {})
    async with ClientSession() as client:
        url = f"http://127.0.0.1:{company.bot.webhook.port}/"
        async with client.post(url, data=body, headers=headers) as answer:
            return answer.status


async def test_a_whole_critique_by_webhook(company: Company) -> None:
    bot = await start(company)
    anna = await bot.employee()
    await bot.critique(anna, TEXT)
    assert await count(bot, drops) == 1
    assert bot.sandbox.calls["getUpdates"] == 0


async def test_while_the_store_is_away_telegram_keeps_the_update(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = await start(company)
    anna = await bot.employee()
    shown = await preview(anna)

    async def away(*given: Any, **more: Any) -> Any:
        raise StoreUnavailable

    monkeypatch.setattr(bot.bot.deps.intake, "submit", away)
    press = await anna.press(SEND, shown)
    assert "Ничего не потеряно" in (await anna.answer_to(press)).text
    assert len(bot.sandbox.updates) == 1
    monkeypatch.undo()
    await anna.wait_for_text("Запечатано")
    assert await count(bot, drops) == 1


async def test_a_lost_answer_brings_the_update_again_and_the_same_code(company: Company) -> None:
    bot = await start(company)
    anna = await bot.employee()
    bot.sandbox.faults.add("webhook", "drop_after", times=2)
    await bot.critique(anna, TEXT)
    await anna.wait_for(lambda screen: sealed(anna))
    assert await count(bot, drops) == 1


@pytest.mark.parametrize("secret", [None, "", "guess", "ключ"])
async def test_without_the_secret_nothing_is_even_read(company: Company, secret: str | None) -> None:
    bot = await start(company)
    body = json.dumps({"update_id": 1, "message": {}}).encode()
    given = secret if secret is None or secret.isascii() else "%D0%BA"
    assert await post(bot, body, given) == 403


async def test_what_is_no_update_is_refused_and_what_does_not_decode_is_passed_over(company: Company) -> None:
    bot = await start(company)
    secret = bot.bot.deps.key.webhook_secret
    assert await post(bot, b"not json", secret) == 400
    assert await post(bot, b"[1]", secret) == 400
    assert await post(bot, b'{"update_id": "7"}', secret) == 400
    assert await post(bot, json.dumps({"update_id": 7, "message": {"date": "never"}}).encode(), secret) == 200
    assert bot.bot.delivery.quarantined == 1


async def test_polling_takes_over_from_a_webhook(company: Company) -> None:
    bot = await start(company)
    await bot.stop()
    await bot.start()
    anna = await bot.employee()
    await bot.critique(anna, TEXT)
    assert bot.sandbox.calls["getUpdates"] > 0


@pytest.mark.parametrize("given", ["8443", "host:", "host:port", "host:70000"])
def test_a_wrong_address_to_listen_on_is_named(given: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_address(given)
    assert refused.value.facts == {"names": "webhook_listen"}


def test_the_address_to_listen_on() -> None:
    assert read_address("127.0.0.1:8443") == ("127.0.0.1", 8443)
    assert read_address("[::1]:1") == ("::1", 1)
