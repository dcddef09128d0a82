"""An edition as a PDF, as pages in PNG, and the picture of its cover: set by Typst, in memory, with our own fonts.

The templates are constants; what was written by people comes to them as JSON among the compiler's inputs and is only
ever shown as a string, so it cannot be Typst code. Nothing is written to the disk and nothing is fetched. The calls
take some ten milliseconds and let other threads run: call them in one.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Literal

from core.errors import CannotPrint
from core.language.safe_text import SafeText
from core.locales.catalogue import say
from core.printing.charts import PAPER, Chart, svg, table
from core.printing.edition import Edition
from core.printing.glyphs import spell_unknown

PIXELS_PER_INCH = 144.0
POINTS_PER_INCH = 72.0
COVER_CHARTS = 2


def render_pdf(edition: Edition) -> bytes:
    """The edition on A4, tagged for screen readers. Raises CannotPrint."""
    return _set("digest.typ", _plain(edition), "pdf")[0]


def render_pages(edition: Edition) -> list[bytes]:
    """Each page of the PDF as a PNG."""
    return _set("digest.typ", _plain(edition), "png")


def render_cover(edition: Edition) -> bytes:
    """The picture that goes with a digest's first message: its title, its size, its themes, and where the commas
    stand once there are any. PNG."""
    data = _plain(edition)
    return _set("cover.typ", {**data, "charts": data["charts"][:COVER_CHARTS]}, "png")[0]


def render_words(lang: str, words: str, width: int, height: int, sizes: Sequence[int]) -> bytes:
    """Words alone, as large as they fit into that many dots; an empty sheet where none of ``sizes`` fits. PNG."""
    data = {"lang": lang, "words": words, "width": width, "height": height, "sizes": sizes}
    return _set("words.typ", data, "png", POINTS_PER_INCH)[0]


@cache
@dataclass(frozen=True)
class Certificate:
    """What a finished pair may hang on the wall: every line as it is to stand there, safe."""

    lang: str
    title: SafeText
    names: tuple[SafeText, SafeText] = field(repr=False)
    lines: tuple[SafeText, ...] = field(repr=False)


def render_certificate(certificate: Certificate) -> bytes:
    """On A4, lying. PDF. Raises CannotPrint."""
    return _set("certificate.typ", vars(certificate), "pdf")[0]


def render_stub() -> bytes:
    """What takes the place of such a picture when its life is over: an empty sheet. PNG."""
    return _set("cover.typ", {"lang": "en", "title": "", "counts": "", "charts": []}, "png")[0]


def _plain(edition: Edition) -> dict[str, Any]:
    raw = {**vars(edition), "entries": [], "charts": [_plain_chart(chart) for chart in edition.charts]}
    raw["grids"] = [vars(grid) for grid in edition.grids]
    raw["entries"] = [{**vars(entry), "facts": " · ".join(entry.facts)} for entry in edition.entries]
    shown = json.dumps(raw, ensure_ascii=False)
    if spell_unknown(shown) != shown:
        raw["foot"] = [*edition.foot, say(edition.lang, "printed-unknown-signs")]
    return raw


def _plain_chart(chart: Chart) -> dict[str, str]:
    _, rows = table(chart)
    alt = "; ".join(": ".join(row) for row in rows)
    return {"title": chart.title, "note": chart.note, "svg": svg(chart, PAPER), "alt": alt}


@cache
def _fonts() -> Any:
    import typst

    with as_file(files("core.printing") / "fonts") as folder:
        return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


@cache
def _template(name: str) -> bytes:
    return files("core.printing").joinpath(name).read_bytes()


def _set(template: str, data: dict[str, Any], form: Literal["pdf", "png"], ppi: float = PIXELS_PER_INCH) -> list[bytes]:
    # Loading the compiler takes a tenth of a second and 60 MB: only for those who print.
    import typst

    try:
        made: bytes | list[bytes] = typst.compile(
            _template(template),
            font_paths=_fonts(),
            format=form,
            ppi=ppi,
            sys_inputs={"data": spell_unknown(json.dumps(data, ensure_ascii=False))},
        )
    except (typst.TypstError, RuntimeError):
        # Its words may quote what was to be printed.
        raise CannotPrint from None
    return made if isinstance(made, list) else [made]
