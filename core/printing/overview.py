"""The programme at a glance, to be printed: a row for each number with the published ones beside it, then the goals."""

from collections.abc import Sequence
from datetime import date

from core.language.safe_text import SafeText, one_line
from core.locales.catalogue import in_full, say
from core.printing.charts import NOTHING
from core.printing.edition import Edition, Grid
from core.programs.glance import progress
from core.programs.overview import Aim, Overview
from core.programs.overview_words import doubt_of, name_of, ordered, others_of, own_of


def print_overview(lang: str, overview: Overview, aims: Sequence[Aim], today: date) -> Edition:
    """The edition; with all numbers, five generations and some goals it is one sheet of paper."""
    grids = [_numbers(lang, overview), _bands(lang, overview), _aims(lang, aims, today)]
    counted = say(lang, "glance-counted", day=in_full(lang, overview.on))
    return Edition(
        lang,
        0,
        say(lang, "glance-head"),
        counted,
        NOTHING,
        (),
        (),
        (say(lang, "glance-printed-how", k=overview.k),),
        tuple(grid for grid in grids if grid.rows),
    )


def _numbers(lang: str, overview: Overview) -> Grid:
    heads = NOTHING, say(lang, "glance-printed-own"), say(lang, "glance-printed-others")
    rows = [(name_of(lang, line), own_of(lang, line, overview.k), others_of(lang, line)) for line in overview.lines]
    return Grid(NOTHING, heads, (5, 4, 6), tuple(rows))


def _bands(lang: str, overview: Overview) -> Grid:
    heads = NOTHING, say(lang, "glance-printed-staff"), say(lang, "glance-printed-senders")
    rows = [
        (one_line(one.band), _percent(lang, one.staff), _percent(lang, one.senders))
        for one in overview.bands
        if one.staff is not None and one.senders is not None
    ]
    return Grid(say(lang, "button-glance-bands"), heads, (5, 4, 6), tuple(rows))


def _aims(lang: str, aims: Sequence[Aim], today: date) -> Grid:
    heads = NOTHING, *(say(lang, f"glance-printed-{name}") for name in ("reached", "gone", "until"))
    rows = []
    for aim in ordered(aims):
        reached, gone = progress(aim.goal, today)
        doubt = doubt_of(lang, aim, today)
        words = SafeText(f"{one_line(aim.words)}\n{doubt}") if doubt else one_line(aim.words)
        rows.append((words, _percent(lang, reached), _percent(lang, gone), in_full(lang, aim.goal.until)))
    return Grid(say(lang, "glance-aims"), heads, (6, 3, 3, 4), tuple(rows))


def _percent(lang: str, value: int) -> SafeText:
    return say(lang, "glance-unit-percent", value=value)
