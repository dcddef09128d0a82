"""A digest as executives will get it on paper and in a browser, before anybody gets it: two files in the home that are
gone when the console is left or locked.
"""

import asyncio
from pathlib import Path
from shutil import rmtree

from textual.app import App
from textual.content import Content

from core.errors import RevmentorError
from core.language.safe_text import one_line
from core.locales.catalogue import explain, say
from core.moderation.digest import Draft
from core.moderation.editions import read_edition
from core.printing.edition import Edition
from revmentor_tui.console.caseload import Caseload
from revmentor_tui.console.dialogs import Tell
from revmentor_tui.printed import write_edition

FOLDER = "preview"
"""In the home."""
FORMS = ("pdf", "html")


async def show_sheets(app: App[int], caseload: Caseload, draft: Draft, lang: str) -> None:
    """Write both files and say where they are. The draft need not be stored."""
    session = caseload.session
    if session is None:
        return
    try:
        edition = await caseload.whole(read_edition(caseload.desk, session, draft, lang))
        made = await asyncio.to_thread(_write, edition, caseload.home / FOLDER, draft.number)
    except RevmentorError as error:
        app.notify(explain(lang, error), markup=False, severity="warning", timeout=8)
        return
    files = "\n".join(one_line(str(path)) for path in made)
    body = Content(f"{files}\n\n{say(lang, 'sheets-where')}")
    await app.push_screen_wait(Tell(say(lang, "sheets-title", number=draft.number), body))


def forget_sheets(home: Path) -> None:
    """Remove the files, those too that a killed console has left."""
    rmtree(home / FOLDER, ignore_errors=True)


def _write(edition: Edition, folder: Path, number: int) -> list[Path]:
    folder.mkdir(mode=0o700, exist_ok=True)
    return [path for form in FORMS for path in write_edition(edition, folder.resolve() / f"digest-{number}.{form}")]
