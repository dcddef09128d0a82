"""The team: admitting and removing moderators and auditors, with the session keys that follow from it."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.crypto.aead import context
from core.crypto.hpke import PUBLIC_SIZE
from core.crypto.identity import Card, Identity
from core.crypto.roster import AUDITOR, BOT, MODERATOR, RECOVERY, Member, Roster, sign
from core.crypto.session_key import SessionSecret, sign_statement
from core.crypto.signing import SIGNATURE_SIZE, VERIFY_SIZE, is_signed
from core.crypto.spelling import fingerprint
from core.errors import BadInput, CannotOpen, NotAllowed, NotFound
from core.journal import Act, lock_journal
from core.language.safe_text import one_line
from core.moderation.desk import Desk
from core.moderation.sessions import wrap_row
from core.sessions import OPEN, Session
from core.store.tables import critiques, rosters, session_keys, sessions, wraps
from core.vouching import vouch_again

_PREFIX = "revmentor-request-1:"
_NAME_AT = PUBLIC_SIZE + VERIFY_SIZE
NAME_LONGEST = 60


@dataclass(frozen=True)
class Removal:
    """What a removal did, told honestly: ``rekeyed`` open sessions have new keys; ``readable`` critiques were within
    the removed person's reach until now and may have been copied."""

    roster: Roster
    rekeyed: int
    readable: int


def make_request(identity: Identity) -> str:
    """A new person's public keys as one line of text, signed by themselves; nothing in it is secret."""
    card = identity.card
    raw = card.hpke + card.verify + card.name.encode()
    return _PREFIX + base64.b64encode(raw + identity.signer.sign(context("request", raw))).decode()


def read_request(text: str) -> Card:
    """The card in a request. Raises BadInput when it is damaged or not signed by its own key."""
    text = "".join(text.split())
    try:
        data = base64.b64decode(text.removeprefix(_PREFIX), validate=True)
        raw, signature = data[:-SIGNATURE_SIZE], data[-SIGNATURE_SIZE:]
        name = one_line(raw[_NAME_AT:].decode())[:NAME_LONGEST]
    except ValueError:
        raise BadInput("error-request") from None
    card = Card(name, raw[:PUBLIC_SIZE], raw[PUBLIC_SIZE:_NAME_AT])
    if (
        not text.startswith(_PREFIX)
        or not name.strip()
        or not is_signed(card.verify, signature, context("request", raw))
    ):
        raise BadInput("error-request")
    return card


def card_words(card: Card, lang: str) -> str:
    """Six words to compare by voice before admitting somebody (66 bits of both keys)."""
    return fingerprint(card.id + card.hpke + card.verify, lang)


def roster_words(roster: Roster, lang: str) -> str:
    """Six words that stand for the whole team list; a new member compares them before pinning it."""
    return fingerprint(roster.digest, lang)


async def admit(desk: Desk, card: Card, role: str = MODERATOR) -> Roster:
    """Add somebody to the team: a new signed roster, and for a moderator every session secret wrapped to them.

    Critiques are not touched. Raises BadInput for an unknown role, NotAllowed for somebody who is in already.
    """
    if role not in (MODERATOR, AUDITOR):
        raise BadInput("error-team-role", role=one_line(role))
    if any(member.id == card.id for member in desk.roster.members):
        raise NotAllowed("error-team-member-known")
    member = Member(card.id, card.name, role, card.hpke, card.verify)
    secrets = await readable_secrets(desk) if role == MODERATOR else []
    async with desk.store.writing() as tx:
        roster = await write_roster(desk, tx, (*desk.roster.members, member))
        if secrets:
            await tx.execute(insert(wraps), [wrap_row(secret, member) for secret in secrets])
        await desk.sign(tx, Act(f"team-add-{role}", member.id, max(1, len(secrets))))
    desk.adopt(roster)
    return roster


