"""Small questions over a screen: one of several, yes or no; a longer text to read. A line of text: asking.py."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from core.language.morphology import fold
from core.language.safe_text import make_safe
from revmentor_tui.console.stumbling import Stumbling

Answer = TypeVar("Answer")

_CSS = """
Dialog { align: center middle; background: $background 50%; }
Dialog > Vertical { width: 64; max-width: 96%; height: auto; max-height: 90%; background: $surface;
    border: round $primary; padding: 0 1; }
Dialog .title { text-style: bold; }
Dialog .hint { color: $text-muted; }
Dialog .wrong { color: $error; }
Dialog Field { margin: 1 0; }
Dialog VerticalScroll { height: auto; max-height: 100%; }
Dialog OptionList, Dialog OptionList:focus { height: auto; max-height: 14; border: none; background: $surface;
    padding: 0; margin: 1 0 0 0; }
"""


class Field(Input):
    """An input that never holds a control character, whatever was pasted."""

    DEFAULT_CSS = """
    Field, Field:focus { border: none; height: 1; padding: 0 1; background: $panel; }
    """

    def replace(self, text: str, start: int, end: int) -> None:
        """Put what is safe of ``text``, on one line, in place of a range."""
        super().replace(make_safe(text.replace("\n", " ")), start, end)


class Tick(Static, can_focus=True):
    """A choice of two that reads without colour: «[x]» or «[ ]»."""

    DEFAULT_CSS = "Tick { height: auto; } Tick:focus { text-style: bold; background: $primary 30%; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,enter", "turn", show=False)]

    def __init__(self, label: str, *, value: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label, self.value = label, value

    def on_mount(self) -> None:
        """Show it."""
        self._show()

    def on_click(self) -> None:
        """A click turns it."""
        self.action_turn()

    def action_turn(self) -> None:
        """Turn it."""
        self.value = not self.value
        self._show()

    def _show(self) -> None:
        self.update(Content(f"[{'x' if self.value else ' '}] {self._label}"))


class Dialog(Stumbling, ModalScreen[Answer | None], Generic[Answer]):
    """A question over the screen. Escape answers nothing."""

    DEFAULT_CSS = _CSS
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class Choose(Dialog[str]):
    """One of several. ``options``: value, label, what stands at the right. Digits choose at once, unless
    ``search``: then what is typed narrows the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        # Letters go into the field where there is one: it has the focus and takes them first.
        Binding("j,о", "move(1)", show=False),
        Binding("k,л", "move(-1)", show=False),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(
        self, title: str, options: Sequence[tuple[str, str, str]], hint: str = "", *, search: bool = False
    ) -> None:
        super().__init__()
        self._title, self._options, self._hint, self._search = title, list(options), hint, search
        self._shown: list[str] = []

    def compose(self) -> ComposeResult:
        """Title, perhaps a field, the options."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            if self._search:
                yield Field()
            yield OptionList(markup=False)
            if self._hint:
                yield Static(Content(self._hint), classes="hint")

    def on_mount(self) -> None:
        """Show all."""
        self._narrow("")
        self.query_one(Field if self._search else OptionList).focus()

    def action_move(self, by: int) -> None:
        """Move the highlight from anywhere."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_digit(self, digit: int) -> None:
        """Choose by number."""
        if not self._search and digit <= len(self._shown):
            self.dismiss(self._shown[digit - 1])

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[event.option_index])

    def _narrow(self, words: str) -> None:
        parts = fold(words).split()
        found = [one for one in self._options if all(part in fold(f"{one[1]} {one[2]}") for part in parts)]
        self._shown = [value for value, _, _ in found]
        options = self.query_one(OptionList)
        options.clear_options()
        for number, (_, label, aside) in enumerate(found, 1):
            lead = "" if self._search else f"{number}  " if number < 10 else "   "
            options.add_option(Option(Content.assemble(lead, label, "  ", aside)))
        if found:
            options.highlighted = 0


class Confirm(Dialog[bool]):
    """Yes or no; «no» has the focus, «yes» takes a typed y (or н, the same key)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,Y,н,Н", "answer(True)", show=False),
        Binding("n,N,т,Т,enter,q", "answer(False)", show=False),
    ]

    def __init__(self, title: str, body: str, yes: str, no: str) -> None:
        super().__init__()
        self._title, self._body, self._yes, self._no = title, body, yes, no

    def compose(self) -> ComposeResult:
        """The question and the two keys."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            yield Static(Content(self._body))
            yield Static(Content.assemble("\n", ("▌n ", "bold"), (self._no, "bold"), "     ", "y ", self._yes))

    def action_answer(self, answer: bool) -> None:
        """Close with the answer."""
        self.dismiss(answer)


class Tell(Dialog[bool]):
    """A longer text to read; any of Escape, Enter, q closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,й,question_mark", "leave", show=False),
        Binding("down,j,о", "scroll(1)", show=False),
        Binding("up,k,л", "scroll(-1)", show=False),
    ]

    def __init__(self, title: str, body: Content) -> None:
        super().__init__()
        self._title, self._body = title, body

    def compose(self) -> ComposeResult:
        """The text."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            with VerticalScroll():
                yield Static(self._body)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
