"""Telegram's measure of text: UTF-16 code units, by the stricter reading of its documentation."""

from core.language.safe_text import SafeText

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) + sum(char > "\uffff" for char in text)


def shorten(text: str, most: int) -> str:
    """``text`` in at most ``most`` units; what is cut off is shown as an ellipsis."""
    if len(text) * 2 <= most or units(text) <= most:
        return text
    return cut(text, most - 1)[0] + "…"


def cut(text: str, most: int) -> tuple[str, str]:
    """The longest beginning of at most ``most`` units, and the rest."""
    if units(text) <= most:
        return text, ""
    size = 0
    for place, char in enumerate(text):
        size += 2 if char > "\uffff" else 1
        if size > most:
            return text[:place], text[place:]
    return text, ""


def split(text: str, most: int = TEXT_LIMIT) -> list[SafeText]:
    """``text`` in as many messages as it needs, cut at line ends or spaces where there are any."""
    parts = []
    while text:
        part, rest = cut(text, most)
        if rest:
            place = max(part.rfind("\n"), part.rfind(" "))
            if place > most // 2:
                part, rest = text[:place], text[place:].lstrip()
        parts.append(SafeText(part))
        text = rest
    return parts
