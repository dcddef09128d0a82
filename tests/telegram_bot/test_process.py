"""``revmentor-bot`` as a process: set up wrongly, set up rightly, and asked to stop."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.clock import SystemClock
from core.people.invitations import Card, create_invites
from tests.telegram_bot.conftest import Company

ROOT = Path(__file__).parents[2]


def environment(**given: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REVMENTOR_")}
    return kept | {"PYTHONPATH": str(ROOT)} | {f"REVMENTOR_{name.upper()}": value for name, value in given.items()}


def run(**given: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "telegram_bot"], env=environment(**given), capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("language", ["ru", "en"])
def test_before_the_founding_one_line_says_what_to_do(tmp_path: Path, language: str) -> None:
    done = run(home=str(tmp_path), bot_token="123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", lang=language)
    assert done.returncode == 2
    assert "revmentor init" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_a_wrong_setting_is_named_without_its_value(tmp_path: Path) -> None:
    done = run(home=str(tmp_path), log_level="канарейка")
    assert done.returncode == 2
    assert "log_level" in done.stderr
    assert "канарейка" not in done.stderr


async def test_without_a_token_one_line_says_so(company: Company) -> None:
    done = await asyncio.to_thread(run, home=str(company.home))
    assert done.returncode == 2
    assert "REVMENTOR_BOT_TOKEN" in done.stderr


async def test_the_process_works_says_ready_and_stops_when_asked(company: Company) -> None:
    given = environment(
        home=str(company.home),
        bot_token=company.sandbox.token,
        bot_api_url=company.sandbox.base_url,
        pace_chat="0",
        pace_overall="0",
        log_level="DEBUG",
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "telegram_bot", env=given, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    anna = company.sandbox.person("Канарейка", "ru")
    # The process has no clock but the machine's.
    (invitation,) = await create_invites(company.desk.store, SystemClock(), company.desk.issuer, [Card("employee")])
    await anna.follow_link(invitation)
    await anna.wait_for_text("без фильтров", timeout=60)
    await company.critique(anna, "канарейка-поёт-в-шахте")
    process.send_signal(signal.SIGTERM)
    out, err = await process.communicate()
    assert process.returncode == 0
    assert out == b""
    lines = err.decode().splitlines()
    assert any(line.endswith("ready") for line in lines)
    for canary in ("канарейка-поёт-в-шахте", "Канарейка", str(anna.id), company.sandbox.token):
        assert canary not in err.decode()
    assert len(company.sandbox.updates) == 0


def test_no_module_of_the_bot_brings_the_terminal_or_the_moderators_side() -> None:
    script = (
        "import pkgutil, importlib, sys, telegram_bot\n"
        "for one in pkgutil.walk_packages(telegram_bot.__path__, 'telegram_bot.'):\n"
        "    if not one.name.endswith('__main__'): importlib.import_module(one.name)\n"
        "importlib.import_module('telegram_bot.__main__')\n"
        "walls = ('textual', 'core.moderation', 'core.crypto.identity', 'revmentor_tui')\n"
        "bad = [m for m in sys.modules if m.startswith(walls)]\n"
        "print(bad)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(), capture_output=True, text=True, timeout=60, cwd=ROOT
    )
    assert done.stdout.strip() == "[]", done.stderr
