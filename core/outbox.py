"""The transactional outbox: what is to be sent is committed together with what causes it, and sent
afterwards, at least once (the transactional outbox pattern).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, seconds_of
from core.crypto.aead import context, digest
from core.crypto.bot_key import BotKey
from core.language.safe_text import SafeText
from core.page import Button, Page
from core.store.engine import Store
from core.store.tables import outbox

WAITING = "waiting"
SENT = "sent"
STUBBED = "stubbed"
BLOCKED = "blocked"
FAILED = "failed"


@dataclass(frozen=True)
class Outgoing:
    """A message to queue. ``about``: what it is about and for whom; queueing the same twice is queueing it
    once. ``due`` in seconds; ``place`` orders messages due at the same second. ``expires``: when the sent
    message is edited to a stub, None for never. ``session``: whose released words it shows; it goes when that session
    is erased.
    """

    about: bytes
    chat: int = field(repr=False)
    page: Page = field(repr=False)
    due: int
    place: int = 0
    expires: int | None = None
    session: bytes | None = None


@dataclass(frozen=True)
class Queued:
    """A message whose time has come."""

    id: bytes
    chat: int = field(repr=False)
    page: Page = field(repr=False)
    attempts: int


class Outbox:
    """The queue, under the bot's key."""

    def __init__(self, store: Store, key: BotKey, clock: Clock) -> None:
        self._store = store
        self._key = key
        self._clock = clock

    async def queue(self, tx: AsyncConnection, messages: Sequence[Outgoing]) -> None:
        """Queue in the caller's transaction."""
        if not messages:
            return
        flavour = sqlite.insert if self._store.is_sqlite else postgresql.insert
        rows = [self._row(message) for message in messages]
        await tx.execute(flavour(outbox).on_conflict_do_nothing(), rows)

    def _row(self, message: Outgoing) -> dict[str, object]:
        row_id = digest(b"outbox", message.about)[:16]
        page = message.page
        raw = {
            "chat": message.chat,
            "text": page.text,
            "buttons": [[[button.label, button.data] for button in row] for row in page.buttons],
            "protect": page.protect,
        }
        box = self._key.box.seal(json.dumps(raw, ensure_ascii=False).encode(), context("outbox", row_id))
        return {
            "id": row_id,
            "box": box,
            "due": message.due,
            "attempts": 0,
            "state": WAITING,
            "place": message.place,
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
        return Queued(row_id, raw["chat"], Page(SafeText(raw["text"]), buttons, raw["protect"]), attempts)

    async def settle(self, row_ids: Sequence[bytes], state: str) -> None:
        """Mark messages SENT, BLOCKED (the person blocked the bot) or FAILED; their content is wiped, their
        ids stay so that they are not queued again.
        """
        async with self._store.writing() as tx:
            await tx.execute(update(outbox).where(outbox.c.id.in_(row_ids)).values(state=state, box=b""))

    async def keep_for_stub(self, row_id: bytes, chat: int, message: int) -> None:
        """Mark SENT, remembering under the bot's key which message is to become a stub when its life is over."""
        plain = json.dumps({"chat": chat, "message": message}).encode()
        box = self._key.box.seal(plain, context("outbox-stub", row_id))
        async with self._store.writing() as tx:
            await tx.execute(update(outbox).where(outbox.c.id == row_id).values(state=SENT, box=box))

    async def expired(self, most: int = 100) -> list[tuple[bytes, int, int]]:
        """Sent messages whose life is over: (row id, chat, message id)."""
        query = select(outbox.c.id, outbox.c.box).where(
            outbox.c.state == SENT, outbox.c.expires <= seconds_of(self._clock), outbox.c.box != b""
        )
        async with self._store.reading() as tx:
            rows = (await tx.execute(query.limit(most))).all()
        found = []
        for row in rows:
            raw = json.loads(self._key.box.open(row.box, context("outbox-stub", row.id)))
            found.append((row.id, raw["chat"], raw["message"]))
        return found

    async def postpone(self, row_ids: Sequence[bytes], until: int) -> None:
        """Try these again at ``until`` (seconds)."""
        async with self._store.writing() as tx:
            changed = update(outbox).where(outbox.c.id.in_(row_ids))
            await tx.execute(changed.values(due=until, attempts=outbox.c.attempts + 1))


__all__ = ["BLOCKED", "FAILED", "SENT", "Outbox", "Outgoing", "Queued"]
