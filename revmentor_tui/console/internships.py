"""Executives' internships as the organiser sees them: places, stays, aims against what was promised, checks due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.cells import set_cell_size
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from core.errors import BadInput, RevmentorError
from core.language.safe_text import make_safe, one_line
from core.locales.catalogue import explain
from core.moderation.programme import read_shelf
from core.people.invitations import EMPLOYEE, HOST
from core.programs.internship_records import PLACES, STAYS, Appointment, HostPlace, Stay, offer
from core.programs.internships import due_checks
from core.programs.ledger import Record
from core.programs.profiles import PROFILES, Told
from core.programs.states import FINAL, State
from revmentor_tui.console.actions import INTERNSHIPS, bindings_of
from revmentor_tui.console.dialogs import Choose, Dialog, Field
from revmentor_tui.console.shelf import ShelfScreen
from revmentor_tui.console.virtual_list import Cell

TONES = {State.STARTED: "released", State.PROPOSED: "held", State.RELEASED: "prepared", State.DONE: "published"}
FIELDS = ("title", "tasks", "first", "last", "seats")


@dataclass(frozen=True)
class Around:
    """What a stay refers to: places and people by id."""

    places: dict[str, HostPlace]
    people: dict[str, Told]

    def name(self, ref: str) -> str:
        """Somebody's name; empty when there is nobody."""
        return one_line(self.people[ref].name) if ref in self.people else ""


