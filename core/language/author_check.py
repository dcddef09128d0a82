"""What may give an author away, or wound, shown to the author before sending.

A hint blocks nothing and is kept nowhere.

Names and contacts as in ``marks``; phrases that only one of a few people can say; exact dates; habits of writing that
colleagues know. Single habits point at nobody for sure (Narayanan et al. 2012 needed much text), but colleagues have
read thousands of each other's messages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from core.language.marks import find_marks
from core.language.morphology import TOKEN, also_forget, fold, is_known, is_russian, readings, tokens
from core.language.roster import Roster

MARK, PHRASE, HABIT, TONE = "mark", "phrase", "habit", "tone"
"""Kinds of hints: who is named, who could say this, how it is written, whom it may wound."""

MESSAGES = (
    *("hint-name", "hint-contact", "hint-position"),
    *("hint-only", "hint-role", "hint-date"),
    *("hint-repeated", "hint-smiley", "hint-emoji", "hint-capitals", "hint-ellipsis", "hint-letters", "hint-yo"),
    "hint-tone",
)

SMILEY = r"(?<!\w)[:;=][-^']?[)(DPp*|]+(?!\w)|(?<=\w)[:;=][-^']?[)(]+|(?<!\w)[xX]D+(?!\w)|\^_\^|\^\^"
_MAY_SMILE = re.compile(r"[:;=^()]|[xX]D")
_LETTERS = re.compile(r"\b\w*([^\W\d_])\1{2,}\w*\b", re.IGNORECASE)
_HABITS = (
    ("hint-repeated", re.compile(r"[!?]{2,}"), None),
    ("hint-smiley", re.compile(r"\){2,}|\({2,}|" + SMILEY), _MAY_SMILE),
    ("hint-ellipsis", re.compile(r"\.{2,}|…"), None),
    ("hint-letters", _LETTERS, re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)),
)
"""Message, pattern, and for a slow one a quicker pattern that is in every text that has it."""
EMOJI = re.compile(
    "[\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\u203c\u2049\U0001f000-\U0001faff]"
    "[\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\u2600-\u27bf\U0001f000-\U0001faff]*"
)
_LANGUAGES = ("ru", "en")
_SHOUTED = re.compile(r"(?<![^\W_])[A-ZА-ЯЁ]{4,}(?![^\W_])")
_YO = re.compile("[ёЁ]")
_YE_FOR_YO = frozenset({"еще", "ее", "мое", "твое", "свое", "все-таки", "нее", "ждем", "идет", "берет", "дает"})


@dataclass(frozen=True, slots=True)
class Hint:
    """Characters ``start`` to ``end`` (exclusive), one of MARK, PHRASE, HABIT, TONE, and the message that says why."""

    start: int
    end: int
    kind: str
    message_id: str


def check(text: str, lang: str, roster: Roster | None = None) -> tuple[Hint, ...]:
    """What the author may wish to change, in the order of the text. ``lang`` chooses the phrases: both are looked for
    where it is neither "ru" nor "en".
    """
    hints = [Hint(mark.start, mark.end, MARK, f"hint-{mark.kind}") for mark in find_marks(text, roster)]
    hints += _phrases(text, lang)
    hints += _habits(text)
    hints += _tone(text)
    return _joined(sorted(hints, key=lambda hint: (hint.message_id, hint.start, hint.end)))


def _joined(hints: list[Hint]) -> tuple[Hint, ...]:
    """Overlapping hints with one message become one."""
    joined: list[Hint] = []
    for hint in hints:
        last = joined[-1] if joined else None
        if last and last.message_id == hint.message_id and hint.start < last.end:
            joined[-1] = Hint(last.start, max(last.end, hint.end), hint.kind, hint.message_id)
        else:
            joined.append(hint)
    return tuple(sorted(joined, key=lambda hint: (hint.start, hint.end, hint.message_id)))


def _phrases(text: str, lang: str) -> Iterator[Hint]:
    if not _any_phrase(lang).search(text):
        return
    for message_id, pattern in _patterns(lang):
        for found in pattern.finditer(text):
            yield Hint(*found.span(), PHRASE, message_id)


@cache
def _patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((f"hint-{word}", _at_word(pattern)) for word, pattern in _sources(lang))


@cache
def _any_phrase(lang: str) -> re.Pattern[str]:
    """All patterns in one: a text without any of them, as most are, is done with in a fifth of the time."""
    return _at_word("|".join(pattern for _, pattern in _sources(lang)))


def _at_word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{pattern})", re.IGNORECASE)


def _sources(lang: str) -> list[tuple[str, str]]:
    wanted = (lang,) if lang in _LANGUAGES else _LANGUAGES
    parted = (line.partition(": ") for each in wanted for line in _lines(f"giveaways_{each}.txt"))
    return [(word, pattern) for word, _, pattern in parted]


def _lines(name: str) -> list[str]:
    lines = (files("core.language") / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _habits(text: str) -> Iterator[Hint]:
    for message_id, pattern, sign in (*_HABITS, ("hint-emoji", EMOJI, None)):
        if sign is None or sign.search(text):
            yield from (Hint(*found.span(), HABIT, message_id) for found in pattern.finditer(text))
    for found in _SHOUTED.finditer(text):
        small = found.group().lower()
        # НДФЛ and ТЭЦ are capitals by right: the dictionary has shouted words, not abbreviations.
        if not is_russian(small) or (is_known(small) and not any("Abbr" in r.grammemes for r in readings(small))):
            yield Hint(*found.span(), HABIT, "hint-capitals")
    if _YO.search(text) and any(fold(one.word) in _YE_FOR_YO and "ё" not in one.word.lower() for one in tokens(text)):
        # ё in some words and not in others is nobody's rule, but everybody's habit.
        yield from (Hint(*found.span(), HABIT, "hint-yo") for found in _YO.finditer(text))


def _tone(text: str) -> Iterator[Hint]:
    for found in TOKEN.finditer(text):
        if _wounds(found.group()):
            yield Hint(*found.span(), TONE, "hint-tone")


@lru_cache(1 << 16)
def _wounds(word: str) -> bool:
    lemmas, beginnings = _insults()
    small = fold(word)
    own = {reading.lemma for reading in readings(small) if reading.score >= 0.2} if is_russian(small) else {small}
    plural = {small.removesuffix("s")} if not is_russian(small) else set()
    return not lemmas.isdisjoint(own | plural) or small.startswith(beginnings)


also_forget(_wounds.cache_clear)


@cache
def _insults() -> tuple[frozenset[str], tuple[str, ...]]:
    words = [fold(word) for line in _lines("insults.txt") for word in line.split()]
    beginnings = tuple(word.removesuffix("*") for word in words if word.endswith("*"))
    return frozenset(word for word in words if not word.endswith("*")), beginnings
