"""Saving what moderators decide, and writing to authors."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import day_of, seconds_of
from core.crypto.hpke import PUBLIC_SIZE
from core.errors import CannotOpen, ChangedElsewhere, NotAllowed, NotFound
from core.intake.critique import mailbox_digest
from core.intake.thread import STATUS, Letter, letter_context, put_letters, seal_letter, status_letter_id
from core.journal import Act, Verdict, last_seals, read_witness, review_seal
from core.moderation.desk import Desk
from core.moderation.inbox import Critique, review_context
from core.moderation.review import DECLINED, PREPARED, PUBLISHED, RELEASED, Review, is_rightly_released
from core.sessions import hold_session, read_chain
from core.store.tables import critiques, reviews, vouches
from core.vouching import vouch_row
from core.wording import released_wording

_PORTION = 500


async def save(desk: Desk, critique: Critique, review: Review, act: str) -> Critique:
    """Store a new review of one critique. See ``save_all``."""
    return (await save_all(desk, [(critique, review)], act))[0]


async def save_all(desk: Desk, changes: Sequence[tuple[Critique, Review]], act: str) -> list[Critique]:
    """Store new reviews, their journal entries and the status letters to the authors, in one transaction.

    Raises ChangedElsewhere (nothing stored) when any of them was changed by another console since it was
    loaded.
    """
    await check_two_person(desk, changes)
    async with desk.store.writing() as tx:
        saved = await store_reviews(desk, tx, changes, act)
        told = [pair for pair in changes if status_facts(pair[0], pair[0].review) != status_facts(*pair)]
        await write_letters(desk, tx, [(c, STATUS, status_facts(c, review)) for c, review in told])
    return saved


async def check_two_person(desk: Desk, changes: Sequence[tuple[Critique, Review]]) -> None:
    """Raise NotAllowed when a change would release alone what takes two persons, or approve in another's
    name.
    """
    terms = {session.id: session.terms for session in await desk.sessions()}
    for critique, review in changes:
        if critique.session not in terms:
            # Erased while the letter lay open.
            raise NotFound
        if review.state != RELEASED or critique.review.state == RELEASED:
            continue
        if not is_rightly_released(review, terms[critique.session]):
            raise NotAllowed("error-second-person")
        if review.approved_by not in ("", desk.identity.id.hex()):
            raise NotAllowed("error-second-person")


async def store_reviews(
    desk: Desk, tx: AsyncConnection, changes: Sequence[tuple[Critique, Review]], act: str
) -> list[Critique]:
    """The review rows and the journal's entries that vouch for them, in the caller's transaction. Raises
    ChangedElsewhere, or NotFound when their session was erased."""
    await _hold(tx, (critique for critique, _ in changes))
    saved = []
    for critique, review in changes:
        box = await desk.box(critique.session, critique.epoch)
        revision = critique.revision + 1
        sealed = box.seal(review.encode(), review_context(critique.session, critique.id, revision))
        row = {"epoch": critique.epoch, "revision": revision, "box": sealed}
        if critique.revision == 0:
            query = select(reviews.c.revision).where(reviews.c.critique_id == critique.id)
            if (await tx.execute(query)).first() is not None:
                raise ChangedElsewhere
            first = {"critique_id": critique.id, "session_id": critique.session, **row}
            try:
                await tx.execute(insert(reviews), [first])
            except IntegrityError:
                raise ChangedElsewhere from None
        else:
            where = (reviews.c.critique_id == critique.id) & (reviews.c.revision == critique.revision)
            if (await tx.execute(update(reviews).where(where).values(**row))).rowcount != 1:
                raise ChangedElsewhere
        seal = review_seal(critique.id, revision, sealed)
        saved.append(replace(critique, review=review, revision=revision, seal=seal))
    known = await _read_seals(tx, [critique for critique, _ in changes])
    if any(known[critique.id][1] != critique.seal for critique, _ in changes):
        # The row has the revision we saw, but the journal knows a later one: it was put back behind our back.
        raise NotAllowed("error-review-altered")
    await desk.note(tx, *(Act(act, critique.id, seal=critique.seal) for critique in saved))
    return saved


async def _hold(tx: AsyncConnection, found: Iterable[Critique]) -> None:
    for session in {critique.session for critique in found}:
        await hold_session(tx, session)


async def _read_seals(tx: AsyncConnection, found: Sequence[Critique]) -> dict[bytes, tuple[int, bytes | None]]:
    seals: dict[bytes, tuple[int, bytes | None]] = {critique.id: (1, None) for critique in found}
    ids = list(seals)
    for start in range(0, len(ids), _PORTION):
        seals |= await last_seals(tx, ids[start : start + _PORTION])
    return seals


async def check_reviews(desk: Desk, found: Sequence[Critique]) -> Verdict:
    """Raise NotAllowed unless each review is the very one that the journal has last, and the journal holds from there
    to its end: whoever can write the store could put an older record back, one without redactions for instance.
    """
    new = [critique for critique in found if not desk.trail.covers(critique.id)]
    async with desk.store.reading() as tx:
        team, places = await read_chain(tx, desk.pin), await _read_seals(tx, new)
    witness = read_witness(desk.witness_path) if desk.witness_path else None
    # Also past what this host has seen: a tail that was cut and has grown again differs there.
    first = min((seq for seq, _ in places.values()), default=desk.trail.oldest)
    verdict, seals = await desk.trail.follow(desk.store, team, first, witness)
    if not verdict.holds:
        raise NotAllowed("error-journal-broken", entry=verdict.broken)
    changed = [critique.id for critique in found if seals.get(critique.id) != critique.seal]
    async with desk.store.reading() as tx:
        for row in (await tx.execute(select(reviews).where(reviews.c.critique_id.in_(changed)))).all():
            if review_seal(row.critique_id, row.revision, row.box) == seals.get(row.critique_id):
                raise ChangedElsewhere
    if changed:
        raise NotAllowed("error-review-altered")
    return verdict


def status_facts(critique: Critique, review: Review) -> dict[str, str]:
    """What the author is told of a state. From preparation on: the wording, and with it all that the author
    needs to check it word by word (intake.thread.check_verbatim)."""
    if review.state == DECLINED:
        return {"state": DECLINED, "reason": review.reason, "words": review.words}
    if review.state in (PREPARED, RELEASED, PUBLISHED):
        state = PUBLISHED if review.state == PUBLISHED else RELEASED
        if review.group not in ("", critique.id.hex()):
            # Another letter of the group goes out: its words are not this author's to read or to check.
            return {"state": state, "grouped": "yes"}
        return {
            "state": state,
            "wording": released_wording(critique.text, review.redactions, critique.lang),
            "original": critique.text,
            "spans": json.dumps([[mark.start, mark.end, mark.kind] for mark in review.redactions]),
            "lang": critique.lang,
        }
    return {"state": review.state}


async def write_letters(
    desk: Desk, tx: AsyncConnection, letters_to: Sequence[tuple[Critique, str, dict[str, str]]]
) -> None:
    """Put letters into authors' mailboxes, in the caller's transaction. A STATUS letter replaces the one
    before.
    """
    if letters_to:
        await put_letters(tx, await seal_letters(desk, tx, letters_to, seconds_of(desk.clock)))


async def seal_letters(
    desk: Desk, tx: AsyncConnection, letters_to: Sequence[tuple[Critique, str, dict[str, str]]], at: int
) -> list[dict[str, Any]]:
    """The rows of such letters, dated ``at`` (seconds): vouched for, but not put anywhere yet. Raises NotFound."""
    await _hold(tx, (critique for critique, _, _ in letters_to))
    ids = [critique.id for critique, _, _ in letters_to]
    query = select(critiques.c.id, critiques.c.mailbox).where(critiques.c.id.in_(ids))
    mailboxes = {row.id: row.mailbox for row in await tx.execute(query)}
    rows, vouched = [], []
    for critique, kind, facts in letters_to:
        mailbox = mailboxes[critique.id]
        check_mailbox(critique, mailbox)
        letter_id = status_letter_id(critique.id) if kind == STATUS else desk.random(16)
        sender = desk.identity
        letter = Letter(kind, at, facts)
        content = seal_letter(mailbox[:PUBLIC_SIZE], critique.id, letter_id, letter, sender.id, sender.signer)
        vouched.append(
            vouch_row(critique.session, letter_context(critique.id, letter_id), content, sender.id, sender.signer)
        )
        rows.append(
            {"id": letter_id, "critique_id": critique.id, "day": day_of(desk.clock), "sealed": content, "fresh": True}
        )
    await tx.execute(insert(vouches), vouched)
    return rows


def check_mailbox(critique: Critique, mailbox: bytes) -> None:
    """Raise CannotOpen unless ``mailbox`` is the one the author sealed: otherwise whoever can write the store
    could read the answers.
    """
    if bytes.fromhex(critique.mailbox) != mailbox_digest(mailbox):
        raise CannotOpen
