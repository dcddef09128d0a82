"""Copies of the store around one answer to the pulse tell neither whose it was nor what it was."""

from pathlib import Path

from sqlalchemy import select

from core.programs.poll_records import SAFETY_ID
from core.store.tables import people, poll_answers, programs
from telegram_bot.sandbox import Person
from tests.flows.pulse import open_poll, staff
from tests.flows.scenarios import press
from tests.forensics.canary import Canaries, files_in
from tests.forensics.test_answers_unseen import copied
from tests.telegram_bot.conftest import Company


async def nullifiers(company: Company) -> set[bytes]:
    async with company.desk.store.reading() as tx:
        return set((await tx.execute(select(poll_answers.c.nullifier))).scalars())


async def traces(company: Company, person: Person, answers: str) -> tuple[object, ...]:
    """What one person's answer changes in a copy, but for ciphertext and random keys."""
    before, known = await copied(company, "poll"), await nullifiers(company)
    for answer in answers:
        await press(company, person, answer)
    after = await copied(company, "poll")
    (fresh,) = await nullifiers(company) - known
    assert len(fresh) == 16
    assert (after.shapes, after.team) == (before.shapes, before.team), "no length and no revision tells of it"
    assert after.rewritten(before) == set(before.boxes)
    grown = {name: after.counts[name] - before.counts[name] for name in after.counts}
    return tuple(sorted((name, by) for name, by in grown.items() if by))


async def test_whoever_answers_and_whatever_the_trace_is_the_same(bot: Company) -> None:
    young, *_, old, unknown = await staff(bot, "ru")
    await open_poll(bot, "pulse-recommend")
    left = {await traces(bot, person, answer) for person, answer in ((young, "0"), (old, "9"), (unknown, "7"))}
    assert left == {(("poll_answers", 1),)}


async def test_seven_presses_leave_one_trace(bot: Company) -> None:
    young, *_, old, _ = await staff(bot, "ru")
    await open_poll(bot, SAFETY_ID)
    assert await traces(bot, young, "1111111") == await traces(bot, old, "7373737") == (("poll_answers", 1),)


async def test_nullifiers_meet_no_person_and_go_at_the_close(bot: Company) -> None:
    members = await staff(bot, "ru")
    await open_poll(bot, "pulse-recommend")
    for person in members:
        await press(bot, person, "3")
    answered = await nullifiers(bot)
    assert len(answered) == len(members)
    async with bot.desk.store.reading() as tx:
        known = set((await tx.execute(select(people.c.id))).scalars())
        known |= set((await tx.execute(select(programs.c.id))).scalars())
    assert not answered & known
    canaries = Canaries()
    for person in members:
        canaries.add_number("account", person.id)
    for nullifier in answered:
        canaries.add_secret("nullifier", nullifier)
    await bot.desk.store.checkpoint()
    assert {found.canary for found in canaries.scan(files_in(Path(bot.home)))} <= {"nullifier"}
    await open_poll(bot, "pulse-say")
    await bot.desk.store.checkpoint()
    assert canaries.scan(files_in(Path(bot.home))) == []
