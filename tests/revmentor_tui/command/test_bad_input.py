"""Bad input: one clear line in the caller's language, exit code 2, nothing changed."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from core.locales.catalogue import LANGUAGES
from core.settings import Settings
from revmentor_tui.command.language import choose_language
from tests.revmentor_tui.command.conftest import Call

WRONG = [
    "",
    "bot",
    "nonsense",
    "inbox",
    "inbox nonsense",
    "inbox list extra",
    "inbox list --nonsense",
    "inbox list --state nonsense",
    "inbox list --topic nonsense",
    "inbox list --limit 0",
    "inbox list --limit many",
    "inbox list --limit",
    "inbox list --session nonsense",
    "inbox list --lang de",
    "show",
    "show abc",
    "show zzzz",
    "show ffffffff",
    "tag ffffffff",
    "redact ffffffff",
    "redact ffffffff --words а --from 1",
    "release",
    "release ffffffff",
    "decline ffffffff",
    "decline ffffffff --reason nonsense",
    "digest compose",
    "digest compose ffffffff --released",
    "digest compose ffffffff",
    "digest compose --released",
    "digest show",
    "digest publish 7",
    "digest publish nonsense",
    "invite",
    "invite --role moderator",
    "invite --role executive",
    "invite --role employee --count 0",
    "invite --role employee --count 10001",
    "session open",
    "session open Имя --k 2",
    "session open Имя --k много",
    "session open Имя --topic nonsense",
    "session close nonsense",
    "journal show --after -1",
    "init --name Анна --company Ромашка",
    "demo --tour --script",
    "demo --script --input /no/such/file.txt",
]


def fingerprint(home: Path) -> Mapping[str, str]:
    """Every file of the home but what reading itself moves: SQLite's log, and what this host remembers of epochs."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm", "team.pin"))
    }


@pytest.mark.parametrize("sentence", WRONG)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_line_exit_code_2_and_nothing_changed(
    home: Settings, call: Call, sentence: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVMENTOR_LANG", lang)
    before = fingerprint(home.home)
    said = call(*sentence.split())
    assert (said.code, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert any("а" <= char <= "я" for char in said.err) == (lang == "ru")
    assert fingerprint(home.home) == before


def test_words_that_do_not_occur_hide_nothing(call: Call, written: Callable[..., None]) -> None:
    written("текст")
    call("inbox", "take")
    letter = call("inbox", "list", "--json").one["id"]
    for options in (("--words", "нет такого"), ("--from", "2", "--to", "99"), ("--words", "текст", "--kind", "x")):
        assert call("redact", letter, *options).code == 2
    assert call("undo", letter).code == 2
    assert call("show", letter, "--json").one["redactions"] == []


def test_a_home_that_was_never_founded_is_named_and_not_made(empty_home: Settings, call: Call) -> None:
    for sentence in ("inbox list", "journal verify", "invite --role employee", "session open Имя", "digest list"):
        said = call(*sentence.split())
        assert said.code == 2 and "revmentor init" in said.err
    assert not empty_home.home.exists()


def test_init_needs_what_it_cannot_ask(empty_home: Settings, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "--name" in call("init").err
    assert "--company" in call("init", "--name", "Анна").err
    monkeypatch.delenv("REVMENTOR_PASSPHRASE_FILE")
    said = call("init", "--name", "Анна", "--company", "Ромашка")
    assert said.code == 2 and "REVMENTOR_PASSPHRASE_FILE" in said.err
    assert not empty_home.home.exists()


def test_a_wrong_passphrase_is_one_line(home: Settings, call: Call, tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text("не тот пароль", "utf-8")
    said = call("inbox", "list")
    assert said.code == 2 and len(said.err.splitlines()) == 1
    (tmp_path / "passphrase").unlink()
    assert call("inbox", "list").code == 2


def test_an_unexpected_error_shows_its_class_and_nothing_it_says(
    home: Settings, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("секрет из письма")

    monkeypatch.setattr("revmentor_tui.command.caller.Caller.settings", fail)
    said = call("inbox", "list")
    assert said.code == 1 and "ZeroDivisionError" in said.err
    assert "секрет" not in said.err and len(said.err.splitlines()) == 1


def test_hostile_words_of_the_caller_come_back_harmless_on_one_line(home: Settings, call: Call) -> None:
    said = call("\x1b[2J\nзлое\u202e")
    assert said.code == 2 and len(said.err.splitlines()) == 1
    assert not any(char in said.err for char in "\x1b\u202e")


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        (["--lang", "en", "inbox"], {"REVMENTOR_LANG": "ru"}, "en"),
        (["inbox", "list", "--lang=en"], {}, "en"),
        ([], {"REVMENTOR_LANG": "en", "LANG": "ru_RU.UTF-8"}, "en"),
        ([], {"LANG": "ru_RU.UTF-8"}, "ru"),
        ([], {"LC_ALL": "en_GB.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "ru"),
        ([], {}, "ru"),
        (["note", "abcd", "--", "--lang", "en"], {}, "ru"),
    ],
)
def test_the_language_is_the_callers(words: list[str], environment: dict[str, str], expected: str) -> None:
    assert choose_language(words, environment) == expected


def test_asking_for_help_loads_no_database_terminal_toolkit_or_telegram() -> None:
    code = (
        "import sys\nfrom revmentor_tui.command.main import run\nassert run(['--help']) == 0\n"
        "heavy = {'textual', 'telegram', 'sqlalchemy', 'cryptography', 'aiohttp'} & set(sys.modules)\n"
        "print(heavy, file=sys.stderr)\nsys.exit(bool(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ))
    assert done.returncode == 0, done.stderr
