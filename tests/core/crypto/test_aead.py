"""The symmetric box: what moderators' records, addresses and codes in flight lie in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.crypto.aead import Box, digest
from core.errors import CannotOpen

BOX = Box(bytes(range(32)))


@given(st.binary(max_size=2000), st.binary(max_size=40))
def test_a_box_gives_back_what_went_in(plaintext: bytes, place: bytes) -> None:
    assert BOX.open(BOX.seal(plaintext, place), place) == plaintext


@given(st.data())
def test_no_changed_byte_goes_unnoticed(data: st.DataObject) -> None:
    sealed = bytearray(BOX.seal(b"a record of the team", b"place"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CannotOpen):
        BOX.open(bytes(sealed), b"place")


@pytest.mark.parametrize("length", [0, 1, 7, 8, 11, 12, 27, 28, 35])
def test_a_truncated_box_does_not_open(length: int) -> None:
    with pytest.raises(CannotOpen):
        BOX.open(BOX.seal(b"12345678", b"place")[:length], b"place")


def test_swapped_rows_do_not_open() -> None:
    first, second = BOX.seal(b"first", b"row 1"), BOX.seal(b"second", b"row 2")
    for box, place in ((first, b"row 2"), (second, b"row 1")):
        with pytest.raises(CannotOpen):
            BOX.open(box, place)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(CannotOpen):
        Box(bytes(32)).open(BOX.seal(b"record", b"place"), b"place")


def test_the_same_record_never_looks_the_same() -> None:
    assert len({BOX.seal(b"record", b"place") for _ in range(50)}) == 50


def test_a_digest_keeps_its_parts_apart() -> None:
    assert len({digest(b"ab", b"c"), digest(b"a", b"bc"), digest(b"abc"), digest(b"abc", b"")}) == 4


def test_a_box_shows_nothing_of_its_key() -> None:
    assert repr(BOX) == "Box(…)"
