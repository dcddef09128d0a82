"""Every text a person sees, in Russian and English (Project Fluent)."""

import re
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource

from core.errors import RevmentorError
from core.language.safe_text import SafeText

LANGUAGES = ("ru", "en")


_ENTRY = re.compile(r"^(-?[a-zA-Z][\w-]*) *=.*(?:\n(?:[ }].*)?(?=\n|\Z))*", re.MULTILINE)
_REFERENCE = re.compile(r"\{\s*(-?[a-z][\w-]*)\s*[.}]")


@cache
def _sources(lang: str) -> dict[str, str]:
    """The raw entries of all files by id. Parsing them all takes most of a second, so each waits until it is said."""
    found: dict[str, str] = {}
    folder = files("core.locales") / lang
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".ftl"):
            found |= {match[1]: match[0] for match in _ENTRY.finditer(entry.read_text("utf-8"))}
    return found


@cache
def _bundle(lang: str) -> FluentBundle:
    return FluentBundle([lang], use_isolating=False)


@cache
def _parsed(lang: str, message_id: str) -> bool:
    """Make an entry and those it refers to known to the bundle. Whether there is such an entry."""
    source = _sources(lang).get(message_id)
    if source is None:
        return False
    for reference in _REFERENCE.findall(source):
        _parsed(lang, reference)
    _bundle(lang).add_resource(FluentResource(source + "\n"))
    return True


def say(lang: str, message_id: str, **facts: object) -> SafeText:
    """The text of ``message_id``. Dates are written out in words ("23 ноября").

    Foreign text among ``facts`` must be SafeText already. Raises KeyError for an unknown id, ValueError for a
    missing fact: both are ours, and a test goes through all of them.
    """
    known = lang if lang in LANGUAGES else "en"
    if not _parsed(known, message_id):
        raise KeyError(message_id)
    bundle = _bundle(known)
    pattern = bundle.get_message(message_id).value
    if pattern is None:
        raise KeyError(message_id)
    given = {name: in_words(lang, fact) if isinstance(fact, date) else fact for name, fact in facts.items()}
    text, errors = bundle.format_pattern(pattern, given)
    if errors:
        raise ValueError(f"{message_id} ({lang}): {type(errors[0]).__name__}")
    return SafeText(str(text))


def figure(lang: str, value: float) -> SafeText:
    """A number as the language writes it, to two places: «6,5», "6.5"."""
    return say(lang, "figure", value=value)


def has(lang: str, message_id: str) -> bool:
    """Whether there is such a message."""
    return message_id in _sources(lang)


def explain(lang: str, error: RevmentorError) -> SafeText:
    """An expected error in the person's language."""
    return say(lang, error.message_id, **error.facts)


@lru_cache(1024)
def in_words(lang: str, day: date) -> str:
    """«23 ноября», "23 November"."""
    return str(format_date(day, "d MMMM", locale=lang))


@lru_cache(256)
def in_full(lang: str, day: date) -> SafeText:
    """A day that may be of another year: «23 ноября 2026», "23 November 2026"."""
    return SafeText(format_date(day, "d MMMM y", locale=lang))


def in_quotes(lang: str, text: str) -> SafeText:
    """Somebody's words as the language of the page quotes them: «ёлочки», “curly quotes”. ``text`` is safe already."""
    return SafeText(f"«{text}»" if lang == "ru" else f"“{text}”")
