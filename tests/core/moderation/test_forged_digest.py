"""Whoever can write the store can seal to the bot; only a moderator's digest is believed."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from core.crypto.signing import Signer
from core.errors import CannotOpen
from core.intake.submission import Intake, Press
from core.leadership.comma import Leadership
from core.moderation.digest import compose, preview, publish
from core.moderation.founding import Founded
from core.moderation.inbox import load_critiques
from core.moderation.records import save
from core.moderation.review import release
from core.moderation.taking_in import take_in
from core.store.tables import digest_items, digests


@pytest.mark.parametrize("forged", ["cover", "item"])
async def test_a_digest_sealed_by_a_stranger_is_not_opened(
    founded: Founded, intake: Intake, leadership: Leadership, forged: str
) -> None:
    desk, session = founded.desk, founded.session
    for number in range(session.terms.k):
        await intake.submit(Press(number, 10 + number, 10 + number, number), session, f"текст {number}", "ru", "")
    await take_in(desk, session)
    critique = (await load_critiques(desk, session))[0]
    critique = await save(desk, critique, release(critique.review), "release")
    draft = await compose(desk, session, [critique.id])
    cover, items = await preview(desk, session, draft)
    await publish(desk, session, draft)
    assert len((await leadership.digests())[0].items) == 1

    stranger, bot = Signer.generate(), desk.roster.bot.hpke
    async with desk.store.writing() as tx:
        if forged == "cover":
            sealed = replace(cover, title="подмена").seal(bot, draft.id, desk.identity.id, stranger)
            await tx.execute(update(digests).where(digests.c.id == draft.id).values(bot_sealed=sealed))
        else:
            row = (await tx.execute(select(digest_items))).one()
            item = replace(items[0], id=row.id, text="подмена")
            sealed = item.seal(bot, draft.id, desk.identity.id, stranger)
            await tx.execute(update(digest_items).where(digest_items.c.id == row.id).values(bot_sealed=sealed))
    with pytest.raises(CannotOpen):
        await leadership.digests()
