"""`revmentor pairs …` and `revmentor meetings …`: every verb, for a program and for a person."""

import asyncio

import pytest

from core.crypto.bot_key import BotKey
from core.crypto.roster import read_pin
from core.programs.ledger import Ledger
from core.programs.profiles import PROFILES, Profile, Told
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


def test_meetings_and_topics_answer_programs_and_people(people: tuple[str, str], call: Call) -> None:
    assert call("meetings", "list", "--json").out == ""
    assert "понедельникам" in call("meetings", "list").out
    assert len(call("meetings", "round", "--json").one["order"]) == 32
    assert call("people", "topics", "--json").one["topics"][0] == "ai"
    assert call("people", "topics", "финансы, вязание", "--json").one["topics"] == ["finance", "вязание"]
    assert call("people", "topics", "я" * 41).code == 2
