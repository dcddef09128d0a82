"""People's names in running Russian text, by the dictionary and by how names stand.

The dictionary (OpenCorpora, through pymorphy3) marks first names, surnames and patronymics in any letter case. What it
does not know is found beside what it does: «Майкл Видениус», «Петров А. И.», «г-н Смит».
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from core.language.morphology import PERSON, Token, also_forget, fold, is_known, is_russian, readings, tokens, unmix

_LIKELY = 0.3
"""Readings as a name add up to at least this (docs/MEASUREMENTS.md, "Pre-marks")."""

_POSSIBLE = 0.05
"""Enough for a capitalised word that stands beside a name."""

_NOT_A_PERSON = frozenset({"Geox", "Orgn", "Trad", "Abbr"})
_NEVER_IN_NAMES = frozenset({"PREP", "CONJ", "VERB", "INFN", "PRTS"})
_ABBREVIATIONS = frozenset({"те", "тк", "тд", "тп", "тн", "ио", "вр", "пс", "рф", "кг", "км"})
"""«т. е.», «и. о.»: two letters with points that are nobody's initials."""

_VERB_ENDINGS = ("али", "ели", "или", "ило", "ала", "ила", "ало", "ть", "ться")
"""«Заапрувили» is no Italian, though the dictionary guesses so from the ending."""

_BEFORE = re.compile(r"(?<![^\W_])(?P<letters>[^\W\d_]\.\s?(?:[^\W\d_]\.\s?)?)(?P<word>[^\W\d_]{2,})")
_AFTER = re.compile(r"(?P<word>[^\W\d_]{2,}) (?P<letters>[^\W\d_]\.\s?(?:[^\W\d_]\.)?)(?![^\W\d_]{2})")
_TITLED = re.compile(
    r"(?i:(?<![^\W_])(?:г-н\w{0,2}|г-ж\w{1,2}|господин\w{0,2}|госпож\w{1,2}|mr|mrs|ms|miss|dr|sir)(?![^\W_])\.? )"
    r"(?P<word>[A-ZА-ЯЁ][^\W\d_]+(?: [A-ZА-ЯЁ][^\W\d_]+)?)"
)
_SENTENCE_END = re.compile(r"(?:\A|[.!?…:;\n«»\"“(•—–-])\s*\Z")


class Name(NamedTuple):
    """A word that is, or may be, a part of a person's name, and how that is known: "dictionary", "initials",
    "title" or "beside".
    """

    start: int
    end: int
    how: str


def find_names(text: str) -> tuple[Name, ...]:
    """The words that seem to be parts of names, in order."""
    shouted = is_shouted(text)
    words = [_look(text, token, shouted=shouted) for token in tokens(text)]
    found = {place: "dictionary" for place, word in enumerate(words) if _is_name(word)}
    if found:
        _spread(text, words, found)
        _before_surnames(text, words, found)
        _repeat(words, found)
    names = [Name(words[place].start, words[place].end, how) for place, how in found.items()]
    return tuple(sorted({*names, *_with_initials(text), *_titled(text)}))


def may_be_names(words: str, *, guessed: bool = False) -> bool:
    """Whether any of the words that a model took for a person could be a name: a single everyday word, such as opens
    a sentence, is not. Where the capitals are guessed, a single unknown word is none either, nor anything with a verb
    or a preposition in it.
    """
    smalls = [token.word.lower() for token in tokens(words)]
    if guessed and any(_NEVER_IN_NAMES & readings(small)[0].grammemes for small in smalls if is_russian(small)):
        return False
    return len(smalls) > 1 or any(
        likelihood(small) >= _POSSIBLE or not (guessed or is_known(small)) for small in smalls
    )


def with_capitals(text: str) -> str:
    """``text`` with a capital on each word that could be a name, for a model that is blind without capitals: what the
    dictionary reads as a name or does not know, and what follows a first name. The length stays the same.
    """
    letters = list(text)
    follows = False
    for token in tokens(text):
        small = token.word.lower()
        if len(small) < 2 or not is_russian(small):
            follows = False
            continue
        first = likelihood(small) >= _LIKELY and fold(small) not in everyday_words()
        noun = any("NOUN" in reading.grammemes for reading in readings(small))
        if first or not is_known(small) or (follows and noun):
            letters[token.start] = token.word[0].upper()
        follows = first
    return "".join(letters)


def is_shouted(text: str) -> bool:
    """Whether capitals say nothing here, because most letters are capitals."""
    capitals = sum(map(str.isupper, text))
    if capitals < 2:
        return False
    letters = sum(map(str.isalpha, text))
    return letters > 3 and capitals * 2 > letters


@lru_cache(1 << 16)
def likelihood(word: str) -> float:
    """How likely a lower-case Russian word is a part of a person's name, 0 to 1, context aside."""
    return sum(reading.score for reading in readings(word) if reading.grammemes & PERSON)


also_forget(likelihood.cache_clear)


