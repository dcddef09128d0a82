"""Stories of a digest in an executive's hands."""

from core.moderation.digest import compose, publish
from tests.flows.scenarios import PART, REASON, STEP, TEXT, TITLE, Story, label, press, rest, say
from tests.telegram_bot.conftest import Company

MORE = {
    "ru": "релизом никто не владеет, и чинят его по ночам",
    "en": "nobody owns the release, and it is mended at night",
}


async def digest(company: Company, lang: str) -> dict[int, str]:
    """Later, then one by one, then the whole as a file; and once more from the list."""
    person, executive = await company.employee(lang), await company.executive(lang, TITLE[lang])
    for text in (TEXT[lang], MORE[lang]):
        await company.critique(person, text, lang)
    # Letters come in no order, and this page is to be the same every time.
    released = sorted(await company.released(), key=lambda critique: critique.text)
    made = await compose(company.desk, company.session, [critique.id for critique in released])
    await publish(company.desk, company.session, made)
    await rest(company)
    await press(company, executive, label("Позже сегодня", "Later today", lang))
    await press(company, executive, label("Начать", "Begin", lang))
    await press(company, executive, label("Принять, нельзя игнорировать", "Accept, impossible to ignore", lang))
    await say(company, executive, STEP[lang])
    await press(company, executive, label("Через неделю", "In a week", lang))
    await press(company, executive, label("Принять нельзя, игнорировать", "Accept impossible, ignore", lang))
    await say(company, executive, REASON[lang])
    await press(company, executive, label("Поставить запятую", "Place the comma", lang))
    await press(company, executive, "PDF")
    await say(company, executive, "/digests")
    return {executive.id: PART[lang]["executive"]}


STORIES: dict[str, tuple[Story, str, str]] = {"digest": (digest, "Дайджест", "The digest")}
