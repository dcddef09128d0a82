"""Mentoring pairs: the list in hand with reasons, who is left alone, and how those under way are doing."""

from collections.abc import Awaitable, Sequence
from typing import ClassVar

from rich.cells import set_cell_size
from textual import work
from textual.binding import BindingType
from textual.content import Content

from core.errors import RevmentorError
from core.language.safe_text import one_line
from core.moderation import pairing as desk_side
from core.moderation.pairing import Line, Table, fit_of, lines_of, read_table
from core.programs import pairing
from core.programs.ledger import Record
from core.programs.mentoring import PAIRS, EndPair
from core.programs.pairing import Draft
from core.programs.profiles import LISTS
from core.programs.topics import word_names
from revmentor_tui.console.actions import PAIRS as PLACE
from revmentor_tui.console.actions import bindings_of
from revmentor_tui.console.dialogs import Choose, Confirm, Tell
from revmentor_tui.console.pair_words import fairness_lines, name_of, reason_lines, state_of, sums_lines
from revmentor_tui.console.shelf import ShelfScreen
from revmentor_tui.console.virtual_list import Cell

TONES = {"draft": "prepared", "running": "released", "alone": "vetoed", "past": "quiet"}


class PairsScreen(ShelfScreen[Line]):
    """The list; on the right why these two, or how they are doing."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(PLACE)
    SHELF = PAIRS
    PLACE = PLACE
    TITLE = "pairs-title"
    EMPTY = "pairs-empty"

    table: Table = Table({}, [], Draft())

    async def fetch(self) -> list[Record[Line]]:
        """The organiser's whole table, a record a line."""
        self.table = await self.caseload.whole(read_table(self.caseload.desk))
        return [_record(line) for line in lines_of(self.table)]

    def row(self, record: Record[Line], width: int) -> Sequence[Cell]:
        """State, junior, senior."""
        line = record.body
        people, room = self.table.people, max(12, (width - 18) // 2)
        senior = name_of(people, line.senior, self.lang) if line.senior else "—"
        return (
            (set_cell_size(state_of(line, self.today, self.lang), 16), TONES[line.kind]),
            (set_cell_size(name_of(people, line.junior, self.lang), room), "strong"),
            (one_line(senior), "strong"),
        )

    def tell_record(self, record: Record[Line]) -> Content:
        """Both people, why they fit, and how they are doing."""
        line = record.body
        refs = [ref for ref in (line.junior, line.senior) if ref]
        parts = [Content.assemble((self._both(refs), "bold")), Content(state_of(line, self.today, self.lang))]
        if line.kind == "alone":
            can = desk_side.can_fit(self.table, line.junior)
            parts.append(Content(self.say("pairs-alone-places" if can else "pairs-alone-topics")))
        elif reasons := reason_lines(fit_of(self.table, line), self.lang):
            parts += [Content(""), Content(self.say("pairs-why")), *(Content(one) for one in reasons)]
        if line.record is not None:
            parts.append(Content(""))
            pair = line.record.body
            met = set(pair.met)
            parts += [
                Content(self.say("pairs-session-met" if n in met else "pairs-session", number=n, day=planned.on))
                for n, planned in sorted(pair.plans.items())
            ]
        return Content("\n").join([*parts, *(part for ref in refs for part in self._person(ref))])

    def _person(self, ref: str) -> list[Content]:
        told = self.table.people.get(ref)
        parts = [Content(""), Content.assemble((str(name_of(self.table.people, ref, self.lang)), "bold"))]
        if told is not None:
            heads = [self.say(f"people-role-{told.role}"), one_line(told.unit)]
            parts.append(Content(", ".join(head for head in heads if head)))
            lists = {name: word_names(self.lang, getattr(told, name)) for name in LISTS}
            parts += [Content(self.say(f"people-{name}", words=words)) for name, words in lists.items() if words]
        return parts

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which acts work on the line under the cursor."""
        line = self.current.body if self.is_mounted and self.current else None
        if action in ("pairs_lock", "pairs_forbid"):
            return line is not None and line.kind == "draft"
        if action == "pairs_end":
            return line is not None and line.kind == "running"
        if action == "pairs_publish":
            return bool(self.table.draft.pairs)
        if action == "pairs_allow":
            return bool(self.table.draft.forbidden)
        return True

    @work(group="acts", exclusive=True, exit_on_error=False)
    async def action_pairs_match(self) -> None:
        """Match anew, and tell how it came out."""
        try:
            fairness = await self.caseload.whole(desk_side.match_people(self.caseload.desk))
        except RevmentorError as error:
            self.complain(error)
            return
        self.reload()
        self.app.clear_notifications()
        told = "\n".join(fairness_lines(fairness, self.lang))
        self.app.notify(told, markup=False, timeout=12)

    async def _redo(self, act: Awaitable[None], message_id: str) -> None:
        try:
            await self.caseload.whole(act)  # type: ignore[arg-type]
        except RevmentorError as error:
            self.complain(error)
            return
        self.tell(message_id)
        self.reload()

    @work(group="acts", exclusive=True, exit_on_error=False)
    async def action_pairs_lock(self) -> None:
        """Keep this pair through the next runs, or not any more."""
        line, desk = self._line, self.caseload.desk
        two = (line.junior, line.senior)
        if line.is_locked:
            await self._redo(desk_side.redo_pair(desk, two, pairing.unlock, "pairs-unlock"), "pairs-did-unlock")
        else:
            await self._redo(desk_side.lock_pair(desk, two), "pairs-did-lock")

    @work(group="acts", exclusive=True, exit_on_error=False)
    async def action_pairs_forbid(self) -> None:
        """Never these two."""
        two = (self._line.junior, self._line.senior)
        act = desk_side.redo_pair(self.caseload.desk, two, pairing.forbid, "pairs-forbid")
        await self._redo(act, "pairs-did-forbid")

    @work(group="dialog", exit_on_error=False)
    async def action_pairs_allow(self) -> None:
        """One of the forbidden pairs may come up again."""
        found = sorted(self.table.draft.forbidden)
        options = [(str(at), self._both(two), "") for at, two in enumerate(found)]
        chosen = await self.app.push_screen_wait(Choose(self.say("pairs-allow-which"), options))
        if chosen is not None:
            act = desk_side.redo_pair(self.caseload.desk, found[int(chosen)], pairing.allow, "pairs-allow")
            await self._redo(act, "pairs-did-allow")

    @work(group="dialog", exit_on_error=False)
    async def action_pairs_publish(self) -> None:
        """Let the bot ask them all."""
        count = len(self.table.draft.pairs)
        body = self.say("pairs-publish-what", count=count)
        yes, no = self.say("pairs-publish-yes"), self.say("pairs-publish-no")
        if await self.app.push_screen_wait(Confirm(self.say("pairs-publish-title"), body, yes, no)):
            await self._redo(_counted(desk_side.publish_pairs(self.caseload.desk)), "pairs-did-publish")

    @work(group="dialog", exit_on_error=False)
    async def action_pairs_end(self) -> None:
        """End a pair, or take a proposal back."""
        line = self._line
        assert line.record is not None
        title = self.say("pairs-end-title", pair=self._both((line.junior, line.senior)))
        body, yes, no = self.say("pairs-end-what"), self.say("pairs-end-yes"), self.say("pairs-end-no")
        if await self.app.push_screen_wait(Confirm(title, body, yes, no)):
            await self.order("pairs-end", EndPair(line.record.id), "pairs-did-end")

    @work(group="dialog", exit_on_error=False)
    async def action_pairs_sums(self) -> None:
        """All pairs in numbers."""
        try:
            gains = await self.caseload.whole(desk_side.read_gains(self.caseload.desk))
        except RevmentorError as error:
            self.complain(error)
            return
        told = "\n".join(sums_lines(self.table, gains, self.today, self.lang))
        self.app.push_screen(Tell(self.say("pairs-sums-title"), Content(told)))

    @property
    def _line(self) -> Line:
        assert self.current is not None
        return self.current.body

    def _both(self, refs: Sequence[str]) -> str:
        return " — ".join(name_of(self.table.people, ref, self.lang) for ref in refs)


async def _counted(work: Awaitable[int]) -> None:
    await work


def _record(line: Line) -> Record[Line]:
    """A line in the shape of the list's rows; locking counts as a revision."""
    if line.record is not None:
        return Record(line.record.id, line.record.revision, line.record.live, line)
    return Record(bytes.fromhex(line.junior + line.senior), 1 + line.is_locked, True, line)
