"""The youth council: from a proposal to the answer beside the vote."""

from datetime import timedelta

from core.clock import day_of
from core.moderation.council import Terms, call_election, count_matter, put_to_vote
from core.moderation.programme import begin_programme, give_order, read_shelf
from core.programs.council.papers import MATTERS, Matter, Propose
from core.programs.council.questions import Kind
from core.programs.ledger import Record
from core.programs.states import State
from telegram_bot.sandbox import Person
from tests.flows.projects import named
from tests.flows.scenarios import PART, TITLE, Story, label, press, rest, say
from tests.telegram_bot.conftest import Company

IDEA = {
    "ru": "Пятница без встреч\nОдин день в неделю никто никого не собирает.",
    "en": "Fridays without meetings\nOne day a week nobody calls anybody together.",
}
REASON = {
    "ru": "С заказчиками договорено до конца квартала, и по пятницам они приезжают сами; вернёмся к этому в январе.",
    "en": "Customers are booked until the end of the quarter and come on Fridays; we will look at it again in January.",
}


async def council(company: Company, lang: str) -> dict[int, str]:
    """A proposal, support, the vote with its receipt, the count, the refusal beside the result."""
    await begin_programme(company.desk)
    person, chief = await company.employee(lang), await company.executive(lang, TITLE[lang])
    others = [await company.employee(lang, name) for name in ("Борис", "Вера")]
    await say(company, person, "/council")
    await press(company, person, label("Насколько тайно голосование", "How secret the vote is", lang))
    await press(company, person, label("Предложить", "Propose", lang))
    await say(company, person, IDEA[lang])
    await press(company, person, label("Отправить без имени", "Send without a name", lang))
    matter = await _matter(company)
    await give_order(company.desk, "council-propose", Propose(matter.id, 1))
    await rest(company)
    await press(company, person, label("Поддержать", "Support", lang))
    matter = await _matter(company)
    await put_to_vote(company.desk, Terms(matter.body.title, day_of(company.clock) + timedelta(days=3)), matter)
    await rest(company)
    yes, no = label("За", "For", lang), label("Против", "Against", lang)
    for voter, choice in zip((person, *others), (yes, yes, no), strict=True):
        await press(company, voter, label("Проголосовать", "Vote", lang))
        await press(company, voter, choice)
    await closed_and_counted(company, days=3)
    await press(company, person, label("Проверить мой голос", "Check my vote", lang))
    await press(company, chief, label("Принять нельзя, игнорировать", "Accept impossible, ignore", lang))
    await say(company, chief, REASON[lang])
    return {person.id: PART[lang]["employee"], chief.id: PART[lang]["executive"]}


WHY = {"ru": "Хочу короткие встречи", "en": "I want short meetings"}
SPENT = {"ru": ("Проектор", "Чай", "Кресла"), "en": ("Projector", "Tea", "Chairs")}


async def council_votes(company: Company, lang: str) -> dict[int, str]:
    """Three stand for two seats and are ranked; then money is shared out by ticking. No lot: it would fall anew."""
    await begin_programme(company.desk)
    names = ("Анна", "Борис", "Вера") if lang == "ru" else ("Ann", "Boris", "Vera")
    people = [await named(company, "employee", name, lang) for name in names]
    for person in people:
        await say(company, person, "/council")
        await press(company, person, label("Хочу в совет", "I want to join the council", lang))
        await say(company, person, WHY[lang])
    title = label("Выборы совета", "Election of the council", lang)
    await call_election(company.desk, title, 2, day_of(company.clock) + timedelta(days=3))
    await rest(company)
    ranked = [f"{name}: {WHY[lang]}" for name in names]
    await _fill_in(company, people, ((ranked[1], ranked[0]), (ranked[1], ranked[2]), (ranked[2],)), lang)
    await closed_and_counted(company, days=3)
    await say(company, people[0], "/council")
    question = label("На что потратим?", "What do we spend it on?", lang)
    last, costs = day_of(company.clock) + timedelta(days=3), (300, 50, 250)
    terms = Terms(question, last, Kind.BUDGET, options=SPENT[lang], costs=costs, money=400)
    await put_to_vote(company.desk, terms)
    await rest(company)
    priced = [f"{name} ({cost})" for name, cost in zip(SPENT[lang], costs, strict=True)]
    await _fill_in(company, people, ((priced[0], priced[1]), (priced[1], priced[2]), (priced[1], priced[2])), lang)
    await closed_and_counted(company, days=3)
    await press(company, people[0], label("Проверить мой голос", "Check my vote", lang))
    return {people[0].id: PART[lang]["employee"]}


async def _fill_in(company: Company, people: list[Person], wanted: tuple[tuple[str, ...], ...], lang: str) -> None:
    """Everybody marks the newest ballot so and casts it."""
    for person, options in zip(people, wanted, strict=True):
        await press(company, person, label("Проголосовать", "Vote", lang))
        for option in options:
            await press(company, person, option)
        await press(company, person, label("Опустить бюллетень", "Cast the ballot", lang))


async def closed_and_counted(company: Company, days: int = 7) -> None:
    """The last day with its reminder, the close, the count, the result of what has not been counted yet."""
    company.clock.advance(days=days)
    await rest(company)
    company.clock.advance(days=1)
    await rest(company)
    (waiting,) = [one for one in await read_shelf(company.desk, MATTERS) if one.body.motion.state is State.OPEN]
    await count_matter(company.desk, waiting)
    await rest(company)


async def _matter(company: Company) -> Record[Matter]:
    (found,) = await read_shelf(company.desk, MATTERS)
    return found


STORIES: dict[str, tuple[Story, str, str]] = {
    "council": (
        council,
        "Совет: от предложения до ответа рядом с голосованием",
        "Council: from a proposal to the answer beside the vote",
    ),
    "council-votes": (council_votes, "Совет: выборы и бюджет", "Council: an election and a budget"),
}
