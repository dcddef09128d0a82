"""Taking critiques in: from the bot's spool to the team's records."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import seconds_of
from core.crypto.aead import Box
from core.crypto.hpke import PUBLIC_SIZE
from core.crypto.signing import is_signed
from core.errors import CannotOpen
from core.intake.critique import REPLY, VETO, WITHDRAW, Body, reply_statement
from core.intake.thread import COMMITMENT_AT, STATUS
from core.journal import Act
from core.moderation.desk import Desk
from core.moderation.grouping import dissolve, is_lead, load_followers
from core.moderation.inbox import Critique, load_critiques, reply_row
from core.moderation.records import status_facts, store_reviews, write_letters
from core.moderation.resealer import PROCESSES, Resealer
from core.moderation.resealing import Secrets, open_drop, seal_record
from core.moderation.review import FINAL, veto, withdraw
from core.sessions import Session
from core.store.tables import critiques, drops, replies

BATCH = 1000
"""Drops opened and re-sealed in one transaction: commits wait for the disk, but rows are made ready on the loop."""

Waiting = Row[*tuple[Any, ...]]
"""A row of the spool."""
Record = dict[str, Any]
"""A row of the team's records."""
Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True)
class TakenIn:
    """``taken``: critiques and replies that are now in the inbox; ``waiting``: left in the spool for a larger batch, or
    for the critique they reply to; ``unreadable``: not the bot's work (no key of the session opens it, or the pen is
    not the author's).
    """

    taken: int = 0
    waiting: int = 0
    unreadable: int = 0

    def __add__(self, other: "TakenIn") -> "TakenIn":
        """Both together."""
        return TakenIn(self.taken + other.taken, self.waiting + other.waiting, self.unreadable + other.unreadable)


async def take_in(desk: Desk, session: Session, is_over: Callable[[], bool] = lambda: False) -> TakenIn:
    """Open what waits in the spool, re-seal it under the session's box, delete the drops. In the order of the drops'
    ids, which are random: it says nothing of when they came, and the store finds and writes neighbours together.

    An open session gives batches of at least k, so that a moderator who watches cannot tell whose message
    just arrived; a live or closed one gives all, and replies, whose thread is known anyway, wait only for their
    critique. Two desks at once take nothing in twice. Once ``is_over`` says so, no further batch is begun.
    """
    async with desk.store.reading() as tx:
        columns = (drops.c.id, drops.c.epoch, func.length(drops.c.mailbox))
        spool = (await tx.execute(select(*columns).where(drops.c.session_id == session.id).order_by(drops.c.id))).all()
    least = session.terms.k if session.takes_at(seconds_of(desk.clock)) and not session.terms.live else 0
    fresh = [drop for drop, _, mailbox in spool if mailbox]
    later = [drop for drop, _, mailbox in spool if not mailbox]
    secrets = await _secrets(desk, session, {epoch for _, epoch, _ in spool})
    total = TakenIn(waiting=len(fresh)) if len(fresh) < least else TakenIn()
    async with aclosing(_resealed(desk, session, secrets, [] if total.waiting else fresh)) as batches:
        async for records, unreadable in batches:
            total += await _take_critiques(desk, session, records, unreadable, 0 if total.taken else least)
            if is_over():
                break
    # After the critiques: a reply is checked with the pen that its critique brought.
    for start in range(0, 0 if is_over() else len(later), BATCH):
        total += await _take_replies(desk, session, secrets, later[start : start + BATCH])
    if total.taken:
        await desk.store.checkpoint()
    return total


async def count_waiting(desk: Desk, session: Session) -> int:
    """How many drops lie in the spool."""
    async with desk.store.reading() as tx:
        query = select(func.count()).select_from(drops).where(drops.c.session_id == session.id)
        return int((await tx.execute(query)).scalar_one())


