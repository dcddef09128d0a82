"""Every act of a moderator is a command whose answer a program can read."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.company import remember_bot
from core.settings import Settings
from core.store.engine import open_store
from tests.revmentor_tui.command.conftest import Call

Written = Callable[..., None]
HOSTILE = "Виктор\x1b[2J сказал \u202e[/][@click=app.quit]x[/] =cmd \x7f\x9b1m"


@pytest.fixture
def letter(call: Call, written: Written) -> str:
    """The id of a letter that was taken in."""
    written("Виктор не слышит, Виктор решает один")
    call("inbox", "take")
    return str(call("inbox", "list", "--json").one["id"])


async def _name_bot(home: Settings) -> None:
    store = open_store(home.url)
    await remember_bot(store, "our_bot")
    await store.close()


def state_of(call: Call, letter: str) -> str:
    return str(call("show", letter, "--json").one["state"])


def test_init_founds_a_home_without_asking_anything(empty_home: Settings, call: Call) -> None:
    said = call("init", "--name", "Анна", "--company", "Ромашка", "--session", "Ящик", "--k", "7", "--live", "--json")
    assert (said.code, said.err) == (0, "")
    assert said.one["title"] == "Ящик"
    assert (said.one["k"], said.one["live"]) == (7, True)
    assert call("session", "list", "--json").one["id"] == said.one["session"]


def test_sessions_open_close_and_are_listed(home: Settings, call: Call) -> None:
    opened = call("session", "open", "День без правил", "--k", "3", "--topic", "people", "--json").one
    assert (opened["kind"], opened["state"], opened["k"], opened["topics"]) == ("event", "open", 3, ["people"])
    assert {one["title"] for one in call("session", "list", "--json").objects} == {"День без правил", "Ящик"}
    closed = call("session", "close", opened["id"][:6], "--json").one
    assert closed["state"] == "closed" and closed["closed"] is not None
    again = call("session", "close", "День без правил")
    assert again.code == 2 and len(again.err.splitlines()) == 1


def test_the_inbox_takes_in_what_was_written_and_lists_what_fits_the_filters(
    home: Settings, call: Call, written: Written
) -> None:
    written("первое", "второе")
    written("третье", topic="people")
    taken = call("inbox", "take", "--json").one
    assert (taken["taken"], taken["waiting"], taken["unreadable"]) == (3, 0, 0)
    letters = {one["text"]: one["id"] for one in call("inbox", "list", "--json").objects}
    assert set(letters) == {"первое", "второе", "третье"}
    call("tag", letters["первое"], "Планёрки", "люди")
    call("hold", letters["второе"])

    def texts(*filters: str) -> list[str]:
        return [one["text"] for one in call("inbox", "list", *filters, "--json").objects]

    assert texts("--topic", "people") == ["третье"]
    assert texts("--state", "held") == ["второе"]
    assert texts("--tag", "планёрки") == ["первое"]
    assert len(texts("--session", "Ящик", "--limit", "2")) == 2
    assert texts("--tag", "такого нет") == []


def test_tags_come_and_go(call: Call, letter: str) -> None:
    assert call("tag", letter[:6], "Решения", "решения", "тон", "--json").one["tags"] == ["решения", "тон"]
    assert call("tag", letter, "тон", "--remove", "--json").one["tags"] == ["решения"]


def test_words_are_hidden_wherever_they_stand_and_the_text_stays_verbatim(call: Call, letter: str) -> None:
    hidden = call("redact", letter, "--words", "Виктор", "--kind", "name", "--json").one
    assert hidden["wording"] == "[имя] не слышит, [имя] решает один"
    assert hidden["text"] == "Виктор не слышит, Виктор решает один"
    assert hidden["redactions"][0] == {"from": 0, "to": 6, "kind": "name"}


def test_a_span_is_hidden_by_its_characters(call: Call, letter: str) -> None:
    hidden = call("redact", letter, "--from", "0", "--to", "6", "--json").one
    assert hidden["wording"] == "[имя] не слышит, Виктор решает один"


def test_each_decision_can_be_taken_back(call: Call, letter: str) -> None:
    for act, state in (("release", "released"), ("hold", "held")):
        assert call(act, letter, "--json").one["state"] == state
        assert call("undo", letter, "--json").one["state"] == "new"
    declined = call("decline", letter, "--reason", "insult", "--words", "Спокойнее", "--json").one
    assert (declined["state"], declined["reason"], declined["words"]) == ("declined", "insult", "Спокойнее")
    assert call("reopen", letter, "--json").one["state"] == "new"


def test_a_group_is_decided_released_and_dissolved_as_one(call: Call, letter: str, written: Written) -> None:
    written("Виктор решает один", "Решает один Виктор")
    call("inbox", "take")
    others = [one["id"] for one in call("inbox", "list", "--json").objects if one["id"] != letter]
    assert {one["group"] for one in call("group", letter, *others, "--json").objects} == {letter}
    assert {one["state"] for one in call("release", others[0], "--json").objects} == {"released"}
    assert len(call("inbox", "list", "--state", "released", "--json").objects) == 3
    assert call("digest", "compose", "--released", "--json").one["items"] == [letter]
    assert {one["group"] for one in call("ungroup", others[1], "--json").objects} == {""}
    assert {state_of(call, one) for one in (letter, *others)} == {"new"}


def test_a_group_of_one_is_refused(call: Call, letter: str) -> None:
    for act in ("group", "ungroup"):
        refused = call(act, letter)
        assert refused.code == 2 and len(refused.err.splitlines()) == 1


def test_a_note_stays_with_the_letter(call: Call, letter: str) -> None:
    call("note", letter, "спросить Анну")
    shown = call("show", letter, "--json").one
    assert (shown["note"], shown["noted_by"]) == ("спросить Анну", "Анна")


def test_a_digest_is_composed_shown_published_and_then_final(call: Call, letter: str) -> None:
    call("release", letter)
    composed = call("digest", "compose", letter, "--title", "Ноябрь", "--preface", "Читайте", "--json").one
    assert (composed["number"], composed["state"], composed["items"]) == (1, "draft", [letter])
    shown = call("digest", "show", "--json").one
    assert shown["items"][0]["text"] == "Виктор не слышит, Виктор решает один"
    assert shown["items"][0]["comma"] is None
    assert "«Виктор не слышит" in call("digest", "show", "1").out
    assert call("digest", "publish", "1", "--json").one["state"] == "published"
    assert state_of(call, letter) == "published"
    assert call("digest", "list", "--json").one["state"] == "published"
    for act in (("undo", letter), ("digest", "publish"), ("digest", "discard")):
        refused = call(*act)
        assert refused.code == 2 and len(refused.err.splitlines()) == 1


def test_a_draft_of_everything_released_can_be_discarded(call: Call, letter: str) -> None:
    call("release", letter)
    assert call("digest", "compose", "--released", "--json").one["items"] == [letter]
    assert call("digest", "discard", "--json").one["state"] == "discarded"
    assert call("digest", "list", "--json").objects == []
    assert state_of(call, letter) == "released"


def test_invitations_are_links_once_the_bot_has_told_its_name(home: Settings, call: Call) -> None:
    invited = call("invite", "--role", "executive", "--count", "2", "--title", "директор", "--json").objects
    assert [one["role"] for one in invited] == ["executive", "executive"]
    assert len({one["payload"] for one in invited}) == 2
    assert all(one["link"] is None for one in invited)
    asyncio.run(_name_bot(home))
    link = call("invite", "--role", "employee", "--json").one
    assert link["link"] == f"https://t.me/our_bot?start={link['payload']}"


def test_the_journal_holds_and_names_every_act(call: Call, letter: str) -> None:
    call("release", letter)
    verified = call("journal", "verify", "--json")
    assert verified.code == 0 and verified.one["holds"]
    acts = [one["act"] for one in call("journal", "show", "--json").objects]
    assert acts[0] == "found" and acts[-1] == "release"
    assert verified.one["entries"] == len(acts)
    assert [one["seq"] for one in call("journal", "show", "--after", "1", "--limit", "1", "--json").objects] == [2]


def test_a_broken_journal_is_named_with_its_entry_and_exit_code_1(home: Settings, call: Call, letter: str) -> None:
    import sqlite3

    with sqlite3.connect(home.home / "revmentor.db") as database:
        database.execute("DELETE FROM journal WHERE seq = 2")
    database.close()
    broken = call("journal", "verify", "--json")
    assert (broken.code, broken.one["holds"], broken.one["broken"]) == (1, False, 2)


def test_hostile_text_reaches_a_person_harmless_and_a_program_verbatim(call: Call, written: Written) -> None:
    written(HOSTILE)
    call("inbox", "take")
    listed = call("inbox", "list", "--json")
    assert listed.one["text"] == HOSTILE
    assert all(31 < ord(char) < 127 for char in listed.out.rstrip("\n"))
    letter = listed.one["id"]
    call("release", letter)
    call("digest", "compose", letter)
    for sentence in (("inbox", "list"), ("show", letter), ("digest", "show"), ("hold", letter)):
        shown = call(*sentence).out
        assert not any(char in shown for char in "\x1b\x7f\x9b\u202e")


def test_several_letters_change_together_or_not_at_all(home: Settings, call: Call, written: Written) -> None:
    written("первое", "второе")
    call("inbox", "take")
    first, second = (one["id"] for one in call("inbox", "list", "--json").objects)
    assert [one["state"] for one in call("release", first, second, "--json").objects] == ["released", "released"]
    call("digest", "compose", first)
    call("digest", "publish")
    refused = call("hold", second, first)
    assert refused.code == 2
    assert state_of(call, second) == "released"


def test_json_is_one_object_a_line(home: Settings, call: Call) -> None:
    for line in call("journal", "show", "--json").out.splitlines():
        assert isinstance(json.loads(line), dict)


def test_people_of_a_table_get_a_link_each(home: Settings, call: Call, tmp_path: Path) -> None:
    table = tmp_path / "люди.csv"
    table.write_text("имя;роль;должность\nАнна;;\nОлег;руководитель;финансы\n", "utf-8")
    anna, oleg = call("people", "import", str(table), "--json").objects
    assert (anna["role"], anna["name"], oleg["role"], oleg["title"]) == ("employee", "Анна", "executive", "финансы")
    assert anna["payload"] != oleg["payload"]
    assert call("people", "list", "--json").out == ""
    table.write_text("имя;роль\nАнна;царь\n", "utf-8")
    said = call("people", "import", str(table))
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert "строка 2" in said.err


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("png", b"\x89PNG"), ("html", b"<!doctype html>")])
def test_a_digest_is_exported_to_a_file_of_its_owner(
    call: Call, letter: str, tmp_path: Path, form: str, begins: bytes
) -> None:
    call("release", letter)
    call("digest", "compose", letter)
    call("digest", "publish")
    out = tmp_path / f"out.{form}"
    said = call("digest", "export", "1", "--format", form, "--out", str(out), "--json").one
    assert said["files"] == [str(out)]
    assert out.read_bytes().startswith(begins)
    assert out.stat().st_mode & 0o777 == 0o600
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert call("digest", "export", "1", "--out", str(tmp_path / "nowhere" / "out.pdf")).code == 2
    assert call("digest", "export", "1", "--out", str(tmp_path / "out.docx")).code == 2
