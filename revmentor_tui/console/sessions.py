"""Feedback sessions: choosing one, opening, closing."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import ClassVar

from rich.cells import set_cell_size
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.css.query import NoMatches

from core.clock import seconds_of
from core.company import read_company
from core.errors import RevmentorError
from core.language.safe_text import one_line
from core.locales.catalogue import say
from core.moderation.sessions import close_session, follow_up, open_session
from core.sessions import STANDING, Session
from revmentor_tui.console.actions import ANYWHERE, LIST, SESSIONS, bindings_of
from revmentor_tui.console.dialogs import Confirm
from revmentor_tui.console.frame import ConsoleScreen, HeaderLine, KeyBar
from revmentor_tui.console.new_session import NewSession
from revmentor_tui.console.virtual_list import Cell, VirtualList

GLYPHS = {"open": "●", "ahead": "○", "over": "◌", "closed": "■"}


@dataclass(frozen=True)
class SessionRows:
    """Rows of the list (see virtual_list.Rows). ``in_hand``: the session the inbox shows; ``now`` in seconds."""

    lang: str
    sessions: tuple[Session, ...]
    in_hand: bytes
    now: int

    def __len__(self) -> int:
        return len(self.sessions)

    def looks(self, index: int) -> Hashable:
        """Everything a row shows."""
        return self.sessions[index].id, self._state(self.sessions[index]), self.lang

    def is_marked(self, index: int) -> bool:
        """The session in hand is marked."""
        return self.sessions[index].id == self.in_hand

    def cells(self, index: int, width: int) -> Sequence[Cell]:
        """State, kind, k, since when, title."""
        del width
        session = self.sessions[index]
        state = self._state(session)
        kind = "standing" if session.terms.kind == STANDING else "event"
        since = datetime.fromtimestamp(max(session.opened, session.terms.opens or 0), UTC).date()
        live = say(self.lang, "session-live") if session.terms.live else ""
        return (
            (
                set_cell_size(f"{GLYPHS[state]} {say(self.lang, f'session-{state}')}", 12),
                "new" if state == "open" else "quiet",
            ),
            (set_cell_size(say(self.lang, f"session-{kind}"), 18), "tags"),
            (set_cell_size(f"k {session.terms.k} {live}", 12), "quiet"),
            (set_cell_size(say(self.lang, "session-since", day=since), 18), "quiet"),
            (one_line(session.terms.title), "strong"),
        )

    def _state(self, session: Session) -> str:
        if session.is_over_at(self.now):
            return "over" if session.is_open else "closed"
        return "open" if session.takes_at(self.now) else "ahead"


class SessionsScreen(ConsoleScreen):
    """The list; Enter takes a session in hand."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(SESSIONS)
    CSS_PATH = "console.tcss"

    def compose(self) -> ComposeResult:
        """Line, list, keys."""
        yield HeaderLine()
        yield VirtualList(id="sessions")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what there is."""
        self.query_one(VirtualList).focus()
        self.reload()

    def on_screen_resume(self) -> None:
        """Another screen may have changed things."""
        self.reload()

    def places(self) -> tuple[str, ...]:
        """Nearest first."""
        return (LIST, SESSIONS, ANYWHERE)

    @property
    def current(self) -> Session | None:
        """The session under the cursor."""
        rows = self.query_one(VirtualList)
        if isinstance(rows.rows, SessionRows) and rows.rows.sessions:
            return rows.rows.sessions[rows.cursor]
        return None

    @work(group="sessions", exclusive=True, exit_on_error=False)
    async def reload(self) -> None:
        """Read the list anew."""
        try:
            sessions = tuple(await self.caseload.whole(self.caseload.desk.sessions()))
        except RevmentorError as error:
            self.complain(error)
            return
        in_hand = self.caseload.session.id if self.caseload.session else b""
        rows = self.query_one(VirtualList)
        rows.show(SessionRows(self.lang, sessions, in_hand, seconds_of(self.caseload.desk.clock)), keep_line=True)
        self.retell()

    def retell(self) -> None:
        """Say everything anew."""
        super().retell()
        rows = self.query_one(VirtualList)
        if isinstance(rows.rows, SessionRows):
            rows.rows = replace(rows.rows, lang=self.lang)
            rows.refresh()
        rows.border_title = self.say("console-sessions", count=len(rows.rows))

    @on(VirtualList.Moved)
    def _moved(self) -> None:
        self.refresh_keys()

    @on(VirtualList.Opened)
    @work(group="choose", exclusive=True, exit_on_error=False)
    async def _take_in_hand(self) -> None:
        session = self.current
        if session is None:
            return
        await self.app.run_action("app.go('inbox')")
        try:
            await self.caseload.choose(session)
            await self.caseload.take_in()
        except RevmentorError as error:
            self.complain(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which acts work now."""
        try:
            session = self.current if self.is_mounted else None
        except NoMatches:
            session = None
        return session is not None and session.is_open if action == "end_session" else True

    @work(group="dialog", exit_on_error=False)
    async def action_new_session(self) -> None:
        """Open a session."""
        desk = self.caseload.desk
        async with desk.store.reading() as tx:
            zone = (await read_company(tx)).zone
        terms = await self.app.push_screen_wait(NewSession(self.lang, zone, seconds_of(desk.clock)))
        if terms is None:
            return
        try:
            session = await self.caseload.whole(open_session(desk, terms))
            await self.caseload.whole(follow_up(desk))
        except RevmentorError as error:
            self.complain(error)
            return
        self.reload()
        self.tell("console-session-opened", title=one_line(session.terms.title))

    @work(group="dialog", exit_on_error=False)
    async def action_end_session(self) -> None:
        """Close a session: it cannot be opened again, so it asks."""
        session = self.current
        if session is None:
            return
        title = one_line(session.terms.title)
        question = Confirm(
            self.say("ask-close", title=title),
            self.say("ask-close-body"),
            self.say("ask-close-yes"),
            self.say("ask-close-no"),
        )
        if not await self.app.push_screen_wait(question):
            return
        try:
            await self.caseload.whole(close_session(self.caseload.desk, session))
            await self.caseload.beat()
        except RevmentorError as error:
            self.complain(error)
            return
        self.reload()
        self.tell("console-session-ended", title=title)
