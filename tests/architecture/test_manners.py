"""Manners of the core's source: time is an argument, public things are explained, files stay small."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORE = sorted(path for path in (ROOT / "core").rglob("*.py") if "versions" not in path.parts)
LONGEST_FILE = 400
CLOCKS = {
    ("time", "time"),
    ("time", "time_ns"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def source(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def test_the_core_is_found() -> None:
    assert len(CORE) > 40


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_a_file_has_at_most_400_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_the_wall_clock_is_read_by_the_system_clock_alone(path: Path) -> None:
    tree = source(path)
    allowed = {
        id(node)
        for system in ast.walk(tree)
        if isinstance(system, ast.ClassDef) and system.name == "SystemClock"
        for node in ast.walk(system)
    }
    readings = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in CLOCKS
        and id(node) not in allowed
    ]
    from_time = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "time"
        and {n.name for n in node.names} & {"time", "time_ns"}
    ]
    assert readings + from_time == []


def public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Functions and classes of a module, and methods of its public classes, whose names do not start with _."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and not inner.name.startswith("_"):
                        yield inner


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_everything_public_is_explained(path: Path) -> None:
    tree = source(path)
    silent = [f"{node.name} (line {node.lineno})" for node in public(tree) if not ast.get_docstring(node)]
    if tree.body and not ast.get_docstring(tree):
        silent.insert(0, "the module")
    assert silent == []


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_nothing_is_printed_or_logged_from_the_core(path: Path) -> None:
    """A log line from here could quote a text; faces and the bot report, the core raises."""
    tree = source(path)
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert "logging" not in imported
    assert "print" not in called
