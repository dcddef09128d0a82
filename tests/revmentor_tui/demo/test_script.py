"""The demonstration plays by itself: from a file of texts to every author's answer, with the real bot."""

import json
import os
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from core.locales.catalogue import LANGUAGES
from revmentor_tui.demo.executive import DECLINED_MOST, reason
from revmentor_tui.demo.input import Text
from revmentor_tui.demo.moderator import find_contacts, is_junk
from revmentor_tui.demo.script import EMPLOYEES_MOST, share_out

CANARIES = ["zqxvkjwp", "бюгфщцжъ"]
LINES = [
    "Решения принимают трое, остальные молчат",
    "The release has no owner and nobody says so",
    "=cmd|' /C calc'!A0 [/] [@click=app.quit]x[/] <b>",
    "\x1b[2J\u202e наоборот и ещё слова",
    f"Здесь метка {CANARIES[0]} и {CANARIES[1]}, её нигде быть не должно",
    "Звоните мне: +7 903 123-45-67, почта a.b@example.org",
    "ыва",
    "",
    "   ",
    "План на год никто не видел до марта",
    "слово " * 682 + "вот😀 хвост длинного письма о планёрках",
    "Релизы по пятницам ломают выходные дежурным",
    "Зарплату обещали пересмотреть ещё весной, тишина",
    "Созвоны длятся по два часа без повестки",
]
MESSAGES = 13
"""Two lines are blank, one is sent in two parts."""


