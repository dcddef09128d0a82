"""Processes that re-seal: the same as here, gone with their keys at the end, nothing lost or doubled when one dies."""

import asyncio
import io
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.crypto.aead import context
from core.crypto.receipt import Receipt
from core.crypto.session_key import SessionSecret
from core.errors import CannotOpen
from core.intake.critique import seal_critique
from core.journal import read_entries
from core.moderation import resealer, taking_in
from core.moderation.inbox import load_critiques
from core.moderation.record_form import decode_record
from core.moderation.resealer import Resealer, serve
from core.moderation.resealing import Drop
from core.moderation.taking_in import TakenIn, take_in
from core.store.tables import drops
from tests.core.conftest import Company

SESSION = b"s" * 16
SECRET = SessionSecret(SESSION, 1, b"k" * 32)
TEXTS = [f"текст {number}" for number in range(12)]


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are worth their start from the first drop on; batches are small."""
    monkeypatch.setattr(resealer, "MANY", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(taking_in, "BATCH", 3)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Resealer]]:
    """Every Resealer that was made."""
    found: list[Resealer] = []
    make = Resealer.__init__

    def made(self: Resealer, *given: object) -> None:
        make(self, *given)  # type: ignore[arg-type]
        found.append(self)

    monkeypatch.setattr(Resealer, "__init__", made)
    yield found
    assert all(process.poll() is not None for one in found for process in one._all)


async def _first(started: list[Resealer]) -> None:
    while not started:  # noqa: ASYNC110 -- nothing tells it
        await asyncio.sleep(0)


def drop(text: str) -> Drop:
    receipt = Receipt.generate()
    sealed, mailbox = seal_critique(SECRET.pair.public, SESSION, 1, receipt, text, "ru", "", b"t")
    return receipt.critique_id, 1, sealed, mailbox


def text_in(box: bytes | None, one: Drop) -> str:
    assert box is not None
    return decode_record(SECRET.box.open(box, context("critique", SESSION, 1, one[0])))["text"]


async def test_a_process_makes_what_is_made_here(few_are_many: None, started: list[Resealer]) -> None:
    given = [drop(text) for text in TEXTS[:3]]
    rubbish: Drop = (b"r" * 16, 1, b"rubbish" * 300, b"m" * 1280)
    unknown: Drop = (*given[0][:1], 99, *given[0][2:])
    with Resealer(SESSION, {1: SECRET}, 5) as one:
        assert len(one._all) == 2
        boxes = await one.reseal([*given, rubbish, unknown])
    assert [text_in(box, it) for box, it in zip(boxes, given, strict=False)] == TEXTS[:3]
    assert boxes[3:] == [None, None]


def test_few_start_no_process() -> None:
    with Resealer(SESSION, {1: SECRET}, 100) as one:
        assert one._all == []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks into /proc")
async def test_a_process_has_neither_key_nor_settings_where_others_look(
    few_are_many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVMENTOR_BOT_TOKEN", "1:secret")
    with Resealer(SESSION, {1: SECRET}, 5) as one:
        await one.reseal([])
        for process in one._all:
            place = Path(f"/proc/{process.pid}")
            seen = (place / "cmdline").read_bytes() + (place / "environ").read_bytes()
            assert b"REVMENTOR" not in seen
            assert not any(form in seen for form in (SECRET.raw, SECRET.raw.hex().encode()))
            opened = [str(link.readlink()) for link in (place / "fd").iterdir()]
            assert all(one.startswith(("pipe:", "/dev/null")) for one in opened)


async def test_taking_in_by_processes(company: Company, few_are_many: None, started: list[Resealer]) -> None:
    await company.write_all(*TEXTS)
    assert await take_in(company.desk, company.session) == TakenIn(len(TEXTS), 0, 0)
    assert sorted(one.text for one in await load_critiques(company.desk, company.session)) == sorted(TEXTS)
    assert [len(one._all) for one in started] == [2]


@pytest.mark.parametrize("after", [0, 2])
async def test_killed_processes_lose_and_double_nothing(
    company: Company,
    few_are_many: None,
    started: list[Resealer],
    monkeypatch: pytest.MonkeyPatch,
    after: int,
) -> None:
    ask, asked = resealer._ask, []

    def kill_then_ask(process: object, given: object) -> object:
        asked.append(process)
        if len(asked) > after:
            os.kill(process.pid, signal.SIGKILL)  # type: ignore[attr-defined]
        return ask(process, given)  # type: ignore[arg-type]

    monkeypatch.setattr(resealer, "_ask", kill_then_ask)
    await company.write_all(*TEXTS)
    assert await take_in(company.desk, company.session) == TakenIn(len(TEXTS), 0, 0)
    assert sorted(one.text for one in await load_critiques(company.desk, company.session)) == sorted(TEXTS)
    counts = [entry.count for entry in await read_entries(company.store) if entry.act == "take-in"]
    assert sum(counts) == len(TEXTS)


async def test_without_a_python_to_start_it_is_done_here(
    company: Company, few_are_many: None, started: list[Resealer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealer.sys, "executable", "/nowhere/python")
    await company.write_all(*TEXTS)
    assert (await take_in(company.desk, company.session)).taken == len(TEXTS)
    assert [one._all for one in started] == [[]]


async def test_over_is_over_after_the_batch(company: Company, few_are_many: None, started: list[Resealer]) -> None:
    await company.write_all(*TEXTS)
    assert (await take_in(company.desk, company.session, lambda: True)).taken == 3
    assert all(process.poll() is not None for process in started[0]._all)
    async with company.store.reading() as tx:
        assert (await tx.execute(select(func.count()).select_from(drops))).scalar_one() == len(TEXTS) - 3
    assert (await take_in(company.desk, company.session)).taken == len(TEXTS) - 3


async def test_a_cut_in_the_middle_ends_the_processes(
    company: Company, few_are_many: None, started: list[Resealer]
) -> None:
    await company.write_all(*TEXTS)
    work = asyncio.create_task(take_in(company.desk, company.session))
    await asyncio.wait_for(_first(started), 10)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert all(process.poll() is not None for process in started[0]._all)
    await take_in(company.desk, company.session)
    assert len(await load_critiques(company.desk, company.session)) == len(TEXTS)


def test_a_process_ends_with_its_pipe() -> None:
    answers = io.BytesIO()
    questions = io.BytesIO()
    resealer._send(questions, (SESSION, {1: SECRET.raw}))
    one = drop("раз")
    resealer._send(questions, [one])
    questions.write(b"\0\0")
    questions.seek(0)
    serve(questions, answers)
    answers.seek(0)
    (box,) = resealer._receive(answers)
    assert text_in(box, one) == "раз"
    with pytest.raises(EOFError):
        resealer._receive(answers)
    with pytest.raises(CannotOpen):
        SECRET.box.open(box, context("critique", SESSION, 2, one[0]))
