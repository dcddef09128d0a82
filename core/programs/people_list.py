"""Reading the list of people whom an organiser invites: a table as spreadsheets write it, headed in Russian or English.

The whole file is checked before anything is made; what is wrong is named with its line.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from contextlib import suppress

from core.errors import BadInput
from core.language.safe_text import one_line
from core.people.invitations import EMPLOYEE, EXECUTIVE, HOST, TITLE_LONGEST, Card
from core.programs.profiles import read_facts

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("имя", "фио", "name"),
    "role": ("роль", "role"),
    "title": ("должность", "title"),
    "unit": ("подразделение", "отдел", "unit"),
    "teaches": ("может научить", "учит", "teaches"),
    "wants": ("хочет узнать", "хочет", "wants"),
    "slots": ("время", "slots"),
    "languages": ("языки", "languages"),
    "places": ("мест", "places"),
    "band": ("возраст", "band"),
}
"""What a column may be called."""
ROLES: Mapping[str, tuple[str, ...]] = {
    EMPLOYEE: ("сотрудник", "молодой сотрудник", "employee", ""),
    EXECUTIVE: ("руководитель", "executive"),
    HOST: ("принимающий", "стартап", "host"),
}
LANGUAGES = {"русский": "ru", "рус": "ru", "ru": "ru", "английский": "en", "англ": "en", "en": "en", "english": "en"}
NEEDED = ("name",)


def read_people(name: str, data: bytes) -> list[Card]:
    """A card for each line. ``name``: the file's, for messages. Raises BadInput naming the file and the line."""
    name = one_line(name)
    rows = _rows(name, _decode(name, data))
    cards = [_card(name, number, row) for number, row in rows]
    if not cards:
        raise BadInput("error-people-empty", file=name)
    return cards


def _decode(name: str, data: bytes) -> str:
    """UTF-8, or Windows-1251 as a Russian Excel saves CSV, taken for it only where the headings then make sense."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        heading = data.partition(b"\n")[0].decode("cp1251", "replace")
        words = {_field(word) for delimiter in ",;\t" for word in heading.strip().split(delimiter)}
        if set(NEEDED) <= words:
            with suppress(UnicodeDecodeError):
                return data.decode("cp1251")
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput("error-people-encoding", file=name, line=line) from None


def _rows(name: str, text: str) -> list[tuple[int, dict[str, str]]]:
    for delimiter in ",;\t":
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            fields = [_field(heading) for heading in next(reader, [])]
            if not set(NEEDED) <= set(fields):
                continue
            found = []
            for row in reader:
                if any(cell.strip() for cell in row):
                    cells = zip(fields, row, strict=False)
                    found.append((reader.line_num, {field: cell.strip() for field, cell in cells if field}))
        except csv.Error:
            raise BadInput("error-people-csv", file=name, line=max(1, reader.line_num)) from None
        return found
    raise BadInput("error-people-heading", file=name)


def _field(heading: str) -> str:
    word = one_line(heading).strip().lower().replace("ё", "е")
    return next((field for field, names in HEADINGS.items() if word in names), "")


def _card(name: str, line: int, row: Mapping[str, str]) -> Card:
    role = next((role for role, names in ROLES.items() if row.get("role", "").lower() in names), None)
    if role is None:
        raise BadInput("error-people-role", file=name, line=line)
    title = one_line(row.get("title", ""))
    spoken = _languages(row.get("languages", ""))
    if not one_line(row["name"]).strip() or len(title) > TITLE_LONGEST or spoken is None:
        raise BadInput("error-people-line", file=name, line=line)
    facts = {key: value for key, value in row.items() if value and key not in ("role", "title", "languages")}
    if spoken:
        facts["languages"] = ", ".join(spoken)
    try:
        read_facts(role, facts)
    except BadInput:
        raise BadInput("error-people-line", file=name, line=line) from None
    return Card(role, title, facts)


def _languages(cell: str) -> Sequence[str] | None:
    """The codes of what is listed; None when one is not known."""
    words = [word.strip().lower() for word in cell.replace(";", ",").split(",") if word.strip()]
    return [LANGUAGES[word] for word in words] if all(word in LANGUAGES for word in words) else None
