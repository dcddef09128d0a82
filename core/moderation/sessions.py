"""Opening and closing feedback sessions."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.clock import seconds_of
from core.company import read_company
from core.crypto.aead import digest
from core.crypto.roster import Member
from core.crypto.session_key import SessionSecret, sign_statement
from core.errors import BadInput, NotAllowed
from core.journal import Act
from core.language.safe_text import make_safe, one_line
from core.moderation.desk import Desk
from core.moderation.taking_in import take_in
from core.people.invitations import EXECUTIVE
from core.sessions import (
    ALWAYS,
    ANSWER_DAYS_MOST,
    AUDIENCES,
    CLOSED,
    EVENT,
    FORTNIGHTLY,
    K_FLOOR,
    MONTHLY,
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
from core.store.tables import people, session_keys, sessions, wraps

TITLE_LONGEST = 80
QUOTA_MOST = 1000
RULES_LONGEST = 400
"""Characters: a phone's screen."""
HOURS_MOST = 24 * 30
AHEAD = 2
"""Sessions of a series that are signed at a time: the one that is running or next, and one more."""


async def open_session(desk: Desk, terms: Terms) -> Session:
    """Open a session: make its secret, wrap it to every holder, sign its key and terms, all in one
    transaction.

    Raises BadInput for terms that cannot be promised, among them a session for executives who are fewer than its k.
    """
    terms = replace(terms, title=one_line(terms.title), rules=make_safe(terms.rules.strip()))
    if terms.repeat and terms.opens is None:
        terms = replace(terms, opens=seconds_of(desk.clock))
    check_terms(terms)
    if terms.audience == EXECUTIVE:
        async with desk.store.reading() as tx:
            query = select(func.count()).select_from(people).where(people.c.role == EXECUTIVE)
            if (await tx.execute(query)).scalar_one() < terms.k:
                raise BadInput("error-session-audience-small", k=terms.k)
    return await _open(desk, terms, desk.random(16))


async def follow_up(desk: Desk) -> list[Session]:
    """Sign the next sessions of every series ahead, until AHEAD windows of each are not over yet: the bot can open
    nothing, so a series goes on while some moderator unlocks the console once within so many windows.

    A series ends when its last session is closed before its window is over. Two desks at once open nothing twice.
    """
    async with desk.store.reading() as tx:
        zone = (await read_company(tx)).zone
    opened = []
    known = await desk.sessions()
    now = seconds_of(desk.clock)
    for members in _series(known).values():
        while (following := _following(members, now, zone)) is not None:
            place = digest(b"series", bytes.fromhex(following.series), str(following.opens).encode())[:16]
            try:
                members.append(await _open(desk, following, place))
            except IntegrityError:
                # Another desk was first.
                break
            opened.append(members[-1])
    return opened


def _series(known: Sequence[Session]) -> dict[str, list[Session]]:
    """Sessions that follow one another, each series in the order of its windows."""
    found: dict[str, list[Session]] = {}
    for session in sorted(known, key=lambda one: one.terms.opens or 0):
        if session.terms.repeat:
            found.setdefault(session.terms.series or session.id.hex(), []).append(session)
    return found


def _following(members: Sequence[Session], now: int, zone: ZoneInfo) -> Terms | None:
    """The terms of a series' next session; None when enough are signed ahead, or it has ended."""
    first, last = members[0].terms, members[-1].terms
    assert last.opens is not None
    assert last.closes is not None
    closed = members[-1].closed
    if closed is not None and closed < last.closes:
        return None
    if sum(not one.is_over_at(now) for one in members) >= AHEAD:
        return None
    assert first.opens is not None
    turn, opens = len(members), last.opens
    while opens <= last.opens or opens + (last.closes - last.opens) <= now:
        # What nobody was there to sign in time is left out.
        opens = occurrence(first.opens, first.repeat, turn, zone)
        turn += 1
    series = last.series or members[0].id.hex()
    return replace(last, opens=opens, closes=opens + (last.closes - last.opens), series=series)


def occurrence(first: int, repeat: str, turn: int, zone: ZoneInfo) -> int:
    """When the ``turn``-th session after one that opened at ``first`` opens, in seconds: at the same hour of the
    company's clock, summer or winter; a 31st becomes a shorter month's last day."""
    start = datetime.fromtimestamp(first, zone)
    if repeat == MONTHLY:
        months = start.month - 1 + turn
        year, month = start.year + months // 12, months % 12 + 1
        day = date(year, month, min(start.day, monthrange(year, month)[1]))
    else:
        day = start.date() + timedelta(weeks=turn * (2 if repeat == FORTNIGHTLY else 1))
    return int(datetime.combine(day, start.time(), zone).timestamp())


async def _open(desk: Desk, terms: Terms, session_id: bytes) -> Session:
    secret = SessionSecret.generate(session_id, 1, desk.random)
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
    number. One of a series that has not begun takes all that follow it along: so a series ends.

    Raises NotAllowed when it is closed already.
    """
    if not session.is_open:
        raise NotAllowed("error-session-closed")
    closed = seconds_of(desk.clock)
    ending = [session, *(await _rest_of_series(desk, session, closed))]
    async with desk.store.writing() as tx:
        for one in ending:
            still_open = (sessions.c.id == one.id) & (sessions.c.state == OPEN)
            if (await tx.execute(update(sessions).where(still_open).values(state=CLOSED, closed=closed))).rowcount != 1:
                raise NotAllowed("error-session-closed")
            await desk.note(tx, Act("session-close", one.id))
    ended = Session(session.id, session.terms, CLOSED, session.epoch, session.opened, closed, session.public)
    await take_in(desk, ended)
    return ended


async def _rest_of_series(desk: Desk, session: Session, now: int) -> list[Session]:
    opens = session.terms.opens
    if not session.terms.repeat or opens is None or opens <= now:
        return []
    members = _series(await desk.sessions())[session.terms.series or session.id.hex()]
    return [one for one in members if one.is_open and (one.terms.opens or 0) > opens]


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
    if terms.audience not in AUDIENCES:
        raise BadInput("error-session-audience")
    if len(terms.rules) > RULES_LONGEST:
        raise BadInput("error-session-rules", most=RULES_LONGEST)
    if min(terms.ack_hours, terms.comma_hours) < 1 or max(terms.ack_hours, terms.comma_hours) > HOURS_MOST:
        raise BadInput("error-session-hours", most=HOURS_MOST)
    if not 0 <= terms.quota <= QUOTA_MOST:
        raise BadInput("error-session-quota", most=QUOTA_MOST)
    if terms.repeat not in REPEATS or (terms.repeat and (terms.closes is None or terms.kind != EVENT)):
        raise BadInput("error-session-repeat")
    if not terms.topics or not set(terms.topics) <= set(TOPICS):
        raise BadInput("error-session-topics", topics=", ".join(TOPICS))
