"""Russian names in Latin letters: one key for the many ways to spell them (Shchyogolev, Schegolev, Scegolev).

Not a standard: the key merges what GOST 7.79, ICAO 9303 (passports) and habit spell differently, for comparison only.
"""

from functools import lru_cache

_LETTERS = {
    **dict(zip("абвгдзиклмнопрстуфы", "abvgdziklmnoprstufi", strict=True)),
    "е": "e",
    "ё": "e",
    "э": "e",
    "ж": "j",
    "й": "i",
    "х": "h",
    "ц": "c",
    "ч": "q",
    "ш": "w",
    "щ": "w",
    "ъ": "",
    "ь": "",
    "ю": "iu",
    "я": "ia",
}
_SPELLINGS = (
    *(("shch", "w"), ("sch", "w"), ("tsch", "q"), ("tch", "q"), ("sh", "w"), ("ch", "q"), ("zh", "j"), ("kh", "h")),
    *(("ts", "c"), ("tz", "c"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("ph", "f")),
    *(
        ("yo", "e"),
        ("jo", "e"),
        ("ye", "e"),
        ("je", "e"),
        ("ie", "e"),
        ("yu", "iu"),
        ("ju", "iu"),
        ("ya", "ia"),
        ("ja", "ia"),
    ),
    *(("'", ""), ("’", ""), ("y", "i"), ("é", "e"), ("ë", "e")),
)
_SAME = (("ii", "i"), ("iia", "ia"), ("eia", "ea"))


@lru_cache(1 << 14)
def key_of_russian(word: str) -> str:
    """The key of a lower-case Russian word."""
    return _settle("".join(_LETTERS.get(letter, letter) for letter in word))


@lru_cache(1 << 14)
def key_of_latin(word: str) -> str:
    """The key of a lower-case word in Latin letters."""
    out = word
    for spelling, letter in _SPELLINGS:
        # Marked with a capital until the end, so that a later rule does not read it as a spelling of its own.
        out = out.replace(spelling, letter.upper())
    return _settle(out.lower())


def _settle(key: str) -> str:
    # «Дмитрий» ends as Dmitriy, Dmitrii, Dmitri and Dmitry.
    for spelling, same in _SAME:
        while spelling in key:
            key = key.replace(spelling, same)
    return "".join(letter for place, letter in enumerate(key) if not place or letter != key[place - 1])
