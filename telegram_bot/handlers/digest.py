"""A digest in an executive's hands: its cover, its items one by one by the time that is left, the same on paper."""

import asyncio
from contextlib import suppress
from datetime import datetime

from core.clock import seconds_of
from core.company import read_company
from core.crypto.aead import context
from core.errors import CannotPrint, NotAllowed, NotFound
from core.leadership.comma import Delivered
from core.leadership.delivery import DIGEST_LIFE, cover_picture, queue_later, stub_text
from core.leadership.life import ACKNOWLEDGE, OPEN, THINKING, Event, Life
from core.leadership.pages import cover_page, day_in, id_of, item_page, ref_of
from core.outbox import Placed
from core.page import DOCUMENT, Attachment, Button, Page
from core.printing.edition import make_edition
from core.printing.sheets import render_pdf
from core.printing.web import render_html
from telegram_bot.handlers.handing import own_items
from telegram_bot.sending import send_page
from telegram_bot.talk import Talk

LISTED_MOST = 20


async def begin(talk: Talk) -> None:
    """Show the item with the least time left."""
    digest = await _pressed_digest(talk)
    if digest is None:
        return
    if await own_items(talk, digest):
        await talk.answer()
        await show_next(talk, digest)
    else:
        await talk.answer(talk.words("digest-all-placed", number=digest.cover.number), alert=True)


async def show_next(talk: Talk, digest: Delivered, *, going_on: bool = False) -> bool:
    """Show the next item that waits. ``going_on``: after another one was done, and then what somebody thinks about is
    left in peace. Whether there was one."""
    own = await own_items(talk, digest)
    waiting = [item for item in own if not (going_on and digest.lives[item.id].state == THINKING)]
    if not waiting:
        return False
    item = waiting[0]
    async with talk.deps.store.reading() as tx:
        zone = (await read_company(tx)).zone
    life = digest.lives[item.id]
    await acknowledge(talk, item.id, life)
    await give(talk, digest, item_page(talk.lang, digest.cover, item, life, zone), b"item" + item.id)
    return True


async def go_on(talk: Talk, item_id: bytes) -> bool:
    """After an item is done: the next one of its digest. Whether there was one."""
    rest = await talk.deps.leadership.rest_of(item_id)
    return rest is not None and await show_next(talk, rest, going_on=True)


async def take_along(talk: Talk) -> None:
    """The digest as a file, with the commas placed so far."""
    digest = await _pressed_digest(talk)
    if digest is None:
        return
    form = "pdf" if talk.data.startswith("dp:") else "html"
    try:
        data = await asyncio.to_thread(_print, talk.lang, digest, form)
    except CannotPrint as error:
        await talk.answer(talk.words(error.message_id), alert=True)
        return
    await talk.answer()
    file = Attachment(DOCUMENT, f"digest-{digest.cover.number}.{form}", data)
    page = Page(talk.words("digest-file", number=digest.cover.number), protect=True, attachment=file)
    await give(talk, digest, page, form.encode())


def _print(lang: str, digest: Delivered, form: str) -> bytes:
    edition = make_edition(lang, digest.cover, digest.items, digest.lives)
    return render_pdf(edition) if form == "pdf" else render_html(edition).encode()


async def later(talk: Talk) -> None:
    """Remind once more in a few hours, at a waking one."""
    digest = await _pressed_digest(talk)
    if digest is None or talk.person is None:
        return
    deps = talk.deps
    async with deps.store.reading() as tx:
        zone = (await read_company(tx)).zone
    due = await queue_later(deps.store, deps.clock, deps.outbox, digest, talk.person, zone)
    today = day_in(zone, due) == day_in(zone, seconds_of(deps.clock))
    time = f"{datetime.fromtimestamp(due, zone):%H:%M}"
    await talk.answer(talk.words("digest-later-today" if today else "digest-later-tomorrow", time=time), alert=True)


async def list_digests(talk: Talk) -> None:
    """/digests, or its button: every digest there is, for whoever came later or lost one."""
    await talk.answer()
    found = list(reversed(await talk.deps.leadership.digests()))[:LISTED_MOST]
    if not found:
        await talk.say(talk.words("digests-none"))
        return
    rows = []
    for digest in found:
        facts = {"number": digest.cover.number, "day": digest.cover.published, "left": len(digest.open_items)}
        rows.append((Button(talk.words("digests-row", **facts), f"dd:{ref_of(digest.id)}"),))
    await talk.say(talk.words("digests-list", count=len(found)), rows, protect=True)


async def show_cover(talk: Talk) -> None:
    """The cover once more, its picture with the commas placed so far."""
    digest = await _pressed_digest(talk)
    if digest is None:
        return
    await talk.answer()
    async with talk.deps.store.reading() as tx:
        zone = (await read_company(tx)).zone
    try:
        picture = await asyncio.to_thread(cover_picture, talk.lang, digest)
    except CannotPrint:
        picture = None
    await give(talk, digest, cover_page(talk.lang, digest.cover, digest.id, zone, picture), b"cover")


async def give(talk: Talk, digest: Delivered, page: Page, what: bytes) -> None:
    """Send a part of a digest, and remember that it is to become a stub. Raises TelegramError."""
    gone = seconds_of(talk.deps.clock) + DIGEST_LIFE
    placed = await send_page(talk.bot, talk.chat, page)
    update = talk.update.update_id.to_bytes(8, "big")
    about = context("digest-given", digest.id, update, what, placed[0][0])
    kept = Placed(talk.chat, placed, stub_text(talk.lang, digest.cover))
    await talk.deps.outbox.remember(about, kept, gone, digest.cover.session)


async def _pressed_digest(talk: Talk) -> Delivered | None:
    """The digest of the pressed button; None when it is gone, and the person is told."""
    try:
        return await talk.deps.leadership.find_digest(id_of(talk.data[3:]))
    except NotFound:
        await talk.answer(talk.words("digest-gone"), alert=True)
        return None


async def acknowledge(talk: Talk, item_id: bytes, life: Life) -> None:
    """Note that an executive has seen an item; somebody else may have noted it at the same moment."""
    if life.state == OPEN:
        with suppress(NotAllowed):
            event = Event(ACKNOWLEDGE, seconds_of(talk.deps.clock), talk.person.title if talk.person else "")
            await talk.deps.leadership.act(item_id, event)
