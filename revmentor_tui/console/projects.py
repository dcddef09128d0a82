"""Pair projects as the organiser sees them: who, what, how it goes, and what wants a look."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import set_cell_size
from textual.binding import BindingType
from textual.content import Content

from core.language.safe_text import make_safe, one_line
from core.moderation.programme import read_shelf
from core.programs import projects as rules
from core.programs.ledger import Record
from core.programs.profiles import PROFILES
from core.programs.project_records import PROJECTS, PairProject, flags
from core.programs.projects import Colour
from core.programs.states import FINAL, Side, State
from revmentor_tui.console.actions import PROJECTS as PLACE
from revmentor_tui.console.actions import bindings_of
from revmentor_tui.console.shelf import ShelfScreen
from revmentor_tui.console.virtual_list import Cell

LETTERS = {Colour.GREEN: "●", Colour.YELLOW: "◐", Colour.RED: "○"}
"""Told apart by shape, never by colour alone."""
TONES = {State.STARTED: "released", State.PROPOSED: "prepared", State.DONE: "published"}


class ProjectsScreen(ShelfScreen[PairProject]):
    """The list; on the right one project."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(PLACE)
    SHELF = PROJECTS
    PLACE = PLACE
    TITLE = "projects-title"
    EMPTY = "projects-empty"

    async def read_more(self) -> None:
        """Names of both sides."""
        found = await self.caseload.whole(read_shelf(self.caseload.desk, PROFILES))
        self.names = {record.ref: one_line(record.body.name) for record in found}

    def sort(self, records: list[Record[PairProject]]) -> list[Record[PairProject]]:
        """What wants a look first, then what runs, then what is over."""

        def key(record: Record[PairProject]) -> tuple[bool, bool, bytes]:
            state = record.body.project.state
            return (not flags(record.body, self.today), state in FINAL, record.id)

        return sorted(records, key=key)

    def row(self, record: Record[PairProject], width: int) -> Sequence[Cell]:
        """State, flags, goal."""
        del width
        body = record.body
        state = body.project.state
        word = "projects-sought" if body.sought else f"projects-state-{state}"
        raised = ", ".join(self.say(f"projects-flag-{flag}") for flag in flags(body, self.today))
        return (
            (set_cell_size(self.say(word), 14), TONES.get(state, "quiet")),
            (set_cell_size(raised, 18), "vetoed"),
            (one_line(body.terms.goal), "strong"),
        )

    def tell_record(self, record: Record[PairProject]) -> Content:
        """Goal, both sides, milestones, colours."""
        body = record.body
        project = body.project
        parts = [Content.assemble((make_safe(body.terms.goal), "bold")), Content("")]
        for side in Side:
            name = self.names.get(body.seats.get(side, ""), "") or self.say("projects-missing")
            parts.append(Content(self.say(f"projects-{side}", name=name)))
        if project.since and project.state is State.STARTED:
            week = rules.week_of(project, max(self.today, project.since))
            parts.append(Content(self.say("projects-week", week=week, weeks=body.terms.weeks)))
        else:
            parts.append(Content(self.say(f"projects-state-{project.state}")))
        parts += [
            Content(f"{'✓' if step in project.reached else '·'} {one_line(step)}") for step in body.terms.milestones
        ]
        if project.colours:
            parts += [Content(""), Content(self.say("projects-colours"))]
            weeks = sorted({week for week, _ in project.colours})
            for side in Side:
                said = [project.colours.get((week, side)) for week in weeks]
                parts.append(Content(" ".join(LETTERS[colour] if colour else "·" for colour in said)))
        if project.reason:
            parts += [Content(""), Content(f"«{make_safe(project.reason)}»")]
        return Content("\n").join(parts)
