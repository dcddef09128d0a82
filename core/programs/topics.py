"""The lists that people choose from: what to teach or learn, and when in the week.

A listed topic or time is kept as a code and shown in the reader's language, so that a Russian and an English profile
find each other; whatever else somebody wrote stays as they wrote it. The organiser may put a list of their own in the
place of the topics.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import BadInput, NotFound
from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import LANGUAGES, say
from core.programs.ledger import Ledger, Shelf

SKILLS = (
    "ai",
    "data",
    "finance",
    "strategy",
    "product",
    "sales",
    "clients",
    "marketing",
    "design",
    "engineering",
    "security",
    "teams",
)
DAYS = ("mon", "tue", "wed", "thu", "fri")
PARTS = {"am": time(10), "noon": time(14), "pm": time(17)}
"""Parts of a working day, and when a meeting in one of them begins."""
SLOTS = tuple(f"{day}-{part}" for day in DAYS for part in PARTS)
TOPICS_MOST = 24
WORD_LONGEST = 40
TOPICS_ID = b"topics".ljust(16, b"\0")
"""There is one list."""


@dataclass(frozen=True)
class Topics:
    """The organiser's list."""

    words: tuple[str, ...]


TOPICS: Shelf[Topics, Topics] = Shelf("topics", Topics, Topics, lambda topics: topics, lambda topics: True)


def read_topic_list(text: str) -> Topics:
    """The organiser's list as typed, by commas; empty for ours. Raises BadInput for too many or too long ones."""
    parts = (one_line(part).strip().lower() for part in text.replace(";", ",").split(","))
    words = tuple(dict.fromkeys(canonical(part) for part in parts if part))
    if len(words) > TOPICS_MOST or any(len(word) > WORD_LONGEST for word in words):
        raise BadInput("error-profile-words", most=TOPICS_MOST, longest=WORD_LONGEST)
    return Topics(words)


async def read_topics(tx: AsyncConnection, ledger: Ledger) -> tuple[str, ...]:
    """The topics on offer: the organiser's list, or ours."""
    try:
        return (await ledger.find(tx, TOPICS, TOPICS_ID)).body.words or SKILLS
    except NotFound:
        return SKILLS


async def write_topics(tx: AsyncConnection, ledger: Ledger, topics: Topics) -> None:
    """Take the organiser's list; an empty one brings ours back."""
    try:
        await ledger.change(tx, TOPICS, await ledger.find(tx, TOPICS, TOPICS_ID), topics)
    except NotFound:
        await ledger.add(tx, TOPICS, topics, TOPICS_ID)


def word_name(lang: str, word: str) -> SafeText:
    """A topic, a weekly time or a language as a reader of ``lang`` calls it."""
    if word in LANGUAGES:
        return say(lang, f"language-{word}")
    if word in SKILLS:
        return say(lang, f"skill-{word}")
    if word in SLOTS:
        day, part = word.split("-")
        return SafeText(f"{say(lang, f'weekday-{day}')} {say(lang, f'daypart-{part}')}")
    return one_line(make_safe(word))


def word_names(lang: str, words: Iterable[str]) -> SafeText:
    """Several, in the order of the lists and then of the alphabet."""
    return SafeText(", ".join(word_name(lang, word) for word in in_order(words)))


def in_order(words: Iterable[str]) -> list[str]:
    """Listed ones first, in the order of their list."""
    places = {word: place for place, word in enumerate((*SKILLS, *SLOTS))}
    return sorted(words, key=lambda word: (places.get(word, len(places)), word))


def canonical(word: str) -> str:
    """The code of what is listed, whichever language names it; any other word as it is."""
    return _codes().get(word.replace("ё", "е"), word)


@cache
def _codes() -> dict[str, str]:
    return {word_name(lang, code).lower().replace("ё", "е"): code for lang in LANGUAGES for code in (*SKILLS, *SLOTS)}


def mark_of(word: str) -> str:
    """How a button names a word: 12 hex digits, since the word itself may not fit."""
    return sha256(word.encode()).hexdigest()[:12]


def find_word(mark: str, words: Sequence[str]) -> str:
    """The word that a button names. Raises ValueError when it is none of ``words``."""
    for word in words:
        if mark_of(word) == mark:
            return word
    raise ValueError("no such word")


def moments_of(slots: Iterable[str], since: date, days: int, zone: ZoneInfo) -> frozenset[datetime]:
    """When weekly times fall on the ``days`` days from ``since`` on, in ``zone``. No times at all are all of them."""
    known = [slot for slot in slots if slot in SLOTS] or SLOTS
    found = set()
    for day in (since + timedelta(days=ahead) for ahead in range(days)):
        for slot in known:
            name, part = slot.split("-")
            if DAYS.index(name) == day.weekday():
                found.add(datetime.combine(day, PARTS[part], zone))
    return frozenset(found)
