"""The pulse through the running bot: one answer each, the result to those who answer first, nobody singled out."""

from datetime import timedelta

from core.crypto.bot_key import FORMAT_KEYS
from core.moderation.programme import give_order, read_shelf, state_of_order
from core.programs.poll_records import POLLS, SAFETY_ID, Choice
from telegram_bot.formats.format import local_now
from tests.flows.projects import named
from tests.flows.pulse import ANSWERS, open_poll, staff
from tests.flows.scenarios import press, rest, say
from tests.telegram_bot.conftest import Company


async def test_all_answer_and_the_result_comes_with_the_next_question(bot: Company) -> None:
    people = await staff(bot, "ru")
    oleg = await named(bot, "executive", "Олег", "ru", "директор")
    await open_poll(bot, "pulse-recommend")
    for person, answer in zip(people, ANSWERS, strict=True):
        await press(bot, person, answer)
        assert "Учтено" in person.last().text
    await open_poll(bot, "pulse-heard")
    for person in people:
        assert "eNPS 33" in person.last().text
        assert "Ответили 6 человек" in person.last().text
        assert "Меня слышат" in person.last().text
    assert "eNPS 33" in oleg.last().text
    closed = [one for one in await read_shelf(bot.desk, POLLS) if one.body.told]
    assert len(closed) == 1
    assert closed[0].body.told
    assert closed[0].body.told.scores == {}, "no band has five answers"


async def test_an_answer_counts_once_however_often_it_comes(bot: Company) -> None:
    people = await staff(bot, "ru")
    await open_poll(bot, "pulse-heard")
    bot.sandbox.faults.add("getUpdates", "duplicate", times=50)
    question = people[0].last()
    (record,) = await read_shelf(bot.desk, POLLS)
    for answer in ("7", "1", "1"):
        await people[0].forge(f"gu:a:{record.ref}:{answer}", question)
        await rest(bot)
    for person in people[1:5]:
        await press(bot, person, "7")
    await open_poll(bot, "pulse-say")
    assert "В среднем 7 из 7. Ответили 5 человек" in people[0].last().text


async def test_those_who_answered_see_the_result_before_executives(bot: Company) -> None:
    people = await staff(bot, "ru")
    oleg = await named(bot, "executive", "Олег", "ru", "директор")
    await open_poll(bot, "pulse-recommend")
    for person, answer in zip(people, ANSWERS, strict=True):
        await press(bot, person, answer)
    assert bot.bot
    async with bot.bot.deps.store.reading() as tx:
        now = await local_now(bot.bot.deps, tx)
    midnight = now.replace(hour=0, minute=0) + timedelta(days=7)

    async def at(**time: float) -> None:
        """The company's clock on the Tuesday after."""
        bot.clock.advance(seconds=(midnight + timedelta(**time) - bot.clock.now()).total_seconds())
        await rest(bot)

    await at(minutes=30)
    await say(bot, people[0], "/pulse")
    await say(bot, oleg, "/pulse")
    assert ("eNPS 33" in people[0].last().text, "eNPS 33" in oleg.last().text) == (True, False)
    await at(hours=10, minutes=1)
    assert all("eNPS 33" in person.last().text and "Вопрос недели" in person.last().text for person in people)
    assert not any("eNPS 33" in shown.text for shown in oleg.screen())
    await at(hours=11)
    assert "eNPS 33" in oleg.last().text


async def test_few_answers_are_not_told(bot: Company) -> None:
    people = await staff(bot, "ru")
    oleg = await named(bot, "executive", "Олег", "ru", "директор")
    await open_poll(bot, "pulse-heard")
    for person in people[:4]:
        await press(bot, person, "1")
    await open_poll(bot, "pulse-say")
    assert "Ответили меньше 5 человек" in people[0].last().text
    await say(bot, oleg, "/pulse")
    assert "меньше 5 человек" in oleg.last().text
    assert "1" not in oleg.last().text


async def test_a_company_of_fewer_than_k_is_not_asked(bot: Company) -> None:
    anna = await named(bot, "employee", "Анна", "ru")
    await open_poll(bot, "pulse-heard")
    assert "Вопрос недели" not in anna.last().text
    assert await read_shelf(bot.desk, POLLS) == []
    await say(bot, anna, "/pulse")
    assert "Вопрос приходит по вторникам" in anna.last().text


async def test_the_seven_are_asked_one_by_one_and_sent_together(bot: Company) -> None:
    people = await staff(bot, "ru")
    await open_poll(bot, SAFETY_ID)
    for person in people:
        for number, answer in enumerate("2636257", 1):
            assert f"{number} из 7:" in person.last().text
            await press(bot, person, answer)
        assert "Учтено" in person.last().text
    await open_poll(bot, "pulse-say")
    assert "В среднем 5,9 из 7. Ответили 6 человек" in people[0].last().text


async def test_made_up_presses_change_nothing(bot: Company) -> None:
    people = await staff(bot, "ru")
    oleg = await named(bot, "executive", "Олег", "ru", "директор")
    await open_poll(bot, "pulse-heard")
    (record,) = await read_shelf(bot.desk, POLLS)
    for rubbish in ("0", "8", "-1", "x", "", "1:2"):
        assert (await people[0].answer_to(await people[0].forge(f"gu:a:{record.ref}:{rubbish}"))).text, rubbish
    for forged in (f"gu:s:{record.ref}:1234567", f"gu:s:{record.ref}:9", "gu:a:zz:1", f"gu:a:{'0' * 32}:1", "gu:q"):
        assert (await people[0].answer_to(await people[0].forge(forged))).text, forged
    assert (await oleg.answer_to(await oleg.forge(f"gu:a:{record.ref}:7"))).text
    assert bot.bot
    async with bot.bot.deps.store.reading() as tx:
        now = await bot.bot.deps.polls.open_now(tx)
    assert now
    assert not any(counts.strip("0") for counts in now.body.counts.values())


async def test_the_organiser_chooses_and_takes_it_back(bot: Company) -> None:
    people = await staff(bot, "ru")
    await give_order(bot.desk, "pulse-choose", Choice("trust-confidential"))
    await rest(bot)
    await open_poll(bot, "")
    (record,) = await read_shelf(bot.desk, POLLS)
    assert record.body.item != "trust-confidential"
    assert "Вопрос недели" in people[0].last().text
    order = await give_order(bot.desk, "pulse-choose", Choice("pulse-stay"))
    await rest(bot)
    assert await state_of_order(bot.desk, order) == "done"


async def test_a_restart_asks_nobody_twice_and_the_key_dies_at_the_close(bot: Company) -> None:
    people = await staff(bot, "ru")
    await open_poll(bot, "pulse-heard")
    await bot.stop()
    await bot.start()
    for _ in range(3):
        await rest(bot)
    assert sum("Вопрос недели" in shown.text for shown in people[0].screen()) == 1
    await press(bot, people[0], "5")
    assert bot.bot
    (name,) = [name for name in bot.bot.deps.ring.names() if name.startswith(f"{FORMAT_KEYS}pulse/")]
    await open_poll(bot, "pulse-say")
    assert bot.bot.deps.ring.find(name) is None
