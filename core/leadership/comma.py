"""Placing the comma: an executive's answer to a released item, and its way to the author, the team and the
journal.
"""

import json
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, day_of, seconds_of
from core.crypto.aead import context
from core.crypto.bot_key import BotKey
from core.crypto.hpke import seal
from core.crypto.padding import pad, unpad
from core.crypto.roster import BOT_ID, Pin, Roster
from core.digests import DELIVERED, PUBLISHED, Cover, Item, decode_cover, decode_item, item_context
from core.errors import BadInput, NotAllowed, NotFound
from core.intake.thread import ANSWER, Letter, seal_letter
from core.journal import Act, append
from core.leadership.pages import ACCEPT, DECLINE
from core.sessions import read_roster, read_sessions
from core.store.engine import Store
from core.store.tables import decisions, digest_items, digests, letters

REASON_WORDS = 5
"""A decline says at least this many words: "no" alone is no answer."""
STEP_WORDS = 2
ANSWER_LONGEST = 1500


@dataclass(frozen=True)
class Comma:
    """An answer. ``verdict`` ACCEPT («Принять, нельзя игнорировать») with the first step in ``text`` and its
    date in ``due``, or DECLINE («Принять нельзя, игнорировать») with the reason in ``text``; ``by``: the
    executive's title.
    """

    verdict: str
    text: str = field(repr=False)
    by: str
    due: date | None = None


@dataclass(frozen=True)
class Decision:
    """A comma that was placed; ``decided`` in seconds since the epoch."""

    item: bytes
    comma: Comma
    decided: int


@dataclass(frozen=True)
class Delivered:
    """A published digest as the bot may read it, with what was decided so far."""

    id: bytes
    state: str
    cover: Cover
    items: tuple[Item, ...]
    decisions: dict[bytes, Decision]

    @property
    def open_items(self) -> tuple[Item, ...]:
        """Items that still wait for a comma."""
        return tuple(item for item in self.items if item.id not in self.decisions)


def check_comma(comma: Comma) -> None:
    """Raise BadInput unless the answer says enough to be one."""
    words = len(comma.text.split())
    if comma.verdict not in (ACCEPT, DECLINE):
        raise BadInput("error-verdict")
    if comma.verdict == DECLINE and words < REASON_WORDS:
        raise BadInput("error-reason-short", least=REASON_WORDS)
    if comma.verdict == ACCEPT and words < STEP_WORDS:
        raise BadInput("error-step-short", least=STEP_WORDS)
    if len(comma.text) > ANSWER_LONGEST:
        raise BadInput("error-text-length", most=ANSWER_LONGEST)


