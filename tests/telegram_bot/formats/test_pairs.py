"""Mentoring pairs through the running bot, from the table of people to both arrows."""

from core.moderation.pairing import match_people, publish_pairs, read_table
from core.moderation.programme import begin_programme, give_order, read_shelf
from core.people.invitations import Card, create_invites
from core.programs.mentoring import GAINS, PAIRS, EndPair
from core.programs.pairs import SESSIONS, Ending
from core.programs.people_list import read_people
from core.programs.states import State
from telegram_bot.sandbox import Person
from tests.flows.scenarios import rest
from tests.telegram_bot.conftest import Company

TABLE = """имя;роль;подразделение;может научить;хочет узнать;время
Анна;сотрудник;аналитика;нейросети;стратегия;пн утро
Олег Петрович;руководитель;финансы;стратегия;нейросети;пн утро, вт вечер
"""


async def join(company: Company, table: str = TABLE, lang: str = "ru") -> list[Person]:
    """Everybody of a table, joined."""
    await begin_programme(company.desk)
    cards: list[Card] = read_people("люди.csv", table.encode())
    people = []
    for number, token in enumerate(await create_invites(company.desk.store, company.clock, company.desk.issuer, cards)):
        person = company.sandbox.person(f"P{number}", lang)
        await person.follow_link(token)
        people.append(person)
    await rest(company)
    return people


async def by_the_clock(company: Company, **duration: float) -> None:
    """Time passes, and what falls due by then is done and sent."""
    company.clock.advance(**duration)
    await rest(company)


async def paired(company: Company, lang: str = "ru") -> tuple[Person, Person]:
    """A junior and a senior who have both said yes."""
    anna, oleg = await join(company, lang=lang)
    await match_people(company.desk)
    await publish_pairs(company.desk)
    await by_the_clock(company)
    for person in (anna, oleg):
        await tap(company, person, "Да, хочу" if lang == "ru" else "Yes, gladly")
    return anna, oleg


async def tap(company: Company, person: Person, label: str) -> None:
    """Press the newest such button and let everything that follows happen."""
    await person.wait_for_button(label)
    await person.press(label)
    await rest(company)


async def test_nobody_is_named_before_both_said_yes(bot: Company) -> None:
    anna, oleg = await join(bot)
    await match_people(bot.desk)
    await publish_pairs(bot.desk)
    await by_the_clock(bot)
    shown = await anna.wait_for_text("Вам предлагают пару")
    assert "Олег" not in shown.text
    assert "Вы узнаете: стратегия" in shown.text
    assert "Обоим удобно: пн утро" in shown.text
    await tap(bot, anna, "Да, хочу")
    assert "Ждём второго" in anna.last().text
    assert not any("Анна" in one.text for one in oleg.screen())
    await tap(bot, oleg, "Да, хочу")
    assert any("Пара сложилась: Анна" in one.text for one in oleg.screen())
    assert any("Пара сложилась: Олег Петрович" in one.text for one in anna.screen())


