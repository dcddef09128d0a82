"""Moderators by name, in whichever face names them."""

from core.crypto.roster import Roster
from core.language.safe_text import SafeText, one_line
from core.locales.catalogue import say


def member_name(lang: str, roster: Roster, member: str) -> SafeText | None:
    """A moderator by the hex id, «somebody who has left» for one the team no longer names; None for nobody."""
    if not member:
        return None
    found = roster.moderators().get(bytes.fromhex(member))
    return one_line(found.name) if found else say(lang, "somebody-left")


def note_title(lang: str, author: SafeText | None) -> SafeText:
    """What stands over the moderators' note: by whom it is, where that is known, and who sees it."""
    return say(lang, "letter-note-by", author=author) if author else say(lang, "letter-note-title")
