"""The way back to an author: which thread a button means, and forgetting the route that led there.

A thread shown by code keeps the code in the message it answers, one shown by route keeps the route in its buttons; so
when a route expires, what it opened can be acted upon no longer.
"""

from core.crypto.receipt import Receipt, read_code
from core.errors import WrongCode
from core.intake.routes import Route
from telegram_bot.talk import Talk


async def find_route(talk: Talk, route: str) -> Route | None:
    """A living route of this very chat, by the hex digits in a button."""
    try:
        route_id = bytes.fromhex(route)
    except ValueError:
        return None
    found = await talk.deps.intake.routes.find(route_id)
    return found if found and found.chat == talk.chat else None


def route_in(talk: Talk) -> str:
    """The route that a thread's button carries; empty when the thread was shown by code."""
    return talk.data.partition(":")[2]


async def receipt_of(talk: Talk) -> Receipt | None:
    """The thread that a pressed button belongs to; None when the person was told that it is gone."""
    if route := route_in(talk):
        found = await find_route(talk, route)
        if found is None:
            await talk.answer(talk.words("route-expired"), alert=True)
        return found.receipt if found else None
    try:
        return read_code((talk.origin.text if talk.origin else None) or "")
    except WrongCode:
        await talk.answer(talk.words("thread-code-gone"), alert=True)
        return None


async def forget_route(talk: Talk) -> None:
    """Stop telling this author of answers; the code opens the thread as before."""
    if (receipt := await receipt_of(talk)) is None:
        return
    await talk.deps.intake.routes.drop(receipt)
    await talk.answer(talk.words("route-forgotten"), alert=True)
    # What else this message offered went by the route, or offered to forget it; the code brings all of it back.
    await talk.edit_buttons(((talk.button("button-remove", "tx"),),))
