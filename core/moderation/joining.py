"""Joining a team from one's own machine: an identity, and trust in the team's list after its words were compared."""

import asyncio

from sqlalchemy import select

from core.crypto.identity import STANDARD_COST, Cost, Identity, load, save, unlock
from core.crypto.roster import Pin, Roster, decode
from core.crypto.spelling import LANGUAGES, normalise
from core.errors import BadInput, NotFound
from core.language.safe_text import one_line
from core.moderation.founding import PASSPHRASE_SHORTEST, check_newcomer
from core.moderation.team import roster_words
from core.settings import Settings
from core.store.engine import open_store
from core.store.migrate import migrate
from core.store.tables import rosters


async def make_identity(settings: Settings, name: str, passphrase: str, cost: Cost = STANDARD_COST) -> Identity:
    """A new person's keys in this home, in no team yet. Raises BadInput when there are keys already."""
    name = one_line(name).strip()
    if settings.identity_path.exists():
        raise BadInput("error-identity-exists")
    check_newcomer(name, passphrase)
    identity = Identity.generate(name)
    locked = await asyncio.to_thread(identity.lock, passphrase, cost)
    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        save(settings.identity_path, locked)
    except OSError:
        raise BadInput("error-home", home=str(settings.home)) from None
    return identity


async def change_passphrase(settings: Settings, old: str, new: str, cost: Cost = STANDARD_COST) -> Identity:
    """Lock this home's identity with another passphrase. Raises WrongPassphrase, BadInput when the new one is short."""
    if len(new) < PASSPHRASE_SHORTEST:
        raise BadInput("error-passphrase-short", least=PASSPHRASE_SHORTEST)
    mine = await asyncio.to_thread(unlock, load(settings.identity_path), old)
    save(settings.identity_path, await asyncio.to_thread(mine.lock, new, cost))
    return mine


async def trust_team(settings: Settings, words: str) -> Roster:
    """Pin the team's list as this home's store has it. ``words``: the six that a colleague has read out.

    Raises BadInput when a list is pinned already or the words are another's, NotFound when the store has none.
    """
    if settings.pin_path.exists():
        raise BadInput("command-team-pinned")
    store = open_store(settings.url)
    try:
        await migrate(store)
        async with store.reading() as tx:
            row = (await tx.execute(select(rosters).order_by(rosters.c.version.desc()).limit(1))).first()
    finally:
        await store.close()
    if row is None:
        raise NotFound
    newest = decode(row.body, row.signer, row.signature)
    check_words(words, [roster_words(newest, lang) for lang in LANGUAGES])
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    Pin(settings.pin_path, newest.digest).advance(newest)
    return newest


def check_words(heard: str, spoken: list[str]) -> None:
    """Raise BadInput unless the words heard are those of the other side, in one of the languages."""
    if normalise(heard) not in [normalise(words) for words in spoken]:
        raise BadInput("command-team-words-differ")
