"""An author's objection to a decline: the executives hear of it and owe a new answer."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, seconds_of
from core.crypto.aead import context
from core.digests import Cover, Item
from core.language.safe_text import SafeText
from core.leadership.comma import Leadership
from core.leadership.delivery import DIGEST_LIFE, stub_text
from core.leadership.life import CONTEST, HOUR, Event, Life
from core.leadership.pages import item_page
from core.locales.catalogue import say
from core.outbox import Outbox, Outgoing
from core.page import Page
from core.people.invitations import EXECUTIVE
from core.people.membership import Membership, Person
from core.schedule import next_waking


async def contest(
    leadership: Leadership,
    outbox: Outbox,
    people: Membership,
    clock: Clock,
    item_id: bytes,
    text: str,
    zone: ZoneInfo,
) -> Life:
    """Object to a decline, once, and tell whoever owes the new answer, in one transaction. The same words again
    change nothing. Raises NotFound, BadInput when it says too little, NotAllowed."""
    # Counted and told from the next full hour: a limit to the minute would show when the author sat over the phone.
    hour = (seconds_of(clock) // HOUR + 1) * HOUR

    async def tell(tx: AsyncConnection, cover: Cover, item: Item, life: Life) -> None:
        executives = await people.everybody(tx, EXECUTIVE)
        holder = [one for one in executives if one.reachable and one.id.hex() == life.handed_to]
        due = next_waking(hour, zone)
        messages = [
            Outgoing(
                context("contested", item.id, person.id),
                person.chat,
                contested_page(cover, item, life, person, zone),
                due,
                expires=due + DIGEST_LIFE,
                session=cover.session,
                stub=stub_text(person.lang, cover),
            )
            for person in holder or executives
        ]
        await outbox.queue(tx, messages)

    return await leadership.act(item_id, Event(CONTEST, hour, text=text), tell)


def contested_page(cover: Cover, item: Item, life: Life, person: Person, zone: ZoneInfo) -> Page:
    """The item in an executive's chat, with the refusal, the objection and both commas to place anew."""
    page = item_page(person.lang, cover, item, life, zone)
    return replace(page, text=SafeText(f"{say(person.lang, 'contested-head')}\n\n{page.text}"))
