"""What the papers say of the code is so: settings, defaults, rooms, paths and links."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core.sessions import Terms
from core.settings import Settings
from tests.docs.papers import DOCS, ROOT, name_of, pages, rows, section, spans

_PATH = re.compile(r"(?:core|telegram_bot|revmentor_tui|tests|tools|docs)/[\w./-]*")


def test_every_setting_is_in_the_manual_with_its_default() -> None:
    table = rows(section((DOCS / "OPERATIONS.md").read_text("utf-8"), "## Settings"))
    told = {spans(name)[0]: (spans(default) or [""])[0] for name, default, *_ in table}
    assert set(told) == {f"REVMENTOR_{name.upper()}" for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        if field.default_factory is None:
            expected = "" if field.default is None else str(field.default)
            assert told[f"REVMENTOR_{name.upper()}"] == expected, name


def test_the_retention_table_tells_the_defaults_of_the_terms() -> None:
    terms = vars(Terms("x"))
    found = {}
    for row in rows((DOCS / "DATA_PROTECTION.md").read_text("utf-8")):
        for name in set(spans(row[0])) & terms.keys():
            found[name] = spans(row[1])[0]
    assert found == {name: str(terms[name]) for name in ("answer_days", "retention_days")}


def test_every_room_is_in_the_architecture() -> None:
    text = (DOCS / "ARCHITECTURE.md").read_text("utf-8")
    named = {span.rstrip("/") for span in spans(text)}
    inside = [path.parent for path in (ROOT / "core").glob("*/__init__.py")]
    rooms = [path for path in inside if any(path.glob("*.*"))]
    assert len(rooms) >= 8
    assert {f"core/{path.name}" for path in rooms} - named == set()


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_paths_that_a_paper_names_exist(page: Path) -> None:
    for span in spans(page.read_text("utf-8")):
        path = span.partition("::")[0]
        if _PATH.fullmatch(path):
            assert (ROOT / path).exists(), path


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        goal = (page.parent / path).resolve() if path else page
        assert goal.exists(), target
        if anchor and goal.suffix == ".md":
            assert anchor in anchors(goal.read_text("utf-8")), target


def anchors(text: str) -> set[str]:
    """The anchors that a forge gives to headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_decisions_are_numbered_once() -> None:
    names = [path.name for path in (DOCS / "decisions").glob("*.md")]
    numbers = [re.match(r"\d{4}-", name) for name in names]
    assert all(numbers)
    assert len({number[0] for number in numbers if number}) == len(names) >= 14


def test_no_paper_shows_a_token_or_a_path_of_somebodys_machine() -> None:
    for page in pages():
        text = page.read_text("utf-8")
        assert not re.search(r"\d{6,}:[A-Za-z0-9_-]{30,}", text), page
        assert not re.search(r"(?<!\w)/(?:work|tmp|root|Users)/", text), page


@pytest.mark.parametrize("picture", sorted(DOCS.glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_is_whole_and_runs_nothing(picture: Path) -> None:
    text = picture.read_text("utf-8")
    assert ElementTree.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
    assert "<script" not in text
