"""The tour: seven cards over the console, each about one thing that a moderator does, with the keys as they are set."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from core.language.safe_text import SafeText
from core.locales.catalogue import say
from revmentor_tui.console.actions import ACTIONS, key_name
from revmentor_tui.console.dialogs import Dialog

CARDS = ("list", "decide", "hide", "many", "author", "digest", "more")


class Tour(Dialog[bool]):
    """Enter and the arrows go through the cards, Escape ends it."""

    DEFAULT_CSS = """
    Tour { align: center bottom; }
    Tour > Vertical { margin-bottom: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,space,j,down,l,о,д", "turn(1)", show=False),
        Binding("left,k,up,backspace,л,р", "turn(-1)", show=False),
        Binding("q,й", "leave", show=False),
    ]

    def __init__(self, lang: str, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._lang, self._at = lang, 0
        self._keys = {action.id: SafeText(key_name(action, keymap)) for action in ACTIONS}

    def compose(self) -> ComposeResult:
        """Title, text, how far."""
        with Vertical():
            yield Static(classes="title", id="tour-title")
            yield Static(id="tour-text")
            yield Static(classes="hint", id="tour-place")

    def on_mount(self) -> None:
        """The first card."""
        self.action_turn(0)

    def on_click(self) -> None:
        """A click goes on."""
        self.action_turn(1)

    def action_turn(self, by: int) -> None:
        """Another card; after the last one the tour is over."""
        self._at = max(0, self._at + by)
        if self._at >= len(CARDS):
            self.dismiss(True)
            return
        card = CARDS[self._at]
        self.query_one("#tour-title", Static).update(Content(say(self._lang, f"tour-{card}")))
        self.query_one("#tour-text", Static).update(Content(say(self._lang, f"tour-{card}-text", **self._keys)))
        place = say(self._lang, "tour-place", number=self._at + 1, all=len(CARDS))
        self.query_one("#tour-place", Static).update(Content(place))
