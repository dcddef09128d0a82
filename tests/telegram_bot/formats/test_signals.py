"""Signals through the running bot: once each, one alarm, nobody's name left behind. The whole story: tests/flows."""

from core.moderation.programme import give_order, read_shelf, state_of_order
from core.programs.ledger import Record
from core.programs.signal_records import SIGNALS, Merging, Removal, SignalShown
from core.programs.states import State
from telegram_bot.formats.signals.cards import LABEL_LONGEST
from telegram_bot.lengths import shorten
from tests.flows.scenarios import press, rest, say
from tests.flows.signals import WHAT, another, first, with_places
from tests.telegram_bot.conftest import Company

ALARM = "Тревога"


async def shelf(company: Company) -> list[Record[SignalShown]]:
    return await read_shelf(company.desk, SIGNALS)


async def test_before_the_places_are_named_nobody_can_send(bot: Company) -> None:
    anna = await bot.employee()
    await say(bot, anna, "/signal")
    pressed = await anna.press("Заметил перемену")
    assert pressed
    assert "Организатор ещё не назвал места" in (await anna.answer_to(pressed)).text


async def test_a_press_that_comes_twice_makes_one_signal(bot: Company) -> None:
    await with_places(bot, "ru")
    anna = await bot.employee()
    bot.sandbox.faults.add("getUpdates", "duplicate", times=50)
    await first(bot, anna, "ru")
    await rest(bot)
    (record,) = await shelf(bot)
    assert record.body.senders == 1


async def test_one_alarm_reaches_every_executive_and_no_second_follows(bot: Company) -> None:
    await with_places(bot, "ru")
    people = [await bot.employee() for _ in range(5)]
    bosses = [await bot.executive() for _ in range(2)]
    await first(bot, people[0], "ru")
    for number, person in enumerate(people[1:]):
        await another(bot, person, "ru", number % 3)
    await bot.stop()
    await bot.start()
    await rest(bot)
    for boss in bosses:
        assert sum(ALARM in shown.text for shown in boss.screen()) == 1
    assert not any(ALARM in shown.text for person in people for shown in person.screen())


async def test_only_executives_decide(bot: Company) -> None:
    await with_places(bot, "ru")
    anna = await bot.employee()
    await first(bot, anna, "ru")
    (record,) = await shelf(bot)
    for act in ("check", "later", "accept", "decline", "project", "open"):
        assert (await anna.answer_to(await anna.forge(f"gs:{act}:{record.ref}:1"))).text, act
    for rubbish in ("gs:send:n:zz:99:often", "gs:send:t:zz:0:once", "gs:too:zz", "gs:where:a"):
        assert (await anna.answer_to(await anna.forge(rubbish))).text, rubbish
    (after,) = await shelf(bot)
    assert after == record


async def test_an_executive_puts_off_refuses_with_words_or_makes_a_project(bot: Company) -> None:
    await with_places(bot, "ru")
    anna, oleg = await bot.employee(), await bot.executive()
    await first(bot, anna, "ru")
    await say(bot, oleg, "/signal")
    await press(bot, oleg, shorten(WHAT["ru"], LABEL_LONGEST))
    await press(bot, oleg, "Отложить до…")
    await press(bot, oleg, "2 недели")
    assert (await shelf(bot))[0].body.state is State.THINKING
    bot.clock.advance(days=20)
    await rest(bot)
    assert (await shelf(bot))[0].body.state is State.RELEASED
    await press(bot, oleg, "Уже знаем, менять не будем")
    await say(bot, oleg, "Нет.")
    await oleg.wait_for_text("15")
    await say(bot, oleg, "Об этом мы знаем с марта, " + "и менять ничего не станем " * 4)
    assert (await shelf(bot))[0].body.state is State.DECLINED
    await say(bot, anna, "/signal")
    await anna.wait_for_text("и менять ничего не станем")


async def test_the_weeks_three_go_out_once_on_monday(bot: Company) -> None:
    await with_places(bot, "ru")
    anna, oleg = await bot.employee(), await bot.executive()
    await first(bot, anna, "ru")
    bot.clock.advance(days=7)
    for _ in range(3):
        await rest(bot)
    assert sum("Три сигнала недели" in shown.text for shown in oleg.screen()) == 1


async def test_the_organiser_joins_and_removes(bot: Company) -> None:
    await with_places(bot, "ru")
    anna, boris = await bot.employee(), await bot.employee()
    await first(bot, anna, "ru")
    await say(bot, boris, "/signal")
    await press(bot, boris, "Заметил перемену")
    await say(bot, boris, "Склад перешёл на ночные смены")
    await press(bot, boris, "Склад")
    await press(bot, boris, "Раз")
    one, two = await shelf(bot)
    same = await give_order(bot.desk, "signals-merge", Merging(one.ref, one.ref))
    await give_order(bot.desk, "signals-merge", Merging(one.ref, two.ref))
    await rest(bot)
    assert await state_of_order(bot.desk, same) == "refused"
    (left,) = await shelf(bot)
    assert left.body.senders == 2
    await give_order(bot.desk, "signals-remove", Removal(left.ref))
    await rest(bot)
    assert await shelf(bot) == []
