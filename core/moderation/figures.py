"""Charts of a session for the moderators themselves: inside the console no threshold hides what they read anyway, but
for the number of people, which nobody is told below k."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from core.digests import DRAFT, SCHEDULED
from core.language.safe_text import SafeText
from core.leadership.life import ACCEPT, Life
from core.leadership.pages import topic_of
from core.locales.catalogue import in_words, say
from core.moderation.desk import Desk
from core.moderation.digest import list_digests, read_lives
from core.moderation.inbox import Critique
from core.printing.charts import Chart, Course
from core.printing.figures import commas_chart, executives_chart, times_chart
from core.programs.poll_records import mark_of
from core.programs.pulse import Mark
from core.sessions import Session

WEEKS_SHOWN = 12


def letters_charts(lang: str, critiques: Sequence[Critique], people: int | None, k: int) -> tuple[Chart, Chart]:
    """How many letters came by week, and by theme and week; the last WEEKS_SHOWN weeks in which any came. ``people``:
    None below ``k``."""
    weeks = Counter((_monday(one.day), topic_of(one.topic)) for one in critiques)
    newest = max((week for week, _ in weeks), default=None)
    steps = [newest - timedelta(weeks=back) for back in reversed(range(WEEKS_SHOWN))] if newest else []
    oldest = min((week for week, _ in weeks), default=None)
    steps = [week for week in steps if oldest and week >= oldest]
    names = tuple(SafeText(in_words(lang, week)) for week in steps)
    totals = Counter(topic for week, topic in weeks.elements() if week in steps)
    by_theme = tuple(
        (say(lang, f"topic-{topic}"), tuple(weeks[week, topic] for week in steps)) for topic, _ in totals.most_common()
    )
    every = tuple(sum(values) for values in zip(*(row for _, row in by_theme), strict=True))
    note = say(lang, "chart-people", people=people) if people is not None else say(lang, "chart-people-few", k=k)
    coming = ((say(lang, "chart-letters"), every),) if every else ()
    return (
        Course(say(lang, "chart-participation"), names, coming, note),
        Course(say(lang, "chart-themes-weeks"), names, by_theme),
    )


async def commas_charts(desk: Desk, session: Session, lang: str) -> tuple[Chart, ...]:
    """Where the commas of all published digests of the session stand, how long they took, who placed them."""
    lives: list[Life] = []
    for draft in await list_digests(desk, session):
        if draft.state in (DRAFT, SCHEDULED):
            continue
        happened = await read_lives(desk, session, draft)
        fresh = Life(draft.published or 0, session.terms.comma_hours)
        places = range(1, len(draft.items) + 1)
        lives += [happened[place][1] if place in happened else fresh for place in places]
    return commas_chart(lang, lives), times_chart(lang, lives), executives_chart(lang, lives)


async def read_decisions(desk: Desk) -> list[Mark]:
    """What executives have accepted in all published digests, for the trend of the pulse."""
    marks = []
    for session in await desk.keyed_sessions():
        for draft in await list_digests(desk, session):
            if draft.state in (DRAFT, SCHEDULED):
                continue
            lives = (life for _, life in (await read_lives(desk, session, draft)).values())
            verdicts = [verdict for life in lives if (verdict := life.verdict)]
            marks += [mark_of(verdict.at, verdict.text) for verdict in verdicts if verdict.act == ACCEPT]
    return marks


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
