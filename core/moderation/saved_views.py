"""A moderator's views of the inbox, the saved ones and the last one: names and search lines, kept in the home under the
moderator's own key.

Search lines are words from critiques, so nothing of them stands readable on the disk.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from core.crypto.aead import context
from core.crypto.files import write_private
from core.crypto.hpke import seal
from core.crypto.identity import Identity
from core.crypto.padding import pad, unpad
from core.errors import BadInput, CannotOpen
from core.language.safe_text import one_line

FILE, LAST_FILE = "views.box", "view.box"
"""In the home: the saved views, and the one that was shown last."""
NAME_LONGEST = 40
VIEWS_MOST = 50


@dataclass(frozen=True, slots=True)
class SavedView:
    """``words``: a search line (core.language.query); ``sort``: the order's id."""

    name: str = field(repr=False)
    words: str = field(repr=False)
    sort: str


def with_view(views: Sequence[SavedView], view: SavedView) -> list[SavedView]:
    """The views with one more, in place of an older one of that name. Raises BadInput."""
    name = one_line(view.name).strip()
    kept = [one for one in views if one.name != name]
    if not 0 < len(name) <= NAME_LONGEST or len(kept) >= VIEWS_MOST:
        raise BadInput("error-view-name", longest=NAME_LONGEST, most=VIEWS_MOST)
    return [*kept, SavedView(name, view.words, view.sort)]


def read_views(home: Path, identity: Identity) -> list[SavedView]:
    """The views of this moderator; none when there is no file, or it is another's."""
    return _read(home / FILE, identity, "saved-views")


def write_views(home: Path, identity: Identity, views: Sequence[SavedView]) -> None:
    """Keep these views and no others. Whole or not at all: a crash leaves the earlier file."""
    _write(home / FILE, identity, "saved-views", views)


def read_last(home: Path, identity: Identity) -> SavedView | None:
    """The view that this moderator left, nameless; None when there is none."""
    return next(iter(_read(home / LAST_FILE, identity, "last-view")), None)


def write_last(home: Path, identity: Identity, words: str, sort: str) -> None:
    """Keep the view for the next sitting; a home that cannot be written to stops nobody."""
    with suppress(OSError):
        _write(home / LAST_FILE, identity, "last-view", [SavedView("", words, sort)])


def _read(path: Path, identity: Identity, purpose: str) -> list[SavedView]:
    try:
        raw = json.loads(unpad(identity.pair.open(path.read_bytes(), context(purpose, identity.id))))
        return [SavedView(**one) for one in raw]
    except (OSError, CannotOpen, ValueError, TypeError):
        return []


def _write(path: Path, identity: Identity, purpose: str, views: Sequence[SavedView]) -> None:
    raw = json.dumps([asdict(view) for view in views], ensure_ascii=False)
    data = pad(raw.encode("utf-8", "surrogatepass"))
    write_private(path, seal(identity.pair.public, data, context(purpose, identity.id)))
