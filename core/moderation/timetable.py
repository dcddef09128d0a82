"""A digest that is published at a set time, whoever is there then: sealed and signed beforehand, released by the bot.

Publishing takes a moderator's signature, and the bot has none. So everything that publishing would write is made now
and held back in one sealed piece; at the time the bot lays it out as it is (core.leadership.timetable).
"""

from dataclasses import replace

from sqlalchemy import insert, update

from core.clock import seconds_of
from core.digests import DELIVERED, DRAFT, PUBLISHED, SCHEDULED, Held, held_context
from core.errors import BadInput, NotAllowed
from core.journal import Act
from core.moderation import review as reviewing
from core.moderation.desk import Desk
from core.moderation.digest import Draft, leave, pack
from core.moderation.grouping import load_followers
from core.moderation.inbox import load_critiques
from core.moderation.records import seal_letters, store_reviews
from core.sessions import Session
from core.store.tables import digests, vouches
from core.vouching import vouch_row

AHEAD_MOST = 60 * 24 * 3600
"""Seconds: letters to authors name the day, so nothing is sealed for longer ahead."""


async def schedule(desk: Desk, session: Session, draft: Draft, at: int) -> Draft:
    """Set the time (seconds) at which a draft is published. Its critiques count as published from now on, so that
    nobody changes what is sealed; their authors are told at the time.

    Raises BadInput for a time that has passed or is too far, and what ``publish`` raises.
    """
    now = seconds_of(desk.clock)
    if not now < at <= now + AHEAD_MOST:
        raise BadInput("error-schedule-time", days=AHEAD_MOST // (24 * 3600))
    parcel = await pack(desk, session, draft, at)
    bot, identity = desk.roster.bot.hpke, desk.identity
    async with desk.store.writing() as tx:
        letters = await seal_letters(desk, tx, parcel.told, at)
        held = Held(
            tuple((row["id"], row["position"], row["bot_sealed"]) for row in parcel.items),
            tuple((row["id"], row["critique_id"], row["sealed"]) for row in letters),
        )
        sealed = held.seal(bot, draft.id, identity.id, identity.signer)
        await leave(desk, tx, draft, parcel, state=SCHEDULED, published=at, held=sealed)
        vouch = vouch_row(session.id, held_context(draft.id), sealed, identity.id, identity.signer)
        await tx.execute(insert(vouches), [vouch])
        await store_reviews(desk, tx, parcel.changes, "schedule")
        await desk.note(tx, Act("digest-schedule", draft.id, len(parcel.items)))
    parcel.witness(desk)
    return replace(draft, state=SCHEDULED, published=at)


async def unschedule(desk: Desk, session: Session, draft: Draft) -> Draft:
    """Make a scheduled digest a draft again, while its time has not come. Raises NotAllowed afterwards."""
    chosen = await load_critiques(desk, session, draft.items)
    followers = await load_followers(desk, session, [one.id for one in chosen])
    everybody = [*chosen, *(one for group in followers.values() for one in group)]
    published = [one for one in everybody if one.review.state == reviewing.PUBLISHED]
    changes = [(one, reviewing.unpublish(one.review)) for one in published]
    values = {"state": DRAFT, "published": None, "bot_sealed": None, "held": None}
    async with desk.store.writing() as tx:
        where = (digests.c.id == draft.id) & (digests.c.state == SCHEDULED)
        if (await tx.execute(update(digests).where(where).values(**values))).rowcount != 1:
            raise NotAllowed("error-not-scheduled")
        await store_reviews(desk, tx, changes, "unschedule")
        await desk.note(tx, Act("digest-unschedule", draft.id, len(draft.items)))
    return replace(draft, state=DRAFT, published=None)


async def deliver_again(desk: Desk, draft: Draft) -> None:
    """Let the bot look once more who has not got a delivered digest, such as an executive who joined since: those who
    have it get nothing. Raises NotAllowed for a digest that was not delivered yet."""
    async with desk.store.writing() as tx:
        where = (digests.c.id == draft.id) & (digests.c.state == DELIVERED)
        if (await tx.execute(update(digests).where(where).values(state=PUBLISHED))).rowcount != 1:
            raise NotAllowed("error-not-delivered")
        await desk.note(tx, Act("digest-resend", draft.id))
