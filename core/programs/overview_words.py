"""The programme at a glance in words: a line for each number, with what others have published beside it."""

from collections.abc import Sequence
from datetime import date

from core.language.safe_text import SafeText, one_line
from core.locales.catalogue import figure, in_full, say
from core.programs.glance import Anchor, Indicator, Unit, asks_whether_stale, progress
from core.programs.overview import Aim, Overview

TOPICS = {
    "people": ("participation-employees", "participation-executives", "critiques-per-hundred", "response-rate"),
    "answers": ("acknowledged-hours-p50", "comma-hours-p50", "comma-hours-p90", "closed-days-p50", "promises-kept"),
    "together": ("meetings-met", "pairs-active", "sessions-held", "arrow-juniors", "arrow-seniors"),
}
"""All lines, in parts that fit a phone's screen."""
MARKED = (Unit.PERCENT, Unit.HOURS, Unit.DAYS)
"""Units that also stand behind a published number; what the others count, the line's name says."""


def name_of(lang: str, line: Indicator) -> SafeText:
    """What is measured."""
    return say(lang, f"glance-{line.id}")


def own_of(lang: str, line: Indicator, k: int) -> SafeText:
    """Our number, or why there is none."""
    if line.own is None:
        return say(lang, "glance-few", k=k) if line.few else say(lang, "glance-nothing")
    own = abs(line.own) if line.unit is Unit.POINTS else line.own
    # Of 6.0 a language would say another plural than of 6.
    told = say(lang, f"glance-unit-{line.unit}", value=int(own) if own.is_integer() else own)
    return SafeText(f"{_arrow(line.own)} {told}") if line.unit is Unit.POINTS else told


def _arrow(gain: float) -> str:
    return "↑" if gain > 0 else "↓" if gain < 0 else "="


def others_of(lang: str, line: Indicator) -> SafeText:
    """What others have published, each with its source; empty when nobody has."""
    return SafeText("; ".join(_anchor(lang, line, anchor) for anchor in line.anchors))


def _anchor(lang: str, line: Indicator, anchor: Anchor) -> SafeText:
    least = figure(lang, anchor.least)
    number = least if anchor.least == anchor.most else SafeText(f"{least}–{figure(lang, anchor.most)}")
    if line.unit in MARKED:
        number = say(lang, f"glance-unit-{line.unit}", value=number)
    return say(lang, "glance-anchor", number=number, source=anchor.source)


def lines_of(lang: str, overview: Overview, topic: str) -> list[SafeText]:
    """Those of a topic; what has no number yet stands together at the end."""
    lines, missing = [], []
    for line in (one for one in overview.lines if one.id in TOPICS[topic]):
        if line.own is None and not line.few:
            missing.append(name_of(lang, line))
            continue
        others = others_of(lang, line)
        beside = f" ({say(lang, 'glance-others', others=others)})" if others else ""
        lines.append(SafeText(f"{name_of(lang, line)}: {own_of(lang, line, overview.k)}{beside}"))
    if missing:
        lines.append(say(lang, "glance-missing", count=len(missing)))
    return lines


def band_lines(lang: str, overview: Overview) -> list[SafeText]:
    """The share of generations among the staff and among those who answered the pulse."""
    return [
        say(lang, "glance-band", band=one_line(one.band), staff=one.staff, senders=one.senders)
        for one in overview.bands
        if one.staff is not None and one.senders is not None
    ]


def aim_line(lang: str, aim: Aim, today: date) -> SafeText:
    """A goal: how much is reached, how much of its time is gone, whether it is in doubt."""
    reached, gone = progress(aim.goal, today)
    words, until = one_line(aim.words), in_full(lang, aim.goal.until)
    told = say(lang, "glance-aim", words=words, reached=reached, gone=gone, until=until)
    doubt = doubt_of(lang, aim, today)
    return SafeText(f"{told} {doubt}") if doubt else told


def doubt_of(lang: str, aim: Aim, today: date) -> SafeText:
    """Whether a goal is out of date, or nobody has said this quarter that it is not; empty when it stands."""
    if aim.stale:
        return say(lang, "glance-stale")
    return say(lang, "glance-asked") if asks_whether_stale(aim.goal, today) else SafeText("")


def aim_lines(lang: str, aims: Sequence[Aim], today: date) -> list[SafeText]:
    """All goals, those that end first at the top."""
    return [aim_line(lang, aim, today) for aim in ordered(aims)]


def ordered(aims: Sequence[Aim]) -> list[Aim]:
    """Those that end first at the top."""
    return sorted(aims, key=lambda one: (one.goal.until, one.words))
