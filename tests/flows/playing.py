"""Plays the stories, each in a company of its own at one fixed moment, and puts the pages together."""

import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from core.clock import ManualClock
from telegram_bot.patience import QUICK
from tests.flows.render import render
from tests.flows.scenarios import rest
from tests.flows.stories import STORIES
from tests.forensics.aftermath import watched
from tests.telegram_bot.conftest import Company, open_company

Look = Callable[[Company, Path], None]
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HEAD = """# Conversations

What each role sees, played through the real bot and the local Bot API server. Made by `make flows`; the suite fails
when this file is not what the bot says now. Codes and the journal's words are replaced by fixed ones.

✎ the message is edited · ⚠ a pop-up · 🖼 with a picture · 📎 with a file · `button`
"""


async def play_all() -> str:
    """The whole of docs/FLOWS.md."""
    parts = [HEAD]
    for lang, heading in (("ru", "По-русски"), ("en", "In English")):
        parts.append(f"## {heading}\n")
        parts += [await play(name, lang) for name in STORIES]
    return "\n".join(parts)


async def play(name: str, lang: str, look: Look | None = None) -> str:
    """One story in one language, as Markdown. ``look`` sees the company at the end, while its bot still runs, and the
    folder in which all of it lies."""
    story, ru, en = STORIES[name]
    with tempfile.TemporaryDirectory() as made, watched(Path(made)) if look else nullcontext():
        async with open_company(Path(made) / "home", ManualClock(START)) as company:
            # What goes by the clock comes when a story looks at it, and never in between; what is queued comes after
            # what answers a person directly.
            company.tempo = replace(QUICK, clocks=3600.0, courier=3600.0)
            await company.start()
            names = await story(company, lang)
            await rest(company)
            if look:
                look(company, Path(made))
            entries = [entry for entry in company.sandbox.transcript if entry.chat_id in names]
    title = ru if lang == "ru" else en
    return "\n".join([f"### {title}\n", *render(entries, names, lang), ""])
