"""docs/THREAT_MODEL.md: every promise names a test that exists, and every column of the store is accounted for."""

import ast
import re
from functools import cache

import pytest

from core.store.tables import metadata
from tests.docs.papers import DOCS, ROOT, pages, rows, section, spans

TEXT = (DOCS / "THREAT_MODEL.md").read_text("utf-8")
COLUMNS = "## What each table tells a reader of the file"
_NAME = re.compile(r"(tests/[\w/.-]+\.py)::([\w:]+)(\[.+\])?")


@cache
def names_in(file: str) -> frozenset[str]:
    """Names of the tests in a file: functions, and methods as Class::method."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            inner = [one for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
            found |= {f"{node.name}::{one.name}" for one in inner}
    return frozenset(name for name in found if name.rpartition("::")[2].startswith("test_"))


def named(text: str) -> list[tuple[str, str]]:
    return sorted({(found[1], found[2]) for span in spans(text) if (found := _NAME.fullmatch(span))})


@pytest.mark.parametrize(
    ("file", "test"), sorted({pair for page in pages() for pair in named(page.read_text("utf-8"))})
)
def test_a_test_that_a_paper_names_exists(file: str, test: str) -> None:
    assert test in names_in(file)


def test_what_looks_like_the_name_of_a_test_is_written_so_that_it_is_checked() -> None:
    for page in pages():
        text = page.read_text("utf-8")
        assert len(re.findall(r"\.py::", text)) == len([span for span in spans(text) if _NAME.fullmatch(span)]), page


def test_every_promise_names_the_test_that_keeps_it() -> None:
    promises = rows(section(TEXT, "## Promises, and the tests that keep them"))
    assert len(promises) >= 30
    for promise, *keepers in promises:
        assert named(" ".join(keepers)), promise


def test_a_test_of_that_name_must_really_be_there() -> None:
    """The check itself can fail."""
    assert "test_a_test_of_that_name_must_really_be_there" in names_in("tests/docs/test_threat_model.py")
    assert "test_nobody_has_written_this" not in names_in("tests/docs/test_threat_model.py")
    assert not names_in("tests/no/such/file.py")


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_every_column_is_accounted_for(table: str) -> None:
    described = section(section(f"\n{TEXT}", COLUMNS), f"### {table}")
    columns = [name for row in rows(described) for name in spans(row[0])]
    assert sorted(columns) == sorted(column.name for column in metadata.tables[table].columns)


def test_no_table_is_described_that_does_not_exist() -> None:
    headings = re.findall(r"^### (\w+)$", section(TEXT, COLUMNS), re.MULTILINE)
    assert sorted(headings) == sorted(metadata.tables)
