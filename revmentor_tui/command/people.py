"""`revmentor people …`: who takes part in the formats, and inviting them from a table."""

from pathlib import Path

import click

from core.errors import BadInput
from core.language.safe_text import SafeText, one_line
from core.moderation.programme import begin_programme, give_order, read_shelf, topics_in_force
from core.people.invitations import Card
from core.programs.people_list import read_people
from core.programs.profiles import LISTS, PROFILES
from core.programs.topics import SKILLS, read_topic_list, word_name
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb
from revmentor_tui.command.invitations import tell_links

people = Noun("people", {name: f"{__name__}:{name}_" for name in ("import", "list", "topics")})


@click.command("import", cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
async def import_(caller: Caller, file: Path) -> None:
    """A link for everybody in a table; whoever follows theirs has the profile that the table gives them."""
    cards = read_table(file)
    async with caller.desk() as desk:
        await begin_programme(desk)
        await tell_links(caller, desk.store, desk.issuer, cards)


def read_table(file: Path) -> list[Card]:
    """The cards of a table. Raises BadInput."""
    try:
        return read_people(file.name, file.read_bytes())
    except OSError:
        raise BadInput("error-people-unreadable", file=one_line(file.name)) from None


@click.command("list", cls=Verb)
async def list_(caller: Caller) -> None:
    """Those who have joined and said something of themselves."""
    async with caller.desk() as desk:
        found = await read_shelf(desk, PROFILES)
        for record in found:
            told = record.body
            fact = {"id": record.ref, "role": told.role, "name": told.name, "unit": told.unit, "places": told.places}
            lists = {name: sorted(getattr(told, name)) for name in LISTS}
            role = caller.say(f"people-role-{told.role}")
            line = f"{record.ref[:8]}  {role}  {one_line(told.name)}  {one_line(told.unit)}"
            caller.answer({**fact, **lists}, SafeText(line))
    if not found:
        caller.mention(caller.say("people-none"))


@click.command("topics", cls=Verb)
@click.argument("words", required=False)
async def topics_(caller: Caller, words: str | None) -> None:
    """The topics that people choose from: show them, or set others, by commas; an empty word brings the first back."""
    topics = read_topic_list(words) if words is not None else None
    async with caller.desk() as desk:
        if topics is not None:
            await give_order(desk, "topics", topics)
        now = (topics.words or SKILLS) if topics else await topics_in_force(desk)
    caller.answer({"topics": list(now)}, SafeText(", ".join(word_name(caller.lang, word) for word in now)))
