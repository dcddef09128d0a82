"""While a pair project runs: colours, milestones, the demo, ratings, the end; and what the clock brings."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from core.company import read_company
from core.crypto.aead import context
from core.language.safe_text import SafeText, one_line
from core.page import Button, Page
from core.people.membership import Person
from core.programs import project_records as records
from core.programs import projects as rules
from core.programs.ledger import Record
from core.programs.project_records import PROJECTS, PairProject
from core.programs.projects import Colour
from telegram_bot.deps import Deps
from telegram_bot.formats.format import data_of, parts_of
from telegram_bot.formats.projects import cards
from telegram_bot.formats.projects.acts import ask_about, change, own_project, show_card, tell_side
from telegram_bot.formats.projects.cards import LETTER
from telegram_bot.prompts import FormatContext
from telegram_bot.talk import Talk

REASON_LONGEST = 600


async def colour(talk: Talk) -> None:
    """The week's colour of one side; the other's is shown from then on, and a difference is told to both."""
    ref, said = parts_of(talk)
    await change(
        talk,
        ref,
        lambda one, side, today: replace(one, project=rules.colour(one.project, side, Colour(said), today)),
    )


async def ask_reached(talk: Talk) -> None:
    """Which milestone is there."""
    record, _ = await own_project(talk, parts_of(talk)[0])
    await talk.answer()
    body = record.body
    rows = [
        [Button(SafeText(one_line(step)[: cards.LABEL_LONGEST]), data_of(LETTER, "done", record.ref, number))]
        for number, step in enumerate(body.terms.milestones)
        if step not in body.project.reached
    ]
    await talk.say(talk.words("project-reach-ask"), rows)


async def reached(talk: Talk) -> None:
    """This one is."""
    ref, number = parts_of(talk)
    await change(
        talk,
        ref,
        lambda one, side, day: replace(one, project=rules.reach(one.project, one.terms.milestones[int(number)], day)),
    )


async def demo(talk: Talk) -> None:
    """The thing was shown: both are asked what the other gave to it."""
    await change(
        talk, parts_of(talk)[0], lambda one, side, day: replace(one, project=rules.show_demo(one.project, day))
    )


async def rate(talk: Talk) -> None:
    """What one says of the other's contribution."""
    ref, stars = parts_of(talk)
    await change(talk, ref, lambda one, side, day: replace(one, project=rules.rate(one.project, side, int(stars))))


async def ask_reason(talk: Talk) -> None:
    """Why stop early."""
    await ask_about(talk, "reason", "project-stop-ask")


async def take_reason(talk: Talk, asked: FormatContext) -> None:
    """The reason, which the other reads."""
    reason = talk.text.strip()[:REASON_LONGEST]
    await change(talk, asked.arg, lambda one, side, day: replace(one, project=rules.stop(one.project, reason)))


async def open_one(talk: Talk) -> None:
    """The card of an own project."""
    found = await own_project(talk, parts_of(talk)[0])
    await talk.answer()
    await show_card(talk, *found)


async def look(deps: Deps) -> None:
    """The week's question, a standstill, and the end that the calendar brings; each once."""
    async with deps.store.reading() as tx:
        zone = (await read_company(tx)).zone
        found = await deps.ledger.all(tx, PROJECTS)
    now = deps.clock.now().astimezone(zone)
    for record in found:
        body, notes = records.pass_time(record.body, now)
        if notes:
            async with deps.store.writing() as tx:
                await _remember(deps, tx, await deps.ledger.change(tx, PROJECTS, record, body), notes)


async def _remember(deps: Deps, tx: AsyncConnection, record: Record[PairProject], notes: Sequence[str]) -> None:
    """Tell both sides what the clock has brought, in the transaction that remembers it."""
    seats = [bytes.fromhex(who) for who in record.body.seats.values()]
    for note in notes:

        def write(lang: str, note: str = note) -> Page:
            if note == records.ASK:
                return cards.week_page(lang, record, record.body.asked)
            return cards.note_page(lang, record, f"project-told-{note}")

        await deps.profiles.tell(tx, seats, context("project-look", record.id, record.revision, note), write)


async def forget(deps: Deps, tx: AsyncConnection, person: Person) -> None:
    """Somebody leaves: their projects stop, and the other hears that."""
    own = await deps.profiles.of(tx, person)
    if own is None:
        return
    for known in await deps.ledger.all(tx, PROJECTS):
        side = known.body.side_of(own.ref)
        if side is None:
            continue
        record = await deps.ledger.change(tx, PROJECTS, known, records.leave(known.body))
        await tell_side(deps, tx, record, side.other, "project-told-stopped")
