"""A mentoring pair: matched and proposed, both agree, a session set, held and ticked, and the end without blame."""

from core.moderation.pairing import match_people, publish_pairs
from tests.flows.projects import named
from tests.flows.scenarios import PART, TITLE, Story, label, press, rest, say
from tests.telegram_bot.conftest import Company

SKILLS = {"ru": ("нейросети", "стратегия"), "en": ("neural networks", "strategy")}
GOAL = {"ru": "Понять, как решают наверху.", "en": "To understand how decisions are made at the top."}
THOUGHT = {"ru": "Стратегия оказалась короче, чем я думала.", "en": "The strategy is shorter than I thought."}


async def pair(company: Company, lang: str) -> dict[int, str]:
    """From the proposal to the end."""
    teaches, wants = SKILLS[lang]
    times = label("пн утро", "mon morning", lang)
    anna = await named(
        company, "employee", label("Анна", "Ann", lang), lang, teaches=teaches, wants=wants, slots=times, unit="A"
    )
    oleg = await named(
        company, "executive", label("Олег Петрович", "Oliver", lang), lang, TITLE[lang], teaches=wants, wants=teaches
    )
    await match_people(company.desk)
    await publish_pairs(company.desk)
    await rest(company)
    for person in (anna, oleg):
        await press(company, person, label("Да, хочу", "Yes, gladly", lang))
    await press(company, anna, label("Открыть пару", "Open the pair", lang))
    await press(company, anna, label("Самооценка до начала", "Rate myself before", lang))
    for mark in "3343434":
        await press(company, anna, mark)
    await press(company, anna, label("Моя цель", "My goal", lang))
    await say(company, anna, GOAL[lang])
    await press(company, oleg, label("Открыть пару", "Open the pair", lang))
    await press(company, oleg, label("Назначить встречу 1", "Set session 1", lang))
    await press(company, oleg, label("Через неделю", "In a week", lang))
    await press(company, oleg, teaches)
    company.clock.advance(days=6)
    await rest(company)
    company.clock.advance(days=1, hours=7)
    await rest(company)
    await press(company, anna, label("Да, встретились", "Yes, we met", lang))
    await press(company, anna, "5")
    await press(company, anna, label("Записать одну мысль", "Write down one thought", lang))
    await say(company, anna, THOUGHT[lang])
    await press(company, oleg, label("Нет, не вышло", "No, it fell through", lang))
    await press(company, oleg, label("Перенести встречу 1", "Move session 1", lang))
    await press(company, oleg, label("Завтра", "Tomorrow", lang))
    await press(company, oleg, label("Закончить раньше", "End early", lang))
    await press(company, oleg, label("Другой партнёр", "Another partner", lang))
    return {anna.id: PART[lang]["employee"], oleg.id: PART[lang]["executive"]}


STORIES: dict[str, tuple[Story, str, str]] = {"pair": (pair, "Наставническая пара", "A mentoring pair")}
