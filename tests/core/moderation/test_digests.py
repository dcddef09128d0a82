"""A digest: composed of what was released, published whole or not at all, and the comma placed once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select, update

from core.clock import seconds_of
from core.crypto.bot_key import BotKey
from core.digests import DELIVERED
from core.errors import BadInput, CannotOpen, NotAllowed, NotFound, RevmentorError
from core.journal import read_entries
from core.leadership.comma import Comma, Leadership
from core.leadership.delivery import queue_digests
from core.leadership.life import ACKNOWLEDGE, HAND_OVER, THINK, Event
from core.leadership.pages import cover_page, id_of, item_page, ref_of
from core.moderation import digest as room
from core.moderation import review
from core.moderation.desk import Desk, open_desk
from core.moderation.digest import (
    Draft,
    compose,
    discard,
    find_digest,
    list_digests,
    preview,
    publish,
    read_decisions,
)
from core.moderation.inbox import load_critiques
from core.moderation.records import save
from core.outbox import Outbox
from core.people.invitations import EXECUTIVE, Card, create_invites
from core.people.membership import Membership
from core.settings import Settings
from core.store.engine import Store, open_store
from core.store.tables import decisions, digest_items, digests, letters
from tests.core.conftest import Company


@pytest.fixture
async def second(settings: Settings, company: Company) -> AsyncIterator[Desk]:
    """The same moderator at a second machine."""
    desk = await open_desk(settings, "верный пароль", company.clock)
    yield desk
    await desk.close()


@pytest.fixture
async def replica(settings: Settings, company: Company, bot_key: BotKey) -> AsyncIterator[Leadership]:
    """A second bot over the same store."""
    opened: Store = open_store(settings.url)
    yield Leadership(opened, bot_key, company.pin, company.clock)
    await opened.close()


async def draft_of(company: Company, *texts: str) -> Draft:
    released = [await company.release(critique) for critique in await company.receive(*texts)]
    return await compose(company.desk, company.session, [c.id for c in released], "Март", "Три темы.")


async def state_of(company: Company) -> dict[str, object]:
    """Everything that publishing touches."""
    async with company.store.reading() as tx:
        counts = {
            t.name: (await tx.execute(select(func.count()).select_from(t))).scalar_one()
            for t in (digest_items, letters)
        }
        states = (await tx.execute(select(digests.c.state, digests.c.bot_sealed))).all()
    reviews = sorted(c.review.state for c in await load_critiques(company.desk, company.session))
    return {**counts, "digests": states, "reviews": reviews, "journal": len(await read_entries(company.store))}


# Composing


async def test_a_draft_keeps_its_order_and_its_words(company: Company) -> None:
    draft = await draft_of(company, "раз", "два", "три")
    (kept,) = await list_digests(company.desk, company.session)
    assert kept == draft
    assert (kept.title, kept.preface, kept.state, kept.published) == ("Март", "Три темы.", "draft", None)
    _, items = await preview(company.desk, company.session, draft)
    assert [item.text for item in items] == ["раз", "два", "три"]
    assert await find_digest(company.desk, company.session, None) == draft
    with pytest.raises(NotFound):
        await find_digest(company.desk, company.session, 99)


async def test_only_what_was_released_goes_in_and_each_once(company: Company) -> None:
    first, other, _ = await company.receive("раз", "два", "три")
    await company.release(first)
    for items, error in (
        ([first.id, other.id], NotAllowed),
        ([b"x" * 16], NotAllowed),
        ([], BadInput),
        ([first.id] * 2, BadInput),
    ):
        with pytest.raises(error):
            await compose(company.desk, company.session, items)
    for words in ({"title": "x" * 81}, {"preface": "x" * 1001}):
        with pytest.raises(BadInput):
            await compose(company.desk, company.session, [first.id], **words)
    assert await list_digests(company.desk, company.session) == []


async def test_a_composition_that_fails_leaves_nothing(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    critique = await company.release((await company.receive("раз", "два", "три"))[0])
    before = await state_of(company)

    async def fail(self: Desk, *given: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr(Desk, "note", fail)
        with pytest.raises(RuntimeError):
            await compose(company.desk, company.session, [critique.id])
    assert await state_of(company) == before


async def test_a_discarded_draft_is_gone_and_its_items_stay_released(company: Company) -> None:
    draft = await draft_of(company, "раз", "два", "три")
    await discard(company.desk, draft)
    assert await list_digests(company.desk, company.session) == []
    assert {c.review.state for c in await load_critiques(company.desk, company.session)} == {"released"}
    with pytest.raises(NotAllowed):
        await discard(company.desk, draft)


async def test_two_consoles_that_compose_at_once_get_two_numbers_or_are_told(company: Company, second: Desk) -> None:
    released = [await company.release(c) for c in await company.receive("раз", "два", "три")]
    results = await asyncio.gather(
        *(compose(desk, company.session, [released[0].id]) for desk in (company.desk, second, company.desk, second)),
        return_exceptions=True,
    )
    drafts = [result for result in results if isinstance(result, Draft)]
    assert drafts
    assert all(isinstance(result, Draft | RevmentorError) for result in results)
    assert len({draft.number for draft in drafts}) == len(drafts)


async def test_hostile_words_of_a_title_become_harmless(company: Company) -> None:
    critique = await company.release((await company.receive("раз", "два", "три"))[0])
    draft = await compose(company.desk, company.session, [critique.id], "\x1b[31m\nМарт\udcff", "a\u202eb")
    assert "\x1b" not in draft.title + draft.preface
    assert "\n" not in draft.title
    await publish(company.desk, company.session, draft)


# Publishing


async def test_what_is_released_is_verbatim_with_marks_only(company: Company) -> None:
    text = "Виктор Петрович орёт на   планёрках!!1 «Никто не уйдёт»\n\n— и не ушли."
    critique = (await company.receive(text, "два", "три"))[0]
    released = await company.release(critique, [(0, 15, "name")])
    draft = await compose(company.desk, company.session, [released.id])
    await publish(company.desk, company.session, draft)
    (delivered,) = await company.leadership.digests()
    assert delivered.items[0].text == "[имя] орёт на   планёрках!!1 «Никто не уйдёт»\n\n— и не ушли."
    page = item_page("ru", delivered.cover, delivered.items[0])
    assert f"«{delivered.items[0].text}»" in page.text
    assert all(len(button.data.encode()) <= 64 for row in page.buttons for button in row)


async def test_authors_are_told_with_the_wording_and_the_number(company: Company) -> None:
    receipts = await company.write_all("раз", "два", "три")
    released = [await company.release(critique) for critique in await company.read()]
    draft = await compose(company.desk, company.session, [critique.id for critique in released])
    await publish(company.desk, company.session, draft)
    for receipt, text in zip(receipts, ("раз", "два", "три"), strict=True):
        thread = await company.thread(receipt)
        assert thread.status is not None
        assert (thread.status.facts["state"], thread.status.facts["wording"]) == ("published", text)
        assert thread.status.facts["number"] == str(draft.number)


@pytest.mark.parametrize("cut", ["store_reviews", "write_letters", "Desk.note"])
async def test_a_publication_cut_anywhere_is_no_publication(
    company: Company, cut: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = await draft_of(company, "раз", "два", "три")
    before = await state_of(company)

    async def fail(*given: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        if cut == "Desk.note":
            broken.setattr(Desk, "note", fail)
        else:
            broken.setattr(room, cut, fail)
        with pytest.raises(RuntimeError):
            await publish(company.desk, company.session, draft)
    assert await state_of(company) == before
    assert await company.leadership.digests() == []
    assert (await publish(company.desk, company.session, draft)).state == "published"


async def test_a_digest_is_published_once(company: Company, second: Desk) -> None:
    draft = await draft_of(company, "раз", "два", "три")
    results = await asyncio.gather(
        publish(company.desk, company.session, draft), publish(second, company.session, draft), return_exceptions=True
    )
    assert sum(isinstance(result, Draft) for result in results) == 1
    assert sum(isinstance(result, RevmentorError) for result in results) == 1
    assert len(await company.leadership.digests()) == 1


async def test_an_item_withdrawn_from_release_stops_the_publication(company: Company) -> None:
    draft = await draft_of(company, "раз", "два", "три")
    critique = (await load_critiques(company.desk, company.session))[0]
    await save(company.desk, critique, review.hold(critique.review), "hold")
    with pytest.raises(NotAllowed):
        await publish(company.desk, company.session, draft)
    assert await company.leadership.digests() == []


async def test_the_number_of_participants_is_told_from_k_upwards_only(company: Company) -> None:
    await company.publish("раз", "два", "три")
    (delivered,) = await company.leadership.digests()
    assert delivered.cover.participants in (3, None)
    few = replace(delivered.cover, participants=None)
    assert "участник" not in cover_page("ru", few).text


async def test_items_moved_within_or_between_digests_do_not_open(company: Company) -> None:
    await company.publish("раз", "два", "три")
    async with company.store.writing() as tx:
        rows = (await tx.execute(select(digest_items).order_by(digest_items.c.position))).all()
        for row, position in zip(rows, (2, 1, 3), strict=True):
            await tx.execute(update(digest_items).where(digest_items.c.id == row.id).values(position=position))
    with pytest.raises(CannotOpen):
        await company.leadership.digests()


async def test_the_bot_of_another_company_reads_nothing(company: Company) -> None:
    await company.publish("раз", "два", "три")
    stranger = Leadership(company.store, BotKey(bytes(32)), company.pin, company.clock)
    with pytest.raises(CannotOpen):
        await stranger.digests()


# The comma


async def test_a_comma_is_placed_and_reaches_author_team_and_journal(company: Company, accepted: Comma) -> None:
    receipts = await company.write_all("раз", "два", "три")
    released = [await company.release(critique) for critique in await company.read()]
    draft = await publish(
        company.desk, company.session, await compose(company.desk, company.session, [c.id for c in released])
    )
    (delivered,) = await company.leadership.digests()
    item = delivered.items[0]
    comma = replace(accepted, due=date(2026, 3, 20))
    made = await company.leadership.place_comma(item.id, comma)
    assert (made.item, made.comma.verdict, made.comma.text, made.comma.due) == (
        item.id,
        "accept",
        comma.text,
        comma.due,
    )
    assert (await read_decisions(company.desk, company.session, draft))[1].comma.text == comma.text
    author = next(receipt for receipt in receipts if receipt.critique_id == item.critique)
    (letter,) = (await company.thread(author)).letters
    assert (letter.kind, letter.facts["verdict"], letter.facts["text"]) == ("answer", "accept", comma.text)
    assert letter.facts["due"] == "2026-03-20"
    assert [entry.act for entry in await read_entries(company.store)][-1] == "comma-accept"
    assert len((await company.leadership.digests())[0].open_items) == 2


async def test_the_same_answer_twice_is_one_and_another_is_refused(
    company: Company, accepted: Comma, declined: Comma
) -> None:
    await company.publish("раз", "два", "три")
    (delivered,) = await company.leadership.digests()
    item = delivered.items[0].id
    first = await company.leadership.place_comma(item, accepted)
    company.clock.advance(hours=1)
    again = await company.leadership.place_comma(item, accepted)
    assert (again.decided, again.comma) == (first.decided, first.comma)
    for other in (declined, replace(accepted, text="Совсем другой первый шаг")):
        with pytest.raises(NotAllowed):
            await company.leadership.place_comma(item, other)
    async with company.store.reading() as tx:
        assert (await tx.execute(select(func.count()).select_from(decisions))).scalar_one() == 1
    assert [entry.act for entry in await read_entries(company.store)].count("comma-accept") == 1


async def test_two_executives_at_once_place_one_comma(
    company: Company, replica: Leadership, accepted: Comma, declined: Comma
) -> None:
    await company.publish("раз", "два", "три")
    (delivered,) = await company.leadership.digests()
    for item in delivered.items:
        results = await asyncio.gather(
            company.leadership.place_comma(item.id, accepted),
            replica.place_comma(item.id, replace(accepted, text="Спросить каждого инженера лично", by="Финансы")),
            return_exceptions=True,
        )
        assert sorted(type(result).__name__ for result in results) == ["Decision", "NotAllowed"]


@pytest.mark.parametrize(
    ("verdict", "text"),
    [("accept", ""), ("accept", "да"), ("decline", "нет"), ("decline", "потому что так решили и точка"),
     ("maybe", "x " * 20), ("accept", "x" * 1501), ("decline", "слово " * 400)],
)  # fmt: skip
async def test_an_answer_that_says_too_little_or_too_much_is_refused(company: Company, verdict: str, text: str) -> None:
    await company.publish("раз", "два", "три")
    (delivered,) = await company.leadership.digests()
    with pytest.raises(BadInput):
        await company.leadership.place_comma(delivered.items[0].id, Comma(verdict, text, "Директор"))
    assert len((await company.leadership.digests())[0].open_items) == 3


async def test_an_item_that_does_not_exist_takes_no_comma(company: Company, accepted: Comma) -> None:
    for item in (b"", b"x" * 8, b"x" * 100):
        with pytest.raises(NotFound):
            await company.leadership.place_comma(item, accepted)


def test_a_ref_is_eleven_signs_and_leads_back() -> None:
    for item in (bytes(8), bytes(range(8)), b"\xff" * 8):
        assert len(ref_of(item)) == 11
        assert id_of(ref_of(item)) == item
    for rubbish in ("", "ё", "a", "%%%%", "x" * 60):
        assert id_of(rubbish) != bytes(8)


# Delivery


async def test_a_digest_waits_for_the_first_executive_and_is_queued_once(
    company: Company, bot_key: BotKey, membership: Membership, outbox: Outbox
) -> None:
    await company.publish("раз", "два", "три")
    given = (company.store, bot_key, company.pin, company.clock, company.leadership, membership, outbox)
    assert await queue_digests(*given) == 0
    (token,) = await create_invites(company.store, company.clock, company.desk.issuer, [Card(EXECUTIVE, "Директор")])
    await membership.join(token, 77, 77, "ru")
    assert await queue_digests(*given) == 1
    assert await queue_digests(*given) == 0
    (waiting,) = await outbox.due()
    assert waiting.chat == 77
    assert waiting.page.text.startswith("Дайджест")
    assert "раз" not in waiting.page.text, "items are shown one by one, to whoever begins"
    assert waiting.page.attachment.data.startswith(b"\x89PNG")
    assert [button.data[:3] for row in waiting.page.buttons for button in row] == ["ds:", "dp:", "dh:", "dl:"]


async def test_a_reason_given_before_is_no_reason_in_another_digest_either(company: Company, declined: Comma) -> None:
    await company.publish("первое письмо", "и ещё", "и третье")
    await company.publish("второе письмо", "опять", "и снова")
    first, second = await company.leadership.digests()
    await company.leadership.place_comma(first.items[0].id, declined)
    with pytest.raises(BadInput) as caught:
        await company.leadership.place_comma(second.items[0].id, declined)
    assert caught.value.message_id == "error-reason-copied"
    colleague = replace(declined, by="Другой директор")
    await company.leadership.place_comma(second.items[0].id, colleague)


async def test_an_item_is_found_by_its_critique_without_opening_the_others(company: Company) -> None:
    await company.publish("первое письмо", "второе письмо", "третье письмо")
    (digest,) = await company.leadership.digests()
    wanted = digest.items[1]
    assert (await company.leadership.find_by_critique(wanted.critique))[1] == wanted, "before it was delivered"
    async with company.store.writing() as tx:
        await company.leadership.mark_items(tx, digest)
        await tx.execute(update(digests).values(state=DELIVERED))
    company.leadership.forget()
    assert (await company.leadership.find_by_critique(wanted.critique))[1] == wanted
    assert list(company.leadership._items.values()) == [wanted]
    assert await company.leadership.find_by_critique(b"?" * 16) is None


async def test_what_comes_next_is_found_without_opening_the_digest(company: Company, accepted: Comma) -> None:
    await company.publish("первое письмо", "второе письмо", "третье письмо", "четвёртое письмо")
    leadership = company.leadership
    (digest,) = await leadership.digests()
    thought, handed, *others = (item.id for item in digest.items)
    now = seconds_of(company.clock)
    acts = [
        (others[0], Event(ACKNOWLEDGE, now)),
        (thought, Event(THINK, now)),
        (handed, Event(HAND_OVER, now, to="ab" * 16)),
        *((item, None) for item in (*others, handed, thought)),
    ]
    for item, event in acts:
        await (leadership.act(item, event) if event else leadership.place_comma(item, accepted))
        whole, rest = await leadership.digest_of(item), await leadership.rest_of(item)
        begun = {one.id for one in whole.open_items if whole.lives[one.id].events}
        untouched = [one.id for one in whole.open_items if not whole.lives[one.id].events]
        if rest is None:
            assert not whole.open_items
            continue
        assert {one.id for one in rest.items} == begun | set(untouched[:1])
        assert [one.id for one in rest.open_items][:1] == [one.id for one in whole.open_items][:1]
        assert all(rest.lives[one.id] == whole.lives[one.id] for one in rest.items)
    assert await leadership.rest_of(thought) is None
    assert await leadership.rest_of(b"?" * 16) is None


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_drafts_length_tells_nothing_of_its_items(company: Company) -> None:
    released = [await company.release(critique) for critique in await company.receive("один", "два", "три")]
    for count, preface in ((1, ""), (3, "коротко о том, что было")):
        await compose(company.desk, company.session, [one.id for one in released[:count]], preface=preface)
    async with company.store.reading() as tx:
        boxes = (await tx.execute(select(digests.c.team_box))).scalars().all()
    assert len(boxes) == 2
    assert len({len(box) for box in boxes}) == 1
