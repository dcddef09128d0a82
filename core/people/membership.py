"""Who may take part and in which role. Nothing in this room touches a critique.

A person is a keyed hash of their account; their chat and title lie under the bot's key. A copy of the
database tells how many employees and executives there are, not who.
"""

import json
import os
from base64 import urlsafe_b64encode
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, day_of
from core.crypto.aead import Randomness, context, digest
from core.crypto.bot_key import BotKey
from core.errors import BadInput, CannotOpen, InviteRefused
from core.language.safe_text import one_line
from core.store.engine import Store
from core.store.recent import Recent
from core.store.tables import company, invites, people

EMPLOYEE = "employee"
EXECUTIVE = "executive"
ROLES = (EMPLOYEE, EXECUTIVE)
BOT_NAME = "bot_username"
"""The bot's user name among the company's plain facts."""
INVITE_DAYS = 30
INVITES_MOST = 10_000
TITLE_LONGEST = 60


@dataclass(frozen=True)
class Person:
    """Somebody who joined. ``title`` is how an executive signs answers; empty for employees."""

    id: bytes = field(repr=False)
    role: str
    lang: str
    chat: int = field(repr=False)
    title: str = field(repr=False)


async def create_invites(
    store: Store, clock: Clock, role: str, count: int, title: str = "", random: Randomness = os.urandom
) -> list[str]:
    """``count`` one-time invitations as deep-link payloads (32 characters), good for INVITE_DAYS days.

    The store keeps only their hashes. Raises BadInput for an unknown role, a count out of 1..10,000, or a long title.
    """
    if role not in ROLES:
        raise BadInput("error-role", role=role)
    if not 1 <= count <= INVITES_MOST:
        raise BadInput("error-invite-count", most=INVITES_MOST)
    title = one_line(title)
    if len(title) > TITLE_LONGEST:
        raise BadInput("error-invite-title", most=TITLE_LONGEST)
    tokens = [urlsafe_b64encode(random(24)).decode() for _ in range(count)]
    expires = day_of(clock) + timedelta(days=INVITE_DAYS)
    rows = [{"token_hash": _hash(token), "role": role, "title": title, "expires": expires} for token in tokens]
    async with store.writing() as tx:
        await tx.execute(delete(invites).where(invites.c.expires < day_of(clock)))
        await tx.execute(insert(invites), rows)
    return tokens


async def remember_bot_name(store: Store, name: str) -> None:
    """Leave the bot's user name for whoever makes invitation links; written only when it is another one."""
    if await read_bot_name(store) == name:
        return
    async with store.writing() as tx:
        await tx.execute(delete(company).where(company.c.name == BOT_NAME))
        await tx.execute(insert(company), [{"name": BOT_NAME, "value": name}])


async def read_bot_name(store: Store) -> str | None:
    """The bot's user name, once it has run against this store."""
    async with store.reading() as tx:
        query = select(company.c.value).where(company.c.name == BOT_NAME)
        return (await tx.execute(query)).scalar_one_or_none()


class Membership:
    """The bot's list of people. ``fresh_for``: seconds for which it may work from what it has read."""

    def __init__(self, store: Store, key: BotKey, clock: Clock, fresh_for: float = 0) -> None:
        self._recent: Recent[bytes, Person | None] = Recent(fresh_for)
        self._store = store
        self._key = key
        self._clock = clock

    async def find(self, telegram_id: int) -> Person | None:
        """The person behind an account, or None when they have not joined. Raises CannotOpen when their row was
        altered behind the program's back."""
        person_id = self._key.person_id(telegram_id)
        return await self._recent.get(person_id, lambda: self._look_up(person_id))

    async def _look_up(self, person_id: bytes) -> Person | None:
        async with self._store.reading() as tx:
            row = (await tx.execute(select(people).where(people.c.id == person_id))).first()
        return self._read(row.id, row.role, row.lang, row.address) if row else None

    async def join(self, token: str, telegram_id: int, chat: int, lang: str) -> Person:
        """Use an invitation up and remember the person, in one transaction. Repeating it changes nothing.

        Somebody who joined before and brings an executive's invitation becomes an executive; an employee's invitation
        takes nothing from an executive and stays unused. Raises InviteRefused.
        """
        person_id = self._key.person_id(telegram_id)
        self._recent.forget(person_id)
        async with self._store.writing() as tx:
            known = (await tx.execute(select(people).where(people.c.id == person_id))).first()
            invite = (await tx.execute(select(invites).where(invites.c.token_hash == _hash(token)))).first()
            if invite is None or invite.expires < day_of(self._clock):
                if known is None:
                    raise InviteRefused
                return self._read(known.id, known.role, known.lang, known.address)
            if known is not None and invite.role == EMPLOYEE:
                return self._read(known.id, known.role, known.lang, known.address)
            used = await tx.execute(delete(invites).where(invites.c.token_hash == invite.token_hash))
            if used.rowcount != 1:
                # Somebody else has used it up since it was read.
                raise InviteRefused
            person = Person(person_id, invite.role, known.lang if known else lang, chat, invite.title)
            await tx.execute(delete(people).where(people.c.id == person_id))
            await tx.execute(insert(people), [self._row(person)])
        return person

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
        """The person blocked the bot: no messages until they write again."""
        await self._set_reachable(telegram_id, False)

    async def mark_reachable(self, telegram_id: int) -> None:
        """The person writes again."""
        await self._set_reachable(telegram_id, True)

    async def _set_reachable(self, telegram_id: int, reachable: bool) -> None:
        async with self._store.writing() as tx:
            changed = update(people).where(people.c.id == self._key.person_id(telegram_id))
            await tx.execute(changed.values(reachable=reachable))

    async def reachable(self, tx: AsyncConnection, role: str) -> list[Person]:
        """Everybody of a role who has not blocked the bot, in an order that says nothing."""
        rows = await tx.execute(select(people).where(people.c.role == role, people.c.reachable.is_(True)))
        found = []
        for row in rows:
            with suppress(CannotOpen):
                # A row that was altered gets no message; it must not keep the others from theirs.
                found.append(self._read(row.id, row.role, row.lang, row.address))
        return found

    async def reach(self, tx: AsyncConnection, person_id: bytes) -> Person | None:
        """The person of that id, unless they have left or blocked the bot."""
        row = (await tx.execute(select(people).where(people.c.id == person_id, people.c.reachable.is_(True)))).first()
        with suppress(CannotOpen):
            return self._read(row.id, row.role, row.lang, row.address) if row else None
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

    def _read(self, person_id: bytes, role: str, lang: str, address: bytes) -> Person:
        card = json.loads(self._key.box.open(address, _address(person_id, role)))
        return Person(person_id, role, lang, card["chat"], card["title"])


def _address(person_id: bytes, role: str) -> bytes:
    """Bound to the role as well: whoever can write the store must not make an executive of an employee."""
    return context("address", person_id, role)


def _hash(token: str) -> bytes:
    return digest(b"invite", token.encode())
