"""Taking a critique or a reply from a person to a durable, sealed drop. The public side: it seals and cannot
open.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, day_of, seconds_of
from core.crypto.aead import Randomness, context, keyed_hash
from core.crypto.bot_key import FORMAT_KEYS, BotKey, Ring
from core.crypto.receipt import Receipt
from core.crypto.roster import Pin
from core.errors import AlreadySealed, BadInput, CannotOpen, Muted, NoSession, NotFound, QuotaReached
from core.intake.critique import REPLY, TEXT_MOST, WITHDRAW, mute_tag, seal_critique, seal_reply
from core.intake.routes import Routes, route_row
from core.intake.stirring import stir
from core.repeats import forgotten_at
from core.sessions import Session, current, hold_sessions, read_current
from core.store.engine import Store
from core.store.group_commit import GroupCommit
from core.store.recent import Recent
from core.store.tables import critiques, drops, inflight, mutes, participants, presses, routes


@dataclass(frozen=True)
class Press:
    """One press of a button: the update that told of it, the chat and message it stands under. ``person`` is
    the account that pressed; none of these is stored in a form that can be turned back.
    """

    update: int
    person: int = field(repr=False)
    chat: int = field(repr=False)
    message: int = field(repr=False)


@dataclass(frozen=True)
class Sealed:
    """A durable submission. ``repeat``: this update had been sealed before, the code is the same."""

    receipt: Receipt
    repeat: bool


@dataclass(frozen=True)
class _Entry:
    press: Press
    marks: tuple[bytes, bytes]
    """Of today, and of yesterday's key: a press near midnight may be repeated after it."""
    day: date
    expires: int
    drop: dict[str, Any]
    code: bytes
    author: "_Author | None"
    route: dict[str, object] | None

    @property
    def participant(self) -> tuple[object, bytes] | None:
        """The row of ``participants`` that this entry counts in."""
        return (self.drop["session_id"], self.author.nullifier) if self.author else None


@dataclass(frozen=True)
class _Author:
    """What stands for the author of a critique while it is being written; a follow-up has none."""

    key: bytes = field(repr=False)
    nullifier: bytes = field(repr=False)
    quota: int

    def is_muted(self, mutes: Sequence[tuple[bytes, bytes]]) -> bool:
        """Whether one of the muted threads, given as (critique id, tag), is this author's."""
        return any(mute_tag(self.key, self.nullifier, critique) == tag for critique, tag in mutes)


