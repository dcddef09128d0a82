"""The same people over HTTP, so that a window in another process can drive them: /client/… on the same port.

A thin layer over Person; see handle() for the paths. Bodies and answers are JSON. POST needs the content type
application/json, which a page in a browser cannot send across origins without asking first.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aiohttp import web

from telegram_bot.sandbox.person import CannotDo, NotSeen, Person
from telegram_bot.sandbox.refusal import Refusal
from telegram_bot.sandbox.screen import Shown
from telegram_bot.sandbox.types import Json

if TYPE_CHECKING:
    from telegram_bot.sandbox.sandbox import Sandbox

_LONGEST_WAIT = 50.0


def _response(body: Any, status: int = 200) -> web.Response:
    return web.Response(body=json.dumps(body).encode(), status=status, content_type="application/json")


class ClientFace:
    """Serves /client/…."""

    def __init__(self, sandbox: "Sandbox") -> None:
        self._sandbox = sandbox
        self._acts: dict[str, Callable[[Person, Json], Awaitable[Any]]] = {
            "say": self._say,
            "press": self._press,
            "link": self._link,
            "delete": self._delete,
            "edit": self._edit,
            "block": lambda person, _: person.block(),
            "unblock": lambda person, _: person.unblock(),
            "send": self._send,
        }

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """POST /client/persons, /client/clock, /client/faults; GET /client/transcript, /client/calls;
        GET /client/<person>/screen|events|commands|file?message=; POST /client/<person>/say|press|link|…"""
        parts = request.path.strip("/").split("/")[1:]
        try:
            if request.method == "GET":
                found = await self._read(parts, request)
                return found if isinstance(found, web.Response) else _response(found)
            if request.method != "POST" or request.content_type != "application/json":
                return _response({"error": "send JSON by POST"}, 415)
            body = await request.json()
            if not isinstance(body, dict):
                raise ValueError("a JSON object is expected")
            return _response(await self._act(parts, body))
        except LookupError:
            return _response({"error": "there is nothing at this address, or a field is missing"}, 404)
        except (CannotDo, NotSeen, Refusal, ValueError, TypeError) as problem:
            reason = str(problem) if isinstance(problem, CannotDo | NotSeen | Refusal) else "a field is wrong"
            return _response({"error": reason}, 400)

    def _person(self, part: str) -> Person:
        return self._sandbox.persons[int(part)]

    async def _read(self, parts: list[str], request: web.BaseRequest) -> Any:
        if parts == ["transcript"]:
            return [asdict(entry) for entry in self._sandbox.transcript]
        if parts == ["calls"]:
            return {"calls": self._sandbox.calls, "refused": self._sandbox.refused}
        person, what = self._person(parts[0]), parts[1]
        if what == "screen":
            return [asdict(one) for one in person.screen()]
        if what == "commands":
            return person.commands()
        if what == "file":
            stored = person.download(_by_id(person, int(request.query["message"])))
            return web.Response(body=stored, content_type="application/octet-stream")
        if what == "events":
            after, wait = int(request.query.get("after", 0)), float(request.query.get("timeout", 25))
            return [asdict(one) for one in await person.wait_for_event(after, min(wait, _LONGEST_WAIT))]
        raise KeyError(what)

    async def _act(self, parts: list[str], body: Json) -> Any:
        if parts == ["persons"]:
            person = self._sandbox.person(
                str(body["name"]),
                body.get("language"),
                body.get("id"),
                last_name=body.get("last_name"),
                username=body.get("username"),
            )
            return {"id": person.id, "name": person.name, "language": person.user.language_code}
        if parts == ["clock"]:
            self._sandbox.clock.advance(float(body["advance"]))
            return {"now": self._sandbox.clock.now()}
        if parts == ["faults"]:
            self._sandbox.faults.add(**body)
            return True
        if parts == ["faults", "clear"]:
            self._sandbox.faults.clear()
            return True
        result = await self._acts[parts[1]](self._person(parts[0]), body)
        return asdict(result) if result is not None else True

    async def _say(self, person: Person, body: Json) -> Shown:
        return await person.say(str(body["text"]), body.get("reply_to"))

    async def _press(self, person: Person, body: Json) -> Any:
        return await person.press(str(body["button"]), body.get("message"))

    async def _link(self, person: Person, body: Json) -> Shown:
        return await person.follow_link(str(body.get("payload", "")))

    async def _delete(self, person: Person, body: Json) -> None:
        await person.delete_own(_by_id(person, body["message"]))

    async def _edit(self, person: Person, body: Json) -> Shown:
        return await person.edit(_by_id(person, body["message"]), str(body["text"]))

    async def _send(self, person: Person, body: Json) -> Any:
        ways: dict[str, Callable[[], Awaitable[Shown]]] = {
            "photo": person.send_photo,
            "document": person.send_document,
            "voice": person.send_voice,
            "sticker": person.send_sticker,
            "poll": person.send_poll,
            "contact": person.send_contact,
            "location": person.send_location,
            "forward": lambda: person.send_forward(str(body.get("text", "…"))),
        }
        return await ways[str(body["kind"])]()


def _by_id(person: Person, message_id: int) -> Shown:
    found = next((one for one in person.screen() if one.message_id == message_id), None)
    if found is None:
        raise CannotDo("the message is not on the screen")
    return found
