"""Signals from the future as the organiser sees them: words, weeks, places, and how new and strong each is."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import set_cell_size
from textual import work
from textual.binding import BindingType
from textual.content import Content

from core.language.safe_text import make_safe, one_line
from core.programs.ledger import Record
from core.programs.signal_records import (
    SIGNALS,
    Merging,
    Removal,
    SignalShown,
    Voting,
    Whereabouts,
    chart,
    state_message,
)
from core.programs.signals import Point
from core.programs.states import FINAL, State
from revmentor_tui.console.actions import SIGNALS as PLACE
from revmentor_tui.console.actions import bindings_of
from revmentor_tui.console.asking import Ask
from revmentor_tui.console.dialogs import Choose, Confirm
from revmentor_tui.console.shelf import ShelfScreen
from revmentor_tui.console.virtual_list import Cell

TONES = {State.RELEASED: "vetoed", State.ACKNOWLEDGED: "prepared", State.ACCEPTED: "released"}
WIDTH, HEIGHT = 24, 7
"""The chart's cells: strength to the right, novelty upwards."""


class SignalsScreen(ShelfScreen[SignalShown]):
    """The list; on the right one signal, and where it stands among the others."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(PLACE)
    SHELF = SIGNALS
    PLACE = PLACE
    TITLE = "signals-title"
    EMPTY = "signals-empty"

    def sort(self, records: list[Record[SignalShown]]) -> list[Record[SignalShown]]:
        """Alarms first, then most senders."""
        return sorted(records, key=lambda one: (one.body.state is not State.RELEASED, -one.body.senders, one.id))

    def row(self, record: Record[SignalShown], width: int) -> Sequence[Cell]:
        """Senders, state, words."""
        del width
        shown = record.body
        state = self.say(state_message(shown.state, shown.target)).rstrip(".")
        return (
            (f"{shown.senders:>3}  ", "strong"),
            (set_cell_size(state, 26), TONES.get(shown.state, "quiet")),
            (one_line(shown.what), ""),
        )

    def tell_record(self, record: Record[SignalShown]) -> Content:
        """Words, the comma, the chart, weeks, places."""
        shown = record.body
        parts = [Content.assemble((make_safe(shown.what), "bold"))]
        if shown.reply:
            head = self.say("comma-accept" if shown.reply.accepted else "comma-decline")
            parts += [Content.assemble((f"— {head} —", "bold")), Content(make_safe(shown.reply.text)), Content("")]
        # Before the weeks, for a terminal of 24 lines shows no more.
        parts.append(Content(self.say("signals-chart")))
        parts += [Content(line) for line in draw_chart(chart(self.records, self.today), record.id)]
        parts.append(Content(""))
        parts += [
            Content(self.say("signals-week", week=week, count=count))
            for week, count in sorted(shown.weeks.items(), reverse=True)
        ]
        places = sorted(shown.places.items(), key=lambda place: -place[1])
        parts += [Content(self.say("signals-place", name=make_safe(name), count=count)) for name, count in places]
        return Content("\n").join(parts)

    @work(group="dialog", exit_on_error=False)
    async def action_name_places(self) -> None:
        """The company's places."""
        question = Ask(self.say("signals-ask-places"), self.say("signals-places-hint"), do=_read_places)
        given = await self.app.push_screen_wait(question)
        if given is not None:
            await self.order("signals-places", _read_places(given), "signals-ordered")

    @work(group="dialog", exit_on_error=False)
    async def action_merge_signal(self) -> None:
        """Two that say the same."""
        record = self.current
        if record is None:
            return
        others = [one for one in self.records if one.id != record.id and one.body.state not in FINAL]
        if not others:
            self.tell("signals-one")
            return
        options = [(one.ref, one_line(one.body.what), str(one.body.senders)) for one in others]
        chosen = await self.app.push_screen_wait(Choose(self.say("signals-choose"), options, search=True))
        if chosen is not None:
            await self.order("signals-merge", Merging(chosen, record.ref), "signals-ordered")

    @work(group="dialog", exit_on_error=False)
    async def action_signal_ballot(self) -> None:
        """To a vote of all employees; cannot be undone, so it asks."""
        record = self.current
        if record is None:
            return
        words = [self.say(f"signals-ballot-{part}") for part in ("ask", "body", "yes", "no")]
        if await self.app.push_screen_wait(Confirm(*words)):
            await self.order("signals-ballot", Voting(record.ref, self.lang), "signals-ordered")

    @work(group="dialog", exit_on_error=False)
    async def action_remove_signal(self) -> None:
        """What is no signal; cannot be undone, so it asks."""
        record = self.current
        if record is None:
            return
        words = [self.say(f"signals-remove-{part}") for part in ("ask", "body", "yes", "no")]
        if await self.app.push_screen_wait(Confirm(*words)):
            await self.order("signals-remove", Removal(record.ref), "signals-ordered")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which acts work now."""
        del parameters
        record = self.current if self.is_mounted else None
        undecided = record is not None and record.body.state not in (*FINAL, State.ACCEPTED)
        allowed = {"merge_signal": record is not None, "remove_signal": record is not None, "signal_ballot": undecided}
        return allowed.get(action, True)


def draw_chart(points: Mapping[bytes, Point], here: bytes) -> list[str]:
    """The signals as dots, the one in hand as a full square; several in one cell as a number."""
    cells: dict[tuple[int, int], list[bytes]] = {}
    for key, point in points.items():
        place = (round((1 - point.novelty) * (HEIGHT - 1)), round(point.strength * (WIDTH - 1)))
        cells.setdefault(place, []).append(key)

    def sign(row: int, column: int) -> str:
        there = cells.get((row, column), [])
        if here in there:
            return "■"
        return " " if not there else "·" if len(there) == 1 else str(min(9, len(there)))

    body = ["│" + "".join(sign(row, column) for column in range(WIDTH)) for row in range(HEIGHT)]
    return [*body, "└" + "─" * WIDTH]


def _read_places(typed: str) -> Whereabouts:
    """Places between commas. Raises BadInput."""
    return Whereabouts(tuple(one.strip() for one in typed.split(",") if one.strip()))
