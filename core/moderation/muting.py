"""Muting a thread's author for the session without learning who it is.

The console hands the critique's id and its tag to the bot; the bot recomputes the tag for whoever writes next
(HMAC over the author's nullifier and that id) and refuses when they are equal.
"""

from sqlalchemy import delete, insert, select

from core.crypto.aead import context
from core.crypto.hpke import seal
from core.errors import NotAllowed
from core.journal import Act
from core.moderation.desk import Desk
from core.moderation.inbox import Critique
from core.sessions import Session, hold_session
from core.store.tables import mutes


async def mute_author(desk: Desk, session: Session, critique: Critique) -> None:
    """Refuse further critiques of this thread's author until the session closes. Raises NotAllowed when it has."""
    if not session.is_open:
        raise NotAllowed("error-session-closed")
    sealed = seal(desk.roster.bot.hpke, bytes.fromhex(critique.tag), context("mute", session.id, critique.id))
    async with desk.store.writing() as tx:
        await hold_session(tx, session.id)
        await tx.execute(delete(mutes).where(mutes.c.critique_id == critique.id))
        row = {"critique_id": critique.id, "session_id": session.id, "bot_sealed": sealed}
        await tx.execute(insert(mutes), [row])
        await desk.note(tx, Act("mute", critique.id))


async def unmute_author(desk: Desk, critique: Critique) -> None:
    """Let the thread's author write again."""
    async with desk.store.writing() as tx:
        await tx.execute(delete(mutes).where(mutes.c.critique_id == critique.id))
        await desk.note(tx, Act("unmute", critique.id))


async def muted_threads(desk: Desk, session: Session) -> set[bytes]:
    """The critiques whose authors may not write again in this session."""
    async with desk.store.reading() as tx:
        query = select(mutes.c.critique_id).where(mutes.c.session_id == session.id)
        return set((await tx.execute(query)).scalars())
