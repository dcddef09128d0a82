"""Driving people from another process."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from telegram_bot.sandbox import Sandbox, SandboxClock


class Window:
    """Another process's side of /client."""

    def __init__(self, session: aiohttp.ClientSession, root: str) -> None:
        self._session = session
        self._root = root

    async def post(self, path: str, **body: Any) -> Any:
        async with self._session.post(f"{self._root}/client/{path}", json=body) as response:
            return await response.json()

    async def get(self, path: str) -> Any:
        async with self._session.get(f"{self._root}/client/{path}") as response:
            if response.content_type == "application/json":
                return await response.json()
            return await response.read()


@pytest.fixture
async def window(sandbox: Sandbox) -> AsyncIterator[Window]:
    async with aiohttp.ClientSession() as session:
        yield Window(session, sandbox.root_url)


async def test_a_whole_conversation_over_http(bot: Bot, sandbox: Sandbox, window: Window) -> None:
    anna = (await window.post("persons", name="Анна", language="ru"))["id"]
    await window.post(f"{anna}/link", payload="abc")
    said = await window.post(f"{anna}/say", text="письмо")
    assert said["text"] == "письмо"
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Да", callback_data="1")]])
    await bot.send_message(anna, "preview", reply_markup=markup)
    screen = await window.get(f"{anna}/screen")
    assert [one["text"] for one in screen] == ["/start abc", "письмо", "preview"]
    assert screen[2]["buttons"] == [[{"label": "Да", "kind": "callback", "data": "1"}]]
    press = await window.post(f"{anna}/press", button="Да", message=screen[2]["message_id"])
    await bot.answer_callback_query(press["query_id"], "ok")
    edited = await window.post(f"{anna}/edit", message=said["message_id"], text="иначе")
    assert (edited["text"], edited["edited"]) == ("иначе", True)
    assert await window.post(f"{anna}/delete", message=said["message_id"]) is True
    events = await window.get(f"{anna}/events?after=0&timeout=0")
    assert [one["what"] for one in events] == [
        "starts",
        "says",
        "says",
        "says",
        "presses",
        "answers",
        "edits",
        "deletes",
    ]
    assert len(await window.get("transcript")) == 8
    assert (await window.get("calls"))["calls"]["answerCallbackQuery"] == 1


async def test_events_are_waited_for(bot: Bot, window: Window) -> None:
    anna = (await window.post("persons", name="Анна"))["id"]
    await window.post(f"{anna}/link")
    after = (await window.get(f"{anna}/events?after=0"))[-1]["number"]
    waiting = asyncio.create_task(window.get(f"{anna}/events?after={after}&timeout=20"))
    await bot.send_message(anna, "later")
    assert [one["text"] for one in await waiting] == ["later"]
    assert await window.get(f"{anna}/events?after={after + 1}&timeout=0") == []


async def test_files_commands_faults_and_the_clock(
    bot: Bot, sandbox: Sandbox, window: Window, clock: SandboxClock
) -> None:
    anna = (await window.post("persons", name="Анна", language="ru"))["id"]
    for kind in ("photo", "document", "voice", "sticker", "poll", "contact", "location", "forward"):
        await window.post(f"{anna}/send", kind=kind)
    sent = await bot.send_document(anna, b"digest", filename="d.pdf")
    assert await window.get(f"{anna}/file?message={sent.message_id}") == b"digest"
    await bot.set_my_commands([("help", "помощь")])
    assert await window.get(f"{anna}/commands") == [["help", "помощь"]]
    before = clock.now()
    assert (await window.post("clock", advance=60))["now"] == before + 60
    assert await window.post("faults", method="sendMessage", kind="server_error", times=2)
    assert sandbox.faults.take("sendMessage", "server_error")
    assert await window.post("faults/clear")
    assert sandbox.faults.take("sendMessage", "server_error") is None
    await window.post(f"{anna}/block")
    assert (await window.post(f"{anna}/say", text="x"))["error"] == "the bot is blocked; unblock it first"
    assert await window.post(f"{anna}/unblock")


@pytest.mark.parametrize(
    ("path", "body", "error"),
    [
        ("5/say", {"text": "x"}, "there is nothing at this address"),
        ("persons", {}, "a field is missing"),
        ("{anna}/dance", {}, "there is nothing at this address"),
        ("{anna}/press", {"button": "Go"}, "there is no such button; visible: no buttons"),
        ("{anna}/delete", {"message": 1}, "the message is not on the screen"),
        ("clock", {"advance": -1}, "a field is wrong"),
        ("faults", {"method": "*", "kind": "earthquake"}, "a field is wrong"),
    ],
)
async def test_mistakes_get_one_clear_line(window: Window, path: str, body: dict[str, Any], error: str) -> None:
    anna = (await window.post("persons", name="Анна"))["id"]
    assert error in (await window.post(path.format(anna=anna), **body))["error"]


async def test_a_page_in_a_browser_cannot_write(sandbox: Sandbox, window: Window) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{sandbox.root_url}/client/persons",
            data=b'{"name": "x"}',
            headers={"Content-Type": "text/plain"},
        ) as response,
    ):
        assert response.status == 415
    assert not sandbox.persons


async def test_it_runs_alone_and_takes_any_token() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "telegram_bot.sandbox", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        line = (await process.stdout.readline()).decode()
        found = re.fullmatch(r"base_url (http://127\.0\.0\.1:\d+/bot)\n", line)
        assert found is not None
        async with aiohttp.ClientSession() as session, session.get(f"{found[1]}1:any/getMe") as response:
            assert (await response.json())["result"]["is_bot"] is True
    finally:
        process.terminate()
        await process.wait()


async def test_a_taken_port_is_one_clear_line(sandbox: Sandbox) -> None:
    port = sandbox.root_url.rpartition(":")[2]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "telegram_bot.sandbox", "--port", port, stderr=asyncio.subprocess.PIPE
    )
    _, told = await process.communicate()
    assert process.returncode == 2
    assert told.decode() == f"port {port} on 127.0.0.1 cannot be used; choose another with --port\n"
