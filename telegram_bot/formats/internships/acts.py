"""What every step on an internship does alike: reading it whole, whose it is, the change, the card."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import NotFound
from core.programs.internship_records import PLACES, STAYS, Stay, calendar_of
from core.programs.internships import Calendar
from core.programs.ledger import Record
from telegram_bot.deps import Deps
from telegram_bot.formats.format import company_day, profile_of
from telegram_bot.formats.internships import cards
from telegram_bot.formats.internships.cards import View
from telegram_bot.talk import Talk

Act = Callable[[Stay, Calendar, date], Stay]
EXECUTIVE, HOST, MENTOR = "executive", "host", "mentor"


async def view_of(deps: Deps, tx: AsyncConnection, record: Record[Stay]) -> View:
    """The stay with its place and people. Raises NotFound."""
    place = (await deps.ledger.find(tx, PLACES, bytes.fromhex(record.body.place))).body
    executive = await profile_of(deps, tx, record.body.executive)
    return View(record, place, executive, await profile_of(deps, tx, place.host) if place.host else None)


async def calendar(deps: Deps, tx: AsyncConnection) -> Calendar:
    """All places and bookings."""
    places = {record.ref: record.body for record in await deps.ledger.all(tx, PLACES, live=False)}
    return calendar_of(places, [record.body for record in await deps.ledger.all(tx, STAYS, live=False)])


async def read_as(talk: Talk, tx: AsyncConnection, ref: str, part: str) -> Record[Stay]:
    """The stay in which this person has that part. Raises NotFound for anybody else, ValueError for rubbish."""
    assert talk.person
    own = await talk.deps.profiles.of(tx, talk.person)
    record = await talk.deps.ledger.find(tx, STAYS, bytes.fromhex(ref))
    view = await view_of(talk.deps, tx, record)
    mentor = record.body.internship.mentor if record.body.internship else ""
    holder = {EXECUTIVE: record.body.executive, HOST: view.place.host, MENTOR: mentor}[part]
    if own is None or own.ref != holder:
        raise NotFound
    return record


async def change(talk: Talk, tx: AsyncConnection, ref: str, part: str, act: Act) -> View:
    """Do ``act`` as that part, in the caller's transaction; what else the caller writes there must bear to be written
    again."""
    record = await read_as(talk, tx, ref, part)
    if await talk.is_repeat(tx):
        return await view_of(talk.deps, tx, record)
    today = await company_day(talk.deps, tx)
    body = act(record.body, await calendar(talk.deps, tx), today)
    return await view_of(talk.deps, tx, await talk.deps.ledger.change(tx, STAYS, record, body))


async def show_card(talk: Talk, view: View) -> None:
    """The executive's card, in place of the pressed message where there is one."""
    async with talk.deps.store.reading() as tx:
        page = cards.stay_page(talk.lang, view, await company_day(talk.deps, tx))
    if talk.shown:
        await talk.edit(page.text, page.buttons)
    else:
        await talk.say(page.text, page.buttons)
