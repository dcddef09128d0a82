"""A moderator who was removed, kept their keys, and can write the store: nothing they sign now counts, and what they
wrote while they were one stays good."""

import pytest
from sqlalchemy import insert, select, update

from core.clock import seconds_of
from core.crypto.hpke import PUBLIC_SIZE
from core.crypto.identity import Identity
from core.crypto.receipt import Receipt
from core.crypto.roster import Roster
from core.crypto.session_key import SessionSecret, sign_statement
from core.digests import Item
from core.errors import CannotOpen, KeySwapped
from core.intake.thread import QUESTION, Letter, letter_context, seal_letter
from core.moderation import review
from core.moderation.desk import Desk
from core.moderation.digest import compose, publish
from core.moderation.inbox import load_critiques
from core.moderation.records import save
from core.moderation.sessions import close_session, open_session
from core.moderation.taking_in import take_in
from core.moderation.team import admit, remove
from core.sessions import EVENT, Terms
from core.store.tables import critiques, digest_items, letters, session_keys, vouches
from core.vouching import vouch_row
from tests.core.conftest import Company


@pytest.fixture
async def boris(company: Company) -> Desk:
    """A second moderator at a desk of his own."""
    identity = Identity.generate("Борис")
    roster: Roster = await admit(company.desk, identity.card)
    return Desk(company.store, identity, roster, company.pin, company.clock)


async def forge_letter(company: Company, boris: Desk, receipt: Receipt, *, vouched: bool) -> None:
    """A question in the team's name, put into the store by hand."""
    async with company.store.writing() as tx:
        query = select(critiques.c.mailbox).where(critiques.c.id == receipt.critique_id)
        mailbox = (await tx.execute(query)).scalar_one()
        letter = Letter(QUESTION, seconds_of(company.clock), {"text": "кто вы?"})
        mine, signer, place = boris.identity.id, boris.identity.signer, b"l" * 16
        sealed = seal_letter(mailbox[:PUBLIC_SIZE], receipt.critique_id, place, letter, mine, signer)
        row = {"id": place, "critique_id": receipt.critique_id, "day": company.clock.now().date(), "fresh": True}
        await tx.execute(insert(letters), [{**row, "sealed": sealed}])
        if vouched:
            where = letter_context(receipt.critique_id, place)
            await tx.execute(insert(vouches), [vouch_row(company.session.id, where, sealed, mine, signer)])


async def written(company: Company) -> list[Receipt]:
    receipts = await company.write_all("раз", "два", "три")
    await take_in(company.desk, company.session)
    return receipts


@pytest.mark.parametrize("vouched", [False, True])
async def test_a_letter_that_a_removed_moderator_forges_is_not_shown(
    company: Company, boris: Desk, vouched: bool
) -> None:
    receipts = await written(company)
    await remove(company.desk, boris.identity.id)
    await forge_letter(company, boris, receipts[0], vouched=vouched)
    assert (await company.thread(receipts[0])).letters == ()


async def test_a_forged_letter_is_not_blessed_by_the_next_removal(company: Company, boris: Desk) -> None:
    receipts = await written(company)
    vera = Identity.generate("Вера")
    await remove(company.desk, boris.identity.id)
    await admit(company.desk, vera.card)
    await forge_letter(company, boris, receipts[0], vouched=True)
    await remove(company.desk, vera.id)
    assert (await company.thread(receipts[0])).letters == ()


async def test_what_they_wrote_while_they_were_a_moderator_is_still_shown(company: Company, boris: Desk) -> None:
    receipts = await written(company)
    (critique,) = await load_critiques(boris, company.session, [receipts[0].critique_id])
    await save(boris, critique, review.decline(critique.review, "duplicate", "об этом уже написали"), "decline")
    vera = Identity.generate("Вера")
    await admit(company.desk, vera.card)
    await remove(company.desk, boris.identity.id)
    await remove(company.desk, vera.id)
    status = (await company.thread(receipts[0])).status
    assert status is not None
    assert status.facts["words"] == "об этом уже написали"


async def test_their_digest_stays_readable_and_an_item_signed_afterwards_is_none(company: Company, boris: Desk) -> None:
    receipts = await written(company)
    (critique,) = await load_critiques(boris, company.session, [receipts[0].critique_id])
    released = await save(boris, critique, review.release(critique.review), "release")
    await publish(boris, company.session, await compose(boris, company.session, [released.id]))
    await remove(company.desk, boris.identity.id)
    (digest,) = await company.leadership.digests()
    assert [item.text for item in digest.items] == ["раз"]
    company.leadership.forget()
    (digest,) = await company.leadership.digests()
    (item,) = digest.items
    forged = Item(item.id, item.position, "увольте Анну", "ru", "other", item.critique, item.mailbox)
    bot = company.desk.roster.bot.hpke
    sealed = forged.seal(bot, digest.id, boris.identity.id, boris.identity.signer)
    async with company.store.writing() as tx:
        await tx.execute(update(digest_items).where(digest_items.c.id == item.id).values(bot_sealed=sealed))
    with pytest.raises(CannotOpen):
        await company.leadership.find(item.id)


async def test_the_key_of_a_session_that_they_opened_holds_after_they_left_and_they_cannot_change_it(
    company: Company, boris: Desk
) -> None:
    opened = await open_session(boris, Terms("Встреча", EVENT, k=3))
    closed = await close_session(boris, opened)
    await remove(company.desk, boris.identity.id)
    found = {session.id: session for session in await company.intake.sessions()}
    assert found[closed.id].public == closed.public
    own = SessionSecret.generate(closed.id, closed.epoch)
    terms = closed.terms.encode().encode()
    signature = sign_statement(boris.identity.signer, closed.id, closed.epoch, own.pair.public, terms)
    async with company.store.writing() as tx:
        forged = {"public": own.pair.public, "signer": boris.identity.id, "signature": signature}
        await tx.execute(update(session_keys).where(session_keys.c.session_id == closed.id).values(**forged))
    with pytest.raises(KeySwapped):
        await company.intake.sessions()
