"""What is left of a conversation of any format: nothing of what people typed, nor who they are."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.forensics.canary import Canaries, Trace, files_in
from tests.telegram_bot.conftest import Company

LIBRARIES = (
    "telegram",
    "aiosqlite",
    "asyncio",
    "aiohttp",
    "sqlalchemy",
    "sqlalchemy.engine",
    "sqlalchemy.pool",
    "alembic",
)
SHORTEST_TYPED = 8
"""Characters; a number or a date stands by chance anywhere."""
LOGGED_LEAST = 10_000


@contextmanager
def everything_logged(path: Path) -> Iterator[None]:
    """A file handler on the root logger, all loggers at DEBUG: what a curious operator would set up."""
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
    touched = [logging.getLogger(), *(logging.getLogger(name) for name in LIBRARIES)]
    levels = [logger.level for logger in touched]
    for logger in touched:
        logger.setLevel(logging.DEBUG)
    # The suite's own handlers would keep all of it in memory, and print it.
    others, touched[0].handlers = touched[0].handlers, [handler]
    try:
        yield
    finally:
        touched[0].handlers = others
        handler.close()
        for logger, level in zip(touched, levels, strict=True):
            logger.setLevel(level)


@contextmanager
def watched(folder: Path) -> Iterator[Path]:
    """The folder, where all logs go in the meantime, and whatever asks for a temporary file."""
    private = folder / "tmp"
    private.mkdir()
    with pytest.MonkeyPatch.context() as patch, everything_logged(folder / "all.log"):
        for name in ("TMPDIR", "SQLITE_TMPDIR"):
            patch.setenv(name, str(private))
        patch.setattr(tempfile, "tempdir", str(private))
        yield folder


def traces_of(company: Company, folder: Path) -> list[Trace]:
    """Everything people typed and every account, as far as the files below ``folder`` tell of it: the database, its
    log and shared memory while the bot runs, all logs, temporary files."""
    canaries = Canaries()
    for entry in company.sandbox.transcript:
        canaries.add_number("an account", entry.chat_id)
        if not entry.by_bot and entry.what == "says" and len(entry.text) >= SHORTEST_TYPED and entry.text[0] != "/":
            canaries.add_text("what somebody typed", entry.text)
    places = list(files_in(folder))
    assert any(place.name.endswith("revmentor.db") and place.data for place in places), "nothing was searched"
    assert any(place.name == "all.log" and len(place.data) > LOGGED_LEAST for place in places), "nothing was logged"
    return canaries.scan(places)
