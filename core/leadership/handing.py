"""Handing an item to a colleague: the duty moves, the clock does not."""

from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, seconds_of
from core.crypto.aead import context
from core.digests import Cover, Item
from core.language.safe_text import SafeText, one_line
from core.leadership.comma import Leadership
from core.leadership.delivery import DIGEST_LIFE, stub_text
from core.leadership.life import HAND_OVER, Event, Life
from core.leadership.pages import item_page
from core.locales.catalogue import say
from core.outbox import Outbox, Outgoing
from core.page import Page
from core.people.membership import Person


async def hand_over(
    leadership: Leadership, outbox: Outbox, clock: Clock, item_id: bytes, by: Person, to: Person, zone: ZoneInfo
) -> Life:
    """Make an open item the duty of ``to`` alone, who gets it in the same transaction. Again, while it is theirs,
    changes nothing. Raises NotFound, NotAllowed when it has a comma."""
    now = seconds_of(clock)

    async def bring(tx: AsyncConnection, cover: Cover, item: Item, life: Life) -> None:
        about = context("handed", item.id, to.id, len(life.events))
        page = handed_page(cover, item, life, by, to, zone)
        message = Outgoing(
            about,
            to.chat,
            page,
            now,
            expires=now + DIGEST_LIFE,
            session=cover.session,
            stub=stub_text(to.lang, cover),
        )
        await outbox.queue(tx, [message])

    return await leadership.act(item_id, Event(HAND_OVER, now, by.title, to=to.id.hex()), bring)


def handed_page(cover: Cover, item: Item, life: Life, by: Person, to: Person, zone: ZoneInfo) -> Page:
    """The item in the colleague's chat."""
    page = item_page(to.lang, cover, item, life, zone)
    name = one_line(by.title) or say(to.lang, "executive-untitled")
    head = say(to.lang, "handed-from", name=name)
    return Page(SafeText(f"{head}\n\n{page.text}"), page.buttons, protect=True)
