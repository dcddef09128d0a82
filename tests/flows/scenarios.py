"""The conversations. Each takes a company whose bot runs and a language, and plays one story to its end."""

import asyncio
from collections.abc import Awaitable, Callable

from core.crypto.receipt import Receipt, read_code
from core.errors import WrongCode
from core.moderation.digest import compose, publish
from core.moderation.inbox import load_critiques
from core.moderation.records import save
from core.moderation.review import RELEASED, decline, redact, release
from core.moderation.taking_in import take_in
from telegram_bot.sandbox import Person, Shown
from tests.telegram_bot.conftest import Company, code_on

Story = Callable[[Company, str], Awaitable[dict[int, str]]]

TEXT = {
    "ru": "на планёрках решают трое, остальные сидят молча, а потом виноваты исполнители",
    "en": "three people decide in the meetings, the rest sit silent, and then those who did the work are to blame",
}
TELLING = {
    "ru": "на планёрках решают трое, остальные молчат, а потом виноваты исполнители, как было с Виктором Павловичем",
    "en": "three people decide in the meetings and the rest sit silent; ask me at ann@example.org and I will explain",
}
STEP = {
    "ru": "На планёрках вводим круг: каждый говорит две минуты, решение последним.",
    "en": "A round at every meeting: everybody speaks for two minutes, the decision comes last.",
}
REASON = {
    "ru": "Премии в этом квартале не вырастут: бюджет утверждён в марте, и пересматривать его до января мы не вправе, "
    "вернёмся к этому вместе с вами.",
    "en": "Bonuses will not grow this quarter: the budget was fixed in March and we may not reopen it before January; "
    "we will come back to this together with you.",
}
PART = {
    "ru": {"employee": "сотрудник", "executive": "руководитель", "stranger": "незнакомец"},
    "en": {"employee": "employee", "executive": "executive", "stranger": "stranger"},
}


def label(ru: str, en: str, lang: str) -> str:
    """A button's label."""
    return ru if lang == "ru" else en


async def newcomer(company: Company, lang: str) -> dict[int, str]:
    """The first meeting: an invitation, the promise and its limit, privacy, help, forgetting."""
    stranger = company.sandbox.person("Stranger", lang)
    await stranger.follow_link()
    await rest(company)
    person = await company.employee(lang)
    await press(company, person, label("Как это устроено", "How it works", lang))
    for command in ("/privacy", "/help", "/forget"):
        await say(company, person, command)
    return {stranger.id: PART[lang]["stranger"], person.id: PART[lang]["employee"]}


async def letter(company: Company, lang: str) -> dict[int, str]:
    """Writing: preview, topic, sending, the code, removing it from the chat."""
    person = await company.employee(lang)
    await say(company, person, TEXT[lang])
    await press(company, person, label("Решения", "Decisions", lang))
    await press(company, person, label("Отправить без имени", "Send without a name", lang))
    await press(company, person, label("Сохранил, убрать отсюда", "Saved, remove from here", lang))
    return {person.id: PART[lang]["employee"]}


async def answer(company: Company, lang: str) -> dict[int, str]:
    """The whole loop: released with a mark, the digest, the comma, and the author reads the answer by code."""
    person, executive = await company.employee(lang), await company.executive(lang, TITLE[lang])
    await say(company, person, TELLING[lang])
    await press(company, person, label("Оставить как есть", "Leave as is", lang))
    receipt = next(code_on(shown) for shown in reversed(person.screen()) if has_code(shown))
    await take_in(company.desk, company.session)
    critique = (await load_critiques(company.desk, company.session))[0]
    hidden = label("Виктором Павловичем", "ann@example.org", lang)
    start = critique.text.index(hidden)
    kind = label("name", "contact", lang)
    review = redact(critique.review, critique.text, start, start + len(hidden), kind)
    critique = await save(company.desk, critique, review, "redact")
    await save(company.desk, critique, release(critique.review), "release")
    await publish_all(company)
    await press(company, executive, label("Начать", "Begin", lang))
    await press(company, executive, label("Принять, нельзя игнорировать", "Accept, impossible to ignore", lang))
    await say(company, executive, STEP[lang])
    await press(company, executive, label("Через неделю", "In a week", lang))
    await say(company, person, " ".join(receipt.words(lang)))
    return {person.id: PART[lang]["employee"], executive.id: PART[lang]["executive"]}


