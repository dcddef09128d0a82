"""Records of the formats survive being written down, whatever their fields are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CannotOpen
from core.programs.codec import decode, encode


class Colour(StrEnum):
    GREEN = "green"
    RED = "red"


@dataclass(frozen=True)
class Inner:
    name: str
    on: date | None = None


@dataclass(frozen=True)
class Everything:
    words: frozenset[str]
    pairs: Mapping[tuple[int, Colour], Inner]
    steps: tuple[Inner, ...]
    raw: bytes
    at: datetime
    share: float
    fixed: tuple[str, int] = ("a", 1)
    later: Mapping[str, bool] = field(default_factory=dict)


inner = st.builds(Inner, st.text(), st.none() | st.dates())
everything = st.builds(
    Everything,
    st.frozensets(st.text(max_size=5)),
    st.dictionaries(st.tuples(st.integers(), st.sampled_from(Colour)), inner, max_size=4),
    st.lists(inner, max_size=3).map(tuple),
    st.binary(max_size=8),
    st.datetimes(timezones=st.just(UTC)),
    st.floats(allow_nan=False),
    st.tuples(st.text(max_size=3), st.integers()),
    st.dictionaries(st.text(max_size=3), st.booleans(), max_size=3),
)


@given(everything)
def test_what_was_written_is_read_again(value: Everything) -> None:
    assert decode(Everything, encode(value)) == value
    assert encode(decode(Everything, encode(value))) == encode(value)


def test_a_field_that_came_later_takes_its_default_and_one_that_went_is_left_out() -> None:
    assert decode(Inner, b'{"name": "a", "gone": 1}') == Inner("a")


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"1", b"null", b"{}", b'{"name": 1}', b'{"name": "a", "on": "tomorrow"}', b"\xff", b"{"]
)
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(CannotOpen):
        decode(Inner, data)
