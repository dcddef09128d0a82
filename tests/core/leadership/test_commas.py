"""The comma: placed once by one executive, on an item that a digest brought."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select, update

from core.clock import seconds_of
from core.crypto.bot_key import BotKey
from core.digests import DELIVERED
from core.errors import BadInput, NotAllowed, NotFound
from core.journal import read_entries
from core.leadership.comma import Comma, Leadership
from core.leadership.delivery import queue_digests
from core.leadership.life import ACKNOWLEDGE, HAND_OVER, THINK, Event
from core.leadership.pages import id_of, ref_of
from core.moderation.digest import (
    compose,
    publish,
    read_lives,
)
from core.outbox import Outbox
from core.people.invitations import EXECUTIVE, Card, create_invites
from core.people.membership import Membership
from core.settings import Settings
from core.store.engine import Store, open_store
from core.store.tables import decisions, digests
from tests.core.conftest import Company


@pytest.fixture
async def replica(settings: Settings, company: Company, bot_key: BotKey) -> AsyncIterator[Leadership]:
    """A second bot over the same store."""
    opened: Store = open_store(settings.url)
    yield Leadership(opened, bot_key, company.pin, company.clock)
    await opened.close()


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
    told = (await read_lives(company.desk, company.session, draft))[1][1]
    assert told.verdict is not None and told.verdict.text == comma.text
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
    await company.publish("о столовой", "о лифтах", "о парковке")
    given = (company.store, bot_key, company.pin, company.clock, company.leadership, membership, outbox)
    assert await queue_digests(*given) == 0
    (token,) = await create_invites(company.store, company.clock, company.desk.issuer, [Card(EXECUTIVE, "Директор")])
    await membership.join(token, 77, 77, "ru")
    assert await queue_digests(*given) == 1
    assert await queue_digests(*given) == 0
    (waiting,) = await outbox.due()
    assert waiting.chat == 77
    assert waiting.page.text.startswith("Дайджест")
    assert "столовой" not in waiting.page.text, "items are shown one by one, to whoever begins"
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
