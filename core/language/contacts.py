"""Addresses and numbers that lead to a person: e-mail, phone, handle, link, card and document numbers.

Check digits decide where a number has them, so that an order number is not taken for a card.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Contact(NamedTuple):
    """A contact in a text and what sort it is: one of SORTS."""

    start: int
    end: int
    sort: str


_SIGN_OF = {"email": "@", "handle": "@", "link": "/"}
"""What is in every contact of the sort; the others have digits. Looking for it first spares most texts the search."""
_DIGIT = re.compile("[0-9]")

SORTS = ("email", "link", "handle", "phone", "extension", "card", "snils", "inn", "passport", "badge")


def find_contacts(text: str) -> Iterator[Contact]:
    """Contacts in the order of SORTS; they may overlap."""
    has_digits = _DIGIT.search(text) is not None
    for sort, pattern, is_right in _PATTERNS:
        if not (_SIGN_OF[sort] in text if sort in _SIGN_OF else has_digits):
            continue
        for found in pattern.finditer(text):
            if is_right is None or is_right(found.group("what")):
                yield Contact(*found.span("what"), sort)


def passes_luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B: the check digit of bank cards."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0


def is_inn(digits: str) -> bool:
    """A Russian taxpayer's number with its check digits: 10 (organisation) or 12 (person)."""
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)

    def check(length: int) -> bool:
        total = sum(int(digit) * weight for digit, weight in zip(digits[:length], weights[-length:], strict=True))
        return total % 11 % 10 == int(digits[length])

    return check(9) if len(digits) == 10 else len(digits) == 12 and check(10) and check(11)


def is_snils(digits: str) -> bool:
    """A Russian pension insurance number: two check digits, for numbers above 001-001-998."""
    if len(digits) != 11 or int(digits[:9]) <= 1001998:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1), strict=False))
    return total % 101 % 100 == int(digits[9:])


def _only_digits(text: str) -> str:
    return "".join(letter for letter in text if "0" <= letter <= "9")


def _is_card(text: str) -> bool:
    digits = _only_digits(text)
    return 13 <= len(digits) <= 19 and len(set(digits)) > 1 and passes_luhn(digits)


def _is_phone(text: str) -> bool:
    return 10 <= len(_only_digits(text)) <= 15


_GAP = r"[\s\-\u2010-\u2014.()]{0,3}"
_RUSSIAN_PHONE = rf"(?:\+?7|8){_GAP}[3-9][0-9]{{2}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{2}}"
_MOBILE = rf"9[0-9]{{2}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{2}}"
_FOREIGN_PHONE = r"(?:\+|\b00)[1-9](?:[\s\-\u2010-\u2014.()]{0,2}[0-9]){8,13}"
_HOSTS = (
    r"t\.me|telegram\.me|telegram\.dog|vk\.com|vk\.me|vk\.ru|ok\.ru|wa\.me|viber\.me|instagram\.com|facebook\.com|fb\.com"
    r"|linkedin\.com|github\.com|hh\.ru|max\.ru"
)

_SNILS = r"[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{2}"
_PASSPORT = r"[0-9]{2} ?[0-9]{2} ?(?:№|N)? ?[0-9]{6}"
_LINK = rf"(?:https?://)?(?:www\.)?(?:{_HOSTS})/[\w@/?=&%+#.-]+[\w/]|tg://\S+"

_Check = Callable[[str], bool]


def _pattern(sort: str, pattern: str, is_right: _Check | None = None) -> tuple[str, re.Pattern[str], _Check | None]:
    return sort, re.compile(pattern, re.IGNORECASE), is_right


_PATTERNS = (
    _pattern("email", r"(?P<what>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"),
    _pattern("link", rf"(?<![\w.@-])(?P<what>{_LINK})"),
    _pattern("handle", r"(?<![\w@.+/-])(?P<what>@[a-z]\w{2,31})(?![\w@])"),
    _pattern("phone", rf"(?<![0-9+])(?P<what>{_RUSSIAN_PHONE}|{_MOBILE}|{_FOREIGN_PHONE})(?![0-9])", _is_phone),
    _pattern("extension", r"\b(?:доб|вн|внутр|ext)(?:авочный|енний)?(?:\.|\s|\bномер\b){1,3}(?P<what>[0-9]{2,6})\b"),
    _pattern("card", r"(?<![0-9.,])(?P<what>[0-9](?:[ \-]?[0-9]){12,18})(?![0-9])", _is_card),
    _pattern("snils", rf"(?<![0-9])(?P<what>{_SNILS})(?![0-9])", lambda number: is_snils(_only_digits(number))),
    _pattern("snils", rf"\bснилс\b\D{{0,12}}(?P<what>{_SNILS})(?![0-9])"),
    _pattern("inn", r"(?<![0-9.,])(?P<what>[0-9]{10}(?:[0-9]{2})?)(?![0-9])", is_inn),
    _pattern("inn", r"\b(?:инн|inn)\b\D{0,12}(?P<what>[0-9]{10}(?:[0-9]{2})?)(?![0-9])"),
    _pattern("passport", r"(?<![0-9])(?P<what>[0-9]{2} ?[0-9]{2} [0-9]{6})(?![0-9])"),
    _pattern("passport", rf"\b(?:паспорт\w*|passport)\b\D{{0,24}}(?P<what>{_PASSPORT})(?![0-9])"),
    _pattern("badge", r"\bтаб(?:ельн\w+)?\.?\s*(?:номер\w*|№|N|н\.)\s*(?P<what>[0-9]{2,8})\b"),
)
"""Every repeat is bounded, so that no message can make the search slow."""
