"""Every kind of ballot through the running bot: from a proposal to a result that holds, and what is found when not."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.clock import day_of
from core.moderation.council import Terms, inspect, put_to_vote
from core.moderation.programme import begin_programme, give_order
from core.programs.council.papers import Propose
from core.programs.council.questions import Kind, canonical
from core.programs.council.record import recount
from revmentor_tui.command.main import run
from telegram_bot.sandbox import Person
from tests.flows.council import closed_and_counted
from tests.flows.scenarios import press, rest, say
from tests.revmentor_tui.command.test_council import double, drop, drop_wholly, lengthen, stuff
from tests.telegram_bot.conftest import Company
from tests.telegram_bot.formats.test_council import alert, matters, receipt_on


@dataclass(frozen=True)
class Played:
    """One kind: its terms, what four people press, one's ballot as the published list says it, the result."""

    kind: Kind
    presses: tuple[tuple[str, ...], ...]
    listed: str
    told: tuple[str, ...]
    terms: dict[str, Any] = field(default_factory=dict)


OPTIONS = ("Лес", "Море", "Горы")
PLAYED = [
    Played(
        Kind.YES_NO,
        (("За",), ("За",), ("Против",), ("Воздержусь",)),
        "За",
        ("Принято.", "За 2 · Против 1 · Воздержусь 1"),
    ),
    Played(
        Kind.APPROVAL,
        (("Лес", "Море"), ("Море",), ("Море", "Горы"), ("Горы",)),
        "Лес; Море",
        ("Выбрано: Море; Горы", "Лес 1 · Море 3 · Горы 2"),
        {"options": OPTIONS, "seats": 2},
    ),
    Played(
        Kind.RANKED,
        (("Море", "Лес"), ("Море",), ("Горы", "Море"), ("Лес",)),
        "1. Море; 2. Лес",
        ("Выбрано: Море",),
        {"options": OPTIONS},
    ),
    Played(
        Kind.BUDGET,
        (("Чай (50)", "Проектор (300)"), ("Чай (50)",), ("Чай (50)", "Кресла (250)"), ("Кресла (250)",)),
        "Проектор (300); Чай (50)",
        ("Выбрано: Чай (50)", "Проектор (300) 1 · Чай (50) 3 · Кресла (250) 2"),
        {"options": ("Проектор", "Чай", "Кресла"), "costs": (300, 50, 250), "money": 400},
    ),
]
FOUND = {stuff: "stuffed", double: "double", drop: "dropped", drop_wholly: "receipts-changed", lengthen: "list-changed"}
"""What somebody does to the published file, and the fault that is named first."""


async def cast(bot: Company, person: Person, kind: Kind, wanted: tuple[str, ...]) -> str:
    """Fill in the ballot; returns the receipt."""
    await press(bot, person, "Проголосовать")
    for option in wanted:
        await press(bot, person, option)
    if kind is not Kind.YES_NO:
        await press(bot, person, "Опустить бюллетень")
    return receipt_on(await person.wait_for_text("Квитанция"))


@pytest.mark.parametrize("played", PLAYED, ids=lambda played: played.kind.value)
async def test_from_a_proposal_to_a_result_that_holds(
    bot: Company, played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await begin_programme(bot.desk)
    people = [await bot.employee() for _ in played.presses]
    anna = people[0]
    await say(bot, anna, "/council")
    await press(bot, anna, "Предложить")
    await say(bot, anna, "Куда поедем и на что?")
    await press(bot, anna, "Отправить без имени")
    (draft,) = await matters(bot)
    await give_order(bot.desk, "council-propose", Propose(draft.id, 2))
    await rest(bot)
    for person in people[:2]:
        await press(bot, person, "Поддержать")
    (supported,) = await matters(bot)
    last = day_of(bot.clock) + timedelta(days=7)
    await put_to_vote(bot.desk, Terms(supported.body.title, last, played.kind, **played.terms), supported)
    await rest(bot)
    voters = zip(people, played.presses, strict=True)
    receipts = [await cast(bot, person, played.kind, wanted) for person, wanted in voters]
    await closed_and_counted(bot)
    told = await anna.wait_for_text("Голоса подсчитаны")
    assert "проголосовали 4 из 4" in told.text
    assert all(part in told.text for part in played.told), told.text
    assert f"Ваш бюллетень в списке: {played.listed}" in await alert(anna, "Проверить мой голос")
    await anna.press("Сотрудники: файл для пересчёта", told)
    document = await anna.wait_for(lambda screen: next((one for one in screen if one.kind == "document"), None))
    file = tmp_path / "vote.json"
    file.write_bytes(anna.download(document))

    monkeypatch.setenv("REVMENTOR_HOME", str(bot.home))
    monkeypatch.setenv("REVMENTOR_LANG", "ru")

    async def verify(*words: str) -> tuple[int, dict[str, Any]]:
        """`revmentor council verify`, by a voter on the moderator's host: no passphrase, the journal at hand."""
        capsys.readouterr()
        code = await asyncio.to_thread(run, ("council", "verify", *words, "--json"))
        return code, json.loads(capsys.readouterr().out)

    (ballot,) = (await matters(bot))[0].body.ballots
    assert await inspect(bot.desk, ballot) == []
    assert recount(file.read_bytes()) == canonical(json.loads(file.read_text("utf-8"))["result"])
    own = [word for receipt in receipts for word in ("--receipt", receipt)]
    assert await verify(str(file), *own) == (0, {"holds": True, "faults": []})
    for tamper, fault in FOUND.items():
        code, said = await verify(str(tampered(file, tamper)))
        assert (code, said["faults"][0]["fault"]) == (1, fault)
    gone = str(tampered(file, drop_wholly))
    assert (await verify(gone, *own))[1]["faults"][0]["fault"] == "dropped", "whoever looks for theirs sees which"


def tampered(file: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """A copy of the published file, changed."""
    raw = json.loads(file.read_text("utf-8"))
    change(raw)
    path = file.with_name("changed.json")
    path.write_bytes(canonical(raw))
    return path
