"""Days as executives type them: 15.12, 15.12.2026, 2026-12-15."""

import re
from datetime import date

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?\.?")
YEARS_AHEAD = 2
BUTTON_DAYS = (("date-tomorrow", 1), ("date-week", 7), ("date-two-weeks", 14), ("date-month", 30))
"""Days that a button offers: its label's message, and how many days ahead."""


def read_day(text: str, today: date) -> date | None:
    """The day meant, from ``today`` to two years ahead; without a year the next such day. None when it is no day or
    lies outside."""
    text = text.strip()
    try:
        if found := _ISO.fullmatch(text):
            day = date(int(found[1]), int(found[2]), int(found[3]))
        elif found := _DOTTED.fullmatch(text):
            year = int(found[3]) if found[3] else today.year
            day = date(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
            if not found[3] and day < today:
                day = day.replace(year=today.year + 1)
        else:
            return None
    except ValueError:
        return None
    return day if today <= day <= date(today.year + YEARS_AHEAD, 12, 31) else None
