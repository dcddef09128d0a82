"""A chat as a phone shows it: bubbles of plain text, and real buttons under them."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Static

from core.language.safe_text import make_safe, one_line
from core.locales.catalogue import say
from telegram_bot.sandbox import Button as Offered
from telegram_bot.sandbox import Shown

if TYPE_CHECKING:
    from revmentor_tui.demo.seats import SeatsApp


class ChatButton(Button):
    """A button under a message."""

    DEFAULT_CSS = """
    ChatButton { width: 1fr; min-width: 8; height: 1; border: none; margin: 0 1 0 0; background: $primary-muted; }
    ChatButton:focus { background: $primary; color: $background; text-style: bold; }
    ChatButton:hover { background: $primary; color: $background; }
    """

    class Chosen(Message):
        """The person pressed it."""

        def __init__(self, message_id: int, offered: Offered) -> None:
            super().__init__()
            self.message_id = message_id
            self.offered = offered

    def __init__(self, message_id: int, offered: Offered) -> None:
        # Content, never a string: Textual would take somebody's brackets for markup.
        super().__init__(Content(one_line(offered.label)), compact=True)
        self._message_id = message_id
        self.offered = offered

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Say which."""
        event.stop()
        self.post_message(self.Chosen(self._message_id, self.offered))


class Bubble(Vertical):
    """One message."""

    DEFAULT_CSS = """
    Bubble { width: 85%; height: auto; background: $panel; padding: 0 1; margin: 0 0 1 0; }
    Bubble.-mine { background: $secondary 30%; margin-left: 8; }
    Bubble Horizontal { height: 1; width: 100%; }
    """

    app: "SeatsApp"

    def __init__(self, shown: Shown) -> None:
        super().__init__(classes="-mine" if shown.mine else "")
        self.shown = shown

    def compose(self) -> ComposeResult:
        """The text, then the buttons row by row."""
        # As on a phone: the link's payload is not shown.
        text = "/start" if self.shown.mine and self.shown.text.startswith("/start ") else self.shown.text
        yield Static(Content(make_safe("\n".join(part for part in (self._attached(), text) if part))), markup=False)
        for row in self.shown.buttons:
            with Horizontal():
                for offered in row:
                    yield ChatButton(self.shown.message_id, offered)

    def _attached(self) -> str:
        """What a terminal cannot show, named."""
        lang = self.app.lang
        if self.shown.kind == "photo":
            return say(lang, "demo-phone-picture")
        return say(lang, "demo-phone-file", name=self.shown.file_name) if self.shown.file_name else ""


class ChatView(VerticalScroll):
    """The whole chat; what has not changed stays as it is, focus included."""

    DEFAULT_CSS = "ChatView { padding: 0 1; scrollbar-size-vertical: 1; }"
    can_focus: ClassVar[bool] = False  # type: ignore[misc]

    @property
    def bubbles(self) -> list[Bubble]:
        """Oldest first."""
        return list(self.query(Bubble))

    async def show(self, messages: list[Shown]) -> None:
        """Show these messages."""
        known = {bubble.shown.message_id: bubble for bubble in self.bubbles}
        wanted = {one.message_id for one in messages}
        for message_id, bubble in known.items():
            if message_id not in wanted:
                await bubble.remove()
        last: Widget | None = None
        for one in messages:
            here = known.get(one.message_id)
            if here is None or here.shown != one:
                fresh = Bubble(one)
                await self.mount(fresh, after=last) if last else await self.mount(fresh, before=0)
                if here is not None:
                    await here.remove()
                here = fresh
            last = here
        # Not scroll_end: what came while another seat was in front has no height yet.
        self.anchor()
