"""A moderator's desk: an unlocked identity over the store. Everything a moderator does starts here."""

import asyncio
import os
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, SystemClock
from core.crypto.aead import Box, Randomness
from core.crypto.identity import Identity, load, unlock
from core.crypto.roster import Pin, Roster, read_pin
from core.crypto.session_key import SessionSecret, unwrap
from core.erasure import keep_certificates
from core.errors import BadInput, CannotOpen, NotAllowed, NotFound
from core.journal import Act, append, lock_journal
from core.moderation.trail import Trail
from core.people.invitations import Issuer
from core.sessions import PROGRAMME, Session, read_current, read_roster
from core.settings import Settings
from core.store.engine import Store, open_store
from core.store.migrate import migrate
from core.store.tables import rosters, wraps


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """So much of a review as every digest asks of all letters: the class of reason if it was declined, the lead of its
    group in hex; both empty otherwise."""

    reason: str
    group: str


@dataclass
class Desk:
    """What an unlocked moderator holds in memory. ``close`` forgets the keys."""

    store: Store
    identity: Identity
    roster: Roster
    pin: Pin
    clock: Clock = field(default_factory=SystemClock)
    random: Randomness = os.urandom
    witness_path: Path | None = None
    trail: Trail = field(default_factory=Trail, repr=False)
    standings: dict[bytes, tuple[int, dict[bytes, Standing]]] = field(default_factory=dict, repr=False)
    """By session, how its letters stand, and the journal's entry up to which that is so
    (core.moderation.inbox.load_standings)."""
    _secrets: dict[tuple[bytes, int], SessionSecret] = field(default_factory=dict, repr=False)

    async def secret(self, session: bytes, epoch: int) -> SessionSecret:
        """The session's secret of that epoch, unwrapped once. Raises CannotOpen when it was never wrapped to
        us or the session was erased.
        """
        if (session, epoch) not in self._secrets:
            query = select(wraps.c.wrapped).where(
                wraps.c.session_id == session, wraps.c.epoch == epoch, wraps.c.member_id == self.identity.id
            )
            async with self.store.reading() as tx:
                wrapped = (await tx.execute(query)).scalar_one_or_none()
            if wrapped is None:
                raise CannotOpen
            self._secrets[session, epoch] = unwrap(session, epoch, self.identity.id, self.identity.pair, wrapped)
        return self._secrets[session, epoch]

    async def box(self, session: bytes, epoch: int) -> Box:
        """The box that the session's records are kept under."""
        return (await self.secret(session, epoch)).box

    @property
    def issuer(self) -> Issuer:
        """How this moderator vouches for invitations."""
        return Issuer(self.identity.id, self.identity.signer, self.roster.bot.hpke)

    def adopt(self, roster: Roster) -> None:
        """Work from a newer roster that this desk has just committed, and pin it."""
        self.roster = roster
        self.pin.advance(roster)

    def forget(self, session: bytes) -> None:
        """Drop a session's keys from memory."""
        self._secrets = {place: secret for place, secret in self._secrets.items() if place[0] != session}
        self.standings.pop(session, None)

    async def note(self, tx: AsyncConnection, *acts: Act) -> None:
        """Write acts into the journal, signed by this moderator, in the transaction that performs them.

        Raises NotAllowed when somebody has taken this moderator off the team: an entry of theirs would not hold.
        """
        await lock_journal(tx)
        newest = (await tx.execute(select(func.max(rosters.c.version)))).scalar_one()
        if newest != self.roster.version:
            await self._follow_team(tx)
        await self.sign(tx, *acts)

    async def sign(self, tx: AsyncConnection, *acts: Act) -> None:
        """Write acts of a transaction that changes the team itself, and so has looked at its newest list."""
        await append(tx, self.clock, self.identity.id, self.identity.signer, acts)

    async def refresh_team(self) -> Roster:
        """The team's newest list; another moderator may have changed it. Raises KeySwapped, NotAllowed."""
        async with self.store.reading() as tx:
            await self._follow_team(tx)
        return self.roster

    async def _follow_team(self, tx: AsyncConnection) -> None:
        roster = await read_roster(tx, self.pin)
        if self.identity.id not in roster.moderators():
            raise NotAllowed("error-not-a-moderator")
        self.roster = roster

    async def sessions(self) -> list[Session]:
        """All feedback sessions, newest first, verified. Raises KeySwapped."""
        return [session for session in await self.keyed_sessions() if session.terms.kind != PROGRAMME]

    async def keyed_sessions(self) -> list[Session]:
        """Those and the programme: everything that has a key. Raises KeySwapped."""
        async with self.store.reading() as tx:
            return await read_current(tx, self.pin)

    async def session(self, prefix: str) -> Session:
        """The session whose id starts with ``prefix`` (hex, at least 4), or whose title is ``prefix``.

        Raises NotFound, or BadInput when several match.
        """
        matches = [
            session
            for session in await self.sessions()
            if session.terms.title == prefix or (len(prefix) >= 4 and session.id.hex().startswith(prefix.lower()))
        ]
        if not matches:
            raise NotFound
        if len(matches) > 1:
            raise BadInput("error-ambiguous", prefix=prefix)
        return matches[0]

    async def close(self) -> None:
        """Forget the keys and close the store."""
        self._secrets.clear()
        self.standings.clear()
        self.trail.forget()
        await self.store.close()


async def open_desk(settings: Settings, passphrase: str, clock: Clock | None = None) -> Desk:
    """Unlock the identity of a home and open its store. The passphrase work runs in a thread.

    Raises NotInitialised, WrongPassphrase, BadInput, StoreUnavailable, or NotAllowed when this identity is
    not a moderator of the team.
    """
    data, pin = load(settings.identity_path), read_pin(settings.pin_path)
    identity = await asyncio.to_thread(unlock, data, passphrase)
    store = open_store(settings.url)
    try:
        await migrate(store)
        async with store.reading() as tx:
            roster = await read_roster(tx, pin)
        if identity.id not in roster.moderators():
            raise NotAllowed("error-not-a-moderator")
        await keep_certificates(store, settings.certificates_path)
    except BaseException:
        await store.close()
        raise
    return Desk(store, identity, roster, pin, clock or SystemClock(), witness_path=settings.witness_path)
