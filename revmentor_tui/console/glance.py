"""The programme at a glance: goals of the year, and everything in numbers beside published ones."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from rich.cells import set_cell_size
from textual import work
from textual.binding import BindingType
from textual.content import Content

from core.errors import BadInput, RevmentorError
from core.language.safe_text import one_line
from core.moderation.programme import read_shelf
from core.printing.overview import print_overview
from core.programs.glance import progress
from core.programs.ledger import Record
from core.programs.overview import AIMS, OVERVIEWS, Aim, Dropped, NewAim, Overview, Reached, begin_aim
from core.programs.overview_words import aim_line, band_lines, name_of, others_of, own_of
from revmentor_tui.console.actions import GLANCE, bindings_of
from revmentor_tui.console.asking import Ask
from revmentor_tui.console.dialogs import Confirm
from revmentor_tui.console.shelf import ShelfScreen
from revmentor_tui.console.virtual_list import Cell
from revmentor_tui.printed import write_edition

FORMS = ("pdf", "html")


class GlanceScreen(ShelfScreen[Aim]):
    """Goals, and the newest count."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(GLANCE)
    SHELF = AIMS
    PLACE = GLANCE
    TITLE = "glance-title"
    EMPTY = "glance-empty"
    overview: Overview | None = None

    async def read_more(self) -> None:
        """The count."""
        found = await self.caseload.whole(read_shelf(self.caseload.desk, OVERVIEWS))
        self.overview = found[0].body if found else None

    def sort(self, records: list[Record[Aim]]) -> list[Record[Aim]]:
        """Those that end first at the top."""
        return sorted(records, key=lambda record: (record.body.goal.until, record.body.words, record.id))

    def row(self, record: Record[Aim], width: int) -> Sequence[Cell]:
        """How much is done, how much of the time is gone, what it is."""
        del width
        reached, gone = progress(record.body.goal, self.today)
        tone = "quiet" if record.body.stale else "vetoed" if reached < gone else "released"
        return ((set_cell_size(f"{reached} / {gone} %", 13), tone), (one_line(record.body.words), ""))

    def tell_record(self, record: Record[Aim]) -> Content:
        """The goal and the count."""
        return Content("\n").join([Content(aim_line(self.lang, record.body, self.today)), Content(""), *self._count()])

    def tell_nothing(self) -> Content:
        """The count alone."""
        return Content("\n").join([Content(self.say(self.EMPTY)), Content(""), *self._count()])

    def _count(self) -> list[Content]:
        overview = self.overview
        if overview is None:
            return [Content(self.say("glance-none"))]
        parts = [Content.assemble((self.say("glance-counted", day=overview.on), "bold")), Content("")]
        for line in overview.lines:
            parts.append(Content(f"{name_of(self.lang, line)}: {own_of(self.lang, line, overview.k)}"))
            if others := others_of(self.lang, line):
                parts.append(Content(f"    {self.say('glance-others', others=others)}"))
        if bands := band_lines(self.lang, overview):
            parts += [Content(""), Content(self.say("glance-bands")), *(Content(line) for line in bands)]
        return [*parts, Content(""), Content(self.say("glance-how", k=overview.k))]

    @work(group="dialog", exit_on_error=False)
    async def action_goal_new(self) -> None:
        """A goal with its number and its last day."""

        def check(typed: str) -> None:
            begin_aim(read_aim(typed), self.today, "")

        question = Ask(self.say("glance-ask-words"), self.say("glance-words-hint"), do=check)
        given = await self.app.push_screen_wait(question)
        if given is not None:
            await self.order("goal-new", read_aim(given), "glance-ordered")

    @work(group="dialog", exit_on_error=False)
    async def action_goal_reach(self) -> None:
        """How much is done."""
        record = self.current
        if record is None:
            return
        hint = self.say("glance-reached-hint", target=record.body.goal.target)
        given = await self.app.push_screen_wait(Ask(self.say("glance-ask-reached"), hint, do=_read_reached))
        if given is not None:
            await self.order("goal-reach", Reached(record.ref, _read_reached(given)), "glance-ordered")

    @work(group="dialog", exit_on_error=False)
    async def action_goal_drop(self) -> None:
        """Cannot be undone, so it asks."""
        record = self.current
        if record is None:
            return
        words = [self.say(f"glance-drop-{part}") for part in ("ask", "body", "yes", "no")]
        if await self.app.push_screen_wait(Confirm(*words)):
            await self.order("goal-drop", Dropped(record.ref), "glance-ordered")

    @work(group="dialog", exit_on_error=False)
    async def action_glance_export(self) -> None:
        """PDF and HTML, beside the data."""
        overview = self.overview
        if overview is None:
            self.tell("glance-none")
            return
        edition = print_overview(self.lang, overview, [one.body for one in self.records], self.today)
        home, made = self.app.settings.home, []  # type: ignore[attr-defined]
        try:
            for form in FORMS:
                out = home / f"programme-{overview.on}.{form}"
                made += await asyncio.to_thread(write_edition, edition, out, form)
        except RevmentorError as error:
            self.complain(error)
            return
        self.tell("glance-exported", files=", ".join(one_line(str(path)) for path in made))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which acts work now."""
        del parameters
        if action not in ("goal_reach", "goal_drop"):
            return True
        return self.is_mounted and self.current is not None


def read_aim(given: str) -> NewAim:
    """«words; number; day». Raises BadInput."""
    try:
        words, target, until = (part.strip() for part in given.split(";"))
        return NewAim(words, int(target), date.fromisoformat(until))
    except ValueError:
        raise BadInput("error-goal") from None


def _read_reached(typed: str) -> int:
    """How much is done. Raises BadInput."""
    if not typed.strip().isdecimal():
        raise BadInput("error-goal-reached")
    return int(typed)
