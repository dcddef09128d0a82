"""Every text a person sees, in Russian and English (Project Fluent)."""

from datetime import date
from functools import cache
from importlib.resources import files

from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource

from core.errors import RevmentorError
from core.language.safe_text import SafeText

LANGUAGES = ("ru", "en")


@cache
def _bundle(lang: str) -> FluentBundle:
    bundle = FluentBundle([lang], use_isolating=False)
    folder = files("core.locales") / lang
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(entry.read_text("utf-8")))
    return bundle


def say(lang: str, message_id: str, **facts: object) -> SafeText:
    """The text of ``message_id``. Dates are written out in words ("23 ноября").

    Foreign text among ``facts`` must be SafeText already. Raises KeyError for an unknown id, ValueError for a
    missing fact: both are ours, and a test goes through all of them.
    """
    bundle = _bundle(lang if lang in LANGUAGES else "en")
    pattern = bundle.get_message(message_id).value
    if pattern is None:
        raise KeyError(message_id)
    given = {name: in_words(lang, fact) if isinstance(fact, date) else fact for name, fact in facts.items()}
    text, errors = bundle.format_pattern(pattern, given)
    if errors:
        raise ValueError(f"{message_id} ({lang}): {type(errors[0]).__name__}")
    return SafeText(str(text))


def has(lang: str, message_id: str) -> bool:
    """Whether there is such a message."""
    return bool(_bundle(lang).has_message(message_id))


def explain(lang: str, error: RevmentorError) -> SafeText:
    """An expected error in the person's language."""
    return say(lang, error.message_id, **error.facts)


def in_words(lang: str, day: date) -> str:
    """«23 ноября», "23 November"."""
    return str(format_date(day, "d MMMM", locale=lang))
