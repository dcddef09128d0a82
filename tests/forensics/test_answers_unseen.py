"""A yes, a no and silence leave the same trace: whoever compares copies of the store learns nothing of an answer."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from sqlalchemy import func, select

from core.moderation.pairing import match_people, publish_pairs
from core.store.tables import metadata, programs
from telegram_bot.sandbox import Person
from tests.flows.meetings import asked
from tests.flows.projects import named
from tests.flows.scenarios import press, rest, say
from tests.forensics.canary import Canaries, Place, files_in
from tests.telegram_bot.conftest import Company

QUIET = ("inflight", "presses")
"""Tables of single updates, whoever sends them: any press of any button is in them for a while."""
CONTACT, GOAL = "кабинет четыреста двенадцать", "понять устройство казначейства"


@dataclass(frozen=True)
class Copy:
    """A copy of the store, and what stands out in it: how many rows each table has, and of each record of a format
    everything but the ciphertext; ``boxes`` and ``team``: the ciphertexts."""

    counts: dict[str, int]
    shapes: dict[bytes, tuple[object, ...]]
    boxes: dict[bytes, bytes]
    team: dict[bytes, bytes]

    def rewritten(self, before: "Copy") -> set[bytes]:
        """Records whose ciphertext is another."""
        return {key for key, box in self.boxes.items() if box != before.boxes.get(key)}


async def copied(company: Company, shelf: str) -> Copy:
    """The store as it is now."""
    async with company.desk.store.reading() as tx:
        tables = [table for table in metadata.sorted_tables if table.name not in QUIET]
        counts = {t.name: (await tx.execute(select(func.count()).select_from(t))).scalar_one() for t in tables}
        rows = (await tx.execute(select(programs).where(programs.c.format == shelf))).all()
    return Copy(
        counts,
        {row.id: (row.live, row.epoch, row.revision, len(row.bot_box), len(row.team_sealed)) for row in rows},
        {row.id: row.bot_box for row in rows},
        {row.id: row.team_sealed for row in rows},
    )


async def compare(company: Company, shelf: str, yes: Person, no: Person, labels: tuple[str, str]) -> None:
    """Press yes and no, let an hour pass in silence, and compare what each has left."""
    start = await copied(company, shelf)
    assert len(start.shapes) == 2
    copies = [start]
    for act in ((yes, labels[0]), (no, labels[1]), None):
        if act is None:
            company.clock.advance(hours=1)
            await rest(company)
        else:
            await press(company, *act)
        copies.append(await copied(company, shelf))
    for before, after in pairwise(copies):
        assert (after.counts, after.shapes, after.team) == (start.counts, start.shapes, start.team)
        assert after.rewritten(before) == set(start.boxes), "all of them, or the one that was answered stands out"


async def test_answers_to_a_meeting_leave_no_trace(bot: Company) -> None:
    anna, boris, vera, gleb = await asked(bot, "Анна", "Борис", "Вера", "Глеб")
    await compare(bot, "meeting", anna, boris, ("Хочу", "Не сейчас"))
    bot.clock.advance(hours=48)
    await rest(bot)
    after = await copied(bot, "meeting")
    assert len(set(after.shapes.values())) == 1, "the refused meeting looks like the one nobody answered"
    said = [person.last().text for person in (anna, boris, vera, gleb)]
    assert len(set(said)) == 1, "all hear the same"


async def test_answers_to_a_pair_leave_no_trace(bot: Company) -> None:
    fits = {"ai": {"teaches": "нейросети", "wants": "стратегия"}, "top": {"teaches": "стратегия", "wants": "нейросети"}}
    juniors = [await named(bot, "employee", name, "ru", **fits["ai"]) for name in ("Анна", "Борис")]
    seniors = [await named(bot, "executive", name, "ru", **fits["top"]) for name in ("Олег", "Пётр")]
    await match_people(bot.desk)
    await publish_pairs(bot.desk)
    await rest(bot)
    await compare(bot, "pair", juniors[0], juniors[1], ("Да, хочу", "Не в этот раз"))
    bot.clock.advance(days=8)
    await rest(bot)
    assert len(set((await copied(bot, "pair")).shapes.values())) == 1
    assert len({person.last().text for person in (*juniors, *seniors)}) == 1


async def test_what_two_say_to_each_other_is_nowhere_to_be_read(bot: Company) -> None:
    anna = await named(bot, "employee", "Аполлинария", "ru", teaches="нейросети", wants="стратегия")
    oleg = await named(bot, "executive", "Олег Петрович", "ru", teaches="стратегия", wants="нейросети")
    await say(bot, anna, "/me")
    await press(bot, anna, "Изменить контакт")
    await say(bot, anna, CONTACT)
    await match_people(bot.desk)
    await publish_pairs(bot.desk)
    await rest(bot)
    for person in (anna, oleg):
        await press(bot, person, "Да, хочу")
    await press(bot, anna, "Открыть пару")
    await press(bot, anna, "Моя цель")
    await say(bot, anna, GOAL)
    canaries = Canaries()
    for label, text in (("contact", CONTACT), ("goal", GOAL), ("name", "Аполлинария")):
        canaries.add_text(label, text)
    canaries.add_number("account", anna.id)
    assert bot.bot
    await bot.desk.store.checkpoint()
    assert canaries.scan(files_in(Path(bot.home))) == []
    assert canaries.scan([Place("here", GOAL.encode(), True)]), "the search finds what is there"
