"""What goes over the wire, without a library in between."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from telegram_bot.sandbox import Person, Sandbox
from telegram_bot.sandbox.calls import Calls
from telegram_bot.sandbox.schema import supported_methods


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def call(http: aiohttp.ClientSession, sandbox: Sandbox, method: str, **how: Any) -> Any:
    async with http.post(f"{sandbox.base_url}{sandbox.token}/{method}", **how) as response:
        body = await response.json()
        assert body["ok"] == (response.status == 200)
        assert body.get("error_code", 200) == response.status
        return body.get("result", body.get("description"))


async def test_the_same_call_as_form_json_multipart_and_query(
    http: aiohttp.ClientSession, sandbox: Sandbox, anna: Person
) -> None:
    markup = {"inline_keyboard": [[{"text": "Да", "callback_data": "1"}]]}
    form = {"chat_id": str(anna.id), "text": "привет", "reply_markup": json.dumps(markup)}
    multipart = aiohttp.FormData(form, default_to_multipart=True)
    in_json = {"chat_id": anna.id, "text": "привет", "reply_markup": markup}
    answers = [
        await call(http, sandbox, "sendMessage", data=form),
        await call(http, sandbox, "sendMessage", json=in_json),
        await call(http, sandbox, "sendMessage", data=multipart),
        await call(http, sandbox, "SENDMESSAGE", params=form),
    ]
    assert all((one["text"], one["reply_markup"]) == ("привет", markup) for one in answers)


async def test_a_file_may_be_attached_under_another_name(
    http: aiohttp.ClientSession, sandbox: Sandbox, anna: Person
) -> None:
    form = aiohttp.FormData({"chat_id": str(anna.id), "document": "attach://that"})
    form.add_field("that", b"bytes", filename="a.txt", content_type="text/plain")
    sent = await call(http, sandbox, "sendDocument", data=form)
    assert (sent["document"]["file_name"], sent["document"]["file_size"]) == ("a.txt", 5)
    form = aiohttp.FormData({"chat_id": str(anna.id), "document": "attach://missing"}, default_to_multipart=True)
    assert await call(http, sandbox, "sendDocument", data=form) == "Bad Request: wrong file attachment"


@pytest.mark.parametrize(
    ("method", "given", "refusal"),
    [
        ("sendMessage", {"text": "x"}, "Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": 1}, "Bad Request: message text is empty"),
        ("sendMessage", {"chat_id": "abc", "text": "x"}, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": 1, "text": 5}, 'Bad Request: parameter "text" must be of type String'),
        ("sendMessage", {"chat_id": 1, "text": "x", "colour": 1}, 'Bad Request: unknown parameter "colour"'),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "protect_content": "perhaps"},
            'Bad Request: parameter "protect_content" must be a Boolean',
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": "{"},
            "Bad Request: can't parse reply keyboard markup JSON object",
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": "[]"},
            "Bad Request: object expected as reply markup",
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [[{"callback_data": "1"}]]}},
            "Bad Request: can't parse InlineKeyboardButton: Can't find field \"text\"",
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [{"text": "x"}]}},
            'Bad Request: expected an Array in field "inline_keyboard"',
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "entities": "no"},
            "Bad Request: can't parse entities JSON object",
        ),
        ("deleteMessage", {"chat_id": 1}, "Bad Request: message identifier is not specified"),
        (
            "deleteMessage",
            {"chat_id": 1, "message_id": "x"},
            'Bad Request: parameter "message_id" must be an Integer',
        ),
        ("editMessageText", {"text": "x"}, "Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": 1, "text": "\ud800"}, "Bad Request: strings must be encoded in UTF-8"),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "?"}},
            "Bad Request: can't parse BotCommandScope",
        ),
        ("sendRocket", {}, "Not Found: method not found"),
    ],
)
async def test_refusals(
    http: aiohttp.ClientSession, sandbox: Sandbox, method: str, given: dict[str, Any], refusal: str
) -> None:
    assert (await call(http, sandbox, method, json=given)).startswith(refusal)
    assert sandbox.refused[method] == 1


async def test_bodies_that_cannot_be_read(http: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    kinds = {
        "application/json": (b"{", "Bad Request: can't parse JSON object"),
        "application/x-www-form-urlencoded": (b"text=%FF", "Bad Request: strings must be encoded in UTF-8"),
        "text/plain": (b"x", "Bad Request: unsupported Content-Type"),
        "multipart/form-data": (b"x", "Bad Request: can't parse multipart body"),
    }
    for kind, (body, refusal) in kinds.items():
        answer = await call(http, sandbox, "sendMessage", data=body, headers={"Content-Type": kind})
        assert answer == refusal
    assert await call(http, sandbox, "sendMessage", json=[1]) == "Bad Request: JSON object expected"


async def test_unknown_paths_tokens_and_hosts(http: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    for path, status in (("/", 404), ("/bot1:x/getMe", 401), ("/file/bot1:x/documents/x", 401)):
        async with http.get(sandbox.root_url + path) as response:
            assert response.status == status
    async with http.get(f"{sandbox.base_url}{sandbox.token}/getMe", headers={"Host": "evil.example"}) as response:
        assert response.status == 403
    async with http.get(f"{sandbox.base_file_url}{sandbox.token}/documents/none") as response:
        assert response.status == 404


def test_every_method_in_the_list_is_answered(sandbox: Sandbox) -> None:
    calls = sandbox._calls
    assert isinstance(calls, Calls)
    assert set(supported_methods()) == calls.names


async def test_it_listens_on_loopback_only(sandbox: Sandbox) -> None:
    assert sandbox.root_url.startswith("http://127.0.0.1:")
    assert sandbox.listens_on == ["127.0.0.1"]
