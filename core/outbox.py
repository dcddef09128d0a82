"""The transactional outbox: what is to be sent is committed together with what causes it, and sent
afterwards, at least once (the transactional outbox pattern).
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, seconds_of
from core.crypto.aead import context, digest
from core.crypto.bot_key import BotKey
from core.language.safe_text import SafeText
from core.page import Attachment, Button, Page
from core.store.engine import Store
from core.store.tables import outbox

WAITING = "waiting"
SENT = "sent"
STUBBED = "stubbed"
BLOCKED = "blocked"
FAILED = "failed"
TEXT = "text"
NOTHING = SafeText("")
HELD_LONGEST = 7 * 24 * 3600
"""Seconds from a message's time for which it is kept for somebody who has blocked the bot."""
PLACES = 2**31
"""What the column holds; it orders the messages of one second, so that it may begin anew."""


@dataclass(frozen=True)
class Outgoing:
    """A message to queue. ``about``: what it is about and for whom; queueing the same twice is queueing it
    once. ``due`` in seconds; of those due at the same second the one queued first goes first. ``expires``: when the
    sent message is edited to a stub that says ``stub``, None for never. ``session``: whose released words it shows; it
    goes when that session is erased.
    """

    about: bytes
    chat: int = field(repr=False)
    page: Page = field(repr=False)
    due: int
    expires: int | None = None
    session: bytes | None = None
    stub: SafeText = field(default=NOTHING, repr=False)


@dataclass(frozen=True)
class Queued:
    """A message whose time has come. ``stub``: what it is to say when its life is over, empty when it has none."""

    id: bytes
    chat: int = field(repr=False)
    page: Page = field(repr=False)
    attempts: int
    stub: SafeText = field(default=NOTHING, repr=False)


@dataclass(frozen=True)
class Placed:
    """Messages that stand in a chat and are to become stubs. ``messages``: id and kind (TEXT, PHOTO or DOCUMENT) of
    each."""

    chat: int = field(repr=False)
    messages: tuple[tuple[int, str], ...] = field(repr=False)
    stub: SafeText = field(repr=False)


