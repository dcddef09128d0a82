"""What the bot says by the clock."""

from core.announcements import notice_page
from core.board import make_week
from core.clock import seconds_of
from core.company import read_company
from core.leadership.clocks import Nudge, nudge_page, run_clocks
from core.page import Page
from core.people.membership import Person
from core.schedule import (
    Notice,
    digest_notices,
    is_waking,
    queue_notices,
    session_notices,
    weekly_notice,
    weekly_notices,
)
from core.sessions import DAY
from telegram_bot.deps import Deps


async def look_at_clocks(deps: Deps) -> None:
    """One look at the executives' limits and at what everybody is to be told, in the company's time zone.

    Raises StoreUnavailable, KeySwapped."""
    async with deps.store.reading() as tx:
        zone = (await read_company(tx)).zone

    def remind(nudge: Nudge, person: Person) -> Page:
        return nudge_page(person.lang, nudge, zone)

    digests = await deps.watched.look()
    await run_clocks(deps.store, deps.clock, deps.leadership, digests, deps.membership, deps.outbox, zone, remind)
    now = seconds_of(deps.clock)
    if not is_waking(now, zone):
        return
    delivered = await deps.watched.look()
    sessions = await deps.intake.sessions()
    found = [notice for session in sessions for notice in session_notices(session)]
    found += [notice for digest in delivered for notice in digest_notices(digest)]
    found += weekly_notices(now, zone, sessions)
    week = make_week(delivered, weekly_notice(now, zone).at - 7 * DAY)

    def tell(notice: Notice, person: Person) -> Page | None:
        return notice_page(notice, person, zone, week)

    await queue_notices(deps.store, deps.clock, deps.membership, deps.outbox, found, tell)
