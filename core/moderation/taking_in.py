"""Taking critiques in: from the bot's spool to the team's records."""

import asyncio
import random as shuffling
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import seconds_of
from core.crypto.aead import Box, context
from core.crypto.hpke import PUBLIC_SIZE
from core.crypto.session_key import SessionSecret
from core.crypto.signing import is_signed
from core.errors import CannotOpen
from core.intake.critique import (
    CRITIQUE,
    REPLY,
    VETO,
    WITHDRAW,
    Body,
    drop_context,
    mailbox_digest,
    reply_statement,
)
from core.intake.thread import COMMITMENT_AT, STATUS
from core.journal import Act
from core.moderation.desk import Desk
from core.moderation.grouping import dissolve, is_lead, load_followers
from core.moderation.inbox import Critique, encode_record, load_critiques, reply_row
from core.moderation.records import status_facts, store_reviews, write_letters
from core.moderation.review import FINAL, veto, withdraw
from core.sessions import Session
from core.store.tables import critiques, drops, replies

BATCH = 1000
"""Drops opened and re-sealed in one transaction: commits wait for the disk, but rows are made ready on the loop."""

Opened = list[tuple[Row[*tuple[Any, ...]], Body | None]]


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


async def take_in(desk: Desk, session: Session) -> TakenIn:
    """Open what waits in the spool, shuffled, re-seal it under the session's box, delete the drops.

    An open session gives batches of at least k, so that a moderator who watches cannot tell whose message
    just arrived; a live or closed one gives all, and replies, whose thread is known anyway, wait only for their
    critique. Two desks at once take nothing in twice.
    """
    async with desk.store.reading() as tx:
        query = select(drops.c.id, func.length(drops.c.mailbox)).where(drops.c.session_id == session.id)
        spool = [(drop, mailbox) for drop, mailbox in await tx.execute(query)]
    least = session.terms.k if session.takes_at(seconds_of(desk.clock)) and not session.terms.live else 0
    fresh = _shuffled(drop for drop, mailbox in spool if mailbox)
    later = _shuffled(drop for drop, mailbox in spool if not mailbox)
    total = TakenIn(waiting=len(fresh)) if len(fresh) < least else TakenIn()
    async with aclosing(_opened_ahead(desk, session, [] if total.waiting else fresh)) as batches:
        async for opened, secrets in batches:
            total += await _take_critiques(desk, session, opened, secrets, 0 if total.taken else least)
    # After the critiques: a reply is checked with the pen that its critique brought.
    for start in range(0, len(later), BATCH):
        total += await _take_replies(desk, session, later[start : start + BATCH])
    if total.taken:
        await desk.store.checkpoint()
    return total


async def count_waiting(desk: Desk, session: Session) -> int:
    """How many drops lie in the spool."""
    async with desk.store.reading() as tx:
        query = select(func.count()).select_from(drops).where(drops.c.session_id == session.id)
        return int((await tx.execute(query)).scalar_one())


async def _opened_ahead(
    desk: Desk, session: Session, ids: list[bytes]
) -> AsyncGenerator[tuple[Opened, dict[int, SessionSecret]]]:
    """Batches with what opens of them. The next one is opened while whoever asked waits for the commit of this one."""
    batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
    ahead: asyncio.Task[tuple[Opened, dict[int, SessionSecret]]] | None = None
    try:
        for place, batch in enumerate(batches):
            opened = await (ahead or _open_drops(desk, session, batch))
            following = batches[place + 1 : place + 2]
            ahead = asyncio.create_task(_open_drops(desk, session, following[0])) if following else None
            yield opened
    finally:
        # Cut short it would leave a connection; what it opened is dropped with it.
        await asyncio.gather(*filter(None, [ahead]), return_exceptions=True)


