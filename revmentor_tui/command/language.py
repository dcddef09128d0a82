"""Which language to speak, decided before a single word of the sentence is parsed: a complaint needs it too."""

import os
from collections.abc import Mapping, Sequence

from core.locales.catalogue import LANGUAGES

DEFAULT = "ru"
"""Where the machine's locale names no language at all (C, POSIX, nothing)."""


def choose_language(words: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """``--lang`` among the words, else REVMENTOR_LANG, else the locale; a locale of another language means English."""
    given = [*_given(words), environment.get("REVMENTOR_LANG", "")]
    for lang in given:
        if lang in LANGUAGES:
            return lang
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    code = named[:2].lower()
    if named.partition(".")[0] in ("", "C", "POSIX"):
        return DEFAULT
    return code if code in LANGUAGES else "en"


def _given(words: Sequence[str]) -> list[str]:
    found = []
    for place, word in enumerate(words):
        if word == "--":
            break
        if word.startswith("--lang="):
            found.append(word.removeprefix("--lang="))
        elif word == "--lang" and place + 1 < len(words):
            found.append(words[place + 1])
    return found[::-1]
