"""The doctor finds each illness, names its remedy, and changes nothing."""

import asyncio
import shlex
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from core.clock import ManualClock
from core.crypto.bot_key import BotKey
from core.doctor import BROKEN, Finding, examine, is_healthy
from core.journal import head_words, verify, write_witness
from core.locales.catalogue import LANGUAGES, say
from core.moderation.recovery import make_shares
from core.sessions import read_chain
from core.settings import Settings, load_settings
from core.store.tables import journal, session_keys
from tests.core.conftest import Company


async def broken(settings: Settings, clock: ManualClock) -> set[str]:
    """The checks that failed."""
    return {finding.check for finding in await examine(settings, clock) if finding.level == BROKEN}


async def test_a_good_installation_is_healthy_and_says_so_in_both_languages(
    company: Company, settings: Settings
) -> None:
    await make_shares(company.desk, 2, 3)
    findings = await examine(settings, company.clock)
    assert is_healthy(findings)
    assert {finding.check for finding in findings} >= {"home", "keys", "store", "signatures", "journal", "recovery"}
    for finding in findings:
        for lang in LANGUAGES:
            assert say(lang, finding.message_id, **finding.facts)


async def test_an_empty_home_is_told_to_begin(tmp_path: Path, clock: ManualClock) -> None:
    assert {"home", "keys", "pin"} <= await broken(load_settings(home=tmp_path / "none"), clock)


async def test_a_key_that_others_can_read(company: Company, settings: Settings) -> None:
    settings.bot_key_path.chmod(0o644)
    assert await broken(settings, company.clock) == {"mode"}


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_an_old_database_that_others_can_read_is_a_warning_with_its_command(
    company: Company, settings: Settings
) -> None:
    database = Path(company.store.engine.url.database)
    list_of_people = settings.home / "a list.csv"
    list_of_people.write_text("Пётр\n", "utf-8")
    for path in (database, list_of_people):
        path.chmod(0o644)
    findings = await examine(settings, company.clock)
    warned = {finding.facts["file"]: finding for finding in findings if finding.check == "mode"}
    assert is_healthy(findings)
    assert set(warned) >= {database.name, list_of_people.name}
    for finding in warned.values():
        said = str(say("ru", finding.message_id, **finding.facts))
        program = await asyncio.create_subprocess_exec(*shlex.split(said.split("Выполните: ")[1]))
        assert await program.wait() == 0
    assert [f.level for f in await examine(settings, company.clock) if f.check == "mode"] == ["ok"]


async def test_a_swapped_session_key(company: Company, settings: Settings) -> None:
    async with company.store.writing() as tx:
        await tx.execute(update(session_keys).values(signature=bytes(64)))
    assert await broken(settings, company.clock) == {"signatures"}


async def test_a_journal_with_a_hole(company: Company, settings: Settings) -> None:
    await make_shares(company.desk, 2, 3)
    async with company.store.writing() as tx:
        await tx.execute(delete(journal).where(journal.c.seq == 2))
    assert await broken(settings, company.clock) == {"journal"}


async def test_a_journal_whose_tail_was_cut_behind_what_this_host_has_seen(
    company: Company, settings: Settings
) -> None:
    async with company.store.reading() as tx:
        keys = await read_chain(tx, company.pin)
    verdict = await verify(company.store, keys)
    write_witness(settings.witness_path, verdict)
    assert not await broken(settings, company.clock)
    words = head_words(verdict.head, "ru")
    async with company.store.writing() as tx:
        await tx.execute(delete(journal).where(journal.c.seq == verdict.entries))
    assert await broken(settings, company.clock) == {"journal"}
    assert (await verify(company.store, keys)).holds, "the chain alone cannot tell"
    assert (await verify(company.store, keys, head=words)).why == "head"


async def test_another_bots_key(company: Company, settings: Settings) -> None:
    settings.bot_key_path.unlink()
    BotKey.create(settings.bot_key_path)
    assert await broken(settings, company.clock) == {"agreement"}


async def test_a_damaged_identity_and_a_lost_pin(company: Company, settings: Settings) -> None:
    settings.identity_path.write_text("{}")
    settings.pin_path.unlink()
    assert await broken(settings, company.clock) >= {"keys", "pin"}


async def test_a_clock_in_the_past(company: Company, settings: Settings) -> None:
    company.clock.advance(days=-4000)
    assert "clock" in await broken(settings, company.clock)


@pytest.mark.parametrize("answers", [True, False])
async def test_whether_telegram_answers_is_a_warning_at_most(
    company: Company, settings: Settings, answers: bool
) -> None:
    async def reach() -> bool:
        return answers

    findings = await examine(settings, company.clock, reach)
    last: Finding = findings[-1]
    assert (last.check, last.level) == ("telegram", "ok" if answers else "warning")
