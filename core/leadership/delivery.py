"""From a published digest to messages in executives' chats: queued in one transaction with the digest's new
state.
"""

import asyncio
from contextlib import suppress
from zoneinfo import ZoneInfo

from sqlalchemy import update

from core.clock import Clock, seconds_of
from core.company import read_company
from core.crypto.aead import context
from core.crypto.bot_key import BotKey
from core.crypto.roster import Pin
from core.digests import DELIVERED, PUBLISHED, Cover
from core.errors import CannotPrint
from core.journal import Act, append
from core.language.safe_text import SafeText
from core.leadership.comma import Delivered, Leadership
from core.leadership.life import HOUR
from core.leadership.pages import cover_page, day_in, later_page
from core.locales.catalogue import LANGUAGES, say
from core.outbox import Outbox, Outgoing
from core.page import PHOTO, Attachment
from core.people.invitations import EXECUTIVE
from core.people.membership import Membership, Person
from core.printing.edition import make_edition
from core.printing.sheets import render_cover
from core.schedule import next_waking
from core.sessions import read_roster
from core.store.engine import Store
from core.store.tables import digests

LATER_HOURS = 3
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
    """Queue the cover of every newly published digest for every executive; the items are shown one by one to whoever
    begins. Returns how many digests; without any executive they wait for the first one to join. One who has blocked the
    bot counts: nobody stops the clock that way.
    """
    queued = 0
    for digest in await leadership.digests(PUBLISHED):
        async with store.reading() as tx:
            if not await people.everybody(tx, EXECUTIVE):
                return queued
        pictures = await asyncio.to_thread(_pictures, digest)
        async with store.writing() as tx:
            executives = await people.everybody(tx, EXECUTIVE)
            changed = update(digests).where(digests.c.id == digest.id, digests.c.state == PUBLISHED)
            if (await tx.execute(changed.values(state=DELIVERED))).rowcount != 1:
                continue
            await leadership.mark_items(tx, digest)
            zone = (await read_company(tx)).zone
            covers = [cover_message(digest, one, seconds_of(clock), zone, pictures.get(one.lang)) for one in executives]
            await outbox.queue(tx, covers)
            roster = await read_roster(tx, pin)
            await append(tx, clock, roster.bot.id, key.signer, [Act("digest-deliver", digest.id, len(executives))])
            queued += 1
    return queued


def _pictures(digest: Delivered) -> dict[str, Attachment]:
    """The cover's picture by language; without one the cover is sent all the same."""
    with suppress(CannotPrint):
        return {lang: cover_picture(lang, digest) for lang in LANGUAGES}
    return {}


def cover_picture(lang: str, digest: Delivered) -> Attachment:
    """The picture of the week: the digest's themes, and its commas once there are any. Raises CannotPrint."""
    edition = make_edition(lang, digest.cover, digest.items, digest.lives)
    return Attachment(PHOTO, f"digest-{digest.cover.number}.png", render_cover(edition))


def cover_message(digest: Delivered, person: Person, now: int, zone: ZoneInfo, picture: Attachment | None) -> Outgoing:
    """The cover for one executive. It comes at once, at night as well, for the executives' clock runs."""
    return Outgoing(
        context("digest-message", digest.id, person.id),
        person.chat,
        cover_page(person.lang, digest.cover, digest.id, zone, picture),
        now,
        expires=now + DIGEST_LIFE,
        session=digest.cover.session,
        stub=stub_text(person.lang, digest.cover),
    )


def stub_text(lang: str, cover: Cover) -> SafeText:
    """What a digest's messages say when their life is over."""
    return say(lang, "digest-stub", number=cover.number)


async def queue_later(
    store: Store, clock: Clock, outbox: Outbox, digest: Delivered, person: Person, zone: ZoneInfo
) -> int:
    """Remind this executive of the digest in LATER_HOURS, in the morning when that is at night; asking twice is asking
    once. Returns when, in seconds."""
    due = next_waking(seconds_of(clock) + LATER_HOURS * HOUR, zone)
    about = context("digest-later", digest.id, person.id, day_in(zone, due).isoformat())
    page = later_page(person.lang, digest.cover.number, digest.id)
    async with store.writing() as tx:
        await outbox.queue(tx, [Outgoing(about, person.chat, page, due, session=digest.cover.session)])
    return due
