"""Telegram's deliveries over HTTPS (behind a proxy that ends TLS): 200 is said only after the durable work.

Anything else makes Telegram bring the update again, in order.
"""

import asyncio
import hmac
import json
import logging
from typing import Any
from weakref import WeakValueDictionary

from aiohttp import web

from core.errors import BadInput
from core.settings import Settings
from telegram_bot.delivery import ALLOWED, AnyApplication, Delivery
from telegram_bot.deps import Deps

_LOG = logging.getLogger(__name__)
HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_MOST = 1024 * 1024
CONNECTIONS = 40
_SILENT = logging.getLogger("telegram_bot.webhook.http")
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False


class Webhook:
    """The endpoint. ``port`` is where it listens once started."""

    def __init__(self, settings: Settings, application: AnyApplication, deps: Deps, delivery: Delivery) -> None:
        self._bot = application.bot
        self._delivery = delivery
        self._url = settings.webhook_url or ""
        given = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
        self._secret = given or deps.key.webhook_secret
        self._host, self._listen = read_address(settings.webhook_listen)
        self._chats: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._runner: web.ServerRunner | None = None
        self.port = 0

    async def start(self) -> None:
        """Listen, then tell Telegram where. Raises TelegramError; BadInput when the port is taken."""
        if self._runner is None:
            server = web.Server(self._take, access_log=None, logger=_SILENT)
            self._runner = web.ServerRunner(server)
            await self._runner.setup()
            try:
                await web.TCPSite(self._runner, self._host, self._listen).start()
            except OSError:
                await self.stop()
                raise BadInput("error-settings", names="webhook_listen") from None
            self.port = self._runner.addresses[0][1]
        await self._bot.set_webhook(
            self._url,
            allowed_updates=ALLOWED,
            secret_token=self._secret,
            max_connections=CONNECTIONS,
            drop_pending_updates=False,
        )

    async def stop(self) -> None:
        """Finish the requests under way and close the port. Telegram keeps what it cannot deliver meanwhile."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    async def _take(self, request: web.BaseRequest) -> web.StreamResponse:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._secret.encode()):
            return web.Response(status=403)
        if request.method != "POST" or (request.content_length or 0) > BODY_MOST:
            return web.Response(status=400)
        try:
            raw = json.loads(await request.read())
        except ValueError:
            raw = None
        if not isinstance(raw, dict) or type(raw.get("update_id")) is not int:
            return web.Response(status=400)
        return web.Response(status=200 if await self._handle(raw) else 503)

    async def _handle(self, raw: dict[str, Any]) -> bool:
        update = self._delivery.decode(raw)
        if update is None:
            return True
        chat = update.effective_chat.id if update.effective_chat else 0
        lock = self._chats.setdefault(chat, asyncio.Lock())
        async with lock:
            return await self._delivery.try_once(update)


def read_address(text: str) -> tuple[str, int]:
    """(host, port) of "host:port". Raises BadInput."""
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or not 0 <= int(port) <= 65535:
        raise BadInput("error-settings", names="webhook_listen")
    return host.strip("[]") or "127.0.0.1", int(port)
