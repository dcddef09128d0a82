"""Words and their forms: Russian by the OpenCorpora dictionary (pymorphy3), English by Snowball stems.

Everything is computed on this host. The caches hold single words, never texts; ``forget_words`` empties them: the
bot calls it every minute, for these are words of what people wrote.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from threading import Lock
from typing import Any, NamedTuple

from pymorphy3 import MorphAnalyzer
from pymorphy3.units.by_lookup import DictionaryAnalyzer
from snowballstemmer import stemmer

_REMEMBERED_WORDS = 1 << 16
_CACHES: list[Callable[[], None]] = []

TOKEN = re.compile(r"[^\W_]+")
"""A run of letters and digits."""

_LOOK_ALIKE = str.maketrans("aceopxykmtbhAEOPCXKMTBHY", "асеорхукмтвнАЕОРСХКМТВНУ")
_BOTH_SCRIPTS = re.compile(r"(?=.*[a-z])(?=.*[а-яё])", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_STEMMING = Lock()
_LOADING = Lock()

PERSON = frozenset({"Name", "Surn", "Patr"})
"""The dictionary's marks of first names, surnames and patronymics."""


class Token(NamedTuple):
    """A word of a text: characters ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    word: str

    def __repr__(self) -> str:
        return "Token(…)"


class Reading(NamedTuple):
    """One way to read a word: its lemma (ё as е), how likely it is (0 to 1, all readings add up to 1), and the
    dictionary's grammemes. ``known`` is false when the dictionary lacks the word and its ending was guessed from.
    """

    lemma: str
    score: float
    grammemes: frozenset[str]
    known: bool

    def __repr__(self) -> str:
        return "Reading(…)"


def tokens(text: str) -> Iterator[Token]:
    """The words of ``text``, in order."""
    return (Token(found.start(), found.end(), found.group()) for found in TOKEN.finditer(text))


def fold(text: str) -> str:
    """Lower case, ё as е: the spelling in which words are compared. Keeps the length for Russian and English."""
    return text.lower().replace("ё", "е")


def unmix(word: str) -> str:
    """A Russian word with Latin letters that look alike put back into Cyrillic: «Пeтpoв» with a Latin e, p and o is
    a way, deliberate or not, to slip a name past a search.
    """
    return word.translate(_LOOK_ALIKE) if _BOTH_SCRIPTS.search(word) else word


def is_russian(word: str) -> bool:
    """Whether the word has Cyrillic letters."""
    return _CYRILLIC.search(word) is not None


def dictionary() -> MorphAnalyzer:
    """The Russian dictionary, loaded once: 0.2 s and about 20 MB. Threads that ask at once wait for one of them."""
    with _LOADING:
        return _load()


@cache
def _load() -> MorphAnalyzer:
    return MorphAnalyzer(lang="ru")


def is_loaded() -> bool:
    """Whether the dictionary is there already."""
    return _load.cache_info().currsize > 0


@lru_cache(_REMEMBERED_WORDS)
def readings(word: str) -> tuple[Reading, ...]:
    """All readings of a lower-case Russian word, the likeliest first."""
    return tuple(
        Reading(fold(parse.normal_form), parse.score, parse.tag.grammemes, _is_from_dictionary(parse))
        for parse in dictionary().parse(word)
    )


@lru_cache(_REMEMBERED_WORDS)
def lemma(word: str) -> str:
    """The likeliest lemma of a word in any case and language; words without letters stay as they are."""
    small = word.lower()
    if is_russian(small):
        return readings(small)[0].lemma
    return stem(small)


@lru_cache(_REMEMBERED_WORDS)
def stem(word: str) -> str:
    """The Snowball stem of a lower-case English word."""
    with _STEMMING:  # A stemmer keeps the word it works on in itself.
        return str(_english().stemWord(word))


@lru_cache(_REMEMBERED_WORDS)
def forms(word: str) -> frozenset[str]:
    """Every form of every lemma that a Russian word may come from, lower case, ё kept."""
    return frozenset(form.word for parse in _distinct(word.lower()) for form in parse.lexeme) | {word.lower()}


@lru_cache(_REMEMBERED_WORDS)
def is_known(word: str) -> bool:
    """Whether the dictionary has this form."""
    return any(reading.known for reading in readings(word.lower()))


def forget_words() -> None:
    """Empty the caches of words, those too that other modules have named with ``also_forget``."""
    for clear in (*(one.cache_clear for one in (readings, lemma, stem, forms, is_known)), *_CACHES):
        clear()


def also_forget(clear: Callable[[], None]) -> None:
    """Let ``forget_words`` call ``clear`` too."""
    _CACHES.append(clear)


def _is_from_dictionary(parse: Any) -> bool:
    """Whether the whole word was looked up, rather than guessed from its prefix, parts or ending.

    Read off how pymorphy3 came to the parse: asking it anew takes a quarter of all time on new words.
    """
    return len(parse.methods_stack) == 1 and isinstance(parse.methods_stack[0][0], DictionaryAnalyzer)


def _distinct(word: str) -> list[Any]:
    """One parse per lexeme."""
    parses = {(parse.normal_form, parse.tag.POS): parse for parse in reversed(dictionary().parse(word))}
    return list(parses.values())


@cache
def _english() -> Any:
    return stemmer("english")
