"""What every step on a pair project does alike: whose it is, the change, what the other side hears, the card."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from core.crypto.aead import context
from core.errors import NotFound
from core.programs import projects as rules
from core.programs.ledger import Record
from core.programs.project_records import PROJECTS, PairProject
from core.programs.states import Side
from telegram_bot.deps import Deps
from telegram_bot.formats.format import ask_for, company_day, parts_of, profile_of
from telegram_bot.formats.projects import cards
from telegram_bot.formats.projects.cards import LETTER, View
from telegram_bot.talk import Talk

Act = Callable[[PairProject, Side, date], PairProject]


async def change(talk: Talk, ref: str, act: Act) -> None:
    """Do ``act`` for the person's side, in one transaction with what the other hears of it, and show the card."""
    _, side = await own_project(talk, ref)
    async with talk.deps.store.writing() as tx:
        today = await company_day(talk.deps, tx)
        before = await talk.deps.ledger.find(tx, PROJECTS, bytes.fromhex(ref))
        record = before
        if not await talk.is_repeat(tx):
            record = await talk.deps.ledger.change(tx, PROJECTS, before, act(before.body, side, today))
        if record is not before:
            await _tell_change(talk.deps, tx, before.body, record, side, today)
    await talk.answer()
    if record.body.seats.get(side) == before.body.seats[side]:
        await show_card(talk, record, side)
    else:
        await talk.edit(talk.words("project-you-left"))


async def _tell_change(
    deps: Deps, tx: AsyncConnection, before: PairProject, record: Record[PairProject], side: Side, today: date
) -> None:
    """What the other side hears of a change, if anything."""
    was, now, other = before.project, record.body.project, side.other
    if before.free is None and record.body.free is not None:
        # Somebody stepped back: the seat's former holder is the one who pressed, the proposer hears it.
        await tell_side(deps, tx, record, record.body.by, "project-parted")
    elif now.ending is not None and was.ending is None:
        await tell_side(deps, tx, record, other, f"project-told-{now.ending}")
    elif now.state is not was.state and now.state.value in ("started", "declined"):
        await tell_side(deps, tx, record, other, f"project-told-{now.state}")
    elif was.offer != now.offer and now.offer is not None:
        await tell_side(deps, tx, record, other, "project-told-terms")
    elif was.offer is not None and now.offer is None and now.terms != was.terms:
        await tell_side(deps, tx, record, other, "project-told-changed")
    elif now.signed - was.signed:
        await tell_side(deps, tx, record, other, "project-told-signed")
    elif now.demo is not None and was.demo is None:
        await tell_side(deps, tx, record, other, "project-told-shown")
    elif len(rules.mismatched(now)) > len(rules.mismatched(was)):
        for one in Side:
            await tell_side(deps, tx, record, one, "project-told-mismatch", week=rules.week_of(now, today))


async def tell_side(
    deps: Deps, tx: AsyncConnection, record: Record[PairProject], side: Side, message_id: str, **facts: object
) -> None:
    who = record.body.seats.get(side)
    if who is not None:
        about = context("project-told", record.id, record.revision, message_id, side.value)
        await deps.profiles.tell(
            tx, [bytes.fromhex(who)], about, lambda lang: cards.note_page(lang, record, message_id, **facts)
        )


async def own_project(talk: Talk, ref: str) -> tuple[Record[PairProject], Side]:
    """A project of this person, with their side. Raises NotFound for anybody else's, ValueError for rubbish."""
    assert talk.person
    async with talk.deps.store.reading() as tx:
        own = await talk.deps.profiles.of(tx, talk.person)
        record = await talk.deps.ledger.find(tx, PROJECTS, bytes.fromhex(ref))
    side = record.body.side_of(own.ref) if own else None
    if side is None:
        raise NotFound
    return record, side


async def ask_about(talk: Talk, kind: str, message_id: str) -> None:
    record, _ = await own_project(talk, parts_of(talk)[0])
    await talk.answer()
    await ask_for(talk, LETTER, kind, talk.words(message_id), arg=record.ref)


async def show_card(talk: Talk, record: Record[PairProject], side: Side) -> None:
    async with talk.deps.store.reading() as tx:
        today = await company_day(talk.deps, tx)
        found = {side: await profile_of(talk.deps, tx, who) for side, who in record.body.seats.items()}
    who = {side: one for side, one in found.items() if one is not None}
    page = cards.project_page(talk.lang, View(record, side, who, today))
    if talk.shown:
        await talk.edit(page.text, page.buttons)
    else:
        await talk.say(page.text, page.buttons)
