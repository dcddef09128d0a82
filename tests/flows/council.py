"""The youth council: from a proposal to the answer beside the vote."""

from datetime import timedelta

from core.clock import day_of
from core.moderation.council import Terms, count_matter, put_to_vote
from core.moderation.programme import begin_programme, give_order, read_shelf
from core.programs.council.papers import MATTERS, Matter, Propose
from core.programs.ledger import Record
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


async def closed_and_counted(company: Company, days: int = 7) -> None:
    """The last day with its reminder, the close, the count, the result."""
    company.clock.advance(days=days)
    await rest(company)
    company.clock.advance(days=1)
    await rest(company)
    await count_matter(company.desk, await _matter(company))
    await rest(company)


async def _matter(company: Company) -> Record[Matter]:
    (found,) = await read_shelf(company.desk, MATTERS)
    return found


NAMES = "Совет: от предложения до ответа рядом с голосованием", "Council: from a proposal to the answer beside the vote"
STORIES: dict[str, tuple[Story, str, str]] = {"council": (council, *NAMES)}
