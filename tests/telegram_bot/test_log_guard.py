"""No text, name, id or token reaches a log line, at any level, whatever goes wrong."""

import asyncio
import io
import logging
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from pymorphy3 import MorphAnalyzer

from telegram_bot.log_guard import describe, guard_process, guarded_logs, on_loop_trouble, redact
from tests.telegram_bot.conftest import Company
from tests.telegram_bot.test_delivery import SEND, settled

CANARY = "канарейка-поёт-в-шахте"
LOGGERS = ("telegram", "httpx", "httpcore", "aiohttp", "asyncio", "sqlalchemy.engine", "aiosqlite", "alembic")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger says, at DEBUG."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    before = {name: logging.getLogger(name).level for name in ("", *LOGGERS)}
    for name in before:
        logging.getLogger(name).setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


async def test_a_day_of_faults_leaves_no_trace_of_people_in_the_log(
    log: io.StringIO, bot: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = await bot.employee(name="Канарейка-Имя")
    faults = bot.sandbox.faults
    for kind in ("undecodable", "broken_json", "wrong_type", "server_error", "drop_after"):
        faults.add("getUpdates", kind, times=2)
    for kind in ("broken_json", "wrong_type", "server_error", "drop_before"):
        faults.add("sendMessage", kind, times=1)
    receipt = await bot.critique(anna, CANARY)
    await anna.say(" ".join(receipt.words("ru")))
    await anna.wait_for_text("ждёт модератора")

    async def broken(*given: Any) -> Any:
        raise RuntimeError(f"{CANARY} {anna.id} {bot.sandbox.token}")

    monkeypatch.setattr(bot.bot.deps.intake, "session", broken)
    await anna.say(CANARY)
    await anna.wait_for_text("ничего не сохранено")
    monkeypatch.undo()
    await anna.say(CANARY)
    await anna.press("Стереть", await anna.wait_for_button(SEND))
    await settled(bot)
    written = log.getvalue()
    assert "could not be handled (RuntimeError)" in written
    for canary in (CANARY, "Канарейка-Имя", str(anna.id), bot.sandbox.token, receipt.words("ru")[3] + " "):
        assert canary not in written
        assert canary.encode("unicode_escape").decode() not in written or canary.isascii()
    assert "Traceback" not in written


def test_records_of_libraries_keep_their_template_and_lose_what_was_filled_in(log: io.StringIO) -> None:
    with guarded_logs():
        logging.getLogger("telegram.ext.ExtBot").critical("Received data was %s", {"text": CANARY})
        logging.getLogger("httpx").info(
            f"HTTP Request: POST https://api.telegram.org/bot123456:{'A' * 35}/getMe {CANARY}"
        )
        try:
            raise ValueError(CANARY)
        except ValueError:
            logging.getLogger("asyncio").exception("Task failed with %r", CANARY, stack_info=True)
    written = log.getvalue()
    assert CANARY not in written
    assert "A" * 35 not in written
    assert "Received data was %s" in written
    assert "ValueError at test_log_guard.py" in written


def test_own_lines_lose_only_the_shape_of_a_token(log: io.StringIO) -> None:
    with guarded_logs():
        logging.getLogger("telegram_bot.anything").warning("%d left, 123456789:%s", 3, "B" * 35)
    assert log.getvalue() == "3 left, [token]\n"


def test_the_guard_leaves_when_the_last_bot_does(log: io.StringIO) -> None:
    with guarded_logs(), guarded_logs():
        pass
    logging.getLogger("somebody").warning("free %s", "again")
    assert log.getvalue() == "free again\n"


def test_an_exception_is_described_by_its_place() -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as error:
        described = describe(error)
    assert described.startswith("KeyError at test_log_guard.py:")
    assert CANARY not in described
    assert redact("bot1234567:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/x") == "bot[token]/x"


def test_crashes_of_process_thread_and_loop_go_the_same_way(
    log: io.StringIO, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for place, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(place, name, getattr(place, name))
    with guarded_logs():
        guard_process()
        error = ValueError(CANARY)
        sys.excepthook(ValueError, error, None)
        threading.excepthook(threading.ExceptHookArgs((ValueError, error, None, None)))
        loop = asyncio.new_event_loop()
        on_loop_trouble(loop, {"message": CANARY, "exception": error})
        loop.close()
    assert log.getvalue().count("ValueError") == 3
    assert CANARY not in log.getvalue() + "".join(capsys.readouterr())


def test_no_record_tells_when_somebodys_first_words_came(log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dictionary notes its loading, and it is loaded when the first Russian words come."""
    for place, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(place, name, getattr(place, name))
    guard_process()
    MorphAnalyzer(lang="ru")
    assert log.getvalue() == ""
