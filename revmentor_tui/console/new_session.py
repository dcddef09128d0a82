"""All terms of a new session on one sheet. They are signed and cannot be changed afterwards."""

from collections.abc import Sequence
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from core.errors import BadInput
from core.locales.catalogue import explain, say
from core.moderation.sessions import check_terms
from core.moments import read_moment
from core.sessions import ALWAYS, AUDIENCES, EVENT, K_DEFAULT, NEVER, REPEATS, SENSITIVE, STANDING, Terms
from revmentor_tui.console.dialogs import Dialog, Field, Tick

DEFAULT = Terms("")
NUMBERS = ("k", "quota", "answer_days", "retention_days", "ack_hours", "comma_hours")
CHOICES = {"audience": AUDIENCES, "repeat": REPEATS, "two_person": (SENSITIVE, ALWAYS, NEVER)}


class Choice(Static, can_focus=True):
    """One of several values, turned by a key: «‹ everyone ›»."""

    DEFAULT_CSS = "Choice { height: 1; padding: 0 1; } Choice:focus { text-style: bold; background: $primary 30%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter,right", "turn(1)", show=False),
        Binding("left", "turn(-1)", show=False),
    ]

    def __init__(self, values: Sequence[str], labels: Sequence[str], *, id: str) -> None:
        super().__init__(id=id)
        self._values, self._labels, self._place = tuple(values), tuple(labels), 0

    @property
    def value(self) -> str:
        """The chosen one."""
        return self._values[self._place]

    def on_mount(self) -> None:
        """Show it."""
        self.action_turn(0)

    def on_click(self) -> None:
        """A click turns it."""
        self.action_turn(1)

    def action_turn(self, by: int) -> None:
        """Take the next or the one before."""
        self._place = (self._place + by) % len(self._values)
        self.update(Content(f"‹ {self._labels[self._place]} ›"))


class NewSession(Dialog[Terms]):
    """The sheet. ``zone`` and ``now`` (seconds): how the window's moments are read."""

    DEFAULT_CSS = """
    NewSession > Vertical { width: 76; }
    NewSession Horizontal { height: 1; }
    NewSession Horizontal > Static.label { width: 30; color: $text-muted; }
    NewSession Horizontal > Field, NewSession Horizontal > Choice { width: 1fr; margin: 0; }
    NewSession #wrong { color: $text-warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "finish", show=False)]

    def __init__(self, lang: str, zone: ZoneInfo, now: int) -> None:
        super().__init__()
        self.lang, self._zone, self._now = lang, zone, now

    def compose(self) -> ComposeResult:
        """A line for every term, those that everybody sets first."""
        with Vertical():
            yield Static(Content(say(self.lang, "new-session-title")), classes="title")
            with VerticalScroll(can_focus=False):
                yield self._line("name", Field(placeholder=say(self.lang, "new-session-name-hint"), id="name"))
                moment = say(self.lang, "new-session-moment")
                yield self._line("opens", Field(placeholder=moment, id="opens"))
                yield self._line("closes", Field(placeholder=moment, id="closes"))
                yield self._line("rules", Field(id="rules"))
                for name, values in CHOICES.items():
                    labels = [say(self.lang, f"new-session-{name}-{value or 'none'}") for value in values]
                    yield self._line(name, Choice(values, labels, id=name))
                for name in NUMBERS:
                    value = K_DEFAULT if name == "k" else getattr(DEFAULT, name)
                    yield self._line(name, Field(str(value), id=name, type="integer"))
                yield Tick(say(self.lang, "new-session-standing"), id="standing")
                yield Tick(say(self.lang, "new-session-live"), id="live")
            yield Static(classes="hint", id="wrong")
            yield Button(str(say(self.lang, "new-session-open")), id="finish", variant="primary", compact=True)
            yield Static(Content(say(self.lang, "new-session-hint")), classes="hint")

    def _line(self, name: str, field: Field | Choice) -> Horizontal:
        return Horizontal(Static(Content(say(self.lang, f"new-session-label-{name}")), classes="label"), field)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.focus_next()

    @on(Button.Pressed)
    def action_finish(self) -> None:
        """Answer with the terms when they can be promised."""
        try:
            terms = self._terms()
            check_terms(terms)
        except BadInput as error:
            self.query_one("#wrong", Static).update(Content(explain(self.lang, error)))
            return
        self.dismiss(terms)

    def _terms(self) -> Terms:
        """What the sheet says. Raises BadInput for a moment that is none."""
        texts = {name: self.query_one(f"#{name}", Field).value.strip() for name in ("name", "opens", "closes", "rules")}
        numbers = {name: _number(self.query_one(f"#{name}", Field).value) for name in NUMBERS}
        chosen = {name: self.query_one(f"#{name}", Choice).value for name in CHOICES}
        window = {
            name: read_moment(texts[name], self._zone, self._now) if texts[name] else None
            for name in ("opens", "closes")
        }
        kind = STANDING if self.query_one("#standing", Tick).value else EVENT
        live = self.query_one("#live", Tick).value
        return Terms(texts["name"], kind, live=live, rules=texts["rules"], **window, **numbers, **chosen)  # type: ignore[arg-type]


def _number(text: str) -> int:
    return int(text) if text.lstrip("-").isdigit() else -1
