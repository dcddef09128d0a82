"""`revmentor internships …`: places at start-ups, stays of executives, who checks their promises."""

from datetime import datetime

import click

from core.clock import day_of
from core.errors import BadInput
from core.language.safe_text import SafeText, one_line
from core.moderation.programme import find_on_shelf, read_shelf
from core.programs.internship_records import PLACES, STAYS, Appointment, Withdrawal, offer
from core.programs.internships import due_checks
from core.programs.profiles import PROFILES
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb
from revmentor_tui.command.orders import leave_order

internships = Noun(
    "internships", {name: f"{__name__}:{name}_" for name in ("list", "places", "place", "withdraw", "mentor")}
)


@click.command("list", cls=Verb)
async def list_(caller: Caller) -> None:
    """All stays: who, where, aims, log, promise, checks."""
    async with caller.desk() as desk:
        names = {record.ref: record.body.name for record in await read_shelf(desk, PROFILES)}
        places = {record.ref: record.body.title for record in await read_shelf(desk, PLACES)}
        found = await read_shelf(desk, STAYS)
        for record in found:
            stay, made = record.body, record.body.internship
            due = due_checks(made, day_of(desk.clock)) if made else ()
            fact = {
                "id": record.ref,
                "state": stay.state.value,
                "executive": names.get(stay.executive, ""),
                "place": places.get(stay.place, ""),
                "first": str(stay.first) if stay.first else None,
                "last": str(stay.last) if stay.last else None,
                "aims": list(stay.aims),
                "mentor": names.get(made.mentor, "") if made else "",
                "log": {str(day): [one.did, one.surprised, one.carry] for day, one in made.log.items()} if made else {},
                "promise": made.commitment if made else "",
                "checks": {str(days): kept.value for days, kept in made.checks.items()} if made else {},
                "due": list(due),
            }
            state = caller.say("internships-due" if due else f"internships-state-{stay.state}")
            who, where = one_line(names.get(stay.executive, "")), one_line(places.get(stay.place, ""))
            caller.answer(fact, SafeText("  ".join([record.ref[:8], state, who, where])))
    if not found:
        caller.mention(caller.say("internships-none"))


@click.command("places", cls=Verb)
async def places_(caller: Caller) -> None:
    """What hosts offer."""
    async with caller.desk() as desk:
        names = {record.ref: record.body.name for record in await read_shelf(desk, PROFILES)}
        for record in await read_shelf(desk, PLACES):
            place = record.body
            fact = {"id": record.ref, "title": place.title, "tasks": place.tasks, "host": names.get(place.host, "")}
            fact |= {"first": str(place.first), "last": str(place.last)}
            days = caller.say("intern-days", first=place.first, last=place.last)
            line = SafeText("  ".join([record.ref[:8], one_line(place.title), days]))
            caller.answer({**fact, "seats": place.seats, "withdrawn": place.withdrawn}, line)


@click.command("place", cls=Verb)
@click.argument("title")
@click.option("--tasks", required=True)
@click.option("--host", required=True)
@click.option("--first", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--last", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--seats", type=int, default=1)
async def place_(caller: Caller, title: str, tasks: str, host: str, first: object, last: object, seats: int) -> None:
    """Add a place; the bot lists it as soon as it looks."""
    assert isinstance(first, datetime)
    assert isinstance(last, datetime)
    async with caller.desk() as desk:
        who = await find_on_shelf(desk, PROFILES, host)
        made = offer(title, tasks, who.ref, first.date(), last.date(), seats)
        await leave_order(caller, desk, "internships-place", made)


@click.command("withdraw", cls=Verb)
@click.argument("place", metavar="ID")
async def withdraw_(caller: Caller, place: str) -> None:
    """Take a place off the list; stays that are agreed go on."""
    async with caller.desk() as desk:
        found = await find_on_shelf(desk, PLACES, place)
        await leave_order(caller, desk, "internships-withdraw", Withdrawal(found.ref))


@click.command("mentor", cls=Verb)
@click.argument("stay", metavar="ID")
@click.argument("person", metavar="PERSON")
async def mentor_(caller: Caller, stay: str, person: str) -> None:
    """Appoint who checks the promise of a stay."""
    async with caller.desk() as desk:
        found = await find_on_shelf(desk, STAYS, stay)
        who = await find_on_shelf(desk, PROFILES, person)
        if who.ref == found.body.executive:
            raise BadInput("error-internship-mentor")
        await leave_order(caller, desk, "internships-mentor", Appointment(found.ref, who.ref))
