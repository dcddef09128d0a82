"""The inbox: the list, the letter beside it or over it, and everything that is done to critiques."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input

from core.errors import RevmentorError
from core.moderation.inbox import Critique
from revmentor_tui.console.actions import (
    ANYWHERE,
    INBOX,
    LETTER,
    LIST,
    MARKING,
    PROPOSING,
    TYPING,
    actions_of,
    bindings_of,
)
from revmentor_tui.console.caseload import Caseload
from revmentor_tui.console.corresponding import Corresponding
from revmentor_tui.console.dialogs import Field
from revmentor_tui.console.frame import HeaderLine, KeyBar
from revmentor_tui.console.grouping import Grouping
from revmentor_tui.console.letter_pane import Hints, LetterPane
from revmentor_tui.console.letter_text import LetterText
from revmentor_tui.console.proposing import Proposing
from revmentor_tui.console.scheduling import Scheduling
from revmentor_tui.console.searching import View
from revmentor_tui.console.virtual_list import VirtualList
from revmentor_tui.members import member_name

READING_PAUSE = 0.06
"""Seconds the cursor rests before the pane follows, so that running through the list costs nothing."""
BEAT = 1.0
"""Seconds between two looks at the store."""
GROWTH = 1.5
"""While letters are being opened the rows are worked out anew each time there are so many times more of them."""


class InboxScreen(Grouping, Proposing, Scheduling, Corresponding):
    """The screen moderators live in."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(PROPOSING), *bindings_of(INBOX)]
    CSS_PATH: ClassVar[str] = "console.tcss"

    def __init__(self, caseload: Caseload, beat: float = BEAT) -> None:
        super().__init__(caseload)
        self._beat = beat
        self._pause: Timer | None = None
        self._shown_of = 0

    def compose(self) -> ComposeResult:
        """Line, list and pane, filter, keys."""
        yield HeaderLine()
        with Horizontal(id="body"):
            yield VirtualList(id="letters")
            yield LetterPane(id="pane")
        yield Field(id="filter")
        yield KeyBar()

    def on_mount(self) -> None:
        """Open what is there, then watch."""
        self.caseload.listeners.append(self._something_changed)
        with self.prevent(Input.Changed):
            field = self.query_one("#filter", Field)
            field.value = self.caseload.letters.view.words
        field.display = bool(field.value)
        self.query_one(VirtualList).focus()
        if self.caseload.loaded:
            self._something_changed()
        else:
            self.retell()
        self._watch()

    def on_unmount(self) -> None:
        """Stop listening."""
        if self._something_changed in self.caseload.listeners:
            self.caseload.listeners.remove(self._something_changed)

    @work(group="watch", exclusive=True, exit_on_error=False)
    async def _watch(self) -> None:
        taken = unreachable = False
        while True:
            try:
                if not taken:
                    await asyncio.shield(self.caseload.begin())
                    await self.caseload.take_in()
                    taken = self.caseload.session is not None
                if await self.caseload.beat():
                    await self.caseload.take_in()
                unreachable = False
            except RevmentorError as error:
                if not unreachable:
                    self.complain(error)
                unreachable = True
            await asyncio.sleep(self._beat)

    # What is shown.

    def _tell_empty(self) -> str:
        letters = self.caseload.letters
        if not self.caseload.total and not letters.known:
            return self.say("console-no-letter")
        return self.say("console-none-found") if letters.view.is_narrowed else ""

    @property
    def current(self) -> Critique | None:
        """The critique under the cursor."""
        return self.caseload.letters.at(self.query_one(VirtualList).cursor)

    @property
    def is_wide(self) -> bool:
        """Whether list and letter stand side by side."""
        return self.has_class("-wide")

    @property
    def is_reading(self) -> bool:
        """Whether a letter is open."""
        return self.has_class("-reading")

    def places(self) -> tuple[str, ...]:
        """Nearest first."""
        if self.is_marking:
            return (MARKING,)
        if isinstance(self.focused, Input):
            return (TYPING,)
        here = (LETTER, INBOX, ANYWHERE) if self.is_reading else (LIST, INBOX, ANYWHERE)
        return (PROPOSING, *here) if self.chosen else here

    def _something_changed(self) -> None:
        loaded = self.caseload.loaded
        if self._shown_of < loaded < min(self.caseload.total, self._shown_of * GROWTH):
            self.query_one(HeaderLine).retell(self.lang, self.caseload)
            return
        self._shown_of = loaded
        self.rearrange()
        if loaded >= self.caseload.total > 0:
            self.compare_shown()

    def after_rearranging(self) -> None:
        """The rows or their order are different: show them, and what belongs to them."""
        self._retitle()
        self.show_letter()
        self.retell()

    def retell(self) -> None:
        """Say everything anew."""
        super().retell()
        self.query_one("#filter", Field).placeholder = self.say("console-filter-hint")
        self._retitle()

    def _retitle(self) -> None:
        letters, view = self.caseload.letters, self.query_one(VirtualList)
        number = view.cursor + 1 if letters else 0
        title = "console-inbox-narrowed" if letters.view.is_narrowed else "console-inbox"
        title = "console-inbox-alike" if letters.view.like else title
        view.when_empty = self._tell_empty()
        view.border_title = self.say(title, shown=len(letters), all=len(letters.known))
        place = self.say("console-inbox-place", number=number, all=len(letters), marked=len(letters.marked))
        view.border_subtitle = place
        if not self.is_wide:
            # There is no line below: whoever decides about many has to see how many.
            view.border_title = f"{view.border_title} · {place}"

    def on_resize(self) -> None:
        """Another width has another place for it."""
        self.call_after_refresh(self._retitle)

    def on_descendant_focus(self) -> None:
        """Another part has the keys: others work."""
        self.refresh_keys()

    @on(VirtualList.Moved, "#letters")
    def _moved(self) -> None:
        self.touched = time.monotonic()
        self._retitle()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(READING_PAUSE, self._come_to_rest)

    def _come_to_rest(self) -> None:
        self.show_letter()
        self.compare_shown()

    def show_letter(self) -> None:
        """Show the letter under the cursor, and what the machine noticed in it."""
        critique = self.current
        followups = self.caseload.followups.get(critique.id, []) if critique else []
        pane = self.query_one(LetterPane)
        pane.border_title = self.say("console-letter")
        hints = Hints(self.pending, self.chosen)
        if critique is not None:
            letters = self.caseload.letters
            found, alike = letters.search.spans(critique.text), letters.alike_in_words(critique)
            assignee, asked = self.assignee_of(critique), self.asked_about(critique)
            author = member_name(self.lang, self.caseload.desk.roster, critique.review.noted_by)
            hints = Hints(self.pending, self.chosen, found, assignee, tuple(asked), alike, author)
        pane.show(self.lang, critique, followups, hints)
        if critique is not None and not self.caseload.proposals.knows(critique):
            self.look_through(critique)
        self.refresh_keys()

    # Reading.

    @on(VirtualList.Opened, "#letters")
    def open_letter(self) -> None:
        """Reading, not merely passing over: the letter counts as opened."""
        critique = self.current
        if critique is None:
            return
        self.caseload.letters.opened.add(critique.id)
        self.query_one(VirtualList).refresh_row(self.query_one(VirtualList).cursor)
        self.add_class("-reading")
        self.show_letter()
        self.query_one(LetterText).focus()
        self.refresh_keys()

    @on(LetterPane.Closed)
    def _close_letter(self) -> None:
        self.remove_class("-reading")
        self._chosen = None
        self.show_letter()
        self.query_one(VirtualList).focus()
        self.refresh_keys()

    def action_next_letter(self) -> None:
        """The next letter, open if one is open."""
        self._step(1)

    def action_previous_letter(self) -> None:
        """The letter before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        self.query_one(VirtualList).cursor += by
        if self.is_reading and self.current is not None:
            self.caseload.letters.opened.add(self.current.id)
        self.show_letter()

    def action_back(self) -> None:
        """Close what is open: the filter, the marks, the narrowing."""
        letters = self.caseload.letters
        if letters.marked:
            letters.marked.clear()
            self.query_one(VirtualList).refresh()
            self._retitle()
        elif letters.view.is_narrowed:
            self.look(View(sort=letters.view.sort))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which acts work now."""
        if self.is_marking:
            return action in _WHILE_MARKING
        if isinstance(self.focused, Input) and action in _WHILE_TYPING:
            return False
        if action in _NEED_A_LETTER and not self.caseload.letters:
            return False
        # Asked of every key each time the line of keys is shown: only what the act needs is looked up.
        rule = _RULES.get(action)
        return rule is None or rule(self)

    def _is_current(self, *states: str) -> bool:
        critique = self.current if self.is_mounted else None
        return critique is not None and critique.review.state in states


