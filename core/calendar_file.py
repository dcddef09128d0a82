"""A calendar file (iCalendar, RFC 5545), for any calendar: no link back, no attendees."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from core.announcements import terms_lines
from core.company import Company
from core.locales.catalogue import say
from core.sessions import Session

LINE_MOST = 75
"""Octets of a content line (RFC 5545, section 3.1)."""
WITHOUT_END = 3600
"""Seconds that a session without an end takes in a calendar."""


def calendar_file(session: Session, company: Company, lang: str, now: int) -> bytes:
    """One event: window in UTC, title, rules. The same session always has the same UID, so a second file changes the
    first event instead of adding one."""
    opens = session.terms.opens if session.terms.opens is not None else session.opened
    closes = session.terms.closes if session.terms.closes is not None else opens + WITHOUT_END
    description = [*terms_lines(lang, session)]
    if company.bot:
        description.append(say(lang, "calendar-where", bot=company.bot))
    entry = Entry(session.id, opens, closes, session.terms.title, "\n".join(description), not session.is_open)
    return entry_file(entry, now)


@dataclass(frozen=True)
class Entry:
    """What stands in a calendar. ``id`` names it for ever; times in seconds."""

    id: bytes
    begins: int
    ends: int
    title: str = field(repr=False)
    description: str = field(default="", repr=False)
    is_cancelled: bool = False


def entry_file(entry: Entry, now: int) -> bytes:
    """A file of one entry. The same id always has the same UID, so a second file changes the first entry."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//revmentor//session//EN",
        "BEGIN:VEVENT",
        f"UID:{entry.id.hex()}@revmentor",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(entry.begins)}",
        f"DTEND:{_utc(entry.ends)}",
        f"SUMMARY:{_escaped(entry.title)}",
        f"DESCRIPTION:{_escaped(entry.description)}",
        *(["STATUS:CANCELLED"] if entry.is_cancelled else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _utc(at: int) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """TEXT values (section 3.3.11): nothing in a title can begin a property of its own."""
    for char, instead in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(char, instead)
    return text


def _folded(line: str) -> str:
    """Long lines go on after a line break and a space, never in the middle of a character."""
    parts, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > LINE_MOST - (len(parts) > 1):
            parts.append("")
            size = 0
        parts[-1] += char
        size += width
    return "\r\n ".join(parts)
