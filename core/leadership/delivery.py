"""From a published digest to messages in executives' chats: queued in one transaction with the digest's new
state.
"""

from zoneinfo import ZoneInfo

from sqlalchemy import update

from core.clock import Clock, seconds_of
from core.company import read_company
from core.crypto.aead import context
from core.crypto.bot_key import BotKey
from core.crypto.roster import Pin
from core.digests import DELIVERED, PUBLISHED
from core.journal import Act, append
from core.leadership.comma import Delivered, Leadership
from core.leadership.pages import cover_page, item_page
from core.outbox import Outbox, Outgoing
from core.people.invitations import EXECUTIVE
from core.people.membership import Membership, Person
from core.sessions import read_roster
from core.store.engine import Store
from core.store.tables import digests

DIGEST_LIFE = 45 * 24 * 3600
"""Seconds after which a digest's messages are edited to a stub."""


async def queue_digests(
    store: Store,
    key: BotKey,
    pin: Pin,
    clock: Clock,
    leadership: Leadership,
    people: Membership,
    outbox: Outbox,
) -> int:
    """Queue every newly published digest for every executive. Returns how many digests; without any executive
    they wait for the first one to join.
    """
    queued = 0
    for digest in await leadership.digests(PUBLISHED):
        async with store.writing() as tx:
            executives = await people.reachable(tx, EXECUTIVE)
            if not executives:
                return queued
            changed = update(digests).where(digests.c.id == digest.id, digests.c.state == PUBLISHED)
            if (await tx.execute(changed.values(state=DELIVERED))).rowcount != 1:
                continue
            await leadership.mark_items(tx, digest)
            zone = (await read_company(tx)).zone
            for person in executives:
                await outbox.queue(tx, messages(digest, person, seconds_of(clock), zone))
            roster = await read_roster(tx, pin)
            await append(tx, clock, roster.bot.id, key.signer, [Act("digest-deliver", digest.id, len(executives))])
            queued += 1
    return queued


def messages(digest: Delivered, person: Person, due: int, zone: ZoneInfo) -> list[Outgoing]:
    """The cover and the items for one executive, in order."""
    about, session = context("digest-message", digest.id, person.id), digest.cover.session
    pages = [cover_page(person.lang, digest.cover)]
    pages += [item_page(person.lang, digest.cover, item, digest.lives[item.id], zone) for item in digest.items]
    return [
        Outgoing(about + place.to_bytes(4, "big"), person.chat, page, due, place, due + DIGEST_LIFE, session)
        for place, page in enumerate(pages)
    ]
