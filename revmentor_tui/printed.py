"""A digest written to a file, by whichever face asks for it."""

from pathlib import Path

from core.crypto.files import write_private
from core.errors import BadInput
from core.language.safe_text import one_line
from core.printing.edition import Edition
from core.printing.sheets import render_pages, render_pdf
from core.printing.web import render_html

FORMATS = ("pdf", "png", "html")


def write_edition(edition: Edition, out: Path, form: str = "") -> list[Path]:
    """Write it, readable for its owner alone; pages of a PNG after the first get a number. ``form``: by the file's name
    when empty. Returns the files. Raises BadInput for another format or when the folder takes none, CannotPrint."""
    form = form or out.suffix.lstrip(".").lower()
    if form not in FORMATS:
        raise BadInput("command-export-format", formats=", ".join(FORMATS))
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
