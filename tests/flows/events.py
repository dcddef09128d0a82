"""Stories of what goes by the clock and crosses several desks: a session's day, a question, a colleague, the board."""

from datetime import UTC, datetime

from core.moderation import questions as asking
from core.moderation.digest import compose, publish
from core.moderation.sessions import open_session
from core.moderation.taking_in import take_in
from core.sessions import EVENT, Terms
from telegram_bot.sandbox import Person
from tests.flows.scenarios import PART, REASON, STEP, TEXT, TITLE, Story, label, press, rest, say
from tests.telegram_bot.conftest import Company

OPENS = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
"""Wednesday, ten o'clock in Moscow."""
CLOSES = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
NAME = {"ru": "День без правил", "en": "A day without rules"}
RULES = {"ru": "Без имён. Критикуем решения, не людей.", "en": "No names. We criticise decisions, not people."}
ASKED = {"ru": "На каких планёрках это заметнее всего?", "en": "In which meetings is it worst?"}
TOLD = {"ru": "на понедельничных", "en": "in those on Mondays"}
TOPIC = {"ru": "О планёрках, за чаем", "en": "About the meetings, over tea"}
OBJECTION = {
    "ru": "бюджет ни при чём: речь о том, кто говорит на планёрках",
    "en": "the budget has nothing to do with it: this is about who speaks in the meetings",
}
COLLEAGUE = {"ru": "главный инженер", "en": "chief engineer"}


async def session_day(company: Company, lang: str) -> dict[int, str]:
    """Announced with a calendar file, reminded of, opened, written in, closed."""
    person = await company.employee(lang)
    window = {"opens": int(OPENS.timestamp()), "closes": int(CLOSES.timestamp())}
    terms = Terms(NAME[lang], EVENT, k=3, live=True, rules=RULES[lang], quota=2, **window)
    await open_session(company.desk, terms)
    await rest(company)
    await press(company, person, label("В календарь", "To my calendar", lang))
    await say(company, person, "/session")
    for hours in (45, 1):
        company.clock.advance(hours=hours, minutes=1)
        await rest(company)
    await press(company, person, label("Написать", "Write", lang))
    await say(company, person, TEXT[lang])
    await press(company, person, label("Отправить без имени", "Send without a name", lang))
    company.clock.advance(hours=8)
    await rest(company)
    return {person.id: PART[lang]["employee"]}


async def question(company: Company, lang: str) -> dict[int, str]:
    """An executive asks the unknown author, a moderator passes it on, and the answer comes back the same way."""
    person, executive = await company.employee(lang), await company.executive(lang, TITLE[lang])
    receipt = await company.critique(person, TEXT[lang], lang)
    await _publish(company)
    await press(company, executive, label("Начать", "Begin", lang))
    await press(company, executive, label("Спросить автора", "Ask the author", lang))
    await say(company, executive, ASKED[lang])
    await press(company, executive, label("Отправить", "Send", lang))
    (asked,) = await asking.load_questions(company.desk, company.session)
    await asking.pass_on(company.desk, company.session, asked)
    await rest(company)
    await say(company, person, " ".join(receipt.words(lang)))
    await press(company, person, label("Ответить", "Reply", lang))
    await say(company, person, TOLD[lang])
    await press(company, person, label("Отправить", "Send", lang))
    await take_in(company.desk, company.session)
    (asked,) = await asking.load_questions(company.desk, company.session)
    (reply,) = await asking.replies_to(company.desk, company.session, asked)
    await asking.hand_back(company.desk, company.session, asked, reply.id)
    await rest(company)
    await company.turn_to(executive)
    await executive.wait_for_text(label("Автор ответил", "The author has answered", lang))
    return {person.id: PART[lang]["employee"], executive.id: PART[lang]["executive"]}


async def offer(company: Company, lang: str) -> dict[int, str]:
    """An executive offers to meet; it is the author's to come, to answer or to keep silent."""
    person, executive = await company.employee(lang), await company.executive(lang, TITLE[lang])
    receipt = await company.critique(person, TEXT[lang], lang)
    await _publish(company)
    await press(company, executive, label("Начать", "Begin", lang))
    await press(company, executive, label("Предложить встречу", "Offer to meet", lang))
    await say(company, executive, TOPIC[lang])
    await press(company, executive, label("Отправить", "Send", lang))
    (asked,) = await asking.load_questions(company.desk, company.session)
    await asking.pass_on(company.desk, company.session, asked)
    await rest(company)
    await say(company, person, " ".join(receipt.words(lang)))
    return {person.id: PART[lang]["employee"], executive.id: PART[lang]["executive"]}


