"""What moderators and the bot's host hold about authors: tags that link nothing, routes that die on their day."""

import asyncio
from collections.abc import Iterable

from sqlalchemy import select

from core.crypto.aead import Box, context, keyed_hash
from core.crypto.bot_key import Ring
from core.errors import CannotOpen
from core.intake.critique import mute_tag
from core.intake.submission import Press
from core.moderation.inbox import Critique, load_critiques
from core.moderation.sessions import close_session
from core.moderation.taking_in import take_in
from core.store.tables import participants, routes
from tests.forensics.conftest import BOTH, Past
from tests.forensics.test_bot_host import secrets_of


def authors_by(keys: Iterable[bytes], names: Iterable[bytes], letters: list[Critique]) -> dict[bytes, set[bytes]]:
    """Which of ``names`` any key makes the author of which letter: by the tag of a name as it is, and of its hash."""
    found: dict[bytes, set[bytes]] = {letter.id: set() for letter in letters}
    for key in keys:
        for name in names:
            for letter in letters:
                tags = {mute_tag(key, one, letter.id).hex() for one in (name, keyed_hash(key, name))}
                if letter.tag in tags:
                    found[letter.id].add(name)
    return found


async def nullifiers(past: Past) -> list[bytes]:
    """What stands in the database for the people who wrote."""
    async with past.desk.store.reading() as tx:
        return list((await tx.execute(select(participants.c.nullifier))).scalars())


async def test_tags_link_no_two_letters_until_somebody_has_the_bots_key_too(past: Past) -> None:
    twice = past.accounts[0]
    again = await past.intake.submit(Press(9_001, twice, twice, 9_001), past.session, "и снова я", "ru", "people")
    await take_in(past.desk, past.session)
    letters = await load_critiques(past.desk, past.session)
    truth = dict(zip([one.critique_id for one in past.receipts], past.accounts, strict=False))
    truth |= dict(zip([one.critique_id for one in past.waiting], past.accounts[4:], strict=False))
    truth[again.receipt.critique_id] = twice
    assert {letter.id for letter in letters} == set(truth)

    # A moderator alone: every key of theirs, and every name for people that the database has.
    secret = await past.desk.secret(past.session.id, past.session.epoch)
    theirs = [secret._secret, past.pin.digest, past.session.id, *(bytes.fromhex(letter.tag) for letter in letters)]
    accounts = [str(account).encode() for account in past.accounts]
    assert len({letter.tag for letter in letters}) == len(letters), "one author's tags differ"
    alone = authors_by(theirs, [*accounts, *await nullifiers(past)], letters)
    assert not any(alone.values())
    own = {letter.id: {letter.tag, letter.mailbox, letter.text} for letter in letters}
    assert not own[past.receipts[0].critique_id] & own[again.receipt.critique_id]

    # With the bot's keys as well, while the session is open: who wrote what, as the page of threats says.
    both = authors_by((past.ring.key(name) for name in past.ring.names()), accounts, letters)
    assert both == {letter: {str(account).encode()} for letter, account in truth.items()}

    # Once the session's key has died: nobody's, not with everything that both hosts have left.
    await close_session(past.desk, past.session)
    await past.intake.retire_keys()
    left = {Ring(past.settings.ring_path).key(name) for name in past.ring.names()} | {past.key._seed, *theirs}
    after = authors_by(left, [*accounts, *await nullifiers(past)], letters)
    assert not any(after.values())


@BOTH
async def test_a_route_tells_a_reader_nothing_and_nobody_opens_it_after_its_day(past: Past) -> None:
    await past.intake.submit(Press(9_002, 7, 7, 9_002), past.session, "скажите мне", "en", "people", tell_me=True)
    async with past.desk.store.reading() as tx:
        rows = (await tx.execute(select(routes).order_by(routes.c.id))).all()
    assert len(rows) == 2
    assert len({len(row.sealed) for row in rows}) == 1, "an account of one digit and one of ten look alike"
    written = b"".join(value for row in rows for value in row if isinstance(value, bytes))
    receipt, account = past.receipts[2], past.accounts[2]
    assert not any(one in written for one in (str(account).encode(), receipt.secret, receipt.secret.hex().encode()))

    def opened(keys: Iterable[bytes]) -> int:
        count = 0
        for key in keys:
            for row in rows:
                try:
                    Box(key).open(row.sealed, context("route", row.id, row.critique_id))
                except CannotOpen:
                    continue
                count += 1
        return count

    secret = await past.desk.secret(past.session.id, past.session.epoch)
    ring = {past.ring.key(name) for name in past.ring.names()}
    assert opened(ring) == 2
    assert opened((await asyncio.to_thread(secrets_of, past) - ring) | {secret._secret}) == 0, (
        "only the ring has the key"
    )

    past.clock.advance(days=past.session.terms.answer_days)
    await past.intake.retire_keys()
    assert await past.intake.routes.find(rows[0].id), "its last day is a whole one"
    past.clock.advance(days=1)
    await past.intake.retire_keys()
    assert await past.intake.routes.find(rows[0].id) is None
    assert not [name for name in past.ring.names() if name.startswith("route/")]
    assert "route/" not in past.settings.ring_path.read_text()
    async with past.desk.store.reading() as tx:
        assert (await tx.execute(select(routes))).all() == []
    assert opened(await asyncio.to_thread(secrets_of, past)) == 0, "nor does an old copy of the row open any more"
