"""The key ceremony, recovery, backup, erasure and the doctor by command: no prompt when all is given."""

import json
from pathlib import Path

import pytest

from core.settings import Settings
from tests.revmentor_tui.command.conftest import Call

INIT = ("init", "--name", "Анна", "--company", "ООО", "--json")


def elsewhere(monkeypatch: pytest.MonkeyPatch, home: Path, database: Path) -> None:
    """From now on, another machine of another person over the same store."""
    monkeypatch.setenv("REVMENTOR_HOME", str(home))
    monkeypatch.setenv("REVMENTOR_DATABASE_URL", f"sqlite+aiosqlite:///{database}")


def test_a_colleague_joins_from_another_machine(
    call: Call, empty_home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, database = empty_home.home, tmp_path / "second", empty_home.home / "revmentor.db"
    assert call(*INIT, "--recovery", "none").code == 0
    elsewhere(monkeypatch, second, database)
    asked = call("team", "request", "--name", "Борис", "--json").one

    elsewhere(monkeypatch, first, database)
    wrong = call("team", "add", asked["request"], "--words", "раз два три четыре пять шесть")
    assert (wrong.code, wrong.out, len(wrong.err.splitlines())) == (2, "", 1)
    added = call("team", "add", asked["request"], "--words", asked["words"], "--json").one
    assert added["role"] == "moderator"

    elsewhere(monkeypatch, second, database)
    assert call("team", "trust", "--words", "раз два три").code == 2
    assert call("team", "trust", "--words", added["team_words"]).code == 0
    names = {member["name"] for member in call("team", "list", "--json").objects}
    assert {"Анна", "Борис"} <= names
    assert call("session", "list").code == 0

    elsewhere(monkeypatch, first, database)
    gone = call("team", "remove", "Борис", "--json").one
    assert gone["rekeyed"] == 1
    elsewhere(monkeypatch, second, database)
    assert call("session", "list").code == 2


def test_a_quorum_recovers_without_the_passphrase(call: Call, empty_home: Settings, tmp_path: Path) -> None:
    shares = call(*INIT, "--recovery", "2/3").one["shares"]
    assert len(shares) == 3
    empty_home.identity_path.unlink()
    few = call("recover", "--share", shares[0], "--name", "Вера")
    assert (few.code, len(few.err.splitlines())) == (2, 1)
    file = tmp_path / "shares.txt"
    file.write_text("\n".join(shares[1:]) + "\n", "utf-8")
    pinned = empty_home.pin_path.read_bytes()
    empty_home.pin_path.unlink()
    lost = call("recover", "--file", str(file), "--name", "Вера")
    assert (lost.code, "team.pin" in lost.err, "revmentor team trust" in lost.err) == (2, True, True)
    empty_home.pin_path.write_bytes(pinned)
    assert call("recover", "--file", str(file), "--name", " ").code == 2
    assert not empty_home.identity_path.exists()
    assert call("recover", "--file", str(file), "--name", "Вера", "--json").one["name"] == "Вера"
    assert call("session", "list").code == 0


@pytest.mark.parametrize("form", ["2", "3/2", "1/3", "два/три", "2/99"])
def test_a_quorum_that_makes_no_sense_founds_nothing(call: Call, empty_home: Settings, form: str) -> None:
    said = call(*INIT, "--recovery", form)
    assert (said.code, len(said.err.splitlines())) == (2, 1)
    assert not empty_home.identity_path.exists()


def test_without_recovery_the_warning_stays(call: Call, empty_home: Settings) -> None:
    assert call(*INIT, "--recovery", "none").code == 0
    assert call("recovery", "show", "--json").one == {"ready": False}
    levels = {finding["check"]: finding["level"] for finding in call("doctor", "--offline", "--json").objects}
    assert levels["recovery"] == "warning"
    assert len(call("recovery", "shares", "--threshold", "3", "--of", "5", "--json").objects) == 5
    assert call("recovery", "show", "--json").one == {"ready": True}


def test_backup_and_restore_into_a_new_home(
    call: Call, empty_home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(*INIT, "--recovery", "none")
    made = call("backup", str(tmp_path / "today.backup"), "--json").one
    assert call("backup", str(tmp_path / "today.backup")).code == 2
    fresh = tmp_path / "fresh"
    fresh.mkdir(mode=0o700)
    for name in ("team.pin", "identity.key"):
        (fresh / name).write_bytes((empty_home.home / name).read_bytes())
        (fresh / name).chmod(0o600)
    monkeypatch.setenv("REVMENTOR_HOME", str(fresh))
    altered = tmp_path / "altered.backup"
    altered.write_bytes(Path(made["backup"]).read_bytes()[:-10])
    assert call("restore", str(altered), "--keys", made["keys"]).code == 2
    assert call("restore", made["backup"], "--keys", made["keys"]).code == 0
    assert call("session", "list", "--json").one["state"] == "open"
    assert call("journal", "verify").code == 0
    assert call("restore", made["backup"]).code == 2


def test_erasing_needs_a_closed_session_and_leaves_a_certificate(call: Call, empty_home: Settings) -> None:
    session = call(*INIT, "--recovery", "none").one["session"]
    assert call("session", "erase", session).code == 2
    call("session", "close", session)
    erased = call("session", "erase", session, "--json").one
    assert erased["holds"] is True
    certificate = json.loads(Path(erased["certificate"]).read_text())
    assert certificate["session"] == session
    assert call("session", "list").out == ""
    assert call("journal", "verify").code == 0


def test_a_passphrase_is_changed_and_keys_move(
    call: Call, empty_home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(*INIT, "--recovery", "none")
    new = tmp_path / "new"
    new.write_text("совсем другие слова\n", "utf-8")
    assert call("identity", "passphrase", "--new-file", str(new)).code == 0
    assert call("session", "list").code == 2
    monkeypatch.setenv("REVMENTOR_PASSPHRASE_FILE", str(new))
    assert call("session", "list").code == 0
    copy = tmp_path / "copy.key"
    assert call("identity", "export", str(copy)).code == 0
    assert copy.stat().st_mode & 0o077 == 0
    assert call("identity", "export", str(copy)).code == 2
    elsewhere(monkeypatch, tmp_path / "laptop", empty_home.home / "revmentor.db")
    assert call("identity", "import", str(copy)).code == 0
    assert call("identity", "import", str(copy)).code == 2


def test_a_journal_whose_tail_was_cut(call: Call, empty_home: Settings) -> None:
    import sqlite3

    call(*INIT, "--recovery", "none")
    seen = call("journal", "verify", "--json").one
    database = sqlite3.connect(empty_home.home / "revmentor.db")
    database.execute("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
    database.commit()
    database.close()
    assert call("journal", "verify", "--json").one["why"] == "head"
    (empty_home.home / "journal.witness").unlink()
    assert call("journal", "verify").code == 0
    assert call("journal", "verify", "--head", seen["words"]).code == 1


def test_the_journal_leaves_as_a_file_that_can_be_checked(call: Call, empty_home: Settings, tmp_path: Path) -> None:
    call(*INIT, "--recovery", "none")
    out = tmp_path / "journal.jsonl"
    entries = call("journal", "export", str(out), "--json").one["entries"]
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert sum("seq" in line for line in lines) == entries
    assert any(line.get("name") == "Анна" for line in lines)
    assert call("journal", "export", str(out)).code == 2
