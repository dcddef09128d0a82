"""Moments as people type them, in the company's time zone: 2026-12-01 10:00, 01.12.2026 10:00, 01.12 10:00."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from core.errors import BadInput

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})[ T](?P<hour>\d{1,2}):(?P<minute>\d{2})")
_DOTTED = re.compile(
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?:\.(?P<year>\d{4}))?,? (?P<hour>\d{1,2}):(?P<minute>\d{2})"
)


def read_moment(text: str, zone: ZoneInfo, now: int) -> int:
    """Seconds since the epoch of the moment meant; without a year the next such day. Raises BadInput."""
    found = _ISO.fullmatch(text.strip()) or _DOTTED.fullmatch(text.strip())
    if found is None:
        raise BadInput("error-moment")
    here = datetime.fromtimestamp(now, zone)
    given = {name: int(value) for name, value in found.groupdict().items() if value}
    try:
        moment = datetime(**{"year": here.year, **given}, tzinfo=zone)
        if "year" not in given and moment.date() < here.date():
            moment = moment.replace(year=here.year + 1)
    except ValueError:
        raise BadInput("error-moment") from None
    return int(moment.timestamp())
