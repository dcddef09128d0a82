"""Where letters may give somebody away: proposals that a moderator takes or drops. Nothing is hidden by itself, and
what was dropped is remembered for this sitting only."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import BadInput
from core.language.marks import Mark, find_marks
from core.language.roster import Roster
from core.language.roster_file import load_roster
from core.moderation.inbox import Critique
from core.moderation.review import FINAL


@dataclass(repr=False)
class Proposals:
    """What was found in the letters looked at so far. ``roster_path``: a CSV of the people who work here, if the
    moderators keep one. Holds places in texts, never the texts."""

    roster_path: Path | None = None
    _found: dict[bytes, tuple[Mark, ...]] = field(default_factory=dict)
    _dropped: dict[bytes, set[Mark]] = field(default_factory=dict)
    _roster: Roster | None = None
    _is_roster_read: bool = False

    def knows(self, critique: Critique) -> bool:
        """Whether the letter was looked through."""
        return critique.id in self._found

    async def look_through(self, critique: Critique) -> None:
        """Find the proposals of a letter, in a thread. Raises BadInput, once, when the roster cannot be read; asked
        again, it looks without it."""
        if not self._is_roster_read:
            try:
                self._roster = await asyncio.to_thread(load_roster, self.roster_path)
            except BadInput:
                self._is_roster_read = True
                raise
            self._is_roster_read = True
        self._found[critique.id] = await asyncio.to_thread(find_marks, critique.text, self._roster)

    def pending(self, critique: Critique) -> tuple[Mark, ...]:
        """What still waits for a yes or a no: neither dropped nor hidden already, wholly or in part. Nothing once it is
        too late to hide anything."""
        if critique.review.state in FINAL:
            return ()
        dropped = self._dropped.get(critique.id, set())
        hidden = critique.review.redactions
        return tuple(
            mark
            for mark in self._found.get(critique.id, ())
            if mark not in dropped and not any(one.start < mark.end and mark.start < one.end for one in hidden)
        )

    def drop(self, critique: Critique, mark: Mark) -> None:
        """Do not propose it again at this sitting."""
        self._dropped.setdefault(critique.id, set()).add(mark)

    def forget(self) -> None:
        """Forget all, the roster too."""
        self._found.clear()
        self._dropped.clear()
        self._roster, self._is_roster_read = None, False
