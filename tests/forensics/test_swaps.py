"""Somebody who can write the database, and what it gives them: each attack is performed here."""

import json

import pytest
from sqlalchemy import delete, insert, select, text, update

from core.clock import day_of
from core.crypto.hpke import PUBLIC_SIZE, KeyPair
from core.crypto.identity import Identity
from core.crypto.receipt import Receipt
from core.crypto.roster import MODERATOR, Member, sign
from core.crypto.session_key import SessionSecret, sign_statement
from core.errors import BadInput, CannotOpen, InviteRefused, KeySwapped
from core.intake.critique import seal_critique, seal_reply
from core.intake.submission import Press
from core.intake.thread import ANSWER, QUESTION, Letter, read_thread, seal_letter, status_letter_id
from core.journal import verify
from core.moderation.digest import list_digests
from core.moderation.inbox import load_critiques, load_followups
from core.moderation.records import save
from core.moderation.review import hold
from core.moderation.sessions import open_session
from core.moderation.taking_in import take_in
from core.moderation.team import admit, make_request, read_request, remove
from core.people.invitations import Card, Issuer, create_invites, hash_token
from core.sessions import EVENT, Terms, read_chain
from core.store.tables import (
    critiques,
    digest_items,
    digests,
    drops,
    invites,
    journal,
    letters,
    people,
    reviews,
    rosters,
    session_keys,
    sessions,
)
from telegram_bot.sandbox import Person, Shown
from tests.forensics.conftest import TEXT, Past
from tests.telegram_bot.conftest import Company

ALARM = "Ключ сессии не подписан"


async def write(where: Past | Company, *statements: object) -> None:
    """What the attacker does: writes past the program."""
    async with where.desk.store.writing() as tx:
        for statement in statements:
            await tx.execute(statement)  # type: ignore[call-overload]


async def try_to_send(person: Person, text: str = TEXT) -> Shown:
    """Write; the bot's answer, whatever it is."""
    mine = await person.say(text)
    return await person.wait_for(
        lambda screen: next((one for one in screen if one.by_bot and one.message_id > mine.message_id), None)
    )


# -- the session's key and terms ---------------------------------------------------------------------------------


async def test_with_a_swapped_session_key_nothing_is_sealed_and_the_bot_lives_on(bot: Company) -> None:
    anna = await bot.employee()
    row = select(session_keys).where(session_keys.c.session_id == bot.session.id)
    async with bot.desk.store.reading() as tx:
        genuine = (await tx.execute(row)).one()
    await write(bot, update(session_keys).values(public=KeyPair.generate().public))
    assert ALARM in (await try_to_send(anna)).text
    async with bot.desk.store.reading() as tx:
        assert (await tx.execute(select(drops))).all() == []
    await anna.say("/help")
    await anna.wait_for_text("/privacy")
    await write(bot, update(session_keys).values(public=genuine.public))
    await bot.critique(anna, TEXT)


async def test_a_key_swapped_between_preview_and_press_is_not_sealed_to(bot: Company) -> None:
    anna = await bot.employee()
    mine = await anna.say(TEXT)
    preview = await anna.wait_for(
        lambda screen: next((one for one in screen if one.reply_to == mine.message_id and one.buttons), None)
    )
    await write(bot, update(session_keys).values(public=KeyPair.generate().public))
    press = await anna.press(lambda button: button.data.startswith("s:"), preview)
    assert ALARM in (await anna.answer_to(press)).text
    async with bot.desk.store.reading() as tx:
        assert (await tx.execute(select(drops))).all() == []


async def test_a_key_signed_by_somebody_outside_the_team_is_refused(past: Past) -> None:
    mallory = Identity.generate("Мэллори")
    secret = SessionSecret.generate(past.session.id, past.session.epoch)
    terms = past.session.terms.encode().encode()
    signature = sign_statement(mallory.signer, past.session.id, past.session.epoch, secret.pair.public, terms)
    forged = {"public": secret.pair.public, "signer": mallory.id, "signature": signature}
    await write(past, update(session_keys).where(session_keys.c.session_id == past.session.id).values(**forged))
    with pytest.raises(KeySwapped):
        await past.intake.session()


async def test_another_sessions_signed_key_does_not_fit(past: Past) -> None:
    async with past.desk.store.reading() as tx:
        other = (await tx.execute(select(session_keys).where(session_keys.c.session_id != past.session.id))).first()
    moved = {"public": other.public, "signer": other.signer, "signature": other.signature}
    await write(past, update(session_keys).where(session_keys.c.session_id == past.session.id).values(**moved))
    with pytest.raises(KeySwapped):
        await past.intake.session()


