"""Making recovery shares at the founding, and rebuilding access from a quorum of them."""

import asyncio
import os

from core.clock import Clock, SystemClock
from core.crypto.aead import Randomness
from core.crypto.identity import STANDARD_COST, Cost, Identity, save
from core.crypto.recovery import combine_shares, new_secret, recovery_identity, split_secret
from core.crypto.roster import RECOVERY, Member, Roster, read_pin
from core.errors import BadInput, NotAllowed, RevmentorError
from core.journal import Act
from core.moderation.desk import Desk
from core.moderation.founding import check_newcomer
from core.moderation.sessions import wrap_row
from core.moderation.team import admit, readable_secrets, write_roster
from core.sessions import read_roster
from core.settings import Settings
from core.store.engine import open_store
from core.store.migrate import migrate
from core.store.tables import wraps


async def make_shares(desk: Desk, threshold: int, shares: int) -> list[str]:
    """Create the recovery identity, wrap every session to it, and return its shares; they are shown once and kept
    nowhere. Making them again replaces the old ones, whose wraps are deleted. Raises BadInput."""
    secret = new_secret(desk.random)
    mnemonics = split_secret(secret, threshold, shares)
    card = recovery_identity(secret).card
    member = Member(card.id, card.name, RECOVERY, card.hpke, card.verify)
    old = [m.id for m in desk.roster.members if m.role == RECOVERY]
    known = await readable_secrets(desk)
    async with desk.store.writing() as tx:
        staying = [m for m in desk.roster.members if m.role != RECOVERY]
        roster = await write_roster(desk, tx, (*staying, member))
        await tx.execute(wraps.delete().where(wraps.c.member_id.in_(old)))
        if known:
            await tx.execute(wraps.insert(), [wrap_row(one, member) for one in known])
        await desk.sign(tx, Act("recovery-shares", member.id, shares))
    desk.adopt(roster)
    return mnemonics


async def recover(
    settings: Settings,
    mnemonics: list[str],
    name: str,
    passphrase: str,
    cost: Cost = STANDARD_COST,
    clock: Clock | None = None,
    random: Randomness = os.urandom,
) -> Desk:
    """With a quorum of shares, admit a new identity to the team and write it to this home. Returns its desk.

    Raises BadInput when the shares do not combine, the name or passphrase will not do, or the home has an identity or
    no pin; NotAllowed when the shares belong to another installation.
    """
    check_can_recover(settings)
    check_newcomer(name, passphrase)
    phoenix = recovery_identity(combine_shares(mnemonics))
    store, pin = open_store(settings.url), read_pin(settings.pin_path)
    try:
        await migrate(store)
        async with store.reading() as tx:
            roster = await read_roster(tx, pin)
        if not any(member.id == phoenix.id and member.role == RECOVERY for member in roster.members):
            raise NotAllowed("error-recovery-foreign")
        rescue = Desk(store, phoenix, roster, pin, clock or SystemClock(), random)
        identity = Identity.generate(name, random)
        locked = await asyncio.to_thread(identity.lock, passphrase, cost, random)
        save(settings.identity_path, locked)
        renewed = await _admit_or_forget(rescue, identity, settings)
    except BaseException:
        await store.close()
        raise
    return Desk(store, identity, renewed, pin, rescue.clock, random)


async def _admit_or_forget(rescue: Desk, identity: Identity, settings: Settings) -> Roster:
    """Keys that nobody admitted would bar the next attempt."""
    try:
        return await admit(rescue, identity.card)
    except RevmentorError:
        settings.identity_path.unlink(missing_ok=True)
        raise


def check_can_recover(settings: Settings) -> None:
    """Raise BadInput unless this home lacks an identity and has the pin by which a team is known: without it whoever
    writes the database could pass off a team of their own."""
    if settings.identity_path.exists():
        raise BadInput("error-identity-exists")
    if not settings.pin_path.exists():
        raise BadInput("error-recovery-pin", home=str(settings.home))


def has_recovery(roster: Roster) -> bool:
    """Whether a quorum could rebuild access; without it, losing every passphrase loses the texts."""
    return any(member.role == RECOVERY for member in roster.members)
