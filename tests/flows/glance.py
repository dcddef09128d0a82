"""The programme at a glance, and a goal that is in doubt in the new quarter."""

from datetime import timedelta

from core.moderation.programme import begin_programme, give_order
from core.programs.overview import NewAim
from tests.flows.scenarios import PART, TITLE, Story, label, press, rest, say
from tests.telegram_bot.conftest import Company


async def glance(company: Company, lang: str) -> dict[int, str]:
    """Everybody sees the count; executives say whether a goal stands."""
    anna = await company.employee(lang)
    oleg = await company.executive(lang, TITLE[lang])
    await begin_programme(company.desk)
    until = company.clock.now().date() + timedelta(days=300)
    await give_order(company.desk, "goal-new", NewAim(label("Двадцать пар", "Twenty pairs", lang), 20, until))
    await rest(company)
    await say(company, anna, "/programme")
    company.clock.advance(days=60)
    await rest(company)
    await press(company, oleg, label("В силе", "It stands", lang))
    await say(company, oleg, "/programme")
    return {anna.id: PART[lang]["employee"], oleg.id: PART[lang]["executive"]}


STORIES: dict[str, tuple[Story, str, str]] = {"glance": (glance, "Программа", "The programme")}
