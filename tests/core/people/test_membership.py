"""Who takes part: invited once, known to the bot alone, forgotten without a trace."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from core.clock import ManualClock
from core.crypto.bot_key import BotKey
from core.errors import BadInput, CannotOpen, InviteRefused
from core.people.invitations import EMPLOYEE, EXECUTIVE, INVITE_DAYS, Card, create_invites
from core.people.membership import Membership
from core.settings import Settings
from core.store.engine import Store, open_store
from core.store.tables import invites, people
from tests.core.conftest import Company


@pytest.fixture
async def replica(settings: Settings, company: Company, bot_key: BotKey) -> AsyncIterator[Membership]:
    """A second bot over the same store."""
    opened: Store = open_store(settings.url)
    yield Membership(opened, bot_key, company.pin, company.clock)
    await opened.close()


def read_all(folder: Path) -> list[bytes]:
    """The database and all that lies beside it."""
    return [path.read_bytes() for path in folder.rglob("revmentor.db*")]


async def invite(company: Company, role: str = EMPLOYEE, title: str = "") -> str:
    return (await create_invites(company.store, company.clock, company.desk.issuer, [Card(role, title)]))[0]


async def test_an_invitation_lets_one_person_in(company: Company, membership: Membership) -> None:
    token = await invite(company)
    assert await membership.find(77) is None
    joined = await membership.join(token, 77, 770, "ru")
    assert (joined.role, joined.lang, joined.chat) == (EMPLOYEE, "ru", 770)
    assert await membership.find(77) == joined
    with pytest.raises(InviteRefused):
        await membership.join(token, 78, 780, "ru")


async def test_joining_again_changes_nothing(company: Company, membership: Membership) -> None:
    token = await invite(company, EXECUTIVE, "Директор")
    joined = await membership.join(token, 77, 770, "ru")
    assert await membership.join(token, 77, 770, "en") == joined
    assert await membership.join("nonsense", 77, 770, "en") == joined


async def test_two_people_who_race_for_one_link_do_not_both_get_in(
    company: Company, membership: Membership, replica: Membership
) -> None:
    for number in range(5):
        token = await invite(company)
        results = await asyncio.gather(
            membership.join(token, 100 + number, 1, "ru"),
            replica.join(token, 200 + number, 2, "ru"),
            return_exceptions=True,
        )
        assert sorted(type(result).__name__ for result in results) == ["InviteRefused", "Person"]


@pytest.mark.parametrize("token", ["", "nonsense", "A" * 32, "ё", "\x00", "x" * 5000])
async def test_an_unknown_link_is_refused(membership: Membership, token: str) -> None:
    with pytest.raises(InviteRefused):
        await membership.join(token, 77, 770, "ru")


async def test_an_old_link_is_refused(company: Company, membership: Membership, clock: ManualClock) -> None:
    token, later = await invite(company), await invite(company)
    clock.advance(days=INVITE_DAYS)
    await membership.join(later, 77, 770, "ru")
    clock.advance(days=1)
    with pytest.raises(InviteRefused):
        await membership.join(token, 78, 780, "ru")


async def test_an_employee_can_become_an_executive_and_not_the_other_way(
    company: Company, membership: Membership
) -> None:
    await membership.join(await invite(company), 77, 770, "ru")
    promoted = await membership.join(await invite(company, EXECUTIVE, "Финансы"), 77, 770, "en")
    assert (promoted.role, promoted.title, promoted.lang) == (EXECUTIVE, "Финансы", "ru")
    spare = await invite(company)
    assert (await membership.join(spare, 77, 770, "ru")).role == EXECUTIVE
    assert (await membership.join(spare, 78, 780, "ru")).role == EMPLOYEE


async def test_bad_invitations_are_not_made(company: Company) -> None:
    for role, number, title in (("king", 1, ""), (EMPLOYEE, 0, ""), (EMPLOYEE, 10_001, ""), (EXECUTIVE, 1, "x" * 61)):
        with pytest.raises(BadInput):
            await create_invites(company.store, company.clock, company.desk.issuer, [Card(role, title)] * number)
    async with company.store.reading() as tx:
        assert (await tx.execute(select(func.count()).select_from(invites))).scalar_one() == 0


async def test_links_are_many_different_and_fit_a_deep_link(company: Company) -> None:
    tokens = await create_invites(company.store, company.clock, company.desk.issuer, [Card(EMPLOYEE)] * 300)
    assert len(set(tokens)) == 300
    assert all(len(token) <= 64 and token.replace("-", "").replace("_", "").isalnum() for token in tokens)


async def test_a_hostile_title_is_one_harmless_line(company: Company, membership: Membership) -> None:
    token = await invite(company, EXECUTIVE, "\x1b[31mДиректор\n\udcff\x00")
    title = (await membership.join(token, 77, 770, "ru")).title
    assert "Директор" in title
    assert not set("\x1b\n\x00\udcff") & set(title)


async def test_the_store_knows_neither_accounts_nor_chats_nor_links(company: Company, membership: Membership) -> None:
    token, unused = await invite(company, EXECUTIVE, "Канарейка"), await invite(company)
    await membership.join(token, 5_123_456_789, 5_987_654_321, "ru")
    async with company.store.reading() as tx:
        stored = repr([(await tx.execute(select(table))).all() for table in (people, invites)])
    for secret in ("5123456789", "5987654321", "Канарейка", token, unused):
        assert secret not in stored
        assert secret.encode().hex() not in stored


async def test_addresses_have_one_size(company: Company, membership: Membership) -> None:
    for number, title in enumerate(("", "Директор по всему на свете и ещё немного")):
        await membership.join(await invite(company, EXECUTIVE, title), 77 + number, 10**number, "ru")
    async with company.store.reading() as tx:
        assert len(set((await tx.execute(select(func.length(people.c.address)))).scalars())) == 1


async def test_a_role_written_into_the_store_promotes_nobody(company: Company, membership: Membership) -> None:
    await membership.join(await invite(company, EXECUTIVE, "Директор"), 77, 770, "ru")
    await membership.join(await invite(company), 78, 780, "ru")
    async with company.store.writing() as tx:
        await tx.execute(update(people).values(role=EXECUTIVE))
    with pytest.raises(CannotOpen):
        await membership.find(78)
    async with company.store.reading() as tx:
        assert [person.chat for person in await membership.reachable(tx, EXECUTIVE)] == [770]


async def test_another_bots_key_finds_nobody(company: Company, membership: Membership) -> None:
    await membership.join(await invite(company), 77, 770, "ru")
    assert await Membership(company.store, BotKey(bytes(32)), company.pin, company.clock).find(77) is None


async def test_who_blocks_the_bot_gets_nothing_until_they_write_again(company: Company, membership: Membership) -> None:
    await membership.join(await invite(company), 77, 770, "ru")
    for act, expected in ((membership.mark_unreachable, []), (membership.mark_reachable, [770])):
        await act(77)
        await act(99)
        async with company.store.reading() as tx:
            assert [person.chat for person in await membership.reachable(tx, EMPLOYEE)] == expected


async def test_the_language_is_remembered(company: Company, membership: Membership) -> None:
    person = await membership.join(await invite(company), 77, 770, "ru")
    await membership.set_language(person, "en")
    found = await membership.find(77)
    assert found is not None
    assert found.lang == "en"


async def test_forgetting_leaves_no_row_and_no_trace_in_any_file(
    company: Company, membership: Membership, tmp_path: Path
) -> None:
    person = await membership.join(await invite(company), 77, 770, "ru")
    async with company.store.reading() as tx:
        address = (await tx.execute(select(people.c.address))).scalar_one()
    await membership.forget(person)
    assert await membership.find(77) is None
    async with company.store.reading() as tx:
        assert (await tx.execute(select(func.count()).select_from(people))).scalar_one() == 0
    if company.store.is_sqlite:
        contents = read_all(tmp_path)
        assert contents
        assert not any(trace in content for content in contents for trace in (person.id, address))


async def test_a_person_shows_no_chat_and_no_title(company: Company, membership: Membership) -> None:
    person = await membership.join(await invite(company, EXECUTIVE, "Директор"), 77, 5_987_654_321, "ru")
    assert "5987654321" not in repr(person)
    assert "Директор" not in repr(person)
