"""Coming in: the first run makes the home, every later one unlocks it."""

from collections.abc import Awaitable, Callable, Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from core.errors import RevmentorError
from core.language.safe_text import SafeText
from core.locales.catalogue import explain, say
from core.moderation.desk import Desk
from core.moderation.founding import PASSPHRASE_SHORTEST
from revmentor_tui.console.dialogs import Field
from revmentor_tui.console.stumbling import Stumbling

_CSS = """
Door { align: center middle; }
Door > Vertical, Door > VerticalScroll { width: 66; max-width: 96%; height: auto; max-height: 100%;
    border: round $primary; padding: 0 2; background: $surface; }
Door .title { text-style: bold; }
Door .hint { color: $text-muted; }
Door .label { margin-top: 1; }
Door #wrong { color: $error; height: auto; }
Door Button { margin: 1 0 0 0; }
"""


class Door(Stumbling, Screen[None]):
    """What both have in common: a sentence when something is wrong, and ``Opened`` with the desk."""

    DEFAULT_CSS = _CSS
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "app.language", show=False),
        Binding("ctrl+q", "app.quit", show=False),
    ]

    class Opened(Message):
        """The desk is unlocked."""

        def __init__(self, desk: Desk) -> None:
            super().__init__()
            self.desk = desk

    @property
    def lang(self) -> str:
        """The app's language."""
        return str(getattr(self.app, "lang", "ru"))

    def say(self, message_id: str, **facts: object) -> SafeText:
        """A message in the app's language."""
        return say(self.lang, message_id, **facts)

    def show(self, sentence: str) -> None:
        """What is wrong, or what is going on."""
        self.query_one("#wrong", Static).update(Content(sentence))

    def retell(self) -> None:
        """Say everything anew, keeping what was typed."""
        for line in self.query("Static.said").results(Static):
            line.update(Content(self.say(str(line.name))))
        for button in self.query(Button):
            button.label = Content(self.say(str(button.name)))

    def said(self, message_id: str, classes: str = "") -> Static:
        """A line of text that changes with the language."""
        return Static(Content(self.say(message_id)), name=message_id, classes=f"said {classes}")

    def value(self, name: str) -> str:
        """What stands in a field."""
        return self.query_one(f"#{name}", Field).value

    def new_passphrase(self) -> Iterator[Widget]:
        """The two fields for a passphrase that is made here."""
        yield self.said("first-passphrase")
        yield Field(password=True, id="passphrase")
        yield self.said("first-again")
        yield Field(password=True, id="again")

    def ending(self, message_id: str) -> Iterator[Widget]:
        """What is wrong, and the button that goes on."""
        yield Static(id="wrong")
        yield Button(str(self.say(message_id)), name=message_id, variant="primary", compact=True)

    def are_same(self) -> bool:
        """Whether the passphrase was typed alike twice; says so if not."""
        if self.value("passphrase") == self.value("again"):
            return True
        self.show(self.say("first-differ"))
        return False


class UnlockScreen(Door):
    """Asks for the passphrase. ``unlock`` does the slow work in a thread."""

    def __init__(self, unlock: Callable[[str], Awaitable[Desk]]) -> None:
        super().__init__()
        self._unlock = unlock

    def compose(self) -> ComposeResult:
        """Title, field, what is wrong."""
        with Vertical():
            yield self.said("unlock-title", "title")
            yield self.said("unlock-body", "hint")
            yield self.said("unlock-passphrase", "label")
            yield Field(password=True, id="passphrase")
            yield Static(id="wrong")

    def on_mount(self) -> None:
        """Typing can begin."""
        self.query_one(Field).focus()

    @on(Input.Submitted)
    @work(group="unlock", exclusive=True, exit_on_error=False)
    async def _given(self, event: Input.Submitted) -> None:
        field = self.query_one(Field)
        field.disabled = True
        self.show(self.say("unlock-working"))
        try:
            desk = await self._unlock(event.value)
        except RevmentorError as error:
            field.disabled = False
            field.value = ""
            self.show(explain(self.lang, error))
            field.focus()
            return
        self.post_message(self.Opened(desk))


Found = Callable[[str, str, str, str], Awaitable[Desk]]
"""Name, passphrase, company, title of the first session."""


class FirstRunScreen(Door):
    """Asks what a new home needs. F2 and F3 lead to the other ways in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "app.join", show=False),
        Binding("f3", "app.recover", show=False),
    ]

    def __init__(self, found: Found) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """A form on one screen of 80x24."""
        with VerticalScroll(can_focus=False):
            yield self.said("first-title", "title")
            yield self.said("first-body", "hint")
            yield self.said("first-name", "label")
            yield Field(id="name")
            yield self.said("first-company")
            yield Field(id="company")
            yield self.said("first-session")
            yield Field(str(self.say("first-session-example")), id="session")
            yield from self.new_passphrase()
            yield from self.ending("first-make")
            yield self.said("first-others", "hint")

    def on_mount(self) -> None:
        """Typing can begin."""
        self.query_one("#name").focus()

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        if event.input.id == "again":
            self._make()
        else:
            self.focus_next()

    @on(Button.Pressed)
    @work(group="found", exclusive=True, exit_on_error=False)
    async def _make(self) -> None:
        name, company, session, passphrase = map(self.value, ("name", "company", "session", "passphrase"))
        if len(passphrase) < PASSPHRASE_SHORTEST:
            self.show(self.say("error-passphrase-short", least=PASSPHRASE_SHORTEST))
            return
        if not self.are_same():
            return
        self.show(self.say("first-working"))
        try:
            desk = await self._found(name.strip(), passphrase, company.strip(), session.strip())
        except RevmentorError as error:
            self.show(explain(self.lang, error))
            return
        self.post_message(self.Opened(desk))
