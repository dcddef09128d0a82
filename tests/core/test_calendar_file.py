"""A session's calendar file is iCalendar that nothing in a title can break."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core.calendar_file import LINE_MOST, calendar_file
from core.company import Company
from core.errors import BadInput
from core.moments import read_moment
from core.sessions import EVENT, Session, Terms

OPENS = int(datetime(2026, 12, 1, 7, 0, tzinfo=UTC).timestamp())
MOSCOW = ZoneInfo("Europe/Moscow")


def made(title: str = "День без правил", rules: str = "", state: str = "open", lang: str = "ru") -> bytes:
    terms = Terms(title, EVENT, opens=OPENS, closes=OPENS + 3600, rules=rules)
    session = Session(b"\xab" * 16, terms, state, 1, OPENS - 9, None, b"")
    return calendar_file(session, Company("Ромашка", "Europe/Moscow", "revmentor_bot"), lang, OPENS - 9)


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_it_has_what_a_calendar_needs() -> None:
    lines = unfolded(made())
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert {"DTSTART:20261201T070000Z", "DTEND:20261201T080000Z", f"UID:{'ab' * 16}@revmentor"} <= set(lines)
    assert "SUMMARY:День без правил" in lines


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_no_line_is_longer_than_allowed_and_no_letter_is_cut(lang: str) -> None:
    content = made("Очень длинное название " * 3, "правило; " * 40, lang=lang)
    assert all(len(line) <= LINE_MOST for line in content.split(b"\r\n"))
    content.decode()


def test_a_title_cannot_smuggle_a_property_in() -> None:
    lines = unfolded(made("x\nATTENDEE:mailto:boss@example.com", "a\r\nBEGIN:VALARM\nb,c;d\\e"))
    assert not any(line.startswith(("ATTENDEE", "BEGIN:VALARM")) for line in lines)
    assert any("b\\,c\\;d\\\\e" in line for line in lines)


def test_a_called_off_session_is_taken_out_of_the_calendar() -> None:
    assert "STATUS:CANCELLED" in unfolded(made(state="closed"))
    assert "STATUS:CANCELLED" not in unfolded(made())


@pytest.mark.parametrize("text", ["2026-12-01 10:00", "2026-12-01T10:00", "01.12.2026 10:00", "1.12 10:00"])
def test_a_moment_is_read_by_the_companys_clock(text: str) -> None:
    assert read_moment(text, MOSCOW, OPENS - 90_000) == OPENS


def test_without_a_year_the_next_such_day_is_meant() -> None:
    january = int(datetime(2027, 1, 15, 7, 0, tzinfo=UTC).timestamp())
    assert read_moment("15.01 10:00", MOSCOW, OPENS) == january


@pytest.mark.parametrize("text", ["", "завтра", "32.12 10:00", "2026-02-30 10:00", "01.12 25:00", "10:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_moment(text, MOSCOW, OPENS)
