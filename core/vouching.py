"""Whose signature counts, once people have left the team.

A letter, a digest or an answer to an executive is signed inside its ciphertext by whoever wrote it. Beside it lies a
vouch: that member's signature over the ciphertext. Whoever takes somebody off the team signs that person's vouches
anew. So what a moderator wrote before leaving stays good, and what they sign afterwards counts for nothing: nobody on
the team vouches for it.
"""

from collections.abc import Sequence

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.crypto.aead import context, digest
from core.crypto.roster import Member, Pin
from core.crypto.session_key import is_statement_signed, sign_statement
from core.crypto.signing import Signer, is_signed
from core.sessions import read_chain
from core.store.tables import session_keys, sessions, vouches

_PORTION = 500
_VOUCHES = select(vouches).where(vouches.c.mark.in_(bindparam("marks", expanding=True)))


def vouch_row(session: bytes, place: bytes, sealed: bytes, writer: bytes, signer: Signer) -> dict[str, object]:
    """The row that goes with something sealed for ``place`` (its HPKE info), in the transaction that writes it."""
    mark = digest(place, sealed)
    return {"mark": mark, "session_id": session, "signer": writer, "signature": signer.sign(_statement(mark))}


async def read_signers(tx: AsyncConnection, pin: Pin, place: bytes, sealed: bytes) -> dict[bytes, bytes]:
    """Verify keys by id of those who may have signed this: everybody who ever could, when somebody of the team of now
    vouches for it, else only the team of now. Raises KeySwapped."""
    return (await read_signers_of(tx, pin, [(place, sealed)]))[0]


async def read_signers_of(
    tx: AsyncConnection, pin: Pin, placed: Sequence[tuple[bytes, bytes]]
) -> list[dict[bytes, bytes]]:
    """As ``read_signers``, for several places and what is sealed for each."""
    chain = await read_chain(tx, pin)
    now = chain[-1].writers()
    ever = {member: key for version in chain for member, key in version.writers().items()}
    marks = [digest(*one) for one in placed]
    rows = (await tx.execute(_VOUCHES, {"marks": marks})).all()
    vouched = {
        row.mark
        for row in rows
        if row.signer in now and is_signed(now[row.signer], row.signature, _statement(row.mark))
    }
    return [ever if mark in vouched else now for mark in marks]


async def vouch_again(tx: AsyncConnection, leaving: Member, by: bytes, signer: Signer) -> None:
    """Sign anew what ``leaving`` vouched for and the keys of closed sessions that they signed, in the transaction that
    takes them off the team. What their signature does not hold for is left as it is."""
    rows = (await tx.execute(select(vouches).where(vouches.c.signer == leaving.id))).all()
    good = [row for row in rows if is_signed(leaving.verify, row.signature, _statement(row.mark))]
    changed = update(vouches).where(vouches.c.mark == bindparam("place"))
    renewed = changed.values(signer=by, signature=bindparam("renewed"))
    for start in range(0, len(good), _PORTION):
        portion = good[start : start + _PORTION]
        await tx.execute(
            renewed, [{"place": row.mark, "renewed": signer.sign(_statement(row.mark))} for row in portion]
        )
    await _sign_keys_again(tx, leaving, by, signer)


async def _sign_keys_again(tx: AsyncConnection, leaving: Member, by: bytes, signer: Signer) -> None:
    joined = select(session_keys, sessions.c.terms).join(sessions, sessions.c.id == session_keys.c.session_id)
    for row in (await tx.execute(joined.where(session_keys.c.signer == leaving.id))).all():
        terms = row.terms.encode()
        if is_statement_signed(leaving.verify, row.signature, row.session_id, row.epoch, row.public, terms):
            mine = (session_keys.c.session_id == row.session_id) & (session_keys.c.epoch == row.epoch)
            signature = sign_statement(signer, row.session_id, row.epoch, row.public, terms)
            await tx.execute(update(session_keys).where(mine).values(signer=by, signature=signature))


def _statement(mark: bytes) -> bytes:
    return context("vouch", mark)
