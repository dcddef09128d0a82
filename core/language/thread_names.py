"""The name that moderators see in place of an author: «Бодрая Выдра», "Brave Otter".

A name belongs to one critique and is computed from its id, so two critiques of one author share nothing, and every
moderator sees the same name. With 4,096 names a repeat is possible; a name is for talking, not for identifying.
"""

import hashlib
from functools import cache
from importlib.resources import files

from core.language.safe_text import SafeText

_LANGUAGES = ("ru", "en")


def thread_name(critique_id: bytes, lang: str) -> SafeText:
    """The name of a thread: six bits of SHA-256 of the id choose the adjective, six the animal."""
    adjectives, animals = _words(lang if lang in _LANGUAGES else "en")
    digest = hashlib.sha256(b"revmentor/thread-name/v1" + critique_id).digest()
    return SafeText(f"{adjectives[digest[0] % 64].capitalize()} {animals[digest[1] % 64].capitalize()}")


@cache
def _words(lang: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    text = (files("core.language") / f"thread_names_{lang}.txt").read_text("utf-8")
    adjectives, animals = (tuple(line.partition(": ")[2].split(", ")) for line in text.splitlines())
    return adjectives, animals
