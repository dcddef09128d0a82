"""A group goes out as one item, its size is told from k letters upwards, and every author in it gets the answer."""

import pytest

from core.errors import NotAllowed
from core.intake.critique import VETO
from core.leadership.comma import Comma
from core.leadership.pages import item_page
from core.moderation import review
from core.moderation.digest import compose, preview, publish
from core.moderation.grouping import dissolve, gather, is_follower, is_lead, load_followers, load_group, told_size
from core.moderation.inbox import Critique, load_critiques
from core.moderation.records import save_all
from core.moderation.taking_in import take_in
from tests.core.conftest import Company


@pytest.fixture
def engine() -> str:
    """One engine: grouping adds no SQL of its own."""
    return "sqlite"


SAME = ("Решают трое", "На планёрках решают трое", "Решают трое, остальные молчат")


async def grouped(company: Company, *texts: str) -> list[Critique]:
    """The letters of ``texts`` as one group, the first of them leading."""
    members = await company.receive(*texts)
    return await save_all(company.desk, gather(members, members[0].id), "group")


async def released(company: Company, members: list[Critique]) -> list[Critique]:
    return await save_all(company.desk, [(one, review.release(one.review)) for one in members], "release")


async def state_of(company: Company, critique: Critique) -> tuple[str, str]:
    (found,) = await load_critiques(company.desk, company.session, [critique.id])
    return found.review.state, found.review.group


async def test_a_group_is_led_by_the_letter_chosen(company: Company) -> None:
    lead, *others = await grouped(company, *SAME)
    assert is_lead(lead) and not is_follower(lead)
    assert all(is_follower(one) and not is_lead(one) for one in others)
    found = await load_group(company.desk, company.session, others[0])
    assert found[0].id == lead.id
    assert {one.id for one in found[1:]} == {one.id for one in others}


async def test_grouping_asks_for_a_new_decision_and_so_does_ungrouping(company: Company) -> None:
    members = await company.receive(*SAME)
    first = await company.release(members[0])
    group = await save_all(company.desk, gather([first, *members[1:]], first.id), "group")
    assert {one.review.state for one in group} == {"new"}
    group = await released(company, group)
    alone = await save_all(company.desk, dissolve(group), "ungroup")
    assert {(one.review.state, one.review.group) for one in alone} == {("new", "")}


async def test_one_letter_that_needs_a_second_person_makes_the_group_need_one(company: Company) -> None:
    members = await company.receive(*SAME)
    sensitive = review.set_sensitive(members[2].review, True)
    members[2:] = await save_all(company.desk, [(members[2], sensitive)], "sensitive")
    group = await save_all(company.desk, gather(members, members[0].id), "group")
    assert all(one.review.sensitive for one in group)


async def test_a_published_or_withdrawn_letter_joins_no_group(company: Company) -> None:
    await company.publish(*SAME)
    late = await company.receive("Тоже решают трое", "И ещё раз о том же", "И ещё")
    published = (await load_critiques(company.desk, company.session))[0]
    everybody = {one.review.state: one for one in await load_critiques(company.desk, company.session)}
    with pytest.raises(NotAllowed):
        gather([everybody["published"], late[0]], published.id)


async def test_a_group_is_one_item_and_all_of_it_is_published(company: Company) -> None:
    group = await released(company, await grouped(company, *SAME))
    draft = await compose(company.desk, company.session, [group[0].id])
    _, items = await preview(company.desk, company.session, draft)
    assert [item.text for item in items] == [SAME[0]]
    await publish(company.desk, company.session, draft)
    (delivered,) = await company.leadership.digests()
    (item,) = delivered.items
    assert item.letters == 3
    assert {critique for critique, _ in item.authors} == {one.id for one in group}
    assert "Об этом же — ещё 2 письма." in item_page("ru", delivered.cover, item).text
    states = {one.review.state for one in await load_critiques(company.desk, company.session)}
    assert states == {"published"}


async def test_a_follower_is_no_item_of_its_own(company: Company) -> None:
    group = await released(company, await grouped(company, *SAME))
    for items in ([group[1].id], [group[0].id, group[2].id]):
        with pytest.raises(NotAllowed) as refused:
            await compose(company.desk, company.session, items)
        assert refused.value.message_id == "error-follows"


async def test_a_letter_that_began_to_follow_stops_the_publication_of_its_own_draft(company: Company) -> None:
    members = await company.receive(*SAME)
    first = await company.release(members[0])
    draft = await compose(company.desk, company.session, [first.id])
    await released(company, await save_all(company.desk, gather([first, *members[1:]], members[1].id), "group"))
    with pytest.raises(NotAllowed):
        await publish(company.desk, company.session, draft)
    assert await company.leadership.digests() == []


