"""Small parts: dates, lengths, pace, contexts in links."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from core.crypto.receipt import Receipt
from core.errors import NotFound, StoreFull
from telegram_bot.dates import read_day
from telegram_bot.delivery import will_pass
from telegram_bot.lengths import TEXT_LIMIT, cut, shorten, split, units
from telegram_bot.pacing import Pace, checked
from telegram_bot.prompts import DUE, REASON, STEP, CodeContext, ItemContext, read_payload

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15.12", date(2026, 12, 15)),
        (" 15/12 ", date(2026, 12, 15)),
        ("15.12.", date(2026, 12, 15)),
        ("1.2", date(2027, 2, 1)),
        ("15.12.2026", date(2026, 12, 15)),
        ("15.12.27", date(2027, 12, 15)),
        ("2026-12-15", date(2026, 12, 15)),
        ("23.11", TODAY),
        ("22.11.2026", None),
        ("2031-01-01", None),
        ("31.02", None),
        ("29.2", None),
        ("завтра", None),
        ("15.13", None),
        ("", None),
    ],
)
def test_days_as_people_type_them(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(4, 50))
def test_what_is_split_fits_and_loses_nothing_but_space(text: str, most: int) -> None:
    parts = split(text, most)
    assert all(0 < units(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(st.text(st.characters(codec="utf-8"), max_size=200), st.integers(2, 100))
def test_what_is_shortened_fits(text: str, most: int) -> None:
    short = shorten(text, most)
    assert units(short) <= most
    assert short == text or short.endswith("…")
    assert "".join(cut(text, most)) == text


def test_units_are_utf16() -> None:
    assert units("a😀б") == len("a😀б".encode("utf-16-le")) // 2
    assert units("😀" * 2048) == TEXT_LIMIT


def test_the_pace_lets_a_burst_through_and_then_spreads() -> None:
    now = 0.0
    pace = Pace(1.0, 2, lambda: now)
    assert [pace.reserve(7) for _ in range(4)] == [0.0, 0.0, 1.0, 2.0]
    assert pace.reserve(8) == 0.0
    now = 10.0
    assert pace.reserve(7) == 0.0
    pace.hold(7, 5.0)
    assert pace.reserve(7) == 5.0


def test_no_pace_is_no_wait() -> None:
    pace = Pace(0, 1, lambda: 0.0)
    assert [pace.reserve(1) for _ in range(100)] == [0.0] * 100


def test_the_pace_forgets_chats_whose_time_has_passed() -> None:
    now = 0.0
    pace = Pace(1.0, 1, lambda: now)
    for chat in range(5000):
        now += 2.0
        pace.reserve(chat)
    assert len(pace._due) <= 4097


@pytest.mark.parametrize("kind", [STEP, DUE, REASON])
def test_an_items_context_comes_back(kind: str) -> None:
    context = ItemContext(kind, bytes(range(248, 256)), 4_000_000_000)
    assert read_payload(context.payload) == context
    assert len(context.payload) < 32, "shorter than an invitation, and within Telegram's 64"


@given(st.binary(min_size=16, max_size=16))
def test_a_codes_context_comes_back(secret: bytes) -> None:
    context = CodeContext(Receipt(secret))
    assert read_payload(context.payload) == context
    assert secret.hex() not in repr(context)


@given(st.text(alphabet="ABCabcdt0123456789_-", min_size=32, max_size=32))
def test_an_invitation_is_never_a_context(payload: str) -> None:
    assert read_payload(payload) is None


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (StoreFull(), True),
        (NetworkError("x"), True),
        (TimedOut(), True),
        (RetryAfter(3), True),
        (TelegramError("x"), True),
        (BadRequest("x"), False),
        (Forbidden("x"), False),
        (NotFound(), False),
        (ValueError(), False),
    ],
)
def test_which_errors_time_heals(error: Exception, passes: bool) -> None:
    assert will_pass(error) is passes


def test_a_garbled_answer_is_recognised_before_the_library_trips_over_it() -> None:
    assert checked("deleteMessages", True) is True
    for endpoint, garbage in (("sendMessage", [7]), ("sendMessage", {"ok": 1}), ("answerCallbackQuery", {"a": 1})):
        with pytest.raises(TelegramError):
            checked(endpoint, garbage)  # type: ignore[arg-type]
