"""`revmentor digest export`: a digest as a PDF, as pictures of its pages, or as one HTML page."""

from pathlib import Path

import click

from core.language.safe_text import one_line
from core.moderation.editions import read_edition
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.digests import describe, find, number_given
from revmentor_tui.command.grammar import Verb
from revmentor_tui.printed import FORMATS, write_edition


@click.command("export", cls=Verb)
@number_given
@click.option("--format", "form", type=click.Choice(FORMATS))
@click.option("--out", type=click.Path(path_type=Path))
async def export_(caller: Caller, number: int | None, form: str | None, out: Path | None) -> None:
    """Write a digest to FILE, readable for its owner alone; PNG pages after the first get a number."""
    async with caller.desk() as desk:
        session, draft = await find(desk, number)
        edition = await read_edition(desk, session, draft, caller.lang)
    made = write_edition(edition, out or Path(f"digest-{draft.number}.{form or 'pdf'}"), form or "")
    told = caller.say("command-digest-exported", number=draft.number, file=one_line(str(made[0])), more=len(made) - 1)
    caller.answer({**describe(draft), "files": [str(path) for path in made]}, told)