class Outbox:
    """The queue, under the bot's key."""

    def __init__(self, store: Store, key: BotKey, clock: Clock) -> None:
        self._store = store
        self._key = key
        self._clock = clock
        self._turns = count()

    async def queue(self, tx: AsyncConnection, messages: Sequence[Outgoing]) -> None:
        """Queue in the caller's transaction."""
        if not messages:
            return
        flavour = sqlite.insert if self._store.is_sqlite else postgresql.insert
        rows = [self._row(message) for message in messages]
        await tx.execute(flavour(outbox).on_conflict_do_nothing(), rows)

    def _row(self, message: Outgoing) -> dict[str, object]:
        row_id = digest(b"outbox", message.about)[:16]
        page, file = message.page, message.page.attachment
        raw = {
            "chat": message.chat,
            "text": page.text,
            "buttons": [[[button.label, button.data] for button in row] for row in page.buttons],
            "protect": page.protect,
            "quiet": page.quiet,
            "file": [file.kind, file.name, b64encode(file.data).decode()] if file else None,
            "stub": message.stub,
        }
        box = self._key.box.seal(json.dumps(raw, ensure_ascii=False).encode(), context("outbox", row_id))
        return {
            "id": row_id,
            "box": box,
            "due": message.due,
            "attempts": 0,
            "state": WAITING,
            "place": next(self._turns) % PLACES,
            "expires": message.expires,
            "session_id": message.session,
        }

    async def due(self, most: int = 100) -> list[Queued]:
        """Waiting messages whose time has come, oldest first."""
        query = (
            select(outbox)
            .where(outbox.c.state == WAITING, outbox.c.due <= seconds_of(self._clock))
            .order_by(outbox.c.due, outbox.c.place, outbox.c.id)
            .limit(most)
        )
        async with self._store.reading() as tx:
            rows = (await tx.execute(query)).all()
        return [self._read(row.id, row.box, row.attempts) for row in rows]

    def _read(self, row_id: bytes, box: bytes, attempts: int) -> Queued:
        raw = json.loads(self._key.box.open(box, context("outbox", row_id)))
        buttons = tuple(tuple(Button(label, data) for label, data in row) for row in raw["buttons"])
        file = raw.get("file")
        attachment = Attachment(file[0], file[1], b64decode(file[2])) if file else None
        page = Page(SafeText(raw["text"]), buttons, raw["protect"], attachment, raw.get("quiet", False))
        return Queued(row_id, raw["chat"], page, attempts, SafeText(raw.get("stub", "")))

    async def settle(self, row_ids: Sequence[bytes], state: str) -> None:
        """Mark messages SENT, STUBBED or FAILED; their content is wiped, their ids stay so that they are not queued
        again."""
        async with self._store.writing() as tx:
            await tx.execute(update(outbox).where(outbox.c.id.in_(row_ids)).values(state=state, box=b""))

    async def hold(self, row_ids: Sequence[bytes]) -> None:
        """Keep messages for somebody who has blocked the bot, until they are back or it has lasted HELD_LONGEST."""
        async with self._store.writing() as tx:
            await tx.execute(update(outbox).where(outbox.c.id.in_(row_ids)).values(state=BLOCKED))

    async def release(self, chat: int) -> int:
        """Let what was held for a chat go out, in the order in which it was queued. Returns how many messages."""
        held = select(outbox.c.id, outbox.c.box).where(outbox.c.state == BLOCKED, outbox.c.box != b"")
        async with self._store.reading() as tx:
            rows = (await tx.execute(held)).all()
        own = [row.id for row in rows if self._read(row.id, row.box, 0).chat == chat]
        if own:
            async with self._store.writing() as tx:
                await tx.execute(update(outbox).where(outbox.c.id.in_(own)).values(state=WAITING))
        return len(own)

    async def wipe_held(self) -> None:
        """Wipe what has been held for too long."""
        old = (
            (outbox.c.state == BLOCKED)
            & (outbox.c.box != b"")
            & (outbox.c.due < seconds_of(self._clock) - HELD_LONGEST)
        )
        async with self._store.writing() as tx:
            await tx.execute(update(outbox).where(old).values(box=b""))

    async def keep_for_stub(self, row_id: bytes, placed: Placed) -> None:
        """Mark SENT, remembering under the bot's key which messages are to become stubs when their life is over."""
        async with self._store.writing() as tx:
            changed = update(outbox).where(outbox.c.id == row_id)
            await tx.execute(changed.values(state=SENT, box=self._seal_placed(row_id, placed)))

    async def remember(self, about: bytes, placed: Placed, expires: int, session: bytes) -> None:
        """The same for messages that answered a person directly, and were never queued."""
        row_id = digest(b"outbox", about)[:16]
        row: dict[str, Any] = {"id": row_id, "box": self._seal_placed(row_id, placed), "due": seconds_of(self._clock)}
        row |= {"attempts": 0, "state": SENT, "place": 0, "expires": expires, "session_id": session}
        flavour = sqlite.insert if self._store.is_sqlite else postgresql.insert
        async with self._store.writing() as tx:
            await tx.execute(flavour(outbox).on_conflict_do_nothing(), [row])

    def _seal_placed(self, row_id: bytes, placed: Placed) -> bytes:
        raw = {"chat": placed.chat, "messages": placed.messages, "stub": placed.stub}
        return self._key.box.seal(json.dumps(raw, ensure_ascii=False).encode(), context("outbox-stub", row_id))

    async def expired(self, most: int = 100) -> list[tuple[bytes, Placed]]:
        """Sent messages whose life is over, with the ids of their rows."""
        query = select(outbox.c.id, outbox.c.box).where(
            outbox.c.state == SENT, outbox.c.expires <= seconds_of(self._clock), outbox.c.box != b""
        )
        async with self._store.reading() as tx:
            rows = (await tx.execute(query.limit(most))).all()
        found = []
        for row in rows:
            raw = json.loads(self._key.box.open(row.box, context("outbox-stub", row.id)))
            messages = tuple((message, kind) for message, kind in raw["messages"])
            found.append((row.id, Placed(raw["chat"], messages, SafeText(raw["stub"]))))
        return found

    async def postpone(self, row_ids: Sequence[bytes], until: int) -> None:
        """Try these again at ``until`` (seconds)."""
        async with self._store.writing() as tx:
            changed = update(outbox).where(outbox.c.id.in_(row_ids))
            await tx.execute(changed.values(due=until, attempts=outbox.c.attempts + 1))


__all__ = ["BLOCKED", "FAILED", "SENT", "STUBBED", "Outbox", "Outgoing", "Placed", "Queued"]
