"""The seven items, before and after, one at a time; the answers so far travel in the buttons."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import NotFound
from core.programs import pairs as rules
from core.programs.mentoring import GAINS, GAINS_ID, Gains, add_gain
from core.programs.pairs import ITEMS, Moment, Pair, arrows
from core.programs.states import Side
from telegram_bot.deps import Deps
from telegram_bot.formats.format import parts_of, put
from telegram_bot.formats.pairs import cards
from telegram_bot.formats.pairs.acts import change, own_pair
from telegram_bot.talk import Talk

MOMENTS = {moment.value[0]: moment for moment in Moment}


async def rate(talk: Talk) -> None:
    """The next item, or all seven are there."""
    ref, letter, *rest = parts_of(talk)
    given = "".join(rest)
    moment = MOMENTS.get(letter)
    if moment is None or not (given.isdecimal() or not given) or len(given) > ITEMS:
        raise ValueError("no rating")
    if len(given) < ITEMS:
        await put(talk, cards.rating_page(talk.lang, await own_pair(talk, ref), moment, given))
        return
    items = [int(digit) for digit in given]

    def act(pair: Pair, side: Side, now: datetime) -> Pair:
        return rules.rate(pair, side, moment, items)

    await put(talk, cards.page_of(talk.lang, await change(talk, ref, act, also=count_gain)))


async def count_gain(deps: Deps, tx: AsyncConnection, pair: Pair, side: Side) -> None:
    """The organiser sees how far people moved, once enough of them have."""
    if side not in arrows(pair):
        return
    k = (await deps.ledger.programme(tx)).terms.k
    try:
        record = await deps.ledger.find(tx, GAINS, GAINS_ID)
    except NotFound:
        record = await deps.ledger.add(tx, GAINS, Gains(), GAINS_ID)
    await deps.ledger.change(tx, GAINS, record, add_gain(record.body, pair, side, k))
