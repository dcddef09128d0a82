"""Pair projects through the running bot: who may press what, and what the other hears. The whole story: tests/flows."""

import pytest

from core.moderation.programme import read_shelf
from core.programs.project_records import PROJECTS
from core.programs.states import State
from telegram_bot.formats.registry import look_at_formats
from telegram_bot.sandbox import Person
from tests.flows.projects import named
from tests.flows.scenarios import press, rest, say
from tests.telegram_bot.conftest import Company


async def begun(company: Company) -> tuple[Person, Person]:
    """Anna proposed, Oleg has taken the seat."""
    anna = await named(company, "employee", "Анна", "ru")
    oleg = await named(company, "executive", "Олег", "ru", "директор")
    await say(company, anna, "/project")
    await press(company, anna, "Предложить проект")
    await say(company, anna, "Сделать вместе одну вещь")
    await press(company, anna, "Показать остальным")
    await say(company, oleg, "/project")
    await press(company, oleg, "Ищут пару: 1")
    await press(company, oleg, "Сделать вместе одну вещь")
    await press(company, oleg, "Беру")
    return anna, oleg


async def state(company: Company) -> State:
    (record,) = await read_shelf(company.desk, PROJECTS)
    return record.body.project.state


async def test_terms_that_changed_while_one_read_are_not_signed(bot: Company) -> None:
    anna, oleg = await begun(bot)
    await press(bot, anna, "Открыть")
    await press(bot, anna, "Срок")
    await press(bot, anna, "24")
    pressed = await oleg.press("Подписать")
    assert pressed
    assert "Условия изменились, пока вы читали" in (await oleg.answer_to(pressed)).text
    assert await state(bot) is State.DRAFT


async def test_a_stranger_presses_nobodys_buttons(bot: Company) -> None:
    anna, _ = await begun(bot)
    (record,) = await read_shelf(bot.desk, PROJECTS)
    boris = await named(bot, "employee", "Борис", "ru")
    await say(bot, boris, "/me")
    for act in ("open", "seek", "part", "demo", "stop", "colour", "sign"):
        said = await boris.answer_to(await boris.forge(f"gj:{act}:{record.ref}:green"))
        assert said.text, act
    for rubbish in ("gj:open:zz", "gj:colour", "gj:nothing:1", "gz:open:1", "gj:rate:" + record.ref + ":x"):
        assert (await anna.answer_to(await anna.forge(rubbish))).text, rubbish
    assert await state(bot) is State.DRAFT


async def test_stepping_back_gives_the_idea_back_without_blame(bot: Company) -> None:
    anna, oleg = await begun(bot)
    await press(bot, oleg, "Не сложилось")
    await oleg.wait_for_text("Вы вышли из проекта")
    await anna.wait_for_text("Вторая сторона вышла до подписи")
    await press(bot, anna, "Открыть")
    await anna.wait_for_button("Показать остальным")


async def test_a_last_act_whose_answer_telegram_did_not_take_is_not_refused_afterwards(bot: Company) -> None:
    anna, oleg = await begun(bot)
    bot.sandbox.faults.add("editMessageText", "server_error", times=1)
    await press(bot, oleg, "Не сложилось")
    assert bot.sandbox.faults.struck["editMessageText", "server_error"] == 1
    await oleg.wait_for_text("Готово.")
    assert [entry.text for entry in oleg.entries() if entry.what == "alerts"] == []
    assert sum("Вторая сторона вышла до подписи" in one.text for one in anna.screen()) == 1


async def test_stopping_takes_a_reason_and_leaving_ends_what_runs(bot: Company) -> None:
    anna, oleg = await begun(bot)
    await press(bot, oleg, "Подписать")
    await press(bot, anna, "Открыть")
    await press(bot, anna, "Подписать")
    assert await state(bot) is State.STARTED
    await press(bot, anna, "Остановить")
    await say(bot, anna, "Заказчик передумал")
    await oleg.wait_for_text("Проект остановлен")
    assert await state(bot) is State.DONE


async def test_what_the_clock_brings_is_said_once_whatever_happens_to_the_bot(bot: Company) -> None:
    anna, oleg = await begun(bot)
    await press(bot, oleg, "Подписать")
    await press(bot, anna, "Открыть")
    await press(bot, anna, "Подписать")
    bot.clock.advance(days=5)
    assert bot.bot
    await look_at_formats(bot.bot.deps)
    await bot.stop()
    await bot.start()
    for _ in range(3):
        await rest(bot)
    for person in (anna, oleg):
        assert sum("как идёт?" in shown.text for shown in person.screen()) == 1


@pytest.mark.parametrize("leaver", [0, 1])
async def test_who_leaves_ends_the_project_and_the_other_hears_it(bot: Company, leaver: int) -> None:
    people = await begun(bot)
    await say(bot, people[leaver], "/forget")
    await press(bot, people[leaver], "Да, убрать")
    await people[1 - leaver].wait_for_text("Проект остановлен")
    assert await state(bot) is State.DECLINED
