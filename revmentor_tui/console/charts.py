"""The session in numbers: participation, themes over time, commas, decision times; as drawings or as tables."""

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from core.errors import RevmentorError
from core.moderation.figures import commas_charts, letters_charts
from core.printing.charts import Chart
from revmentor_tui.console.actions import ANYWHERE, CHARTS, bindings_of
from revmentor_tui.console.caseload import Caseload
from revmentor_tui.console.chart_view import ChartView
from revmentor_tui.console.frame import ConsoleScreen, HeaderLine, KeyBar


class ChartsScreen(ConsoleScreen):
    """All charts under each other."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(CHARTS)
    CSS_PATH = "console.tcss"

    def __init__(self, caseload: Caseload) -> None:
        super().__init__(caseload)
        self._charts: tuple[Chart, ...] = ()
        self._as_tables = False

    def compose(self) -> ComposeResult:
        """Line, charts, keys."""
        yield HeaderLine()
        yield ChartView(id="charts")
        yield KeyBar()

    def on_mount(self) -> None:
        """Count."""
        self.query_one(ChartView).focus()
        self.caseload.listeners.append(self._something_changed)
        self.recount()

    def on_unmount(self) -> None:
        """Stop listening."""
        if self._something_changed in self.caseload.listeners:
            self.caseload.listeners.remove(self._something_changed)

    def on_screen_resume(self) -> None:
        """Another screen may have changed things."""
        self.recount()

    def places(self) -> tuple[str, ...]:
        """Nearest first."""
        return (CHARTS, ANYWHERE)

    def _something_changed(self) -> None:
        if self.is_current:
            self.recount()

    def retell(self) -> None:
        """The language or the caseload changed: count anew, the words are in the charts."""
        super().retell()
        self.recount()

    @work(group="charts", exclusive=True, exit_on_error=False)
    async def recount(self) -> None:
        """Count in a thread: a session may hold a million letters."""
        session, caseload, lang = self.caseload.session, self.caseload, self.lang
        view = self.query_one(ChartView)
        view.border_title = self.say("console-charts")
        super().retell()
        if session is None:
            return
        known = list(caseload.letters.known.values())
        letters = await asyncio.to_thread(letters_charts, lang, known, caseload.people, session.terms.k)
        try:
            commas = await caseload.whole(commas_charts(caseload.desk, session, lang))
        except RevmentorError as error:
            self.complain(error)
            return
        self._charts = (*letters, *commas)
        self._redraw()

    def _redraw(self) -> None:
        self.query_one(ChartView).show(self._charts, as_tables=self._as_tables)

    def action_as_tables(self) -> None:
        """Drawings or tables."""
        self._as_tables = not self._as_tables
        self._redraw()
