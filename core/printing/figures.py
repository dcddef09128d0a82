"""Charts of what was released. Whoever has the digest can count all of this by hand, so no threshold hides any of it;
numbers of people and of letters that were not released come with the cover, under theirs."""

from collections import Counter
from collections.abc import Sequence

from core.digests import Item
from core.language.safe_text import SafeText, one_line
from core.leadership.life import ACCEPT, DECLINE, HOUR, IGNORED, Life
from core.leadership.pages import topic_of
from core.locales.catalogue import say
from core.printing.charts import Bar, Bars, count_bar

LIMITS = (24, 48, 72)
"""Hours from publication that the bars of decision times end at; what took longer has a bar of its own."""


def themes_chart(lang: str, items: Sequence[Item]) -> Bars:
    """How many items each theme has, the largest first."""
    counted = Counter(topic_of(item.topic) for item in items)
    rows = [count_bar(say(lang, f"topic-{topic}"), count) for topic, count in counted.most_common()]
    return Bars(say(lang, "chart-themes"), tuple(rows))


def commas_chart(lang: str, lives: Sequence[Life]) -> Bars:
    """Where the commas stand: accepted, declined, ignored, not placed yet."""
    placed = Counter(verdict.act for life in lives if (verdict := life.verdict))
    ignored = sum(life.state == IGNORED for life in lives)
    counts = {
        "accept": placed[ACCEPT],
        "decline": placed[DECLINE],
        "ignored": ignored,
        "waiting": len(lives) - placed.total() - ignored,
    }
    late = sum(life.is_late for life in lives)
    note = say(lang, "chart-commas-late", late=late) if late else SafeText("")
    rows = tuple(count_bar(say(lang, f"chart-comma-{name}"), count) for name, count in counts.items())
    return Bars(say(lang, "chart-commas"), rows, note)


def times_chart(lang: str, lives: Sequence[Life]) -> Bars:
    """How long the commas took, in steps of a day up to LIMITS."""
    hours = [(verdict.at - life.published) / HOUR for life in lives if (verdict := life.verdict)]
    counts = Counter(next((limit for limit in LIMITS if taken <= limit), 0) for taken in hours)
    names = {limit: say(lang, "chart-times-within", hours=limit) for limit in LIMITS} | {
        0: say(lang, "chart-times-more")
    }
    return Bars(say(lang, "chart-times"), tuple(count_bar(name, counts[limit]) for limit, name in names.items()))


def executives_chart(lang: str, lives: Sequence[Life]) -> Bars:
    """How many commas each executive has placed, and how many of them accept."""
    verdicts = [verdict for life in lives if (verdict := life.verdict)]
    counted = Counter(verdict.by for verdict in verdicts)
    accepted = Counter(verdict.by for verdict in verdicts if verdict.act == ACCEPT)
    rows = []
    for title, count in counted.most_common():
        told = say(lang, "chart-executive-told", count=count, accepted=accepted[title])
        rows.append(Bar(one_line(title) or say(lang, "executive-untitled"), count, told))
    return Bars(say(lang, "chart-executives"), tuple(rows), say(lang, "chart-executives-note"))
