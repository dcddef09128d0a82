"""What the console looks like, kept between sittings in ``console.json`` in the home: colours, language, order. Nothing
that a letter, a tag or a search holds: what the inbox was filtered by goes under the moderator's key."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock

from core.crypto.identity import Identity
from core.locales.catalogue import LANGUAGES
from core.moderation.saved_views import write_last
from revmentor_tui.console.searching import OLDEST, SORTS, View
from revmentor_tui.console.themes import DARK, THEMES

FILE = "console.json"


@dataclass(frozen=True)
class Looks:
    """How the console looked last. ``lang`` is empty where nobody chose one; ``toured``: the tour was shown here."""

    theme: str = DARK.name
    lang: str = ""
    sort: str = OLDEST
    toured: bool = False


_ALLOWED: dict[str, tuple[object, ...]] = {
    "theme": tuple(theme.name for theme in THEMES),
    "lang": ("", *LANGUAGES),
    "sort": SORTS,
    "toured": (False, True),
}
"""All that the file may say: whoever reads the home reads it too."""


def read_looks(home: Path) -> Looks:
    """The looks kept in ``home``; whatever cannot be read or is not known is as on the first day."""
    try:
        raw = json.loads((home / FILE).read_text("utf-8"))
        return Looks(**{name: raw[name] for name, words in _ALLOWED.items() if raw.get(name) in words})
    except (OSError, ValueError, AttributeError, TypeError):
        return Looks()


def keep_looks(home: Path, looks: Looks) -> None:
    """Keep them, whole or not at all. A home that cannot be written to stops nobody."""
    told = {name: value for name, value in asdict(looks).items() if value in _ALLOWED[name]}
    fresh = home / f"{FILE}.new"
    try:
        fresh.write_text(json.dumps(told), "utf-8")
        fresh.replace(home / FILE)
    except OSError:
        return


class LastView:
    """What the inbox shows, kept for the next sitting. May be kept from several threads: the newest wins."""

    def __init__(self, home: Path, identity: Identity) -> None:
        self._home, self._identity = home, identity
        self._lock = Lock()
        self._wanted = View()
        self._kept: View | None = None

    def keep(self, view: View) -> None:
        """Keep it, unless it is what is kept."""
        self._wanted = view
        with self._lock:
            if (wanted := self._wanted) != self._kept:
                write_last(self._home, self._identity, wanted.words, wanted.sort)
                self._kept = wanted
