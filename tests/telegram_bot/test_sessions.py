"""A session as an event, through the real bot: weeks in seconds, in both languages, across restarts."""

import asyncio
from datetime import UTC, datetime

import pytest

from core.moderation.sessions import close_session, open_session
from core.sessions import EVENT, Session, Terms
from telegram_bot.sandbox import Person
from tests.telegram_bot.conftest import Company

DAY = 24 * 3600
SAID = {
    "ru": {"announced": "Назначена сессия", "reminder": "Через час", "opened": "Открыта сессия",
           "closed": "закончилась", "weekly": "Неделя на доске", "calendar": "В календарь", "sessions": "Сессии",
           "board": "Доска", "result": "у руководителей", "answers": "запятых 0 из 1", "people": "не меньше 3 человек"},
    "en": {"announced": "is scheduled", "reminder": "In an hour", "opened": "is open.", "closed": "is over",
           "weekly": "The week on the board", "calendar": "To my calendar", "sessions": "Sessions",
           "board": "The board", "result": "with the executives", "answers": "0 of 1 have a comma",
           "people": "At least 3 people"},
}  # fmt: skip


async def schedule(bot: Company, **terms: object) -> Session:
    """A session in two days, from 10:00 to 18:00 in Moscow."""
    opens = int(datetime(2026, 3, 4, 7, 0, tzinfo=UTC).timestamp())
    given = {"opens": opens, "closes": opens + 8 * 3600, "k": 3, "live": True, "rules": "Без имён."} | terms
    return await open_session(bot.desk, Terms("День без правил", EVENT, **given))  # type: ignore[arg-type]


def count(person: Person, part: str) -> int:
    return sum(part in one.text for one in person.screen() if one.by_bot)


@pytest.mark.parametrize("lang", ["ru", "en"])
async def test_a_session_lives_through_its_week_and_every_restart(bot: Company, lang: str) -> None:
    said = SAID[lang]
    anna = await bot.employee(lang)
    await schedule(bot)
    await anna.wait_for_text(said["announced"])
    for hours, part in ((45, "reminder"), (1, "opened"), (8, "closed"), (50, "weekly")):
        await bot.stop()
        bot.clock.advance(hours=hours, minutes=1)
        await bot.start()
        await anna.wait_for_text(said[part])
    await bot.stop()
    await bot.start()
    await asyncio.sleep(0.3)
    assert [count(anna, said[part]) for part in ("announced", "reminder", "opened", "closed", "weekly")] == [1] * 5


@pytest.mark.parametrize("lang", ["ru", "en"])
async def test_the_calendar_file_comes_at_a_press(bot: Company, lang: str) -> None:
    said = SAID[lang]
    anna = await bot.employee(lang)
    await schedule(bot)
    await anna.press(said["calendar"], await anna.wait_for_button(said["calendar"]))
    shown = await anna.wait_for(lambda screen: next((one for one in screen if one.kind == "document"), None))
    assert shown.file_name == "session.ics"
    content = anna.download(shown)
    assert b"BEGIN:VEVENT" in content
    assert "SUMMARY:День без правил".encode() in content


async def test_letters_go_to_the_event_only_while_its_window_lasts(bot: Company) -> None:
    anna = await bot.employee()
    session = await schedule(bot)
    await anna.wait_for_text("Назначена")
    await anna.say("до начала")
    early = await anna.wait_for_text("«до начала»")
    assert "День без правил" not in early.text
    bot.clock.advance(hours=46)
    await anna.wait_for_text("Открыта сессия")
    await anna.say("во время")
    assert session.terms.title in (await anna.wait_for_text("«во время»")).text


@pytest.mark.parametrize("lang", ["ru", "en"])
async def test_the_live_count_is_shown_from_k_upwards_in_steps_of_k(bot: Company, lang: str) -> None:
    said = SAID[lang]
    people = [bot.sandbox.person(name, lang) for name in ("Анна", "Борис", "Вера", "Глеб")]
    for person in people:
        await person.follow_link(await bot.invite())
        await person.wait_for_button(said["sessions"])
    await schedule(bot, opens=None)
    for number, person in enumerate(people, 1):
        await bot.critique(person, "решают трое, остальные молчат", lang)
        await person.press(said["sessions"], await person.wait_for_button(said["sessions"]))
        card = await person.wait_for(
            lambda screen: next((one for one in screen if one.edited and "Без имён." in one.text), None)
        )
        assert (said["people"] in card.text) is (number >= 3)


async def test_a_session_for_executives_is_not_shown_to_employees(bot: Company) -> None:
    anna = await bot.employee()
    bosses = [bot.sandbox.person(f"Б{number}", "ru") for number in range(3)]
    for boss in bosses:
        await boss.follow_link(await bot.invite("executive", "директор"))
        await boss.wait_for_text("запятую")
    await schedule(bot, opens=None, audience="executive")
    await bosses[0].wait_for_text("Открыта сессия")
    await anna.say("а мне куда")
    assert "День без правил" not in (await anna.wait_for_text("«а мне куда»")).text
    await bosses[0].say("а нам сюда")
    assert "День без правил" in (await bosses[0].wait_for_text("«а нам сюда»")).text
    assert count(anna, "Открыта сессия") == 0


async def test_a_called_off_session_is_called_off_for_everybody(bot: Company) -> None:
    anna = await bot.employee()
    session = await schedule(bot)
    await anna.wait_for_text("Назначена")
    bot.clock.advance(hours=1)
    await close_session(bot.desk, session)
    await anna.wait_for_text("отменили")


@pytest.mark.parametrize("lang", ["ru", "en"])
async def test_everybody_hears_of_a_digest_and_of_its_answers_and_reads_the_board(bot: Company, lang: str) -> None:
    said = SAID[lang]
    boss, anna, other = await bot.executive(lang), await bot.employee(lang), await bot.employee(lang, "Борис")
    await bot.critique(anna, "решают трое, остальные молчат", lang)
    await bot.publish()
    await other.wait_for_text(said["result"])
    bot.clock.advance(hours=80)
    for person in (anna, other):
        await person.wait_for_text(said["answers"])
    assert count(boss, said["result"]) == 0
    await other.press(said["board"], await other.wait_for_button(said["board"]))
    front = await other.wait_for(
        lambda screen: next((one for one in screen if any("bi:" in b.data for r in one.buttons for b in r)), None)
    )
    assert front.protected
    await other.press(lambda button: button.data.startswith("bi:"), front)
    await other.wait_for_text("решают трое")
