"""What may give an author away or wound, said before anything is sent. Nothing is blocked and nothing is kept."""

import asyncio
import re
from dataclasses import dataclass, field

from core.language.author_check import TONE, Hint, check
from core.language.morphology import is_loaded
from core.language.plain_style import normalise
from core.language.roster import Roster
from core.language.safe_text import SafeText, make_safe, one_line
from telegram_bot.lengths import TEXT_LIMIT, cut, units
from telegram_bot.talk import Talk

QUOTED_MOST = 2
"""Reasons that a preview names: more would not fit a phone's screen. The rest is counted."""
QUOTE_LONGEST = 24
EXPLAINED_MOST = 3
SHORT = 600
"""Characters. They take 0.2 ms, or 10 ms when all of their words are new: a thread would cost more."""
_RUSSIAN, _ENGLISH = re.compile("[а-яё]+"), re.compile("[a-z]+")


@dataclass(frozen=True, slots=True)
class Advice:
    """``quotes``: the first place of each kind of hint, in the order of the text, as (message id, words);
    ``wounds``: words that may hurt; ``places``: how many there are of the former; ``smooth``: the text without
    habits of writing, empty where that changes nothing or does not fit one message."""

    quotes: tuple[tuple[str, SafeText], ...] = field(repr=False)
    wounds: tuple[SafeText, ...] = field(repr=False)
    places: int
    smooth: SafeText = field(repr=False)

    @property
    def warns(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.quotes or self.wounds)


async def advise(talk: Talk, text: str) -> Advice:
    """Look at a text in its own language: a long one in a thread, for its words take a moment, and the first one, for
    it brings the dictionary."""
    lang, roster = language_of(text, talk.lang), await talk.deps.roster.get()
    if len(text) <= SHORT and is_loaded():
        return look(text, lang, roster)
    return await asyncio.to_thread(look, text, lang, roster)


def language_of(text: str, otherwise: str) -> str:
    """Russian or English, by the letters."""
    small = text.lower()
    russian, english = (sum(map(len, letters.findall(small))) for letters in (_RUSSIAN, _ENGLISH))
    if russian == english:
        return otherwise
    return "ru" if russian > english else "en"


def look(text: str, lang: str, roster: Roster | None = None) -> Advice:
    """See ``advise``."""
    hints = check(text, lang, roster)
    telling = [hint for hint in hints if hint.kind != TONE]
    first: dict[str, SafeText] = {}
    for hint in telling:
        first.setdefault(hint.message_id, _quote(text, hint))
    wounds = dict.fromkeys(_quote(text, hint) for hint in hints if hint.kind == TONE)
    return Advice(tuple(first.items()), tuple(wounds), len(telling), _smoothed(text))


def _smoothed(text: str) -> SafeText:
    smooth = make_safe(normalise(text))
    return smooth if smooth != text.strip() and units(smooth) <= TEXT_LIMIT else SafeText("")


def _quote(text: str, hint: Hint) -> SafeText:
    beginning, rest = cut(one_line(text[hint.start : hint.end]), QUOTE_LONGEST)
    return SafeText(beginning + ("…" if rest else ""))


def advice_lines(talk: Talk, advice: Advice) -> list[SafeText]:
    """What a preview says of it: each place with its reason, in as few lines as a phone has."""
    if not advice.warns:
        return [talk.words("author-clear")]
    lines = []
    if advice.quotes:
        lines.append(talk.words("author-head"))
    for message_id, quote in advice.quotes[:QUOTED_MOST]:
        why = talk.words(f"author-why-{message_id.removeprefix('hint-')}")
        lines.append(talk.words("author-place", quote=quote, why=why))
    if (more := advice.places - min(len(advice.quotes), QUOTED_MOST)) > 0:
        lines.append(talk.words("author-more", count=more))
    if advice.wounds:
        lines.append(talk.words("author-wounds", quote=advice.wounds[0]))
    return lines


def explanation(talk: Talk, advice: Advice) -> SafeText:
    """The same in whole sentences, for somebody about to write anew."""
    told = [*advice.quotes, *(("hint-tone", quote) for quote in advice.wounds[:1])]
    lines = [
        SafeText(f"{talk.words('author-quote', quote=quote)} {talk.words(message_id)}")
        for message_id, quote in told[:EXPLAINED_MOST]
    ]
    return SafeText("\n".join(lines))
