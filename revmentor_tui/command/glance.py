"""`revmentor glance …`: the programme in numbers beside published ones, and the goals of the year."""

from datetime import datetime
from pathlib import Path

import click

from core.clock import day_of
from core.errors import BadInput
from core.language.safe_text import SafeText, one_line
from core.moderation.desk import Desk
from core.moderation.programme import find_on_shelf, read_shelf
from core.printing.overview import print_overview
from core.programs.glance import asks_whether_stale, progress
from core.programs.overview import AIMS, OVERVIEWS, Aim, Dropped, NewAim, Overview, Reached, begin_aim
from core.programs.overview_words import aim_line, band_lines, name_of, others_of, own_of
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb
from revmentor_tui.command.orders import leave_order
from revmentor_tui.printed import FORMATS, write_edition

glance = Noun(
    "glance", {name: f"{__name__}:{name}_" for name in ("show", "export", "goals", "goal", "reached", "drop")}
)


async def read_overview(desk: Desk) -> tuple[Overview, list[Aim]]:
    """The newest count and the goals. Raises BadInput before the bot has counted."""
    found = await read_shelf(desk, OVERVIEWS)
    if not found:
        raise BadInput("glance-none")
    return found[0].body, [record.body for record in await read_shelf(desk, AIMS)]


@click.command("show", cls=Verb)
async def show_(caller: Caller) -> None:
    """A line for each number."""
    async with caller.desk() as desk:
        overview, _ = await read_overview(desk)
    for line in overview.lines:
        fact = {
            "id": line.id,
            "unit": line.unit.value,
            "own": line.own,
            "few": line.few,
            "published": [{"least": one.least, "most": one.most, "source": one.source} for one in line.anchors],
        }
        others = others_of(caller.lang, line)
        beside = f"  ({caller.say('glance-others', others=others)})" if others else ""
        own = own_of(caller.lang, line, overview.k)
        caller.answer(fact, SafeText(f"{name_of(caller.lang, line)}: {own}{beside}"))
    for told in band_lines(caller.lang, overview):
        caller.mention(told)


@click.command("export", cls=Verb)
@click.option("--format", "form", type=click.Choice(FORMATS))
@click.option("--out", type=click.Path(path_type=Path))
async def export_(caller: Caller, form: str | None, out: Path | None) -> None:
    """Write it to FILE, readable for its owner alone."""
    async with caller.desk() as desk:
        overview, aims = await read_overview(desk)
        today = day_of(desk.clock)
    edition = print_overview(caller.lang, overview, aims, today)
    made = write_edition(edition, out or Path(f"programme-{overview.on}.{form or 'pdf'}"), form or "")
    files = [str(path) for path in made]
    caller.answer({"files": files}, caller.say("glance-exported", files=", ".join(one_line(name) for name in files)))


@click.command("goals", cls=Verb)
async def goals_(caller: Caller) -> None:
    """Goals of the year."""
    async with caller.desk() as desk:
        found, today = await read_shelf(desk, AIMS), day_of(desk.clock)
    for record in sorted(found, key=lambda one: (one.body.goal.until, one.id)):
        aim = record.body
        reached, gone = progress(aim.goal, today)
        fact = {
            "id": record.ref,
            "words": aim.words,
            "target": aim.goal.target,
            "reached": aim.goal.reached,
            "reached_percent": reached,
            "gone_percent": gone,
            "until": str(aim.goal.until),
            "stale": aim.stale,
            "asked": asks_whether_stale(aim.goal, today),
        }
        caller.answer(fact, SafeText(f"{record.ref[:8]}  {aim_line(caller.lang, aim, today)}"))


@click.command("goal", cls=Verb)
@click.argument("words")
@click.option("--target", type=int, required=True)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True)
async def goal_(caller: Caller, words: str, target: int, until: datetime) -> None:
    """Write down a goal."""
    order = NewAim(words, target, until.date())
    async with caller.desk() as desk:
        begin_aim(order, day_of(desk.clock), "")
        await leave_order(caller, desk, "goal-new", order)


@click.command("reached", cls=Verb)
@click.argument("aim", metavar="ID")
@click.argument("number", type=click.IntRange(0))
async def reached_(caller: Caller, aim: str, number: int) -> None:
    """How much is done."""
    async with caller.desk() as desk:
        found = await find_on_shelf(desk, AIMS, aim)
        await leave_order(caller, desk, "goal-reach", Reached(found.ref, number))


@click.command("drop", cls=Verb)
@click.argument("aim", metavar="ID")
async def drop_(caller: Caller, aim: str) -> None:
    """Remove a goal."""
    async with caller.desk() as desk:
        found = await find_on_shelf(desk, AIMS, aim)
        await leave_order(caller, desk, "goal-drop", Dropped(found.ref))