async def test_a_whole_course_ends_with_two_arrows(bot: Company) -> None:
    anna, oleg = await paired(bot)
    for person, mark in ((anna, "3"), (oleg, "4")):
        await person.say("/mentor")
        await tap(bot, person, "Самооценка до начала")
        for _ in range(7):
            await tap(bot, person, mark)
    await tap(bot, anna, "Моя цель")
    await anna.say("Понять, как решают наверху")
    await rest(bot)
    for number in range(1, SESSIONS + 1):
        await oleg.say("/mentor")
        await rest(bot)
        await tap(bot, oleg, f"Назначить встречу {number}")
        await tap(bot, oleg, "Через неделю")
        await tap(bot, oleg, "нейросети")
        assert any(f"встреча {number} —" in one.text for one in anna.screen())
        await by_the_clock(bot, days=6)
        await anna.wait_for_text("Завтра")
        await by_the_clock(bot, days=1, hours=6)
        for person in (anna, oleg):
            await tap(bot, person, "Да, встретились")
            await tap(bot, person, "5")
        bot.clock.advance(hours=-6)
    await tap(bot, anna, "Записать одну мысль")
    await anna.say("Жаль, что всё")
    await rest(bot)
    for person, mark in ((anna, "4"), (oleg, "5")):
        await person.say("/mentor")
        await rest(bot)
        if person is anna:
            await tap(bot, person, lambda one: one.label.startswith("Олег"))
        else:
            await tap(bot, person, lambda one: one.label.startswith("Анна"))
        await tap(bot, person, "Самооценка после")
        for _ in range(7):
            await tap(bot, person, mark)
    assert "вы: 28 → 35" in oleg.last().text
    assert "партнёр: 21 → 28" in oleg.last().text
    assert "Жаль, что всё" in oleg.last().text
    await tap(bot, oleg, "Сертификат")
    assert oleg.download(oleg.last()).startswith(b"%PDF-")
    (record,) = await read_shelf(bot.desk, PAIRS)
    assert (record.body.ending, len(record.body.met)) == (Ending.COMPLETE, SESSIONS)
    assert record.body.ratings == {}
    assert record.body.goals == {}
    (gains,) = await read_shelf(bot.desk, GAINS)
    assert gains.body.told == {}, "one person of each side is too few to be told of"


async def test_a_no_and_silence_end_alike(bot: Company) -> None:
    anna, oleg = await join(bot)
    await match_people(bot.desk)
    await publish_pairs(bot.desk)
    await by_the_clock(bot)
    await tap(bot, anna, "Да, хочу")
    await tap(bot, oleg, "Не в этот раз")
    assert "никто не увидит" in oleg.last().text
    assert not any("не сложилась" in one.text for one in anna.screen())
    await by_the_clock(bot, days=8)
    for person in (anna, oleg):
        await person.wait_for_text("не сложилась")
    (record,) = await read_shelf(bot.desk, PAIRS)
    assert record.body.state is State.EXPIRED


async def test_the_end_names_nobody(bot: Company) -> None:
    anna, oleg = await paired(bot)
    await anna.say("/mentor")
    await tap(bot, anna, "Закончить раньше")
    await tap(bot, anna, "Другой партнёр")
    for person in (anna, oleg):
        await person.wait_for_text("Причин и решивших бот не хранит")
    (record,) = await read_shelf(bot.desk, PAIRS)
    assert record.body.ending is Ending.CHANGE


async def test_the_organiser_takes_a_proposal_back_and_ends_a_pair(bot: Company) -> None:
    anna, oleg = await paired(bot)
    (record,) = await read_shelf(bot.desk, PAIRS)
    await give_order(bot.desk, "pairs-end", EndPair(record.id))
    await by_the_clock(bot)
    for person in (anna, oleg):
        await person.wait_for_text("Пара завершена раньше срока")
    assert (await read_table(bot.desk)).draft.pairs == ()


async def test_who_leaves_takes_the_pair_along(bot: Company) -> None:
    anna, oleg = await paired(bot)
    await anna.say("/forget")
    await tap(bot, anna, "Да, убрать")
    await oleg.wait_for_text("Пара завершена раньше срока")
    assert await read_shelf(bot.desk, PAIRS) == []


MADE_UP = [
    "show:",
    "show:zz",
    "rate:{ref}:x:11",
    "rate:{ref}:b:1234567890",
    "day:{ref}:1:9999999",
    "yes:x",
    "topic:{ref}",
]


async def test_made_up_buttons_do_nothing(bot: Company) -> None:
    anna, _ = await paired(bot)
    (record,) = await read_shelf(bot.desk, PAIRS)
    for data in MADE_UP:
        await anna.say("/mentor")
        await rest(bot)
        shown = anna.last()
        assert shown
        button = bot.sandbox.world.chats[anna.id].messages[shown.message_id].inline["inline_keyboard"][0][0]
        button["callback_data"] = "ga:" + data.format(ref=record.ref[:16])
        press = await anna.press(button["text"])
        assert (await anna.answer_to(press)).show_alert, data
    assert (await read_shelf(bot.desk, PAIRS)) == [record]
