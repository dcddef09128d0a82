"""A digest: composed of what was released, published whole or not at all."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select, update

from core.crypto.bot_key import BotKey
from core.errors import BadInput, CannotOpen, NotAllowed, NotFound, RevmentorError
from core.journal import read_entries
from core.leadership.comma import Leadership
from core.leadership.pages import cover_page, item_page
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
)
from core.moderation.inbox import load_critiques
from core.moderation.records import save
from core.settings import Settings
from core.store.tables import digest_items, digests, letters
from tests.core.conftest import Company


@pytest.fixture
async def second(settings: Settings, company: Company) -> AsyncIterator[Desk]:
    """The same moderator at a second machine."""
    desk = await open_desk(settings, "верный пароль", company.clock)
    yield desk
    await desk.close()


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


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_drafts_length_tells_nothing_of_its_items(company: Company) -> None:
    released = [await company.release(critique) for critique in await company.receive("один", "два", "три")]
    for count, preface in ((1, ""), (3, "коротко о том, что было")):
        await compose(company.desk, company.session, [one.id for one in released[:count]], preface=preface)
    async with company.store.reading() as tx:
        boxes = (await tx.execute(select(digests.c.team_box))).scalars().all()
    assert len(boxes) == 2
    assert len({len(box) for box in boxes}) == 1


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


@pytest.mark.parametrize("people", [1, 2, 3])
async def test_the_number_of_participants_is_told_from_k_upwards_only(company: Company, people: int) -> None:
    k = company.session.terms.k
    assert k == 3
    for number, text in enumerate(("раз", "два", "три")):
        await company.write(text, person=number % people)
    released = [await company.release(critique) for critique in await company.read()]
    await publish(
        company.desk, company.session, await compose(company.desk, company.session, [one.id for one in released])
    )
    (delivered,) = await company.leadership.digests()
    assert delivered.cover.participants == (people if people >= k else None)
    assert ("участник" in cover_page("ru", delivered.cover).text) is (people >= k)


@pytest.mark.parametrize(
    ("declined", "told"),
    [
        ({"duplicate": 2}, {}),
        ({"duplicate": 3}, {"duplicate": 3}),
        ({"duplicate": 4, "insult": 3}, {"duplicate": 4, "insult": 3}),
        ({"duplicate": 4, "insult": 1}, {}),
    ],
    ids=["fewer than k", "k", "two classes of k", "one that the other would give away"],
)
async def test_what_was_not_released_is_told_by_class_under_the_threshold(
    company: Company, declined: dict[str, int], told: dict[str, int]
) -> None:
    reasons = [reason for reason, count in declined.items() for _ in range(count)]
    out, *kept = await company.receive("о планёрках", *(f"не выйдет {number}" for number in range(len(reasons))))
    for critique, reason in zip(kept, reasons, strict=True):
        await save(company.desk, critique, review.decline(critique.review, reason), "decline")
    draft = await compose(company.desk, company.session, [(await company.release(out)).id])
    await publish(company.desk, company.session, draft)
    (delivered,) = await company.leadership.digests()
    assert delivered.cover.withheld == told


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
