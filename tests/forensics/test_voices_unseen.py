"""Copies of the store around a vote and a support, and what a signal leaves behind: nobody's name, and no choice."""

import asyncio
from pathlib import Path

from sqlalchemy import select

from core.moderation.programme import begin_programme
from core.programs.council.papers import Propose
from core.store.tables import metadata, programs
from tests.flows.scenarios import rest
from tests.flows.signals import WHAT, first, with_places
from tests.forensics.canary import Canaries, files_in
from tests.telegram_bot.conftest import Company
from tests.telegram_bot.formats.test_council import alert, matters, ordered, own_question, receipt_on, staff, vote

Rows = dict[str, dict[tuple[object, ...], tuple[object, ...]]]
DELIVERY = {"presses"}
"""Tables in which any press whatever leaves a mark."""


async def copy(company: Company) -> Rows:
    """Every row of the store by its key."""
    async with company.desk.store.reading() as tx:
        return {
            table.name: {
                tuple(row._mapping[column.name] for column in table.primary_key): tuple(row)
                for row in await tx.execute(select(table))
            }
            for table in metadata.sorted_tables
        }


def changed(before: Rows, after: Rows) -> dict[str, int]:
    """How many rows came, went or are others, by table."""
    found = {
        name: sum(rows.get(key) != before[name].get(key) for key in {*rows, *before[name]})
        for name, rows in after.items()
    }
    return {name: count for name, count in found.items() if count and name not in DELIVERY}


async def test_a_vote_through_the_bot_rewrites_one_row_whoever_gives_it_and_whatever_it_is(bot: Company) -> None:
    await begin_programme(bot.desk)
    people = await staff(bot, 3)
    await own_question(bot)
    await rest(bot)
    canaries, traces = Canaries(), []
    for person, choice in zip(people, ("За", "Против", "Воздержусь"), strict=True):
        before = await copy(bot)
        receipt = bytes.fromhex(receipt_on(await vote(person, choice)))
        await rest(bot)
        traces.append(changed(before, await copy(bot)))
        canaries.add_number("account", person.id)
        canaries.add_secret("receipt", receipt)
    assert traces == [{"council_votes": 1}] * len(people)
    await bot.desk.store.checkpoint()
    assert canaries.scan(files_in(Path(bot.home))) == []


async def test_a_support_leaves_one_row_that_no_id_in_the_store_explains(bot: Company) -> None:
    await begin_programme(bot.desk)
    anna, boris = await staff(bot, 2)
    assert bot.bot
    async with bot.bot.deps.store.writing() as tx:
        draft = await bot.bot.deps.council.draft(tx, "Пятница без встреч", "")
    await ordered(bot, "council-propose", Propose(draft.id, 3))
    await rest(bot)
    for person in (anna, boris):
        before = await copy(bot)
        assert "Поддержка учтена" in await alert(person, "Поддержать")
        await rest(bot)
        grown = changed(before, await copy(bot))
        assert grown.pop("council_support") == 1
        assert set(grown) <= {"programs"}
    rows = await copy(bot)
    known = {part for name, kept in rows.items() if name != "council_support" for key in kept for part in key}
    assert len(rows["council_support"]) == 2
    assert not {row[0] for row in rows["council_support"].values()} & known
    assert len(await matters(bot)) == 1


def contents_of(home: Path) -> list[bytes]:
    """Every file of the home."""
    return [path.read_bytes() for path in home.rglob("*") if path.is_file()]


async def test_nothing_left_behind_names_a_sender(bot: Company, home: Path) -> None:
    await with_places(bot, "ru")
    anna = await bot.employee("ru", "Канарейка")
    await first(bot, anna, "ru")
    await asyncio.sleep(0)
    traces = [str(anna.id), anna.id.to_bytes(8, "big").hex(), WHAT["ru"], "Канарейка"]
    async with bot.desk.store.reading() as tx:
        rows = repr([(await tx.execute(select(table))).all() for table in metadata.sorted_tables])
        own = (await tx.execute(select(programs.c.id, programs.c.bot_box, programs.c.team_sealed))).all()
    people = {key for row in own for key in row}
    for trace in traces:
        assert trace not in rows
        assert not any(trace.encode() in content for content in contents_of(home))
    assert bot.bot
    person = bot.bot.deps.key.person_id(anna.id)
    assert person not in people
    assert bot.bot.deps.key.profile_id(person) not in people
