"""The HTTP face: /bot<token>/<method>, /file/bot<token>/<path> and /client/…, on 127.0.0.1 only.

Nothing is ever logged here: paths carry the token and bodies carry people's texts.
"""

import asyncio
import contextlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

from aiohttp import StreamReader, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage
from aiohttp.web_protocol import RequestHandler

from telegram_bot.sandbox.faults import CALL_KINDS, FaultRule, Faults
from telegram_bot.sandbox.files import Files
from telegram_bot.sandbox.refusal import Refusal, flood
from telegram_bot.sandbox.requests import MAX_UPLOAD, read_parameters
from telegram_bot.sandbox.schema import method_name
from telegram_bot.sandbox.types import Json

HOST = "127.0.0.1"
# aiohttp's own error log would carry request paths and tracebacks with locals.
_SILENT = logging.getLogger("telegram_bot.sandbox.http")
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False
_KINDS = tuple(sorted(CALL_KINDS))

_JSON = {"Content-Type": "application/json"}

Perform = Callable[[str, Json], Awaitable[Any]]
Client = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
Observer = Callable[[str, bool], None]


def as_response(body: Json, status: int = 200) -> web.Response:
    """A JSON answer."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers=_JSON)


def _is_local(request: web.BaseRequest) -> bool:
    # A web page can reach loopback through a name of its own (DNS rebinding); its Host gives it away.
    host = request.headers.get("Host", "").rpartition(":")[0] or request.headers.get("Host", "")
    return host in (HOST, "localhost")


class HttpFace:
    """Reads requests, applies faults, answers."""

    def __init__(
        self,
        token: str | None,
        perform: Perform,
        client: Client,
        faults: Faults,
        files: Files,
        observe: Observer,
    ) -> None:
        """``token`` None accepts any: for a server that a person runs by hand."""
        self._token = token
        self._perform = perform
        self._client = client
        self._faults = faults
        self._files = files
        self._observe = observe
        self._stopping = asyncio.Event()
        self._runner: web.ServerRunner | None = None
        self.port = 0

    async def start(self, port: int) -> None:
        """Listen; port 0 takes a free one."""
        loop = asyncio.get_running_loop()
        self._stopping.clear()

        def build(
            message: RawRequestMessage,
            payload: StreamReader,
            protocol: RequestHandler,
            writer: AbstractStreamWriter,
            task: "asyncio.Task[None]",
        ) -> web.BaseRequest:
            return web.BaseRequest(
                message, payload, protocol, writer, task, loop, client_max_size=MAX_UPLOAD + 1024 * 1024
            )

        # A poll whose client has gone ends with it, and is not counted as a refused one.
        server = web.Server(
            self._handle, request_factory=build, handler_cancellation=True, access_log=None, logger=_SILENT
        )
        self._runner = web.ServerRunner(server, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    @property
    def addresses(self) -> list[str]:
        """The addresses it listens on."""
        return [address[0] for address in self._runner.addresses] if self._runner else []

    async def stop(self) -> None:
        """Close every connection, also those that hang in a long poll."""
        self._stopping.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if not _is_local(request):
            return as_response(Refusal("wrong host", 403).answer(), 403)
        if path.startswith("/bot"):
            token, _, method = path[4:].partition("/")
            return await self._bot_call(request, token, method)
        if path.startswith("/file/bot"):
            token, _, file_path = path[9:].partition("/")
            return self._download(token, unquote(file_path))
        if path.startswith("/client/"):
            return await self._client(request)
        return as_response(Refusal("", 404).answer(), 404)

    def _is_right(self, token: str) -> bool:
        return self._token is None or hmac.compare_digest(token.encode(), self._token.encode())

    def _download(self, token: str, path: str) -> web.Response:
        if not self._is_right(token):
            return as_response(Refusal("", 401).answer(), 401)
        stored = self._files.by_path(path)
        if stored is None:
            return as_response(Refusal("", 404).answer(), 404)
        return web.Response(body=stored.content, content_type="application/octet-stream")

    async def _bot_call(self, request: web.BaseRequest, token: str, method: str) -> web.StreamResponse:
        if not self._is_right(token):
            return as_response(Refusal("", 401).answer(), 401)
        name = method_name(method) or method
        rule = self._faults.take(name, *_KINDS)
        try:
            given = await read_parameters(request)
            if rule is not None and rule.kind in ("flood", "server_error", "timeout", "drop_before"):
                self._observe(name, False)
                return await self._refuse(request, rule)
            result = await self._perform(name, given)
        except Refusal as refusal:
            self._observe(name, False)
            return as_response(refusal.answer(), refusal.code)
        self._observe(name, True)
        return self._answer(request, result, rule)

    async def _refuse(self, request: web.BaseRequest, rule: FaultRule) -> web.StreamResponse:
        if rule.kind == "flood":
            raise flood(rule.retry_after)
        if rule.kind == "server_error":
            return web.Response(body=b"<html>Bad Gateway</html>", status=rule.status, content_type="text/html")
        if rule.kind == "timeout":
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), rule.seconds)
        return _drop(request)

    def _answer(self, request: web.BaseRequest, result: Any, rule: FaultRule | None) -> web.StreamResponse:
        if rule is None:
            return as_response({"ok": True, "result": result})
        if rule.kind == "drop_after":
            return _drop(request)
        if rule.kind == "wrong_type":
            return as_response({"ok": True, "result": [7] if isinstance(result, dict) else {"unexpected": 7}})
        whole = json.dumps({"ok": True, "result": result}).encode()
        return web.Response(body=whole[: len(whole) * 2 // 3], content_type="application/json")


def _drop(request: web.BaseRequest) -> web.Response:
    # Answering on a dead transport is quietly ignored by aiohttp.
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
