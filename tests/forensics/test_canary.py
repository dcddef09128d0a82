"""The search itself: what it is said to find, it finds."""

import base64
import json
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forensics.canary import Canaries, Place, files_in

TEXT = "начальник скрывает просроченные договоры"
WORD = "просроченные"
NUMBER = 3_141_592_653
LONG_NUMBER = 7_141_592_653


def canaries() -> Canaries:
    made = Canaries()
    made.add_text("text", TEXT)
    made.add_number("number", NUMBER)
    made.add_number("long number", LONG_NUMBER)
    made.add_secret("secret", bytes(range(100, 116)))
    made.add_moment("moment", 1_772_444_447)
    return made


@pytest.mark.parametrize(
    "written",
    [
        WORD.encode(),
        WORD.upper().encode(),
        WORD.encode("utf-16-le"),
        WORD.encode("utf-16-be"),
        WORD.encode().hex().encode(),
        WORD.encode().hex().upper().encode(),
        json.dumps({"text": TEXT}).encode(),
        json.dumps(json.dumps(TEXT)).encode(),
        quote(TEXT).encode(),
        repr(TEXT.encode()).encode(),
        str(NUMBER).encode(),
        NUMBER.to_bytes(8, "big"),
        NUMBER.to_bytes(8, "little"),
        NUMBER.to_bytes(6, "big"),
        hex(LONG_NUMBER).encode(),
        bytes(range(100, 116)).hex().encode(),
        b"2026-03-02T09:40:47Z",
        b"at 09:40:47,123",
        b"1772444447.25",
        (1_772_444_447_000).to_bytes(8, "big"),
    ],
)
def test_every_form_is_found(written: bytes) -> None:
    assert canaries().scan([Place("here", b"\x01\x02" + written + b"\x03")])


@given(before=st.binary(max_size=7), after=st.binary(max_size=7), urlsafe=st.booleans())
def test_base64_is_found_wherever_it_begins(before: bytes, after: bytes, urlsafe: bool) -> None:
    encode = base64.urlsafe_b64encode if urlsafe else base64.b64encode
    assert canaries().scan([Place("here", encode(before + TEXT.encode() + after))])


def test_four_bytes_count_where_nothing_is_sealed() -> None:
    written = b"...." + NUMBER.to_bytes(4, "little")
    assert canaries().scan([Place("log", written, is_plain=True)])
    assert not canaries().scan([Place("database", written)])


def test_nothing_is_found_where_there_is_nothing() -> None:
    import random

    noise = random.Random(5).randbytes(300_000)
    assert canaries().scan([Place("noise", noise), Place("words", "обычные слова обычного дня".encode())]) == []


def test_archives_are_searched_inside(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.backup", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rows.jsonl", TEXT)
    assert {trace.place for trace in canaries().scan(files_in(tmp_path))} == {"a.backup/rows.jsonl"}
