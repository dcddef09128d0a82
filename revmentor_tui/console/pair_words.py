"""How the console and the command line speak of mentoring pairs."""

from collections.abc import Mapping
from datetime import date

from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import figure, say
from core.moderation.pairing import Line, Table
from core.programs.glance import ANCHORS
from core.programs.matching import Score
from core.programs.mentoring import Gains
from core.programs.pairing import Fairness
from core.programs.pairs import Health, Pair, health
from core.programs.profiles import Told
from core.programs.states import Side, State
from core.programs.topics import word_names


def name_of(people: Mapping[str, Told], ref: str, lang: str) -> SafeText:
    """Somebody's name, or that they have left."""
    told = people.get(ref)
    if told is None:
        return say(lang, "pairs-gone")
    return one_line(make_safe(told.name)) or say(lang, "people-nameless")


def state_of(line: Line, today: date, lang: str) -> SafeText:
    """One or two words: what stands."""
    if line.record is None:
        return say(lang, "pairs-state-locked" if line.is_locked else f"pairs-state-{line.kind}")
    pair = line.record.body
    if pair.state in (State.EXPIRED, State.DONE):
        return say(lang, f"pairs-ended-{pair.ending or 'expired'}")
    if pair.state is State.PROPOSED:
        return say(lang, "pairs-state-asked")
    return say(lang, f"pairs-health-{health(pair, today)}")


def reason_lines(score: Score, lang: str) -> list[SafeText]:
    """Why these two, with points, the weightiest first."""
    parts = sorted(score.parts, key=lambda part: -part.points)
    return [
        say(lang, f"pairs-reason-{part.reason}", points=part.points, words=word_names(lang, part.shared))
        for part in parts
    ]


def fairness_lines(fairness: Fairness, lang: str) -> list[SafeText]:
    """How a run came out."""
    lines = [say(lang, "pairs-matched", count=fairness.pairs, alone=len(fairness.unmatched))]
    for side in Side:
        first = fairness.ranks[side].get(1, 0)
        lines.append(say(lang, f"pairs-first-wish-{side}", count=first))
    lines.append(say(lang, "pairs-stable" if not fairness.blocking else "pairs-blocking", count=fairness.blocking))
    return lines


def sums_lines(table: Table, gains: Gains, today: date, lang: str) -> list[SafeText]:
    """All pairs in numbers, beside published ones."""
    pairs: list[Pair] = table.bodies
    told = {one: sum(health(pair, today) is one for pair in pairs) for one in Health}
    lines = [say(lang, f"pairs-sum-{one}", count=count) for one, count in told.items()]
    lines.append(say(lang, "pairs-sum-sessions", count=sum(len(pair.met) for pair in pairs)))
    for side, anchor in ((Side.JUNIOR, "arrow-juniors"), (Side.SENIOR, "arrow-seniors")):
        gain = gains.told.get(side)
        published = ANCHORS[anchor][0]
        facts = {"published": figure(lang, published.least), "source": published.source}
        if gain:
            mean = round(gain.total / gain.people, 1)
            moved = SafeText(f"{'+' if mean > 0 else ''}{figure(lang, mean)}")
            lines.append(say(lang, f"pairs-gain-{side}", people=gain.people, moved=moved, **facts))
        else:
            lines.append(say(lang, f"pairs-gain-few-{side}", **facts))
    return lines
