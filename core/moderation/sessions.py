"""Opening and closing feedback sessions."""

from dataclasses import replace

from sqlalchemy import insert, update

from core.clock import seconds_of
from core.crypto.roster import Member
from core.crypto.session_key import SessionSecret, sign_statement
from core.errors import BadInput, NotAllowed
from core.journal import Act
from core.language.safe_text import one_line
from core.moderation.desk import Desk
from core.moderation.taking_in import take_in
from core.sessions import (
    ALWAYS,
    ANSWER_DAYS_MOST,
    CLOSED,
    EVENT,
    K_FLOOR,
    NEVER,
    OPEN,
    PROGRAMME,
    REPEATS,
    SENSITIVE,
    STANDING,
    TOPICS,
    Session,
    Terms,
)
from core.store.tables import session_keys, sessions, wraps

TITLE_LONGEST = 80
QUOTA_MOST = 1000


async def open_session(desk: Desk, terms: Terms) -> Session:
    """Open a session: make its secret, wrap it to every holder, sign its key and terms, all in one
    transaction.

    Raises BadInput for terms that cannot be promised.
    """
    terms = replace(terms, title=one_line(terms.title))
    check_terms(terms)
    secret = SessionSecret.generate(desk.random(16), 1, desk.random)
    text, public = terms.encode(), secret.pair.public
    opened = seconds_of(desk.clock)
    signature = sign_statement(desk.identity.signer, secret.session, 1, public, text.encode())
    key = {"session_id": secret.session, "epoch": 1, "public": public}
    async with desk.store.writing() as tx:
        row = {
            "id": secret.session,
            "terms": text,
            "state": OPEN,
            "epoch": 1,
            "opened": opened,
            "closed": None,
        }
        await tx.execute(insert(sessions), [row])
        await tx.execute(insert(session_keys), [{**key, "signer": desk.identity.id, "signature": signature}])
        await tx.execute(insert(wraps), [wrap_row(secret, member) for member in desk.roster.holders()])
        await desk.note(tx, Act("session-open", secret.session))
    return Session(secret.session, terms, OPEN, 1, opened, None, public)


async def close_session(desk: Desk, session: Session) -> Session:
    """Close a session: no critique goes to it any more, and what waits in the spool is taken in whatever its
    number.

    Raises NotAllowed when it is closed already.
    """
    if not session.is_open:
        raise NotAllowed("error-session-closed")
    closed = seconds_of(desk.clock)
    async with desk.store.writing() as tx:
        still_open = (sessions.c.id == session.id) & (sessions.c.state == OPEN)
        if (await tx.execute(update(sessions).where(still_open).values(state=CLOSED, closed=closed))).rowcount != 1:
            raise NotAllowed("error-session-closed")
        await desk.note(tx, Act("session-close", session.id))
    ended = Session(session.id, session.terms, CLOSED, session.epoch, session.opened, closed, session.public)
    await take_in(desk, ended)
    return ended


def wrap_row(secret: SessionSecret, member: Member) -> dict[str, object]:
    """The row that gives ``member`` the session's secret."""
    wrapped = secret.wrap(member.id, member.hpke)
    return {"session_id": secret.session, "epoch": secret.epoch, "member_id": member.id, "wrapped": wrapped}


def check_terms(terms: Terms) -> None:
    """Raise BadInput unless the terms can be promised."""
    if not 0 < len(terms.title.strip()) <= TITLE_LONGEST:
        raise BadInput("error-session-title", most=TITLE_LONGEST)
    if terms.k < K_FLOOR:
        raise BadInput("error-session-k", floor=K_FLOOR)
    if terms.kind not in (STANDING, EVENT, PROGRAMME):
        raise BadInput("error-session-kind")
    if terms.two_person not in (NEVER, SENSITIVE, ALWAYS):
        raise BadInput("error-session-two-person")
    if not 1 <= terms.answer_days <= ANSWER_DAYS_MOST or terms.retention_days < terms.answer_days:
        raise BadInput("error-session-days", most=ANSWER_DAYS_MOST)
    if terms.opens is not None and terms.closes is not None and terms.closes <= terms.opens:
        raise BadInput("error-session-window")
    if not 0 <= terms.quota <= QUOTA_MOST:
        raise BadInput("error-session-quota", most=QUOTA_MOST)
    if terms.repeat not in REPEATS or (terms.repeat and terms.closes is None):
        raise BadInput("error-session-repeat")
    if not terms.topics or not set(terms.topics) <= set(TOPICS):
        raise BadInput("error-session-topics", topics=", ".join(TOPICS))
