import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest

from telegram_bot.sandbox import Person, Sandbox


class Hook:
    """The bot's side: remembers what came, fails as told."""

    def __init__(self) -> None:
        self.url = ""
        self.heard: dict[int, list[str]] = defaultdict(list)
        self.attempts: list[str] = []
        self.secrets: set[str | None] = set()
        self.statuses: list[int] = []
        self.answer: dict[str, object] | None = None
        self.at_once = 0
        self.most_at_once = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def take(self, request: web.BaseRequest) -> web.StreamResponse:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        message = (await request.json())["message"]
        await self.gate.wait()
        self.at_once -= 1
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.attempts.append(message["text"])
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 200:
            self.heard[message["chat"]["id"]].append(message["text"])
        if self.answer is not None:
            return web.json_response(self.answer)
        return web.Response(status=status)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    taker = Hook()
    runner = web.ServerRunner(web.Server(taker.take, access_log=None), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    taker.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield taker
    await runner.cleanup()


async def until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not is_so():  # noqa: ASYNC110 -- the other side of a connection sets no event
            await asyncio.sleep(0.005)


async def all_delivered(sandbox: Sandbox) -> None:
    await until(lambda: not len(sandbox.updates))


async def test_updates_are_posted_with_the_secret(bot: Bot, sandbox: Sandbox, anna: Person, hook: Hook) -> None:
    await bot.set_webhook(hook.url, secret_token="s3cret_-", max_connections=3, allowed_updates=["message"])
    await anna.say("one")
    await all_delivered(sandbox)
    assert hook.heard[anna.id] == ["/start", "one"]
    assert hook.secrets == {"s3cret_-"}
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (hook.url, 0, 3)
    assert info.allowed_updates == ("message",)


async def test_a_failing_update_blocks_its_chat_only_and_is_repeated(
    bot: Bot, sandbox: Sandbox, anna: Person, hook: Hook
) -> None:
    await bot.delete_webhook(drop_pending_updates=True)
    boris = sandbox.person("Борис")
    hook.statuses = [500, 200, 404]
    await bot.set_webhook(hook.url)
    await anna.say("a1")
    await boris.say("b1")
    await anna.say("a2")
    await all_delivered(sandbox)
    assert (hook.heard[anna.id], hook.heard[boris.id]) == (["a1", "a2"], ["b1"])
    assert len(hook.attempts) == 5
    assert hook.attempts[0] == "a1"
    info = await bot.get_webhook_info()
    assert info.last_error_message is not None
    assert info.last_error_message.startswith("Wrong response from the webhook: 404")


async def test_no_more_requests_at_once_than_asked_for(bot: Bot, sandbox: Sandbox, hook: Hook) -> None:
    hook.gate.clear()
    await bot.set_webhook(hook.url, max_connections=2)
    for _ in range(6):
        await sandbox.person().say("x")
    await until(lambda: hook.at_once == 2)
    hook.gate.set()
    await all_delivered(sandbox)
    assert (hook.most_at_once, len(hook.attempts)) == (2, 6)


async def test_a_webhook_that_nobody_serves_keeps_updates(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await until(lambda: sandbox.webhook_error)
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1


async def test_the_answer_may_carry_one_call(bot: Bot, sandbox: Sandbox, anna: Person, hook: Hook) -> None:
    hook.answer = {"method": "sendMessage", "chat_id": anna.id, "text": "by the answer"}
    await bot.set_webhook(hook.url)
    await anna.wait_for_text("by the answer")


@pytest.mark.parametrize(
    ("url", "secret", "refusal"),
    [
        (
            "https://example.org/hook",
            None,
            "Bad webhook: this server delivers to the loopback interface only",
        ),
        ("nonsense", None, "Bad webhook"),
        ("http://127.0.0.1:9/x", "with space", "Secret token contains unallowed characters"),
        ("http://127.0.0.1:9/x", "x" * 257, "1-256 characters"),
    ],
)
async def test_refused_webhooks(bot: Bot, url: str, secret: str | None, refusal: str) -> None:
    with pytest.raises(BadRequest, match=refusal):
        await bot.set_webhook(url, secret_token=secret)
    assert (await bot.get_webhook_info()).url == ""


async def test_faults_of_delivery(bot: Bot, sandbox: Sandbox, anna: Person, hook: Hook) -> None:
    sandbox.faults.add("webhook", "duplicate")
    sandbox.faults.add("webhook", "reorder")
    await anna.say("one")
    await bot.set_webhook(hook.url)
    await all_delivered(sandbox)
    assert hook.attempts == ["one", "one", "/start"]
