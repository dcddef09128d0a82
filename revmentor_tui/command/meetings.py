"""`revmentor meetings …`: rounds of voluntary meetings, in numbers."""

import click

from core.language.safe_text import SafeText
from core.moderation.programme import give_order, read_shelf
from core.programs.meeting_records import ROUNDS, HoldRound
from core.programs.topics import word_name
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb
from revmentor_tui.console.meetings import topic_count, topics_in_order

meetings = Noun("meetings", {name: f"{__name__}:{name}_" for name in ("list", "round")})


@click.command("list", cls=Verb)
async def list_(caller: Caller) -> None:
    """All rounds, the newest first; numbers of too few people are left out."""
    async with caller.desk() as desk:
        found = sorted(await read_shelf(desk, ROUNDS), key=lambda record: record.body.on, reverse=True)
    for record in found:
        told = record.body
        counts = {"asked": told.asked, "mutual": told.mutual, "met": told.met, "circles": told.circles}
        lines = [caller.say("meetings-round-of", day=told.on)]
        if told.asked is None:
            lines.append(caller.say("meetings-line-few"))
        else:
            lines.append(caller.say("meetings-line", asked=told.asked, mutual=told.mutual, met=told.met))
        for word, count in topics_in_order(told):
            name, number = word_name(caller.lang, word), topic_count(caller.lang, count, told.k)
            lines.append(SafeText(f"    {name}: {number}"))
        fact = {"on": told.on.isoformat(), "topics": dict(told.topics), **counts}
        caller.answer(fact, SafeText("\n".join(lines)))
    if not found:
        caller.mention(caller.say("meetings-none"))


@click.command("round", cls=Verb)
async def round_(caller: Caller) -> None:
    """Hold a round now, before Monday."""
    async with caller.desk() as desk:
        order = await give_order(desk, "meetings-round", HoldRound())
    caller.answer({"order": order.hex()}, caller.say("meetings-did-round"))
