"""When a letter comes back, and who decides about it."""

import re
from datetime import date, timedelta

from textual import work

from core.clock import day_of
from core.errors import BadInput
from core.language.safe_text import SafeText, one_line
from core.locales.catalogue import in_words
from core.moderation import review as reviewing
from core.moderation.inbox import Critique
from revmentor_tui.console.asking import Ask
from revmentor_tui.console.deciding import Deciding
from revmentor_tui.console.dialogs import Choose
from revmentor_tui.members import member_name

OTHER, NOBODY = "other", "nobody"
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?\.?")


class Scheduling(Deciding):
    """The part of the inbox that puts letters off and hands them out."""

    @work(group="dialog", exit_on_error=False)
    async def action_snooze(self) -> None:
        """Hold until a day."""
        ids, today = self.targets(), day_of(self.caseload.desk.clock)
        days = days_offered(today)
        options = [(str(day), self.say(f"until-{name}"), in_words(self.lang, day)) for name, day in days.items()]
        options.append((OTHER, self.say("until-date"), ""))
        chosen = await self.app.push_screen_wait(Choose(self.say("ask-until", count=len(ids)), options))
        if chosen == OTHER:
            question = Ask(
                self.say("ask-until-date"), self.say("ask-until-hint"), do=lambda typed: read_day(typed, today)
            )
            typed = await self.app.push_screen_wait(question)
            chosen = None if typed is None else str(read_day(typed, today))
        if chosen is not None:
            day = date.fromisoformat(chosen)
            self.decide(ids, "snooze", lambda one: reviewing.hold(one.review, day))

    @work(group="dialog", exit_on_error=False)
    async def action_assign(self) -> None:
        """Give to a moderator, or back to anybody."""
        ids, desk = self.targets(), self.caseload.desk
        team = sorted(
            desk.roster.moderators().values(), key=lambda member: (member.id != desk.identity.id, member.name)
        )
        options = [
            (member.id.hex(), one_line(member.name), self.say("assignee-me") if member.id == desk.identity.id else "")
            for member in team
        ]
        options.append((NOBODY, self.say("assignee-nobody"), ""))
        chosen = await self.app.push_screen_wait(Choose(self.say("ask-assignee", count=len(ids)), options))
        if chosen is not None:
            member = b"" if chosen == NOBODY else bytes.fromhex(chosen)
            self.decide(ids, "assign", lambda one: reviewing.assign(one.review, member), advance=False)

    def assignee_of(self, critique: Critique) -> SafeText | None:
        """Who is to decide, by name; None for nobody in particular."""
        return member_name(self.lang, self.caseload.desk.roster, critique.review.assignee)


def days_offered(today: date) -> dict[str, date]:
    """Days to put a letter off to, by the name of their message, without one that says the same as another."""
    monday = today + timedelta(days=7 - today.weekday())
    days = {"tomorrow": 1, "three-days": 3, "monday": (monday - today).days, "week": 7, "month": 28}
    offered: dict[str, date] = {}
    for name, ahead in days.items():
        if (day := today + timedelta(days=ahead)) not in offered.values():
            offered[name] = day
    return offered


def read_day(typed: str, today: date) -> date:
    """A day after ``today`` from «14.12», «14.12.2026» or «2026-12-14»; one without a year is the next such day. Raises
    BadInput for anything else."""
    if found := _ISO.fullmatch(typed.strip()):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(typed.strip()):
        day, month, year = (int(part or today.year) for part in found.groups())
        if not found[3] and (month, day) <= (today.month, today.day):
            year += 1
    else:
        raise BadInput("error-until")
    try:
        read = date(year, month, day)
    except ValueError:
        raise BadInput("error-until") from None
    if read <= today:
        raise BadInput("error-until")
    return read
