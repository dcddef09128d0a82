"""Searching, filtering and sorting the inbox; the work runs in a thread, the cursor stays on its critique."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TypeVar

from textual import on, work
from textual.message import Message
from textual.widgets import Input

from core.language.query import IS, LANG, STATE, TAG, TOPIC, asking, without
from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import figure
from core.moderation.review import STATES
from core.moderation.saved_views import SavedView, read_views, with_view, write_views
from revmentor_tui.console.asking import Ask
from revmentor_tui.console.dialogs import Choose, Field
from revmentor_tui.console.frame import ConsoleScreen
from revmentor_tui.console.letters import Letters, topic_name
from revmentor_tui.console.searching import FLAGS, SORTS, Search, View, matching
from revmentor_tui.console.virtual_list import VirtualList

FIRST_HITS = 200
"""Hits shown as soon as they are found, before the rest: more than any screen holds."""
TO_PAINT = 0.04
"""Seconds that the first hits have the interpreter to themselves until they are painted."""
LOOKS_AT_ONCE = 2000
"""Hits gathered between two looks at whether anybody still wants them."""
SAVE, DROP = "save", "drop"

Result = TypeVar("Result")
Asked = tuple[View, int, int]
"""A view, and how old the letters were that it was worked out from."""


class Narrowing(ConsoleScreen):
    """The part of the inbox that decides which rows are shown."""

    class Looked(Message):
        """Another selection or order was asked for."""

    _arranged: Asked | None = None
    """What the rows on the screen were worked out for."""
    _requests = 0
    _left_at = b""
    """Where the cursor stood when the search began."""
    _wanted = b""
    """Where the cursor goes as soon as that is shown."""
    touched = 0.0
    """When something was last typed or moved, in the seconds of time.monotonic."""

    def look(self, view: View) -> None:
        """Show another selection or order."""
        self.touched = time.monotonic()
        self.caseload.letters.view = view
        field = self.query_one("#filter", Field)
        if field.value != view.words:
            with self.prevent(Input.Changed):
                field.value = view.words
        field.display = bool(view.words) or field.has_focus
        self.post_message(self.Looked())
        self.rearrange()

    def go_to(self, one: bytes) -> None:
        """Put the cursor on a critique, if it is shown, now or after what is under way."""
        self._wanted = one
        self.rearrange()

    @work(group="arrange", exclusive=True, exit_on_error=False)
    async def rearrange(self) -> None:
        """Work the rows out anew, where that is needed, and show them. Only the newest request counts."""
        letters, rows = self.caseload.letters, self.query_one(VirtualList)
        letters.lang, view = self.lang, letters.view
        search = letters.search if letters.search.words == view.words else Search(view.words)
        decisions = letters.decisions if search.query.conditions or view.follows_reviews else 0
        asked = (view, letters.arrivals, decisions)
        if rows.rows is letters and asked == self._arranged:
            rows.refresh()
            if self._wanted:
                rows.cursor = _place_of(letters.order, self._wanted, rows.cursor)
        else:
            await self._work_out(letters, rows, search, asked)
            self._arranged = asked
        self._wanted = b""
        self.after_rearranging()

    async def _work_out(self, letters: Letters, rows: VirtualList, search: Search, asked: Asked) -> None:
        self._requests = mine = self._requests + 1
        here = self._wanted or self._here(rows)
        typed = search is not letters.search
        hits, order = await _apart(letters, partial(_begin, letters, search, asked))
        if len(order) == FIRST_HITS and typed and search.finds:
            # Looking for words takes long. A screenful at once; the rest follows without moving anything.
            letters.search, letters.order = search, order
            rows.show(letters, _place_of(order, here, 0), keep_line=True)
            here = self._here(rows)
            await asyncio.sleep(TO_PAINT)

        def rest() -> tuple[list[bytes], int, set[bytes]]:
            whole = list(order)
            while (portion := list(islice(hits, LOOKS_AT_ONCE))) and mine == self._requests:
                whole += portion
            hidden = set(letters.marked)
            hidden.difference_update(whole if hidden else ())
            return whole, _place_of(whole, here, rows.cursor), hidden

        before = self._here(rows)
        whole, cursor, hidden = await _apart(letters, rest)
        if (now := self._here(rows)) != before:
            # A key moved the cursor in the meantime, and it stays where the key put it.
            cursor = _place_of(whole, now, rows.cursor)
        letters.search, letters.order = search, whole
        letters.marked -= hidden
        rows.show(letters, cursor, keep_line=True)

    def _here(self, rows: VirtualList) -> bytes:
        letters = self.caseload.letters
        critique = letters.at(rows.cursor) if rows.rows is letters else None
        return critique.id if critique else b""

    def after_rearranging(self) -> None:
        """What the screen does then."""

    # Words.

    def action_filter(self) -> None:
        """Type words; the list follows every letter."""
        field = self.query_one("#filter", Field)
        self._left_at = self._here(self.query_one(VirtualList))
        field.display = True
        field.focus()
        self.refresh_keys()

    @on(Input.Changed, "#filter")
    def _typed(self, event: Input.Changed) -> None:
        # What stands there by now, not what stood there then: keys overtake the messages about them.
        self.look(replace(self.caseload.letters.view, words=event.input.value, like=b""))

    @on(Input.Submitted, "#filter")
    def _typed_enough(self) -> None:
        self._leave_filter()

    def key_escape(self) -> None:
        """Leave the filter's field and drop its words; the cursor goes back to where the search began."""
        if isinstance(self.focused, Field):
            self._leave_filter()
            self._wanted = self._left_at
            self.look(replace(self.caseload.letters.view, words=""))

    def _leave_filter(self) -> None:
        field = self.query_one("#filter", Field)
        self.query_one(VirtualList).focus()
        field.display = bool(field.value)
        self.refresh_keys()

    # Conditions: each is a part of the search line, where it can be read and changed.

    def ask(self, operator: str, value: str) -> str:
        """A condition as a search line says it in this language."""
        return asking(self.say(f"operator-{operator}"), value)

    def _ask_for(self, *conditions: str, instead_of: str = "") -> None:
        """Add conditions to the search line, in place of what an operator asked so far."""
        view = self.caseload.letters.view
        words = without(view.words, instead_of) if instead_of else view.words.strip()
        self.look(replace(view, words=" ".join(filter(None, (words, *conditions))), like=b""))

    @work(group="dialog", exit_on_error=False)
    async def action_states(self) -> None:
        """Show only one state, or all."""
        counts = self.caseload.letters.counts()
        options = [("", self.say("console-all"), figure(self.lang, len(self.caseload.letters.known)))]
        options += [
            (state, self.say(f"state-{state}"), figure(self.lang, counts[state])) for state in STATES if counts[state]
        ]
        state = await self.app.push_screen_wait(Choose(self.say("console-choose-state"), options))
        if state is not None:
            named = [self.ask(STATE, self.say(f"state-{state}").lower())] if state else []
            self._ask_for(*named, instead_of=STATE)

    @work(group="dialog", exit_on_error=False)
    async def action_facets(self) -> None:
        """Show only a tag, a topic, a language, or what something is special about; typing finds the choice."""
        counts = await asyncio.to_thread(_count, self.caseload.letters)
        options: list[tuple[str, str, str]] = []
        for operator, value in sorted(counts, key=lambda one: (_FACETS.index(one[0]), -counts[one])):
            name = self._value_name(operator, value)
            label = f"{self.say(f'facet-{operator}')} {name}"
            options.append((self.ask(operator, name), SafeText(label), figure(self.lang, counts[operator, value])))
        if not options:
            self.tell("console-no-facets")
            return
        chosen = await self.app.push_screen_wait(Choose(self.say("console-choose-facet"), options, search=True))
        if chosen is not None:
            self._ask_for(chosen)

    def _value_name(self, operator: str, value: str) -> SafeText:
        if operator == TOPIC:
            return SafeText(topic_name(self.lang, value).lower())
        return self.say(f"flag-{value}") if operator == IS else one_line(value)

    @work(group="dialog", exit_on_error=False)
    async def action_sort(self) -> None:
        """Another order."""
        options = [(sort, self.say(f"sort-{sort}"), "") for sort in SORTS]
        sort = await self.app.push_screen_wait(Choose(self.say("console-choose-sort"), options))
        if sort is not None:
            self.look(replace(self.caseload.letters.view, sort=sort))

    # Views with a name.

    @work(group="dialog", exit_on_error=False)
    async def action_views(self) -> None:
        """Go to a saved view, save this one, or drop the one shown."""
        home, identity = self.caseload.home, self.caseload.desk.identity
        views = await asyncio.to_thread(read_views, home, identity)
        view = self.caseload.letters.view
        here = next((one for one in views if (one.words, one.sort) == (view.words, view.sort)), None)
        options: list[tuple[str, str, str]] = [
            (f"{place}", make_safe(one.name), make_safe(one.words)) for place, one in enumerate(views)
        ]
        if here is None:
            options.append((SAVE, self.say("views-save"), make_safe(view.words)))
        else:
            options.append((DROP, self.say("views-drop", name=make_safe(here.name)), ""))
        chosen = await self.app.push_screen_wait(Choose(self.say("views-title"), options))
        if chosen == SAVE:
            await self._save_view(views, view)
        elif chosen == DROP:
            await asyncio.to_thread(write_views, home, identity, [one for one in views if one is not here])
        elif chosen is not None:
            self.look(View(words=views[int(chosen)].words, sort=views[int(chosen)].sort))

    async def _save_view(self, views: list[SavedView], view: View) -> None:
        async def save(name: str) -> None:
            wanted = with_view(views, SavedView(name, view.words, view.sort))
            await asyncio.to_thread(write_views, self.caseload.home, self.caseload.desk.identity, wanted)
            self.tell("views-saved", name=one_line(name))

        await self.app.push_screen_wait(Ask(self.say("views-ask"), self.say("views-ask-hint"), do=save))