class Leadership:
    """The executives' side, run by the bot: it reads what was released and nothing else."""

    def __init__(self, store: Store, key: BotKey, pin: Pin, clock: Clock) -> None:
        self._store = store
        self._key = key
        self._pin = pin
        self._clock = clock

    async def digests(self, *states: str) -> list[Delivered]:
        """Published digests in those states (default: all that left the console), oldest first."""
        wanted = states or (PUBLISHED, DELIVERED)
        async with self._store.reading() as tx:
            rows = await tx.execute(select(digests).where(digests.c.state.in_(wanted)).order_by(digests.c.number))
            return [await self._open_digest(tx, row.id, row.state, row.bot_sealed) for row in rows.all()]

    async def find(self, item_id: bytes) -> tuple[Cover, Item, Decision | None]:
        """An item by its id. Raises NotFound."""
        async with self._store.reading() as tx:
            return await self._find(tx, item_id)

    async def place_comma(self, item_id: bytes, comma: Comma) -> Decision:
        """Record the answer, send it to the author's mailbox and the team, write the journal: one
        transaction.

        The same answer again is the same decision (an update may come twice). Raises NotFound, BadInput, or
        NotAllowed when somebody placed another comma first.
        """
        check_comma(comma)
        try:
            return await self._place(item_id, comma)
        except IntegrityError:
            # Another replica placed one between our look and our write: look again.
            return await self._place(item_id, comma)

    async def _place(self, item_id: bytes, comma: Comma) -> Decision:
        async with self._store.writing() as tx:
            cover, item, earlier = await self._find(tx, item_id)
            if earlier is not None:
                if earlier.comma == comma:
                    return earlier
                raise NotAllowed("error-already-decided")
            decision = Decision(item_id, comma, seconds_of(self._clock))
            roster = await read_roster(tx, self._pin)
            await tx.execute(insert(decisions), [await self._row(tx, roster, cover, decision)])
            await tx.execute(insert(letters), [self._letter(item, decision)])
            acts = [Act(f"comma-{comma.verdict}", item_id)]
            await append(tx, self._clock, roster.bot.id, self._key.signer, acts)
        return decision

    async def _open_digest(self, tx: AsyncConnection, digest_id: bytes, state: str, sealed: bytes) -> Delivered:
        cover = decode_cover(self._key.pair.open(sealed, context("digest-cover", digest_id)))
        query = select(digest_items).where(digest_items.c.digest_id == digest_id).order_by(digest_items.c.position)
        items = tuple([self._item(row.id, digest_id, row.position, row.bot_sealed) for row in await tx.execute(query)])
        query_made = select(decisions).join(digest_items, digest_items.c.id == decisions.c.item_id)
        made = [
            self._decision(row.item_id, row.decided, row.bot_box)
            for row in await tx.execute(query_made.where(digest_items.c.digest_id == digest_id))
        ]
        return Delivered(digest_id, state, cover, items, {decision.item: decision for decision in made})

    async def _find(self, tx: AsyncConnection, item_id: bytes) -> tuple[Cover, Item, Decision | None]:
        joined = select(digest_items, digests.c.bot_sealed.label("cover")).join(
            digests, digests.c.id == digest_items.c.digest_id
        )
        row = (await tx.execute(joined.where(digest_items.c.id == item_id))).first()
        if row is None:
            raise NotFound
        cover = decode_cover(self._key.pair.open(row.cover, context("digest-cover", row.digest_id)))
        made = (await tx.execute(select(decisions).where(decisions.c.item_id == item_id))).first()
        decision = self._decision(made.item_id, made.decided, made.bot_box) if made else None
        return cover, self._item(row.id, row.digest_id, row.position, row.bot_sealed), decision

    def _item(self, item_id: bytes, digest_id: bytes, position: int, sealed: bytes) -> Item:
        opened = self._key.pair.open(sealed, item_context(digest_id, position, item_id))
        return decode_item(item_id, position, opened)

    def _decision(self, item_id: bytes, decided: int, box: bytes) -> Decision:
        return Decision(item_id, decode_comma(self._key.box.open(box, context("decision", item_id))), decided)

    async def _row(self, tx: AsyncConnection, roster: Roster, cover: Cover, decision: Decision) -> dict[str, object]:
        content = encode_comma(decision.comma)
        session = next(s for s in await read_sessions(tx, roster) if s.id == cover.session)
        team = seal(session.public, content, context("team-decision", session.id, session.epoch, decision.item))
        box = self._key.box.seal(content, context("decision", decision.item))
        row = {"item_id": decision.item, "epoch": session.epoch, "decided": decision.decided}
        return {**row, "bot_box": box, "team_sealed": team}

    def _letter(self, item: Item, decision: Decision) -> dict[str, object]:
        comma = decision.comma
        facts = {"verdict": comma.verdict, "text": comma.text, "by": comma.by}
        facts["due"] = comma.due.isoformat() if comma.due else ""
        letter_id = decision.item.ljust(16, b"\0")
        letter = Letter(ANSWER, decision.decided, facts)
        sealed = seal_letter(item.mailbox, item.critique, letter_id, letter, BOT_ID, self._key.signer)
        return {"id": letter_id, "critique_id": item.critique, "day": day_of(self._clock), "sealed": sealed}


def encode_comma(comma: Comma) -> bytes:
    """Padded JSON."""
    raw = {**vars(comma), "due": comma.due.isoformat() if comma.due else None}
    return pad(json.dumps(raw, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def decode_comma(data: bytes) -> Comma:
    """The comma again."""
    raw = json.loads(unpad(data))
    due = date.fromisoformat(raw["due"]) if raw["due"] else None
    return Comma(raw["verdict"], raw["text"], raw["by"], due)
