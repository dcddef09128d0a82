"""An item that another executive should answer."""

from core.company import read_company
from core.digests import Item
from core.errors import NotFound
from core.language.safe_text import SafeText, one_line
from core.leadership.comma import Delivered
from core.leadership.handing import hand_over
from core.leadership.life import Life
from core.leadership.pages import id_of
from core.page import Button
from core.people.invitations import EXECUTIVE
from core.people.membership import Person
from telegram_bot.talk import Talk

LISTED_MOST = 20
LABEL_LONGEST = 40


async def executives(talk: Talk) -> list[Person]:
    """Everybody who places commas and can be reached."""
    async with talk.deps.store.reading() as tx:
        return await talk.deps.membership.reachable(tx, EXECUTIVE)


async def own_items(talk: Talk, digest: Delivered) -> tuple[Item, ...]:
    """What of a digest waits for this executive: all of it but what was handed to somebody else."""
    assert talk.person
    if not any(digest.lives[item.id].handed_to for item in digest.open_items):
        return digest.open_items
    present = {person.id.hex() for person in await executives(talk)}
    return digest.open_for(talk.person.id.hex(), present)


async def holder(talk: Talk, life: Life) -> Person | None:
    """The colleague whose duty an item is now; None when it is this executive's as well."""
    assert talk.person
    if life.handed_to in ("", talk.person.id.hex()):
        return None
    return next((person for person in await executives(talk) if person.id.hex() == life.handed_to), None)


async def begin(talk: Talk) -> None:
    """The button under an item: to whom?"""
    assert talk.person
    assert talk.shown
    others = [person for person in await executives(talk) if person.id != talk.person.id]
    if not others:
        await talk.answer(talk.words("hand-nobody"), alert=True)
        return
    await talk.answer()
    tail = f"{talk.data[3:]}:{talk.shown.message_id}"
    named = sorted((name_of(talk, person), person.id.hex()) for person in others)[:LISTED_MOST]
    rows = [[Button(name, f"hx:{tail}:{person[:16]}")] for name, person in named]
    await talk.say(talk.words("hand-ask"), [*rows, [talk.button("button-hand-not", "x")]])


async def choose(talk: Talk) -> None:
    """To this one: the colleague gets the item, and it is no longer asked of us."""
    assert talk.person
    _, ref, message, beginning = talk.data.split(":")
    to = next((one for one in await executives(talk) if one.id.hex().startswith(beginning)), None)
    if to is None or len(beginning) != 16:
        await talk.answer(talk.words("hand-gone"), alert=True)
        return
    async with talk.deps.store.reading() as tx:
        zone = (await read_company(tx)).zone
    deps = talk.deps
    try:
        await hand_over(deps.leadership, deps.outbox, deps.clock, id_of(ref), talk.person, to, zone)
    except NotFound:
        await talk.answer(talk.words("item-gone"), alert=True)
        return
    await talk.answer()
    await talk.edit(talk.words("hand-done", name=name_of(talk, to)))
    await talk.edit_buttons((), message=int(message))


def name_of(talk: Talk, person: Person) -> SafeText:
    """An executive as colleagues know them."""
    return SafeText(one_line(person.title)[:LABEL_LONGEST] or talk.words("executive-untitled"))