async def refusal(company: Company, lang: str) -> dict[int, str]:
    """The comma in the other place: too short a reason, then a real one; the author reads it."""
    person, executive = await company.employee(lang), await company.executive(lang, TITLE[lang])
    receipt = await company.critique(person, TEXT[lang], lang)
    await company.publish()
    await rest(company)
    await press(company, executive, label("Начать", "Begin", lang))
    no = label("Принять нельзя, игнорировать", "Accept impossible, ignore", lang)
    await press(company, executive, no)
    await say(company, executive, label("Нет.", "No.", lang))
    await say(company, executive, REASON[lang])
    await press(company, executive, label("Поставить запятую", "Place the comma", lang))
    await say(company, person, " ".join(receipt.words(lang)))
    return {person.id: PART[lang]["employee"], executive.id: PART[lang]["executive"]}


async def declined(company: Company, lang: str) -> dict[int, str]:
    """A moderator declines; the author learns why by code."""
    person = await company.employee(lang)
    receipt = await company.critique(person, TEXT[lang], lang)
    await take_in(company.desk, company.session)
    critique = (await load_critiques(company.desk, company.session))[0]
    words = label("Это уже обсуждали в октябре.", "This was discussed in October.", lang)
    await save(company.desk, critique, decline(critique.review, "duplicate", words), "decline")
    await say(company, person, " ".join(receipt.words(lang)))
    await say(company, person, misspelt(receipt, lang))
    return {person.id: PART[lang]["employee"]}


def misspelt(receipt: Receipt, lang: str) -> str:
    """A code with two words in the wrong order, such that its checksum notices: one in sixteen passes."""
    words = receipt.words(lang)
    for place in range(len(words) - 1):
        swapped = [*words[:place], words[place + 1], words[place], *words[place + 2 :]]
        try:
            read_code(" ".join(swapped))
        except WrongCode:
            return " ".join(swapped)
    raise AssertionError("no order of the words is wrong")


async def refused(company: Company, lang: str) -> dict[int, str]:
    """What the bot does not take, and why."""
    person = await company.employee(lang)
    for send in (person.send_photo, person.send_voice, person.send_sticker, person.send_poll, person.send_location):
        await company.turn_to(person)
        await send()
        await rest(company)
    return {person.id: PART[lang]["employee"]}


TITLE = {"ru": "директор по продукту", "en": "head of product"}

STORIES: dict[str, tuple[Story, str, str]] = {
    "newcomer": (newcomer, "Первая встреча", "First meeting"),
    "letter": (letter, "Письмо", "A letter"),
    "answer": (answer, "Принять, нельзя игнорировать", "Accept, impossible to ignore"),
    "refusal": (refusal, "Принять нельзя, игнорировать", "Accept impossible, ignore"),
    "declined": (declined, "Отклонено модератором", "Declined by a moderator"),
    "refused": (refused, "Чего бот не берёт", "What the bot does not take"),
}


def has_code(shown: Shown) -> bool:
    """Whether a message shows a code."""
    return any(button.kind == "copy" for row in shown.buttons for button in row)


async def rest(company: Company) -> None:
    """Until the bot has done all there is to do: no update waits or is under way, what the clock asks for is done, and
    all that this leaves in the outbox is brought."""
    is_calm = False
    while not is_calm:
        while not company.is_still:  # noqa: ASYNC110 -- of an update that is finished there is no event
            await asyncio.sleep(0.01)
        await company.carry_on()
        is_calm = company.is_still


async def press(company: Company, person: Person, button: str) -> None:
    """Press the newest such button and see all that follows."""
    await company.turn_to(person)
    await person.wait_for_button(button)
    await person.press(button)
    await rest(company)


async def say(company: Company, person: Person, text: str) -> None:
    """Say something and see all that follows."""
    await company.turn_to(person)
    await person.say(text)
    await rest(company)


async def publish_all(company: Company) -> None:
    """Everything released, in a published and delivered digest."""
    found = await load_critiques(company.desk, company.session)
    items = [critique.id for critique in found if critique.review.state == RELEASED]
    await publish(company.desk, company.session, await compose(company.desk, company.session, items))
    await rest(company)
