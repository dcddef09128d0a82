"""A contested refusal: whoever owes the new answer hears of it, and the author's thread shows that it waits."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from core.clock import seconds_of
from core.errors import BadInput, NotAllowed
from core.leadership.comma import Comma
from core.leadership.contesting import contest
from core.leadership.life import CONTESTED, HAND_OVER, Event, Life
from core.moderation.digest import compose, publish
from core.outbox import Outbox, Queued
from core.people.invitations import EMPLOYEE, EXECUTIVE, Card, create_invites
from core.people.membership import Membership, Person
from core.store.tables import letters
from tests.core.conftest import Company

ZONE = ZoneInfo("Europe/Moscow")
OBJECTION = "речь не о премиях, а о том, кто говорит на планёрках"


async def join(company: Company, people: Membership, account: int, role: str, lang: str = "ru") -> Person:
    (token,) = await create_invites(company.store, company.clock, company.desk.issuer, [Card(role)])
    return await people.join(token, account, account, lang)


@pytest.fixture
async def bosses(company: Company, membership: Membership) -> tuple[Person, Person]:
    """Two executives; an employee is there too."""
    await join(company, membership, 70, EMPLOYEE)
    return await join(company, membership, 71, EXECUTIVE), await join(company, membership, 72, EXECUTIVE, "en")


async def refused(company: Company, declined: Comma) -> bytes:
    """A refused item."""
    await company.publish("о планёрках", "о лифтах", "о парковке")
    (digest,) = await company.leadership.digests()
    item = digest.items[0].id
    await company.leadership.place_comma(item, declined)
    return item


async def object_to(company: Company, outbox: Outbox, people: Membership, item: bytes, text: str = OBJECTION) -> Life:
    return await contest(company.leadership, outbox, people, company.clock, item, text, ZONE)


async def sent(company: Company, outbox: Outbox, hours: float = 24) -> list[Queued]:
    company.clock.advance(hours=hours)
    return await outbox.due()


async def test_every_executive_gets_the_refusal_the_objection_and_both_commas(
    company: Company, outbox: Outbox, membership: Membership, bosses: tuple[Person, Person], declined: Comma
) -> None:
    item = await refused(company, declined)
    life = await object_to(company, outbox, membership, item)
    assert life.state == CONTESTED
    messages = await sent(company, outbox)
    assert sorted(one.chat for one in messages) == [71, 72]
    for one in messages:
        assert one.page.text.startswith({71: "Автор оспорил отказ", 72: "The author contests"}[one.chat])
        assert OBJECTION in one.page.text
        assert declined.text[:60] in one.page.text
        assert [button.data[:3] for row in one.page.buttons[:2] for button in row] == ["ca:", "cd:"]
        assert one.page.protect
        assert one.stub


async def test_who_holds_the_item_hears_of_it_alone(
    company: Company, outbox: Outbox, membership: Membership, bosses: tuple[Person, Person], declined: Comma
) -> None:
    await company.publish("о планёрках", "о лифтах", "о парковке")
    (digest,) = await company.leadership.digests()
    item = digest.items[0].id
    await company.leadership.act(item, Event(HAND_OVER, seconds_of(company.clock), to=bosses[1].id.hex()))
    await company.leadership.place_comma(item, declined)
    await object_to(company, outbox, membership, item)
    assert [one.chat for one in await sent(company, outbox)] == [72]


async def test_nobody_learns_from_the_message_when_the_author_wrote(
    company: Company, outbox: Outbox, membership: Membership, bosses: tuple[Person, Person], declined: Comma
) -> None:
    item = await refused(company, declined)
    company.clock.advance(minutes=17)
    life = await object_to(company, outbox, membership, item)
    assert life.deadline % 3600 == 0, "the limit under the item would tell it"
    assert await outbox.due() == []
    while not await outbox.due():
        company.clock.advance(minutes=1)
    assert datetime.fromtimestamp(seconds_of(company.clock), UTC).minute == 0


async def test_the_author_sees_that_it_waits_and_is_not_told_of_what_they_did(
    company: Company, outbox: Outbox, membership: Membership, bosses: tuple[Person, Person], declined: Comma
) -> None:
    receipts = await company.write_all("о планёрках", "о лифтах", "о парковке")
    released = {one.id: await company.release(one) for one in await company.read()}
    chosen = [released[receipts[0].critique_id].id]
    await publish(company.desk, company.session, await compose(company.desk, company.session, chosen))
    (digest,) = await company.leadership.digests()
    item = digest.items[0].id
    await company.leadership.place_comma(item, declined)
    async with company.store.writing() as tx:
        await tx.execute(letters.update().values(fresh=False))
    company.clock.advance(hours=1)
    await object_to(company, outbox, membership, item)
    thread = await company.thread(receipts[0])
    assert [one.facts["verdict"] for one in thread.letters] == ["decline", "contest"]
    assert OBJECTION not in str(thread.letters), "in a group it is not the others' business"
    async with company.store.reading() as tx:
        assert (await tx.execute(select(letters.c.id).where(letters.c.fresh.is_(True)))).first() is None


async def test_once_whatever_comes_twice(
    company: Company, outbox: Outbox, membership: Membership, bosses: tuple[Person, Person], declined: Comma
) -> None:
    item = await refused(company, declined)
    with pytest.raises(BadInput):
        await object_to(company, outbox, membership, item, "нет")
    first = await object_to(company, outbox, membership, item)
    assert await object_to(company, outbox, membership, item) == first
    with pytest.raises(NotAllowed):
        await object_to(company, outbox, membership, item, "и ещё кое-что другое")
    assert len(await sent(company, outbox)) == 2
    with pytest.raises(BadInput):
        await company.leadership.place_comma(item, declined)
    again = Comma("decline", "другая причина: " + "слово " * 15, "Директор")
    await company.leadership.place_comma(item, again)
    with pytest.raises(NotAllowed):
        await object_to(company, outbox, membership, item)
