"""The roster in the home, as the bot uses it: read when it is first needed, and again when it was changed."""

import asyncio
import logging
from pathlib import Path

from core.errors import BadInput
from core.language.roster import Roster
from core.language.roster_file import load_roster

_LOG = logging.getLogger(__name__)


class RosterFile:
    """A roster that an operator may put there, change or take away while the program runs."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._changed: int | None = None
        self._roster: Roster | None = None

    async def get(self) -> Roster | None:
        """The roster as it stands; None while there is none, or none that can be read: a look at a text without it is
        better than none."""
        changed = self._look()
        if changed != self._changed:
            self._changed = changed
            try:
                self._roster = await asyncio.to_thread(load_roster, self._path)
            except BadInput:
                self._roster = None
                _LOG.warning("the roster cannot be read and is left out")
        return self._roster

    def _look(self) -> int | None:
        try:
            return self._path.stat().st_mtime_ns
        except OSError:
            return None

    def __repr__(self) -> str:
        return "RosterFile(…)"
