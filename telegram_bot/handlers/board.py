"""The public board: what was said, and what was done about it."""

from zoneinfo import ZoneInfo

from core.board import Board, make_board
from core.board_pages import ANEW, FRONT, ITEM, WHOLE, board_page, home_button
from core.clock import seconds_of
from core.company import read_company
from core.crypto.aead import context
from core.digests import DELIVERED
from core.leadership.delivery import DIGEST_LIFE
from core.leadership.pages import day_in, id_of
from core.outbox import TEXT, Placed
from core.programs.council.board import VOTE, counted, vote_page, votes_button
from telegram_bot.deps import Deps
from telegram_bot.sending import send_page
from telegram_bot.talk import Talk


async def show(talk: Talk) -> None:
    """/board, or a button of it: a page in place of the one before, the whole of a long item below it."""
    board, zone = await read_board(talk.deps)
    async with talk.deps.store.reading() as tx:
        votes = votes_button(talk.lang, counted(await talk.deps.council.matters(tx)))
    page = board_page(board, talk.lang, talk.data if talk.data.startswith("b") else FRONT, zone, votes)
    if page is None:
        await talk.answer(talk.words("item-gone"), alert=True)
        return
    await talk.answer()
    if talk.data.startswith(WHOLE):
        await _remember(talk, board, await send_page(talk.bot, talk.chat, page))
    elif talk.update.callback_query and not talk.data.startswith(ANEW):
        await talk.edit(page.text, page.buttons)
        if talk.data.startswith(ITEM) and talk.shown:
            await _remember(talk, board, ((talk.shown.message_id, TEXT),))
    else:
        await talk.say(page.text, page.buttons, protect=True)


async def show_vote(talk: Talk) -> None:
    """A vote of the council and the answer beside it, in place of the page before."""
    async with talk.deps.store.reading() as tx:
        votes = counted(await talk.deps.council.matters(tx))
        wanted = id_of(talk.data.removeprefix(VOTE))
        place = next((number for number, one in enumerate(votes) if one.id == wanted), None)
        ballots = await talk.deps.council.ballots_of(tx, votes[place].body) if place is not None else ()
    if place is None:
        await talk.answer(talk.words("item-gone"), alert=True)
        return
    await talk.answer()
    page = vote_page(talk.lang, votes, place, ballots, home_button(talk.lang))
    await talk.edit(page.text, page.buttons)


async def _remember(talk: Talk, board: Board, messages: tuple[tuple[int, str], ...]) -> None:
    """Messages that show an item become a stub at the end of its digest's life, like the digest itself."""
    shown = next(entry for entry in board.entries if entry.item.id == id_of(talk.data.partition(":")[2]))
    gone = max(shown.cover.published_at, seconds_of(talk.deps.clock)) + DIGEST_LIFE
    about = context("board-given", talk.update.update_id, messages[0][0])
    placed = Placed(talk.chat, messages, talk.words("board-stub"))
    await talk.deps.outbox.remember(about, placed, gone, shown.cover.session)


async def read_board(deps: Deps) -> tuple[Board, ZoneInfo]:
    """The board of today, and the company's time zone."""
    async with deps.store.reading() as tx:
        zone = (await read_company(tx)).zone
    delivered = await deps.leadership.digests(DELIVERED)
    return make_board(delivered, day_in(zone, seconds_of(deps.clock))), zone
