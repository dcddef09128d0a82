"""Sealing to a public key: only the holder opens, only at the place it was sealed for, only as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.crypto.aead import context
from core.crypto.hpke import OVERHEAD, PUBLIC_SIZE, KeyPair, seal
from core.errors import CannotOpen
from tests.core.crypto.known import flipped

PAIR = KeyPair.from_seed(bytes(range(32)))
INFO = context("test", b"session", 1)
SEALED = seal(PAIR.public, b"plaintext", INFO)


@given(st.binary(max_size=3000), st.binary(max_size=60))
def test_the_holder_gets_back_what_was_sealed(plaintext: bytes, place: bytes) -> None:
    assert PAIR.open(seal(PAIR.public, plaintext, place), place) == plaintext


def test_sealing_twice_looks_different_and_costs_1136_bytes() -> None:
    again = seal(PAIR.public, b"plaintext", INFO)
    assert again != SEALED
    assert again[:1120] != SEALED[:1120]
    assert len(again) == len(b"plaintext") + OVERHEAD == len(b"plaintext") + 1136


@pytest.mark.parametrize(
    "info",
    [
        b"",
        INFO[:-1],
        INFO + b"\0",
        context("test", b"session", 2),
        context("test", b"sessio", b"n", 1),
        context("other", b"session", 1),
    ],
)
def test_another_place_does_not_open_it(info: bytes) -> None:
    with pytest.raises(CannotOpen):
        PAIR.open(SEALED, info)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(CannotOpen):
        KeyPair.generate().open(SEALED, INFO)


REGIONS = {"ML-KEM ciphertext": (0, 1088), "X25519 share": (1088, 1120), "text": (1120, 1129), "tag": (1129, 1145)}


@pytest.mark.parametrize("region", REGIONS)
def test_a_flipped_bit_anywhere_does_not_open(region: str) -> None:
    start, end = REGIONS[region]
    for place in {start, start + 1, (start + end) // 2, end - 2, end - 1}:
        with pytest.raises(CannotOpen):
            PAIR.open(flipped(SEALED, place), INFO)


@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_no_changed_byte_goes_unnoticed(place: int, mask: int) -> None:
    # The one bit of an X25519 share that the curve ignores (RFC 7748, section 5) is bound by the key schedule.
    changed = bytearray(SEALED)
    changed[place] ^= mask
    with pytest.raises(CannotOpen):
        PAIR.open(bytes(changed), INFO)


@pytest.mark.parametrize("length", [0, 1, 31, 32, 1087, 1088, 1119, 1120, 1121, 1135, 1136, len(SEALED) - 1])
def test_a_truncated_one_does_not_open(length: int) -> None:
    with pytest.raises(CannotOpen):
        PAIR.open(SEALED[:length], INFO)


def test_an_extended_one_does_not_open() -> None:
    with pytest.raises(CannotOpen):
        PAIR.open(SEALED + b"\0", INFO)


def test_halves_of_two_sealings_do_not_make_a_third() -> None:
    other = seal(PAIR.public, b"plaintext", INFO)
    with pytest.raises(CannotOpen):
        PAIR.open(SEALED[:1120] + other[1120:], INFO)


@pytest.mark.parametrize(
    "public",
    [b"", bytes(10), PAIR.public[:-1], PAIR.public + b"\0", b"\xff" * PUBLIC_SIZE, PAIR.public[:1184] + bytes(32)],
    ids=["empty", "short", "cut", "long", "no ML-KEM key", "X25519 point of small order"],
)
def test_what_is_no_key_seals_nothing(public: bytes) -> None:
    with pytest.raises(CannotOpen):
        seal(public, b"plaintext", INFO)


def test_a_private_key_shows_nothing_of_itself() -> None:
    assert repr(PAIR) == "KeyPair(…)"


@given(st.lists(st.binary(max_size=8), max_size=4), st.lists(st.binary(max_size=8), max_size=4))
def test_different_places_have_different_contexts(left: list[bytes], right: list[bytes]) -> None:
    assert (context("test", *left) == context("test", *right)) == (left == right)
