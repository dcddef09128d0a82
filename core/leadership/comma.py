"""Placing the comma: an executive's answer to a released item, and its way to the author, the team and the
journal.
"""

import os
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Row
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, day_of, seconds_of
from core.crypto.aead import Randomness, context, digest
from core.crypto.bot_key import BotKey
from core.crypto.hpke import seal
from core.crypto.roster import BOT_ID, Pin
from core.digests import DELIVERED, PUBLISHED, Cover, Item, cover_context, item_context, open_cover, open_item
from core.errors import ChangedElsewhere, NotAllowed, NotFound
from core.intake.thread import ANSWER, Letter, seal_letter
from core.journal import Act, append
from core.leadership.life import (
    CONTEST,
    DECLINE,
    FINISH,
    IGNORE,
    START,
    VERDICTS,
    Event,
    Life,
    Words,
    advance,
    check,
    check_fresh_reason,
    decode_life,
    encode_life,
    words_of,
)
from core.sessions import hold_session, read_current
from core.store.engine import Store
from core.store.tables import decisions, digest_items, digests, item_marks, letters
from core.vouching import read_signers

_TOLD = (*VERDICTS, IGNORE, START, FINISH, CONTEST)
"""Events that the author gets a letter about; of a contest everybody whose letter is in the group."""

_PORTION = 500
"""Decisions opened between two looks at the loop."""

_PLACED = (
    select(
        digest_items, digests.c.state, digests.c.bot_sealed.label("cover"), decisions.c.revision, decisions.c.bot_box
    )
    .join(digests, digests.c.id == digest_items.c.digest_id)
    .outerjoin(decisions, decisions.c.item_id == digest_items.c.id)
)
_ITEM = _PLACED.where(digest_items.c.id == bindparam("item"))
_BESIDE = select(digest_items.c.digest_id).where(digest_items.c.id == bindparam("item")).scalar_subquery()
_OPEN_BESIDE = _PLACED.where(
    digest_items.c.digest_id == _BESIDE, or_(decisions.c.item_id.is_(None), decisions.c.settled.is_(False))
).order_by(digest_items.c.position)

Reasons = tuple[tuple[str, Words], ...]
"""Words of the reasons given, each with the title of who gave it."""


@dataclass(frozen=True)
class Comma:
    """An answer. ``verdict`` ACCEPT («Принять, нельзя игнорировать») with the first step in ``text`` and its
    date in ``due``, or DECLINE («Принять нельзя, игнорировать») with the reason in ``text``; ``by``: the
    executive's title; ``owner``: who will do it, the executive when empty.
    """

    verdict: str
    text: str = field(repr=False)
    by: str
    due: date | None = None
    owner: str = field(default="", repr=False)


@dataclass(frozen=True)
class Decision:
    """A comma that was placed; ``decided`` in seconds since the epoch; ``life``: all that happened to the item."""

    item: bytes
    comma: Comma
    decided: int
    life: Life = field(repr=False)


@dataclass(frozen=True)
class Delivered:
    """A published digest as the bot may read it, with what happened to its items."""

    id: bytes
    state: str
    cover: Cover
    items: tuple[Item, ...]
    lives: dict[bytes, Life]

    @property
    def decisions(self) -> dict[bytes, Decision]:
        """The commas in force, by item."""
        made = ((item, decision_of(item, life)) for item, life in self.lives.items())
        return {item: decision for item, decision in made if decision}

    @property
    def open_items(self) -> tuple[Item, ...]:
        """Items that still wait for a comma, the one with the least time left first."""
        waiting = [item for item in self.items if self.lives[item.id].verdict is None]
        return tuple(sorted(waiting, key=lambda item: (self.lives[item.id].deadline, item.position)))

    def open_for(self, person: str, present: Collection[str]) -> tuple[Item, ...]:
        """Those of them that are this executive's duty: not handed to somebody else of ``present`` (hex ids of all
        executives who can be reached)."""
        holders = {item.id: self.lives[item.id].handed_to for item in self.open_items}
        return tuple(item for item in self.open_items if holders[item.id] == person or holders[item.id] not in present)


def decision_of(item: bytes, life: Life) -> Decision | None:
    """The comma in force as a decision."""
    verdict = life.verdict
    if verdict is None:
        return None
    comma = Comma(verdict.act, verdict.text, verdict.by, verdict.due, verdict.owner)
    return Decision(item, comma, verdict.at, life)


Also = Callable[[AsyncConnection, Cover, Item, Life], Awaitable[None]]


