"""Internships through the running bot: hosts, refusals, strangers. The whole story: tests/flows."""

from core.moderation.programme import give_order, read_shelf, state_of_order
from core.programs.internship_records import PLACES, STAYS, Appointment, Withdrawal
from core.programs.states import State
from telegram_bot.sandbox import Person
from tests.flows.internships import PLACE, order_place, profile_ref
from tests.flows.projects import named
from tests.flows.scenarios import press, rest, say
from tests.telegram_bot.conftest import Company


async def asked(company: Company) -> tuple[Person, Person]:
    """Oleg has asked Mark for a stay tomorrow."""
    mark = await named(company, "host", "Марк", "ru")
    oleg = await named(company, "executive", "Олег", "ru", "директор")
    await order_place(company, "ru", await profile_ref(company, "Марк"))
    await say(company, oleg, "/intern")
    await press(company, oleg, f"Место: {PLACE['ru']}")
    await press(company, oleg, "Хочу сюда")
    await press(company, oleg, "Дни")
    await say(company, oleg, "когда-нибудь")
    await oleg.wait_for_text("Дни не разобрать")
    await say(company, oleg, "3.03")
    await press(company, oleg, "Три цели")
    await say(company, oleg, "раз\nдва\nтри")
    await press(company, oleg, "Не пересекусь с ними по работе")
    await press(company, oleg, "Сохраню чужие тайны")
    await press(company, oleg, "Попроситься")
    return mark, oleg


async def stay_state(company: Company) -> State:
    (record,) = await read_shelf(company.desk, STAYS)
    return record.body.state


async def test_a_host_writes_no_critique_and_hears_only_of_internships(bot: Company) -> None:
    mark = await named(bot, "host", "Марк", "ru")
    await say(bot, mark, "на планёрках решают трое")
    await mark.wait_for_text("Кроме писем и ответов")
    assert not any("Отправить без имени" in shown.labels for shown in mark.screen())


async def test_a_no_is_passed_on_without_details_and_frees_the_seat(bot: Company) -> None:
    mark, oleg = await asked(bot)
    await press(bot, mark, "Не получится")
    await oleg.wait_for_text("Не получилось: в эти дни вас не примут")
    assert await stay_state(bot) is State.DECLINED
    pressed = await mark.forge(f"gi:yes:{(await read_shelf(bot.desk, STAYS))[0].ref}")
    assert (await mark.answer_to(pressed)).text
    assert await stay_state(bot) is State.DECLINED


async def test_strangers_press_nobodys_buttons(bot: Company) -> None:
    await asked(bot)
    ref = (await read_shelf(bot.desk, STAYS))[0].ref
    boris = await named(bot, "employee", "Борис", "ru")
    for data in (f"gi:yes:{ref}", f"gi:drop:{ref}", f"gi:tick:{ref}:2026-03-03:worked", f"gi:check:{ref}:30:yes",
                 f"gi:log:{ref}:2026-03-03", f"gi:commit:{ref}", f"gi:choose:{ref}", "gi:tick:zz:x:y"):  # fmt: skip
        assert (await boris.answer_to(await boris.forge(data))).text, data
    assert await stay_state(bot) is State.PROPOSED


async def test_a_place_is_withdrawn_and_nonsense_is_refused(bot: Company) -> None:
    await asked(bot)
    (place,) = await read_shelf(bot.desk, PLACES)
    await give_order(bot.desk, "internships-withdraw", Withdrawal(place.ref))
    nonsense = await give_order(bot.desk, "internships-mentor", Appointment("00" * 16, "11" * 16))
    await rest(bot)
    assert (await read_shelf(bot.desk, PLACES))[0].body.withdrawn
    assert await state_of_order(bot.desk, nonsense) == "refused"


async def test_who_leaves_takes_their_part_along(bot: Company) -> None:
    mark, oleg = await asked(bot)
    for person in (mark, oleg):
        await say(bot, person, "/forget")
        await press(bot, person, "Да, убрать")
    assert await read_shelf(bot.desk, STAYS) == []
    assert (await read_shelf(bot.desk, PLACES))[0].body.host == ""
