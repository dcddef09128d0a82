"""Feedback sessions as everyone may see them, and the checks that stand between the store and a seal.

The store is not trusted: a session counts only when its key and terms are signed by a current moderator, and
a moderator counts only when the roster's chain leads from the pin of this host to them.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.crypto.roster import Member, Pin, Roster, decode, follow, trace
from core.crypto.session_key import is_statement_signed
from core.errors import KeySwapped, NoSession, NotFound
from core.store.tables import rosters, session_keys, sessions

STANDING = "standing"
EVENT = "event"
PROGRAMME = "programme"
"""No session that takes critiques: it holds the key under which the organiser reads the other formats."""
OPEN = "open"
CLOSED = "closed"
TOPICS = ("decisions", "processes", "people", "tools", "money", "other")
K_DEFAULT = 5
K_FLOOR = 3
NEVER = "never"
SENSITIVE = "sensitive"
ALWAYS = "always"
ANSWER_DAYS_MOST = 30
DAY = 24 * 3600
"""Seconds."""
FORTNIGHTLY = "fortnightly"
MONTHLY = "monthly"
REPEATS = ("", "weekly", FORTNIGHTLY, MONTHLY)
EVERYONE = "everyone"
AUDIENCES = (EVERYONE, "employee", "executive")
"""Who is told of a session and may write in it: everybody who joined, or one role of core.people.membership."""
_ROSTERS = select(rosters).order_by(rosters.c.version)
_SESSIONS = (
    select(sessions, session_keys.c.public, session_keys.c.signer, session_keys.c.signature)
    .join(session_keys, (session_keys.c.session_id == sessions.c.id) & (session_keys.c.epoch == sessions.c.epoch))
    .order_by(sessions.c.opened.desc(), sessions.c.id)
)


@dataclass(frozen=True)
class Terms:
    """What participants were promised when the session opened; signed, so nobody can change it afterwards.

    ``k``: smallest group that any count may stand for. ``live``: critiques are taken in one by one instead of
    in batches of at least k (for a session in the room). ``two_person``: which releases take two moderators
    (NEVER, SENSITIVE items, ALWAYS). ``answer_days``: how long a sealed route to the author lives, at most
    30; ``retention_days``: after closing or the window's end, when everything of the session is erased (``erases_at``).
    ``opens`` and ``closes``: the window in seconds, None for no limit; no switch has to be thrown, so a restart or a
    missed minute loses nothing.
    ``rules``: the card shown before writing; ``quota``: critiques per person, 0 for no limit; ``repeat``: how a
    recurring session follows itself, and ``series`` the first of them (hex id), empty for the first itself;
    ``ack_hours`` and ``comma_hours``: the executives' clocks; ``audience``: one of AUDIENCES, so that moderators know
    the authors' role and nothing more.
    """

    title: str
    kind: str = STANDING
    topics: tuple[str, ...] = TOPICS
    k: int = K_DEFAULT
    live: bool = False
    two_person: str = SENSITIVE
    answer_days: int = 30
    retention_days: int = 180
    opens: int | None = None
    closes: int | None = None
    rules: str = ""
    quota: int = 0
    repeat: str = ""
    ack_hours: int = 48
    comma_hours: int = 72
    audience: str = EVERYONE
    series: str = ""

    def encode(self) -> str:
        """Canonical JSON."""
        return json.dumps(vars(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def decode(cls, text: str) -> "Terms":
        """From canonical JSON. Raises KeySwapped when it is none."""
        try:
            raw = json.loads(text)
            return cls(**{**raw, "topics": tuple(raw["topics"])})
        except (ValueError, KeyError, TypeError):
            raise KeySwapped from None


@dataclass(frozen=True)
class Session:
    """A verified session. ``opened`` and ``closed`` in seconds since the epoch, ``public`` its HPKE key."""

    id: bytes
    terms: Terms
    state: str
    epoch: int
    opened: int
    closed: int | None
    public: bytes = field(repr=False)

    def takes_at(self, now: int) -> bool:
        """Whether it takes critiques at that second: open, and within its window."""
        opens, closes = self.terms.opens, self.terms.closes
        return self.is_open and (opens is None or opens <= now) and (closes is None or now < closes)

    def is_over_at(self, now: int) -> bool:
        """Whether it will never take a critique again."""
        return not self.is_open or (self.terms.closes is not None and self.terms.closes <= now)

    def admits(self, role: str | None) -> bool:
        """Whether somebody of that role may write in it; None asks for nobody in particular."""
        return role is None or self.terms.audience in (EVERYONE, role)

    @property
    def erases_at(self) -> int | None:
        """The second from which nothing of it may be left: the promised days after it was closed, or after its window
        if that ended earlier. None for what has no end yet, as a standing inbox that is open.
        """
        ends = [moment for moment in (self.closed, self.terms.closes) if moment is not None]
        return min(ends) + self.terms.retention_days * DAY if ends else None

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it; its window may not have come yet, or be over (``takes_at``)."""
        return self.state == OPEN


