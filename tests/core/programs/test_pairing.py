"""The organiser's list of pairs: two organisers see the same one, nobody else sees any."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from core.crypto.bot_key import BotKey
from core.crypto.roster import Pin
from core.errors import BadInput, ChangedElsewhere
from core.moderation import pairing as desk_side
from core.moderation.pairing import lines_of, match_people, publish_pairs, read_table
from core.moderation.programme import begin_programme
from core.programs import pairing
from core.programs.ledger import Ledger
from core.programs.profiles import PROFILES, Profile, Told
from core.store.tables import programs
from tests.core.conftest import Company

AI, STRATEGY = frozenset({"ai"}), frozenset({"strategy"})


@pytest.fixture
async def people(company: Company, bot_key: BotKey, pin: Pin) -> dict[str, str]:
    """Three juniors and two executives, one of whom has two places: name -> profile."""
    await begin_programme(company.desk)
    ledger, found = Ledger(bot_key, pin), {}
    told = [Told("employee", name, "склад", AI, STRATEGY, languages=frozenset({"ru"})) for name in ("Анна", "Борис")]
    told.append(Told("employee", "Вера", "склад", frozenset({"вязание"}), languages=frozenset({"ru"})))
    told += [Told("executive", name, "сбыт", STRATEGY, AI, languages=frozenset({"ru"})) for name in ("Олег", "Пётр")]
    async with company.store.writing() as tx:
        for number, one in enumerate(told):
            record = await ledger.add(tx, PROFILES, Profile(bytes([number]), one), bytes([number + 1]) * 16)
            found[one.name] = record.ref
    return found


async def test_a_run_is_stable_and_says_who_is_left(company: Company, people: dict[str, str]) -> None:
    fairness = await match_people(company.desk)
    assert (fairness.pairs, fairness.blocking, fairness.unmatched) == (2, 0, (people["Вера"],))
    table = await read_table(company.desk)
    assert [line.kind for line in lines_of(table)] == ["draft", "draft", "alone"]
    assert not desk_side.can_fit(table, people["Вера"])


async def test_locked_pairs_stay_and_forbidden_ones_stay_away(company: Company, people: dict[str, str]) -> None:
    await match_people(company.desk)
    first = (await read_table(company.desk)).draft.pairs[0]
    await desk_side.redo_pair(company.desk, first, pairing.forbid, "pairs-forbid")
    await match_people(company.desk)
    assert first not in (await read_table(company.desk)).draft.pairs
    await desk_side.lock_pair(company.desk, first)
    await match_people(company.desk)
    draft = (await read_table(company.desk)).draft
    assert first in draft.pairs
    assert draft.forbidden == frozenset()
    other = next(junior for junior in (people["Анна"], people["Борис"]) if junior != first[0])
    with pytest.raises(BadInput):
        await desk_side.lock_pair(company.desk, (other, first[1]))
    with pytest.raises(BadInput):
        await desk_side.lock_pair(company.desk, (people["Олег"], people["Пётр"]))


async def test_two_organisers_do_not_overwrite_each_other(company: Company, people: dict[str, str]) -> None:
    early = await read_table(company.desk)
    await match_people(company.desk)
    with pytest.raises(ChangedElsewhere):
        await desk_side.change_draft(company.desk, early, early.draft, "pairs-match")
    later = await read_table(company.desk)
    await match_people(company.desk)
    with pytest.raises(ChangedElsewhere):
        await desk_side.change_draft(company.desk, later, replace(later.draft, pairs=()), "pairs-match")


async def test_nothing_of_the_list_can_be_read_in_the_store(company: Company, people: dict[str, str]) -> None:
    await match_people(company.desk)
    async with company.store.reading() as tx:
        stored = repr((await tx.execute(select(programs).where(programs.c.format == desk_side.DRAFT_FORMAT))).all())
    assert all(ref not in stored and repr(bytes.fromhex(ref))[2:-1] not in stored for ref in people.values())


async def test_an_empty_list_cannot_be_sent(company: Company, people: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        await publish_pairs(company.desk)