_FACETS = (TAG, TOPIC, LANG, IS)


async def _apart(letters: Letters, work: Callable[[], Result]) -> Result:
    """In a thread, unless there is so little to look through that the way there would take longer."""
    return work() if len(letters.known) <= FIRST_HITS else await asyncio.to_thread(work)


def _begin(letters: Letters, search: Search, asked: Asked) -> tuple[Iterator[bytes], list[bytes]]:
    """The first hits, and an iterator that goes on from there."""
    view, *age = asked
    hits = matching(letters.selector.base(letters.snapshot, view, search, tuple(age)), search, letters.words)
    return hits, list(islice(hits, FIRST_HITS))


def _place_of(order: list[bytes], here: bytes, cursor: int) -> int:
    """Where the critique under the cursor went; when it is not shown any more, the row that took its place."""
    try:
        return order.index(here)
    except ValueError:
        return min(cursor, max(0, len(order) - 1))


def _count(letters: Letters) -> Counter[tuple[str, str]]:
    """How many critiques each condition would show."""
    counts: Counter[tuple[str, str]] = Counter()
    known = letters.snapshot()
    for critique in known.critiques:
        facts = known.facts(critique)
        counts.update((TAG, tag) for tag in facts.tags)
        counts.update((IS, flag) for flag in FLAGS if flag in facts.flags)
        counts.update(((TOPIC, critique.topic), (LANG, critique.lang)))
    return counts
