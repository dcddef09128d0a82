"""The programme at a glance through the running bot. The whole story: tests/flows."""

from datetime import date, timedelta
from textwrap import wrap

import pytest

from core.moderation.programme import begin_programme, give_order, read_shelf, state_of_order
from core.programs.glance import Counts, Gain, Generations, Goal, Share
from core.programs.overview import AIMS, OVERVIEWS, Aim, Dropped, NewAim, Reached, make_overview
from core.programs.overview_words import name_of
from telegram_bot.formats.glance.showing import AIMS_MOST, PAGES, programme_page
from tests.flows.scenarios import press, rest, say
from tests.flows.test_screen import COLUMNS, LINES_MOST
from tests.telegram_bot.conftest import Company

MONDAY = date(2026, 3, 2)
COUNTS = Counts(
    Share(30, 200), Share(5, 15), 57, (2, 3), (10, 20), (5, 30), Share(7, 10), Share(40, 60), Share(20, 30),
    Share(60, 90), Gain(33, 6), Gain(39, 6), Share(120, 200),
)  # fmt: skip
BANDS = tuple(Generations(band, 20, 25) for band in ("18–24", "25–34", "35–44", "45–54", "55+"))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_page_of_a_full_programme_fits_a_phone(lang: str) -> None:
    overview = make_overview(COUNTS, MONDAY, 5, BANDS)
    assert all(line.own is not None for line in overview.lines)
    until = MONDAY + timedelta(days=300)
    aims = [Aim(Goal("ab", MONDAY, until, 20), f"{number} " + "слово " * 18 + "конец") for number in range(5)]
    pages = [programme_page(lang, overview, aims, MONDAY, topic) for topic in PAGES]
    pages += [programme_page(lang, overview, aims, MONDAY, "aims", start) for start in range(AIMS_MOST, 5, AIMS_MOST)]
    for page in pages:
        assert sum(max(1, len(wrap(line, COLUMNS))) for line in page.text.splitlines()) <= LINES_MOST, page.text
    told = "\n".join(page.text for page in pages)
    assert all(name_of(lang, line) in told for line in overview.lines)
    assert all(aim.words in told for aim in aims)


async def test_pages_turn_in_place_and_goals_go_on(bot: Company) -> None:
    await with_goal(bot)
    anna = await bot.employee()
    await say(bot, anna, "/programme")
    await press(bot, anna, "Цели года")
    shown = anna.last()
    assert shown
    assert "Двадцать пар: сделано 0 %" in shown.text
    await press(bot, anna, "Пары и встречи")
    assert (anna.last().message_id, "Двадцать пар" in anna.last().text) == (shown.message_id, False)  # type: ignore[union-attr]
    for rubbish in ("gg:page:x:0", "gg:page:aims", "gg:page:aims:-"):
        assert (await anna.answer_to(await anna.forge(rubbish))).text, rubbish


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
