"""Everything is reached by buttons from /start: commands are only shortcuts."""

from dataclasses import replace

import pytest

from telegram_bot.patience import QUICK
from telegram_bot.sandbox import Button, Person, Shown
from tests.flows.scenarios import rest
from tests.telegram_bot.conftest import Company

NOT_PRESSED = ("p:lang", "f:", "e", "g", "c", "w", "dl:", "dp:", "dh:", "m:", "bi:", "bp:", "bn:")
"""What changes something, and the inner pages of formats and board, which have tests of their own."""


def head(shown: Shown) -> str:
    """The first line, by which a card is known."""
    return shown.text.split("\n", 1)[0]


async def told(bot: Company, person: Person, before: int) -> Shown:
    """The message that the bot has said or edited last since then."""
    await rest(bot)
    entries = [one for one in person.entries()[before:] if one.by_bot and one.what in ("says", "edits")]
    shown = person.message(entries[-1].message_id or 0)
    assert shown is not None
    return shown


async def say(bot: Company, person: Person, text: str) -> Shown:
    before = len(person.entries())
    await person.say(text)
    return await told(bot, person, before)


async def press(bot: Company, person: Person, data: str, shown: Shown) -> Shown:
    before = len(person.entries())
    await person.press(lambda button: button.data == data, shown)
    return await told(bot, person, before)


def leading_on(shown: Shown) -> list[Button]:
    buttons = [button for row in shown.buttons for button in row if button.kind == "callback"]
    return [one for one in buttons if not one.data.startswith(NOT_PRESSED)]


async def walk(bot: Company, person: Person) -> set[str]:
    """Follow every button that leads on, each by its shortest way from /start; the heads of all cards."""
    heads, known, ways = set[str](), set[str](), list[list[str]]([[]])
    while ways:
        way = ways.pop(0)
        shown = await say(bot, person, "/start")
        for data in way:
            shown = await press(bot, person, data, shown)
        heads.add(head(shown))
        for button in leading_on(shown):
            if button.data not in known:
                known.add(button.data)
                ways.append([*way, button.data])
    return heads


@pytest.mark.parametrize(("role", "lang"), [("employee", "ru"), ("executive", "en")])
async def test_what_a_command_says_a_button_says_too(company: Company, role: str, lang: str) -> None:
    bot = company
    # What goes by the clock comes when the test looks at it, and never in between.
    bot.tempo = replace(QUICK, clocks=3600.0, courier=3600.0)
    await bot.start()
    person, boss = await bot.employee(lang), await bot.executive(lang)
    await bot.critique(person, "решают трое, остальные молчат", lang)
    await bot.publish()
    await rest(bot)
    await boss.wait_for_button(lambda button: button.data.startswith("ds:"))
    await rest(bot)
    person = boss if role == "executive" else person
    heads = await walk(bot, person)
    names = [name for name, _ in person.commands()]
    assert len(names) == (11 if role == "executive" else 9)
    # /help tells of the others.
    assert [name for name in names if head(await say(bot, person, f"/{name}")) not in heads] == ["help"]
