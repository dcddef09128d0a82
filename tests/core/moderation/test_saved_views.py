"""Saved views come back to their moderator, and nothing of them stands readable on the disk."""

from pathlib import Path

import pytest

from core.crypto.identity import Identity
from core.errors import BadInput
from core.moderation.saved_views import FILE, SavedView, read_views, with_view, write_views

CANARY = "Рогожкина"
VIEWS = [
    SavedView("Смена Рогожкиной", f"{CANARY} статус:новое", "newest"),
    SavedView("Деньги", "тема:деньги", "oldest"),
]


def test_views_come_back_as_they_were(tmp_path: Path) -> None:
    anna = Identity.generate("Анна")
    assert read_views(tmp_path, anna) == []
    write_views(tmp_path, anna, VIEWS)
    assert read_views(tmp_path, anna) == VIEWS
    write_views(tmp_path, anna, VIEWS[:1])
    assert read_views(tmp_path, anna) == VIEWS[:1]


def test_the_file_shows_neither_words_nor_names_nor_how_many(tmp_path: Path) -> None:
    anna = Identity.generate("Анна")
    sizes = set()
    for views in (VIEWS, VIEWS[:1]):
        write_views(tmp_path, anna, views)
        data = (tmp_path / FILE).read_bytes()
        sizes.add(len(data))
        for shape in (CANARY.encode(), CANARY.encode("utf-16-le"), b"newest", "Деньги".encode()):
            assert shape not in data
            assert shape.hex().encode() not in data
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert CANARY not in repr(VIEWS)


def test_another_moderators_views_are_none_of_mine(tmp_path: Path) -> None:
    write_views(tmp_path, Identity.generate("Анна"), VIEWS)
    assert read_views(tmp_path, Identity.generate("Борис")) == []


@pytest.mark.parametrize("damage", [b"", b"x", bytes(2000)])
def test_a_damaged_file_is_no_views(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    assert read_views(tmp_path, Identity.generate("Анна")) == []


def test_a_name_stands_for_one_view() -> None:
    again = with_view(VIEWS, SavedView(" Деньги\n", "премия", "state"))
    assert [(one.name, one.words) for one in again][1:] == [("Деньги", "премия")]


@pytest.mark.parametrize("name", ["", "  ", "x" * 41])
def test_a_view_without_a_fit_name_is_refused(name: str) -> None:
    with pytest.raises(BadInput):
        with_view(VIEWS, SavedView(name, "", "oldest"))
