"""The rows of votes: one for everybody on the roll, from the opening on.

Until the close each is a box under a key of the ballot's issuing secret, and holds an epoch and what is sealed to the
team's key of that epoch: a blank, or a vote.
"""

import asyncio
from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.crypto.aead import Box, context, digest
from core.errors import CannotOpen
from core.programs.council.credentials import Issuer, Vote, seal_blank, seal_vote
from core.programs.council.questions import Question
from core.sessions import Session
from core.store.tables import council_votes

SLICE = 100
"""Rows after which other work has its turn: about 30 ms."""


async def fill(
    tx: AsyncConnection, home: Session, issuer: Issuer, ballot: bytes, opening: bytes, people: Iterable[bytes]
) -> None:
    """A blank for everybody, in an order that says nothing."""
    rows = []
    for number, person in enumerate(people, 1):
        place = issuer.place(person)
        rows.append(_row(issuer.box, ballot, place, home, seal_blank(home.public, opening, place)))
        if not number % SLICE:
            await asyncio.sleep(0)
    await tx.execute(insert(council_votes), sorted(rows, key=lambda row: row["place"]))


async def put(
    tx: AsyncConnection, home: Session, issuer: Issuer, ballot: bytes, opening: bytes, question: Question,
    person: bytes, vote: Vote,
) -> bool:  # fmt: skip
    """Put a vote into the person's place, over whatever lies there. Whether they have one."""
    place = issuer.place(person)
    row = _row(issuer.box, ballot, place, home, seal_vote(home.public, opening, place, question, vote))
    where = (council_votes.c.place == place) & (council_votes.c.ballot_id == ballot)
    return (await tx.execute(update(council_votes).where(where).values(box=row["box"]))).rowcount == 1


async def turn_over(tx: AsyncConnection, issuer: Issuer, ballot: bytes) -> None:
    """Box every row anew, so that a copy of the store from before and one from after differ in all of them alike."""
    box = issuer.box
    turned = [(place, box.seal(content, _bound(ballot, place))) for place, content in await _open(tx, issuer, ballot)]
    await _replace(tx, turned)


async def unlock(tx: AsyncConnection, issuer: Issuer, ballot: bytes) -> tuple[bytes, int]:
    """Take the boxes off for good. Returns the digest of what then lies in the urn, and how many rows were whole; what
    was damaged behind the program's back is emptied.
    """
    contents = dict(await _open(tx, issuer, ballot))
    query = select(council_votes.c.place).where(council_votes.c.ballot_id == ballot)
    places = (await tx.execute(query)).scalars().all()
    await _replace(tx, [(place, contents.get(place, b"")) for place in sorted(places)])
    return digest_of(contents.values()), len(contents)


async def spoil(tx: AsyncConnection, ballot: bytes) -> bytes:
    """Empty every row of a ballot whose secret was lost: nobody can open them any more. Returns the urn's digest."""
    await tx.execute(update(council_votes).where(council_votes.c.ballot_id == ballot).values(box=b""))
    return digest_of(())


async def read_urn(tx: AsyncConnection, ballot: bytes) -> list[tuple[bytes, int, bytes]]:
    """What lies in the urn after the close: place, epoch, sealed vote or blank."""
    query = select(council_votes).where(council_votes.c.ballot_id == ballot).order_by(council_votes.c.place)
    rows = (await tx.execute(query)).all()
    return [(row.place, int.from_bytes(row.box[:4], "big"), row.box[4:]) for row in rows if row.box]


def digest_of(contents: Iterable[bytes]) -> bytes:
    """What the bot writes down at the close, and whoever counts compares with."""
    return digest(b"council-urn", *sorted(contents))


def content_of(epoch: int, sealed: bytes) -> bytes:
    """A row's inside."""
    return epoch.to_bytes(4, "big") + sealed


def _row(box: Box, ballot: bytes, place: bytes, home: Session, sealed: bytes) -> dict[str, bytes]:
    outer = box.seal(content_of(home.epoch, sealed), _bound(ballot, place))
    return {"place": place, "ballot_id": ballot, "box": outer}


async def _open(tx: AsyncConnection, issuer: Issuer, ballot: bytes) -> list[tuple[bytes, bytes]]:
    query = select(council_votes).where(council_votes.c.ballot_id == ballot).order_by(council_votes.c.place)
    box, found = issuer.box, []
    for number, row in enumerate((await tx.execute(query.with_for_update())).all(), 1):
        try:
            found.append((row.place, box.open(row.box, _bound(ballot, row.place))))
        except CannotOpen:
            continue
        if not number % (10 * SLICE):
            await asyncio.sleep(0)
    return found


async def _replace(tx: AsyncConnection, rows: Sequence[tuple[bytes, bytes]]) -> None:
    if rows:
        changed = update(council_votes).where(council_votes.c.place == bindparam("at")).values(box=bindparam("new"))
        await tx.execute(changed, [{"at": place, "new": box} for place, box in rows])


def _bound(ballot: bytes, place: bytes) -> bytes:
    return context("council-turn", ballot, place)
