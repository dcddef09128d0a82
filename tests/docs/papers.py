"""The project's papers as the tests read them: pages, code spans, code blocks and tables."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
_FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")


def pages() -> list[Path]:
    """Every page a person may read."""
    return sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def name_of(page: Path) -> str:
    """The page relative to the project's root."""
    return str(page.relative_to(ROOT))


def blocks(text: str) -> Iterator[str]:
    """The lines of fenced code, with a backslash at the end joined to the next one."""
    for block in _FENCE.findall(text):
        yield from re.sub(r"\\\n\s*", "", block).splitlines()


def spans(text: str) -> list[str]:
    """Code spans outside of fenced code."""
    return _SPAN.findall(_FENCE.sub("", text))


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    start = text.index(f"\n{heading}\n")
    rest = text[start + len(heading) + 2 :]
    following = re.search(rf"^#{{1,{level}}} ", rest, re.MULTILINE)
    return rest[: following.start()] if following else rest


def rows(text: str) -> list[list[str]]:
    """The cells of every table row but the headings and their rules."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    rules = {place for place, row in enumerate(cells) if all(re.fullmatch(r":?-+:?", cell) for cell in row)}
    return [row for place, row in enumerate(cells) if place not in rules and place + 1 not in rules]