async def colleague(company: Company, lang: str) -> dict[int, str]:
    """An item goes to the colleague whom it concerns."""
    person, executive = await company.employee(lang), await company.executive(lang, TITLE[lang])
    await company.critique(person, TEXT[lang], lang)
    await _publish(company)
    await press(company, executive, label("Начать", "Begin", lang))
    other = await _second(company, lang)
    await press(company, executive, label("Передать", "Hand over", lang))
    await press(company, executive, COLLEAGUE[lang])
    await company.turn_to(other)
    await other.wait_for_button(label("Принять, нельзя игнорировать", "Accept, impossible to ignore", lang))
    await rest(company)
    return {executive.id: PART[lang]["executive"], other.id: label("коллега", "colleague", lang)}


async def contested(company: Company, lang: str) -> dict[int, str]:
    """What a code is; then a refusal with which the author does not agree, and the answer that follows."""
    person, executive = await company.employee(lang), await company.executive(lang, TITLE[lang])
    await press(company, person, label("Мои письма", "My letters", lang))
    receipt = await company.critique(person, TEXT[lang], lang)
    await _publish(company)
    await press(company, executive, label("Начать", "Begin", lang))
    await press(company, executive, label("Принять нельзя, игнорировать", "Accept impossible, ignore", lang))
    await say(company, executive, REASON[lang])
    await press(company, executive, label("Поставить запятую", "Place the comma", lang))
    company.clock.advance(hours=1)
    await say(company, person, " ".join(receipt.words(lang)))
    await press(company, person, label("Оспорить отказ", "Contest the refusal", lang))
    await say(company, person, label("нет", "no", lang))
    await say(company, person, OBJECTION[lang])
    await press(company, person, label("Отправить", "Send", lang))
    await say(company, person, " ".join(receipt.words(lang)))
    await press(company, person, label("Доска", "The board", lang))
    await press(company, person, label("Записи и ответы", "Items and answers", lang))
    company.clock.advance(hours=1)
    await rest(company)
    await press(company, executive, label("Принять, нельзя игнорировать", "Accept, impossible to ignore", lang))
    await say(company, executive, STEP[lang])
    await press(company, executive, label("Другой день", "Another day", lang))
    await say(company, executive, "15.12")
    await press(company, executive, label("Поставить запятую", "Place the comma", lang))
    await say(company, person, " ".join(receipt.words(lang)))
    return {person.id: PART[lang]["employee"], executive.id: PART[lang]["executive"]}


async def silence(company: Company, lang: str) -> dict[int, str]:
    """Half-time, the last day, silence that is called so, the answers' notice, the board, the weekly note."""
    person, executive = await company.employee(lang), await company.executive(lang, TITLE[lang])
    for text in (TEXT[lang], REASON[lang]):
        await company.critique(person, text, lang)
    await _publish(company)
    for hours in (44, 6, 25):
        company.clock.advance(hours=hours)
        await rest(company)
    await press(company, person, label("Доска", "The board", lang))
    await press(company, person, label("Записи и ответы", "Items and answers", lang))
    await press(company, person, "›")
    await press(company, person, label("К началу доски", "Back to the front", lang))
    await press(company, person, label("Что не вышло", "Not published", lang))
    company.clock.advance(hours=26)
    await rest(company)
    return {person.id: PART[lang]["employee"], executive.id: PART[lang]["executive"]}


STORIES: dict[str, tuple[Story, str, str]] = {
    "session": (session_day, "День сессии", "A session's day"),
    "question": (question, "Вопрос неизвестному автору", "A question to an unknown author"),
    "offer": (offer, "Предложение встретиться", "An offer to meet"),
    "colleague": (colleague, "Запись — коллеге", "An item for a colleague"),
    "contested": (contested, "Оспоренный отказ", "A contested refusal"),
    "silence": (silence, "Молчание, доска и неделя", "Silence, the board and the week"),
}


async def _publish(company: Company) -> None:
    # By the words, for ids are dice.
    items = [critique.id for critique in sorted(await company.released(), key=lambda one: one.text)]
    await publish(company.desk, company.session, await compose(company.desk, company.session, items))
    await rest(company)


async def _second(company: Company, lang: str) -> Person:
    other = company.sandbox.person("Second", lang)
    await other.follow_link(await company.invite("executive", COLLEAGUE[lang]))
    await rest(company)
    return other