async def _resealed(
    desk: Desk, session: Session, secrets: Secrets, ids: list[bytes]
) -> AsyncGenerator[tuple[list[Record], int]]:
    """The drops in batches: the records of those that are critiques, and how many are not. While one batch is
    committed, the next are re-sealed and the one after them read."""
    with Resealer(session.id, secrets, len(ids)) as resealer:

        async def seal(rows: list[Waiting]) -> tuple[list[Record], int]:
            boxes = await resealer.reseal([(row.id, row.epoch, row.sealed, row.mailbox) for row in rows])
            records = [_critique_row(row, box) for row, box in zip(rows, boxes, strict=True) if box is not None]
            return records, len(rows) - len(records)

        read = _ahead(_batches(ids), partial(_read_drops, desk))
        async with aclosing(read), aclosing(_ahead(read, seal, PROCESSES)) as sealed:
            async for batch in sealed:
                yield batch


async def _batches(ids: list[bytes]) -> AsyncGenerator[list[bytes]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


async def _ahead(
    given: AsyncIterable[Given], work: Callable[[Given], Awaitable[Made]], how_many: int = 1
) -> AsyncGenerator[Made]:
    """What ``work`` makes of each, in their order; so many of the next are begun before whoever asked has dealt with
    this one."""
    begun: list[asyncio.Future[Made]] = []
    try:
        async for one in given:
            begun.append(asyncio.ensure_future(work(one)))
            if len(begun) > how_many:
                yield await begun.pop(0)
        while begun:
            yield await begun.pop(0)
    finally:
        # Cut short it would leave a connection; what it made is dropped with it.
        await asyncio.gather(*begun, return_exceptions=True)


async def _take_critiques(desk: Desk, session: Session, records: list[Record], unreadable: int, least: int) -> TakenIn:
    """One batch, in one transaction; nothing of it when fewer than ``least`` can be read, so that drops from another
    hand do not make up the number."""
    if len(records) < least:
        return TakenIn(0, len(records), unreadable)
    async with desk.store.writing(one_of_many=True) as tx:
        # Whoever deletes a drop has it: neither another desk nor a withdrawing author can take it as well.
        ours = delete(drops).where(drops.c.id.in_([record["id"] for record in records])).returning(drops.c.id)
        gone = set((await tx.execute(ours)).scalars())
        mine = [record for record in records if record["id"] in gone]
        if mine:
            await tx.execute(insert(critiques), mine)
            await desk.note(tx, Act("take-in", session.id, len(mine)))
    return TakenIn(len(mine), 0, unreadable)


async def _take_replies(desk: Desk, session: Session, secrets: Secrets, ids: list[bytes]) -> TakenIn:
    """One batch of what authors sent later. Whatever the thread's pen has not signed is deleted."""
    rows = await _read_drops(desk, ids)
    opened = await asyncio.to_thread(lambda: [(row, _open(session, secrets, row)) for row in rows])
    wanted = [(row, body) for row, body in opened if body is not None and body.kind in (REPLY, VETO, WITHDRAW)]
    async with desk.store.writing() as tx:
        still = await _lock(tx, ids)
        mine = [(row, body) for row, body in wanted if row.id in still]
        genuine, early = await _authentic_replies(tx, session, mine)
        said = [(row, body) for row, body in genuine if body.kind == REPLY]
        acts = [(row, body) for row, body in genuine if body.kind != REPLY]
        if said:
            await tx.execute(insert(replies), [_reply_row(secrets[row.epoch].box, row, body) for row, body in said])
            await desk.note(tx, Act("take-in", session.id, len(said)))
        later = {row.id for row, _ in acts} | early
        done = [row.id for row, _ in mine if row.id not in later]
        if done:
            await tx.execute(delete(drops).where(drops.c.id.in_(done)))
    for row, body in acts:
        await _apply_author_act(desk, session, row, body)
    forged = len(mine) - len(genuine) - len(early)
    return TakenIn(len(genuine), len(early), len(opened) - len(wanted) + forged)


async def _read_drops(desk: Desk, ids: list[bytes]) -> list[Waiting]:
    """Those of the drops that are still there, in the order of ``ids``: a database returns rows as it likes."""
    async with desk.store.reading() as tx:
        found = {row.id: row for row in await tx.execute(select(drops).where(drops.c.id.in_(ids)))}
    return [found[drop] for drop in ids if drop in found]


async def _secrets(desk: Desk, session: Session, epochs: set[int]) -> Secrets:
    """The session's secrets of these epochs, as far as they were wrapped to us."""
    found = {}
    for epoch in epochs:
        with suppress(CannotOpen):
            found[epoch] = await desk.secret(session.id, epoch)
    return found


def _open(session: Session, secrets: Secrets, row: Waiting) -> Body | None:
    return open_drop(session.id, secrets.get(row.epoch), (row.id, row.epoch, row.sealed, row.mailbox))


async def _lock(tx: AsyncConnection, ids: list[bytes]) -> set[bytes]:
    """Which drops are still there; until the commit neither another desk nor a withdrawing author can take them."""
    return set((await tx.execute(select(drops.c.id).where(drops.c.id.in_(ids)).with_for_update())).scalars())


async def _apply_author_act(desk: Desk, session: Session, row: Waiting, body: Body) -> None:
    """A withdrawal erases the text; a veto puts the item back with the author's reason. Too late for either
    once the critique is published. One transaction with the deletion of the drop that asked for it."""
    critique = (await load_critiques(desk, session, [body.thread]))[0]
    # Without its lead a group is none: nobody has looked at the wording of the others.
    others = (await load_followers(desk, session, [critique.id]))[critique.id] if is_lead(critique) else []
    box = await desk.box(session.id, critique.epoch)
    async with desk.store.writing() as tx:
        gone = await tx.execute(delete(drops).where(drops.c.id == row.id))
        if gone.rowcount != 1:
            return
        if body.kind == VETO:
            reply_box = await desk.box(session.id, row.epoch)
            await tx.execute(insert(replies), [_reply_row(reply_box, row, body)])
        if critique.review.state in FINAL:
            return
        if body.kind == WITHDRAW:
            review = withdraw(critique.review)
            await tx.execute(
                update(critiques).where(critiques.c.id == critique.id).values(box=_blank(box, critique, row.session_id))
            )
        else:
            review = veto(critique.review, body.text)
        changes = [(critique, review), *dissolve(others)]
        await store_reviews(desk, tx, changes[:1], f"author-{body.kind}")
        await store_reviews(desk, tx, changes[1:], "ungroup")
        await write_letters(desk, tx, [(one, STATUS, status_facts(one, changed)) for one, changed in changes])


def _blank(box: Box, critique: Critique, session: bytes) -> bytes:
    raw = {"text": "", "lang": critique.lang, "topic": critique.topic, "tag": "", "mailbox": critique.mailbox}
    return seal_record(box, session, critique.epoch, critique.id, raw)


async def _authentic_replies(
    tx: AsyncConnection, session: Session, wanted: Sequence[tuple[Waiting, Body]]
) -> tuple[list[tuple[Waiting, Body]], set[bytes]]:
    """Replies that their thread's pen has signed, and the ids of those whose critique waits in the spool."""
    threads = [body.thread for _, body in wanted]
    query = select(critiques.c.id, critiques.c.mailbox).where(
        critiques.c.id.in_(threads), critiques.c.session_id == session.id
    )
    pens = {row.id: row.mailbox[PUBLIC_SIZE:COMMITMENT_AT] for row in await tx.execute(query)}
    spooled = set((await tx.execute(select(drops.c.id).where(drops.c.id.in_(threads)))).scalars())
    genuine = [
        (row, body)
        for row, body in wanted
        if body.thread in pens
        and is_signed(pens[body.thread], body.signature, reply_statement(body.kind, body.thread, row.id, body.text))
    ]
    return genuine, {row.id for row, body in wanted if body.thread not in pens and body.thread in spooled}


def _critique_row(row: Waiting, box: bytes) -> Record:
    place = {"id": row.id, "session_id": row.session_id, "epoch": row.epoch, "day": row.day}
    return {**place, "box": box, "mailbox": row.mailbox}


def _reply_row(box: Box, row: Waiting, body: Body) -> dict[str, object]:
    place = {"id": row.id, "session_id": row.session_id, "epoch": row.epoch, "day": row.day}
    return reply_row(box, place, {"kind": body.kind, "thread": body.thread.hex(), "text": body.text})
