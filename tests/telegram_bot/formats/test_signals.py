"""Signals through the running bot: once each, one alarm, nobody's name left behind. The whole story: tests/flows."""

from core.moderation.council import inspect
from core.moderation.programme import give_order, read_shelf, state_of_order
from core.programs.council.papers import BALLOTS, MATTERS, Source
from core.programs.ledger import Record
from core.programs.project_records import PROJECTS
from core.programs.signal_records import SIGNALS, Merging, Removal, SignalShown, Voting
from core.programs.signals import Target
from core.programs.states import State
from telegram_bot.formats.signals.cards import LABEL_LONGEST
from telegram_bot.lengths import shorten
from tests.flows.council import closed_and_counted
from tests.flows.projects import named
from tests.flows.scenarios import press, rest, say
from tests.flows.signals import STEP, WHAT, another, first, with_places
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
    for act in ("check", "later", "accept", "decline", "project", "ballot", "open"):
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
    await press(bot, oleg, "Отложить до…")
    await press(bot, oleg, "1 неделя")
    assert "Отложено до конца дня" in oleg.last().text
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


async def test_one_press_puts_a_signal_to_a_vote_and_the_signal_is_done_with_it(bot: Company) -> None:
    """Delivered twice, pressed again and pressed by another executive: one ballot, and it holds from list to urn."""
    await with_places(bot, "ru")
    people = [await bot.employee() for _ in range(3)]
    oleg, olga = [await bot.executive() for _ in range(2)]
    await first(bot, people[0], "ru")
    for boss in (oleg, olga):
        await say(bot, boss, "/signal")
        await press(bot, boss, shorten(WHAT["ru"], LABEL_LONGEST))
    (record,) = await shelf(bot)
    bot.sandbox.faults.add("getUpdates", "duplicate", times=10)
    for boss, told in ((oleg, "Голосование открыто"), (oleg, "Вынесен"), (olga, "Вынесен")):
        pressed = await boss.forge(f"gs:ballot:{record.ref}", boss.last())
        assert told in (await boss.answer_to(pressed)).text
        await rest(bot)
        assert "Вынесен на голосование" in boss.last().text and not boss.last().buttons
    for act in ("check", "later", "accept", "decline", "project"):
        late = await olga.forge(f"gs:{act}:{record.ref}", olga.last())
        assert "Вынесен" in (await olga.answer_to(late)).text, act
    (record,) = await shelf(bot)
    assert (record.body.state, record.body.target) == (State.ACCEPTED, Target.BALLOT)
    ((matter,), (ballot,)) = await read_shelf(bot.desk, MATTERS), await read_shelf(bot.desk, BALLOTS)
    assert (matter.body.source, matter.body.ballots, ballot.body.voters) == (Source.SIGNAL, (ballot.id,), 3)
    for person in people:
        assert sum("Открыто голосование" in shown.text for shown in person.screen()) == 1
        await press(bot, person, "Проголосовать")
        await press(bot, person, "За")
    await closed_and_counted(bot)
    assert await inspect(bot.desk, ballot.id) == []
    await press(bot, oleg, "Принять, нельзя игнорировать")
    await say(bot, oleg, STEP["ru"])
    assert (await shelf(bot))[0].body.state is State.ACCEPTED
    await say(bot, oleg, "/council")
    await press(bot, oleg, f"· Займёмся этим: «{WHAT['ru']}»?"[:42] + "…")
    await press(bot, oleg, "Начали делать")
    await say(bot, oleg, "/council")
    await press(bot, oleg, f"· Займёмся этим: «{WHAT['ru']}»?"[:42] + "…")
    await press(bot, oleg, "Сделано")
    assert (await shelf(bot))[0].body.state is State.DONE


