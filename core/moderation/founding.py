"""Founding an installation: home, store, the founder's identity, the bot's key, the roster, the first
session.
"""

import asyncio
import os
from dataclasses import dataclass

from sqlalchemy import insert, select

from core.clock import Clock, SystemClock
from core.crypto.aead import Randomness
from core.crypto.bot_key import BotKey
from core.crypto.identity import STANDARD_COST, Cost, Identity, save
from core.crypto.roster import BOT, BOT_ID, MODERATOR, Member, Pin, Roster, sign
from core.errors import BadInput
from core.journal import Act
from core.language.safe_text import one_line
from core.moderation.desk import Desk
from core.moderation.sessions import check_terms, open_session
from core.moderation.team import NAME_LONGEST
from core.sessions import Session, Terms
from core.settings import Settings
from core.store.engine import open_store
from core.store.migrate import migrate
from core.store.tables import company, rosters

PASSPHRASE_SHORTEST = 8


@dataclass(frozen=True)
class Founded:
    """A new installation: the unlocked desk and its first session."""

    desk: Desk
    session: Session


async def found(
    settings: Settings,
    name: str,
    passphrase: str,
    company_name: str,
    terms: Terms,
    cost: Cost = STANDARD_COST,
    clock: Clock | None = None,
    random: Randomness = os.urandom,
) -> Founded:
    """Make everything a company needs in an empty home. Raises BadInput or StoreUnavailable (nothing is made then)."""
    name, company_name = one_line(name), one_line(company_name)
    check_founding(settings, name, passphrase, terms)
    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        settings.home.chmod(0o700)
    except OSError:
        raise BadInput("error-home", home=str(settings.home)) from None
    identity = Identity.generate(name, random)
    locked = await asyncio.to_thread(identity.lock, passphrase, cost, random)
    store = open_store(settings.url)
    try:
        await migrate(store)
        bot = BotKey.create(settings.bot_key_path, random)
        # The files first: a company whose founder's keys were lost could never be entered again.
        save(settings.identity_path, locked)
        roster = first_roster(identity, bot, name)
        pin = Pin(settings.pin_path, roster.digest)
        pin.advance(roster)
        desk = Desk(store, identity, roster, pin, clock or SystemClock(), random)
        await _store_company(desk, company_name)
    except BaseException:
        await store.close()
        for path in (settings.identity_path, settings.bot_key_path, settings.pin_path):
            path.unlink(missing_ok=True)
        raise
    try:
        return Founded(desk, await open_session(desk, terms))
    except BaseException:
        # The company stands; a session can be opened later.
        await store.close()
        raise


async def _store_company(desk: Desk, name: str) -> None:
    roster = desk.roster
    async with desk.store.writing() as tx:
        if (await tx.execute(select(rosters.c.version).limit(1))).first() is not None:
            raise BadInput("error-store-in-use")
        row = {"version": 1, "body": roster.body, "signer": roster.signer, "signature": roster.signature}
        await tx.execute(insert(rosters), [row])
        await tx.execute(insert(company), [{"name": "name", "value": name}])
        await desk.note(tx, Act("found", desk.identity.id))


def first_roster(identity: Identity, bot: BotKey, name: str) -> Roster:
    """Version 1: the founder and the bot, signed by the founder."""
    founder = Member(identity.id, name, MODERATOR, identity.card.hpke, identity.card.verify)
    machine = Member(BOT_ID, "bot", BOT, bot.pair.public, bot.signer.public)
    return sign(1, (founder, machine), bytes(32), identity.id, identity.signer)


def check_founding(settings: Settings, name: str, passphrase: str, terms: Terms) -> None:
    """Raise BadInput unless this home can be founded with these answers."""
    check_terms(terms)
    if any(path.exists() for path in (settings.identity_path, settings.bot_key_path, settings.pin_path)):
        raise BadInput("error-home-in-use", home=str(settings.home))
    check_newcomer(name, passphrase)


def check_newcomer(name: str, passphrase: str) -> None:
    """Raise BadInput unless the name has a fitting length and the passphrase is long enough."""
    if not 0 < len(name.strip()) <= NAME_LONGEST:
        raise BadInput("error-name", most=NAME_LONGEST)
    if len(passphrase) < PASSPHRASE_SHORTEST:
        raise BadInput("error-passphrase-short", least=PASSPHRASE_SHORTEST)
