"""The walls of the house, measured twice: in the imports as written, and in what a process really loads."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def modules(package: str) -> list[str]:
    """Every module of a package, by its dotted name; migrations are scripts that only Alembic runs."""
    found = []
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "migrations" not in parts and parts[-1] != "__main__":
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def loaded_by(names: list[str]) -> set[str]:
    """Everything that a fresh process has loaded after importing ``names``."""
    code = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *names], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return set(done.stdout.split())


def within(loaded: set[str], *banned: str) -> list[str]:
    """Those of ``loaded`` that are, or lie inside, a banned package."""
    return sorted(name for name in loaded if any(name == ban or name.startswith(f"{ban}.") for ban in banned))


def test_the_contracts_of_the_imports_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert " 0 broken" in done.stdout


def test_the_core_loads_neither_telegram_nor_the_terminal() -> None:
    names = modules("core")
    assert len(names) > 40
    loaded = loaded_by(names)
    assert "core.moderation.desk" in loaded
    assert within(loaded, "telegram", "textual", "telegram_bot", "revmentor_tui") == []


def test_the_bot_loads_nothing_that_could_open_what_it_has_stored() -> None:
    names = [name for name in modules("telegram_bot") if not name.startswith("telegram_bot.sandbox")]
    assert len(names) > 3
    loaded = loaded_by(names)
    assert "core.intake.submission" in loaded
    assert within(loaded, "core.moderation", "core.crypto.identity", "textual", "revmentor_tui") == []


def test_the_sandbox_loads_nothing_of_the_moderators_either() -> None:
    names = [name for name in modules("telegram_bot") if name.startswith("telegram_bot.sandbox")]
    assert len(names) > 3
    assert within(loaded_by(names), "core.moderation", "core.crypto.identity", "textual") == []


@pytest.mark.parametrize(
    ("room", "banned"),
    [
        ("core/intake", ("core.people", "core.moderation", "core.crypto.identity")),
        ("core/people", ("core.intake", "core.moderation", "core.leadership")),
        ("core/store", ("core.crypto", "cryptography")),
    ],
)
def test_a_room_loads_nothing_from_behind_its_wall(room: str, banned: tuple[str, ...]) -> None:
    names = modules(room)
    assert names
    assert within(loaded_by(names), *banned) == []


def test_only_one_room_imports_the_cryptography_library() -> None:
    users = {
        path.relative_to(ROOT).parts[:2]
        for package in ("core", "telegram_bot", "revmentor_tui")
        for path in (ROOT / package).rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if line.lstrip().startswith(("import cryptography", "from cryptography"))
    }
    assert users == {("core", "crypto")}