_RULES: Mapping[str, Callable[[InboxScreen], bool]] = {
    "undo": lambda screen: screen.caseload.history.can_undo,
    "redo": lambda screen: screen.caseload.history.can_redo,
    "approve": lambda screen: screen._is_current("prepared"),
    "copy": lambda screen: screen._is_current("released", "published"),
    "next_proposal": lambda screen: bool(screen.pending),
    "previous_proposal": lambda screen: bool(screen.pending),
    "take_proposal": lambda screen: screen.chosen is not None,
    "drop_proposal": lambda screen: screen.chosen is not None,
    "question": lambda screen: bool(screen.is_mounted and screen.current and screen.asked_about(screen.current)),
    "ungroup": lambda screen: bool(screen.is_mounted and screen.current and screen.current.review.group),
    "back": lambda screen: bool(screen.caseload.letters.marked) or screen.caseload.letters.view.is_narrowed,
}
"""When an act works that does not always."""
_NEED_A_LETTER = frozenset(
    {"mark", "mark_all", "group", "tag", "untag", "redact", "note", "open", "snooze", "assign", "ask"}
    | {"release", "hold", "decline", "reopen", "sensitive"}
)
_WHILE_MARKING = frozenset(("app.palette", "app.show_help", *(act.call.split("(")[0] for act in actions_of(MARKING))))
_WHILE_TYPING = frozenset(("mark", "tag", "redact"))
