"""A screen over the records of one format: the list on the left, the record under the cursor on the right.

A format's screen derives from ``ShelfScreen``, says which shelf it shows and how a row and a record read, and adds its
own acts.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import Static

from core.clock import day_of
from core.errors import RevmentorError
from core.moderation.programme import give_order, read_shelf
from core.programs.ledger import Record, Shelf
from revmentor_tui.console.actions import ANYWHERE, LIST, READING
from revmentor_tui.console.frame import ConsoleScreen, HeaderLine, KeyBar
from revmentor_tui.console.reading import RecordPane
from revmentor_tui.console.virtual_list import Cell, VirtualList

Shown = TypeVar("Shown")
LOOK_SECONDS = 3.0
"""How often the screen looks whether the bot has carried something out."""


@dataclass(frozen=True)
class ShelfRows(Generic[Shown]):
    """Rows of the list (see virtual_list.Rows)."""

    screen: "ShelfScreen[Shown]"
    records: tuple[Record[Shown], ...]

    def __len__(self) -> int:
        return len(self.records)

    def looks(self, index: int) -> Hashable:
        """Everything a row shows."""
        record = self.records[index]
        return record.id, record.revision, self.screen.lang, self.screen.besides(record)

    def is_marked(self, index: int) -> bool:
        """No row is."""
        del index
        return False

    def cells(self, index: int, width: int) -> Sequence[Cell]:
        """As the screen says."""
        return self.screen.row(self.records[index], width)


class ShelfScreen(ConsoleScreen, Generic[Shown]):
    """The frame. ``SHELF``: what is shown; ``PLACE``: the place in the table of actions; ``TITLE``: the message of the
    list's title, with ``count``; ``EMPTY``: what stands there while there is nothing, and what to do about it.
    """

    SHELF: ClassVar[Shelf[Any, Any]]
    PLACE: ClassVar[str]
    TITLE: ClassVar[str]
    EMPTY: ClassVar[str]
    CSS_PATH = "console.tcss"

    def compose(self) -> ComposeResult:
        """Line, list and record, keys."""
        yield HeaderLine()
        with Horizontal(id="shelf-body"):
            yield VirtualList(id="shelf")
            with RecordPane(id="record"):
                yield Static(id="record-text")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what there is, and what becomes of it."""
        self.query_one("#shelf", VirtualList).focus()
        self.set_interval(LOOK_SECONDS, self.reload)
        self.reload()

    def on_screen_resume(self) -> None:
        """Another screen may have changed things."""
        self.reload()

    def places(self) -> tuple[str, ...]:
        """Nearest first."""
        return (self.PLACE, READING if isinstance(self.focused, RecordPane) else LIST, ANYWHERE)

    def on_descendant_focus(self) -> None:
        """Another part has the keys: others work."""
        self.refresh_keys()

    @on(VirtualList.Opened)
    def _opened(self) -> None:
        self.query_one(RecordPane).focus()

    def sort(self, records: list[Record[Shown]]) -> list[Record[Shown]]:
        """The order of the rows; the ids' order says nothing."""
        return records

    def besides(self, record: Record[Shown]) -> Hashable:
        """What a row shows that is not in its record."""
        del record
        return None

    def row(self, record: Record[Shown], width: int) -> Sequence[Cell]:
        """The cells of a row, safe, on one line."""
        raise NotImplementedError

    def tell_record(self, record: Record[Shown]) -> Content:
        """The record in full, safe."""
        raise NotImplementedError

    @property
    def today(self) -> date:
        """The desk's day."""
        return day_of(self.caseload.desk.clock)

    @property
    def records(self) -> tuple[Record[Shown], ...]:
        """What is shown now."""
        rows = self.query_one("#shelf", VirtualList).rows
        return rows.records if isinstance(rows, ShelfRows) else ()

    @property
    def current(self) -> Record[Shown] | None:
        """The record under the cursor."""
        try:
            found, cursor = self.records, self.query_one("#shelf", VirtualList).cursor
        except NoMatches:
            return None
        return found[cursor] if cursor < len(found) else None

    @work(group="shelf", exclusive=True, exit_on_error=False)
    async def reload(self) -> None:
        """Read the shelf anew; what has not changed is not drawn again."""
        if not self.is_current:
            return
        try:
            await self.read_more()
            found = await self.fetch()
        except RevmentorError as error:
            self.complain(error)
            return
        records = tuple(self.sort(found))
        if records != self.records or not records:
            keep = self.current.id if self.current else None
            place = next((at for at, record in enumerate(records) if record.id == keep), None)
            self.query_one("#shelf", VirtualList).show(ShelfRows(self, records), place, keep_line=True)
        self.retell()

    async def fetch(self) -> list[Record[Shown]]:
        """What is listed. Raises RevmentorError."""
        return await self.caseload.whole(read_shelf(self.caseload.desk, self.SHELF))

    async def read_more(self) -> None:
        """What a screen needs besides its shelf. Raises RevmentorError."""

    def retell(self) -> None:
        """Say everything anew."""
        super().retell()
        rows = self.query_one("#shelf", VirtualList)
        rows.border_title = self.say(self.TITLE, count=len(self.records))
        rows.refresh()
        self.tell_current()

    def tell_current(self) -> None:
        """Show the record under the cursor."""
        record = self.current
        text = self.tell_record(record) if record else self.tell_nothing()
        self.query_one("#record-text", Static).update(text)

    def tell_nothing(self) -> Content:
        """What stands on the right while the list is empty."""
        return Content(self.say(self.EMPTY))

    @on(VirtualList.Moved)
    def _moved(self) -> None:
        self.tell_current()
        self.refresh_keys()

    async def order(self, act: str, body: object, message_id: str, **facts: object) -> None:
        """Leave an order for the bot and say so, or why not."""
        try:
            await self.caseload.whole(give_order(self.caseload.desk, act, body))
        except RevmentorError as error:
            self.complain(error)
            return
        self.tell(message_id, **facts)
        self.reload()