class Intake:
    """The bot's desk for submissions. ``fresh_for``: seconds for which it may work from sessions it has verified."""

    def __init__(
        self,
        store: Store,
        key: BotKey,
        ring: Ring,
        pin: Pin,
        clock: Clock,
        random: Randomness = os.urandom,
        fresh_for: float = 0,
    ) -> None:
        self._recent: Recent[str, list[Session]] = Recent(fresh_for)
        self._store = store
        self._key = key
        self._ring = ring
        self._pin = pin
        self._clock = clock
        self._random = random
        self.routes = Routes(store, ring, clock)
        self._tags: dict[bytes, bytes] = {}
        self._is_ordered = True
        self._group: GroupCommit[_Entry, Sealed] = GroupCommit(store, self._write)

    async def sessions(self) -> list[Session]:
        """All sessions, verified. Raises KeySwapped."""
        return await self._recent.get("sessions", self._verify)

    async def _verify(self) -> list[Session]:
        async with self._store.reading() as tx:
            return await read_current(tx, self._pin)

    async def session(self, role: str | None = None) -> Session:
        """The session that takes a critique of somebody in that role now. Raises NoSession or KeySwapped."""
        return current(await self.sessions(), seconds_of(self._clock), role)

    async def session_of(self, receipt: Receipt) -> Session:
        """The session that a code's critique belongs to. Raises NotFound or KeySwapped."""
        async with self._store.reading() as tx:
            for table in (critiques, drops):
                query = select(table.c.session_id).where(table.c.id == receipt.critique_id)
                if session_id := (await tx.execute(query)).scalar_one_or_none():
                    break
            else:
                raise NotFound
        for session in await self.sessions():
            if session.id == session_id:
                return session
        raise NotFound

    async def submit(
        self,
        press: Press,
        session: Session,
        text: str,
        lang: str,
        topic: str,
        tell_me: bool = False,
        tell_lang: str = "",
    ) -> Sealed:
        """Seal ``text`` to ``session``; returns after the commit, so what is returned may be promised to the
        author.

        The same update again gives the same code. ``tell_me``: keep a sealed route to the chat, so that the author
        is told when an answer comes; without it nothing is kept. ``tell_lang``: the person's own language, where it
        is not that of the text.

        Raises QuotaReached, Muted, AlreadySealed for a second press of the same button, BadInput for an empty or
        oversized text or a topic that the session does not have, StoreUnavailable when nothing could be written.
        """
        if not text.strip() or len(text) > TEXT_MOST:
            raise BadInput("error-text-length", most=TEXT_MOST)
        if topic and topic not in session.terms.topics:
            # A button's data comes from the person's client and can be anything.
            raise BadInput("error-session-topics", topics=", ".join(session.terms.topics))
        receipt = Receipt.generate(self._random)
        nullifier_key = self._ring.key(nullifier_name(session, day_of(self._clock)))
        nullifier = keyed_hash(nullifier_key, str(press.person).encode())
        tag = mute_tag(nullifier_key, nullifier, receipt.critique_id)
        sealed, mailbox = seal_critique(session.public, session.id, session.epoch, receipt, text, lang, topic, tag)
        drop = self._drop(receipt.critique_id, session, sealed, mailbox)
        today = day_of(self._clock)
        told = tell_lang or lang
        route = route_row(self._ring, session, receipt, press.chat, told, today, self._random) if tell_me else None
        return await self._group.commit(
            self._entry(press, drop, receipt, _Author(nullifier_key, nullifier, session.terms.quota), route)
        )

    async def reply(self, press: Press, receipt: Receipt, text: str, lang: str, kind: str = REPLY) -> Sealed:
        """Seal the author's later word to the session that the critique belongs to: REPLY, or VETO of the
        wording prepared for release, with the reason.

        Raises NotFound when the code opens nothing, and what ``submit`` raises.
        """
        if not text.strip() or len(text) > TEXT_MOST:
            raise BadInput("error-text-length", most=TEXT_MOST)
        return await self._follow_up(press, receipt, text, lang, kind)

    async def withdraw(self, press: Press, receipt: Receipt) -> bool:
        """Take the critique back. Whether it is gone already: one that still waits in the spool is deleted
        at once; one taken in is erased by the next console that looks, unless it was published before.

        Raises NotFound.
        """
        async with self._store.writing() as tx:
            gone = bool((await tx.execute(delete(drops).where(drops.c.id == receipt.critique_id))).rowcount)
            await tx.execute(delete(routes).where(routes.c.critique_id == receipt.critique_id))
        if gone:
            await self._store.checkpoint()
            return True
        await self._follow_up(press, receipt, "", "", WITHDRAW)
        return False

    async def _follow_up(self, press: Press, receipt: Receipt, text: str, lang: str, kind: str) -> Sealed:
        session = await self.session_of(receipt)
        drop_id = self._random(16)
        sealed = seal_reply(session.public, session.id, session.epoch, drop_id, receipt, text, lang, kind)
        drop = self._drop(drop_id, session, sealed, b"")
        return await self._group.commit(self._entry(press, drop, receipt))

    async def recall(self, update: int) -> Sealed | None:
        """What this very update sealed before: a repeat shows its code even where the session has closed since."""
        async with self._store.reading() as tx:
            query = select(inflight.c.box).where(inflight.c.update_id == update)
            box = (await tx.execute(query)).scalar_one_or_none()
        return Sealed(Receipt(self._key.box.open(box, context("inflight", update))), repeat=True) if box else None

    async def forget_inflight(self, confirmed_below: int | None) -> None:
        """Wipe the codes of updates that Telegram will not repeat: below the confirmed offset, or past their
        life.

        ``None``: nothing is known of the offset (webhook), only age counts.
        """
        stale = inflight.c.expires < seconds_of(self._clock)
        if confirmed_below is not None:
            stale = stale | (inflight.c.update_id < confirmed_below)
        async with self._store.reading() as tx:
            if (await tx.execute(select(func.count()).select_from(inflight).where(stale))).scalar_one() == 0:
                return
        async with self._store.writing() as tx:
            await tx.execute(delete(inflight).where(stale))

    async def retire_keys(self) -> None:
        """Destroy the short-lived keys whose time has passed, and the marks they made."""
        today = day_of(self._clock)
        alive = {_press_name(today - timedelta(days=back)) for back in range(2)}
        known, now = await self.sessions(), seconds_of(self._clock)
        alive |= {nullifier_name(session, today) for session in known if not session.is_over_at(now)}
        await self.routes.expire()
        alive |= self.routes.live_names(self._ring.names(), known)
        alive |= {name for name in self._ring.names() if name.startswith(FORMAT_KEYS)}
        for name in set(self._ring.names()) - alive:
            self._ring.destroy(name)
        async with self._store.writing() as tx:
            await tx.execute(delete(presses).where(presses.c.day < today - timedelta(days=1)))
        await self._store.checkpoint()

    async def stir(self) -> None:
        """Take the order of arrival out of the files (core.intake.stirring), if anything has arrived since the last
        time; else only fold the log. Raises StoreUnavailable."""
        if not self._is_ordered:
            await self._store.checkpoint()
            return
        self._is_ordered = False
        try:
            await stir(self._store)
        except BaseException:
            self._is_ordered = True
            raise

    def _drop(self, drop_id: bytes, session: Session, sealed: bytes, mailbox: bytes) -> dict[str, object]:
        return {
            "id": drop_id,
            "session_id": session.id,
            "epoch": session.epoch,
            "day": day_of(self._clock),
            "sealed": sealed,
            "mailbox": mailbox,
        }

    def _entry(
        self,
        press: Press,
        drop: dict[str, object],
        receipt: Receipt,
        author: "_Author | None" = None,
        route: dict[str, object] | None = None,
    ) -> _Entry:
        day = day_of(self._clock)
        return _Entry(
            press,
            (self._mark(press, day), self._mark(press, day - timedelta(days=1))),
            day,
            forgotten_at(self._clock),
            drop,
            self._key.box.seal(receipt.secret, context("inflight", press.update)),
            author,
            route,
        )

    def _mark(self, press: Press, day: date) -> bytes:
        return keyed_hash(self._ring.key(_press_name(day)), context("press", press.chat, press.message))

    async def _write(self, tx: AsyncConnection, entries: Sequence[_Entry]) -> Sequence[Sealed | Exception]:
        """One transaction for all: the drops, the codes in flight, the press marks and the nullifiers."""
        earlier = await self._earlier(tx, entries)
        # A session that we still remember may have been erased: nobody would ever read what is put there.
        standing = await hold_sessions(tx, {entry.drop["session_id"] for entry in entries})
        results: list[Sealed | Exception] = []
        fresh: list[_Entry] = []
        for entry in entries:
            update = entry.press.update
            if update in earlier.codes:
                results.append(Sealed(Receipt(earlier.codes[update]), repeat=True))
            elif earlier.marks.intersection(entry.marks):
                results.append(AlreadySealed())
            elif entry.author and entry.author.is_muted(earlier.mutes.get(entry.drop["session_id"], [])):
                results.append(Muted())
            elif entry.author and 0 < entry.author.quota <= earlier.written.get(entry.participant, 0):
                results.append(QuotaReached(quota=entry.author.quota))
            elif entry.drop["session_id"] not in standing:
                results.append(NoSession() if entry.author else NotFound())
            else:
                code = self._key.box.open(entry.code, context("inflight", update))
                earlier.codes[update] = code
                earlier.marks.add(entry.marks[0])
                if entry.participant:
                    earlier.written[entry.participant] = earlier.written.get(entry.participant, 0) + 1
                fresh.append(entry)
                results.append(Sealed(Receipt(code), repeat=False))
        if fresh:
            await self._insert(tx, fresh)
        return results

    async def _insert(self, tx: AsyncConnection, fresh: list[_Entry]) -> None:
        self._is_ordered = True
        await tx.execute(insert(drops), [entry.drop for entry in fresh])
        rows = [{"update_id": e.press.update, "box": e.code, "expires": e.expires} for e in fresh]
        await tx.execute(insert(inflight), rows)
        await tx.execute(insert(presses), [{"mark": entry.marks[0], "day": entry.day} for entry in fresh])
        given = [entry.route for entry in fresh if entry.route]
        if given:
            await tx.execute(insert(routes), given)
        await self._count_people(tx, fresh)

    async def _count_people(self, tx: AsyncConnection, fresh: list[_Entry]) -> None:
        counts: dict[tuple[object, bytes], int] = {}
        for entry in fresh:
            if entry.participant:
                counts[entry.participant] = counts.get(entry.participant, 0) + 1
        if not counts:
            return
        flavour = sqlite.insert if self._store.is_sqlite else postgresql.insert
        adding = flavour(participants)
        adding = adding.on_conflict_do_update(
            index_elements=[participants.c.session_id, participants.c.nullifier],
            set_={"written": participants.c.written + adding.excluded.written},
        )
        rows = [
            {"session_id": s, "nullifier": n, "written": count} for (s, n), count in sorted(counts.items(), key=str)
        ]
        await tx.execute(adding, rows)

    async def _earlier(self, tx: AsyncConnection, entries: Sequence[_Entry]) -> "_Earlier":
        updates = [entry.press.update for entry in entries]
        marks = [mark for entry in entries for mark in entry.marks]
        # Marks first: another replica may commit between two statements, and a press whose mark is seen must be seen
        # with its code, or its author would be told that it was sealed and never get the code.
        pressed = set((await tx.execute(select(presses.c.mark).where(presses.c.mark.in_(marks)))).scalars())
        rows = await tx.execute(select(inflight.c.update_id, inflight.c.box).where(inflight.c.update_id.in_(updates)))
        codes = {}
        for row in rows:
            try:
                codes[row.update_id] = self._key.box.open(row.box, context("inflight", row.update_id))
            except CannotOpen:
                continue
        nullifiers = {entry.author.nullifier for entry in entries if entry.author and entry.author.quota}
        query = select(participants).where(participants.c.nullifier.in_(nullifiers))
        written = (await tx.execute(query)).all() if nullifiers else []
        counts: dict[tuple[object, bytes] | None, int] = {(r.session_id, r.nullifier): r.written for r in written}
        return _Earlier(codes, pressed, counts, await self._read_mutes(tx))

    async def _read_mutes(self, tx: AsyncConnection) -> dict[object, list[tuple[bytes, bytes]]]:
        found: dict[object, list[tuple[bytes, bytes]]] = {}
        for row in await tx.execute(select(mutes)):
            if row.bot_sealed not in self._tags:
                place = context("mute", row.session_id, row.critique_id)
                self._tags[row.bot_sealed] = self._key.pair.open(row.bot_sealed, place)
            found.setdefault(row.session_id, []).append((row.critique_id, self._tags[row.bot_sealed]))
        return found


@dataclass(frozen=True)
class _Earlier:
    codes: dict[int, bytes]
    marks: set[bytes]
    written: dict[tuple[object, bytes] | None, int]
    mutes: dict[object, list[tuple[bytes, bytes]]]


def nullifier_name(session: Session, today: date) -> str:
    """The ring's name for a session's nullifier key; a standing inbox, which never closes, gets one a
    month.
    """
    month = f"/{today:%Y-%m}" if session.terms.kind == "standing" else ""
    return f"nullifier/{session.id.hex()}{month}"


def _press_name(day: date) -> str:
    return f"press/{day.isoformat()}"
