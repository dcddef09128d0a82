"""The programme at a glance through the running bot. The whole story: tests/flows."""

from datetime import timedelta

from core.moderation.programme import begin_programme, give_order, read_shelf, state_of_order
from core.programs.overview import AIMS, OVERVIEWS, Dropped, NewAim, Reached
from tests.flows.scenarios import press, rest, say
from tests.telegram_bot.conftest import Company


async def with_goal(bot: Company) -> str:
    """A programme with one goal; its id."""
    await begin_programme(bot.desk)
    until = bot.clock.now().date() + timedelta(days=300)
    await give_order(bot.desk, "goal-new", NewAim("Двадцать пар", 20, until))
    await rest(bot)
    (record,) = await read_shelf(bot.desk, AIMS)
    return record.ref


async def test_everybody_sees_the_same_count_all_week(bot: Company) -> None:
    people = [await bot.employee() for _ in range(5)]
    await begin_programme(bot.desk)
    await rest(bot)
    (first,) = await read_shelf(bot.desk, OVERVIEWS)
    await bot.employee()
    bot.clock.advance(days=3)
    await rest(bot)
    (same,) = await read_shelf(bot.desk, OVERVIEWS)
    assert same == first
    await say(bot, people[0], "/programme")
    assert "Участвуют сотрудники: 0 %" in people[0].last().text
    assert "Employee Involvement Association, 1992" in people[0].last().text
    bot.clock.advance(days=7)
    await rest(bot)
    (next_week,) = await read_shelf(bot.desk, OVERVIEWS)
    assert next_week.body.on - first.body.on == timedelta(days=7)


async def test_executives_are_asked_once_a_quarter_and_only_they(bot: Company) -> None:
    ref = await with_goal(bot)
    anna, oleg = await bot.employee(), await bot.executive()
    bot.clock.advance(days=40)
    for _ in range(2):
        await rest(bot)
    assert sum("Новый квартал" in shown.text for shown in oleg.screen()) == 1
    assert (await anna.answer_to(await anna.forge(f"gg:stale:{ref}"))).text
    assert (await oleg.answer_to(await oleg.forge("gg:stale:zz"))).text
    await press(bot, oleg, "Устарела")
    (record,) = await read_shelf(bot.desk, AIMS)
    assert record.body.stale
    assert (await oleg.answer_to(await oleg.forge(f"gg:stands:{ref}"))).text


async def test_the_organiser_keeps_the_goals(bot: Company) -> None:
    ref = await with_goal(bot)
    await give_order(bot.desk, "goal-reach", Reached(ref, 7))
    await rest(bot)
    assert (await read_shelf(bot.desk, AIMS))[0].body.goal.reached == 7
    wrong = await give_order(bot.desk, "goal-new", NewAim("", 20, bot.clock.now().date()))
    await give_order(bot.desk, "goal-drop", Dropped(ref))
    await rest(bot)
    assert await state_of_order(bot.desk, wrong) == "refused"
    assert await read_shelf(bot.desk, AIMS) == []
