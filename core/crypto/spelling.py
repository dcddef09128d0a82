"""Bytes as words and back: 2,048 nouns a language, 11 bits a word (the scheme of BIP-39 with lists of our
own).

Used for the author's code, fingerprints read aloud, and the journal's head. Lists: core/crypto/words/.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from core.crypto.aead import digest

LANGUAGES = ("ru", "en")
_BITS = 11
_LONGEST = 8
"""Letters of the longest word."""
_SLIPS = 2
_NOT_LETTERS = re.compile(r"[^a-zа-я]+")


@cache
def word_list(lang: str) -> tuple[str, ...]:
    """The 2,048 words of ``lang``, in the order that numbers them."""
    text = (files("core.crypto") / "words" / f"{lang}.txt").read_text("utf-8")
    return tuple(text.split())


@cache
def _numbers(lang: str) -> dict[str, int]:
    return {word: number for number, word in enumerate(word_list(lang))}


def spell(value: int, count: int, lang: str) -> list[str]:
    """The lowest ``11 * count`` bits of ``value`` as ``count`` words, highest bits first."""
    words = word_list(lang)
    return [words[(value >> (_BITS * place)) & (2**_BITS - 1)] for place in reversed(range(count))]


def fingerprint(material: bytes, lang: str, count: int = 6) -> str:
    """``count`` words that stand for ``material``: 66 bits at six words, enough for a comparison by voice."""
    return " ".join(spell(int.from_bytes(digest(b"fingerprint", material), "big"), count, lang))


def normalise(text: str) -> list[str]:
    """Lower-case words of ``text`` with ё as е, everything but letters dropped.

    Composed first (NFKC): some keyboards and files write й and ё as a letter and a separate mark.
    """
    composed = unicodedata.normalize("NFKC", text).lower()
    return [word for word in _NOT_LETTERS.split(composed.replace("ё", "е")) if word]


def read(tokens: list[str], count: int) -> tuple[str, list[list[int]]] | None:
    """Find the language of ``tokens`` and, for each of ``count`` places, the numbers a slip of the pen could
    have meant.

    Accepts a missing or an extra space (the letters are cut anew) and, per word, one or two slips: a wrong,
    missing, extra or swapped letter. Returns None when this is not ``count`` words of one list.
    """
    for lang in LANGUAGES:
        pieces = tokens if len(tokens) == count else _cut("".join(tokens), lang, count)
        if pieces is None:
            continue
        known = sum(piece in _numbers(lang) for piece in pieces)
        if known * 2 >= count:
            places = [_meant(piece, lang) for piece in pieces]
            return (lang, places)
    return None


def _cut(letters: str, lang: str, count: int) -> list[str] | None:
    """Cut ``letters`` into exactly ``count`` words of the list, if that is possible."""
    if len(letters) > _LONGEST * count:
        return None
    numbers = _numbers(lang)
    reached: dict[tuple[int, int], str] = {(0, 0): ""}
    for used in range(count):
        for end in [at for at, words in reached if words == used]:
            for size in range(3, _LONGEST + 1):
                piece = letters[end : end + size]
                if piece in numbers and len(piece) == size:
                    reached.setdefault((end + size, used + 1), piece)
    at, pieces = len(letters), []
    for used in range(count, 0, -1):
        last = reached.get((at, used))
        if last is None:
            return None
        pieces.append(last)
        at -= len(last)
    return pieces[::-1]


def _meant(piece: str, lang: str) -> list[int]:
    numbers = _numbers(lang)
    if piece in numbers:
        return [numbers[piece]]
    if len(piece) > _LONGEST + _SLIPS:
        return []
    candidates = {word for rest in _shortened(piece) for word in _by_rest(lang).get(rest, ())}
    near = sorted((distance(piece, word), numbers[word]) for word in candidates)
    closest = min((d for d, _ in near), default=_SLIPS + 1)
    return [number for d, number in near if d == closest] if closest <= _SLIPS else []


@cache
def _by_rest(lang: str) -> dict[str, list[str]]:
    """The words by everything that is left of them after up to two letters went missing: two words within two slips
    have such a rest in common (the symmetric delete method), so that a few words are compared instead of 2,048."""
    index: dict[str, list[str]] = {}
    for word in word_list(lang):
        for rest in _shortened(word):
            index.setdefault(rest, []).append(word)
    return index


def _shortened(word: str) -> set[str]:
    found = {word}
    for _ in range(_SLIPS):
        found |= {rest[:at] + rest[at + 1 :] for rest in found for at in range(len(rest))}
    return found


def distance(a: str, b: str) -> int:
    """Optimal string alignment distance: inserted, deleted, changed and swapped neighbouring letters each
    count 1.
    """
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, previous, row = row, before, [i]
        for j, right in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
    return row[-1]
