"""The console as an application: the door, three screens, languages, themes, the idle lock."""

import asyncio
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

from textual import events, on, work
from textual.timer import Timer

from core.clock import Clock
from core.crypto.identity import Cost
from core.errors import RevmentorError
from core.locales.catalogue import explain, say
from core.moderation.desk import Desk, open_desk
from core.moderation.founding import found
from core.moderation.saved_views import read_last
from core.sessions import Terms
from core.settings import Settings
from revmentor_tui.console.caseload import Caseload
from revmentor_tui.console.charts import ChartsScreen
from revmentor_tui.console.council import CouncilScreen
from revmentor_tui.console.digests import DigestsScreen
from revmentor_tui.console.door import Door, FirstRunScreen, UnlockScreen
from revmentor_tui.console.frame import ConsoleScreen
from revmentor_tui.console.glance import GlanceScreen
from revmentor_tui.console.guide import Guide
from revmentor_tui.console.in_order import KeysInOrder
from revmentor_tui.console.inbox import InboxScreen
from revmentor_tui.console.internships import InternshipsScreen
from revmentor_tui.console.joining import JoinScreen, NewcomerScreen, RecoverScreen
from revmentor_tui.console.keymap import read_keymap
from revmentor_tui.console.meetings import MeetingsScreen
from revmentor_tui.console.memory import LastView, Looks, keep_looks
from revmentor_tui.console.narrowing import Narrowing
from revmentor_tui.console.pairs import PairsScreen
from revmentor_tui.console.people import PeopleScreen
from revmentor_tui.console.projects import ProjectsScreen
from revmentor_tui.console.proposals import Proposals
from revmentor_tui.console.pulse import PulseScreen
from revmentor_tui.console.searching import View
from revmentor_tui.console.sessions import SessionsScreen
from revmentor_tui.console.sheets import forget_sheets
from revmentor_tui.console.signals import SignalsScreen
from revmentor_tui.console.style_sheet import OnceRead
from revmentor_tui.console.team import TeamScreen
from revmentor_tui.console.themes import THEMES, next_theme
from revmentor_tui.console.tour import Tour
from revmentor_tui.console.wall import Wall

IDLE_MINUTES = 15
ROSTER_FILE = "roster.csv"
"""In the home, if the moderators keep one: names, and posts if wished, of the people who work here."""
SWITCH_SECONDS = 0.001
"""How long a thread at work may keep the interpreter from the keys: Python's own 5 ms, several in a row, are felt."""
VIEW_RESTS = 1.0
"""Seconds after the last change of the filter before it is written down."""
LEAVE_SECONDS = 2.0
"""How long the end waits for screens that are just coming or going."""
LOOK_SECONDS = 5.0
"""How often the idle lock looks at the time."""
PATIENCE = 0.25
"""Seconds that the screen waits for the first letters; after that it comes without."""
SCREENS: Mapping[str, Callable[[Caseload], ConsoleScreen]] = {
    "inbox": InboxScreen,
    "digests": DigestsScreen,
    "sessions": SessionsScreen,
    "team": TeamScreen,
    "people": PeopleScreen,
    "pairs": PairsScreen,
    "meetings": MeetingsScreen,
    "projects": ProjectsScreen,
    "internships": InternshipsScreen,
    "council": CouncilScreen,
    "charts": ChartsScreen,
    "signals": SignalsScreen,
    "pulse": PulseScreen,
    "glance": GlanceScreen,
}
"""The modes, by the name that ``app.go`` takes."""


