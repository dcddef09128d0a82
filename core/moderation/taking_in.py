"""Taking critiques in: from the bot's spool to the team's records."""

import asyncio
import random as shuffling
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from core.crypto.aead import Box, context
from core.crypto.hpke import PUBLIC_SIZE, KeyPair
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
from core.moderation.inbox import Critique, encode_record, load_critiques
from core.moderation.records import status_facts, store_reviews, write_letters
from core.moderation.review import FINAL, veto, withdraw
from core.sessions import Session
from core.store.tables import critiques, drops, replies

BATCH = 500
"""Drops opened and re-sealed in one transaction."""


@dataclass(frozen=True)
class TakenIn:
    """``taken``: critiques and replies that are now in the inbox; ``waiting``: still in the spool, fewer than
    k; ``unreadable``: drops that no key of the session opens (written by somebody else than the bot).
    """

    taken: int
    waiting: int
    unreadable: int


async def take_in(desk: Desk, session: Session) -> TakenIn:
    """Open what waits in the spool, shuffled, re-seal it under the session's box, delete the drops.

    An open session gives batches of at least k, so that a moderator who watches cannot tell whose message
    just arrived; a live or closed one gives all, and replies, whose thread is known anyway, never wait. Two
    desks at once take nothing in twice.
    """
    async with desk.store.reading() as tx:
        query = select(drops.c.id, func.length(drops.c.mailbox) == 0).where(drops.c.session_id == session.id)
        spool = [(drop, is_reply) for drop, is_reply in await tx.execute(query)]
    held_back = 0
    if session.is_open and not session.terms.live:
        held_back = sum(not is_reply for _, is_reply in spool)
        if held_back >= session.terms.k:
            held_back = 0
    waiting = [drop for drop, is_reply in spool if is_reply or not held_back]
    shuffling.SystemRandom().shuffle(waiting)
    taken = 0
    for start in range(0, len(waiting), BATCH):
        taken += await _take_batch(desk, session, waiting[start : start + BATCH])
    left = await count_waiting(desk, session) if taken < len(waiting) else held_back
    return TakenIn(taken, held_back, left - held_back)


async def count_waiting(desk: Desk, session: Session) -> int:
    """How many drops lie in the spool."""
    async with desk.store.reading() as tx:
        query = select(func.count()).select_from(drops).where(drops.c.session_id == session.id)
        return int((await tx.execute(query)).scalar_one())


async def _take_batch(desk: Desk, session: Session, ids: list[bytes]) -> int:
    async with desk.store.reading() as tx:
        rows = (await tx.execute(select(drops).where(drops.c.id.in_(ids)))).all()
    secrets = {row.epoch: await desk.secret(session.id, row.epoch) for row in rows}
    opened = await asyncio.to_thread(
        lambda: [(row, body) for row in rows if (body := _open_drop(row, secrets[row.epoch].pair)) is not None]
    )
    async with desk.store.writing() as tx:
        still = set((await tx.execute(select(drops.c.id).where(drops.c.id.in_(ids)))).scalars())
        mine = [(row, body) for row, body in opened if row.id in still]
        genuine = await _authentic_replies(tx, mine)
        fresh = [(row, body) for row, body in mine if body.kind == CRITIQUE]
        acts = [(row, body) for row, body in genuine if body.kind != REPLY]
        genuine = [(row, body) for row, body in genuine if body.kind == REPLY]
        if fresh:
            await tx.execute(
                insert(critiques), [_critique_row(secrets[row.epoch].box, row, body) for row, body in fresh]
            )
        if genuine:
            await tx.execute(insert(replies), [_reply_row(secrets[row.epoch].box, row, body) for row, body in genuine])
        later = {row.id for row, _ in acts}
        done = [row.id for row, _ in mine if row.id not in later]
        if done:
            await tx.execute(delete(drops).where(drops.c.id.in_(done)))
            await desk.note(tx, Act("take-in", session.id, len(done)))
    for row, body in acts:
        await _apply_author_act(desk, session, row, body)
    await desk.store.checkpoint()
    return len(done) + len(acts)


async def _apply_author_act(desk: Desk, session: Session, row: Row[*tuple[Any, ...]], body: Body) -> None:
    """A withdrawal erases the text; a veto puts the item back with the author's reason. Too late for either
    once the critique is published. One transaction with the deletion of the drop that asked for it."""
    critique = (await load_critiques(desk, session, [body.thread]))[0]
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
        await store_reviews(desk, tx, [(critique, review)])
        await write_letters(desk, tx, [(critique, STATUS, status_facts(critique, review))])
        await desk.note(tx, Act(f"author-{body.kind}", critique.id))


def _blank(box: Box, critique: Critique, session: bytes) -> bytes:
    raw = {"text": "", "lang": critique.lang, "topic": critique.topic, "tag": "", "mailbox": critique.mailbox}
    return box.seal(encode_record(raw), context("critique", session, critique.epoch, critique.id))


def _open_drop(row: Row[*tuple[Any, ...]], pair: KeyPair) -> Body | None:
    try:
        body = Body.decode(pair.open(row.sealed, drop_context(row.session_id, row.epoch, row.id)))
    except CannotOpen:
        return None
    if body.kind == CRITIQUE and (body.thread != row.id or body.mailbox != mailbox_digest(row.mailbox)):
        return None
    return body


async def _authentic_replies(
    tx: AsyncConnection, opened: Sequence[tuple[Row[*tuple[Any, ...]], Body]]
) -> list[tuple[Row[*tuple[Any, ...]], Body]]:
    """Replies whose signature is the thread's pen's; others came from somebody without the code and are
    dropped.
    """
    wanted = [(row, body) for row, body in opened if body.kind != CRITIQUE]
    if not wanted:
        return []
    pens = {row.id: row.mailbox[PUBLIC_SIZE:COMMITMENT_AT] for row, body in opened if body.kind == CRITIQUE}
    query = select(critiques.c.id, critiques.c.mailbox).where(critiques.c.id.in_([body.thread for _, body in wanted]))
    pens |= {row.id: row.mailbox[PUBLIC_SIZE:COMMITMENT_AT] for row in await tx.execute(query)}
    return [
        (row, body)
        for row, body in wanted
        if body.thread in pens
        and is_signed(pens[body.thread], body.signature, reply_statement(body.kind, body.thread, row.id, body.text))
    ]


def _critique_row(box: Box, row: Row[*tuple[Any, ...]], body: Body) -> dict[str, object]:
    raw = {"text": body.text, "lang": body.lang, "topic": body.topic, "tag": body.tag.hex()}
    raw["mailbox"] = body.mailbox.hex()
    sealed = box.seal(encode_record(raw), context("critique", row.session_id, row.epoch, row.id))
    common = {"id": row.id, "session_id": row.session_id, "epoch": row.epoch, "day": row.day}
    return {**common, "box": sealed, "mailbox": row.mailbox}


def _reply_row(box: Box, row: Row[*tuple[Any, ...]], body: Body) -> dict[str, object]:
    raw = {"kind": body.kind, "thread": body.thread.hex(), "text": body.text}
    sealed = box.seal(encode_record(raw), context("reply-record", row.session_id, row.epoch, row.id))
    return {"id": row.id, "session_id": row.session_id, "epoch": row.epoch, "day": row.day, "box": sealed}
