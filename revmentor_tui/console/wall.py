"""On the wall: for the room that looks at a screen. Nothing but one released sentence in large type, the session's
clock and a quiet counter. What was not released is never shown here, whatever else the console holds."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Middle
from textual.content import Content
from textual.widgets import Static

from core.clock import seconds_of
from core.company import read_company
from core.language.safe_text import SafeText, one_line
from core.moderation.inbox import Critique
from core.moderation.review import PUBLISHED, RELEASED, is_rightly_released
from core.sessions import Terms
from core.wording import released_wording
from revmentor_tui.console.actions import WALL, bindings_of
from revmentor_tui.console.caseload import Caseload
from revmentor_tui.console.frame import ConsoleScreen
from revmentor_tui.console.large_type import centred, set_large

TURN_SECONDS = 12.0
"""How long each item stands before the next comes by itself."""
LOOK_SECONDS = 3.0
"""How often it is looked whether something was released."""
MARGIN = 4
"""Cells at either side, as the style sheet has it."""


def shown_on_wall(critiques: Sequence[Critique], terms: Terms) -> list[Critique]:
    """What may be read aloud: released or published, and by as many people as the terms ask for; in a steady order
    that tells nothing of the order of arrival."""
    fit = [one for one in critiques if one.review.state in (RELEASED, PUBLISHED)]
    return sorted((one for one in fit if is_rightly_released(one.review, terms)), key=lambda one: one.id)


class Wall(ConsoleScreen, inherit_bindings=False):
    """Over everything; any of its keys leaves everything else as it was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(WALL)
    DEFAULT_CSS = """
    Wall { background: $background; }
    Wall #wall-top { dock: top; height: 1; text-align: right; color: $text-muted; padding: 0 2; }
    Wall #wall-bottom { dock: bottom; height: 1; text-align: right; color: $text-muted; padding: 0 2; }
    Wall Middle { width: 100%; height: 1fr; }
    Wall #wall-words { width: 100%; height: auto; padding: 0 4; text-style: bold; }
    """

    def __init__(self, caseload: Caseload) -> None:
        super().__init__(caseload)
        self._at = b""
        self._is_turning = True
        self.is_locked_behind = False
        """Whether nobody has touched anything for so long that leaving asks for the passphrase. The room's screen
        itself goes on: a session lasts for hours."""
        self._zone: tzinfo = UTC

    def compose(self) -> ComposeResult:
        """The clock, the words, the counter."""
        yield Static(id="wall-top", markup=False)
        with Middle():
            yield Static(id="wall-words", markup=False)
        yield Static(id="wall-bottom", markup=False)

    async def on_mount(self) -> None:
        """Begin with the first."""
        async with self.caseload.desk.store.reading() as tx:
            self._zone = (await read_company(tx)).zone
        self.set_interval(TURN_SECONDS, self._turn)
        self.set_interval(1.0, self._tell_time)
        self.set_interval(LOOK_SECONDS, self._look)
        self._show()

    def on_resize(self) -> None:
        """Another size: other type."""
        self._show()

    def retell(self) -> None:
        """The language or what is released changed."""
        self._show()

    @property
    def items(self) -> list[Critique]:
        """What may be shown now."""
        session = self.caseload.session
        return shown_on_wall(list(self.caseload.letters.known.values()), session.terms) if session else []

    @work(group="wall", exclusive=True, exit_on_error=False)
    async def _look(self) -> None:
        if await self.caseload.beat():
            self._show()

    def _turn(self) -> None:
        if self._is_turning:
            self._go(1)

    def _go(self, by: int) -> None:
        items = self.items
        ids = [one.id for one in items]
        at = ids.index(self._at) + by if self._at in ids else 0
        self._at = ids[at % len(ids)] if ids else b""
        self._show()

    def _show(self) -> None:
        self._tell_time()
        self._set()

    @work(group="set", exclusive=True, exit_on_error=False)
    async def _set(self) -> None:
        words, bottom = self.query_one("#wall-words", Static), self.query_one("#wall-bottom", Static)
        items = self.items
        one = next((item for item in items if item.id == self._at), items[0] if items else None)
        if one is None:
            words.update(Content(centred(self.say("wall-empty"), self.size.width - 2 * MARGIN)))
            bottom.update(Content(""))
            return
        self._at = one.id
        text = released_wording(one.text, one.review.redactions, one.lang)
        width, height = max(20, self.size.width - 2 * MARGIN), max(3, self.size.height - 4)
        lines = await asyncio.to_thread(set_large, one.lang, text, width, height)
        words.update(Content("\n".join(lines)))
        pause = "" if self._is_turning else "❚❚ "
        bottom.update(Content(f"{pause}{items.index(one) + 1} / {len(items)}"))

    def _tell_time(self) -> None:
        session = self.caseload.session
        if session is None:
            return
        title = one_line(session.terms.title)
        self.query_one("#wall-top", Static).update(Content(f"{title} · {self._clock_text()}"))

    def _clock_text(self) -> SafeText:
        """How long the session is still open, else the time of day."""
        session, now = self.caseload.session, seconds_of(self.caseload.desk.clock)
        closes = session.terms.closes if session and session.is_open else None
        if closes is not None and closes > now:
            hours, rest = divmod(closes - now, 3600)
            return self.say("wall-left", left=f"{hours}:{rest // 60:02}:{rest % 60:02}")
        return SafeText(f"{datetime.fromtimestamp(now, self._zone):%H:%M}")

    def action_wall_next(self) -> None:
        """The next one now."""
        self._go(1)

    def action_wall_previous(self) -> None:
        """The one before."""
        self._go(-1)

    def action_wall_pause(self) -> None:
        """Stand still, or go on by itself."""
        self._is_turning = not self._is_turning
        self._show()

    async def action_wall_leave(self) -> None:
        """Back to the console; to its door when it would be locked by now."""
        if self.is_locked_behind:
            await self.app.run_action("app.lock")
        else:
            self.dismiss()