def demo(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    code = "import sys\nfrom revmentor_tui.command.main import main\nmain()"
    command = [sys.executable, "-c", code, "demo", *words]
    settings = {**os.environ, "REVMENTOR_LANG": "ru", **environment}
    return subprocess.run(command, capture_output=True, text=True, env=settings, timeout=300)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("demo")
    (folder / "in.txt").write_text("\n".join(LINES), "utf-8")
    done = demo("--script", "--json", "--input", str(folder / "in.txt"), "--home", str(folder / "home"), "--keep")
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "home", [json.loads(line) for line in done.stdout.splitlines()]


Played = tuple[Path, list[dict[str, Any]]]


def test_the_loop_closes_and_nothing_is_lost(played: Played) -> None:
    summary = played[1][-1]
    assert list(summary) == [
        "step",
        "submitted",
        "sealed",
        "released",
        "delivered",
        "decided",
        "answered",
        "lost",
        "seconds",
    ]
    assert summary["submitted"] == summary["sealed"] == MESSAGES
    assert summary["released"] == summary["delivered"] == summary["decided"] == summary["answered"] == MESSAGES - 1
    assert summary["lost"] == 0 and summary["seconds"] > 0


def test_each_act_is_a_step_in_its_order(played: Played) -> None:
    names = [step["step"] for step in played[1]]
    order = ["opened", "joined", "sealed", "taken", "reviewed", "published", "decided", "answered", "kept", "summary"]
    assert [name for name in names if name in order] == order
    steps = {step["step"]: step for step in played[1]}
    assert steps["reviewed"]["declined"] == 1
    assert steps["reviewed"]["redacted"] >= 2
    assert 0 < steps["decided"]["accepted"] < steps["decided"]["decided"]


def test_what_was_written_is_in_no_file_of_the_home(played: Played) -> None:
    files = [path for path in played[0].rglob("*") if path.is_file()]
    assert {"revmentor.db", "identity.key", "bot.key", "bot.log"} <= {path.name for path in files}
    forms = [
        form for word in CANARIES for form in (word.encode(), word.encode("utf-16-le"), word.encode().hex().encode())
    ]
    for path in files:
        assert not any(form in path.read_bytes() for form in forms), path.name


def test_the_home_is_private_and_its_log_alive(played: Played) -> None:
    assert stat.S_IMODE(played[0].stat().st_mode) == 0o700
    assert stat.S_IMODE((played[0] / "bot.log").stat().st_mode) == 0o600
    assert " ready" in (played[0] / "bot.log").read_text("utf-8")


def test_the_home_that_was_kept_opens_with_the_passphrase_it_tells(played: Played, tmp_path: Path) -> None:
    kept = next(step for step in played[1] if step["step"] == "kept")
    (tmp_path / "passphrase").write_text(kept["passphrase"], "utf-8")
    code = "import sys\nfrom revmentor_tui.command.main import main\nmain()"
    environment = os.environ | {
        "REVMENTOR_HOME": kept["home"],
        "REVMENTOR_PASSPHRASE_FILE": str(tmp_path / "passphrase"),
    }

    def ask(*words: str) -> list[dict[str, Any]]:
        command = [sys.executable, "-c", code, *words, "--json"]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
        return [json.loads(line) for line in done.stdout.splitlines()]

    states = Counter(letter["state"] for letter in ask("inbox", "list"))
    assert states == {"published": MESSAGES - 1, "declined": 1}
    commas = [item["comma"] for item in ask("digest", "show")[0]["items"]]
    assert all(comma["text"] and comma["by"] == "директор по продукту" for comma in commas)
    assert ask("journal", "verify")[0]["holds"]


def test_a_person_reads_each_step_in_their_language(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("Nobody owns the release process\nРешения принимают без нас", "utf-8")
    done = demo("--script", "--input", str(tmp_path / "in.txt"), REVMENTOR_LANG="en")
    assert done.returncode == 0
    assert "Sealed 2 of 2" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Written 2, sealed 2, released 2")


def test_a_message_that_is_a_command_is_refused_and_told(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("/privacy\nРешения принимают без нас", "utf-8")
    done = demo("--script", "--json", "--input", str(tmp_path / "in.txt"))
    steps = {step["step"]: step for step in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 0
    assert steps["refused"]["count"] == 1
    assert (steps["summary"]["submitted"], steps["summary"]["sealed"]) == (2, 1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_home_that_is_not_empty_is_refused_and_left_alone(tmp_path: Path, lang: str) -> None:
    (tmp_path / "file").write_text("важное", "utf-8")
    for place in (tmp_path, tmp_path / "file", tmp_path / "file" / "deeper"):
        done = demo("--script", "--home", str(place), "--keep", REVMENTOR_LANG=lang)
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_bad_input_makes_no_home(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_bytes("ок\nпривет".encode("cp1251"))
    done = demo("--script", "--input", str(tmp_path / "in.txt"), "--home", str(tmp_path / "home"), "--keep")
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "home").exists()


def test_the_folder_goes_when_it_is_not_to_be_kept(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("Решения принимают без нас", "utf-8")
    assert demo("--script", "--input", str(tmp_path / "in.txt"), "--home", str(tmp_path / "home")).returncode == 0
    assert not (tmp_path / "home").exists()


def test_contacts_are_found_and_other_words_are_not() -> None:
    text = "Пишите на a.b-c@example.org или @anna_k, тел. 8 (903) 123-45-67, план 2026-2027 на 1000000 рублей"
    assert [text[start:end] for start, end in find_contacts(text)] == [
        "a.b-c@example.org",
        "@anna_k",
        "8 (903) 123-45-67",
    ]


def test_a_few_letters_are_no_critique() -> None:
    assert is_junk("ыва ыва") and is_junk("!!!") and is_junk("ок")
    assert not is_junk("Решения принимают без нас")


def test_no_two_reasons_of_the_executive_are_the_same() -> None:
    for lang in LANGUAGES:
        assert len({reason(lang, number) for number in range(DECLINED_MOST)}) == DECLINED_MOST


@pytest.mark.parametrize("count", [1, 4, 60, 10_000])
def test_everybody_writes_in_one_language_and_there_are_not_too_many(count: int) -> None:
    texts = [Text(f"текст {number}", "ru" if number % 3 else "en") for number in range(count)]
    shared = share_out(texts)
    assert Counter(text for own in shared for text in own) == Counter(texts)
    assert all(len({text.lang for text in own}) == 1 for own in shared)
    assert len(shared) <= EMPLOYEES_MOST


def test_ended_from_outside_it_leaves_nothing_behind(tmp_path: Path) -> None:
    code = "import sys\nfrom revmentor_tui.command.main import main\nmain()"
    command = [sys.executable, "-c", code, "demo", "--script", "--json", "--home", str(tmp_path / "home")]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert json.loads(running.stdout.readline())["step"] == "opened"
    running.terminate()
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130 and len(told.strip().splitlines()) == 1
    assert not (tmp_path / "home").exists()
