"""What was decided, as the pulse's trend marks it: commas on letters and on signals, and votes that are in effect."""

from collections.abc import Iterable

from core.leadership.comma import Delivered
from core.leadership.life import ACCEPT
from core.programs.council.papers import Matter
from core.programs.poll_records import mark_of
from core.programs.pulse import Mark
from core.programs.signal_records import Reply


def commas(digests: Iterable[Delivered]) -> list[Mark]:
    """What executives accepted of letters, by the day of the comma (UTC)."""
    verdicts = [life.verdict for digest in digests for life in digest.lives.values()]
    return [mark_of(one.at, one.text) for one in verdicts if one and one.act == ACCEPT]


def voices(matters: Iterable[Matter], replies: Iterable[Reply | None]) -> list[Mark]:
    """Votes by the day they took effect, and what executives accepted of signals."""
    votes = [(one.motion.answer, one.title) for one in matters if one.motion.in_effect]
    marks = [Mark(answer.on, title) for answer, title in votes if answer and answer.on]
    return marks + [Mark(one.on, one.text) for one in replies if one and one.accepted and one.on]
