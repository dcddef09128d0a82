"""What the pulse does by itself: a poll closes, its result is told, the next one opens; and what the organiser
chooses."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import seconds_of
from core.company import read_company
from core.crypto.aead import context
from core.errors import NoProgramme, NotFound
from core.outbox import Outgoing
from core.page import Page
from core.people.invitations import EMPLOYEE, EXECUTIVE
from core.people.membership import Person
from core.programs.council.papers import MATTERS
from core.programs.decisions import commas, voices
from core.programs.ledger import Record
from core.programs.orders import Duty
from core.programs.poll_records import (
    CHOICE_ID,
    CHOICES,
    NO_BAND,
    POLLS,
    Choice,
    begin,
    due,
    item_of,
    shown,
    told_from,
)
from core.programs.pulse import Mark
from core.programs.signal_records import SIGNALS
from core.schedule import CHUNK, mark_told, next_waking, was_told
from telegram_bot.deps import Deps
from telegram_bot.formats.format import local_now
from telegram_bot.formats.pulse import cards


async def look(deps: Deps) -> None:
    """Close what is over and tell executives, open what is due; then forget keys and order."""
    async with deps.store.reading() as tx:
        now, open_now = await local_now(deps, tx), await deps.polls.open_now(tx)
        day = due(now)
        opens = day is not None and not await was_told(tx, _about(day))
    if open_now is not None and now.date() > open_now.body.round.closes:
        await _close(deps, now.date())
    if day is not None and opens:
        await _open(deps, day)
    await deps.polls.destroy_keys()
    await deps.polls.stir()


async def _close(deps: Deps, today: date) -> None:
    decisions = await read_decisions(deps)
    async with deps.store.writing() as tx:
        record = await deps.polls.close(tx, today)
        if record is None or record.body.told is None or record.body.told.everybody is None:
            return
        told = shown([one for one in await deps.polls.all(tx) if not one.live])
        people = await deps.membership.everybody(tx, EXECUTIVE)
        about = context("pulse-result", record.id)
        zone = (await read_company(tx)).zone
        earliest = int(told_from(record.body.round.closes, zone).timestamp())
        await _tell(deps, tx, people, about, lambda lang: cards.executive_page(lang, told, decisions), earliest)


async def read_decisions(deps: Deps) -> list[Mark]:
    """Everything that was decided, in any format."""
    digests = await deps.leadership.digests()
    async with deps.store.reading() as tx:
        matters = [one.body for one in await deps.ledger.all(tx, MATTERS, live=False)]
        replies = [one.body.reply for one in await deps.ledger.all(tx, SIGNALS, live=False)]
    return commas(digests) + voices(matters, replies)


async def _open(deps: Deps, day: date) -> None:
    """The poll of the week and the messages that ask, at once. Where even all answers would be too few to be told,
    nobody is asked."""
    async with deps.store.reading() as tx:
        try:
            k = (await deps.ledger.programme(tx)).terms.k
        except NoProgramme:
            return
        people = await deps.membership.everybody(tx, EMPLOYEE)
        asked = await _by_band(deps, tx, people)
    if len(people) < k:
        return
    async with deps.store.writing() as tx:
        if await was_told(tx, _about(day)) or await deps.polls.open_now(tx) is not None:
            return
        await mark_told(tx, _about(day), deps.clock)
        item = (await _take_choice(deps, tx)) or item_of(day)
        record = await deps.ledger.add(tx, POLLS, begin(item, day, k, asked))
        told = shown([one for one in await deps.polls.all(tx) if not one.live])
        await _tell(deps, tx, people, _about(day), lambda lang: cards.weekly_page(lang, record, told))


async def _by_band(deps: Deps, tx: AsyncConnection, people: Sequence[Person]) -> Mapping[str, int]:
    own = [await deps.profiles.of(tx, person) for person in people]
    return Counter((one.body.told.band if one else "") or NO_BAND for one in own)


async def _take_choice(deps: Deps, tx: AsyncConnection) -> str:
    """What the organiser has chosen, once."""
    found = await _choice(deps, tx)
    if found is None:
        return ""
    await deps.ledger.remove(tx, found)
    return found.body.item


async def _choice(deps: Deps, tx: AsyncConnection) -> Record[Choice] | None:
    try:
        return await deps.ledger.find(tx, CHOICES, CHOICE_ID)
    except NotFound:
        return None


async def _tell(
    deps: Deps,
    tx: AsyncConnection,
    people: Sequence[Person],
    about: bytes,
    write: Callable[[str], Page],
    earliest: int = 0,
) -> None:
    """Queue a page to each of them in their language, in waking hours, not before ``earliest`` (seconds)."""
    when = next_waking(max(earliest, seconds_of(deps.clock)), (await read_company(tx)).zone)
    pages = {lang: write(lang) for lang in {person.lang for person in people}}
    for start in range(0, len(people), CHUNK):
        some = people[start : start + CHUNK]
        messages = [Outgoing(context("pulse", about, one.id), one.chat, pages[one.lang], when) for one in some]
        await deps.outbox.queue(tx, messages)
        await asyncio.sleep(0)


def _about(day: date) -> bytes:
    return context("pulse-poll", day.isoformat())


def duties(deps: Deps) -> Mapping[str, Duty]:
    """The organiser may choose the next question."""

    async def choose(tx: AsyncConnection, choice: Choice) -> None:
        found = await _choice(deps, tx)
        if found is not None:
            await deps.ledger.remove(tx, found)
        if choice.item:
            await deps.ledger.add(tx, CHOICES, choice, CHOICE_ID)

    return {"pulse-choose": Duty(Choice, choose)}
