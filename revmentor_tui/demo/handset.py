"""A phone as a screen: one person's chat with the bot."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from core.language.safe_text import SafeText, make_safe
from core.locales.catalogue import say
from revmentor_tui.console.stumbling import Stumbling
from revmentor_tui.demo.chat import ChatButton, ChatView
from telegram_bot.sandbox import CannotDo, Person, Shown

if TYPE_CHECKING:
    from revmentor_tui.demo.seats import SeatsApp


class Handset(Stumbling, Screen[None]):
    """Reads the chat whenever anything happens in it; every press and every word goes through the Person API."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "paste_code", show=False),
        Binding("tab", "reach_on", show=False),
    ]
    ALLOW_SELECT = False
    CSS = """
    Handset { align-horizontal: center; }
    Handset #phone { width: 100%; max-width: 84; height: 1fr; }
    Handset #phone-title { height: 1; text-align: center; text-style: bold; color: $primary; }
    Handset #phone-code { height: 1; padding: 0 1; color: $warning; display: none; }
    Handset #phone-code.-kept { display: block; }
    Handset #phone-input { height: 3; }
    """
    app: "SeatsApp"

    def __init__(self, seat: str, person: Person) -> None:
        super().__init__()
        self.seat = seat
        self.person = person
        self.kept_code = ""

    def compose(self) -> ComposeResult:
        """Title, chat, a kept code, the line to write in."""
        with Vertical(id="phone"):
            yield Static(markup=False, id="phone-title")
            yield ChatView()
            yield Static(markup=False, id="phone-code")
            # No suggestions and no select-on-focus: a phone's field, nothing more.
            yield Input(id="phone-input", select_on_focus=False)

    def on_mount(self) -> None:
        """Start listening."""
        self.query_one(Input).focus()
        self.retell()
        self._follow()

    def on_screen_resume(self) -> None:
        """The language may have changed at another seat."""
        if self.query("#phone-input"):
            self.retell()

    def retell(self) -> None:
        """Say everything anew: the language changed."""
        name = say(self.app.lang, f"demo-phone-{self.seat}")
        self.query_one("#phone-title", Static).update(Content(f"{name} · {say(self.app.lang, 'demo-bot')}"))
        self.query_one("#phone-code", Static).update(Content(say(self.app.lang, "demo-phone-code")))
        self._prompt(list(self.person.screen()))

    @work(group="chat", exclusive=True, exit_on_error=False)
    async def _follow(self) -> None:
        after = 0
        while True:
            messages = list(self.person.screen())
            await self.query_one(ChatView).show(messages)
            self._prompt(messages)
            if self.focused is None:
                self.query_one(Input).focus()
            for entry in await self.person.wait_for_event(after):
                after = entry.number
                if entry.by_bot and entry.what in ("alerts", "answers") and entry.text:
                    self.app.notify(make_safe(entry.text), markup=False, timeout=6)
                self.app.see(self.seat, entry)

    def _prompt(self, messages: list[Shown]) -> None:
        """The field says what the bot asks for."""
        asked = next((one for one in reversed(messages) if one.by_bot), None)
        hint = make_safe(asked.placeholder) if asked is not None and asked.forces_reply else SafeText("")
        self.query_one(Input).placeholder = hint or say(self.app.lang, "demo-phone-write")

    @on(Input.Submitted, "#phone-input")
    async def _write(self, event: Input.Submitted) -> None:
        text = event.value
        event.input.value = ""
        try:
            await self.person.say(text)
        except CannotDo:
            # An empty message: a phone does nothing either.
            return

    @on(ChatButton.Chosen)
    async def _press(self, event: ChatButton.Chosen) -> None:
        offered = event.offered
        # The thumb leaves the button: the next Tab finds what the bot answered.
        self.query_one(Input).focus()
        if offered.kind == "copy":
            self.kept_code = offered.data
            self.query_one("#phone-code").add_class("-kept")
            self.app.note("copied")
            return
        try:
            await self.person.press(offered.data, event.message_id)
        except CannotDo:
            # The bot took the message away at the same moment.
            return

    def action_reach_on(self) -> None:
        """From the field to the newest message's buttons, as a thumb would; from a button to the next."""
        latest = next((one for one in reversed(self.query_one(ChatView).bubbles) if one.query(ChatButton)), None)
        if latest is not None and self.focused is self.query_one(Input):
            latest.query(ChatButton).first().focus()
        else:
            self.focus_next()

    def action_paste_code(self) -> None:
        """Put the copied code into the field."""
        if self.kept_code:
            field = self.query_one(Input)
            field.value = self.kept_code
            field.focus()
