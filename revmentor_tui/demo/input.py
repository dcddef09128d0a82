"""Reading the texts that the demonstration's employees will write: plain lines, CSV or JSON lines, in UTF-8.

The whole file is checked before anything begins; what is wrong is named with its line.
"""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import BadInput
from core.language.safe_text import one_line
from core.sessions import TOPICS

DEFAULT = Path(__file__).parent.parent / "demo_data" / "critiques.jsonl"
USUAL = "text"
"""The column or field when none is named."""
MESSAGE_UNITS = 4096
"""UTF-16 code units in one Telegram message; the app sends a longer text in parts."""
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LATIN = re.compile("[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Text:
    """One message to be written. ``topic`` is empty when the file names none."""

    text: str = field(repr=False)
    lang: str
    topic: str = ""


Numbered = Iterator[tuple[int, str, dict[str, object]]]
"""(line number, text, what else the line says)."""


def read_texts(path: Path, column: str | None = None, field_name: str | None = None) -> list[Text]:
    """All messages of a file, long ones in parts, blank ones skipped. Raises BadInput naming the file and the line."""
    if column is not None and field_name is not None:
        raise BadInput("demo-input-both")
    name, lines = one_line(path.name), _read_lines(path)
    if column is not None or (field_name is None and path.suffix.lower() == ".csv"):
        rows = _csv(name, lines, USUAL if column is None else column)
    elif field_name is not None or path.suffix.lower() in (".jsonl", ".ndjson"):
        rows = _jsonl(name, lines, USUAL if field_name is None else field_name)
    else:
        rows = ((number, line, {}) for number, line in enumerate(lines, 1))
    texts = [text for number, whole, facts in rows for text in _messages(name, number, whole, facts)]
    if not texts:
        raise BadInput("demo-input-empty", file=name)
    return texts


def _read_lines(path: Path) -> list[str]:
    """Lines end at a line feed only: other marks that Python takes for line ends belong to the text."""
    name = one_line(path.name)
    try:
        data = path.read_bytes()
    except OSError:
        raise BadInput("demo-input-unreadable", file=name) from None
    lines = []
    for number, line in enumerate(data.removeprefix(codecs.BOM_UTF8).split(b"\n"), 1):
        try:
            lines.append(line.removesuffix(b"\r").decode("utf-8"))
        except UnicodeDecodeError:
            raise BadInput("demo-input-encoding", file=name, line=number) from None
    return lines


def _csv(name: str, lines: Sequence[str], column: str) -> Numbered:
    wanted = column.strip()
    delimiter, place = _find_column(name, lines, wanted)
    reader = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=delimiter, strict=True)
    try:
        next(reader)
        began = reader.line_num + 1
        for row in reader:
            if row:
                if len(row) <= place:
                    raise BadInput("demo-input-column-missing", file=name, line=began, column=one_line(wanted))
                yield began, row[place], {}
            began = reader.line_num + 1
    except csv.Error:
        raise BadInput("demo-input-csv", file=name, line=max(reader.line_num, 1)) from None


def _find_column(name: str, lines: Sequence[str], wanted: str) -> tuple[str, int]:
    """The delimiter with which the header holds the column, and its place. Spreadsheets write commas, semicolons (where
    the comma is the decimal mark) or tabs."""
    text = "\n".join(lines)
    for delimiter in ",;\t":
        try:
            header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), [])
        except csv.Error:
            raise BadInput("demo-input-csv", file=name, line=1) from None
        names = [cell.strip() for cell in header]
        if names.count(wanted) == 1:
            return delimiter, names.index(wanted)
        if names.count(wanted) > 1:
            raise BadInput("demo-input-column-twice", file=name, line=1, column=one_line(wanted))
    if not text.strip():
        raise BadInput("demo-input-empty", file=name)
    raise BadInput("demo-input-column-missing", file=name, line=1, column=one_line(wanted))


def _jsonl(name: str, lines: Sequence[str], wanted: str) -> Numbered:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise BadInput("demo-input-json", file=name, line=number) from None
        if not isinstance(row, dict) or wanted not in row:
            raise BadInput("demo-input-field-missing", file=name, line=number, field=one_line(wanted))
        if not isinstance(row[wanted], str):
            raise BadInput("demo-input-field-text", file=name, line=number, field=one_line(wanted))
        yield number, row[wanted], row


def _messages(name: str, number: int, whole: str, facts: dict[str, object]) -> Iterator[Text]:
    try:
        whole.encode("utf-8")
    except UnicodeEncodeError:
        # JSON can spell half of a surrogate pair; no messenger can carry it.
        raise BadInput("demo-input-encoding", file=name, line=number) from None
    topic = facts.get("topic")
    for part in split_message(whole.strip()):
        if kept := part.strip():
            lang = facts.get("language")
            yield Text(kept, str(lang) if lang in ("ru", "en") else guess_language(kept), _known(topic))


def _known(topic: object) -> str:
    return topic if isinstance(topic, str) and topic in TOPICS else ""


def guess_language(text: str) -> str:
    """Russian where Cyrillic letters are at least a third of the letters of both alphabets."""
    russian, english = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    return "ru" if russian * 2 >= english and russian else "en"


def split_message(text: str, most: int = MESSAGE_UNITS) -> Iterator[str]:
    """Parts of at most ``most`` UTF-16 code units, no character cut in two: how the Telegram app sends a long text."""
    begin = units = 0
    for place, char in enumerate(text):
        width = 2 if ord(char) > 0xFFFF else 1
        if units + width > most:
            yield text[begin:place]
            begin, units = place, 0
        units += width
    yield text[begin:]
