"""Leaving an order for the bot, as every format's verbs do."""

from core.moderation.desk import Desk
from core.moderation.programme import give_order
from revmentor_tui.command.caller import Caller


async def leave_order(caller: Caller, desk: Desk, act: str, body: object) -> None:
    """Hand it over and say its number; the bot carries it out as soon as it looks."""
    order = await give_order(desk, act, body)
    caller.answer({"order": order.hex()}, caller.say("command-ordered", order=order.hex()[:8]))
