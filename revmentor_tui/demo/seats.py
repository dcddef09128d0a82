"""Three seats in one window: the employee's phone, the moderator's console, the executive's phone."""

import asyncio
import os
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widget import AwaitMount
from textual.widgets import Static

from core.clock import SystemClock
from core.errors import RevmentorError
from core.locales.catalogue import say
from core.moderation.desk import Desk
from core.people.invitations import EMPLOYEE, EXECUTIVE, Card, create_invites
from revmentor_tui import console
from revmentor_tui.console.app import ConsoleApp
from revmentor_tui.demo.handset import Handset
from revmentor_tui.demo.home import DemoHome
from revmentor_tui.demo.stage import Stage, open_stage
from revmentor_tui.demo.tour import STEPS, Tour
from revmentor_tui.demo.underneath import SEATS, Journal, Witness, message_of, seats_of
from telegram_bot.sandbox import Person
from telegram_bot.sandbox.transcript import Entry

BEAT = 0.3
"""Seconds between two looks at the journal."""


class SeatLine(Static):
    """Whose seat this is, and the keys to the others."""

    DEFAULT_CSS = "SeatLine { split: top; height: 1; background: $primary-muted; padding: 0 1; }"


class UnderLine(Static):
    """What has just happened underneath; in a tour also what to do next."""

    DEFAULT_CSS = """
    UnderLine { split: bottom; height: 1; background: $surface; color: $success; padding: 0 1; }
    UnderLine.-tour { height: 2; }
    """


class SeatsApp(ConsoleApp):
    """The real console with two phones beside it."""

    CSS_PATH = str(Path(console.__file__).parent / "console.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "seat('employee')", priority=True, show=False),
        Binding("f2", "seat('moderator')", priority=True, show=False),
        Binding("f3", "seat('executive')", priority=True, show=False),
    ]

    def __init__(self, stage: Stage, home: DemoHome, lang: str, *, tour: bool = False) -> None:
        super().__init__(home.settings(), lang, desk=stage.desk, idle_minutes=0)
        self.stage = stage
        self.tour = Tour() if tour else None
        self.under = dict.fromkeys(SEATS, "ready")
        self._journal, self._witness = Journal(stage.desk.store), Witness()
        self._desk_mode = "inbox"
        self._seat = "employee"

    async def sit_down(self, desk: Desk) -> None:
        """The console's modes first, then the phones'; the employee begins."""
        await super().sit_down(desk)
        people = await self._invite()
        for seat, person in people.items():
            self.add_mode(seat, lambda seat=seat, person=person: Handset(seat, person))  # type: ignore[misc]
        self._watch_journal()
        self._watch_bot()
        await self.switch_mode("employee")

    async def _invite(self) -> dict[str, Person]:
        """Both people come in by a real invitation."""
        desk, clock, found = self.stage.desk, SystemClock(), {}
        titles = {EMPLOYEE: "", EXECUTIVE: say(self.lang, "demo-executive-title")}
        for role, title in titles.items():
            (link,) = await create_invites(desk.store, clock, desk.issuer, [Card(role, title)])
            person = self.stage.sandbox.person(say(self.lang, f"demo-phone-{role}"), self.lang)
            await person.follow_link(link)
            found[role] = person
        return found

    # Moving between the seats.

    async def action_seat(self, seat: str) -> None:
        """Sit down there; the moderator comes back to the screen that was left."""
        if self.caseload is None:
            return
        await self.switch_mode(self._desk_mode if seat == "moderator" else seat)

    def switch_mode(self, mode: str) -> AwaitMount:
        """As the console does it, with the demonstration's lines on every screen."""
        if mode in ("inbox", "digests", "sessions"):
            self._desk_mode = mode
            self._seat = "moderator"
        elif mode in SEATS:
            self._seat = mode
        switched = super().switch_mode(mode)
        self.call_later(self._frame)
        return switched

    async def _frame(self) -> None:
        """Put the two lines on the screen that came up."""
        base = self.screen_stack[0]
        if not base.query(SeatLine) and (self.caseload is not None):
            await base.mount(SeatLine(markup=False), UnderLine(markup=False))
        self._retell_lines(base)
        self.note(f"seat-{self._seat}")

    def _retell_lines(self, base: Screen[object]) -> None:
        parts: list[str | tuple[str, str]] = []
        for number, seat in enumerate(SEATS, 1):
            style = "bold reverse" if seat == self._seat else ""
            parts += [(f" F{number} {say(self.lang, f'demo-seat-{seat}')} ", style), "  "]
        for line in base.query(SeatLine):
            line.update(Content.assemble(*parts, say(self.lang, "demo-seats-local")))
        for under in base.query(UnderLine):
            under.set_class(self.tour is not None, "-tour")
            told = [Content(f"↳ {say(self.lang, message_of(self.under[self._seat]))}")]
            if self.tour is not None:
                told.append(Content.assemble((self._tour_words(self.tour), "bold $warning")))
            under.update(Content("\n").join(told))

    def _tour_words(self, tour: Tour) -> str:
        if tour.step is None:
            return say(self.lang, "demo-tour-end")
        place = say(self.lang, "demo-tour-place", number=tour.number, count=len(STEPS))
        return f"{place} {say(self.lang, f'demo-tour-{tour.step.id}')}"

    def watch_lang(self, lang: str) -> None:
        """Say everything anew, the phones included."""
        super().watch_lang(lang)
        for screen in self.screen_stack:
            if isinstance(screen, Handset):
                screen.retell()
        self._retell_lines(self.screen_stack[0])

    # What happens underneath.

    def see(self, seat: str, entry: Entry) -> None:
        """Something happened in a chat."""
        person = next(one for one in self.stage.sandbox.persons.values() if one.id == entry.chat_id)
        if (event := self._witness.meaning(person, entry)) and seat == "employee":
            self.note(event)

    def note(self, event: str) -> None:
        """Something happened: say it below, and let the tour go on."""
        if message_of(event):
            for seat in seats_of(event):
                self.under[seat] = event
        if self.tour is not None:
            self.tour.note(event)
        if self.screen_stack:
            self._retell_lines(self.screen_stack[0])

    @work(group="journal", exclusive=True, exit_on_error=False)
    async def _watch_journal(self) -> None:
        await self._journal.news()  # What founded the company is no news.
        while True:
            try:
                for act in await self._journal.news():
                    self.note(act)
            except RevmentorError:
                # The console itself says that the store is away.
                pass
            await asyncio.sleep(BEAT)

    @work(group="bot", exclusive=True, exit_on_error=False)
    async def _watch_bot(self) -> None:
        await self.stage.bot.wait()
        self.note("bot-stopped")

    async def stand_up(self) -> None:
        """The demonstration does not lock itself: its passphrase is known to everybody."""


def sit_down(lang: str, home: DemoHome, *, tour: bool) -> int:
    """Play it in this terminal until somebody leaves; returns the exit code."""
    return asyncio.run(_sit_down(lang, home, tour=tour))


async def _sit_down(lang: str, home: DemoHome, *, tour: bool) -> int:
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    async with open_stage(home, lang) as stage:
        app = SeatsApp(stage, home, lang, tour=tour)
        await app.run_async()
        return app.return_code or 0
