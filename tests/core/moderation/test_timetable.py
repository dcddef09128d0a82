"""A digest with a set time: sealed beforehand, released by the bot once and never early, taken back until then."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import func, select, update

from core.clock import seconds_of
from core.company import write_fact
from core.crypto.bot_key import BotKey
from core.digests import DELIVERED, PUBLISHED
from core.errors import BadInput, CannotOpen, NotAllowed
from core.journal import read_entries
from core.leadership.delivery import queue_digests
from core.leadership.timetable import release_due
from core.moderation.digest import Draft, compose, list_digests, preview, publish
from core.moderation.editions import read_edition
from core.moderation.inbox import load_critiques
from core.moderation.timetable import deliver_again, schedule, unschedule
from core.outbox import Outbox
from core.people.invitations import EXECUTIVE, Card, create_invites
from core.people.membership import Membership
from core.store.tables import digest_items, digests, letters
from tests.core.conftest import Company

HOUR = 3600


async def scheduled(company: Company, *texts: str, hours: int = 20) -> Draft:
    released = [await company.release(critique) for critique in await company.receive(*texts)]
    draft = await compose(company.desk, company.session, [one.id for one in released])
    return await schedule(company.desk, company.session, draft, seconds_of(company.clock) + hours * HOUR)


async def release(company: Company, bot_key: BotKey) -> int:
    return await release_due(company.store, company.clock, bot_key, company.pin)


async def count(company: Company, table) -> int:
    async with company.store.reading() as tx:
        return int((await tx.execute(select(func.count()).select_from(table))).scalar_one())


async def test_nothing_is_told_before_the_time_and_everything_at_it(company: Company, bot_key: BotKey) -> None:
    receipts = await company.write_all("раз", "два", "три")
    found = {one.id: one for one in await company.read()}
    order = [await company.release(found[receipt.critique_id]) for receipt in receipts]
    draft = await compose(company.desk, company.session, [one.id for one in order], "Март", "Три темы.")
    before = [(await company.thread(receipt)).status.facts["state"] for receipt in receipts]
    at = seconds_of(company.clock) + 20 * HOUR
    made = await schedule(company.desk, company.session, draft, at)
    assert (made.state, made.published) == ("scheduled", at)
    assert await release(company, bot_key) == 0
    assert await company.leadership.digests() == []
    assert await company.leadership.count_open() == 0
    assert await count(company, digest_items) == 0
    assert [(await company.thread(receipt)).status.facts["state"] for receipt in receipts] == before
    company.clock.advance(hours=20)
    assert await release(company, bot_key) == 1
    (digest,) = await company.leadership.digests()
    assert [item.text for item in digest.items] == ["раз", "два", "три"]
    assert (digest.cover.title, digest.cover.preface, digest.cover.published_at) == ("Март", "Три темы.", at)
    for receipt in receipts:
        status = (await company.thread(receipt)).status
        assert (status.facts["state"], status.facts["number"], status.at) == ("published", "1", at)
    acts = [entry.act for entry in await read_entries(company.store)]
    assert acts[-1] == "digest-release"


async def test_it_is_released_once_however_many_bots_look(company: Company, bot_key: BotKey) -> None:
    await scheduled(company, "раз", "два", "три")
    company.clock.advance(days=3)
    done = await asyncio.gather(*(release(company, bot_key) for _ in range(3)), return_exceptions=True)
    assert not [one for one in done if isinstance(one, Exception)]
    assert await count(company, digest_items) == 3
    async with company.store.reading() as tx:
        ((state, held),) = (await tx.execute(select(digests.c.state, digests.c.held))).all()
    assert (state, held) == (PUBLISHED, None)


async def test_a_power_cut_in_the_middle_leaves_it_to_the_next_look(
    company: Company, bot_key: BotKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    await scheduled(company, "раз", "два", "три")
    company.clock.advance(hours=21)
    told = await count(company, letters)
    with monkeypatch.context() as broken:
        broken.setattr("core.leadership.timetable.put_letters", None)
        with pytest.raises(TypeError):
            await release(company, bot_key)
    assert await count(company, digest_items) == 0
    assert await release(company, bot_key) == 1
    assert await count(company, letters) == told


async def test_until_its_time_it_can_be_taken_back_and_nobody_learns_of_it(company: Company, bot_key: BotKey) -> None:
    made = await scheduled(company, "раз", "два", "три")
    assert {one.review.state for one in await load_critiques(company.desk, company.session)} == {"published"}
    draft = await unschedule(company.desk, company.session, made)
    assert (draft.state, draft.published) == ("draft", None)
    assert {one.review.state for one in await load_critiques(company.desk, company.session)} == {"released"}
    company.clock.advance(days=2)
    assert await release(company, bot_key) == 0
    with pytest.raises(NotAllowed):
        await unschedule(company.desk, company.session, made)
    done = await publish(company.desk, company.session, draft)
    assert done.state == PUBLISHED
    assert [kept.number for kept in await list_digests(company.desk, company.session)] == [1]


async def test_what_is_scheduled_is_final_and_its_preview_is_what_will_come(company: Company, bot_key: BotKey) -> None:
    made = await scheduled(company, "раз", "два", "три")
    for act in (publish(company.desk, company.session, made), schedule(company.desk, company.session, made, 2**40)):
        with pytest.raises((NotAllowed, BadInput)):
            await act
    cover, items = await preview(company.desk, company.session, made)
    await company.write_all("ещё", "и ещё", "и снова")
    company.clock.advance(hours=20)
    await release(company, bot_key)
    (digest,) = await company.leadership.digests()
    assert digest.cover == cover
    assert [item.text for item in digest.items] == [item.text for item in items]


@pytest.mark.parametrize("hours", [-1, 0, 61 * 24])
async def test_only_a_time_ahead_and_not_too_far(company: Company, hours: int) -> None:
    with pytest.raises(BadInput):
        await scheduled(company, "раз", "два", "три", hours=hours)
    assert {draft.state for draft in await list_digests(company.desk, company.session)} == {"draft"}


async def test_a_piece_put_into_another_ones_place_is_not_released(company: Company, bot_key: BotKey) -> None:
    await scheduled(company, "раз", "два", "три")
    await scheduled(company, "четыре", "пять", "шесть")
    async with company.store.writing() as tx:
        first, second = (await tx.execute(select(digests.c.id, digests.c.held).order_by(digests.c.number))).all()
        await tx.execute(update(digests).where(digests.c.id == first.id).values(held=second.held))
    company.clock.advance(hours=21)
    with pytest.raises(CannotOpen):
        await release(company, bot_key)
    assert await count(company, digest_items) == 0


async def test_an_executive_who_came_later_gets_it_and_the_others_nothing(
    company: Company, bot_key: BotKey, membership: Membership, outbox: Outbox
) -> None:
    draft = await company.publish("раз", "два", "три")
    with pytest.raises(NotAllowed):
        await deliver_again(company.desk, draft)
    given = (company.store, bot_key, company.pin, company.clock, company.leadership, membership, outbox)
    cards = [Card(EXECUTIVE, "Директор"), Card(EXECUTIVE, "Финансы")]
    early, late = await create_invites(company.store, company.clock, company.desk.issuer, cards)
    await membership.join(early, 77, 77, "ru")
    assert await queue_digests(*given) == 1
    await membership.join(late, 78, 78, "en")
    assert await queue_digests(*given) == 0
    await deliver_again(company.desk, draft)
    assert await queue_digests(*given) == 1
    assert sorted(queued.chat for queued in await outbox.due()) == [77, 78]
    (digest,) = await company.leadership.digests()
    assert digest.state == DELIVERED


async def test_its_pages_say_when_it_comes_out_until_it_has(company: Company, bot_key: BotKey) -> None:
    made = await scheduled(company, "о планёрках", "о лифтах", "о парковке")
    heads = {lang: (await read_edition(company.desk, company.session, made, lang)).counts for lang in ("ru", "en")}
    assert heads["ru"].startswith("Выйдет 3 марта · ")
    assert heads["en"].startswith("To be published 3 March · ")
    company.clock.advance(hours=20)
    await release(company, bot_key)
    (out,) = await list_digests(company.desk, company.session)
    edition = await read_edition(company.desk, company.session, out, "ru")
    assert "Выйдет" not in edition.counts
    assert "Опубликован" in " ".join(edition.foot)


async def test_its_day_is_the_companys_own(company: Company) -> None:
    async with company.store.writing() as tx:
        await write_fact(tx, "timezone", "Asia/Vladivostok")
    made = await scheduled(company, "о планёрках", "о лифтах", "о парковке", hours=6)
    (cover, _) = await preview(company.desk, company.session, made)
    # 15:30 in UTC, but half past one in the night there.
    assert cover.published == date(2026, 3, 3)
