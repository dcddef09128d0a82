"""One prepares, another approves; the author can take back and object; a muted author stays unknown."""

import pytest

from core.crypto.identity import Identity
from core.errors import Muted, NotAllowed, NotFound, QuotaReached
from core.intake.critique import VETO
from core.intake.thread import check_verbatim, read_thread
from core.moderation import review
from core.moderation.desk import Desk
from core.moderation.digest import compose, publish
from core.moderation.muting import mute_author, unmute_author
from core.moderation.records import save
from core.moderation.sessions import open_session
from core.moderation.team import admit
from core.sessions import ALWAYS, EVENT, Terms
from tests.core.conftest import Company


async def colleague(company: Company) -> Desk:
    """A second moderator's desk."""
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    return Desk(company.store, boris, company.desk.roster, company.pin, company.clock)


async def test_what_is_sensitive_takes_two(company: Company) -> None:
    other = await colleague(company)
    critique = (await company.receive("один", "два", "три"))[0]
    me, terms = company.desk.identity.id, company.session.terms
    prepared = review.release(review.set_sensitive(critique.review, True), me, terms)
    assert prepared.state == review.PREPARED
    critique = await save(company.desk, critique, prepared, "prepare")
    with pytest.raises(NotAllowed):
        review.approve(critique.review, me)
    approved = await save(other, critique, review.approve(critique.review, other.identity.id), "approve")
    draft = await compose(company.desk, company.session, [approved.id])
    assert (await publish(company.desk, company.session, draft)).published


async def test_nobody_approves_in_anothers_name(company: Company) -> None:
    other = await colleague(company)
    critique = (await company.receive("один", "два", "три"))[0]
    me, terms = company.desk.identity.id, company.session.terms
    prepared = review.release(review.set_sensitive(critique.review, True), me, terms)
    critique = await save(company.desk, critique, prepared, "prepare")
    with pytest.raises(NotAllowed):
        await save(company.desk, critique, review.approve(critique.review, other.identity.id), "approve")


async def test_a_plain_release_of_a_sensitive_item_is_refused(company: Company) -> None:
    critique = (await company.receive("один", "два", "три"))[0]
    with pytest.raises(NotAllowed):
        await save(company.desk, critique, review.release(review.set_sensitive(critique.review, True)), "release")


async def test_a_session_may_ask_for_two_always(company: Company) -> None:
    company.session = await open_session(company.desk, Terms("Всегда двое", EVENT, k=3, two_person=ALWAYS))
    critique = (await company.receive("один", "два", "три"))[0]
    assert review.needs_second(critique.review, company.session.terms)


async def test_another_wording_needs_approval_anew(company: Company) -> None:
    critique = (await company.receive("один два", "два", "три"))[0]
    me, terms = company.desk.identity.id, company.session.terms
    prepared = review.release(review.set_sensitive(critique.review, True), me, terms)
    approved = review.approve(prepared, b"o" * 16)
    assert review.redact(approved, critique.text, 0, 4, "name").state == review.NEW


async def test_the_author_checks_the_wording_word_by_word(company: Company) -> None:
    receipts = await company.write_all("скажу про Ивана прямо", "два", "три")
    critique = next(c for c in await company.read() if c.id == receipts[0].critique_id)
    await company.release(critique, [(10, 15, "name")])
    thread = await read_thread(company.store, receipts[0], company.pin)
    assert thread.status is not None
    assert thread.status.facts["wording"] == "скажу про [имя] прямо"
    checked = check_verbatim(receipts[0], thread)
    assert (checked.holds, checked.hidden) == (True, 1)


async def test_another_wording_is_found_out(company: Company) -> None:
    receipts = await company.write_all("скажу про Ивана прямо", "два", "три")
    critique = next(c for c in await company.read() if c.id == receipts[0].critique_id)
    await company.release(critique)
    thread = await read_thread(company.store, receipts[0], company.pin)
    assert thread.status is not None
    thread.status.facts["wording"] = "скажу мягче"
    assert not check_verbatim(receipts[0], thread).wording
    thread.status.facts["original"] = thread.status.facts["wording"]
    assert not check_verbatim(receipts[0], thread).original


async def test_what_still_waits_is_withdrawn_at_once(company: Company) -> None:
    receipt = await company.write("передумаю")
    assert await company.intake.withdraw(company.press(), receipt)
    with pytest.raises(NotFound):
        await read_thread(company.store, receipt, company.pin)


async def test_what_was_taken_in_is_erased_at_the_next_look(company: Company) -> None:
    receipts = await company.write_all("один", "два", "три")
    await company.read()
    assert not await company.intake.withdraw(company.press(), receipts[0])
    gone = next(c for c in await company.read() if c.id == receipts[0].critique_id)
    assert (gone.text, gone.review.state) == ("", review.WITHDRAWN)
    with pytest.raises(NotAllowed):
        review.release(gone.review)


async def test_after_publication_it_is_too_late(company: Company) -> None:
    receipts = await company.write_all("один", "два", "три")
    released = [await company.release(critique) for critique in await company.read()]
    await publish(company.desk, company.session, await compose(company.desk, company.session, [c.id for c in released]))
    await company.intake.withdraw(company.press(), receipts[0])
    kept = next(c for c in await company.read() if c.id == receipts[0].critique_id)
    assert kept.review.state == review.PUBLISHED


async def test_a_veto_keeps_it_in_with_the_authors_reason(company: Company) -> None:
    receipts = await company.write_all("один", "два", "три")
    critique = next(c for c in await company.read() if c.id == receipts[0].critique_id)
    await company.release(critique)
    await company.intake.reply(company.press(), receipts[0], "так смысл другой", "ru", VETO)
    vetoed = next(c for c in await company.read() if c.id == receipts[0].critique_id)
    assert (vetoed.review.state, vetoed.review.words) == (review.VETOED, "так смысл другой")


async def test_a_muted_author_is_recognised_without_being_known(company: Company) -> None:
    first = await company.write("оскорбление", person=77)
    await company.write_all("два", "три")
    critique = next(c for c in await company.read() if c.id == first.critique_id)
    await mute_author(company.desk, company.session, critique)
    with pytest.raises(Muted):
        await company.write("ещё одно", person=77)
    await company.write("другой человек", person=78)
    await unmute_author(company.desk, critique)
    await company.write("снова можно", person=77)


async def test_a_quota_is_each_persons_own(company: Company) -> None:
    company.session = await open_session(company.desk, Terms("По одному", EVENT, k=3, quota=1))
    await company.write("одно", person=77)
    with pytest.raises(QuotaReached):
        await company.write("второе", person=77)
    await company.write("чужое", person=78)
