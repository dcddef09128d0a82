"""A digest to be read on paper or on a screen, with the commas placed so far: all its texts, safe and in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.digests import Cover, Item
from core.journal import head_words
from core.language.safe_text import SafeText, make_safe, one_line
from core.leadership.life import DONE, IGNORED, STARTED, Life
from core.leadership.pages import counts_line, item_heading
from core.locales.catalogue import say
from core.printing.charts import NOTHING, Chart
from core.printing.figures import commas_chart, themes_chart, times_chart


@dataclass(frozen=True)
class Entry:
    """One item. ``verdict``: which comma, empty while none stands; ``facts``: who, by when, whether late."""

    heading: SafeText
    text: SafeText = field(repr=False)
    verdict: SafeText
    answer: SafeText = field(repr=False)
    facts: tuple[SafeText, ...] = field(repr=False)


@dataclass(frozen=True)
class Grid:
    """A table. ``heads``: of its columns; ``widths``: their shares of the line."""

    title: SafeText
    heads: tuple[SafeText, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[SafeText, ...], ...] = field(repr=False)


@dataclass(frozen=True)
class Edition:
    """Everything that is printed. ``foot``: the journal's head in words, and what the numbers leave out."""

    lang: str
    number: int
    title: SafeText = field(repr=False)
    counts: SafeText
    preface: SafeText = field(repr=False)
    entries: tuple[Entry, ...]
    charts: tuple[Chart, ...]
    foot: tuple[SafeText, ...]
    grids: tuple[Grid, ...] = ()


def make_edition(
    lang: str, cover: Cover, items: Sequence[Item], lives: Mapping[bytes, Life], unpublished: SafeText = NOTHING
) -> Edition:
    """The edition of a digest. ``lives`` may lack items, or be empty for a draft: they have no comma then.
    ``unpublished``: what stands before the counts, in place of the day of publication, while it has none."""
    charts: list[Chart] = [themes_chart(lang, items)]
    known = list(lives.values())
    if any(life.verdict or life.state == IGNORED for life in known):
        charts += [commas_chart(lang, known), times_chart(lang, known)]
    counts = counts_line(lang, cover)
    foot = [] if unpublished else [say(lang, "printed-day", day=cover.published)]
    if cover.withheld:
        foot.append(withheld_line(lang, cover.withheld))
    foot += [say(lang, "printed-how"), say(lang, "digest-head", words=head_words(cover.head, lang))]
    return Edition(
        lang,
        cover.number,
        say(lang, "digest-title", number=cover.number, title=one_line(cover.title)),
        SafeText(f"{unpublished} · {counts}") if unpublished else counts,
        make_safe(cover.preface.strip()),
        tuple(_entry(lang, cover, item, lives.get(item.id)) for item in items),
        tuple(charts),
        tuple(foot),
    )


def withheld_line(lang: str, withheld: Mapping[str, int]) -> SafeText:
    """What was not released, by class of reason."""
    parts = [f"{say(lang, f'why-{reason}')}: {count}" for reason, count in sorted(withheld.items())]
    return say(lang, "printed-withheld", reasons=", ".join(parts))


def _entry(lang: str, cover: Cover, item: Item, life: Life | None) -> Entry:
    heading, text = item_heading(lang, cover, item), make_safe(item.text)
    verdict = life.verdict if life else None
    if life is None or verdict is None:
        ignored = life is not None and life.state == IGNORED
        return Entry(heading, text, say(lang, "comma-ignore") if ignored else NOTHING, NOTHING, ())
    facts = [one_line(verdict.by) or say(lang, "executive-untitled")]
    if verdict.owner:
        facts.append(say(lang, "comma-owner", owner=one_line(verdict.owner)))
    if verdict.due:
        facts.append(say(lang, "comma-due", due=verdict.due))
    if life.is_late:
        facts.append(say(lang, "comma-late"))
    if life.state in (STARTED, DONE):
        facts.append(say(lang, "comma-start" if life.state == STARTED else "comma-finish"))
    return Entry(heading, text, say(lang, f"comma-{verdict.act}"), make_safe(verdict.text), tuple(facts))
