"""Everything the server says is what python-telegram-bot understands: whole, and nothing unknown in it."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram import Bot, ChatFullInfo, ChatMember, File, Message, TelegramObject, Update, WebhookInfo

from telegram_bot.sandbox import Person, Sandbox

INLINE = {"inline_keyboard": [[{"text": "Да", "callback_data": "1"}, {"text": "Код", "copy_text": {"text": "c"}}]]}


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def assert_understood(given: Any, kind: type[TelegramObject], bot: Bot) -> None:
    decoded = kind.de_json(dict(given), bot)
    assert kept(given, decoded.to_dict())
    assert not unknown_fields(decoded)


def kept(given: Any, told: Any) -> bool:
    """Whether everything given is told again; the library may write more for older programs."""
    if isinstance(given, dict):
        return all(one in ([], {}) or kept(one, told.get(name)) for name, one in given.items())
    if isinstance(given, list):
        return len(given) == len(told) and all(map(kept, given, told))
    return bool(given == told)


def unknown_fields(thing: Any) -> list[str]:
    if isinstance(thing, TelegramObject):
        inside = [one for name in thing._get_attrs() for one in unknown_fields(getattr(thing, name, None))]
        return list(thing.api_kwargs) + inside
    if isinstance(thing, list | tuple):
        return [one for item in thing for one in unknown_fields(item)]
    return []


async def result(http: aiohttp.ClientSession, sandbox: Sandbox, method: str, **given: Any) -> Any:
    async with http.post(f"{sandbox.base_url}{sandbox.token}/{method}", json=given) as response:
        body = await response.json()
    assert body["ok"], body["description"]
    return body["result"]


async def test_messages(http: aiohttp.ClientSession, sandbox: Sandbox, bot: Bot, anna: Person) -> None:
    said = await anna.say("see https://example.org /help")
    answers = {"message_id": said.message_id, "quote": "see"}
    sent = await result(
        http, sandbox, "sendMessage", chat_id=anna.id, text="😀 @someone_x", reply_markup=INLINE,
        reply_parameters=answers, protect_content=True, link_preview_options={"is_disabled": True},
        entities=[{"type": "text_link", "offset": 0, "length": 2, "url": "https://example.org/"}],
    )  # fmt: skip
    assert sent["reply_to_message"]["entities"]
    assert_understood(sent, Message, bot)
    edited = await result(http, sandbox, "editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="x")
    assert_understood(edited, Message, bot)
    forwarded = await result(
        http, sandbox, "forwardMessage", chat_id=anna.id, from_chat_id=anna.id, message_id=said.message_id
    )
    assert_understood(forwarded, Message, bot)


async def test_updates(http: aiohttp.ClientSession, sandbox: Sandbox, bot: Bot, anna: Person) -> None:
    wanted = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]
    await result(http, sandbox, "getUpdates", allowed_updates=wanted)
    for kind in ("photo", "voice", "document", "sticker", "poll", "contact", "location"):
        await getattr(anna, f"send_{kind}")()
    said = await anna.send_forward("forwarded", "Somebody")
    await anna.edit(await anna.say("mine"), "changed")
    await result(
        http, sandbox, "sendMessage", chat_id=anna.id, text="x", reply_markup=INLINE,
        reply_parameters={"message_id": said.message_id},
    )  # fmt: skip
    await anna.press("Да")
    await anna.block()
    await anna.unblock()
    group = sandbox.group("Компания", anna, bot_as="administrator")
    sandbox.set_member(group, sandbox.person("Борис"), "member")
    await anna.say("in a group", chat_id=group.id)
    updates = await result(http, sandbox, "getUpdates")
    assert len(updates) == 17
    for update in updates:
        assert_understood(update, Update, bot)


async def test_the_rest(http: aiohttp.ClientSession, sandbox: Sandbox, bot: Bot, anna: Person) -> None:
    group = sandbox.group("Компания", anna, bot_as="administrator")
    for chat_id in (anna.id, group.id):
        assert_understood(await result(http, sandbox, "getChat", chat_id=chat_id), ChatFullInfo, bot)
    for user_id in (anna.id, bot.id):
        member = await result(http, sandbox, "getChatMember", chat_id=group.id, user_id=user_id)
        assert_understood(member, ChatMember, bot)
    assert_understood(await result(http, sandbox, "getWebhookInfo"), WebhookInfo, bot)
    sent = await anna.send_document()
    assert_understood(await result(http, sandbox, "getFile", file_id=sent.file_id), File, bot)
