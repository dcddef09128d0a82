"""An executive's internship from the place on the list to the check after thirty days."""

from datetime import timedelta

from core.locales.catalogue import in_words
from core.moderation.programme import give_order, read_shelf
from core.programs.internship_records import STAYS, Appointment, offer
from core.programs.profiles import PROFILES
from tests.flows.projects import named
from tests.flows.scenarios import PART, TITLE, Story, label, press, rest, say
from tests.telegram_bot.conftest import Company

PLACE = {"ru": "Стартап «Маяк»", "en": "Beacon, a start-up"}
TASKS = {"ru": "Сидеть с поддержкой и отвечать клиентам.", "en": "Sit with support and answer customers."}
AIMS = {
    "ru": "Понять, как решают без планёрок\nУвидеть клиента вблизи\nНаучиться выпускать раз в день",
    "en": "See how they decide without meetings\nSee a customer close up\nLearn to ship every day",
}
LINES = {
    "ru": "Отвечал на письма\nУдивило, что решают за час\nПеренесу: один вопрос, один хозяин",
    "en": "Answered mail\nSurprised that they decide within an hour\nTo carry home: one question, one owner",
}
PROMISE = {
    "ru": "С января каждый вопрос в отделе имеет одного хозяина и срок в сутки.",
    "en": "From January every question in my department has one owner and a day to be answered.",
}


async def order_place(company: Company, lang: str, host: str) -> None:
    """The organiser lists a place for the two weeks from today."""
    today = company.clock.now().date()
    place = offer(PLACE[lang], TASKS[lang], host, today, today + timedelta(days=13), 1)
    await give_order(company.desk, "internships-place", place)
    await rest(company)


async def profile_ref(company: Company, name: str) -> str:
    """The id of somebody's profile."""
    return next(one.ref for one in await read_shelf(company.desk, PROFILES) if one.body.name == name)


async def internship(company: Company, lang: str) -> dict[int, str]:
    """Two days at a start-up, a promise to everybody, and the young mentor's check."""
    names = {part: label(ru, en, lang) for part, ru, en in (("host", "Марк", "Mark"), ("mentor", "Анна", "Ann"))}
    host = await named(company, "host", names["host"], lang)
    mentor = await named(company, "employee", names["mentor"], lang)
    oleg = await named(company, "executive", label("Олег Петрович", "Oliver", lang), lang, TITLE[lang])
    await order_place(company, lang, await profile_ref(company, names["host"]))
    await say(company, oleg, "/intern")
    await press(company, oleg, label(f"Место: {PLACE['ru']}", f"Place: {PLACE['en']}", lang))
    await press(company, oleg, label("Хочу сюда", "I want to go there", lang))
    await press(company, oleg, label("Дни", "Days", lang))
    first = company.clock.now().date() + timedelta(days=1)
    await say(company, oleg, f"{first:%d.%m} – {first + timedelta(days=1):%d.%m}")
    await press(company, oleg, label("Три цели", "Three aims", lang))
    await say(company, oleg, AIMS[lang])
    await press(company, oleg, label("Не пересекусь с ними по работе", "My work does not overlap with theirs", lang))
    await press(company, oleg, label("Сохраню чужие тайны", "I will keep their secrets", lang))
    await press(company, oleg, label("Попроситься", "Ask to come", lang))
    await press(company, host, label("Приму", "Welcome", lang))
    (stay,) = await read_shelf(company.desk, STAYS)
    checker = await profile_ref(company, names["mentor"])
    await give_order(company.desk, "internships-mentor", Appointment(stay.ref, checker))
    await rest(company)
    for day in (first, first + timedelta(days=1)):
        company.clock.advance(hours=31 if day == first else 24)
        await rest(company)
        await press(company, oleg, label(f"День: {in_words('ru', day)}", f"Day: {in_words('en', day)}", lang))
        await say(company, oleg, LINES[lang])
        await press(company, host, label("работал", "worked", lang))
    await rest(company)
    await press(company, oleg, label("Открыть", "Open", lang))
    await press(company, oleg, label("Дать обещание", "Make the promise", lang))
    await say(company, oleg, PROMISE[lang])
    company.clock.advance(days=30)
    await rest(company)
    await press(company, mentor, label("Да", "Yes", lang))
    seats = {host.id: label("хозяин", "host", lang), mentor.id: PART[lang]["employee"]}
    return {**seats, oleg.id: PART[lang]["executive"]}


STORIES: dict[str, tuple[Story, str, str]] = {
    "internship": (internship, "Стажировка руководителя", "An executive’s internship")
}