class ConsoleApp(Guide, KeysInOrder):
    """The moderator's console. ``desk``: one that is open already, for whoever embeds the console; then no
    passphrase is asked for. ``looks``: how it looked last, to be kept; None keeps nothing. Raises BadInput for keys in
    the settings that cannot be given."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    CSS_PATH = "console.tcss"
    SCREEN_NAMES = tuple(SCREENS)

    def __init__(
        self,
        settings: Settings,
        lang: str = "ru",
        clock: Clock | None = None,
        desk: Desk | None = None,
        *,
        looks: Looks | None = None,
        idle_minutes: float = IDLE_MINUTES,
        cost: Cost | None = None,
    ) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        # Before the first style sheet is read: set later, it has all of them read again.
        self.set_reactive(ConsoleApp.theme, (looks or Looks()).theme)
        self.stylesheet = OnceRead(variables=self.get_css_variables())
        self.settings = settings
        self.clock = clock
        self.keymap_given = read_keymap(settings.keys)
        self._looks = looks
        self._last_view: LastView | None = None
        self._rest: Timer | None = None
        self._moving = asyncio.Lock()
        self._leaving = False
        self.caseload: Caseload | None = None
        self.set_reactive(ConsoleApp.lang, lang)
        self._given_desk = desk
        self._idle_seconds = idle_minutes * 60
        self._last_touch = time.monotonic()
        self.cost = cost or Cost()
        self.stumbles: list[BaseException] = []
        """What went wrong in the background, for whoever embeds or tests the console."""

    def on_mount(self) -> None:
        """Keys, and the way in."""
        sys.setswitchinterval(SWITCH_SECONDS)
        self.set_keymap(self.keymap_given)
        self.set_interval(LOOK_SECONDS, self.lock_when_idle)
        self._come_in()

    @work(group="door", exclusive=True, exit_on_error=False)
    async def _come_in(self) -> None:
        """An open desk, the passphrase file, or a question."""
        if self._given_desk is not None:
            await self.sit_down(self._given_desk)
            return
        if not self.settings.identity_path.exists():
            await self._show_door(lambda: FirstRunScreen(self._found))
            return
        if not self.settings.pin_path.exists():
            await self._show_door(lambda: JoinScreen(self.settings, self._unlock))
            return
        try:
            passphrase = self.settings.read_passphrase()
            if passphrase is not None:
                await self.sit_down(await self._unlock(passphrase))
                return
        except RevmentorError as error:
            self.notify(explain(self.lang, error), markup=False, severity="error", timeout=10)
        await self._show_door(lambda: UnlockScreen(self._unlock))

    async def _show_door(self, make: Callable[[], Door]) -> None:
        self.add_mode("door", make)
        await self.switch_mode("door")

    async def _unlock(self, passphrase: str) -> Desk:
        return await open_desk(self.settings, passphrase, self.clock)

    def action_join(self) -> None:
        """From the first door: to a team that exists."""
        self.push_screen(NewcomerScreen(self.settings, self.cost, self._unlock))

    def action_recover(self) -> None:
        """From the first door: with recovery shares."""
        self.push_screen(RecoverScreen(self.settings, self.cost, self.clock))

    async def _found(self, name: str, passphrase: str, company: str, session: str) -> Desk:
        made = await found(self.settings, name, passphrase, company, Terms(session), self.cost, self.clock)
        return made.desk

    @on(Door.Opened)
    async def _door_opened(self, event: Door.Opened) -> None:
        await self.sit_down(event.desk)

    async def sit_down(self, desk: Desk) -> None:
        """Show the screens over an unlocked desk."""
        async with self._moving:
            if self._leaving:
                await desk.close()
            else:
                await self._take_seat(desk)

    async def _take_seat(self, desk: Desk) -> None:
        caseload = Caseload(desk, self.lang, self.settings.home, proposals=Proposals(self.settings.home / ROSTER_FILE))
        if self._looks is not None:
            last = read_last(self.settings.home, desk.identity)
            caseload.letters.view = View(last.words, last.sort) if last else View(sort=self._looks.sort)
            self._last_view = LastView(self.settings.home, desk.identity)
        self.caseload = caseload
        forget_sheets(self.settings.home)
        self._last_touch = time.monotonic()
        caseload.begin()
        for mode, screen in SCREENS.items():
            self.add_mode(mode, partial(screen, caseload))
        # A screen that is made with its first letters is laid out and painted once; without them, twice.
        await caseload.first_letters(PATIENCE)
        if self.caseload is not caseload:
            return
        await self.switch_mode("inbox")
        if "door" in self._modes:
            await self.remove_mode("door")
        if self._looks is not None and not self._looks.toured:
            self.action_tour()

    async def stand_up(self) -> None:
        """Drop everything readable, the keys included, and ask for the passphrase."""
        self._remember()
        forget_sheets(self.settings.home)
        caseload, self.caseload = self.caseload, None
        if caseload is None:
            return
        self._given_desk = self._last_view = None
        async with self._moving:
            if not self._leaving:
                await self._show_door(lambda: UnlockScreen(self._unlock))
                for mode in SCREENS:
                    await self.remove_mode(mode)
        await caseload.close()

    async def _shutdown(self) -> None:
        # Textual goes through the screens and closes them: none may come or go meanwhile.
        self._leaving = True
        with suppress(TimeoutError):
            async with asyncio.timeout(LEAVE_SECONDS), self._moving:
                pass
        await super()._shutdown()

    async def on_unmount(self) -> None:
        """Give the store back."""
        self._remember()
        forget_sheets(self.settings.home)
        if self.caseload is not None:
            await self.caseload.close()

    # The idle lock.

    async def on_event(self, event: events.Event) -> None:
        """Every key and every press of the mouse is a sign of life."""
        if isinstance(event, events.Key | events.MouseDown | events.MouseScrollDown | events.MouseScrollUp):
            self._last_touch = time.monotonic()
        await super().on_event(event)

    async def lock_when_idle(self) -> None:
        """Lock when nobody touched anything for long."""
        if self._idle_seconds and time.monotonic() - self._last_touch >= self._idle_seconds:
            if isinstance(self.screen, Wall):
                self.screen.is_locked_behind = True
            else:
                await self.stand_up()

    async def action_lock(self) -> None:
        """Lock now."""
        await self.stand_up()

    # Screens, language, theme.

    async def action_go(self, mode: str) -> None:
        """Another screen."""
        if self.caseload is not None:
            await self.switch_mode(mode)

    def action_wall(self) -> None:
        """Released items in large type, for the room."""
        if self.caseload is not None and isinstance(self.screen, ConsoleScreen):
            self.push_screen(Wall(self.caseload))

    def action_language(self) -> None:
        """The other language."""
        self.lang = "en" if self.lang == "ru" else "ru"
        self._remember()

    def watch_lang(self, lang: str) -> None:
        """Say everything anew."""
        if self.caseload is not None:
            self.caseload.lang = self.caseload.letters.lang = lang
            self.caseload.tell()
        for screen in self.screen_stack:
            if isinstance(screen, ConsoleScreen | Door):
                screen.retell()

    def action_theme(self) -> None:
        """The next theme."""
        self.theme = next_theme(self.theme)
        self._remember()

    def _remember(self, *, toured: bool = False) -> None:
        """Keep how it looks for the next sitting. What is filtered by may be words of a letter: that goes under the
        moderator's key.
        """
        if self._looks is not None:
            sort = self.caseload.letters.view.sort if self.caseload else self._looks.sort
            self._looks = Looks(self.theme, self.lang, sort, toured or self._looks.toured)
            keep_looks(self.settings.home, self._looks)
            self._keep_view()

    @on(Narrowing.Looked)
    def _looked(self) -> None:
        """Another filter: written down as soon as it rests, for a kill gives no time to."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(VIEW_RESTS, self._view_rests)

    @work(group="keep", exit_on_error=False)
    async def _view_rests(self) -> None:
        await asyncio.to_thread(self._keep_view)

    def _keep_view(self) -> None:
        if self.caseload is not None and self._last_view is not None:
            self._last_view.keep(self.caseload.letters.view)

    @work(group="dialog", exit_on_error=False)
    async def action_tour(self) -> None:
        """The tour; seen once, it does not come by itself again."""
        await self.push_screen_wait(Tour(self.lang, self.keymap_given))
        self._remember(toured=True)

    def stumbled(self, error: BaseException) -> None:
        """Work in the background failed in a way nobody foresaw: say so, without its words."""
        self.stumbles.append(error)
        kind = type(error).__name__
        self.notify(say(self.lang, "console-stumbled", kind=kind), markup=False, severity="error", timeout=10)
