"""The programme at a glance, to be printed as a digest is."""

from collections.abc import Sequence
from datetime import date

from core.locales.catalogue import say
from core.printing.charts import NOTHING
from core.printing.edition import Edition, Entry
from core.programs.overview import Aim, Overview
from core.programs.overview_words import aim_lines, band_lines, name_of, others_of, own_of


def print_overview(lang: str, overview: Overview, aims: Sequence[Aim], today: date) -> Edition:
    """The edition: an entry for each number with the published ones, then the goals."""
    entries = [
        Entry(name_of(lang, line), own_of(lang, line, overview.k), NOTHING, NOTHING, ())
        if not line.anchors
        else Entry(
            name_of(lang, line),
            own_of(lang, line, overview.k),
            say(lang, "glance-printed-others"),
            others_of(lang, line),
            (),
        )
        for line in overview.lines
    ]
    entries += [Entry(say(lang, "glance-bands"), line, NOTHING, NOTHING, ()) for line in band_lines(lang, overview)]
    entries += [Entry(say(lang, "glance-aims"), line, NOTHING, NOTHING, ()) for line in aim_lines(lang, aims, today)]
    foot = (say(lang, "glance-how", k=overview.k),)
    counted = say(lang, "glance-counted", day=overview.on)
    return Edition(lang, 0, say(lang, "glance-head"), counted, NOTHING, tuple(entries), (), foot)
