"""Answering the pulse: a count is raised, and the answer is gone."""

from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import BadInput, NotAllowed
from core.language.safe_text import SafeText
from core.page import Page
from core.programs.poll_records import SAFETY_ID, last_told, shown, told_from
from core.programs.poll_words import last_line
from core.programs.pulse import RANGES, SAFETY, Scale, safety_points
from telegram_bot.formats.format import company_day, local_now, parts_of, put
from telegram_bot.formats.pulse import cards
from telegram_bot.formats.pulse.polling import read_decisions
from telegram_bot.talk import Talk


async def show(talk: Talk) -> None:
    """The question of the week to those who have not answered it, the last result; to executives its course, an hour
    after those who answered have it."""
    async with talk.deps.store.reading() as tx:
        found = await talk.deps.polls.all(tx)
        open_now = next((record for record in found if record.live), None)
        now = await local_now(talk.deps, tx)
        answered = open_now is not None and await talk.deps.polls.has_answered(tx, open_now.id, talk.user)
    told = shown([record for record in found if not record.live])
    if talk.is_executive:
        told = [one for one in told if now >= told_from(one.closes, now.tzinfo)]
        page = cards.executive_page(talk.lang, told, await read_decisions(talk.deps))
    elif open_now is not None and not answered:
        page = cards.weekly_page(talk.lang, open_now, told)
    else:
        lines = [talk.words("pulse-answered-already", day=open_now.body.round.closes)] if open_now else []
        last = last_told(told)
        lines += [last_line(talk.lang, last)] if last else []
        page = Page(SafeText("\n\n".join(lines or [talk.words("pulse-none")])))
    await talk.say(page.text, page.buttons)


async def give(talk: Talk) -> None:
    """The answer to a single question."""
    ref, value = parts_of(talk)
    await _take(talk, bytes.fromhex(ref), (int(value),))


async def give_next(talk: Talk) -> None:
    """One of the seven: the next one, or the sum of all."""
    ref, digits = parts_of(talk)
    given = [int(digit) for digit in digits]
    least, most = RANGES[Scale.AGREE]
    if any(not least <= value <= most for value in given):
        raise BadInput("error-pulse-answer", least=least, most=most)
    if len(given) >= len(SAFETY):
        await _take(talk, bytes.fromhex(ref), tuple(given))
        return
    await put(talk, Page(cards.safety_ask(talk.lang, given), cards.safety_rows(bytes.fromhex(ref).hex(), digits)))


async def _take(talk: Talk, poll_id: bytes, given: tuple[int, ...]) -> None:
    """Raise the count; a press that comes again says the same as the first."""
    if talk.is_executive:
        raise NotAllowed("error-pulse-employees")
    async with talk.deps.store.writing() as tx:
        record = await talk.deps.polls.open_now(tx)
        if record is None or record.id != poll_id:
            raise NotAllowed("error-pulse-closed")
        is_safety = record.body.round.item == SAFETY_ID
        if not is_safety and len(given) != 1:
            raise ValueError
        points = safety_points(given) if is_safety else given[0]
        today, band = await company_day(talk.deps, tx), await _band(talk, tx)
        await talk.deps.polls.answer(tx, poll_id, talk.user, band, points, today)
        told = shown([one for one in await talk.deps.polls.all(tx) if not one.live])
    last = last_told(told)
    result = f"\n\n{last_line(talk.lang, last)}" if last else ""
    thanks = talk.words("pulse-counted", day=record.body.round.closes)
    await put(talk, Page(SafeText(f"{thanks}{result}")))


async def _band(talk: Talk, tx: AsyncConnection) -> str:
    assert talk.person
    own = await talk.deps.profiles.of(tx, talk.person)
    return own.body.told.band if own else ""
