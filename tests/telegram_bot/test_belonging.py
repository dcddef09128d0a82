"""The company's group is asked once, at joining, and what it said is kept nowhere."""

import logging

import pytest
from sqlalchemy import select, text

from core.store.tables import metadata
from telegram_bot.sandbox import Person
from tests.telegram_bot.conftest import Company


async def come(company: Company, person: Person) -> None:
    await person.follow_link(await company.invite())


async def test_only_those_in_the_group_come_in_and_the_invitation_stays_good(company: Company) -> None:
    inside, outside = company.sandbox.person("Анна", "ru"), company.sandbox.person("Борис", "ru")
    group = company.sandbox.group("Ромашка", inside, bot_as="administrator")
    await company.start(group=group.id)
    await come(company, inside)
    await inside.wait_for_text("без фильтров")
    token = await company.invite()
    await outside.follow_link(token)
    await outside.wait_for_text("Вас нет в группе")
    company.sandbox.set_member(group, outside, "member")
    await outside.follow_link(token)
    await outside.wait_for_text("без фильтров")


async def test_who_has_left_the_group_does_not_come_in(company: Company) -> None:
    gone = company.sandbox.person("Борис", "ru")
    group = company.sandbox.group("Ромашка", gone, bot_as="administrator")
    company.sandbox.set_member(group, gone, "kicked")
    await company.start(group=group.id)
    await come(company, gone)
    await gone.wait_for_text("Вас нет в группе")


async def test_a_group_that_cannot_be_asked_lets_nobody_in_and_says_so(company: Company) -> None:
    anna = company.sandbox.person("Анна", "ru")
    await company.start(group=-100_999_999)
    await come(company, anna)
    await anna.wait_for_text("Не могу спросить Telegram")


async def test_the_bot_stays_in_the_companys_group_and_says_nothing_there(
    company: Company, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    anna = company.sandbox.person("Анна", "ru")
    group = company.sandbox.group("Ромашка", anna, bot_as="administrator")
    await company.start(group=group.id)
    await anna.say("КАНАРЕЙКА обед в час", chat_id=group.id)
    await come(company, anna)
    await anna.wait_for_text("без фильтров")
    assert group.members.get(company.sandbox.world.bot.id) == "administrator"
    assert not [one for one in anna.screen(group.id) if one.by_bot]
    assert "КАНАРЕЙКА" not in caplog.text


async def test_nothing_of_the_question_is_kept(company: Company) -> None:
    anna = company.sandbox.person("Анна", "ru")
    group = company.sandbox.group("Ромашка", anna, bot_as="administrator")
    await company.start(group=group.id)
    await come(company, anna)
    await anna.wait_for_text("без фильтров")
    async with company.desk.store.reading() as tx:
        for table in metadata.sorted_tables:
            for row in (await tx.execute(select(text("*")).select_from(table))).all():
                for value in row:
                    raw = value if isinstance(value, bytes) else str(value).encode()
                    assert str(group.id).encode() not in raw, table.name
                    assert str(anna.id).encode() not in raw, table.name
