"""A whole programme from a table of people: everybody joins, is matched, agrees, and half a year goes by in seconds."""

import logging
from dataclasses import replace
from itertools import cycle

import pytest

from core.moderation.pairing import match_people, publish_pairs
from core.moderation.programme import begin_programme, read_shelf
from core.people.invitations import create_invites
from core.programs.mentoring import PAIRS
from core.programs.pairs import SESSIONS, Ending
from core.programs.people_list import read_people
from core.programs.profiles import PROFILES
from core.programs.states import State
from telegram_bot.deps import Deps
from telegram_bot.formats import registry
from telegram_bot.sandbox import Person
from tests.flows.scenarios import label, press, rest, say
from tests.telegram_bot.conftest import Company

HEAD = "имя;роль;должность;подразделение;может научить;хочет узнать;время;языки;мест"
TAUGHT, WANTED = ("нейросети", "данные", "дизайн"), ("стратегия", "финансы", "клиенты")


def table(juniors: int, seniors: int, places: int, lang: str) -> bytes:
    """A list of people as an organiser would write it."""
    taught, wanted, parts = cycle(TAUGHT), cycle(WANTED), cycle(("пн утро", "ср день", "пт вечер"))
    rows = [
        f"Сотрудник {n};;;отдел {n % 5};{next(taught)}, вязание;{next(wanted)};{next(parts)};{lang};"
        for n in range(juniors)
    ]
    for n in range(seniors):
        teaches, learns = f"{next(wanted)}, {next(wanted)}", ", ".join(TAUGHT)
        rows.append(f"Руководитель {n};руководитель;директор {n};правление;{teaches};{learns};;{lang};{places}")
    return "\n".join([HEAD, *rows]).encode()


async def joined(company: Company, juniors: int, seniors: int, places: int, lang: str) -> list[Person]:
    """Everybody of the table has followed their link."""
    await begin_programme(company.desk)
    cards = read_people("люди.csv", table(juniors, seniors, places, lang))
    tokens = await create_invites(company.desk.store, company.clock, company.desk.issuer, cards)
    people = [company.sandbox.person(f"P{number}", lang) for number in range(len(tokens))]
    for person, token in zip(people, tokens, strict=True):
        await person.follow_link(token)
    await rest(company)
    return people


@pytest.mark.parametrize("lang", ["ru", "en"])
async def test_a_table_becomes_pairs_that_agree(bot: Company, lang: str) -> None:
    people = await joined(bot, 6, 3, 2, lang)
    assert len(await read_shelf(bot.desk, PROFILES)) == len(people)
    fairness = await match_people(bot.desk)
    assert (fairness.pairs, fairness.unmatched, fairness.blocking) == (6, (), 0)
    await publish_pairs(bot.desk)
    await rest(bot)
    yes = label("Да, хочу", "Yes, gladly", lang)
    for person in people:
        for shown in [one for one in person.screen() if yes in one.labels]:
            await person.press(yes, shown)
    await rest(bot)
    pairs = await read_shelf(bot.desk, PAIRS)
    assert [record.body.state for record in pairs] == [State.ACCEPTED] * 6


@pytest.mark.parametrize("lang", ["ru", "en"])
async def test_half_a_year_goes_by(bot: Company, lang: str) -> None:
    anna, oleg = await joined(bot, 1, 1, 1, lang)
    await match_people(bot.desk)
    await publish_pairs(bot.desk)
    await rest(bot)
    for person in (anna, oleg):
        await press(bot, person, label("Да, хочу", "Yes, gladly", lang))
    for number in range(1, SESSIONS + 1):
        await say(bot, oleg, "/mentor")
        await press(bot, oleg, label(f"Назначить встречу {number}", f"Set session {number}", lang))
        await press(bot, oleg, label("Через месяц", "In a month", lang))
        await press(bot, oleg, label("нейросети", "neural networks", lang))
        bot.clock.advance(days=29)
        await rest(bot)
        bot.clock.advance(days=1, hours=7)
        await rest(bot)
        for person in (anna, oleg):
            await press(bot, person, label("Да, встретились", "Yes, we met", lang))
            await press(bot, person, "5")
        bot.clock.advance(hours=-7)
    (record,) = await read_shelf(bot.desk, PAIRS)
    assert record.body.ending is Ending.COMPLETE
    await press(bot, anna, label("Открыть пару", "Open the pair", lang))
    await press(bot, anna, label("Сертификат", "Certificate", lang))
    shown = anna.last()
    assert shown
    assert anna.download(shown).startswith(b"%PDF-")
    bot.clock.advance(days=31)
    await rest(bot)
    (record,) = await read_shelf(bot.desk, PAIRS)
    assert not record.live


async def test_a_format_that_fails_as_nobody_expected_holds_up_no_other_and_tells_nothing(
    bot: Company, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looked = []

    async def fail(deps: Deps) -> None:
        del deps
        raise IndexError("слова из письма")

    async def look(deps: Deps) -> None:
        looked.append(deps)

    first, second = registry.FORMATS[:2]
    monkeypatch.setattr(registry, "FORMATS", (replace(first, look=fail), replace(second, look=look)))
    assert bot.bot
    with caplog.at_level(logging.DEBUG):
        await registry.look_at_formats(bot.bot.deps)
    assert looked
    assert "IndexError" in caplog.text
    assert "слова" not in caplog.text
