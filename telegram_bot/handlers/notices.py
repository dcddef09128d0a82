"""What the bot says by the clock."""

from core.company import read_company
from core.leadership.clocks import Nudge, nudge_page, run_clocks
from core.page import Page
from core.people.membership import Person
from telegram_bot.deps import Deps


async def look_at_clocks(deps: Deps) -> None:
    """One look at the executives' limits, in the company's time zone. Raises StoreUnavailable."""
    async with deps.store.reading() as tx:
        zone = (await read_company(tx)).zone

    def render(nudge: Nudge, person: Person) -> Page:
        return nudge_page(person.lang, nudge, zone)

    await run_clocks(deps.store, deps.clock, deps.leadership, deps.membership, deps.outbox, zone, render)
