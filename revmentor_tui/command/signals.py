"""`revmentor signals …`: what people notice, and what the organiser does with it."""

import click

from core.clock import day_of
from core.language.safe_text import SafeText, one_line
from core.moderation.programme import find_on_shelf, read_shelf
from core.programs.signal_records import SIGNALS, Merging, Removal, Voting, Whereabouts, chart, state_message
from core.programs.states import State, require
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb
from revmentor_tui.command.orders import leave_order

signals = Noun("signals", {name: f"{__name__}:{name}_" for name in ("list", "places", "merge", "ballot", "remove")})


@click.command("list", cls=Verb)
async def list_(caller: Caller) -> None:
    """All signals, most senders first."""
    async with caller.desk() as desk:
        found = await read_shelf(desk, SIGNALS)
        points = chart(found, day_of(desk.clock))
    for record in sorted(found, key=lambda one: (-one.body.senders, one.id)):
        shown = record.body
        fact = {
            "id": record.ref,
            "what": shown.what,
            "state": shown.state.value,
            "since": str(shown.since),
            "turned_into": shown.target and shown.target.value,
            "senders": shown.senders,
            "weeks": {str(week): count for week, count in sorted(shown.weeks.items())},
            "places": dict(shown.places),
            "alarms": sorted(str(week) for week in shown.alarmed),
            "novelty": round(points[record.id].novelty, 3),
            "strength": round(points[record.id].strength, 3),
        }
        state = caller.say(state_message(shown.state, shown.target))
        caller.answer(fact, SafeText(f"{record.ref[:8]}  {shown.senders:>3}  {state}  {one_line(shown.what)}"))
    if not found:
        caller.mention(caller.say("signals-none"))


@click.command("places", cls=Verb)
@click.argument("names", nargs=-1, required=True)
async def places_(caller: Caller, names: tuple[str, ...]) -> None:
    """Name the company's coarse places."""
    async with caller.desk() as desk:
        await leave_order(caller, desk, "signals-places", Whereabouts(names))


@click.command("merge", cls=Verb)
@click.argument("into", metavar="ID")
@click.argument("other", metavar="ID")
async def merge_(caller: Caller, into: str, other: str) -> None:
    """Two that say the same: the second goes into the first."""
    async with caller.desk() as desk:
        one, two = await find_on_shelf(desk, SIGNALS, into), await find_on_shelf(desk, SIGNALS, other)
        await leave_order(caller, desk, "signals-merge", Merging(one.ref, two.ref))


@click.command("ballot", cls=Verb)
@click.argument("signal", metavar="ID")
async def ballot_(caller: Caller, signal: str) -> None:
    """Ask all employees whether to act on it."""
    async with caller.desk() as desk:
        found = await find_on_shelf(desk, SIGNALS, signal)
        require(found.body.state, State.OPEN, State.RELEASED, State.ACKNOWLEDGED, State.THINKING)
        await leave_order(caller, desk, "signals-ballot", Voting(found.ref, caller.lang))


@click.command("remove", cls=Verb)
@click.argument("signal", metavar="ID")
async def remove_(caller: Caller, signal: str) -> None:
    """What is no signal."""
    async with caller.desk() as desk:
        found = await find_on_shelf(desk, SIGNALS, signal)
        await leave_order(caller, desk, "signals-remove", Removal(found.ref))
