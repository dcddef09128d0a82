"""The demonstration's home: a private folder of its own, founded with the real acts, removed afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.crypto.identity import Cost
from core.errors import BadInput
from core.language.safe_text import one_line
from core.locales.catalogue import say
from core.moderation.desk import Desk
from core.moderation.founding import found
from core.sessions import EVENT, Session, Terms
from core.settings import Settings, load_settings

PASSPHRASE = "place the comma"
"""Known to everybody: what it locks was made up for the demonstration."""

CHEAP = Cost(memory_kib=8192, passes=1, lanes=1)
"""Argon2id as weak as it may be. The passphrase above is printed here, so strength would buy nothing but waiting;
`revmentor init` uses the full cost."""


@dataclass(frozen=True)
class DemoHome:
    """A folder that is ours for the length of the demonstration."""

    path: Path
    keep: bool

    @classmethod
    @contextmanager
    def prepare(cls, given: Path | None, *, keep: bool) -> Iterator["DemoHome"]:
        """The given folder (absent or empty), else a temporary one; private (0700). Raises BadInput.

        Afterwards everything in it is removed, unless it is to be kept.
        """
        existed = given is not None and given.exists()
        path = _claim(given) if given is not None else Path(tempfile.mkdtemp(prefix="revmentor-"))
        try:
            yield cls(path.resolve(), keep)
        finally:
            if not keep:
                _clear(path, leave_folder=existed)

    def settings(self, **more: object) -> Settings:
        """The home's settings: nothing of the caller's own installation reaches the demonstration."""
        store = f"sqlite+aiosqlite:///{self.path / 'revmentor.db'}"
        return load_settings(home=self.path, database_url=store, passphrase_file=None, **more)

    async def found(self, lang: str) -> tuple[Desk, Session]:
        """The company of the demonstration with its session open; one letter at a time is taken in, as in a room."""
        terms = Terms(say(lang, "demo-session"), EVENT, live=True)
        company, moderator = say(lang, "demo-company"), say(lang, "demo-moderator")
        founded = await found(self.settings(), moderator, PASSPHRASE, company, terms, CHEAP)
        return founded.desk, founded.session


def _claim(path: Path) -> Path:
    name = one_line(str(path))
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise BadInput("demo-home-taken", home=name)
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
    except OSError:
        raise BadInput("demo-home-unusable", home=name) from None
    return path


def _clear(path: Path, *, leave_folder: bool) -> None:
    for entry in path.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    if not leave_folder:
        path.rmdir()
