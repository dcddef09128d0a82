"""Suggested redactions: what in a critique may point at a person. Suggested only: a moderator accepts, moves or drops
each, and nothing is hidden by itself.

Four sources, each catching what the others miss: contacts by pattern, people and posts by the roster, names by the
dictionary in any letter case, and persons by a neural model where it is installed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.language.contacts import find_contacts
from core.language.names import find_names, is_shouted, may_be_names, with_capitals
from core.language.ner import find_persons, is_installed
from core.language.roster import Roster

NAME, CONTACT, POSITION = "name", "contact", "position"
"""The kinds found by machine, of those that a redaction may have."""

_WEIGHTS = {CONTACT: 2, POSITION: 1, NAME: 0}


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` to ``end`` (exclusive) may identify somebody. ``why`` names the source; the message
    ``mark-why-<why>`` says it in words.
    """

    start: int
    end: int
    kind: str
    why: str


WHYS = (
    *("email", "link", "handle", "phone", "extension", "card", "snils", "inn", "passport", "badge"),
    *("roster", "post", "dictionary", "beside", "initials", "title", "model"),
)


def find_marks(text: str, roster: Roster | None = None) -> tuple[Mark, ...]:
    """Marks in order, not overlapping. Names with only a space, a hyphen or a point between them are one mark."""
    marks = [Mark(start, end, CONTACT, sort) for start, end, sort in find_contacts(text)]
    if roster is not None:
        marks += [Mark(start, end, NAME, "roster") for start, end in roster.find_people(text)]
        marks += [Mark(start, end, POSITION, "post") for start, end in roster.find_posts(text)]
    marks += [Mark(start, end, NAME, how) for start, end, how in find_names(text)]
    marks += [Mark(start, end, NAME, "model") for start, end in _persons(text)]
    return _join_names(text, _settle(marks))


def _persons(text: str) -> Iterator[tuple[int, int]]:
    if not is_installed():
        return
    guessed = text == text.lower() or is_shouted(text)
    readable = with_capitals(text.lower()) if guessed else text
    if len(readable) != len(text):
        return
    for start, end in find_persons(readable):
        if may_be_names(readable[start:end], guessed=guessed):
            yield start, end


def _settle(marks: Iterable[Mark]) -> list[Mark]:
    """One mark per place. Of overlapping marks of one kind their union stays; a contact beats a post, a post a name."""
    settled: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (-_WEIGHTS[mark.kind], mark.start, -mark.end)):
        start, end, why = mark.start, mark.end, mark.why
        rivals = [other for other in settled if other.start < end and start < other.end]
        if any(other.kind != mark.kind for other in rivals):
            continue
        for other in rivals:
            settled.remove(other)
            if other.end - other.start >= end - start:
                why = other.why
            start, end = min(start, other.start), max(end, other.end)
        settled.append(Mark(start, end, mark.kind, why))
    return sorted(settled, key=lambda mark: mark.start)


def _join_names(text: str, marks: list[Mark]) -> tuple[Mark, ...]:
    """«Пётр Ильич» is one person: two marks would tell how many words the name has."""
    joined: list[Mark] = []
    for mark in marks:
        last = joined[-1] if joined else None
        if last and last.kind == mark.kind == NAME and text[last.end : mark.start] in ("", " ", "-", "’", "'", ". "):
            joined[-1] = Mark(last.start, mark.end, NAME, "roster" if "roster" in (last.why, mark.why) else last.why)
        else:
            joined.append(mark)
    return tuple(joined)
