"""Filtering and sorting the inbox; the arithmetic runs in a thread, the cursor stays on its critique."""

import asyncio
from dataclasses import replace

from textual import on, work
from textual.widgets import Input

from core.moderation.review import STATES
from core.sessions import TOPICS
from revmentor_tui.console.dialogs import Choose, Field
from revmentor_tui.console.frame import ConsoleScreen
from revmentor_tui.console.letters import SORTS, View, arrange, topic_name
from revmentor_tui.console.virtual_list import VirtualList


class Narrowing(ConsoleScreen):
    """The part of the inbox that decides which rows are shown."""

    _arranged: tuple[View, int] | None = None
    """The view and the arrivals that the rows on the screen were worked out for."""

    def look(self, view: View) -> None:
        """Show another selection or order."""
        self.caseload.letters.view = view
        field = self.query_one("#filter", Field)
        if field.value != view.words:
            with self.prevent(Input.Changed):
                field.value = view.words
        field.display = bool(view.words) or field.has_focus
        self.rearrange()

    @work(group="arrange", exclusive=True, exit_on_error=False)
    async def rearrange(self) -> None:
        """Work the rows out anew, where that is needed, and show them. Only the newest request counts."""
        letters, rows = self.caseload.letters, self.query_one(VirtualList)
        view, key = letters.view, (letters.view, letters.arrivals)
        letters.lang = self.lang
        if rows.rows is letters and key == self._arranged and not view.follows_reviews:
            rows.refresh()
        else:
            here = letters.at(rows.cursor) if rows.rows is letters else None
            known, folded, marked = list(letters.known.values()), letters.folded, frozenset(letters.marked)

            def work_out() -> tuple[list[bytes], int, set[bytes]]:
                order = arrange(known, folded, view)
                return order, _place_of(order, here.id if here else b"", rows.cursor), set(marked & set(order))

            letters.order, cursor, letters.marked = await asyncio.to_thread(work_out)
            self._arranged = key
            rows.show(letters, cursor, keep_line=True)
        self.after_rearranging()

    def after_rearranging(self) -> None:
        """What the screen does then."""

    def action_filter(self) -> None:
        """Type words; the list follows every letter."""
        field = self.query_one("#filter", Field)
        field.display = True
        field.focus()
        self.refresh_keys()

    @on(Input.Changed, "#filter")
    def _typed(self, event: Input.Changed) -> None:
        self.look(replace(self.caseload.letters.view, words=event.value))

    @on(Input.Submitted, "#filter")
    def _typed_enough(self) -> None:
        self._leave_filter()

    def key_escape(self) -> None:
        """Leave the filter's field and drop its words."""
        if isinstance(self.focused, Field):
            self._leave_filter()
            self.look(replace(self.caseload.letters.view, words=""))

    def _leave_filter(self) -> None:
        field = self.query_one("#filter", Field)
        self.query_one(VirtualList).focus()
        field.display = bool(field.value)
        self.refresh_keys()

    @work(group="dialog", exit_on_error=False)
    async def action_states(self) -> None:
        """Show only one state, or all."""
        counts = self.caseload.letters.counts()
        options = [("", self.say("console-all"), str(len(self.caseload.letters.known)))]
        options += [(state, self.say(f"state-{state}"), str(counts[state])) for state in STATES if counts[state]]
        state = await self.app.push_screen_wait(Choose(self.say("console-choose-state"), options))
        if state is not None:
            states = frozenset((state,)) if state else frozenset()
            self.look(replace(self.caseload.letters.view, states=states))

    @work(group="dialog", exit_on_error=False)
    async def action_topics(self) -> None:
        """Show only one topic, or all."""
        options = [("", self.say("console-all"), "")]
        options += [(topic, topic_name(self.lang, topic), "") for topic in TOPICS]
        topic = await self.app.push_screen_wait(Choose(self.say("console-choose-topic"), options))
        if topic is not None:
            self.look(replace(self.caseload.letters.view, topic=topic))

    @work(group="dialog", exit_on_error=False)
    async def action_sort(self) -> None:
        """Another order."""
        options = [(sort, self.say(f"sort-{sort}"), "") for sort in SORTS]
        sort = await self.app.push_screen_wait(Choose(self.say("console-choose-sort"), options))
        if sort is not None:
            self.look(replace(self.caseload.letters.view, sort=sort))


def _place_of(order: list[bytes], here: bytes, cursor: int) -> int:
    """Where the critique under the cursor went; when it is not shown any more, the row that took its place."""
    try:
        return order.index(here)
    except ValueError:
        return min(cursor, max(0, len(order) - 1))
