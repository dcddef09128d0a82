"""`revmentor projects …`: pair projects and how they stand."""

import click

from core.clock import day_of
from core.language.safe_text import SafeText, one_line
from core.moderation.programme import read_shelf
from core.programs.profiles import PROFILES
from core.programs.project_records import PROJECTS, flags
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb

projects = Noun("projects", {"list": f"{__name__}:list_"})


@click.command("list", cls=Verb)
async def list_(caller: Caller) -> None:
    """All projects, with what wants a look."""
    async with caller.desk() as desk:
        names = {record.ref: one_line(record.body.name) for record in await read_shelf(desk, PROFILES)}
        found = await read_shelf(desk, PROJECTS)
        for record in found:
            body, project = record.body, record.body.project
            raised = flags(body, day_of(desk.clock))
            colours = [[week, side.value, said.value] for (week, side), said in sorted(project.colours.items())]
            fact = {
                "id": record.ref,
                "state": project.state.value,
                "goal": body.terms.goal,
                "weeks": body.terms.weeks,
                "people": {side.value: names.get(who, "") for side, who in body.seats.items()},
                "colours": colours,
                "reached": sorted(project.reached),
                "flags": list(raised),
            }
            words = [caller.say(f"projects-flag-{flag}") for flag in raised]
            state = caller.say(f"projects-state-{project.state}")
            caller.answer(fact, SafeText("  ".join([record.ref[:8], state, *words, one_line(body.terms.goal)])))
    if not found:
        caller.mention(caller.say("projects-empty"))