async def _take_critiques(
    desk: Desk, session: Session, opened: Opened, secrets: dict[int, SessionSecret], least: int
) -> TakenIn:
    """One batch, in one transaction; nothing of it when fewer than ``least`` can be read, so that drops from another
    hand do not make up the number."""
    readable = [(row, body) for row, body in opened if body is not None and body.kind == CRITIQUE]
    unreadable = len(opened) - len(readable)
    if len(readable) < least:
        return TakenIn(0, len(readable), unreadable)
    records = await asyncio.to_thread(
        lambda: [_critique_row(secrets[row.epoch].box, row, body) for row, body in readable]
    )
    async with desk.store.writing() as tx:
        # Whoever deletes a drop has it: neither another desk nor a withdrawing author can take it as well.
        ours = delete(drops).where(drops.c.id.in_([row.id for row, _ in readable])).returning(drops.c.id)
        gone = set((await tx.execute(ours)).scalars())
        mine = [record for record in records if record["id"] in gone]
        if mine:
            await tx.execute(insert(critiques), mine)
            await desk.note(tx, Act("take-in", session.id, len(mine)))
    return TakenIn(len(mine), 0, unreadable)


async def _take_replies(desk: Desk, session: Session, ids: list[bytes]) -> TakenIn:
    """One batch of what authors sent later. Whatever the thread's pen has not signed is deleted."""
    opened, secrets = await _open_drops(desk, session, ids)
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


async def _open_drops(desk: Desk, session: Session, ids: list[bytes]) -> tuple[Opened, dict[int, SessionSecret]]:
    """The drops with what opens of them, in the order of ``ids``: a database returns rows as they arrived."""
    async with desk.store.reading() as tx:
        found = {row.id: row for row in await tx.execute(select(drops).where(drops.c.id.in_(ids)))}
    rows = [found[drop] for drop in ids if drop in found]
    secrets: dict[int, SessionSecret] = {}
    for epoch in {row.epoch for row in rows}:
        with suppress(CannotOpen):
            secrets[epoch] = await desk.secret(session.id, epoch)
    return await asyncio.to_thread(lambda: [(row, _open_drop(row, secrets.get(row.epoch))) for row in rows]), secrets


async def _lock(tx: AsyncConnection, ids: list[bytes]) -> set[bytes]:
    """Which drops are still there; until the commit neither another desk nor a withdrawing author can take them."""
    return set((await tx.execute(select(drops.c.id).where(drops.c.id.in_(ids)).with_for_update())).scalars())


def _shuffled(ids: Iterable[bytes]) -> list[bytes]:
    order = list(ids)
    shuffling.SystemRandom().shuffle(order)
    return order


async def _apply_author_act(desk: Desk, session: Session, row: Row[*tuple[Any, ...]], body: Body) -> None:
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
    return box.seal(encode_record(raw), context("critique", session, critique.epoch, critique.id))


def _open_drop(row: Row[*tuple[Any, ...]], secret: SessionSecret | None) -> Body | None:
    if secret is None:
        return None
    try:
        body = Body.decode(secret.pair.open(row.sealed, drop_context(row.session_id, row.epoch, row.id)))
    except CannotOpen:
        return None
    if body.kind == CRITIQUE and (body.thread != row.id or body.mailbox != mailbox_digest(row.mailbox)):
        return None
    return body


async def _authentic_replies(
    tx: AsyncConnection, session: Session, wanted: Sequence[tuple[Row[*tuple[Any, ...]], Body]]
) -> tuple[list[tuple[Row[*tuple[Any, ...]], Body]], set[bytes]]:
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


def _critique_row(box: Box, row: Row[*tuple[Any, ...]], body: Body) -> dict[str, object]:
    raw = {"text": body.text, "lang": body.lang, "topic": body.topic, "tag": body.tag.hex()}
    raw["mailbox"] = body.mailbox.hex()
    sealed = box.seal(encode_record(raw), context("critique", row.session_id, row.epoch, row.id))
    common = {"id": row.id, "session_id": row.session_id, "epoch": row.epoch, "day": row.day}
    return {**common, "box": sealed, "mailbox": row.mailbox}


def _reply_row(box: Box, row: Row[*tuple[Any, ...]], body: Body) -> dict[str, object]:
    place = {"id": row.id, "session_id": row.session_id, "epoch": row.epoch, "day": row.day}
    return reply_row(box, place, {"kind": body.kind, "thread": body.thread.hex(), "text": body.text})
