"""A voluntary meeting: topics ticked, a question without a name, both willing, a time, one thought afterwards."""

from datetime import timedelta

from core.moderation.programme import give_order
from core.programs.ledger import Record
from core.programs.meeting_records import ENCOUNTERS, Encounter, HoldRound
from telegram_bot.sandbox import Person, Shown
from tests.flows.projects import named
from tests.flows.scenarios import PART, Story, label, press, rest, say
from tests.telegram_bot.conftest import Company

THOUGHT = {"ru": "Надо было поговорить год назад.", "en": "We should have talked a year ago."}


async def wishing(
    company: Company, *names: str, lang: str = "ru", way: tuple[str, str] = ("кофе", "coffee")
) -> list[Person]:
    """People who have ticked a topic and a way to meet."""
    people = []
    for name in names:
        person = await named(company, "employee", name, lang)
        await say(company, person, "/meet")
        await press(company, person, label("Темы", "Topics", lang))
        await press(company, person, label("данные", "data", lang))
        await press(company, person, label("Готово", "Done", lang))
        await press(company, person, label("Как встретиться", "How to meet", lang))
        await press(company, person, label(*way, lang))
        await press(company, person, label("Готово", "Done", lang))
        people.append(person)
    return people


async def asked(company: Company, *names: str, lang: str = "ru") -> list[Person]:
    """People whom a round has asked about each other."""
    people = await wishing(company, *names, lang=lang)
    await hold_round(company)
    return people


async def hold_round(company: Company) -> None:
    """The organiser wants one now; the bot takes the order, then holds it."""
    await give_order(company.desk, "meetings-round", HoldRound())
    await rest(company)
    await rest(company)


async def encounters(company: Company) -> list[Record[Encounter]]:
    """Meetings as the bot keeps them."""
    assert company.bot
    deps = company.bot.deps
    async with deps.store.reading() as tx:
        return await deps.ledger.all(tx, ENCOUNTERS, live=False)


def times(person: Person) -> list[str]:
    """The times on the newest message that offers any."""

    def offered(shown: Shown) -> list[str]:
        return [one for one in shown.labels if ":00" in one]

    return next(offered(shown) for shown in reversed(person.screen()) if offered(shown))


async def meeting(company: Company, lang: str) -> dict[int, str]:
    """From the wishes to the thought."""
    anna, boris = await asked(company, label("Анна", "Ann", lang), label("Борис", "Boris", lang), lang=lang)
    for person in (anna, boris):
        await press(company, person, label("Хочу", "Gladly", lang))
    company.clock.advance(hours=49)
    await rest(company)
    await company.turn_to(anna)
    chosen = times(anna)[1]
    for person in (anna, boris):
        await press(company, person, chosen)
        await press(company, person, label("Это всё", "That is all", lang))
    (record,) = await encounters(company)
    assert record.body.meeting.slot
    company.clock.advance(seconds=(record.body.meeting.slot - timedelta(days=1) - company.clock.now()).total_seconds())
    await rest(company)
    company.clock.advance(days=1, hours=1)
    await rest(company)
    for person in (anna, boris):
        await press(company, person, label("Да, встретились", "Yes, we met", lang))
        await press(company, person, "9")
    await press(company, anna, label("Записать одну мысль", "Write down one thought", lang))
    await say(company, anna, THOUGHT[lang])
    return {anna.id: PART[lang]["employee"], boris.id: label("другой сотрудник", "another employee", lang)}


async def refusal(company: Company, lang: str) -> dict[int, str]:
    """One would, the other would not: both hear the same at the same moment."""
    anna, boris = await asked(company, label("Анна", "Ann", lang), label("Борис", "Boris", lang), lang=lang)
    await press(company, anna, label("Хочу", "Gladly", lang))
    await press(company, boris, label("Не сейчас", "Not now", lang))
    company.clock.advance(hours=49)
    await rest(company)
    return {anna.id: PART[lang]["employee"], boris.id: label("другой сотрудник", "another employee", lang)}


STORIES: dict[str, tuple[Story, str, str]] = {
    "meeting": (meeting, "Встреча по теме", "A meeting on a topic"),
    "meeting-refused": (refusal, "Встреча, которую не захотел один", "A meeting that one did not want"),
}
