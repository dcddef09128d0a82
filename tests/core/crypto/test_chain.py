"""The journal's chain: no field of any entry can be changed unseen, whoever recomputes what they can."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.crypto.journal import GENESIS, Entry, entry_hash, is_chained, is_entry_signed, write_entry
from core.crypto.signing import Signer

SIGNER, STRANGER = Signer(bytes(32)), Signer(bytes(31) + b"1")
acts = st.tuples(
    st.text(max_size=20), st.binary(max_size=20), st.text(max_size=20), st.binary(max_size=20), st.integers(0, 9)
)


def holds(entries: list[Entry]) -> bool:
    previous = GENESIS
    for seq, entry in enumerate(entries, 1):
        if not is_chained(entry, seq, previous) or not is_entry_signed(entry, SIGNER.public):
            return False
        previous = entry.hash
    return True


def written(contents: list[tuple[str, bytes, str, bytes, int]]) -> list[Entry]:
    entries: list[Entry] = []
    for seq, (at, actor, act, ref, count) in enumerate(contents, 1):
        previous = entries[-1].hash if entries else GENESIS
        entries.append(write_entry(SIGNER, seq, at, actor, act, ref, count, previous))
    return entries


def rehashed(entry: Entry) -> Entry:
    """The entry with a hash that fits its fields: what a tamperer without the signing key can do."""
    return replace(
        entry,
        hash=entry_hash(
            entry.seq, entry.at, entry.actor, entry.act, entry.ref, entry.count, entry.previous, entry.seal
        ),
    )


@given(st.lists(acts, max_size=6))
def test_what_was_written_holds(contents: list[tuple[str, bytes, str, bytes, int]]) -> None:
    assert holds(written(contents))


CHANGES = {
    "seq": st.integers(-3, 9),
    "at": st.text(max_size=20),
    "actor": st.binary(max_size=20),
    "act": st.text(max_size=20),
    "ref": st.binary(max_size=20),
    "count": st.integers(-1, 99),
    "previous": st.binary(min_size=32, max_size=32),
    "hash": st.binary(min_size=32, max_size=32),
    "signature": st.binary(min_size=64, max_size=64),
    "seal": st.none() | st.binary(max_size=16),
}


def test_the_table_of_changes_names_every_field() -> None:
    assert set(CHANGES) == {field.name for field in fields(Entry)}


@pytest.mark.parametrize("field", CHANGES)
@given(contents=st.lists(acts, min_size=1, max_size=5), data=st.data())
def test_any_change_of_any_field_is_found(
    field: str, contents: list[tuple[str, bytes, str, bytes, int]], data: st.DataObject
) -> None:
    entries = written(contents)
    place = data.draw(st.integers(0, len(entries) - 1))
    value = data.draw(CHANGES[field].filter(lambda value: value != getattr(entries[place], field)))
    tampered = replace(entries[place], **{field: value})
    assert not holds([*entries[:place], tampered, *entries[place + 1 :]])
    if field not in ("hash", "signature") and tampered.seq >= 0:
        assert not holds([*entries[:place], rehashed(tampered), *entries[place + 1 :]])


@given(st.lists(acts, min_size=2, max_size=6, unique=True), st.data())
def test_removing_repeating_or_reordering_is_found(
    contents: list[tuple[str, bytes, str, bytes, int]], data: st.DataObject
) -> None:
    entries = written(contents)
    place = data.draw(st.integers(0, len(entries) - 2))
    assert not holds(entries[:place] + entries[place + 1 :])
    assert not holds([*entries[: place + 1], entries[place], *entries[place + 1 :]])
    swapped = [*entries[:place], entries[place + 1], entries[place], *entries[place + 2 :]]
    assert not holds(swapped)


def test_a_strangers_signature_is_found() -> None:
    entry = write_entry(STRANGER, 1, "2026-03-02T09:30Z", b"actor", "release", b"ref", 1, GENESIS)
    assert is_chained(entry, 1, GENESIS)
    assert not is_entry_signed(entry, SIGNER.public)


def test_fields_do_not_run_into_each_other() -> None:
    one = entry_hash(1, "a", b"bc", "d", b"", 1, GENESIS)
    other = entry_hash(1, "ab", b"c", "d", b"", 1, GENESIS)
    assert one != other
