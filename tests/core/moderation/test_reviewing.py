"""What moderators decide: nobody rewrites, everybody sees who was first, and the author is told."""

import asyncio
from collections.abc import AsyncIterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from core.crypto.padding import pad
from core.errors import BadInput, CannotOpen, ChangedElsewhere, NotAllowed, NotFound
from core.journal import read_entries
from core.language.safe_text import make_safe
from core.moderation import review
from core.moderation.desk import Desk, open_desk
from core.moderation.inbox import find_critique, load_critiques
from core.moderation.records import save, save_all
from core.moderation.review import KINDS, Review
from core.settings import Settings
from core.store.tables import critiques, letters, reviews
from core.wording import Redaction, released_wording
from tests.core.conftest import Company

MARKS = {"name": "имя", "contact": "контакт", "position": "должность", "place": "место", "other": "скрыто"}


@pytest.fixture
async def second(settings: Settings, company: Company) -> AsyncIterator[Desk]:
    """The same moderator at a second machine."""
    desk = await open_desk(settings, "верный пароль", company.clock)
    yield desk
    await desk.close()


# Redaction: the only change to a text


def test_a_mark_replaces_the_words_and_tells_nothing_of_their_length() -> None:
    text = "Виктор Петрович кричит на всех"
    assert released_wording(text, [Redaction(0, 15, "name")], "ru") == "[имя] кричит на всех"
    assert released_wording(text, [Redaction(0, 6, "name")], "en") == "[name] Петрович кричит на всех"


@given(st.text(min_size=1, max_size=80), st.data())
def test_what_is_released_is_the_text_itself_with_marks_and_nothing_else(text: str, data: st.DataObject) -> None:
    made, hidden = Review(), set()
    for _ in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        made = review.redact(made, text, start, end, data.draw(st.sampled_from(KINDS)))
        hidden |= set(range(start, end))
    spans = made.redactions
    assert {place for span in spans for place in range(span.start, span.end)} == hidden
    assert all(left.end <= right.start for left, right in pairwise(spans))
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], f"[{MARKS[span.kind]}]"]
        at = span.end
    assert released_wording(text, spans, "ru") == make_safe("".join([*pieces, text[at:]]))


def test_touching_marks_of_one_class_join_and_of_two_do_not() -> None:
    text = "Иван Петров, директор"
    joined = review.redact(review.redact(Review(), text, 0, 4, "name"), text, 4, 11, "name")
    assert joined.redactions == (Redaction(0, 11, "name"),)
    apart = review.redact(review.redact(Review(), text, 0, 4, "name"), text, 4, 11, "position")
    assert len(apart.redactions) == 2
    assert review.unredact(apart, 5).redactions == (Redaction(0, 4, "name"),)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 7), (6, 7)])
def test_a_mark_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(BadInput) as caught:
        review.redact(Review(), "шестое", start, end, "name")
    assert caught.value.message_id == "error-redaction-span"


def test_unknown_classes_and_reasons_are_refused() -> None:
    with pytest.raises(BadInput):
        review.redact(Review(), "текст", 0, 2, "weather")
    with pytest.raises(BadInput):
        review.decline(Review(), "weather")


# States


def test_every_decision_can_be_taken_back_until_publication() -> None:
    for made in (review.hold(Review()), review.release(Review()), review.decline(Review(), "insult", "мягче")):
        assert review.reopen(made) == Review()


def test_publication_is_final() -> None:
    published = review.publish(review.release(Review()))
    for act in (
        review.hold,
        review.release,
        review.reopen,
        review.withdraw,
        lambda made: review.decline(made, "other"),
        lambda made: review.redact(made, "текст", 0, 2, "name"),
        lambda made: review.unredact(made, 0),
    ):
        with pytest.raises(NotAllowed):
            act(published)
    with pytest.raises(NotAllowed):
        review.publish(Review())


def test_tags_are_one_line_lower_case_and_once() -> None:
    made = review.tag(Review(), "Встречи", "встречи", "  два   слова ")
    assert made.tags == ("встречи", "два слова")
    assert review.untag(made, "ВСТРЕЧИ").tags == ("два слова",)
    for wrong in ("", "  ", "x" * 41):
        with pytest.raises(BadInput):
            review.tag(Review(), wrong)


