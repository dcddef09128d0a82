"""Voluntary meetings through the running bot: wishes, a question without a name, a time, one thought."""

from datetime import timedelta

from core.moderation.programme import read_shelf
from core.programs.meeting_records import ENCOUNTERS, ROUNDS, Hidden
from core.programs.profiles import PROFILES
from telegram_bot.sandbox import Person
from tests.flows.meetings import asked, encounters, hold_round, times, wishing
from tests.flows.scenarios import press, rest, say
from tests.telegram_bot.conftest import Company


async def by_the_clock(company: Company, **duration: float) -> None:
    """Time passes, and what falls due by then is done and sent."""
    company.clock.advance(**duration)
    await rest(company)


def seen(person: Person, part: str) -> bool:
    """Whether it stands in the chat."""
    return any(part in one.text for one in person.screen() if one.by_bot)


async def test_two_meet_and_leave_a_thought(bot: Company) -> None:
    anna, boris = await asked(bot, "Анна", "Борис")
    for person in (anna, boris):
        assert seen(person, "тоже хочет поговорить о теме «данные»: кофе")
        await press(bot, person, "Хочу")
    assert not seen(anna, "Борис")
    assert not seen(boris, "Анна")
    await by_the_clock(bot, hours=49)
    assert seen(anna, "Вы оба хотите поговорить о теме «данные»: Борис, кофе")
    first = times(anna)[0]
    for person in (anna, boris):
        await press(bot, person, first)
        await press(bot, person, "Это всё")
    assert seen(anna, f"Встреча {first}: Борис")
    await press(bot, anna, "В календарь")
    assert b"SUMMARY:" in anna.download(anna.last())
    assert "Борис".encode() not in anna.download(anna.last())
    (record,) = await encounters(bot)
    slot = record.body.meeting.slot
    assert slot
    await by_the_clock(bot, seconds=(slot - timedelta(days=1) - bot.clock.now()).total_seconds())
    assert seen(boris, "Напоминаем: встреча")
    await by_the_clock(bot, days=1, hours=1)
    for person in (anna, boris):
        await press(bot, person, "Да, встретились")
        await press(bot, person, "9")
    await press(bot, anna, "Записать одну мысль")
    await say(bot, anna, "Надо чаще")
    assert seen(boris, "«Надо чаще»")
    (told,) = await read_shelf(bot.desk, ROUNDS)
    assert (told.body.asked, told.body.met) == (None, None), "two people are too few to be told of"
    assert [one.body for one in await read_shelf(bot.desk, ENCOUNTERS)] == [Hidden()]


async def test_a_no_comes_out_like_silence(bot: Company) -> None:
    anna, boris = await asked(bot, "Анна", "Борис")
    await press(bot, anna, "Хочу")
    await press(bot, boris, "Не сейчас")
    assert not seen(anna, "не сложилась")
    await by_the_clock(bot, hours=49)
    for person in (anna, boris):
        assert "не сложилась" in person.last().text
    (record,) = await encounters(bot)
    assert set(record.body.replies.values()) == {"-"}
    await hold_round(bot)
    assert len(await encounters(bot)) == 1, "nobody is asked about the same person so soon"


async def test_times_without_a_common_one_are_asked_for_again(bot: Company) -> None:
    anna, boris = await asked(bot, "Анна", "Борис")
    for person in (anna, boris):
        await press(bot, person, "Хочу")
    await by_the_clock(bot, hours=49)
    one, two = times(anna)[:2]
    await press(bot, anna, one)
    await press(bot, anna, "Это всё")
    await press(bot, boris, two)
    await press(bot, boris, "Это всё")
    for person in (anna, boris):
        assert seen(person, "Общего времени пока нет")
    await press(bot, anna, two)
    await press(bot, anna, "Это всё")
    assert seen(boris, f"Встреча {two}")
    await press(bot, boris, "Не смогу")
    for person in (anna, boris):
        assert seen(person, "отменена")


async def test_rounds_come_on_mondays_and_a_pause_ends_by_itself(bot: Company) -> None:
    anna, boris = await wishing(bot, "Анна", "Борис")
    await say(bot, boris, "/meet")
    await press(bot, boris, "Пауза")
    await press(bot, boris, lambda one: one.label.startswith("До "))
    assert seen(boris, "Пауза до")
    bot.clock.advance(days=(7 - bot.clock.now().weekday()) % 7 or 7)
    await by_the_clock(bot)
    assert not seen(anna, "тоже хочет")
    await by_the_clock(bot, days=7)
    assert seen(anna, "тоже хочет") == seen(boris, "тоже хочет") == True  # noqa: E712
    assert len(await read_shelf(bot.desk, ROUNDS)) >= 2


async def test_a_circle_gathers_once_a_month(bot: Company) -> None:
    people = await wishing(bot, "Анна", "Борис", "Вера", way=("круг", "a circle"))
    bot.clock.advance(days=14)
    while bot.clock.now().day > 7 or bot.clock.now().weekday() != 0:
        bot.clock.advance(days=1)
    await by_the_clock(bot)
    await by_the_clock(bot)
    assert seen(people[0], "Круг на тему «данные»: Борис, Вера")
    slot = times(people[0])[0]
    for person in people:
        await press(bot, person, slot)
        await press(bot, person, "Это всё")
    assert seen(people[2], f"Встреча {slot}")


async def test_who_leaves_is_silent_and_takes_meetings_along(bot: Company) -> None:
    anna, boris = await asked(bot, "Анна", "Борис")
    for person in (anna, boris):
        await press(bot, person, "Хочу")
    await say(bot, anna, "/forget")
    await press(bot, anna, "Да, убрать")
    await by_the_clock(bot, hours=49)
    assert "не сложилась" in boris.last().text
    assert len(await read_shelf(bot.desk, PROFILES)) == 1
