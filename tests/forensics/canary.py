"""Canaries: texts, numbers and secrets that must be nowhere, in every form in which a program may have left them."""

import base64
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, quote_plus

HEAD = 6
"""Bytes by which a form is first recognised. Shorter forms would be found in any ciphertext by chance: they are looked
for in plain places only (``Place.is_plain``)."""
SHORTEST = 4
_LONG_WORD = re.compile(r"\w{9,}")


@dataclass(frozen=True)
class Place:
    """Bytes to search. ``is_plain``: made of text, not of ciphertext, so that four bytes in it are no accident."""

    name: str
    data: bytes = field(repr=False)
    is_plain: bool = False


@dataclass(frozen=True, order=True)
class Trace:
    """A canary that was found: where, which, in what form. Never the canary itself."""

    place: str
    canary: str
    form: str


class Canaries:
    """Everything to look for, and one pass over the bytes that finds all of it."""

    def __init__(self) -> None:
        self._heads: dict[bytes, list[tuple[bytes, str, str]]] = {}
        self._short: dict[bytes, list[tuple[bytes, str, str]]] = {}

    def add_text(self, label: str, text: str) -> None:
        """A text: the whole of it and each of its long words."""
        for part in {text, *_LONG_WORD.findall(text)}:
            for form, needle in text_forms(part):
                self._add(needle, label, form)

    def add_number(self, label: str, number: int) -> None:
        """A Telegram id: as digits, and as integers of every width that a file format may choose."""
        for form, needle in number_forms(number):
            self._add(needle, label, form)

    def add_secret(self, label: str, secret: bytes) -> None:
        """Raw bytes, such as the secret of a code."""
        for form, needle in byte_forms(secret):
            self._add(needle, label, form)

    def add_moment(self, label: str, seconds: int) -> None:
        """A second that must not be told: since the epoch, with fractions, or as ISO 8601 writes it."""
        for unit, number in (("seconds", seconds), ("milliseconds", seconds * 1000), ("nanoseconds", seconds * 10**9)):
            for form, needle in number_forms(number):
                self._add(needle, label, f"{unit}, {form}")
        at = datetime.fromtimestamp(seconds, UTC)
        for pattern in ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y%m%dT%H%M%S", "%H:%M:%S"):
            for form, needle in text_forms(at.strftime(pattern)):
                self._add(needle, label, f"{pattern}, {form}")

    def scan(self, places: Iterable[Place]) -> list[Trace]:
        """Every canary found, once for each place and form."""
        found: set[Trace] = set()
        for place in places:
            data, heads = place.data, self._heads
            for at in range(len(data) - HEAD + 1):
                if data[at : at + HEAD] in heads:
                    found |= _confirm(place, at, heads[data[at : at + HEAD]])
            if place.is_plain and self._short:
                for at in range(len(data) - SHORTEST + 1):
                    if data[at : at + SHORTEST] in self._short:
                        found |= _confirm(place, at, self._short[data[at : at + SHORTEST]])
        return sorted(found)

    def _add(self, needle: bytes, label: str, form: str) -> None:
        table, size = (self._heads, HEAD) if len(needle) >= HEAD else (self._short, SHORTEST)
        if len(needle) >= SHORTEST:
            table.setdefault(needle[:size], []).append((needle, label, form))


def _confirm(place: Place, at: int, candidates: list[tuple[bytes, str, str]]) -> set[Trace]:
    return {Trace(place.name, label, form) for needle, label, form in candidates if place.data.startswith(needle, at)}


def text_forms(text: str) -> Iterator[tuple[str, bytes]]:
    """A text in every encoding and escape."""
    plain = text.encode("utf-8", "surrogatepass")
    yield from byte_forms(plain)
    for variant in {text.lower(), text.upper()} - {text}:
        yield "utf-8 in another case", variant.encode("utf-8", "surrogatepass")
    for name in ("utf-16-le", "utf-16-be", "utf-32-le"):
        yield name, text.encode(name, "surrogatepass")
    yield "cp1251", text.encode("cp1251", "replace")
    escaped = json.dumps(text)[1:-1]
    if escaped != text:
        yield "escaped as JSON", escaped.encode()
        yield "escaped twice", json.dumps(escaped)[1:-1].encode()
    for name, written in (("percent", quote(plain)), ("percent with plus", quote_plus(plain))):
        if written != text:
            yield name, written.encode()
            yield f"{name}, small letters", written.lower().encode()
    shown = repr(plain)[2:-1]
    if shown != text:
        yield "repr of bytes", shown.encode()


def byte_forms(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Bytes as they are, in hex, and in base64 wherever the three-byte groups may fall."""
    yield "plain", raw
    yield "hex", raw.hex().encode()
    yield "HEX", raw.hex().upper().encode()
    for shift in range(3):
        # Without the characters that depend on what stands before and after.
        padded = bytes(shift) + raw
        whole = len(padded) // 3 * 3
        first = 4 if shift else 0
        for name, encode in (("base64", base64.b64encode), ("urlsafe base64", base64.urlsafe_b64encode)):
            inner = encode(padded[:whole])[first:]
            if len(inner) >= HEAD:
                yield f"{name}, shifted by {shift}", inner


def number_forms(number: int) -> Iterator[tuple[str, bytes]]:
    """A number in digits, in hex, and in every width of SQLite's and of machines' integers that holds it."""
    yield "decimal", str(number).encode()
    yield "decimal in utf-16", str(number).encode("utf-16-le")
    yield "hex digits", f"{number:x}".encode()
    yield "HEX digits", f"{number:X}".encode()
    for size in (4, 5, 6, 8):
        if number.bit_length() <= size * 8:
            yield f"{size} bytes, big end first", number.to_bytes(size, "big")
            yield f"{size} bytes, little end first", number.to_bytes(size, "little")
    for form, needle in byte_forms(str(number).encode()):
        yield f"digits in {form}", needle


def files_in(*folders: Path) -> Iterator[Place]:
    """Every file below the folders, archives also from inside."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            name = str(path.relative_to(folder))
            data = path.read_bytes()
            yield Place(name, data, is_plain=path.suffix == ".log")
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    yield from (Place(f"{name}/{member}", archive.read(member)) for member in archive.namelist())
