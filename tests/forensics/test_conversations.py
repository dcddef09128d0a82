"""Hundreds of random conversations, and afterwards a search of everything that is left of them.

What may be known of a critique is its day. Its text, its author's account, name and links, its code and its second
are looked for in the database, its log and shared memory, in every file of the home and of the temporary folder, in
all logs at DEBUG, in what was printed, in backups, and in the repr of every object of ours that is alive.
"""

import asyncio
import gc
import os
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.clock import ManualClock
from core.moderation.backup import back_up
from tests.forensics.aftermath import LOGGED_LEAST, watched
from tests.forensics.canary import Canaries, Place, files_in
from tests.forensics.conversations import Plan, Play, Words, fail_on_demand, plans
from tests.telegram_bot.conftest import open_company

CONVERSATIONS = 16
EXAMPLES = int(os.environ.get("FORENSICS_DAYS", "13"))
"""Days; docs/CAMPAIGNS.md says how to run more."""


def reprs_of_ours() -> list[Place]:
    """The repr of every living object whose class the core or the bot defines; the server of the tests is not ours."""
    shown: dict[str, list[str]] = {}
    for thing in gc.get_objects():
        kind = type(thing)
        module = getattr(kind, "__module__", None)
        if isinstance(module, str) and module.startswith(("core.", "telegram_bot.")) and "sandbox" not in module:
            shown.setdefault(f"repr of {module}.{kind.__qualname__}", []).append(repr(thing))
    assert shown
    return [Place(name, "\n".join(made).encode("utf-8", "surrogatepass"), True) for name, made in shown.items()]


@given(st.lists(plans, min_size=CONVERSATIONS, max_size=CONVERSATIONS))
@settings(max_examples=EXAMPLES, phases=[Phase.generate])
def test_nothing_of_a_conversation_is_left_anywhere(capfd: pytest.CaptureFixture[str], days: list[Plan]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        with watched(Path(folder)):
            canaries, reprs = asyncio.run(play_a_day(Path(folder) / "home", days, patch))
        printed = capfd.readouterr()
        places = [*files_in(Path(folder)), *reprs]
        places += [Place("stdout", printed.out.encode(), True), Place("stderr", printed.err.encode(), True)]
        assert any(place.name.endswith("revmentor.db") and place.data for place in places), "nothing was searched"
        assert any(place.name == "all.log" and len(place.data) > LOGGED_LEAST for place in places), "nothing was logged"
        assert canaries.scan(places) == []


async def play_a_day(home: Path, days: list[Plan], patch: pytest.MonkeyPatch) -> tuple[Canaries, list[Place]]:
    """Conversations with a restart in between, the later ones in a session that is an event; moderation, digests,
    answers, questions to authors and back, a backup."""
    clock, canaries = ManualClock(datetime(2026, 3, 2, 9, 30, tzinfo=UTC)), Canaries()
    async with open_company(home, clock) as company:
        play = Play(company, canaries, Words(days[0].seed))
        token = company.sandbox.token
        canaries.add_text("the token", token)
        canaries.add_text("the token's secret", token.partition(":")[2])
        import core.intake.submission as submission

        patch.setattr(submission, "seal_critique", fail_on_demand(play, submission.seal_critique))
        company.tempo = replace(company.tempo, courier=0.2)
        await company.start()
        boss = await company.executive()
        canaries.add_number("the executive's account", boss.id)
        half = len(days) // 2
        for plan in days[:half]:
            await play.converse(plan)
        reprs = reprs_of_ours()
        await company.stop()
        await company.start()
        await play.open_event()
        for plan in days[half:]:
            await play.converse(plan)
        await play.close_event()
        await play.moderate()
        if play.written:
            await play.answer(boss)
            await play.correspond(boss)
            await play.read_answers(days)
        await back_up(company.desk, home / "night.backup")
        reprs += reprs_of_ours()
        # What a copy of the disk made while the bot runs would hold.
        kept = [Place(f"running: {place.name}", place.data, place.is_plain) for place in files_in(home)]
        await company.stop()
    return canaries, [*reprs, *kept]
