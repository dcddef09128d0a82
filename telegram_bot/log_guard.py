"""What stands between the process and its logs: no text, name, id or token passes, whatever a library prints.

Known leaks (measured): httpx logs every URL with the token at INFO, python-telegram-bot logs raw updates at CRITICAL
and rejected tokens in exceptions, a traceback's last line quotes what a person wrote. So the guard sits where records
are made, not where they are printed: no handler, present or future, gets to see more.
"""

import asyncio
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

_OURS = ("telegram_bot", "core", "revmentor_tui")
_TOKEN = re.compile(r"\d{5,}(?::|%3A)[A-Za-z0-9_-]{20,}")
_installed = 0
_original: Any = None


def redact(text: str) -> str:
    """``text`` with everything of a token's shape replaced."""
    return _TOKEN.sub("[token]", text)


def describe(error: BaseException | None) -> str:
    """An exception as "Class at file.py:12 < file.py:34": no message, no source line, no locals."""
    if error is None:
        return "no exception"
    frames = traceback.extract_tb(error.__traceback__, limit=-6)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places or 'an unknown place'}"


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] in _OURS


def _make(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record: logging.LogRecord = _original(*args, **kwargs)
    if _is_ours(record.name or ""):
        record.msg = redact(record.getMessage())
    else:
        # A template is the library's own sentence; a message without arguments may have been put together
        # from anything.
        said = redact(record.msg) if record.args and isinstance(record.msg, str) else "(withheld)"
        record.msg = f"{record.name} {record.filename}:{record.lineno}: {said.splitlines()[0] if said else said}"
    if record.exc_info:
        record.msg = f"{record.msg} [{describe(record.exc_info[1])}]"
    record.args = None
    record.exc_info = None
    record.exc_text = None
    record.stack_info = None
    return record


def _on_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    del trace
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger(__name__).critical("stopped by %s", describe(error))


def _on_thread_crash(given: threading.ExceptHookArgs) -> None:
    logging.getLogger(__name__).critical("a thread stopped by %s", describe(given.exc_value))


def _on_unraisable(given: Any) -> None:
    logging.getLogger(__name__).error("ignored: %s", describe(given.exc_value))


def on_loop_trouble(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """asyncio's exception handler; the standard one prints the exception's message and the task's locals."""
    del loop
    logging.getLogger(__name__).error("in the event loop: %s", describe(context.get("exception")))


@contextmanager
def guarded_logs() -> Iterator[None]:
    """Guard every log record of the process meanwhile. May be nested."""
    global _installed, _original
    if _installed == 0:
        _original = logging.getLogRecordFactory()
        logging.setLogRecordFactory(_make)
    _installed += 1
    try:
        yield
    finally:
        _installed -= 1
        if _installed == 0:
            logging.setLogRecordFactory(_original)


def guard_process() -> None:
    """Guard the ways around the record factory too: crashes of the process, of threads, of what Python cannot raise,
    and what gives something away by its time alone."""
    # It notes when its dictionary was loaded: the moment of somebody's first words.
    logging.getLogger("pymorphy3").setLevel(logging.WARNING)
    sys.excepthook = _on_crash
    threading.excepthook = _on_thread_crash
    sys.unraisablehook = _on_unraisable
