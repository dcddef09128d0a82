"""`revmentor pulse …`: polls and their results, and the question of the next one."""

import click

from core.language.safe_text import SafeText
from core.moderation.programme import read_shelf
from core.programs.poll_records import ITEMS, POLLS, Choice, level
from core.programs.poll_words import question, result_line
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb
from revmentor_tui.command.orders import leave_order

pulse = Noun("pulse", {name: f"{__name__}:{name}_" for name in ("list", "choose")})


@click.command("list", cls=Verb)
async def list_(caller: Caller) -> None:
    """All polls, the newest first; groups of too few people are left out, and it is said why."""
    async with caller.desk() as desk:
        found = sorted(await read_shelf(desk, POLLS), key=lambda record: record.body.opened, reverse=True)
    for record in found:
        poll, told = record.body, record.body.told
        score = told.everybody if told else None
        fact = {
            "id": record.ref,
            "item": poll.item,
            "opened": str(poll.opened),
            "closes": str(poll.closes),
            "k": poll.k,
            "level": level(poll.item, score) if score else None,
            "people": score.people if score else None,
            "rate": told.rate if told else None,
            "bands": {band: level(poll.item, one) for band, one in told.scores.items()} if told else {},
            "hidden": {band: why.value for band, why in told.hidden.items()} if told else {},
        }
        words = result_line(caller.lang, poll) if told else question(caller.lang, poll.item)
        caller.answer(fact, SafeText(f"{poll.opened}  {words}"))
    if not found:
        caller.mention(caller.say("pulse-none-yet"))


@click.command("choose", cls=Verb)
@click.argument("item", type=click.Choice(ITEMS))
async def choose_(caller: Caller, item: str) -> None:
    """What the next poll asks."""
    async with caller.desk() as desk:
        await leave_order(caller, desk, "pulse-choose", Choice(item))