class InternshipsScreen(ShelfScreen[Stay]):
    """The list; on the right one stay, and the places below it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(INTERNSHIPS)
    SHELF = STAYS
    PLACE = INTERNSHIPS
    TITLE = "internships-title"
    EMPTY = "internships-empty"
    around = Around({}, {})

    async def read_more(self) -> None:
        """Places and people."""
        desk = self.caseload.desk
        places = {one.ref: one.body for one in await self.caseload.whole(read_shelf(desk, PLACES))}
        people = {one.ref: one.body for one in await self.caseload.whole(read_shelf(desk, PROFILES))}
        self.around = Around(places, people)

    def sort(self, records: list[Record[Stay]]) -> list[Record[Stay]]:
        """Checks that are due first, then what runs."""
        return sorted(records, key=lambda one: (not self._due(one.body), one.body.state in FINAL, one.id))

    def _due(self, stay: Stay) -> bool:
        return bool(stay.internship and due_checks(stay.internship, self.today))

    def row(self, record: Record[Stay], width: int) -> Sequence[Cell]:
        """State, who, where."""
        del width
        stay = record.body
        place = self.around.places.get(stay.place)
        state = self.say("internships-due" if self._due(stay) else f"internships-state-{stay.state}")
        return (
            (set_cell_size(state, 16), "vetoed" if self._due(stay) else TONES.get(stay.state, "quiet")),
            (set_cell_size(self.around.name(stay.executive) or self.say("internships-nobody"), 24), "strong"),
            (one_line(place.title) if place else "", "tags"),
        )

    def tell_record(self, record: Record[Stay]) -> Content:
        """Aims beside log and promise."""
        stay, internship = record.body, record.body.internship
        place = self.around.places.get(stay.place)
        nobody = self.say("internships-nobody")
        parts = [Content.assemble((one_line(place.title) if place else "", "bold"))]
        parts.append(Content(self.say("internships-executive", name=self.around.name(stay.executive) or nobody)))
        parts.append(
            Content(self.say("internships-host", name=self.around.name(place.host if place else "") or nobody))
        )
        if internship:
            parts.append(Content(self.say("internships-mentor", name=self.around.name(internship.mentor) or nobody)))
        if stay.first and stay.last:
            parts.append(Content(self.say("intern-days", first=stay.first, last=stay.last)))
        if stay.aims:
            parts += [Content(""), Content.assemble((self.say("internships-aims"), "bold"))]
            parts += [Content(f"{number}. {make_safe(aim)}") for number, aim in enumerate(stay.aims, 1)]
        if internship and internship.log:
            parts += [Content(""), Content.assemble((self.say("internships-log"), "bold"))]
            for day, lines in sorted(internship.log.items()):
                ticked = f" · {self.say(f'intern-tick-{internship.ticks[day]}')}" if day in internship.ticks else ""
                parts.append(Content(f"{day}{ticked}"))
                parts += [Content(f"  {make_safe(line)}") for line in (lines.did, lines.surprised, lines.carry)]
        if internship and internship.commitment:
            parts += [Content(""), Content.assemble((self.say("internships-promise"), "bold"))]
            parts.append(Content(f"«{make_safe(internship.commitment)}»"))
            checks = sorted(internship.checks.items())
            parts += [Content(self.say(f"intern-check-{kept}", days=days)) for days, kept in checks]
        return Content("\n").join([*parts, *self._tell_places()])

    def tell_nothing(self) -> Content:
        """Nobody has booked yet: what is offered."""
        return Content("\n").join([Content(self.say(self.EMPTY)), *self._tell_places()])

    def _tell_places(self) -> list[Content]:
        offered = [place for place in self.around.places.values() if not place.withdrawn]
        if not offered:
            return []
        lines = [
            f"· {one_line(one.title)}: {self.say('intern-days', first=one.first, last=one.last)}" for one in offered
        ]
        head = Content.assemble((self.say("internships-places"), "bold"))
        return [Content(""), head, *(Content(line) for line in sorted(lines))]

    @work(group="dialog", exit_on_error=False)
    async def action_new_place(self) -> None:
        """Add a place: its terms, then its host."""
        hosts = [(ref, told.name, told.unit) for ref, told in self.around.people.items() if told.role == HOST]
        if not hosts:
            self.tell("internships-no-hosts")
            return
        place = await self.app.push_screen_wait(NewPlace(self))
        if place is None:
            return
        options = [(ref, make_safe(one_line(name)), one_line(unit)) for ref, name, unit in hosts]
        host = await self.app.push_screen_wait(Choose(self.say("internships-choose-host"), options, search=True))
        if host is not None:
            made = HostPlace(place.title, place.tasks, host, place.first, place.last, place.seats)
            await self.order("internships-place", made, "internships-listed")

    @work(group="dialog", exit_on_error=False)
    async def action_appoint_mentor(self) -> None:
        """Who checks the promise of the stay under the cursor."""
        record = self.current
        if record is None:
            return
        people = [(ref, told.name, told.unit) for ref, told in self.around.people.items() if told.role == EMPLOYEE]
        if not people:
            self.tell("internships-no-people")
            return
        options = [(ref, make_safe(one_line(name)), one_line(unit)) for ref, name, unit in people]
        mentor = await self.app.push_screen_wait(Choose(self.say("internships-choose-mentor"), options, search=True))
        if mentor is not None:
            await self.order("internships-mentor", Appointment(record.ref, mentor), "internships-appointed")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which acts work now."""
        del parameters
        if action != "appoint_mentor":
            return True
        record = self.current if self.is_mounted else None
        return bool(record and record.body.internship and record.body.state not in FINAL)


class NewPlace(Dialog[HostPlace]):
    """The terms of a place, without its host."""

    def __init__(self, screen: InternshipsScreen) -> None:
        super().__init__()
        self._say, self._lang = screen.say, screen.lang

    def compose(self) -> ComposeResult:
        """A field for each."""
        with Vertical():
            yield Static(self._say("internships-new-title"), classes="title", markup=False)
            for name in FIELDS:
                yield Field(placeholder=self._say(f"internships-field-{name}"), id=f"place-{name}")
            yield Static("", id="place-problem", markup=False)

    @on(Input.Submitted)
    def _given(self) -> None:
        """Enter goes on to the next empty field; in the last one the place is made."""
        fields = [self.query_one(f"#place-{name}", Field) for name in FIELDS]
        empty = next((field for field in fields if not field.value.strip()), None)
        if empty is not None:
            empty.focus()
            return
        title, tasks, first, last, seats = (field.value.strip() for field in fields)
        try:
            made = offer(
                title, tasks, "", read_iso_day(first), read_iso_day(last), int(seats) if seats.isdecimal() else 0
            )
        except RevmentorError as error:
            self.query_one("#place-problem", Static).update(Content(explain(self._lang, error)))
            return
        self.dismiss(made)


def read_iso_day(text: str) -> date:
    """2026-12-01. Raises BadInput."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput("error-internships-day") from None