@pytest.mark.parametrize(("letters", "told"), [(2, 0), (3, 3), (4, 4), (70, 70)])
def test_the_size_is_told_from_k_letters_upwards(letters: int, told: int) -> None:
    assert told_size(letters, 3) == told


async def test_a_group_below_k_is_published_without_its_size(company: Company) -> None:
    lead, other, alone = await company.receive(*SAME)
    pair = await save_all(company.desk, gather([lead, other], lead.id), "group")
    await released(company, [*pair, alone])
    draft = await compose(company.desk, company.session, [lead.id, alone.id])
    await publish(company.desk, company.session, draft)
    (delivered,) = await company.leadership.digests()
    assert [(item.letters, len(item.authors)) for item in delivered.items] == [(0, 2), (0, 1)]
    assert all("Об этом же" not in item_page("ru", delivered.cover, item).text for item in delivered.items)


async def test_every_author_of_a_group_gets_the_status_and_the_answer(company: Company, accepted: Comma) -> None:
    receipts = await company.write_all(*SAME)
    found = {one.id: one for one in await company.read()}
    members = [found[receipt.critique_id] for receipt in receipts]
    group = await released(company, await save_all(company.desk, gather(members, members[0].id), "group"))
    draft = await compose(company.desk, company.session, [group[0].id])
    await publish(company.desk, company.session, draft)
    (delivered,) = await company.leadership.digests()
    await company.leadership.place_comma(delivered.items[0].id, accepted)
    threads = [await company.thread(receipt) for receipt in receipts]
    assert [[letter.facts["text"] for letter in thread.letters] for thread in threads] == [[accepted.text]] * 3
    facts = [thread.status.facts for thread in threads if thread.status]
    assert [one["state"] for one in facts] == ["published"] * 3
    assert [one["number"] for one in facts] == [str(draft.number)] * 3
    assert facts[0]["wording"] == SAME[0]
    for one, receipt in zip(facts[1:], receipts[1:], strict=True):
        assert one["grouped"] == "yes"
        assert SAME[0] not in str(one)
        found_item = await company.leadership.find_by_critique(receipt.critique_id)
        assert found_item is not None and found_item[1].critique == members[0].id


async def test_without_its_lead_a_group_is_none_and_nothing_of_it_stays_released(company: Company) -> None:
    receipts = await company.write_all(*SAME)
    found = {one.id: one for one in await company.read()}
    members = [found[receipt.critique_id] for receipt in receipts]
    await released(company, await save_all(company.desk, gather(members, members[0].id), "group"))
    assert not await company.intake.withdraw(company.press(), receipts[0])
    await take_in(company.desk, company.session)
    assert (await state_of(company, members[0]))[0] == "withdrawn"
    assert [await state_of(company, one) for one in members[1:]] == [("new", "")] * 2
    thread = await company.thread(receipts[1])
    assert thread.status is not None and thread.status.facts == {"state": "new"}


async def test_an_author_who_objects_leaves_the_group(company: Company) -> None:
    receipts = await company.write_all(*SAME)
    found = {one.id: one for one in await company.read()}
    members = [found[receipt.critique_id] for receipt in receipts]
    await released(company, await save_all(company.desk, gather(members, members[0].id), "group"))
    await company.intake.reply(company.press(), receipts[0], "Не в таком виде", "ru", VETO)
    await take_in(company.desk, company.session)
    assert await state_of(company, members[0]) == ("vetoed", "")
    assert [await state_of(company, one) for one in members[1:]] == [("new", "")] * 2


async def test_a_follower_that_is_not_released_stays_behind(company: Company) -> None:
    group = await released(company, await grouped(company, *SAME))
    (held,) = await save_all(company.desk, [(group[2], review.hold(group[2].review))], "hold")
    draft = await compose(company.desk, company.session, [group[0].id])
    await publish(company.desk, company.session, draft)
    (delivered,) = await company.leadership.digests()
    assert {critique for critique, _ in delivered.items[0].authors} == {group[0].id, group[1].id}
    assert (await state_of(company, held))[0] == "held"


async def test_followers_are_found_by_their_lead_alone(company: Company) -> None:
    group = await grouped(company, *SAME)
    stranger, *_ = await company.receive("Совсем другое", "И это другое", "И то")
    found = await load_followers(company.desk, company.session, [group[0].id, stranger.id])
    assert {one.id for one in found[group[0].id]} == {one.id for one in group[1:]}
    assert found[stranger.id] == []
