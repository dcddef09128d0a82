"""The pulse: a question on Tuesday, answers that are counted, the result with the next question, the seven items."""

from core.moderation.programme import give_order
from core.programs.poll_records import SAFETY_ID, Choice
from telegram_bot.sandbox import Person
from tests.flows.projects import named
from tests.flows.scenarios import PART, TITLE, Story, label, press, rest, say
from tests.telegram_bot.conftest import Company

ANSWERS = ("9", "10", "7", "9", "4", "8")
BANDS = ("18-24", "18-24", "25-34", "25-34", "45+", "")


async def staff(company: Company, lang: str) -> list[Person]:
    """Six employees, most with an age band."""
    names = "ABCDEF"
    return [await named(company, "employee", names[at], lang, band=band) for at, band in enumerate(BANDS)]


async def open_poll(company: Company, item: str) -> None:
    """The clock comes to the next Tuesday, ten o'clock; the organiser has chosen the question."""
    await give_order(company.desk, "pulse-choose", Choice(item))
    await rest(company)
    now = company.clock.now()
    company.clock.advance(days=(1 - now.weekday()) % 7 or 7)
    await rest(company)


async def pulse(company: Company, lang: str) -> dict[int, str]:
    """Two polls: a single question answered by six, then the seven items by one; the executive sees the course."""
    people = await staff(company, lang)
    oleg = await named(company, "executive", label("Олег Петрович", "Oliver", lang), lang, TITLE[lang])
    await open_poll(company, "pulse-recommend")
    for person, answer in zip(people, ANSWERS, strict=True):
        await press(company, person, answer)
    await open_poll(company, SAFETY_ID)
    for answer in "2636257":
        await press(company, people[0], answer)
    await say(company, people[0], "/pulse")
    await say(company, oleg, "/pulse")
    return {people[0].id: PART[lang]["employee"], oleg.id: PART[lang]["executive"]}


STORIES: dict[str, tuple[Story, str, str]] = {"pulse": (pulse, "Пульс", "The pulse")}