class Leadership:
    """The executives' side, run by the bot: it reads what was released and nothing else.

    What was opened once is kept in memory, under its place and its very bytes.
    """

    def __init__(self, store: Store, key: BotKey, pin: Pin, clock: Clock, random: Randomness = os.urandom) -> None:
        self._store = store
        self._key = key
        self._pin = pin
        self._clock = clock
        self._random = random
        self._reasons: dict[bytes, tuple[int, Reasons]] = {}
        self._items: dict[bytes, Item] = {}
        self._covers: dict[bytes, Cover] = {}
        self._lives: dict[bytes, tuple[bytes, Life]] = {}

    async def digests(self, *states: str) -> list[Delivered]:
        """Published digests in those states (default: all that left the console), oldest first."""
        wanted = states or (PUBLISHED, DELIVERED)
        query = select(digests).where(digests.c.state.in_(wanted)).order_by(digests.c.number)
        async with self._store.reading() as tx:
            rows = (await tx.execute(query)).all()
            return [await self._open_digest(tx, row.id, row.state, row.bot_sealed) for row in rows]

    async def find_digest(self, digest_id: bytes) -> Delivered:
        """One digest that left the console. Raises NotFound."""
        where = (digests.c.id == digest_id) & digests.c.state.in_((PUBLISHED, DELIVERED))
        async with self._store.reading() as tx:
            row = (await tx.execute(select(digests).where(where))).first()
            if row is None:
                raise NotFound
            return await self._open_digest(tx, row.id, row.state, row.bot_sealed)

    async def digest_of(self, item_id: bytes) -> Delivered:
        """The digest that an item stands in. Raises NotFound."""
        query = select(digest_items.c.digest_id).where(digest_items.c.id == item_id)
        async with self._store.reading() as tx:
            found = (await tx.execute(query)).scalar_one_or_none()
        if found is None:
            raise NotFound
        return await self.find_digest(found)

    async def rest_of(self, item_id: bytes) -> Delivered | None:
        """The digest that an item stands in, with those of its items only among which the next one is: all that have
        been looked at and lack a comma, and the first that nobody has looked at. None when nothing is left."""
        async with self._store.reading() as tx:
            rows = (await tx.execute(_OPEN_BESIDE, {"item": item_id})).all()
            if not rows:
                return None
            first = rows[0]
            cover = await self._cover(tx, first.digest_id, first.cover)
            # Time runs from the digest's coming, so all that nobody has looked at have the same left.
            untouched = [row for row in rows if row.revision is None][:1]
            chosen = [row for row in rows if row.revision is not None] + untouched
            items = tuple([await self._item(tx, row) for row in chosen])
            lives = {row.id: self._life_of(cover, row) for row in chosen}
        return Delivered(first.digest_id, first.state, cover, items, lives)

    async def count_open(self) -> int:
        """How many items wait for a comma."""
        # Two plain counts: at ten thousand items a join of the two takes ten times as long, after every comma.
        everything = select(func.count()).select_from(digest_items).scalar_subquery()
        settled = select(func.count()).select_from(decisions).where(decisions.c.settled.is_(True)).scalar_subquery()
        async with self._store.reading() as tx:
            return int((await tx.execute(select(everything - settled))).scalar_one())

    async def find(self, item_id: bytes) -> tuple[Cover, Item, Decision | None]:
        """An item by its id, with the comma in force. Raises NotFound."""
        cover, item, life = await self.find_life(item_id)
        return cover, item, decision_of(item_id, life)

    async def find_life(self, item_id: bytes) -> tuple[Cover, Item, Life]:
        """An item by its id, with all that happened to it. Raises NotFound."""
        async with self._store.reading() as tx:
            cover, item, life, _ = await self._find(tx, item_id)
        return cover, item, life

    async def check_comma(self, item_id: bytes, comma: Comma) -> None:
        """Raise BadInput for an answer that says too little or repeats an earlier reason of the same executive,
        NotFound for an item that is not there."""
        check(Event(comma.verdict, 0, text=comma.text))
        if comma.verdict == DECLINE:
            # What is refused anew after a contest needs a new reason; what is decided has its own in this very answer.
            decided = (await self.find_life(item_id))[2].verdict is not None
            check_fresh_reason(comma.text, await self._earlier_reasons(comma.by, item_id if decided else None))

    async def place_comma(self, item_id: bytes, comma: Comma) -> Decision:
        """Record the answer, send it to the author's mailbox and the team, write the journal: one transaction.

        The same answer again is the same decision (an update may come twice). Raises NotFound, BadInput when it says
        too little or repeats an earlier reason of the same executive, NotAllowed when another comma is in force.
        """
        at = seconds_of(self._clock)
        await self.check_comma(item_id, comma)
        life = await self.act(item_id, Event(comma.verdict, at, comma.by, comma.text, comma.owner, comma.due))
        decision = decision_of(item_id, life)
        if decision is None:
            raise NotAllowed("error-item-state")
        return decision

    async def act(self, item_id: bytes, event: Event, also: Also | None = None) -> Life:
        """Add an event to an item's life, with the letter to the author, the team's copy and the journal's entry.
        ``also``: what else belongs into the transaction.

        Raises NotFound, BadInput, NotAllowed.
        """
        try:
            return await self._act(item_id, event, also)
        except (IntegrityError, ChangedElsewhere):
            # Another replica wrote between our look and our write: look again.
            return await self._act(item_id, event, also)

    async def _act(self, item_id: bytes, event: Event, also: Also | None) -> Life:
        async with self._store.writing() as tx:
            cover, item, life, revision = await self._find(tx, item_id)
            moved = advance(life, event)
            if moved is life:
                return life
            row = await self._row(tx, cover, item_id, moved)
            if revision == 0:
                await tx.execute(insert(decisions), [{"item_id": item_id, "revision": 1, **row}])
            else:
                where = (decisions.c.item_id == item_id) & (decisions.c.revision == revision)
                changed = update(decisions).where(where).values(revision=revision + 1, **row)
                if (await tx.execute(changed)).rowcount != 1:
                    raise ChangedElsewhere
            if event.act in _TOLD:
                told = [self._letter(author, event, moved) for author in item.authors]
                await tx.execute(insert(letters), told)
            name = f"comma-{event.act}" if event.act in VERDICTS else f"item-{event.act}"
            await append(tx, self._clock, BOT_ID, self._key.signer, [Act(name, item_id)])
            if also:
                await also(tx, cover, item, moved)
        return moved

    async def find_by_critique(self, critique: bytes) -> tuple[Cover, Item, Life] | None:
        """The released item of a critique, for the author who holds its code; None while nothing was released."""
        query = select(item_marks.c.item_id).where(item_marks.c.mark == self._key.item_mark(critique))
        async with self._store.reading() as tx:
            item_id = (await tx.execute(query)).scalars().first()
        if item_id is not None:
            return await self.find_life(item_id)
        # Marks are set on delivery, and a digest waits for it only as long as there is nobody to deliver it to.
        for waiting in await self.digests(PUBLISHED):
            for item in waiting.items:
                if any(critique == one for one, _ in item.authors):
                    return waiting.cover, item, waiting.lives[item.id]
        return None

    async def mark_items(self, tx: AsyncConnection, digest: Delivered) -> None:
        """Let the items be found by their critiques, in the transaction that delivers them; a digest that is delivered
        once more has its marks."""
        marks = [(self._key.item_mark(one), item.id) for item in digest.items for one, _ in item.authors]
        flavour = sqlite.insert if self._store.is_sqlite else postgresql.insert
        rows = [{"mark": mark, "item_id": item} for mark, item in marks]
        await tx.execute(flavour(item_marks).on_conflict_do_nothing(), rows)

    def forget(self) -> None:
        """Drop from memory what was opened: a session may have been erased since."""
        self._items.clear()
        self._covers.clear()
        self._lives.clear()
        self._reasons.clear()

    async def _earlier_reasons(self, by: str, leaving_out: bytes | None) -> list[Words]:
        """What this executive has declined items with. Each decision is opened once a revision, not once a comma."""
        async with self._store.reading() as tx:
            rows = (await tx.execute(select(decisions.c.item_id, decisions.c.revision))).all()
            known = {row.item_id for row in rows if self._reasons.get(row.item_id, (0,))[0] == row.revision}
            changed = [row.item_id for row in rows if row.item_id not in known]
            for start in range(0, len(changed), _PORTION):
                query = select(decisions).where(decisions.c.item_id.in_(changed[start : start + _PORTION]))
                for row in await tx.execute(query):
                    events = self._life(row.item_id, row.bot_box).events
                    reasons = tuple((event.by, words_of(event.text)) for event in events if event.act == DECLINE)
                    self._reasons[row.item_id] = row.revision, reasons
        found = (self._reasons[row.item_id][1] for row in rows if row.item_id != leaving_out)
        return [words for reasons in found for whose, words in reasons if whose == by]

    async def _open_digest(self, tx: AsyncConnection, digest_id: bytes, state: str, sealed: bytes) -> Delivered:
        cover = await self._cover(tx, digest_id, sealed)
        query = select(digest_items).where(digest_items.c.digest_id == digest_id).order_by(digest_items.c.position)
        items = tuple([await self._item(tx, row) for row in (await tx.execute(query)).all()])
        happened = select(decisions).join(digest_items, digest_items.c.id == decisions.c.item_id)
        rows = (await tx.execute(happened.where(digest_items.c.digest_id == digest_id))).all()
        fresh = fresh_life(cover)
        lives = {item.id: fresh for item in items} | {row.item_id: self._life(row.item_id, row.bot_box) for row in rows}
        return Delivered(digest_id, state, cover, items, lives)

    async def _find(self, tx: AsyncConnection, item_id: bytes) -> tuple[Cover, Item, Life, int]:
        row = (await tx.execute(_ITEM, {"item": item_id})).first()
        if row is None:
            raise NotFound
        cover = await self._cover(tx, row.digest_id, row.cover)
        item = await self._item(tx, row)
        return cover, item, self._life_of(cover, row), row.revision or 0

    async def _cover(self, tx: AsyncConnection, digest_id: bytes, sealed: bytes) -> Cover:
        known = self._covers.get(digest_id + sealed)
        if known is None:
            keys = await read_signers(tx, self._pin, cover_context(digest_id), sealed)
            known = self._covers[digest_id + sealed] = open_cover(self._key.pair, keys, digest_id, sealed)
        return known

    async def _item(self, tx: AsyncConnection, row: Row[*tuple[Any, ...]]) -> Item:
        place = item_context(row.digest_id, row.position, row.id)
        mark = digest(place, row.bot_sealed)
        known = self._items.get(mark)
        if known is None:
            keys = await read_signers(tx, self._pin, place, row.bot_sealed)
            opened = open_item(self._key.pair, keys, row.digest_id, row.position, row.id, row.bot_sealed)
            known = self._items[mark] = opened
        return known

    def _life_of(self, cover: Cover, row: Row[*tuple[Any, ...]]) -> Life:
        return fresh_life(cover) if row.revision is None else self._life(row.id, row.bot_box)

    def _life(self, item_id: bytes, box: bytes) -> Life:
        known = self._lives.get(item_id)
        if known is None or known[0] != box:
            opened = decode_life(self._key.box.open(box, context("decision", item_id)))
            known = self._lives[item_id] = box, opened
        return known[1]

    async def _row(self, tx: AsyncConnection, cover: Cover, item_id: bytes, life: Life) -> dict[str, object]:
        content = encode_life(life)
        await hold_session(tx, cover.session)
        session = next(s for s in await read_current(tx, self._pin) if s.id == cover.session)
        team = seal(session.public, content, context("team-decision", session.id, session.epoch, item_id))
        box = self._key.box.seal(content, context("decision", item_id))
        settled = life.verdict is not None
        return {"epoch": session.epoch, "settled": settled, "bot_box": box, "team_sealed": team}

    def _letter(self, author: tuple[bytes, bytes], event: Event, life: Life) -> dict[str, object]:
        critique, mailbox = author
        # An objection is for the executives alone: in a group the others' letters only say that there was one.
        text = "" if event.act == CONTEST else event.text
        facts = {"verdict": event.act, "text": text, "by": event.by, "owner": event.owner}
        facts |= {"due": event.due.isoformat() if event.due else "", "late": "yes" if life.is_late else ""}
        # Random: an id derived from item and critique would show whoever reads the table that they belong together.
        letter_id = self._random(16)
        # A contest counts from the next full hour, but in the author's thread it stands where it was written.
        letter = Letter(ANSWER, min(event.at, seconds_of(self._clock)), facts)
        sealed = seal_letter(mailbox, critique, letter_id, letter, BOT_ID, self._key.signer)
        day = day_of(self._clock)
        # Nobody needs to be told of what the author has just done.
        is_news = event.act != CONTEST
        return {"id": letter_id, "critique_id": critique, "day": day, "sealed": sealed, "fresh": is_news}


def fresh_life(cover: Cover) -> Life:
    """The life of an item to which nothing has happened yet."""
    return Life(cover.published_at, cover.comma_hours)