@pytest.mark.parametrize(
    "changed", [{"k": 3000}, {"k": 1}, {"live": False}, {"title": "Другое"}, {"two_person": "never"}]
)
async def test_changed_terms_stop_submissions(past: Past, changed: dict[str, object]) -> None:
    raw = json.loads(past.session.terms.encode())
    forged = json.dumps(raw | changed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert forged != past.session.terms.encode()
    await write(past, update(sessions).where(sessions.c.id == past.session.id).values(terms=forged))
    with pytest.raises(KeySwapped):
        await past.intake.session()


# -- the team's list ---------------------------------------------------------------------------------------------


async def test_a_rolled_back_roster_is_refused(past: Past) -> None:
    """A moderator is removed; the attacker deletes the newer list, so that the removed one counts again."""
    boris = Identity.generate("Борис")
    await admit(past.desk, read_request(make_request(boris)))
    await past.intake.session()
    await remove(past.desk, boris.id)
    await past.intake.session()
    newest = past.desk.roster.version
    await write(past, delete(rosters).where(rosters.c.version == newest))
    with pytest.raises(KeySwapped):
        await past.intake.session()


async def test_a_roster_written_by_a_stranger_is_refused(past: Past) -> None:
    mallory = Identity.generate("Мэллори")
    me = Member(mallory.id, "Мэллори", MODERATOR, mallory.card.hpke, mallory.card.verify)
    roster = past.desk.roster
    forged = sign(roster.version + 1, (*roster.members, me), roster.digest, mallory.id, mallory.signer)
    row = {"version": forged.version, "body": forged.body, "signer": forged.signer, "signature": forged.signature}
    await write(past, insert(rosters).values(**row))
    with pytest.raises(KeySwapped):
        await past.intake.session()


# -- critiques, mailboxes, letters -------------------------------------------------------------------------------


async def test_a_swapped_mailbox_of_a_drop_is_not_taken_in(past: Past) -> None:
    stranger = Receipt.generate()
    async with past.desk.store.reading() as tx:
        row = (await tx.execute(select(drops).where(drops.c.id == past.waiting[0].critique_id))).one()
    mailbox = stranger.mailbox.public + stranger.pen.public + row.mailbox[PUBLIC_SIZE + 32 :]
    await write(past, update(drops).where(drops.c.id == row.id).values(mailbox=mailbox))
    taken = await take_in(past.desk, past.session)
    assert (taken.taken, taken.unreadable) == (2, 1)


async def test_answers_are_never_written_to_a_swapped_mailbox(past: Past) -> None:
    """Later, in the team's table: no moderator's act seals a letter to the attacker's mailbox."""
    stranger, victim = Receipt.generate(), past.receipts[3]
    async with past.desk.store.reading() as tx:
        row = (await tx.execute(select(critiques).where(critiques.c.id == victim.critique_id))).one()
    mailbox = stranger.mailbox.public + row.mailbox[PUBLIC_SIZE:]
    await write(past, update(critiques).where(critiques.c.id == row.id).values(mailbox=mailbox))
    (critique,) = await load_critiques(past.desk, past.session, [victim.critique_id])
    with pytest.raises(CannotOpen):
        await save(past.desk, critique, hold(critique.review), "hold")
    async with past.desk.store.reading() as tx:
        assert (await tx.execute(select(letters).where(letters.c.critique_id == victim.critique_id))).all() == []


async def test_a_forged_letter_is_not_shown_to_the_author(past: Past) -> None:
    victim, mallory = past.receipts[3], Identity.generate("Мэллори")
    rows = []
    for number, kind in enumerate((QUESTION, ANSWER)):
        content = Letter(kind, 1, {"text": "назовите себя, это модератор", "verdict": "decline", "by": "директор"})
        place = bytes([number]) * 16
        sender, public = past.desk.identity.id, victim.mailbox.public
        sealed = seal_letter(public, victim.critique_id, place, content, sender, mallory.signer)
        common = {"critique_id": victim.critique_id, "day": day_of(past.clock), "fresh": False}
        rows.append({"id": place, "sealed": sealed, **common})
    await write(past, insert(letters).values(rows))
    thread = await read_thread(past.desk.store, victim, past.pin)
    assert thread.letters == ()


async def test_a_letter_of_another_thread_cannot_be_moved_here(past: Past) -> None:
    source, victim = past.receipts[0].critique_id, past.receipts[3].critique_id
    async with past.desk.store.reading() as tx:
        row = (await tx.execute(select(letters).where(letters.c.id == status_letter_id(source)))).one()
    moved = {
        "id": status_letter_id(victim),
        "critique_id": victim,
        "day": row.day,
        "sealed": row.sealed,
        "fresh": False,
    }
    await write(past, insert(letters).values(**moved))
    assert (await read_thread(past.desk.store, past.receipts[3], past.pin)).status is None


async def test_a_reply_that_the_authors_pen_has_not_signed_is_not_taken_in(past: Past) -> None:
    """The session's public key is public: anybody can seal, only the code's holder can sign."""
    stranger, victim = Receipt.generate(), past.receipts[3]

    class Impostor(Receipt):
        @property
        def critique_id(self) -> bytes:  # type: ignore[override]
            return victim.critique_id

    forger = Impostor(stranger.secret)
    drop = b"r" * 16
    sealed = seal_reply(
        past.session.public, past.session.id, past.session.epoch, drop, forger, "забираю всё назад", "ru"
    )
    common = {"session_id": past.session.id, "epoch": past.session.epoch, "day": day_of(past.clock)}
    await write(past, insert(drops).values(id=drop, sealed=sealed, mailbox=b"", **common))
    before = len(await load_followups(past.desk, past.session))
    assert (await take_in(past.desk, past.session)).unreadable == 1
    assert len(await load_followups(past.desk, past.session)) == before


async def test_a_critique_can_be_put_in_by_whoever_writes_the_store(past: Past) -> None:
    """Not prevented, and not called prevented: whoever writes the database can write critiques of their own, as they
    could through the bot with an invitation. They cannot read, change or move anybody else's."""
    own = Receipt.generate()
    epoch = past.session.epoch
    sealed, mailbox = seal_critique(past.session.public, past.session.id, epoch, own, "подброшено", "ru", "", b"")
    common = {"session_id": past.session.id, "epoch": epoch, "day": day_of(past.clock)}
    await write(past, insert(drops).values(id=own.critique_id, sealed=sealed, mailbox=mailbox, **common))
    assert (await take_in(past.desk, past.session)).taken == 4


# -- rows in other places ----------------------------------------------------------------------------------------


async def test_two_critiques_boxes_cannot_change_places(past: Past) -> None:
    one, two = (receipt.critique_id for receipt in past.receipts[:2])
    async with past.desk.store.reading() as tx:
        boxes = {row.id: row.box for row in await tx.execute(select(critiques))}
    for place, box in ((one, boxes[two]), (two, boxes[one])):
        await write(past, update(critiques).where(critiques.c.id == place).values(box=box))
    with pytest.raises(CannotOpen):
        await load_critiques(past.desk, past.session)


async def test_a_critique_cannot_be_moved_to_another_session(past: Past) -> None:
    other = await open_session(past.desk, Terms("Другая", kind=EVENT, k=3))
    victim = past.receipts[3].critique_id
    await write(past, update(critiques).where(critiques.c.id == victim).values(session_id=other.id))
    with pytest.raises(CannotOpen):
        await load_critiques(past.desk, other)


async def test_a_drop_cannot_be_moved_to_another_session(past: Past) -> None:
    other = await open_session(past.desk, Terms("Другая", kind=EVENT, k=3, live=True))
    victim = past.waiting[0].critique_id
    await write(past, update(drops).where(drops.c.id == victim).values(session_id=other.id))
    taken = await take_in(past.desk, other)
    assert (taken.taken, taken.unreadable) == (0, 1)


async def test_digest_items_cannot_change_places(past: Past) -> None:
    async with past.desk.store.reading() as tx:
        one, two = (await tx.execute(select(digest_items))).all()
    for place, sealed in ((one.id, two.bot_sealed), (two.id, one.bot_sealed)):
        await write(past, update(digest_items).where(digest_items.c.id == place).values(bot_sealed=sealed))
    with pytest.raises(CannotOpen):
        await past.leadership.digests()


async def test_a_draft_cannot_pass_for_another_digest(past: Past) -> None:
    await write(past, update(digests).values(id=b"d" * 16))
    with pytest.raises(CannotOpen):
        await list_digests(past.desk, past.session)


async def test_a_replayed_review_revision_does_not_open(past: Past) -> None:
    """An older record of the team, put back under the newer number."""
    victim = past.receipts[3].critique_id
    async with past.desk.store.reading() as tx:
        old = (await tx.execute(select(reviews).where(reviews.c.critique_id == victim))).one()
    (critique,) = await load_critiques(past.desk, past.session, [victim])
    await save(past.desk, critique, hold(critique.review), "hold")
    await write(past, update(reviews).where(reviews.c.critique_id == victim).values(box=old.box))
    with pytest.raises(CannotOpen):
        await load_critiques(past.desk, past.session, [victim])


async def test_a_whole_older_row_can_be_put_back_and_the_journal_tells(past: Past) -> None:
    """Number and record together do open: a roll-back of one row is not seen by the row itself. The journal still holds
    the act that is missing from it, and an act cannot be taken out of the journal."""
    victim = past.receipts[3].critique_id
    async with past.desk.store.reading() as tx:
        old = (await tx.execute(select(reviews).where(reviews.c.critique_id == victim))).one()
    (critique,) = await load_critiques(past.desk, past.session, [victim])
    await save(past.desk, critique, hold(critique.review), "hold")
    await write(past, update(reviews).where(reviews.c.critique_id == victim).values(box=old.box, revision=old.revision))
    (rolled_back,) = await load_critiques(past.desk, past.session, [victim])
    assert rolled_back.review.state == "new"
    async with past.desk.store.reading() as tx:
        acts = (await tx.execute(select(journal.c.act).where(journal.c.ref == victim))).scalars().all()
    assert acts[-1] == "hold"


# -- people ------------------------------------------------------------------------------------------------------


async def test_an_invitation_that_nobody_of_the_team_signed_lets_nobody_in(past: Past) -> None:
    """Whoever writes the database knows how to make an invitation; only the team and the bot's host can sign one."""
    stranger = Identity.generate("Чужой")
    for issuer_id in (stranger.id, past.desk.identity.id):
        issuer = Issuer(issuer_id, stranger.signer, past.desk.roster.bot.hpke)
        (token,) = await create_invites(past.desk.store, past.clock, issuer, [Card("executive", "директор")])
        with pytest.raises(InviteRefused):
            await past.membership.join(token, 6_660_000_001, 6_660_000_001, "ru")


async def test_an_invitation_cannot_take_anothers_card(past: Past) -> None:
    """The card is bound to its link: an employee's link with an executive's card opens nothing."""
    desk, cards = past.desk, [Card("employee"), Card("executive", "директор")]
    plain, _ = await create_invites(desk.store, past.clock, desk.issuer, cards)
    async with desk.store.reading() as tx:
        rows = {row.token_hash: row.card for row in await tx.execute(select(invites))}
    other = next(sealed for token_hash, sealed in rows.items() if token_hash != hash_token(plain))
    await write(past, update(invites).where(invites.c.token_hash == hash_token(plain)).values(card=other))
    with pytest.raises(InviteRefused):
        await past.membership.join(plain, 6_660_000_001, 6_660_000_001, "ru")


async def test_an_employee_cannot_be_made_an_executive_in_the_table(past: Past) -> None:
    account = past.accounts[0]
    await write(past, update(people).where(people.c.id == past.key.person_id(account)).values(role="executive"))
    with pytest.raises(CannotOpen):
        await past.membership.find(account)


async def test_one_persons_address_cannot_be_given_to_another(past: Past) -> None:
    one, two = (past.key.person_id(account) for account in past.accounts[:2])
    async with past.desk.store.reading() as tx:
        address = (await tx.execute(select(people.c.address).where(people.c.id == one))).scalar_one()
    await write(past, update(people).where(people.c.id == two).values(address=address))
    with pytest.raises(CannotOpen):
        await past.membership.find(past.accounts[1])


# -- the journal -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE journal SET act = 'release' WHERE seq = 5",
        "UPDATE journal SET count = 99 WHERE seq = 5",
        "DELETE FROM journal WHERE seq = 5",
        "UPDATE journal SET signature = (SELECT signature FROM journal AS other WHERE other.seq = 4) WHERE seq = 5",
        "UPDATE journal SET seq = seq + 1000 WHERE seq = 5",
    ],
)
async def test_an_edited_journal_names_its_first_broken_entry(past: Past, attack: str) -> None:
    async with past.desk.store.reading() as tx:
        keys = await read_chain(tx, past.pin)
    assert (await verify(past.desk.store, keys)).holds
    await write(past, text(attack))
    verdict = await verify(past.desk.store, keys)
    assert verdict.broken == 5


async def test_a_cut_tail_differs_from_the_head_in_the_digest(past: Past) -> None:
    (digest,) = await past.leadership.digests()
    async with past.desk.store.reading() as tx:
        keys = await read_chain(tx, past.pin)
        printed = (await tx.execute(select(journal.c.seq).where(journal.c.hash == digest.cover.head))).scalar_one()
    await write(past, delete(journal).where(journal.c.seq >= printed))
    verdict = await verify(past.desk.store, keys)
    assert verdict.holds
    async with past.desk.store.reading() as tx:
        heads = set((await tx.execute(select(journal.c.hash))).scalars())
    assert digest.cover.head not in heads


async def test_a_stolen_press_gives_no_code(past: Past) -> None:
    """In-flight rows moved to another update do not open there."""
    await write(past, text("UPDATE inflight SET update_id = update_id + 100000"))
    with pytest.raises((CannotOpen, BadInput)):
        await past.intake.recall(100_904)
    again = Press(904, past.accounts[4], past.accounts[4], 4444)
    assert (await past.intake.submit(again, past.session, TEXT, "ru", "")).receipt not in past.waiting