@cache
def everyday_words() -> frozenset[str]:
    """Words that are names in the dictionary and hardly ever in a chat."""
    lines = (files("core.language") / "not_names.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


class _Look(NamedTuple):
    """A word with what speaks for and against its being a name."""

    start: int
    end: int
    small: str
    capital: bool
    begins: bool
    chance: float

    def __repr__(self) -> str:
        return "_Look(…)"


def _look(text: str, token: Token, *, shouted: bool) -> _Look:
    small, capital, chance = _look_alone(token.word)
    capital = capital and not shouted
    begins = capital and (
        token.start == 0 or _SENTENCE_END.search(text, max(0, token.start - 3), token.start) is not None
    )
    return _Look(token.start, token.end, small, capital, begins, chance)


@lru_cache(1 << 16)
def _look_alone(word: str) -> tuple[str, bool, float]:
    """What can be said of a word without its place: small letters, whether it has a name's capital, its likelihood."""
    small = unmix(word).lower()
    capital = word[0].isupper() and not (len(small) > 1 and word.isupper())
    return small, capital, likelihood(small) if len(small) > 1 and is_russian(small) else 0.0


also_forget(_look_alone.cache_clear)


def _is_name(word: _Look) -> bool:
    if word.chance < _LIKELY:
        return False
    if not word.capital and word.small.endswith(_VERB_ENDINGS) and not is_known(word.small):
        return False
    if fold(word.small) in everyday_words():
        return word.capital and not word.begins
    return word.capital or _beats_a_place(word)


def _beats_a_place(word: _Look) -> bool:
    other = sum(reading.score for reading in readings(word.small) if reading.grammemes & _NOT_A_PERSON)
    return word.chance >= other


def _spread(text: str, words: list[_Look], found: dict[int, str]) -> None:
    """Mark what stands beside a name and looks like one: first to the right, where surnames mostly are."""
    for step in (1, -1):
        for place in sorted(found, reverse=step < 0):
            beside = place + step
            while 0 <= beside < len(words) and beside not in found:
                left, right = sorted((beside, beside - step))
                if text[words[left].end : words[right].start] not in (" ", "-", "’", "'"):
                    break
                if not _may_continue(words[beside - step], words[beside], step):
                    break
                found[beside] = "beside"
                beside += step


def _may_continue(name: _Look, word: _Look, step: int) -> bool:
    if not is_russian(word.small) or len(word.small) < 2:
        return False
    if not name.capital:
        # In lower case only what the dictionary does not know, right of a first name: «дейв донателли».
        return step > 0 and not word.capital and len(word.small) > 3 and not is_known(word.small) and _has(name, "Name")
    if not word.capital:
        return False
    if word.chance >= _POSSIBLE or not is_known(word.small):
        return not (word.begins and step > 0)
    return step > 0 and not word.begins and _has(name, "Name") and not _has(word, *_NOT_A_PERSON)


def _before_surnames(text: str, words: list[_Look], found: dict[int, str]) -> None:
    """«вера петровна», «марка цукерберга»: an everyday word is a first name before a surname or a patronymic."""
    for place in list(found):
        if place == 0 or place - 1 in found:
            continue
        word, before = words[place], words[place - 1]
        stand_together = len(before.small) > 2 and text[before.end : word.start] == " "
        if stand_together and _has(before, "Name") and _has(word, "Patr", "Surn"):
            found[place - 1] = "beside"


def _has(word: _Look, *grammemes: str) -> bool:
    return any(reading.grammemes.intersection(grammemes) for reading in readings(word.small))


def _repeat(words: list[_Look], found: dict[int, str]) -> None:
    """What was a surname beside a first name is one elsewhere in the text, in any case form."""
    lemmas = {r.lemma for place, how in found.items() if how == "beside" for r in readings(words[place].small)}
    for place, word in enumerate(words):
        if place in found or len(word.small) < 3 or not is_russian(word.small):
            continue
        if not word.capital and is_known(word.small):
            continue
        if any(reading.lemma in lemmas for reading in readings(word.small)):
            found[place] = "beside"


def _with_initials(text: str) -> Iterator[Name]:
    """«Петров А. И.», «А.И. Петров», «петров а.и.», "J. Smith"."""
    for pattern in (_BEFORE, _AFTER) if "." in text else ():
        for found in pattern.finditer(text):
            letters = [letter for letter in found["letters"] if letter.isalpha()]
            if _are_initials("".join(letters), found["word"]):
                yield Name(found.start("letters"), found.start("letters") + len(found["letters"].rstrip()), "initials")
                yield Name(*found.span("word"), "initials")


def _are_initials(letters: str, word: str) -> bool:
    likely = is_russian(word) and likelihood(word.lower()) >= _LIKELY and fold(word) not in everyday_words()
    if letters.isupper() and word[0].isupper() and not word.isupper():
        return likely or len(letters) == 2 or not is_russian(word) or not is_known(word)
    return likely and len(letters) == 2 and letters.lower() not in _ABBREVIATIONS


def _titled(text: str) -> Iterator[Name]:
    """«господин Ким», "Ms Brown"."""
    return (Name(*found.span("word"), "title") for found in _TITLED.finditer(text))
