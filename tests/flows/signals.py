"""A signal, those who see it too, the alarm, and what an executive does with it."""

from core.moderation.programme import begin_programme, give_order
from core.programs.signal_records import Whereabouts
from telegram_bot.formats.signals.cards import LABEL_LONGEST
from telegram_bot.lengths import shorten
from telegram_bot.sandbox import Person
from tests.flows.council import closed_and_counted
from tests.flows.scenarios import PART, TITLE, Story, label, press, rest, say
from tests.telegram_bot.conftest import Company

PLACES = {"ru": ("Москва", "Самара", "Склад"), "en": ("London", "Leeds", "Warehouse")}
WHAT = {
    "ru": "Клиенты всё чаще просят счёт прямо в мессенджере, а не на почту",
    "en": "Customers ask more and more to be billed in the messenger instead of by mail",
}
ALSO = {
    "ru": "Клиенты чаще просят прислать счёт в мессенджере, почту не читают",
    "en": "More and more customers ask to be billed in the messenger, mail goes unread",
}
STEP = {
    "ru": "До пятницы поговорю с тремя клиентами и включу выставление счетов в чате для одного из них.",
    "en": "By Friday I will talk to three customers and turn billing in the chat on for one of them.",
}


async def with_places(company: Company, lang: str) -> None:
    """The organiser has named the company's places."""
    await begin_programme(company.desk)
    await give_order(company.desk, "signals-places", Whereabouts(PLACES[lang]))
    await rest(company)


async def first(company: Company, person: Person, lang: str, place: int = 0) -> None:
    """The first who notices."""
    await say(company, person, "/signal")
    await press(company, person, label("Заметил перемену", "I noticed a change", lang))
    await say(company, person, WHAT[lang])
    await press(company, person, PLACES[lang][place])
    await press(company, person, label("Часто", "Often", lang))


async def another(company: Company, person: Person, lang: str, place: int) -> None:
    """Somebody who begins to write the same, and sees that others have."""
    await say(company, person, "/signal")
    await press(company, person, label("Заметил перемену", "I noticed a change", lang))
    await say(company, person, ALSO[lang])
    await press(company, person, f"≈ {shorten(WHAT[lang], LABEL_LONGEST)}")
    await press(company, person, PLACES[lang][place])
    await press(company, person, label("Раз", "Once", lang))


async def signal(company: Company, lang: str) -> dict[int, str]:
    """Three people at two places: the alarm; the executive's comma; the sender sees it."""
    await with_places(company, lang)
    anna, boris, vera = [await company.employee(lang, name) for name in ("A", "B", "C")]
    oleg = await company.executive(lang, TITLE[lang])
    await first(company, anna, lang)
    await another(company, boris, lang, 1)
    await another(company, vera, lang, 1)
    await press(company, oleg, label("Принять, нельзя игнорировать", "Accept, impossible to ignore", lang))
    await say(company, oleg, STEP[lang])
    await say(company, anna, "/signal")
    return {anna.id: PART[lang]["employee"], oleg.id: PART[lang]["executive"]}


async def signal_vote(company: Company, lang: str) -> dict[int, str]:
    """The alarm; the executive asks all employees in one press; they vote, and the answer stands beside the result."""
    await with_places(company, lang)
    anna, boris, vera = people = [await company.employee(lang, name) for name in ("A", "B", "C")]
    oleg = await company.executive(lang, TITLE[lang])
    await first(company, anna, lang)
    await another(company, boris, lang, 1)
    await another(company, vera, lang, 1)
    await press(company, oleg, label("На голосование", "To a vote", lang))
    await rest(company)
    for person in people:
        await press(company, person, label("Проголосовать", "Vote", lang))
        await press(company, person, label("За", "For", lang))
    await closed_and_counted(company)
    await press(company, anna, label("Проверить мой голос", "Check my vote", lang))
    await press(company, oleg, label("Принять, нельзя игнорировать", "Accept, impossible to ignore", lang))
    await say(company, oleg, STEP[lang])
    await say(company, anna, "/signal")
    return {anna.id: PART[lang]["employee"], oleg.id: PART[lang]["executive"]}


STORIES: dict[str, tuple[Story, str, str]] = {
    "signal": (signal, "Сигнал", "A signal"),
    "signal-vote": (signal_vote, "Сигнал, вынесенный на голосование", "A signal that is put to a vote"),
}
