"""What the schema itself promises: who takes part is joined to nothing that was written."""

import pytest
from sqlalchemy import DateTime, Integer, Text

from core.store.tables import metadata

PEOPLE = ("people", "invites")
WRITTEN = ("drops", "critiques", "reviews", "replies", "letters", "digest_items", "decisions", "questions")
COARSE = {"epoch", "day", "revision", "position", "session_id"}
"""Columns that many rows share: they join a row to no other in particular."""


def columns(*tables: str) -> dict[str, set[str]]:
    return {name: {column.name for column in metadata.tables[name].columns} for name in tables}


def test_every_table_named_here_exists() -> None:
    assert set(PEOPLE + WRITTEN) <= set(metadata.tables)


def test_no_column_of_a_person_is_a_column_of_a_text() -> None:
    """By name: a column that could join the two has one name in both, or names the other table."""
    written = set().union(*columns(*WRITTEN).values()) - COARSE - {"id"}
    for table, names in columns(*PEOPLE).items():
        assert not (names - {"id"}) & written, table
        assert not any(word in name for name in names for word in ("critique", "drop", "letter", "reply", "mailbox"))
    for table, names in columns(*WRITTEN, "inflight", "presses", "participants").items():
        assert not any(word in name for name in names for word in ("person", "people", "telegram", "chat", "user")), (
            table
        )


def test_no_foreign_key_leads_from_one_to_the_other() -> None:
    for table in metadata.tables.values():
        targets = {key.column.table.name for key in table.foreign_keys}
        assert not (table.name in PEOPLE and targets & set(WRITTEN))
        assert not (table.name in WRITTEN and targets & set(PEOPLE))


def test_people_have_random_looking_keys_and_nothing_in_clear_but_role_and_language() -> None:
    clear = {c.name for c in metadata.tables["people"].columns if isinstance(c.type, Text)}
    assert clear == {"role", "lang"}


@pytest.mark.parametrize("table", [*WRITTEN, "presses", "participants"])
def test_what_people_write_carries_no_time_of_day_and_no_number(table: str) -> None:
    for column in metadata.tables[table].columns:
        assert not isinstance(column.type, DateTime), column.name
        assert column.autoincrement in ("auto", False) or not isinstance(column.type, Integer), column.name
        if table in ("drops", "critiques", "reviews", "replies", "letters", "presses", "participants"):
            assert column.name not in ("seq", "at", "created", "updated", "number", "time"), column.name


@pytest.mark.parametrize(
    "table", ["drops", "critiques", "reviews", "replies", "letters", "presses", "participants", "people"]
)
def test_what_people_write_keeps_no_order_of_arrival_in_the_file(table: str) -> None:
    assert metadata.tables[table].dialect_options["sqlite"]["with_rowid"] is False
    assert all(str(column.type) in ("BLOB", "BYTEA", "INTEGER") for column in metadata.tables[table].primary_key)
