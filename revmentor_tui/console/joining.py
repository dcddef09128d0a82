"""Two other ways in: with a request to a team that exists, and with recovery shares when every passphrase is lost."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from core.clock import Clock
from core.crypto.identity import Cost, Identity, load, read_card, unlock
from core.errors import RevmentorError
from core.language.safe_text import one_line
from core.locales.catalogue import explain
from core.moderation.desk import Desk
from core.moderation.joining import make_identity, trust_team
from core.moderation.recovery import recover
from core.moderation.team import card_words, make_request
from core.settings import Settings
from revmentor_tui.console.ceremony import Codes
from revmentor_tui.console.dialogs import Field
from revmentor_tui.console.door import Door


class OtherDoor(Door):
    """A door that leads back to the first one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]

    def action_back(self) -> None:
        """The door before, if there was one."""
        if len(self.app.screen_stack) > 1:
            self.dismiss(None)


class NewcomerScreen(OtherDoor):
    """Makes a new person's keys on their own machine, then leads on to ``JoinScreen``."""

    def __init__(self, settings: Settings, cost: Cost, unlock_desk: Callable[[str], Awaitable[Desk]]) -> None:
        super().__init__()
        self._settings, self._cost, self._unlock = settings, cost, unlock_desk

    def compose(self) -> ComposeResult:
        """Name and passphrase."""
        with VerticalScroll(can_focus=False):
            yield self.said("join-title", "title")
            yield self.said("join-body", "hint")
            yield self.said("first-name", "label")
            yield Field(id="name")
            yield from self.new_passphrase()
            yield from self.ending("join-make")

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
        if not self.are_same():
            return
        self.show(self.say("unlock-working"))
        try:
            made = await make_identity(self._settings, self.value("name"), self.value("passphrase"), self._cost)
        except RevmentorError as error:
            self.show(explain(self.lang, error))
            return
        # Not awaited: this work belongs to the screen that goes.
        self.app.call_later(self.app.switch_screen, JoinScreen(self._settings, self._unlock, made))


class JoinScreen(OtherDoor):
    """For keys that are on no team yet: shows the request and its words, takes the words of the team's list.

    ``mine``: the keys, when they were made just now; else the passphrase opens them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "request", show=False)]

    def __init__(
        self, settings: Settings, unlock_desk: Callable[[str], Awaitable[Desk]], mine: Identity | None = None
    ) -> None:
        super().__init__()
        self._settings, self._unlock, self._mine = settings, unlock_desk, mine
        self._card = read_card(load(settings.identity_path))

    def compose(self) -> ComposeResult:
        """One's own words, the team's, the passphrase."""
        with VerticalScroll(can_focus=False):
            yield self.said("join-title", "title")
            yield self.said("join-yours", "label")
            yield Static(id="mine")
            yield self.said("join-request", "hint")
            yield self.said("join-words", "label")
            yield Field(id="words")
            yield self.said("unlock-passphrase")
            yield Field(password=True, id="passphrase")
            yield from self.ending("join-enter")

    def on_mount(self) -> None:
        """Typing can begin."""
        self.retell()
        self.query_one("#words").focus()

    def retell(self) -> None:
        """Say everything anew, the words too."""
        super().retell()
        self.query_one("#mine", Static).update(Content.styled(card_words(self._card, self.lang), "bold"))

    @work(group="unlock", exclusive=True, exit_on_error=False)
    async def action_request(self) -> None:
        """Show the request, as text and as codes."""
        try:
            if self._mine is None:
                data = load(self._settings.identity_path)
                self._mine = await asyncio.to_thread(unlock, data, self.value("passphrase"))
        except RevmentorError:
            self.show(self.say("join-passphrase-first"))
            self.query_one("#passphrase").focus()
            return
        self.app.push_screen(Codes(self.lang, make_request(self._mine), card_words(self._card, self.lang)))

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        if event.input.id == "passphrase":
            self._enter()
        else:
            self.focus_next()

    @on(Button.Pressed)
    @work(group="unlock", exclusive=True, exit_on_error=False)
    async def _enter(self) -> None:
        self.show(self.say("unlock-working"))
        try:
            await trust_team(self._settings, self.value("words"))
            desk = await self._unlock(self.value("passphrase"))
        except RevmentorError as error:
            self.show(explain(self.lang, error))
            return
        self.post_message(self.Opened(desk))


class RecoverScreen(OtherDoor):
    """Takes shares one by one, and with a quorum of them makes new keys for whoever sits here."""

    def __init__(self, settings: Settings, cost: Cost, clock: Clock | None) -> None:
        super().__init__()
        self._settings, self._cost, self._clock = settings, cost, clock
        self._shares: list[str] = []

    def compose(self) -> ComposeResult:
        """Shares, then name and passphrase."""
        with VerticalScroll(can_focus=False):
            yield self.said("recover-title", "title")
            yield self.said("recover-body", "hint")
            yield Static(id="count", classes="label")
            yield Field(id="share")
            yield self.said("first-name")
            yield Field(id="name")
            yield from self.new_passphrase()
            yield from self.ending("recover-do")

    def on_mount(self) -> None:
        """Typing can begin."""
        self.retell()
        self.query_one("#share").focus()

    def retell(self) -> None:
        """Say everything anew, the count too."""
        super().retell()
        self.query_one("#count", Static).update(Content(self.say("recover-share", given=len(self._shares))))

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        if event.input.id == "share" and event.value.strip():
            self._shares.append(event.value)
            event.input.value = ""
            self.retell()
        elif event.input.id == "again":
            self._recover()
        else:
            self.focus_next()

    @on(Button.Pressed)
    @work(group="found", exclusive=True, exit_on_error=False)
    async def _recover(self) -> None:
        if not self.are_same():
            return
        self.show(self.say("unlock-working"))
        name, passphrase = one_line(self.value("name")), self.value("passphrase")
        try:
            desk = await recover(self._settings, self._shares, name, passphrase, self._cost, self._clock)
        except RevmentorError as error:
            # What was typed stays hidden, so a wrong share cannot be picked out: begin anew.
            self._shares.clear()
            self.retell()
            self.show(explain(self.lang, error))
            return
        self.post_message(self.Opened(desk))
