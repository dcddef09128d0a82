"""Small questions over a screen: a line of text, one of several, yes or no."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from core.language.morphology import fold
from core.language.safe_text import make_safe

SHOWN_MOST = 8
Answer = TypeVar("Answer")

_CSS = """
Dialog { align: center middle; background: $background 50%; }
Dialog > Vertical { width: 64; max-width: 96%; height: auto; max-height: 90%; background: $surface;
    border: round $primary; padding: 0 1; }
Dialog .title { text-style: bold; }
Dialog .hint { color: $text-muted; }
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


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A question over the screen. Escape answers nothing."""

    DEFAULT_CSS = _CSS
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class Ask(Dialog[str]):
    """A line of text. ``known`` completes the part after the last comma, what ``suggest`` finds before all else: Tab
    accepts, the lines below show what fits."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False, priority=True)]

    def __init__(
        self,
        title: str,
        hint: str,
        value: str = "",
        known: Sequence[str] = (),
        *,
        suggest: Callable[[], Awaitable[Sequence[str]]] | None = None,
        shown: Sequence[str] = (),
        password: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._hint, self._known, self._suggest = title, hint, list(known), suggest
        self._value, self._password = make_safe(value.replace("\n", " ")), password
        self._suggested: list[str] = []
        self._leads = [*shown, "", ""][:2]

    def compose(self) -> ComposeResult:
        """Title, field, hint."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            yield Field(
                self._value,
                password=self._password,
                suggester=_LastPart(self._candidates) if self._known or self._suggest else None,
                select_on_focus=False,
            )
            yield Static(Content(self._hint), classes="hint", id="hint")
            yield Static(id="suggested")
            yield Static(classes="hint", id="fits")

    def on_mount(self) -> None:
        """Show what fits before anything is typed."""
        self._show_fits(self._value)
        if self._suggest is not None:
            self._look_for_suggestions()

    @work(group="suggest", exclusive=True, exit_on_error=False)
    async def _look_for_suggestions(self) -> None:
        assert self._suggest is not None
        self._suggested = [make_safe(name) for name in await self._suggest()]
        self._show_fits(self.query_one(Field).value)

    def _candidates(self) -> list[str]:
        return list(dict.fromkeys([*self._suggested, *self._known]))

    def action_complete(self) -> None:
        """Take the first that fits; after a whole one, go on to the next."""
        field = self.query_one(Field)
        part = _last_part(field.value)
        if fits := self._fits(field.value):
            before = field.value[: len(field.value) - len(part)]
            field.value = f"{field.value.rstrip()}, " if part in self._candidates() else before + fits[0]
            field.cursor_position = len(field.value)
        elif not self._candidates():
            self.focus_next()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show_fits(event.value)

    @on(Input.Submitted)
    def _given(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def _fits(self, value: str) -> list[str]:
        return _fitting(self._candidates(), value)

    def _show_fits(self, value: str) -> None:
        fits = self._fits(value)
        likely = [name for name in fits if name in self._suggested][:SHOWN_MOST]
        others = [name for name in fits if name not in self._suggested][:SHOWN_MOST]
        for place, lead, names in zip(("#suggested", "#fits"), self._leads, (likely, others), strict=True):
            line = self.query_one(place, Static)
            line.display = bool(names)
            line.update(Content(" ".join(filter(None, (lead, " · ".join(names))))))


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


class _LastPart(Suggester):
    """Completes what stands after the last comma."""

    def __init__(self, candidates: Callable[[], Sequence[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._candidates = candidates

    async def get_suggestion(self, value: str) -> str | None:
        """The value with its last part completed."""
        part = _last_part(value)
        longer = [name for name in _fitting(self._candidates(), value) if len(name) > len(part)]
        return value[: len(value) - len(part)] + longer[0] if part and longer else None


def _fitting(names: Iterable[str], value: str) -> list[str]:
    """Names that begin like the last part of ``value`` and are not given in an earlier one."""
    given = {fold(part.strip()) for part in value.split(",")[:-1]}
    part = fold(_last_part(value))
    return [name for name in names if fold(name).startswith(part) and fold(name) not in given]


def _last_part(value: str) -> str:
    return value.rpartition(",")[2].lstrip()
