"""What people say of themselves before they meet anybody."""

from core.moderation.programme import begin_programme
from tests.flows.scenarios import PART, Story, label, press, say
from tests.telegram_bot.conftest import Company


async def about_me(company: Company, lang: str) -> dict[int, str]:
    """The menu, the profile, a name and a contact."""
    await begin_programme(company.desk)
    person = await company.employee(lang)
    await press(company, person, label("Что ещё здесь есть", "What else is here", lang))
    await press(company, person, label("Обо мне", "About me", lang))
    await press(company, person, label("Изменить имя", "Change the name", lang))
    await say(company, person, label("Анна из аналитики", "Ann from analytics", lang))
    await press(company, person, label("Изменить контакт", "Change the contact", lang))
    await say(company, person, label("кабинет 305", "room 305", lang))
    return {person.id: PART[lang]["employee"]}


STORIES: dict[str, tuple[Story, str, str]] = {"about-me": (about_me, "Обо мне", "About me")}
