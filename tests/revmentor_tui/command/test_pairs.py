"""`revmentor pairs …` and `revmentor meetings …`: every verb, for a program and for a person."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from core.crypto.bot_key import BotKey
from core.crypto.roster import read_pin
from core.programs.ledger import Ledger
from core.programs.mentoring import PAIRS, Course
from core.programs.pairs import SESSIONS, Ending, Pair, Plan, Tick
from core.programs.profiles import PROFILES, Profile, Told
from core.programs.states import Side, State
from core.settings import Settings
from core.store.engine import open_store
from tests.revmentor_tui.command.conftest import Call


@pytest.fixture
def people(home: Settings, call: Call) -> tuple[str, str]:
    """A junior and a senior who fit: the beginnings of their ids."""
    call("pairs", "list")  # begins the programme

    async def add() -> None:
        store = open_store(home.url)
        ledger = Ledger(BotKey.load(home.bot_key_path), read_pin(home.pin_path))
        told = (
            Told("employee", "Анна", "", frozenset({"ai"}), frozenset({"strategy"}), languages=frozenset({"ru"})),
            Told("executive", "Олег", "", frozenset({"strategy"}), frozenset({"ai"}), languages=frozenset({"ru"})),
        )
        async with store.writing() as tx:
            for number, one in enumerate(told, 1):
                await ledger.add(tx, PROFILES, Profile(bytes([number]), one), bytes([number * 16 + 1]) * 16)
        await store.close()

    asyncio.run(add())
    return "1111", "2121"


def test_a_pair_is_matched_locked_forbidden_and_sent(people: tuple[str, str], call: Call) -> None:
    (found,) = call("pairs", "match", "--json").objects
    assert (found["kind"], found["junior"]["name"], found["senior"]["name"]) == ("draft", "Анна", "Олег")
    assert {one["reason"] for one in found["reasons"]} >= {"senior-learns", "junior-learns"}
    assert "руководитель узнает: нейросети" in call("pairs", "match").out
    assert call("pairs", "lock", *people).code == 0
    assert call("pairs", "list", "--json").one["locked"]
    assert call("pairs", "unlock", *people).code == 0
    assert call("pairs", "forbid", *people).code == 0
    assert call("pairs", "match", "--json").one["kind"] == "alone"
    assert call("pairs", "publish").code == 2
    assert call("pairs", "allow", *people).code == 0
    call("pairs", "match")
    assert call("pairs", "publish", "--json").one == {"pairs": 1}
    assert call("pairs", "sums", "--json").one["sessions"] == 0
    assert call("pairs", "lock", *reversed(people)).code != 0
    assert call("pairs", "end", "zz").code != 0


def test_a_certificate_is_for_complete_courses(people: tuple[str, str], call: Call, home: Settings) -> None:
    held = {number: Plan("ai", date(2026, 3, number)) for number in range(1, SESSIONS + 1)}
    ticks = {(number, Side.JUNIOR): Tick(True) for number in held}
    junior, senior = (one[:2] * 16 for one in people)
    early = Pair(junior, senior, date(2026, 2, 1), State.DONE, plans=held, ticks=ticks, ending=Ending.EARLY)

    async def add(mark: bytes, pair: Pair) -> None:
        store = open_store(home.url)
        ledger = Ledger(BotKey.load(home.bot_key_path), read_pin(home.pin_path))
        async with store.writing() as tx:
            await ledger.add(tx, PAIRS, Course(pair), mark * 16)
        await store.close()

    asyncio.run(add(b"\x31", early))
    asyncio.run(add(b"\x41", replace(early, ending=Ending.COMPLETE)))
    out = home.home / "paper.pdf"
    assert call("pairs", "certificate", "3131", "--out", str(out)).code == 2
    assert not out.exists()
    assert call("pairs", "certificate", "4141", "--out", str(out), "--json").one == {"file": str(out)}
    assert "Олег" in PdfReader(out).pages[0].extract_text()
    assert call("pairs", "certificate", "4141", "--out", str(home.home / "none" / "paper.pdf")).code == 2


def test_meetings_and_topics_answer_programs_and_people(people: tuple[str, str], call: Call) -> None:
    assert call("meetings", "list", "--json").out == ""
    assert "понедельникам" in call("meetings", "list").out
    assert len(call("meetings", "round", "--json").one["order"]) == 32
    assert call("people", "topics", "--json").one["topics"][0] == "ai"
    assert call("people", "topics", "финансы, вязание", "--json").one["topics"] == ["finance", "вязание"]
    assert call("people", "topics", "я" * 41).code == 2
