"""`revmentor digest export`: a digest as a PDF, as pictures of its pages, or as one HTML page."""

from pathlib import Path

import click

from core.crypto.files import write_private
from core.errors import BadInput
from core.language.safe_text import one_line
from core.moderation.editions import read_edition
from core.printing.edition import Edition
from core.printing.sheets import render_pages, render_pdf
from core.printing.web import render_html
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.digests import describe, find, number_given
from revmentor_tui.command.grammar import Verb

FORMATS = ("pdf", "png", "html")


@click.command("export", cls=Verb)
@number_given
@click.option("--format", "form", type=click.Choice(FORMATS))
@click.option("--out", type=click.Path(path_type=Path))
async def export_(caller: Caller, number: int | None, form: str | None, out: Path | None) -> None:
    """Write a digest to FILE, readable for its owner alone; PNG pages after the first get a number."""
    form = form or (out.suffix.lstrip(".").lower() if out else "pdf")
    if form not in FORMATS:
        raise BadInput("command-export-format", formats=", ".join(FORMATS))
    async with caller.desk() as desk:
        session, draft = await find(desk, number)
        edition = await read_edition(desk, session, draft, caller.lang)
    made = write_edition(edition, form, out or Path(f"digest-{draft.number}.{form}"))
    told = caller.say("command-digest-exported", number=draft.number, file=one_line(str(made[0])), more=len(made) - 1)
    caller.answer({**describe(draft), "format": form, "files": [str(path) for path in made]}, told)


def write_edition(edition: Edition, form: str, out: Path) -> list[Path]:
    """Write it; returns the files. Raises BadInput when the folder takes none."""
    if form == "html":
        parts = [render_html(edition).encode()]
    else:
        parts = [render_pdf(edition)] if form == "pdf" else render_pages(edition)
    paths = [out, *(out.with_stem(f"{out.stem}-{page}") for page in range(2, len(parts) + 1))]
    try:
        for path, data in zip(paths, parts, strict=True):
            write_private(path, data)
    except OSError:
        raise BadInput("command-export-file", file=one_line(str(out))) from None
    return paths
