"""What two people may hang on the wall after a complete course."""

from datetime import date

from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import in_words, say
from core.printing.sheets import Certificate
from core.programs.pairs import SESSION_MINUTES, Pair

BLANK = "_" * 20


def certify(lang: str, pair: Pair, junior: str, senior: str) -> Certificate:
    """That two people have held all sessions: both names, how many, from when until when. A name that is not known any
    more is left to the pen."""
    days = [pair.plans[number].on for number in pair.met]
    lines = (
        say(lang, "pair-certificate-what", count=len(days), minutes=SESSION_MINUTES),
        say(lang, "pair-certificate-when", first=_whole(lang, days[0]), last=_whole(lang, days[-1])),
    )
    first, second = (one_line(make_safe(name or BLANK)) for name in (junior, senior))
    return Certificate(lang, say(lang, "pair-certificate"), (first, second), lines)


def _whole(lang: str, day: date) -> SafeText:
    return SafeText(f"{in_words(lang, day)} {day.year}")
