"""A pair project from the first idea to the demo."""

from core.moderation.programme import begin_programme
from core.people.invitations import Card, create_invites
from telegram_bot.formats.projects.cards import LABEL_LONGEST
from telegram_bot.lengths import shorten
from telegram_bot.sandbox import Person
from tests.flows.scenarios import PART, TITLE, Story, label, press, rest, say
from tests.telegram_bot.conftest import Company

GOAL = {
    "ru": "Собрать за месяц бота, который отвечает новичкам на вопросы первых двух недель.",
    "en": "Build a bot within a month that answers what newcomers ask in their first two weeks.",
}
STEPS = {"ru": "Список вопросов\nПробная версия\nПоказ отделу", "en": "A list of questions\nA trial version\nA demo"}


async def named(company: Company, role: str, name: str, lang: str, title: str = "", **facts: str) -> Person:
    """Somebody of a list of people, who has joined."""
    await begin_programme(company.desk)
    cards = [Card(role, title, {"name": name, **facts})]
    (token,) = await create_invites(company.desk.store, company.clock, company.desk.issuer, cards)
    person = company.sandbox.person(name, lang)
    await person.follow_link(token)
    await rest(company)
    return person


async def project(company: Company, lang: str) -> dict[int, str]:
    """Proposed, taken, signed by both, a week seen differently, shown, rated."""
    anna = await named(company, "employee", label("Анна", "Ann", lang), lang)
    oleg = await named(company, "executive", label("Олег Петрович", "Oliver", lang), lang, TITLE[lang])
    await say(company, anna, "/project")
    await press(company, anna, label("Предложить проект", "Propose a project", lang))
    await say(company, anna, GOAL[lang])
    await press(company, anna, label("Срок", "Weeks", lang))
    await press(company, anna, "4")
    await press(company, anna, label("Вехи", "Milestones", lang))
    await say(company, anna, STEPS[lang])
    await press(company, anna, label("Показать остальным", "Show it to the others", lang))
    await say(company, oleg, "/project")
    await press(company, oleg, label("Ищут пару: 1", "Seeking a partner: 1", lang))
    await press(company, oleg, shorten(GOAL[lang], LABEL_LONGEST))
    await press(company, oleg, label("Беру", "I will join", lang))
    await press(company, oleg, label("Подписать", "Sign", lang))
    await press(company, anna, label("Открыть", "Open", lang))
    await press(company, anna, label("Подписать", "Sign", lang))
    company.clock.advance(days=4, hours=4)
    await rest(company)
    await press(company, anna, "🟢")
    await press(company, oleg, "🔴")
    await press(company, oleg, label("Показали итог", "We have shown it", lang))
    await press(company, oleg, "5")
    await press(company, anna, label("Открыть", "Open", lang))
    await press(company, anna, "4")
    return {anna.id: PART[lang]["employee"], oleg.id: PART[lang]["executive"]}


STORIES: dict[str, tuple[Story, str, str]] = {"project": (project, "Парный проект", "A pair project")}
