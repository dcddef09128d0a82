"""Everything sealed that the store keeps for moderators and authors, and what a key can do with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from core.crypto.aead import Box, context, derive
from core.crypto.hpke import KeyPair
from core.crypto.receipt import Receipt
from core.crypto.session_key import wrap_context
from core.errors import CannotOpen
from core.intake.critique import drop_context
from core.intake.thread import letter_context
from core.moderation.inbox import review_context
from core.store.engine import Store
from core.store.tables import (
    critiques,
    decisions,
    digest_items,
    digests,
    drops,
    letters,
    questions,
    replies,
    reviews,
    wraps,
)


@dataclass(frozen=True)
class Ciphertext:
    """One stored ciphertext: where it lies and what it is bound to."""

    table: str
    session: bytes
    epoch: int
    sealed: bytes = field(repr=False)
    bound_to: bytes = field(repr=False)


async def stored(store: Store) -> list[Ciphertext]:
    """All of them."""
    found: list[Ciphertext] = []
    async with store.reading() as tx:
        for row in await tx.execute(select(drops)):
            place = drop_context(row.session_id, row.epoch, row.id)
            found.append(Ciphertext("drops", row.session_id, row.epoch, row.sealed, place))
        for table, purpose in ((critiques, "critique"), (replies, "reply-record")):
            for row in await tx.execute(select(table)):
                place = context(purpose, row.session_id, row.epoch, row.id)
                found.append(Ciphertext(table.name, row.session_id, row.epoch, row.box, place))
        for row in await tx.execute(select(reviews)):
            place = review_context(row.session_id, row.critique_id, row.revision)
            found.append(Ciphertext("reviews", row.session_id, row.epoch, row.box, place))
        for row in await tx.execute(select(letters)):
            place = letter_context(row.critique_id, row.id)
            found.append(Ciphertext("letters", b"", 0, row.sealed, place))
        for row in await tx.execute(select(wraps)):
            place = wrap_context(row.session_id, row.epoch, row.member_id)
            found.append(Ciphertext("wraps", row.session_id, row.epoch, row.wrapped, place))
        for row in await tx.execute(select(digests)):
            place = context("draft", row.session_id, row.epoch, row.id)
            found.append(Ciphertext("digests", row.session_id, row.epoch, row.team_box, place))
        for row in await tx.execute(select(questions)):
            place = context("question", row.session_id, row.epoch, row.id)
            found.append(Ciphertext("questions", row.session_id, row.epoch, row.team_sealed, place))
        whose = select(decisions, digests.c.session_id).join(digest_items, digest_items.c.id == decisions.c.item_id)
        for row in await tx.execute(whose.join(digests, digests.c.id == digest_items.c.digest_id)):
            place = context("team-decision", row.session_id, row.epoch, row.item_id)
            found.append(Ciphertext("decisions", row.session_id, row.epoch, row.team_sealed, place))
    return found


def opened_by(keys: Iterable[bytes], sealed: list[Ciphertext]) -> set[str]:
    """The tables of which any key opens anything: as it is, as the seed of a pair, as a session's secret, as a code."""
    found: set[str] = set()
    sessions = {(one.session, one.epoch) for one in sealed if one.session}
    for key in keys:
        openers = _openers(key, sessions)
        found |= {one.table for one in sealed if any(_opens(opener, one) for opener in openers)}
    return found


def _openers(key: bytes, sessions: set[tuple[bytes, int]]) -> list[Box | KeyPair]:
    if len(key) == 16:
        return [Receipt(key).mailbox]
    made: list[Box | KeyPair] = [Box(key), KeyPair.from_seed(key)]
    for session, epoch in sessions:
        made.append(Box(derive(key, context("session-box", session, epoch))))
        made.append(KeyPair.from_seed(derive(key, context("session-hpke", session, epoch))))
    return made


def _opens(opener: Box | KeyPair, one: Ciphertext) -> bool:
    try:
        opener.open(one.sealed, one.bound_to)
    except CannotOpen:
        return False
    return True
