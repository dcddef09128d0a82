"""A line of text asked for over a screen; what will not do is said while the line still stands there."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from inspect import isawaitable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static

from core.errors import RevmentorError
from core.language.morphology import fold
from core.language.safe_text import make_safe
from core.locales.catalogue import explain
from revmentor_tui.console.dialogs import Dialog, Field

SHOWN_MOST = 8


class Ask(Dialog[str]):
    """A line of text. ``known`` completes the part after the last comma, what ``suggest`` finds before all else: Tab
    accepts, the lines below show what fits. ``do`` is done with what was typed; while it raises RevmentorError its
    sentence is shown and the question stays, with all that was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False, priority=True)]

    def __init__(
        self,
        title: str,
        hint: str,
        value: str = "",
        known: Sequence[str] = (),
        *,
        do: Callable[[str], object] | None = None,
        suggest: Callable[[], Awaitable[Sequence[str]]] | None = None,
        shown: Sequence[str] = (),
        password: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._hint, self._known, self._suggest = title, hint, list(known), suggest
        self._do = do
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
    @work(group="given", exclusive=True, exit_on_error=False)
    async def _given(self, event: Input.Submitted) -> None:
        try:
            doing = self._do(event.value) if self._do else None
            if isawaitable(doing):
                await doing
        except RevmentorError as error:
            hint = self.query_one("#hint", Static)
            hint.update(Content(explain(str(getattr(self.app, "lang", "ru")), error)))
            hint.add_class("wrong")
            return
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
