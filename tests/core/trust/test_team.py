"""Who may read: admitting, removing, and what a removed or merely claimed member can do."""

import pytest
from sqlalchemy import update

from core.crypto.identity import Identity
from core.crypto.roster import AUDITOR, Pin, read_pin
from core.errors import BadInput, CannotOpen, KeySwapped, NotAllowed, NotFound
from core.journal import read_entries
from core.leadership.comma import Comma
from core.moderation.desk import Desk
from core.moderation.inbox import load_critiques
from core.moderation.sessions import close_session
from core.moderation.team import admit, card_words, make_request, read_request, remove
from core.sessions import read_roster
from core.settings import Settings
from core.store.tables import sessions
from tests.core.conftest import Company


async def sit_down(company: Company, identity: Identity) -> Desk:
    """A colleague's desk on another machine, with the same pin."""
    desk = company.desk
    async with desk.store.reading() as tx:
        roster = await read_roster(tx, company.pin)
    return Desk(desk.store, identity, roster, company.pin, desk.clock)


async def test_a_request_says_who_asks_and_survives_a_chat(company: Company) -> None:
    boris = Identity.generate("Борис")
    card = read_request("  " + make_request(boris) + "\n")
    assert (card.id, card.name) == (boris.id, "Борис")
    assert len(card_words(card, "ru").split()) == 6


@pytest.mark.parametrize("damage", ["cut", "letter", "prefix", "swap"])
async def test_a_damaged_or_swapped_request_is_refused(company: Company, damage: str) -> None:
    text = make_request(Identity.generate("Борис"))
    other = make_request(Identity.generate("Чужой"))
    broken = {
        "cut": text[:-8],
        "letter": text[:60] + ("A" if text[60] != "A" else "B") + text[61:],
        "prefix": text[4:],
        "swap": text[:-88] + other[-88:],
    }[damage]
    with pytest.raises(BadInput):
        read_request(broken)


async def test_a_new_moderator_reads_what_was_written_before_them(company: Company) -> None:
    await company.receive("один", "два", "три")
    before = await load_critiques(company.desk, company.session)
    boris = Identity.generate("Борис")
    await admit(company.desk, read_request(make_request(boris)))
    theirs = await sit_down(company, boris)
    assert [c.text for c in await load_critiques(theirs, company.session)] == [c.text for c in before]


async def test_nobody_is_admitted_twice(company: Company) -> None:
    card = read_request(make_request(Identity.generate("Борис")))
    await admit(company.desk, card)
    with pytest.raises(NotAllowed):
        await admit(company.desk, card)


async def test_an_auditor_gets_no_key(company: Company) -> None:
    await company.receive("один", "два", "три")
    auditor = Identity.generate("Вера")
    await admit(company.desk, auditor.card, AUDITOR)
    theirs = await sit_down(company, auditor)
    with pytest.raises(CannotOpen):
        await load_critiques(theirs, company.session)
    assert auditor.id not in theirs.roster.moderators()


async def test_a_removed_moderator_opens_nothing_written_afterwards(company: Company) -> None:
    await company.receive("один", "два", "три")
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    theirs = await sit_down(company, boris)
    await load_critiques(theirs, company.session)

    done = await remove(company.desk, boris.id)

    assert (done.rekeyed, done.readable) == (1, 3)
    company.session = await company.intake.session()
    assert company.session.epoch == 2
    await company.receive("после", "ухода", "Бориса")
    with pytest.raises(CannotOpen):
        await load_critiques(theirs, company.session)
    assert len(await load_critiques(company.desk, company.session)) == 6


async def test_what_a_removed_moderator_signs_counts_for_nothing(company: Company) -> None:
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    theirs = await sit_down(company, boris)
    await remove(company.desk, boris.id)
    with pytest.raises(NotAllowed):
        await admit(theirs, Identity.generate("Григорий").card)


async def test_replies_and_answers_still_reach_a_thread_of_an_earlier_epoch(company: Company) -> None:
    receipts = await company.write_all("один", "два", "три")
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    await remove(company.desk, boris.id)
    company.session = await company.intake.session()
    assert sorted(c.text for c in await company.read()) == ["два", "один", "три"]
    await company.intake.reply(company.press(), receipts[0], "ещё вот что", "ru")
    await company.read()


async def test_one_cannot_remove_oneself_the_bot_or_a_stranger(company: Company) -> None:
    desk = company.desk
    with pytest.raises(NotAllowed):
        await remove(desk, desk.identity.id)
    with pytest.raises(NotAllowed):
        await remove(desk, desk.roster.bot.id)
    with pytest.raises(NotFound):
        await remove(desk, bytes(16))


async def test_two_moderators_who_change_the_team_at_once_do_not_overwrite_each_other(company: Company) -> None:
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    theirs = await sit_down(company, boris)
    await admit(theirs, Identity.generate("Вера").card)
    with pytest.raises(NotAllowed):
        await admit(company.desk, Identity.generate("Григорий").card)


async def test_the_bot_follows_the_team_and_never_back(company: Company, pin: Pin) -> None:
    old = pin.digest
    await admit(company.desk, Identity.generate("Борис").card)
    await company.intake.sessions()
    assert company.pin.digest != old


async def test_every_change_of_the_team_stands_in_the_journal(company: Company) -> None:
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    await remove(company.desk, boris.id)
    acts = [entry.act for entry in await read_entries(company.store)]
    assert acts[-2:] == ["team-add-moderator", "team-remove"]


async def test_a_closed_session_is_not_rekeyed(company: Company) -> None:
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    await close_session(company.desk, company.session)
    assert (await remove(company.desk, boris.id)).rekeyed == 0


async def test_a_key_from_before_a_removal_cannot_be_put_back(company: Company) -> None:
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    await remove(company.desk, boris.id)
    assert (await company.intake.session()).epoch == 2
    async with company.store.writing() as tx:
        await tx.execute(update(sessions).values(epoch=1))
    with pytest.raises(KeySwapped):
        await company.intake.session()
    async with company.store.writing() as tx:
        await tx.execute(update(sessions).values(epoch=2))
    assert (await company.intake.session()).epoch == 2


async def test_a_comma_is_not_sealed_to_a_key_from_before_a_removal(company: Company, accepted: Comma) -> None:
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    await company.publish("раз", "два", "три")
    await remove(company.desk, boris.id)
    await company.leadership.place_comma((await company.leadership.digests())[0].items[0].id, accepted)
    async with company.store.writing() as tx:
        await tx.execute(update(sessions).values(epoch=1))
    with pytest.raises(KeySwapped):
        await company.leadership.place_comma((await company.leadership.digests())[0].items[1].id, accepted)


async def test_the_newest_epoch_is_remembered_by_the_host(company: Company, settings: Settings) -> None:
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    await remove(company.desk, boris.id)
    await company.intake.sessions()
    assert read_pin(settings.pin_path).epochs == {company.session.id.hex(): 2}
