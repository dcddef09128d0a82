"""Who may take part and in which role. Nothing in this room touches a critique.

A person is a keyed hash of their account; their chat and title lie under the bot's key. A copy of the
database tells how many employees and executives there are, not who.
"""

import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, day_of
from core.crypto.aead import context
from core.crypto.bot_key import BotKey
from core.crypto.roster import Pin
from core.errors import CannotOpen, InviteRefused
from core.people.invitations import EMPLOYEE, Card, hash_token, open_card
from core.sessions import read_roster
from core.store.engine import Store
from core.store.recent import Recent
from core.store.tables import invites, people

_PERSON = select(people).where(people.c.id == bindparam("person"))

Joining = Callable[[AsyncConnection, "Person", Card], Awaitable[None]]
"""What else belongs to a person who joins, in the same transaction."""


@dataclass(frozen=True)
class Person:
    """Somebody who joined. ``title`` is how an executive signs answers; empty for employees. ``reachable``: False while
    they have the bot blocked."""

    id: bytes = field(repr=False)
    role: str
    lang: str
    chat: int = field(repr=False)
    title: str = field(repr=False)
    reachable: bool = True


class Membership:
    """The bot's list of people. ``fresh_for``: seconds for which it may work from what it has read."""

    def __init__(self, store: Store, key: BotKey, pin: Pin, clock: Clock, fresh_for: float = 0) -> None:
        self._recent: Recent[bytes, Person | None] = Recent(fresh_for)
        self._store = store
        self._key = key
        self._pin = pin
        self._clock = clock

    async def find(self, telegram_id: int) -> Person | None:
        """The person behind an account, or None when they have not joined. Raises CannotOpen when their row was
        altered behind the program's back."""
        person_id = self._key.person_id(telegram_id)
        return await self._recent.get(person_id, lambda: self._look_up(person_id))

    async def _look_up(self, person_id: bytes) -> Person | None:
        async with self._store.reading() as tx:
            return await self.read(tx, person_id)

    async def read(self, tx: AsyncConnection, person_id: bytes) -> Person | None:
        """The person of that id, or None when they have left. Raises CannotOpen."""
        row = (await tx.execute(_PERSON, {"person": person_id})).first()
        return self._read(row) if row else None

    async def join(self, token: str, telegram_id: int, chat: int, lang: str, also: Joining | None = None) -> Person:
        """Use an invitation up and remember the person, in one transaction with what ``also`` writes. Repeating it
        changes nothing.

        Somebody who joined before and brings an executive's invitation becomes an executive; an employee's invitation
        takes nothing from an executive, and is used up only when it tells something of its bearer. Raises
        InviteRefused, also for an invitation that nobody of the team has signed.
        """
        person_id = self._key.person_id(telegram_id)
        self._recent.forget(person_id)
        async with self._store.writing() as tx:
            known = await self.read(tx, person_id)
            card = await self._take(tx, token)
            if card is None:
                if known is None:
                    raise InviteRefused
                return known
            if known is not None and card.role == EMPLOYEE:
                person = known
                if not card.facts:
                    return known
            else:
                person = Person(person_id, card.role, known.lang if known else lang, chat, card.title)
                await tx.execute(delete(people).where(people.c.id == person_id))
                await tx.execute(insert(people), [self._row(person)])
            used = await tx.execute(delete(invites).where(invites.c.token_hash == hash_token(token)))
            if used.rowcount != 1:
                # Somebody else has used it up since it was read.
                raise InviteRefused
            if also is not None:
                await also(tx, person, card)
        return person

    async def _take(self, tx: AsyncConnection, token: str) -> Card | None:
        """The card of an invitation that is still good; None for any other."""
        query = select(invites).where(invites.c.token_hash == hash_token(token))
        row = (await tx.execute(query)).first()
        if row is None or row.expires < day_of(self._clock):
            return None
        try:
            return open_card(self._key, await read_roster(tx, self._pin), row.token_hash, row.card)
        except CannotOpen:
            return None

    async def set_language(self, person: Person, lang: str) -> None:
        """Remember the language a person chose."""
        self._recent.forget(person.id)
        async with self._store.writing() as tx:
            await tx.execute(update(people).where(people.c.id == person.id).values(lang=lang))

    async def forget(self, person: Person) -> None:
        """Remove a person for good, and the deleted row from SQLite's log."""
        self._recent.forget(person.id)
        async with self._store.writing() as tx:
            await tx.execute(delete(people).where(people.c.id == person.id))
        await self._store.checkpoint()

    async def mark_unreachable(self, telegram_id: int) -> None:
        """The person blocked the bot: what is queued for them is held until they are back."""
        await self._set_reachable(telegram_id, False)

    async def mark_reachable(self, telegram_id: int) -> None:
        """The person is back."""
        await self._set_reachable(telegram_id, True)

    async def _set_reachable(self, telegram_id: int, reachable: bool) -> None:
        person_id = self._key.person_id(telegram_id)
        async with self._store.writing() as tx:
            await tx.execute(update(people).where(people.c.id == person_id).values(reachable=reachable))
        self._recent.forget(person_id)

    async def reachable(self, tx: AsyncConnection, role: str) -> list[Person]:
        """Everybody of a role who has not blocked the bot, in an order that says nothing."""
        return await self._list(tx, people.c.role == role, people.c.reachable.is_(True))

    async def everybody(self, tx: AsyncConnection, role: str) -> list[Person]:
        """Everybody of a role, also those who have blocked the bot for now."""
        return await self._list(tx, people.c.role == role)

    async def _list(self, tx: AsyncConnection, *where: ColumnElement[bool]) -> list[Person]:
        rows = await tx.execute(select(people).where(*where))
        found = []
        for row in rows:
            with suppress(CannotOpen):
                # A row that was altered gets no message; it must not keep the others from theirs.
                found.append(self._read(row))
        return found

    async def recipient(self, tx: AsyncConnection, person_id: bytes) -> Person | None:
        """The person of that id; None when they have left, or their row was altered."""
        with suppress(CannotOpen):
            return await self.read(tx, person_id)
        return None

    def _row(self, person: Person) -> dict[str, object]:
        card = json.dumps({"chat": person.chat, "title": person.title}, ensure_ascii=False).encode()
        address = self._key.box.seal(card.ljust(192), _address(person.id, person.role))
        return {
            "id": person.id,
            "role": person.role,
            "lang": person.lang,
            "address": address,
            "reachable": True,
        }

    def _read(self, row: Any) -> Person:
        card = json.loads(self._key.box.open(row.address, _address(row.id, row.role)))
        return Person(row.id, row.role, row.lang, card["chat"], card["title"], row.reachable)


def _address(person_id: bytes, role: str) -> bytes:
    """Bound to the role as well: whoever can write the store must not make an executive of an employee."""
    return context("address", person_id, role)
