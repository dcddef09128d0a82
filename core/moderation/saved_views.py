"""A moderator's saved views of the inbox: names and search lines, kept in the home under the moderator's own key.

Search lines are words from critiques, so nothing of them stands readable on the disk.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from core.crypto.aead import context
from core.crypto.files import write_private
from core.crypto.hpke import seal
from core.crypto.identity import Identity
from core.crypto.padding import pad, unpad
from core.errors import BadInput, CannotOpen
from core.language.safe_text import one_line

FILE = "views.box"
"""In the home."""
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
    try:
        sealed = (home / FILE).read_bytes()
        raw = json.loads(unpad(identity.pair.open(sealed, _place(identity))))
        return [SavedView(**one) for one in raw]
    except (OSError, CannotOpen, ValueError, TypeError):
        return []


def write_views(home: Path, identity: Identity, views: Sequence[SavedView]) -> None:
    """Keep these views and no others. Whole or not at all: a crash leaves the earlier file."""
    raw = json.dumps([asdict(view) for view in views], ensure_ascii=False)
    data = pad(raw.encode("utf-8", "surrogatepass"))
    write_private(home / FILE, seal(identity.pair.public, data, _place(identity)))


def _place(identity: Identity) -> bytes:
    return context("saved-views", identity.id)