async def test_a_long_signal_stands_whole_below_the_question(bot: Company) -> None:
    await with_places(bot, "ru")
    people = [await bot.employee() for _ in range(3)]
    long = "Клиенты просят счёт в мессенджере " * 14
    await say(bot, people[0], "/signal")
    await press(bot, people[0], "Заметил перемену")
    await say(bot, people[0], long)
    await press(bot, people[0], "Склад")
    await press(bot, people[0], "Раз")
    (record,) = await shelf(bot)
    await give_order(bot.desk, "signals-ballot", Voting(record.ref, "ru"))
    await rest(bot)
    assert long.strip() in people[1].last().text
    (ballot,) = await read_shelf(bot.desk, BALLOTS)
    assert len(ballot.body.question.title) < 120


async def test_what_cannot_be_put_to_a_vote_stays_as_it_is(bot: Company) -> None:
    await with_places(bot, "ru")
    anna = await bot.employee()
    oleg = await named(bot, "executive", "Олег", "ru", "директор")
    await first(bot, anna, "ru")
    (record,) = await shelf(bot)
    refused = await oleg.answer_to(await oleg.forge(f"gs:ballot:{record.ref}"))
    assert "не меньше 3" in refused.text, "one employee: everybody would know the vote"
    assert await shelf(bot) == [record]
    await oleg.forge(f"gs:project:{record.ref}")
    await rest(bot)
    order = await give_order(bot.desk, "signals-ballot", Voting(record.ref, "ru"))
    await rest(bot)
    assert await state_of_order(bot.desk, order) == "refused"
    assert (await read_shelf(bot.desk, MATTERS), len(await read_shelf(bot.desk, PROJECTS))) == ([], 1)
    assert (await shelf(bot))[0].body.target is Target.PROJECT


async def test_the_weeks_three_go_out_once_on_monday(bot: Company) -> None:
    await with_places(bot, "ru")
    anna, oleg = await bot.employee(), await bot.executive()
    await first(bot, anna, "ru")
    bot.clock.advance(days=7)
    for _ in range(3):
        await rest(bot)
    assert sum("Три сигнала недели" in shown.text for shown in oleg.screen()) == 1


async def test_joining_two_halves_of_one_change_wakes_the_executives(bot: Company) -> None:
    await with_places(bot, "ru")
    people = [await bot.employee() for _ in range(3)]
    oleg = await bot.executive()
    await first(bot, people[0], "ru")
    await another(bot, people[1], "ru", 0)
    await say(bot, people[2], "/signal")
    await press(bot, people[2], "Заметил перемену")
    await say(bot, people[2], "Бумажные документы больше никому не нужны")
    await press(bot, people[2], "Склад")
    await press(bot, people[2], "Раз")
    assert not any(ALARM in shown.text for shown in oleg.screen()), "two at one place, one at another"
    into, other = sorted(await shelf(bot), key=lambda one: -one.body.senders)
    await give_order(bot.desk, "signals-merge", Merging(into.ref, other.ref))
    for _ in range(2):
        await rest(bot)
    assert sum(ALARM in shown.text for shown in oleg.screen()) == 1
    assert "увидели 3. Мест: 2" in oleg.last().text


async def test_what_says_it_with_a_not_is_offered_last(bot: Company) -> None:
    await with_places(bot, "ru")
    anna, boris = await bot.employee(), await bot.employee()
    for words in ("Клиенты больше не просят счёт на почту", "Клиенты больше просят счёт в почту"):
        await say(bot, anna, "/signal")
        await press(bot, anna, "Заметил перемену")
        await say(bot, anna, words)
        await press(bot, anna, "Склад")
        await press(bot, anna, "Раз")
    await say(bot, boris, "/signal")
    await press(bot, boris, "Заметил перемену")
    await say(bot, boris, "Клиенты больше просят счёт на почту")
    offered = [label for label in boris.last().labels if label.startswith("≈")]
    assert offered == ["≈ Клиенты больше просят счёт в почту", "≈ Клиенты больше не просят счёт на почту"]


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
