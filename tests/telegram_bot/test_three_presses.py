"""From /start to «Запечатано» in at most three presses, however somebody comes, whatever is open and whatever the
text gives away."""

import pytest

from core.clock import seconds_of
from core.moderation.sessions import open_session
from core.sessions import EVENT, Terms
from telegram_bot.sandbox import Person
from tests.telegram_bot.conftest import Company

PLAIN = {"ru": "решают трое, остальные молчат", "en": "three people decide and the rest keep silent"}
TELLING = {"ru": "решает Виктор Павлович, звоните 89031234567", "en": "Victor decides, write to ann@example.org"}
HABIT = {"ru": "решают трое!!! остальные молчат!!!", "en": "three people decide!!! the rest keep silent!!!"}
LABELS = {
    "ru": {"begin": "Понятно, начать", "topic": "Решения", "here": "Сюда, до", "smooth": "Убрать мои привычки",
           "fix": "Исправлю", "leave": "Оставить как есть", "send": "Отправить без имени", "sealed": "Запечатано"},
    "en": {"begin": "Understood, begin", "topic": "Decisions", "here": "Here, until", "smooth": "Smooth my habits",
           "fix": "I’ll fix it", "leave": "Leave as is", "send": "Send without a name", "sealed": "Sealed."},
}  # fmt: skip
WAYS = [
    (PLAIN, ("topic", "send")),
    (PLAIN, ("here", "send")),
    (TELLING, ("topic", "leave")),
    (TELLING, ("fix", "send")),
    (HABIT, ("smooth", "send")),
]
"""What is written, and the presses that follow «Понятно, начать»."""


async def press(person: Person, label: str) -> None:
    """The newest button that begins so."""
    shown = await person.wait_for_button(lambda button: button.label.startswith(label))
    await person.press(lambda button: button.label.startswith(label), shown)


async def write(person: Person, lang: str, text: dict[str, str], presses: tuple[str, ...]) -> int:
    """From the first card to the code; how many presses the chat has seen meanwhile."""
    said, before = LABELS[lang], len(person.entries())
    await press(person, said["begin"])
    await person.say(text[lang])
    for name in presses:
        await press(person, said[name])
        if name == "fix":
            await person.wait_for(lambda screen: next((one for one in screen if one.forces_reply), None))
            await person.say(PLAIN[lang])
    sealed = await person.wait_for_text(said["sealed"])
    assert any(button.kind == "copy" for row in sealed.buttons for button in row)
    return sum(entry.what == "presses" for entry in person.entries()[before:])


@pytest.mark.parametrize("lang", ["ru", "en"])
async def test_no_conversation_needs_more_than_three_presses(bot: Company, lang: str) -> None:
    for is_event in (False, True):
        if is_event:
            closes = seconds_of(bot.clock) + 3600
            await open_session(bot.desk, Terms("День без правил", EVENT, k=3, live=True, rules="!", closes=closes))
        joined = bot.sandbox.person("Анна", lang)
        await joined.follow_link(await bot.invite())
        for number, (text, presses) in enumerate(WAYS):
            newcomer = bot.sandbox.person(f"Новичок {number}", lang)
            await newcomer.follow_link(await bot.invite())
            assert await write(newcomer, lang, text, presses) == 3
        await joined.say("/start")
        assert await write(joined, lang, *WAYS[2 * is_event]) == 3
