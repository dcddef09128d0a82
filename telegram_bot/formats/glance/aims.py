"""The goals of the annual plan: the organiser sets them, executives say each quarter whether they stand."""

import os
from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from core.page import Page
from core.programs.orders import Duty
from core.programs.overview import AIMS, Dropped, NewAim, Reached, begin_aim, reach, review
from core.programs.overview_words import aim_line
from telegram_bot.deps import Deps
from telegram_bot.formats.format import company_day, parts_of, put, require_executive
from telegram_bot.talk import Talk


async def say_stands(talk: Talk) -> None:
    """It is still what we want."""
    await _review(talk, stands=True)


async def say_stale(talk: Talk) -> None:
    """It is out of date."""
    await _review(talk, stands=False)


async def _review(talk: Talk, *, stands: bool) -> None:
    require_executive(talk)
    async with talk.deps.store.writing() as tx:
        today = await company_day(talk.deps, tx)
        record = await talk.deps.ledger.find(tx, AIMS, bytes.fromhex(parts_of(talk)[0]))
        if not await talk.is_repeat(tx):
            record = await talk.deps.ledger.change(tx, AIMS, record, review(record.body, stands, today))
    await put(talk, Page(aim_line(talk.lang, record.body, today)))


def duties(deps: Deps) -> Mapping[str, Duty]:
    """The organiser's plan."""

    async def add(tx: AsyncConnection, order: NewAim) -> None:
        record_id = os.urandom(16)
        aim = begin_aim(order, await company_day(deps, tx), record_id.hex())
        await deps.ledger.add(tx, AIMS, aim, record_id)

    async def advance(tx: AsyncConnection, order: Reached) -> None:
        record = await deps.ledger.find(tx, AIMS, bytes.fromhex(order.aim))
        await deps.ledger.change(tx, AIMS, record, reach(record.body, order.reached))

    async def drop(tx: AsyncConnection, order: Dropped) -> None:
        await deps.ledger.remove(tx, await deps.ledger.find(tx, AIMS, bytes.fromhex(order.aim)))

    return {"goal-new": Duty(NewAim, add), "goal-reach": Duty(Reached, advance), "goal-drop": Duty(Dropped, drop)}
