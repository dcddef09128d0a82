"""Sealed routes: the author's own choice to be told in Telegram that an answer has come.

A route is the chat and the code under a key that lives only in the bot's ring, never in the database, and dies on the
day the answer window ends. Without a route nothing is kept.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, day_of, seconds_of
from core.crypto.aead import Box, Randomness, context, digest
from core.crypto.bot_key import Ring
from core.crypto.receipt import Receipt
from core.errors import CannotOpen
from core.locales.catalogue import say
from core.outbox import Outbox, Outgoing
from core.page import Button, Page
from core.sessions import Session
from core.store.engine import Store
from core.store.tables import letters, routes

_PREFIX = "route/"
_SIZE = 192
"""Bytes a route is padded to, so that its length says nothing about the account."""


@dataclass(frozen=True)
class Route:
    """An opened route: where to tell, in which language, and the code of the thread."""

    id: bytes
    chat: int = field(repr=False)
    lang: str
    receipt: Receipt = field(repr=False)


def route_row(
    ring: Ring, session: Session, receipt: Receipt, chat: int, lang: str, today: date, random: Randomness = os.urandom
) -> dict[str, object]:
    """The row that goes with a drop whose author asked to be told, good for the session's ``answer_days``."""
    expires = today + timedelta(days=session.terms.answer_days)
    route_id = random(16)
    plain = json.dumps({"chat": chat, "lang": lang, "code": receipt.secret.hex()}).encode().ljust(_SIZE)
    sealed = Box(ring.key(_key_name(session.id, expires))).seal(plain, context("route", route_id, receipt.critique_id))
    common = {"id": route_id, "session_id": session.id, "critique_id": receipt.critique_id}
    return {**common, "expires": expires, "sealed": sealed}


class Routes:
    """The bot's use of routes that are still alive."""

    def __init__(self, store: Store, ring: Ring, clock: Clock) -> None:
        self._store = store
        self._ring = ring
        self._clock = clock

    async def find(self, route_id: bytes) -> Route | None:
        """The route of a button, or None when it has expired or been withdrawn."""
        async with self._store.reading() as tx:
            row = (await tx.execute(select(routes).where(routes.c.id == route_id))).first()
        if row is None or row.expires < day_of(self._clock):
            return None
        return self._open(row.id, row.session_id, row.critique_id, row.expires, row.sealed)

    async def queue_pushes(self, outbox: Outbox) -> int:
        """For every letter written since the last call: if its thread has a route, queue a message that says only that
        something came. One transaction. Returns how many."""
        async with self._store.reading() as tx:
            # Asked every few seconds: only news is worth the write lock.
            if (await tx.execute(select(letters.c.id).where(_FRESH).limit(1))).first() is None:
                return 0
        async with self._store.writing() as tx:
            rows = (await tx.execute(select(letters.c.id, letters.c.critique_id, letters.c.sealed).where(_FRESH))).all()
            if not rows:
                return 0
            messages = await self._pushes(tx, {row.critique_id: row.sealed for row in rows})
            await outbox.queue(tx, messages)
            await tx.execute(update(letters).where(letters.c.id.in_([row.id for row in rows])).values(fresh=False))
        return len(messages)

    async def _pushes(self, tx: AsyncConnection, news: dict[bytes, bytes]) -> list[Outgoing]:
        today, due = day_of(self._clock), seconds_of(self._clock)
        found = await tx.execute(select(routes).where(routes.c.critique_id.in_(list(news)), routes.c.expires >= today))
        messages = []
        for row in found:
            route = self._open(row.id, row.session_id, row.critique_id, row.expires, row.sealed)
            if route:
                about = context("push", row.id, digest(news[row.critique_id]))
                messages.append(Outgoing(about, route.chat, push_page(route.lang, row.id), due))
        return messages

    async def drop(self, receipt: Receipt) -> bool:
        """Forget the route of a thread, at its author's wish. Whether there was one."""
        async with self._store.writing() as tx:
            gone = await tx.execute(delete(routes).where(routes.c.critique_id == receipt.critique_id))
        await self._store.checkpoint()
        return bool(gone.rowcount)

    async def drop_chat(self, chat: int) -> int:
        """Forget every route to a chat, when its person leaves. Returns how many."""
        async with self._store.reading() as tx:
            rows = (await tx.execute(select(routes))).all()
        opened = (self._open(row.id, row.session_id, row.critique_id, row.expires, row.sealed) for row in rows)
        gone = [route.id for route in opened if route and route.chat == chat]
        if gone:
            async with self._store.writing() as tx:
                await tx.execute(delete(routes).where(routes.c.id.in_(gone)))
            await self._store.checkpoint()
        return len(gone)

    async def until(self, receipt: Receipt) -> date | None:
        """The last day of a thread's route; None when there is none."""
        query = select(routes.c.expires).where(routes.c.critique_id == receipt.critique_id)
        async with self._store.reading() as tx:
            last = (await tx.execute(query)).scalar_one_or_none()
        return last if last and last >= day_of(self._clock) else None

    async def expire(self) -> int:
        """Delete routes whose day has passed; their keys are destroyed with ``live_names``. Returns how many."""
        async with self._store.writing() as tx:
            gone = await tx.execute(delete(routes).where(routes.c.expires < day_of(self._clock)))
        return int(gone.rowcount)

    def live_names(self, names: Sequence[str], sessions: Sequence[Session]) -> set[str]:
        """Those ring names that are keys of routes which may still be used: not past their day, of a session that is
        not erased."""
        today, known = day_of(self._clock).isoformat(), {session.id.hex() for session in sessions}
        routed = [name.split("/") for name in names if name.startswith(_PREFIX)]
        return {"/".join(parts) for parts in routed if parts[1] in known and parts[2] >= today}

    def _open(self, route_id: bytes, session: bytes, critique: bytes, expires: date, sealed: bytes) -> Route | None:
        name = _key_name(session, expires)
        if name not in self._ring.names():
            return None
        try:
            raw = json.loads(Box(self._ring.key(name)).open(sealed, context("route", route_id, critique)))
        except CannotOpen:
            return None
        return Route(route_id, raw["chat"], raw["lang"], Receipt(bytes.fromhex(raw["code"])))


def push_page(lang: str, route_id: bytes) -> Page:
    """The message that lands on a lock screen: no content, no thread name."""
    return Page(say(lang, "push-answer"), ((Button(say(lang, "button-read"), f"rt:{route_id.hex()}"),),))


def _key_name(session: bytes, expires: date) -> str:
    return f"{_PREFIX}{session.hex()}/{expires.isoformat()}"


_FRESH = letters.c.fresh.is_(True)
