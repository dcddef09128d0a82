"""The commands around sessions as events, questions, silence and muting: what they answer, and what they refuse."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.settings import Settings
from tests.revmentor_tui.command.conftest import Call


def test_a_scheduled_session_with_all_its_terms(home: Settings, call: Call) -> None:
    said = call(
        *("session", "open", "Среда", "--opens", "2030-12-04 10:00", "--closes", "2030-12-04 18:00"),
        *("--rules", "Без имён.", "--quota", "3", "--repeat", "weekly", "--audience", "employee", "--json"),
    )
    assert said.code == 0
    first = said.objects[0]
    assert (first["opens"], first["closes"]) == ("2030-12-04T07:00:00+00:00", "2030-12-04T15:00:00+00:00")
    assert (first["quota"], first["audience"], first["repeat"]) == (3, "employee", "weekly")
    listed = [one for one in call("session", "list", "--json").objects if one["title"] == "Среда"]
    assert sorted(one["opens"][:10] for one in listed) == ["2030-12-04", "2030-12-11"]
    assert call("session", "next").out.strip() == "Подписывать пока нечего."


def test_a_calendar_file_is_written_or_printed(home: Settings, call: Call, tmp_path: Path) -> None:
    call("session", "open", "Среда", "--opens", "2030-12-04 10:00", "--closes", "2030-12-04 18:00")
    assert "SUMMARY:Среда" in call("session", "ics", "Среда").out
    out = tmp_path / "session.ics"
    assert call("session", "ics", "Среда", "--out", str(out)).code == 0
    assert b"DTSTART:20301204T070000Z" in out.read_bytes()
    refused = call("session", "ics", "Среда", "--out", str(tmp_path / "нет" / "такой"))
    assert (refused.code, refused.err.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        ("--opens", "завтра"),
        ("--opens", "2030-12-04 10:00", "--closes", "2030-12-04 09:00"),
        ("--repeat", "weekly"),
        ("--audience", "executive"),
        ("--rules", "п" * 401),
    ],
    ids=["moment", "window", "endless series", "too few executives", "long rules"],
)
def test_terms_that_cannot_be_promised_are_one_clear_line(home: Settings, call: Call, wrong: tuple[str, ...]) -> None:
    said = call("session", "open", "Среда", *wrong)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert len(call("session", "list", "--json").objects) == 1


def test_muting_and_taking_it_back(home: Settings, call: Call, written: Callable[..., None]) -> None:
    written("решают трое, остальные молчат")
    call("inbox", "take")
    letter = call("inbox", "list", "--json").one["id"]
    assert call("session", "charts", "--json").objects[0]["rows"] == [["Писем", "1"]]
    assert "  Писем: 1\n" in call("session", "charts").out
    assert call("mute", letter, "--json").one == {"critique": letter, "muted": True}
    assert call("mute", letter, "--undo", "--json").one == {"critique": letter, "muted": False}


def test_asking_an_author_and_having_nothing_to_pass_on(
    home: Settings, call: Call, written: Callable[..., None]
) -> None:
    written("решают трое, остальные молчат")
    call("inbox", "take")
    letter = call("inbox", "list", "--json").one["id"]
    assert call("question", "ask", letter, "На каких планёрках?").code == 0
    assert call("question", "ask", letter, "  ").code == 2
    assert call("question", "list").out.strip() == "Вопросов нет."
    assert call("question", "pass", "abcd").code == 2
    assert call("digest", "silent").out.strip() == "Все запятые в срок."
