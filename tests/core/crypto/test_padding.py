"""Length padding: Padmé, so that the size of a ciphertext says little."""

from math import floor, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.crypto.padding import SMALLEST, pad, padme, unpad
from core.errors import CannotOpen

lengths = st.integers(2, 1 << 40)


def formula(length: int) -> int:
    """Algorithm 1 of arXiv 1806.03160 in its own letters: E, S, the last bits to clear, rounded up."""
    e = floor(log2(length))
    s = floor(log2(e)) + 1
    last = e - s
    mask = 2**last - 1
    return (length + mask) & ~mask


def test_the_classes_are_those_of_the_paper() -> None:
    assert [padme(length) for length in (9, 10, 17, 100, 511, 512, 513, 1000, 1023, 4097)] == [
        10, 10, 18, 104, 512, 512, 544, 1024, 1024, 4352,
    ]  # fmt: skip
    assert all(padme(length) == formula(length) for length in range(4, 5000))


@given(st.integers(4, 1 << 40))
def test_every_length_follows_the_formula(length: int) -> None:
    assert padme(length) == formula(length)


@given(st.integers(SMALLEST, 1 << 40))
def test_padding_costs_at_most_twelve_percent(length: int) -> None:
    assert length <= padme(length) <= length * 1.12


@given(lengths, lengths)
def test_a_longer_text_is_never_shorter_padded(one: int, other: int) -> None:
    shorter, longer = sorted((one, other))
    assert padme(shorter) <= padme(longer)


@given(lengths)
def test_a_class_is_its_own_class(length: int) -> None:
    assert padme(padme(length)) == padme(length)


@given(st.binary(max_size=3000))
def test_padded_bytes_come_back_and_have_the_size_of_a_class(plaintext: bytes) -> None:
    padded = pad(plaintext)
    assert unpad(padded) == plaintext
    assert len(padded) >= SMALLEST
    assert len(padded) == padme(len(padded))


@given(st.binary(max_size=SMALLEST - 1))
def test_everything_short_has_one_size(plaintext: bytes) -> None:
    assert len(pad(plaintext)) == SMALLEST


def test_few_sizes_are_seen_for_all_messages_of_telegram() -> None:
    # 4,096 characters of Cyrillic with the body's fields around them.
    assert len({len(pad(bytes(length))) for length in range(9000)}) < 70


@pytest.mark.parametrize("broken", [b"", bytes(SMALLEST), b"text" + bytes(100), b"text"])
def test_bytes_without_the_mark_are_refused(broken: bytes) -> None:
    with pytest.raises(CannotOpen):
        unpad(broken)
