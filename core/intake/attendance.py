"""How many people have written in a session, as participants may be told while it runs."""

from sqlalchemy import func, select

from core.sessions import Session
from core.store.engine import Store
from core.store.tables import participants


async def count_people(store: Store, session: Session) -> int | None:
    """At least so many: a multiple of the session's k, None below k. In smaller steps whoever watches the number would
    see when a colleague wrote."""
    query = select(func.count()).select_from(participants).where(participants.c.session_id == session.id)
    async with store.reading() as tx:
        people = int((await tx.execute(query)).scalar_one())
    return people - people % session.terms.k or None
