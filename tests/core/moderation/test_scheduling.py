"""What is put off comes back by itself, and what is given to somebody is theirs: both only within the team's box."""

from datetime import date, timedelta

from sqlalchemy import select

from core.clock import day_of
from core.intake.thread import QUESTION, read_thread
from core.moderation import review
from core.moderation.inbox import load_critiques, load_followups
from core.moderation.questions import ask_author
from core.moderation.records import save
from core.moderation.review import HELD, NEW, Review
from core.store.tables import replies, reviews
from tests.core.conftest import Company

TODAY = date(2026, 11, 23)


def test_what_is_held_until_a_day_is_new_again_on_that_day_and_not_before() -> None:
    held = review.hold(Review(), TODAY)
    assert review.waken(held, TODAY - timedelta(days=1)) == held
    assert review.waken(held, TODAY) == Review()
    assert review.waken(held, TODAY + timedelta(days=9)).state == NEW


def test_what_is_held_for_good_stays_and_a_later_decision_is_not_undone_by_the_day() -> None:
    assert review.waken(review.hold(Review()), TODAY).state == HELD
    assert review.waken(review.hold(review.hold(Review(), TODAY)), TODAY).state == HELD
    released = review.release(review.hold(Review(), TODAY))
    assert review.waken(released, TODAY) == released


async def test_it_comes_back_from_the_store_by_itself(company: Company) -> None:
    (critique, *_) = await company.receive("раз", "два", "три", "четыре", "пять")
    tomorrow = day_of(company.clock) + timedelta(days=1)
    await save(company.desk, critique, review.hold(critique.review, tomorrow), "snooze")
    (held,) = await load_critiques(company.desk, company.session, [critique.id])
    assert held.review.state == HELD
    company.clock.advance(days=1)
    (back,) = await load_critiques(company.desk, company.session, [critique.id])
    assert back.review == Review()
    await save(company.desk, back, review.release(back.review), "release")
    (released,) = await load_critiques(company.desk, company.session, [critique.id])
    assert released.review.state == "released"


async def test_neither_the_day_nor_the_name_can_be_read_in_the_store(company: Company) -> None:
    (critique, *_) = await company.receive("раз", "два", "три", "четыре", "пять")
    until = date(2031, 7, 19)
    made = review.assign(review.hold(critique.review, until), company.desk.identity.id)
    await save(company.desk, critique, made, "assign")
    async with company.store.reading() as tx:
        (row,) = (await tx.execute(select(reviews))).all()
    assert until.isoformat().encode() not in row.box
    assert company.desk.identity.id.hex().encode() not in row.box
    assert repr(company.desk.identity.id.hex()) not in repr(made)


async def test_a_question_is_read_by_the_author_and_by_the_team_and_by_nobody_else(company: Company) -> None:
    receipts = await company.write_all("раз", "два", "три", "четыре", "пять")
    found = {critique.id: critique for critique in await company.read()}
    critique = found[receipts[0].critique_id]
    await ask_author(company.desk, critique, " Когда это было? ")
    thread = await read_thread(company.store, receipts[0], company.pin)
    assert [(letter.kind, letter.facts["text"]) for letter in thread.letters] == [(QUESTION, "Когда это было?")]
    (asked,) = await load_followups(company.desk, company.session)
    assert (asked.kind, asked.thread, asked.text) == (QUESTION, critique.id, "Когда это было?")
    assert asked.by == company.desk.identity.card.name
    async with company.store.reading() as tx:
        (row,) = (await tx.execute(select(replies))).all()
    assert "Когда".encode() not in row.box
    assert critique.id not in row.box