@given(st.text(max_size=40), st.text(max_size=40), st.lists(st.text("абв", min_size=1, max_size=5), max_size=3))
def test_a_review_survives_the_store(words: str, note: str, tags: list[str]) -> None:
    made = review.annotate(review.decline(review.tag(Review(), *tags), "other", words), note)
    assert Review.decode(made.encode()) == made


def test_bytes_of_a_broken_terminal_survive_too() -> None:
    made = review.annotate(Review(), "\udcff note")
    assert Review.decode(made.encode()) == made


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"null", b'{"state": "new"}'])
def test_what_is_no_review_does_not_open(data: bytes) -> None:
    for stored in (data, pad(data)):
        with pytest.raises(CannotOpen):
            Review.decode(stored)


# Saving


async def test_a_saved_review_is_there_for_the_other_console(company: Company, second: Desk) -> None:
    critique = (await company.receive("раз", "два", "три"))[0]
    await save(company.desk, critique, review.tag(critique.review, "встречи"), "tag")
    (seen,) = await load_critiques(second, company.session, [critique.id])
    assert (seen.review.tags, seen.revision) == (("встречи",), 1)


async def test_who_decides_on_an_old_view_is_told_and_stores_nothing(company: Company, second: Desk) -> None:
    critique = (await company.receive("раз", "два", "три"))[0]
    (elsewhere,) = await load_critiques(second, company.session, [critique.id])
    await save(company.desk, critique, review.release(critique.review), "release")
    with pytest.raises(ChangedElsewhere):
        await save(second, elsewhere, review.decline(elsewhere.review, "other"), "decline")
    (now,) = await load_critiques(second, company.session, [critique.id])
    assert now.review.state == "released"
    acts = [entry.act for entry in await read_entries(company.store)]
    assert acts.count("release") == 1
    assert "decline" not in acts


async def test_two_consoles_at_once_make_one_decision(company: Company, second: Desk) -> None:
    critique = (await company.receive("раз", "два", "три"))[0]
    (elsewhere,) = await load_critiques(second, company.session, [critique.id])
    results = await asyncio.gather(
        save(company.desk, critique, review.hold(critique.review), "hold"),
        save(second, elsewhere, review.hold(elsewhere.review), "hold"),
        return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in results) == ["ChangedElsewhere", "Critique"]


async def test_a_batch_with_one_conflict_stores_none_of_it(company: Company, second: Desk) -> None:
    first, other, third = await company.receive("раз", "два", "три")
    await save(second, other, review.hold(other.review), "hold")
    with pytest.raises(ChangedElsewhere):
        await save_all(company.desk, [(c, review.release(c.review)) for c in (first, other, third)], "release")
    assert [c.review.state for c in await load_critiques(company.desk, company.session)].count("new") == 2
    assert await save_all(company.desk, [], "release") == []


async def test_an_older_record_put_back_is_noticed(company: Company) -> None:
    critique = (await company.receive("раз", "два", "три"))[0]
    held = await save(company.desk, critique, review.hold(critique.review), "hold")
    async with company.store.reading() as tx:
        old = (await tx.execute(select(reviews.c.box))).scalar_one()
    await save(company.desk, held, review.release(held.review), "release")
    async with company.store.writing() as tx:
        await tx.execute(update(reviews).values(box=old))
    with pytest.raises(CannotOpen):
        await load_critiques(company.desk, company.session)


async def test_swapped_rows_do_not_open(company: Company) -> None:
    one, other, _ = await company.receive("раз", "два", "три")
    async with company.store.writing() as tx:
        boxes = {row.id: row.box for row in await tx.execute(select(critiques.c.id, critiques.c.box))}
        await tx.execute(update(critiques).where(critiques.c.id == one.id).values(box=boxes[other.id]))
    with pytest.raises(CannotOpen):
        await load_critiques(company.desk, company.session)


