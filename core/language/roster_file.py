"""The roster as a file that somebody may keep in the home."""

from pathlib import Path

from core.errors import BadInput
from core.language.roster import Roster, read_roster


def load_roster(path: Path | None) -> Roster | None:
    """The roster of a CSV file; None where there is none. Raises BadInput, naming the line."""
    if path is None or not path.exists():
        return None
    try:
        return read_roster(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise BadInput("error-roster-line", line=1) from None
