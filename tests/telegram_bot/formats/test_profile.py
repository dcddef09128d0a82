"""The menu and what people say of themselves, through the running bot."""

from core.moderation.programme import begin_programme, read_shelf
from core.people.invitations import Card, create_invites
from core.programs.people_list import read_people
from core.programs.profiles import PROFILES
from tests.telegram_bot.conftest import Company


async def test_the_menu_leads_to_the_profile_and_words_change_it(bot: Company) -> None:
    await begin_programme(bot.desk)
    anna = await bot.employee()
    await anna.press("Что ещё здесь есть")
    await anna.wait_for_button("Обо мне")
    await anna.press("Обо мне")
    await anna.wait_for_button("Изменить имя")
    await anna.press("Изменить имя")
    await anna.wait_for_text("Как к вам обращаться")
    await anna.say("Анна из аналитики")
    await anna.wait_for_text("Имя: Анна из аналитики")
    await anna.press("Изменить контакт")
    await anna.wait_for_text("Как с вами связаться? Например")
    await anna.say("кабинет 305")
    await anna.wait_for_text("Как с вами связаться: кабинет 305")
    (record,) = await read_shelf(bot.desk, PROFILES)
    assert record.body.name == "Анна из аналитики"
    assert "305" not in repr(vars(record.body))


async def test_before_the_organiser_begins_the_bot_says_so(bot: Company) -> None:
    anna = await bot.employee()
    await anna.say("/me")
    await anna.wait_for_button("Изменить имя")
    await anna.press("Изменить имя")
    await anna.wait_for_text("Как к вам обращаться")
    await anna.say("Анна")
    await anna.wait_for_text("Программа ещё не началась")


async def test_a_list_of_people_gives_everybody_their_profile(bot: Company) -> None:
    table = "имя;роль;подразделение;хочет узнать;может научить\nАнна;;аналитика;финансы;нейросети, вязание\n"
    await begin_programme(bot.desk)
    (token,) = await create_invites(bot.desk.store, bot.clock, bot.desk.issuer, read_people("люди.csv", table.encode()))
    anna = bot.sandbox.person("Кто-то", "ru")
    await anna.follow_link(token)
    await anna.wait_for_text("без фильтров")
    (record,) = await read_shelf(bot.desk, PROFILES)
    assert (record.body.name, record.body.unit) == ("Анна", "аналитика")
    assert record.body.teaches == {"ai", "вязание"}


async def test_who_leaves_takes_the_profile_along(bot: Company) -> None:
    await begin_programme(bot.desk)
    cards = [Card("employee", facts={"name": "Анна"})]
    (token,) = await create_invites(bot.desk.store, bot.clock, bot.desk.issuer, cards)
    anna = bot.sandbox.person("Кто-то", "ru")
    await anna.follow_link(token)
    await anna.wait_for_text("без фильтров")
    assert len(await read_shelf(bot.desk, PROFILES)) == 1
    await anna.say("/forget")
    await anna.wait_for_button("Да, убрать")
    await anna.press("Да, убрать")
    await anna.wait_for_text("Готово: в списке вас больше нет")
    assert await read_shelf(bot.desk, PROFILES) == []
