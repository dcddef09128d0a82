"""What stands beside a list and is longer than its place: Enter goes there, the keys scroll, Escape returns."""

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from revmentor_tui.console.actions import READING, bindings_of
from revmentor_tui.console.virtual_list import VirtualList


class Readable(Widget):
    """A widget beside a list, with the keys of whoever reads it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(READING)

    def action_leave_reading(self) -> None:
        """Back to the list."""
        self.screen.query_one(VirtualList).focus()


class RecordPane(VerticalScroll, Readable):
    """The record under a list's cursor."""
