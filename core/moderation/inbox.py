"""Reading what was taken in: critiques with the team's reviews, and the authors' later words."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from sys import intern
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select, tuple_
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import day_of
from core.crypto.aead import Box, context
from core.errors import BadInput, NotFound
from core.intake.thread import QUESTION
from core.journal import review_seal
from core.moderation.desk import Desk, Standing
from core.moderation.record_form import decode_record, encode_record
from core.moderation.review import DECLINED, Review, waken
from core.sessions import Session
from core.store.tables import critiques, journal, replies, reviews

UNDECIDED = Review()
"""The review of every critique that has none: one for all of them, for most of a large inbox is undecided."""
_PORTION = 500
"""Reviews opened between two looks at the loop."""


@dataclass(frozen=True, slots=True)
class Critique:
    """An opened critique and what the team decided. ``text`` is verbatim and foreign: a face shows
    make_safe(text).
    """

    id: bytes
    session: bytes
    epoch: int
    day: date
    text: str = field(repr=False)
    lang: str
    topic: str
    review: Review
    revision: int
    mailbox: str = field(repr=False)
    tag: str = field(repr=False)
    seal: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Followup:
    """What was said later in a thread. ``kind`` is REPLY or VETO (the author objects to the prepared wording), whose
    pen's signature was checked when it was taken in, or QUESTION: what the moderator ``by`` asked the author.
    """

    id: bytes
    kind: str
    thread: bytes
    day: date
    text: str = field(repr=False)
    by: str = field(default="", repr=False)


async def load_critiques(desk: Desk, session: Session, ids: Sequence[bytes] | None = None) -> list[Critique]:
    """The session's critiques with their reviews, by day and then by id (an order that says nothing of
    arrival).

    ``ids`` narrows to some. What was held until today is new again. Decrypting runs in a thread.
    """
    return await _load(desk, session, *([critiques.c.id.in_(ids)] if ids is not None else []))


async def load_page(desk: Desk, session: Session, after: Critique | None, size: int) -> list[Critique]:
    """The ``size`` critiques that come after one, or the first ones, in the order of ``load_critiques``; fewer only at
    the end. Costs the same wherever the page lies.
    """
    place = tuple_(critiques.c.day, critiques.c.id)
    follows = [place > tuple_(literal(after.day), literal(after.id))] if after is not None else []
    return await _load(desk, session, *follows, size=size)


async def _load(desk: Desk, session: Session, *where: ColumnElement[bool], size: int | None = None) -> list[Critique]:
    joined = critiques.outerjoin(reviews, reviews.c.critique_id == critiques.c.id)
    columns = (critiques.c.id, critiques.c.epoch, critiques.c.day, critiques.c.box)
    query = select(
        *columns, reviews.c.revision, reviews.c.box.label("review"), reviews.c.epoch.label("review_epoch")
    ).select_from(joined)
    query = query.where(critiques.c.session_id == session.id, *where).order_by(critiques.c.day, critiques.c.id)
    async with desk.store.reading() as tx:
        rows = (await tx.execute(query.limit(size))).all()
    epochs = {row.epoch for row in rows} | {row.review_epoch for row in rows if row.review_epoch is not None}
    boxes = {epoch: await desk.box(session.id, epoch) for epoch in epochs}
    today = day_of(desk.clock)
    return await asyncio.to_thread(lambda: [_open_critique(session.id, boxes, row, today) for row in rows])


def _open_critique(session: bytes, boxes: dict[int, Box], row: Row[*tuple[Any, ...]], today: date) -> Critique:
    raw = decode_record(boxes[row.epoch].open(row.box, context("critique", session, row.epoch, row.id)))
    review, revision = UNDECIDED, 0
    if row.review is not None:
        revision = row.revision
        sealed_for = review_context(session, row.id, revision)
        review = waken(Review.decode(boxes[row.review_epoch].open(row.review, sealed_for)), today)
    return Critique(
        row.id,
        session,
        row.epoch,
        row.day,
        raw["text"],
        intern(raw["lang"]),
        intern(raw["topic"]),
        review,
        revision,
        raw["mailbox"],
        raw["tag"],
        review_seal(row.id, revision, row.review) if row.review is not None else None,
    )


def review_context(session: bytes, critique: bytes, revision: int) -> bytes:
    """What a review is bound to: also its revision, so that an older record cannot be put back unseen."""
    return context("review", session, critique, revision)


async def find_critique(desk: Desk, session: Session, prefix: str) -> Critique:
    """The critique whose id starts with ``prefix`` (hex, at least 4). Raises NotFound, BadInput."""
    if len(prefix) < 4 or not all(letter in "0123456789abcdef" for letter in prefix.lower()):
        raise BadInput("error-critique-id")
    async with desk.store.reading() as tx:
        ids = (await tx.execute(select(critiques.c.id).where(critiques.c.session_id == session.id))).scalars()
        matches = [critique for critique in ids if critique.hex().startswith(prefix.lower())]
    if not matches:
        raise NotFound
    if len(matches) > 1:
        raise BadInput("error-ambiguous", prefix=prefix)
    return (await load_critiques(desk, session, matches))[0]


async def load_standings(desk: Desk, tx: AsyncConnection, session: Session) -> dict[bytes, Standing]:
    """How all reviewed letters of the session stand. What was opened before is opened anew only when the journal has an
    entry about it since."""
    end = int((await tx.execute(select(func.coalesce(func.max(journal.c.seq), 0)))).scalar_one())
    seen, known = desk.standings.get(session.id, (0, {}))
    query = select(reviews).where(reviews.c.session_id == session.id)
    if seen:
        touched = select(journal.c.ref).where(journal.c.seq > seen, journal.c.seal.is_not(None))
        query = query.where(reviews.c.critique_id.in_(touched))
    rows, fresh = await tx.stream(query), {}
    async for portion in rows.partitions(_PORTION):
        for row in portion:
            box = await desk.box(session.id, row.epoch)
            review = Review.decode(box.open(row.box, review_context(session.id, row.critique_id, row.revision)))
            fresh[row.critique_id] = Standing(review.reason if review.state == DECLINED else "", review.group)
    known = known | fresh
    desk.standings[session.id] = end, known
    return known


async def load_followups(desk: Desk, session: Session) -> list[Followup]:
    """What was said later in all threads of the session: what moderators asked and what authors wrote, by day; of one
    day the questions first, else in an order that says nothing of arrival.
    """
    query = select(replies).where(replies.c.session_id == session.id).order_by(replies.c.day, replies.c.id)
    async with desk.store.reading() as tx:
        rows = (await tx.execute(query)).all()
    found = []
    for row in rows:
        box = await desk.box(session.id, row.epoch)
        raw = decode_record(box.open(row.box, context("reply-record", session.id, row.epoch, row.id)))
        thread = bytes.fromhex(raw["thread"])
        found.append(Followup(row.id, raw["kind"], thread, row.day, raw["text"], raw.get("by", "")))
    return sorted(found, key=lambda one: (one.day, one.kind != QUESTION))


def reply_row(box: Box, place: dict[str, Any], raw: dict[str, str]) -> dict[str, Any]:
    """A row of ``replies``: ``place`` is its id, session_id, epoch and day."""
    sealed = box.seal(encode_record(raw), context("reply-record", place["session_id"], place["epoch"], place["id"]))
    return {**place, "box": sealed}
