"""Putting letters that say the same together: one key shows what is alike, the same key groups what is marked."""

import asyncio
import gc
import time
from dataclasses import replace

from textual import work

from core.errors import RevmentorError
from core.moderation import review as reviewing
from core.moderation.inbox import Critique
from core.moderation.review import Review
from revmentor_tui.console.deciding import Deciding
from revmentor_tui.console.letters import Letters
from revmentor_tui.console.narrowing import Narrowing
from revmentor_tui.console.virtual_list import VirtualList

REST = 0.004
"""Seconds between two slices of comparing letters."""
QUIET = 0.4
"""Seconds without a key before comparing goes on: typing and moving come first."""


class Grouping(Narrowing, Deciding):
    """The part of the inbox that compares and groups."""

    _comparing = False
    _learnt: Letters | None = None
    """The letters that were compared to the end once."""

    def show_letter(self) -> None:
        """Show the letter under the cursor."""
        raise NotImplementedError

    @work(group="likeness", exit_on_error=False)
    async def compare(self) -> None:
        """Index the words of letters and compare them in the background, those on the screen first, and show what was
        found."""
        if self._comparing:
            return
        self._comparing = True
        rows, letters = self.query_one(VirtualList), self.caseload.letters
        try:
            while not letters.likeness.is_done and letters is self.caseload.letters:
                if letters.likeness.is_large and time.monotonic() - self.touched < QUIET:
                    await asyncio.sleep(QUIET)
                    continue
                before = len(letters.likeness.similar)
                await asyncio.to_thread(letters.likeness.work if letters.words.is_done else letters.words.work)
                if len(letters.likeness.similar) != before:
                    rows.refresh()
                await asyncio.sleep(REST)
        finally:
            self._comparing = False
        if self._learnt is not letters:
            # As with the letters themselves: what was learnt of them stays for the whole sitting.
            self._learnt = letters
            gc.freeze()
        self.show_letter()

    def compare_shown(self) -> None:
        """Compare what is on the screen."""
        rows, letters = self.query_one(VirtualList), self.caseload.letters
        top = round(rows.scroll_y)
        letters.likeness.want(letters.order[top : top + rows.size.height])
        if not letters.likeness.is_done:
            self.compare()

    @work(group="acts", exit_on_error=False)
    async def action_group(self) -> None:
        """With letters marked: group them. Else show what is like the letter at the cursor, all but those marked that
        say the opposite."""
        letters, here = self.caseload.letters, self.current
        if here is None:
            return
        if len(letters.marked) > 1:
            await self._group(here)
            return
        alike = await self._find_alike(here)
        if len(alike) < 2:
            self.tell("group-none-alike")
            return
        opposite = {bytes.fromhex(one.key) for one in letters.likeness.near(here.id) if one.negation_differs}
        letters.marked = {
            one for one in alike if one not in opposite and letters.known[one].review.state not in reviewing.FINAL
        }
        self.look(replace(letters.view, words="", like=here.id))
        self.tell("group-look", count=len(letters.marked))

    async def _find_alike(self, critique: Critique) -> tuple[bytes, ...]:
        """The letter, its group, and those similar to it, compared now if they were not yet."""
        letters = self.caseload.letters
        letters.likeness.want([critique.id])
        if not letters.likeness.is_done:
            self.tell("group-comparing")
        while letters.likeness.hint(critique.id) is None and not letters.likeness.is_done:
            await asyncio.to_thread(letters.likeness.work)
        return letters.alike(critique.id)

    async def _group(self, here: Critique) -> None:
        """What is marked becomes one group, led by the letter at the cursor if it is marked, and nothing else stays in
        the groups that the marked letters were in."""
        letters = self.caseload.letters
        members = [one for one in letters.order if one in letters.marked]
        members += [one for one in letters.marked if one not in letters.order]
        lead = here.id if here.id in letters.marked else members[0]
        kept = set(members)
        sensitive = any(letters.known[one].review.sensitive for one in members)
        viewed = letters.whole([letters.view.like]) if letters.view.like in letters.known else []
        everybody = list(dict.fromkeys((*members, *letters.whole(members), *viewed)))
        # Outside of the view of similar ones a whole group is meant by any of its letters.
        if not letters.view.like:
            kept = set(everybody)

        def change(one: Critique) -> Review:
            if one.id in kept:
                return reviewing.join(one.review, lead.hex(), sensitive=sensitive)
            return reviewing.leave(one.review) if one.review.group else one.review

        try:
            await self.caseload.act(everybody, change, "group")
        except RevmentorError as error:
            self.complain(error)
            return
        letters.marked.clear()
        self.look(replace(letters.view, like=b""))
        self.tell("group-made", count=len(kept))

    @work(group="acts", exit_on_error=False)
    async def action_ungroup(self) -> None:
        """Dissolve the group of the letter at the cursor."""
        letters, here = self.caseload.letters, self.current
        if here is None or not here.review.group:
            return
        members = letters.whole([here.id])
        try:
            await self.caseload.act(members, lambda one: reviewing.leave(one.review), "ungroup")
        except RevmentorError as error:
            self.complain(error)
            return
        self.tell("group-dissolved", count=len(members))
