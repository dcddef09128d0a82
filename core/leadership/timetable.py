"""The bot's part of a scheduled digest: at its time, lay out what a moderator has sealed for then."""

from sqlalchemy import insert, select, update

from core.clock import Clock, day_of, seconds_of
from core.crypto.bot_key import BotKey
from core.crypto.roster import BOT_ID, Pin
from core.digests import PUBLISHED, SCHEDULED, held_context, open_held
from core.intake.thread import put_letters
from core.journal import Act, append
from core.store.engine import Store
from core.store.tables import digest_items, digests
from core.vouching import read_signers


async def release_due(store: Store, clock: Clock, key: BotKey, pin: Pin) -> int:
    """Publish every scheduled digest whose time has come: items, letters to the authors, state and journal in one
    transaction each. Late is not never: a bot that was away does it when it comes back. Returns how many.

    Raises CannotOpen for a piece that no moderator has signed.
    """
    due = (digests.c.state == SCHEDULED) & (digests.c.published <= seconds_of(clock))
    async with store.reading() as tx:
        waiting = (await tx.execute(select(digests.c.id, digests.c.held).where(due).order_by(digests.c.number))).all()
    for row in waiting:
        async with store.writing() as tx:
            held = open_held(key.pair, await read_signers(tx, pin, held_context(row.id), row.held), row.id, row.held)
            where = (digests.c.id == row.id) & (digests.c.state == SCHEDULED) & (digests.c.held == row.held)
            changed = update(digests).where(where).values(state=PUBLISHED, held=None)
            if (await tx.execute(changed)).rowcount != 1:
                # A moderator took it back, or another replica was first.
                continue
            items = [
                {"id": item, "digest_id": row.id, "position": place, "bot_sealed": sealed}
                for item, place, sealed in held.items
            ]
            await tx.execute(insert(digest_items), items)
            common = {"day": day_of(clock), "fresh": True}
            letters = [
                {"id": letter, "critique_id": critique, "sealed": sealed, **common}
                for letter, critique, sealed in held.letters
            ]
            await put_letters(tx, letters)
            await append(tx, clock, BOT_ID, key.signer, [Act("digest-release", row.id, len(items))])
    return len(waiting)
