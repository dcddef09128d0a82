"""Bodies of requests: query string, urlencoded, JSON and multipart. Nothing is ever written to disk."""

import json
import re
from typing import Any

from aiohttp import BodyPartReader, web

from telegram_bot.sandbox.refusal import Refusal
from telegram_bot.sandbox.schema import Upload

_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
MAX_UPLOAD = 50 * 1024 * 1024


def _decoded(run: re.Match[str]) -> str:
    return bytes.fromhex(run[0].replace("%", "")).decode()


def read_form(text: str) -> dict[str, Any]:
    """A query string or urlencoded body; raises Refusal where it is not UTF-8."""
    # urllib's parse_qsl decodes byte by byte, which for Russian texts cost more than all the rest of a call.
    given: dict[str, Any] = {}
    try:
        for pair in text.replace("+", " ").split("&"):
            name, _, value = pair.partition("=")
            if name:
                given[_ESCAPES.sub(_decoded, name)] = _ESCAPES.sub(_decoded, value)
    except ValueError:
        raise Refusal("strings must be encoded in UTF-8") from None
    return given


async def _multipart(request: web.BaseRequest) -> dict[str, Any]:
    given: dict[str, Any] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise Refusal("can't parse multipart body")
        content = bytes(await part.read())
        if len(content) > MAX_UPLOAD:
            raise Refusal("Request Entity Too Large", 413)
        if part.filename is not None:
            mime_type = part.headers.get("Content-Type", "application/octet-stream")
            given[part.name] = Upload(part.filename, mime_type, content)
        else:
            try:
                given[part.name] = content.decode()
            except UnicodeDecodeError:
                raise Refusal("strings must be encoded in UTF-8") from None
    return _attached(given)


def _attached(given: dict[str, Any]) -> dict[str, Any]:
    # "attach://name" points at another part of the same request, also from inside an object given as JSON.
    used: set[str] = set()
    for name, value in list(given.items()):
        if isinstance(value, str) and "attach://" in value:
            given[name] = _with_files(value, given, used)
    return {name: value for name, value in given.items() if name not in used}


def _with_files(value: Any, given: dict[str, Any], used: set[str]) -> Any:
    if isinstance(value, dict):
        return {name: _with_files(inner, given, used) for name, inner in value.items()}
    if isinstance(value, str) and value.startswith("attach://"):
        target = value.removeprefix("attach://")
        if not isinstance(given.get(target), Upload):
            raise Refusal("wrong file attachment")
        used.add(target)
        return given[target]
    if isinstance(value, str) and value.startswith("{"):
        try:
            inner = json.loads(value)
        except (ValueError, RecursionError):
            return value
        return _with_files(inner, given, used) if isinstance(inner, dict) else value
    return value


async def read_parameters(request: web.BaseRequest) -> dict[str, Any]:
    """Every parameter as it was sent; raises Refusal when the body cannot be read."""
    given = read_form(request.query_string) if request.query_string else {}
    if not request.body_exists:
        return given
    kind = request.content_type
    if kind == "multipart/form-data":
        try:
            return given | await _multipart(request)
        except ValueError:
            raise Refusal("can't parse multipart body") from None
    body = await request.read()
    if kind == "application/json":
        try:
            parsed = json.loads(body)
        except (ValueError, RecursionError):
            raise Refusal("can't parse JSON object") from None
        if not isinstance(parsed, dict):
            raise Refusal("JSON object expected")
        return given | parsed
    if kind == "application/x-www-form-urlencoded":
        try:
            return given | read_form(body.decode())
        except UnicodeDecodeError:
            raise Refusal("strings must be encoded in UTF-8") from None
    if body:
        raise Refusal("unsupported Content-Type")
    return given