async def remove(desk: Desk, member_id: bytes) -> Removal:
    """Take somebody off the team: their wraps are deleted and every open session gets a new key, signed anew.

    Nothing can take back what they have read: ``Removal.readable`` says how much that may be. Raises NotFound, or
    NotAllowed for oneself and for the bot.
    """
    leaving = next((member for member in desk.roster.members if member.id == member_id), None)
    if leaving is None:
        raise NotFound
    if member_id == desk.identity.id or leaving.role in (BOT, RECOVERY):
        raise NotAllowed("error-team-remove")
    open_now = [session for session in await desk.keyed_sessions() if session.is_open]
    staying = tuple(member for member in desk.roster.members if member.id != member_id)
    async with desk.store.writing() as tx:
        # Before anything is read: whoever leaves must not sign something in between.
        await lock_journal(tx)
        readable = await _count_readable(tx, member_id)
        await vouch_again(tx, leaving, desk.identity.id, desk.identity.signer)
        roster = await write_roster(desk, tx, staying)
        await tx.execute(delete(wraps).where(wraps.c.member_id == member_id))
        for session in open_now:
            await rekey(desk, tx, session, roster)
        await desk.sign(tx, Act("team-remove", member_id, max(1, len(open_now))))
    await desk.store.checkpoint()
    desk.adopt(roster)
    return Removal(roster, len(open_now), readable)


async def count_readable(desk: Desk, member_id: bytes) -> int:
    """How many critiques somebody of the team can open now."""
    async with desk.store.reading() as tx:
        return await _count_readable(tx, member_id)


async def _count_readable(tx: AsyncConnection, member_id: bytes) -> int:
    reach = (wraps.c.session_id == critiques.c.session_id) & (wraps.c.epoch == critiques.c.epoch)
    query = select(func.count()).select_from(critiques).join(wraps, reach).where(wraps.c.member_id == member_id)
    return int((await tx.execute(query)).scalar_one())


async def write_roster(desk: Desk, tx: AsyncConnection, members: Sequence[Member]) -> Roster:
    """The next version of the team's list, signed by this desk. Raises NotAllowed when another was written
    meanwhile."""
    newest = (await tx.execute(select(func.max(rosters.c.version)))).scalar_one()
    if newest != desk.roster.version:
        raise NotAllowed("error-team-changed")
    signer = desk.identity
    roster = sign(newest + 1, tuple(members), desk.roster.digest, signer.id, signer.signer)
    row = {
        "version": roster.version,
        "body": roster.body,
        "signer": roster.signer,
        "signature": roster.signature,
    }
    await tx.execute(insert(rosters), [row])
    return roster


async def rekey(desk: Desk, tx: AsyncConnection, session: Session, roster: Roster) -> None:
    """A new epoch of an open session: new secret, wrapped to those who stay, its key signed by this desk."""
    secret = SessionSecret.generate(session.id, session.epoch + 1, desk.random)
    public, terms = secret.pair.public, session.terms.encode()
    signature = sign_statement(desk.identity.signer, session.id, secret.epoch, public, terms.encode())
    key = {"session_id": session.id, "epoch": secret.epoch, "public": public}
    await tx.execute(insert(session_keys), [{**key, "signer": desk.identity.id, "signature": signature}])
    await tx.execute(insert(wraps), [wrap_row(secret, member) for member in roster.holders()])
    changed = update(sessions).where(sessions.c.id == session.id, sessions.c.state == OPEN)
    # A session of an earlier version may have been stored with fewer terms than are signed now.
    await tx.execute(changed.values(epoch=secret.epoch, terms=terms))


async def readable_secrets(desk: Desk) -> list[SessionSecret]:
    """Every session secret, of all epochs, that is wrapped to this desk and opens."""
    query = select(wraps.c.session_id, wraps.c.epoch).where(wraps.c.member_id == desk.identity.id)
    async with desk.store.reading() as tx:
        rows = (await tx.execute(query)).all()
    found = []
    for row in rows:
        try:
            found.append(await desk.secret(row.session_id, row.epoch))
        except CannotOpen:
            continue
    return found