async def test_tags_and_notes_are_not_readable_in_the_store(company: Company) -> None:
    critique = (await company.receive("раз", "два", "три"))[0]
    made = review.annotate(review.tag(critique.review, "канарейка"), "канарейка в заметке")
    await save(company.desk, critique, made, "note")
    async with company.store.reading() as tx:
        stored = b"".join((await tx.execute(select(reviews.c.box))).scalars())
    assert "канарейка".encode() not in stored


async def test_a_stored_review_has_one_length_whatever_was_decided(company: Company) -> None:
    found = await company.receive("Виктор кричит", "два", "три")
    marked = review.annotate(review.redact(review.tag(Review(), "крик"), found[0].text, 0, 6, "name"), "спросить")
    decided = (marked, review.release(Review()), review.decline(Review(), "other", "не о нас"))
    await save_all(company.desk, list(zip(found, decided, strict=True)), "x")
    async with company.store.reading() as tx:
        assert len({len(box) for box in (await tx.execute(select(reviews.c.box))).scalars()}) == 1


async def test_a_critique_is_found_by_the_beginning_of_its_number(company: Company) -> None:
    critique = (await company.receive("раз", "два", "три"))[0]
    for prefix in (critique.id.hex(), critique.id.hex()[:8].upper()):
        assert (await find_critique(company.desk, company.session, prefix)).id == critique.id
    for wrong, error in (("abc", BadInput), ("wxyz", BadInput), ("0" * 32, NotFound), ("%%%%", BadInput)):
        with pytest.raises(error):
            await find_critique(company.desk, company.session, wrong)


# Telling the author


async def test_the_author_sees_each_state_in_one_letter_that_is_replaced(company: Company) -> None:
    receipts = await company.write_all("раз", "два", "три")
    found = {critique.id: critique for critique in await company.read()}
    critique, seen = found[receipts[0].critique_id], []
    for change, act in (
        (review.hold, "hold"),
        (lambda made: review.decline(made, "insult", "Мягче, пожалуйста."), "decline"),
        (review.reopen, "reopen"),
        (review.release, "release"),
    ):
        critique = await save(company.desk, critique, change(critique.review), act)
        thread = await company.thread(receipts[0])
        assert thread.status is not None
        seen.append(thread.status.facts)
        assert thread.letters == ()
    assert [facts["state"] for facts in seen] == ["held", "declined", "new", "released"]
    assert (seen[1]["reason"], seen[1]["words"]) == ("insult", "Мягче, пожалуйста.")
    assert seen[3]["wording"] == "раз"
    async with company.store.reading() as tx:
        assert (await tx.execute(select(func.count()).select_from(letters))).scalar_one() == 1


async def test_tags_and_notes_are_nobodys_news(company: Company) -> None:
    receipts = await company.write_all("раз", "два", "три")
    found = {critique.id: critique for critique in await company.read()}
    critique = found[receipts[0].critique_id]
    await save(company.desk, critique, review.tag(critique.review, "встречи"), "tag")
    assert (await company.thread(receipts[0])).status is None


async def test_letters_open_by_the_code_alone(company: Company) -> None:
    receipts = await company.write_all("раз", "два", "три")
    found = {critique.id: critique for critique in await company.read()}
    await company.release(found[receipts[0].critique_id])
    async with company.store.writing() as tx:
        await tx.execute(update(letters).values(critique_id=receipts[1].critique_id))
    moved = await company.thread(receipts[1])
    assert (moved.status, moved.letters) == (None, ())
    async with company.store.reading() as tx:
        assert "раз".encode() not in (await tx.execute(select(letters.c.sealed))).scalar_one()


async def test_a_mailbox_swapped_after_taking_in_gets_no_letter(company: Company) -> None:
    one, other, _ = await company.receive("раз", "два", "три")
    async with company.store.writing() as tx:
        theirs = select(critiques.c.mailbox).where(critiques.c.id == other.id)
        mailbox = (await tx.execute(theirs)).scalar_one()
        await tx.execute(update(critiques).where(critiques.c.id == one.id).values(mailbox=mailbox))
    with pytest.raises(CannotOpen):
        await save(company.desk, one, review.hold(one.review), "hold")
    assert (await load_critiques(company.desk, company.session, [one.id]))[0].review.state == "new"