async def read_roster(tx: AsyncConnection, pin: Pin) -> Roster:
    """The newest team list that the pin leads to; the pin moves there. Raises KeySwapped."""
    return (await read_chain(tx, pin))[-1]


async def read_chain(tx: AsyncConnection, pin: Pin) -> list[Roster]:
    """Every version of the team's list that the trusted one vouches for, oldest first. Raises KeySwapped."""
    rows = (await tx.execute(_ROSTERS)).all()
    versions = [decode(row.body, row.signer, row.signature) for row in rows]
    newest = follow(versions, pin.digest)
    if newest.digest != pin.digest:
        pin.advance(newest)
    return trace([one for one in versions if one.version < newest.version], newest)[::-1]


async def read_keys(tx: AsyncConnection, pin: Pin) -> dict[bytes, bytes]:
    """Verify keys of everybody who was ever on the trusted team list, the bot included, by id. Raises KeySwapped."""
    team = await read_everyone(tx, await read_roster(tx, pin))
    return {member.id: member.verify for member in team.values()}


async def read_everyone(tx: AsyncConnection, roster: Roster) -> dict[bytes, Member]:
    """Everybody who was ever on the team's list, by id, as far back as the verified ``roster`` vouches for."""
    rows = (await tx.execute(select(rosters).where(rosters.c.version < roster.version))).all()
    earlier = [decode(row.body, row.signer, row.signature) for row in rows]
    return {member.id: member for version in reversed(trace(earlier, roster)) for member in version.members}


async def read_sessions(tx: AsyncConnection, roster: Roster) -> list[Session]:
    """All sessions with their current keys, newest first. Raises KeySwapped when any key, of a closed session too, has
    not a current moderator's word: whoever takes the signer off the team gives theirs instead.
    """
    rows = (await tx.execute(_SESSIONS)).all()
    moderators, found = roster.moderators(), []
    for row in rows:
        signer = moderators.get(row.signer)
        terms = row.terms.encode()
        if signer is None or not is_statement_signed(
            signer.verify, row.signature, row.id, row.epoch, row.public, terms
        ):
            raise KeySwapped
        found.append(Session(row.id, Terms.decode(row.terms), row.state, row.epoch, row.opened, row.closed, row.public))
    return found


async def read_current(tx: AsyncConnection, pin: Pin) -> list[Session]:
    """``read_sessions`` for whoever seals to their keys. Raises KeySwapped also for a key older than one that this host
    has seen: whoever can write the store could put back one that a removed moderator still opens.
    """
    found = await read_sessions(tx, await read_roster(tx, pin))
    pin.note_epochs({session.id.hex(): session.epoch for session in found})
    return found


async def hold_sessions(tx: AsyncConnection, ids: Collection[bytes]) -> set[bytes]:
    """Which of these sessions are there; until the commit nobody can erase them."""
    query = select(sessions.c.id).where(sessions.c.id.in_(ids)).with_for_update(read=True)
    return set((await tx.execute(query)).scalars())


async def hold_session(tx: AsyncConnection, session: bytes) -> None:
    """Raise NotFound unless the session is there; until the commit nobody can erase it, so that nothing is written
    which an erasure going on at the same moment would miss."""
    if not await hold_sessions(tx, [session]):
        raise NotFound


def current(found: list[Session], now: int, role: str | None = None) -> Session:
    """Where a critique of somebody in that role goes at that second: the newest event that takes it, else the standing
    inbox.

    Raises NoSession.
    """
    writable = [session for session in found if session.terms.kind != PROGRAMME]
    taking = [session for session in writable if session.takes_at(now) and session.admits(role)]
    for session in taking:
        if session.terms.kind == EVENT:
            return session
    if not taking:
        raise NoSession
    return taking[0]


def upcoming(found: list[Session], now: int, role: str | None = None) -> list[Session]:
    """Events that somebody in that role can prepare for, the nearest first."""
    ahead = [one for one in found if one.is_open and one.admits(role) and (one.terms.opens or 0) > now]
    return sorted(ahead, key=lambda one: (one.terms.opens, one.id))
