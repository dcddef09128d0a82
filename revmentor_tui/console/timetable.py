"""What is done to a whole digest besides publishing it now: setting a time, sending it again, writing it to a file."""

import asyncio
from datetime import datetime
from pathlib import Path

from textual import work

from core.clock import seconds_of
from core.company import read_company
from core.errors import RevmentorError
from core.language.safe_text import one_line
from core.moderation.digest import Draft
from core.moderation.editions import read_edition
from core.moderation.timetable import deliver_again, schedule, unschedule
from core.moments import read_moment
from revmentor_tui.console.asking import Ask
from revmentor_tui.console.frame import ConsoleScreen
from revmentor_tui.console.sheets import show_sheets
from revmentor_tui.printed import write_edition


class Timetable(ConsoleScreen):
    """The part of the digests' screen that needs a time, a file or nobody at the desk."""

    @property
    def current(self) -> Draft | None:
        """The digest under the cursor."""
        raise NotImplementedError

    def reload(self, number: int | None = None) -> object:
        """Read the list anew."""
        raise NotImplementedError

    @work(group="dialog", exit_on_error=False)
    async def action_schedule(self) -> None:
        """Publish at a time."""
        draft, session, desk = self.current, self.caseload.session, self.caseload.desk
        if draft is None or session is None:
            return

        async def set_time(typed: str) -> None:
            async with desk.store.reading() as tx:
                zone = (await read_company(tx)).zone
            at = read_moment(typed, zone, seconds_of(desk.clock))
            await self.caseload.whole(schedule(desk, session, draft, at))
            await self.caseload.beat()
            self.reload(draft.number)
            due = datetime.fromtimestamp(at, zone)
            self.tell("console-scheduled", number=draft.number, day=due.date(), time=f"{due:%H:%M}")

        title, hint = self.say("ask-schedule", number=draft.number), self.say("ask-schedule-hint")
        await self.app.push_screen_wait(Ask(title, hint, do=set_time))

    @work(group="dialog", exit_on_error=False)
    async def action_unschedule(self) -> None:
        """A draft again."""
        draft, session = self.current, self.caseload.session
        if draft is None or session is None:
            return
        try:
            await self.caseload.whole(unschedule(self.caseload.desk, session, draft))
            await self.caseload.beat()
        except RevmentorError as error:
            self.complain(error)
            return
        self.reload(draft.number)
        self.tell("console-unscheduled", number=draft.number)

    @work(group="dialog", exit_on_error=False)
    async def action_resend(self) -> None:
        """To those who have not got it."""
        draft = self.current
        if draft is None:
            return
        try:
            await self.caseload.whole(deliver_again(self.caseload.desk, draft))
        except RevmentorError as error:
            self.complain(error)
            return
        self.reload(draft.number)
        self.tell("console-resent", number=draft.number)

    @work(group="dialog", exit_on_error=False)
    async def action_sheets(self) -> None:
        """A look at the pages, on paper and in a browser."""
        if (draft := self.current) is not None:
            await show_sheets(self.app, self.caseload, draft, self.lang)

    @work(group="dialog", exit_on_error=False)
    async def action_export_digest(self) -> None:
        """To a file that its owner alone can read."""
        draft, session = self.current, self.caseload.session
        if draft is None or session is None:
            return

        async def write(typed: str) -> None:
            edition = await self.caseload.whole(read_edition(self.caseload.desk, session, draft, self.lang))
            made = await asyncio.to_thread(write_edition, edition, Path(typed))
            self.tell("console-exported", file=one_line(str(made[0].resolve())))

        title, hint = self.say("ask-export", number=draft.number), self.say("ask-export-hint")
        await self.app.push_screen_wait(Ask(title, hint, f"digest-{draft.number}.pdf", do=write))
