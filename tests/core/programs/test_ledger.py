"""Records and orders between bot and organiser: each reads its part, nothing is forged, nothing happens twice."""

from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.crypto.bot_key import BotKey
from core.crypto.identity import Identity
from core.crypto.roster import Pin
from core.errors import CannotOpen, ChangedElsewhere, NoProgramme, NotAllowed, NotFound
from core.moderation.programme import begin_programme, find_on_shelf, give_order, read_shelf, state_of_order
from core.moderation.team import admit, make_request, read_request, remove
from core.programs.ledger import Ledger, Shelf
from core.programs.orders import DONE, REFUSED, WAITING, Duty, carry_out, seal_order
from core.store.tables import journal, orders, programs
from tests.core.conftest import Company


@dataclass(frozen=True)
class Whole:
    title: str
    secret: str = field(default="", repr=False)
    over: bool = False


SHELF: Shelf[Whole, Whole] = Shelf("trial", Whole, Whole, lambda one: replace(one, secret=""), lambda one: not one.over)


@pytest.fixture
def ledger(bot_key: BotKey, pin: Pin) -> Ledger:
    return Ledger(bot_key, pin)


async def test_nothing_is_kept_before_the_organiser_begins(company: Company, ledger: Ledger) -> None:
    with pytest.raises(NoProgramme):
        async with company.store.writing() as tx:
            await ledger.add(tx, SHELF, Whole("a"))


async def test_each_side_reads_its_part(company: Company, ledger: Ledger) -> None:
    await begin_programme(company.desk)
    async with company.store.writing() as tx:
        made = await ledger.add(tx, SHELF, Whole("титул", "тайна"))
    (seen,) = await read_shelf(company.desk, SHELF)
    assert (seen.id, seen.revision, seen.body) == (made.id, 1, Whole("титул"))
    assert await find_on_shelf(company.desk, SHELF, made.ref[:6]) == seen
    with pytest.raises(NotFound):
        await find_on_shelf(company.desk, SHELF, "zz")
    async with company.store.reading() as tx:
        assert (await ledger.find(tx, SHELF, made.id)).body == Whole("титул", "тайна")
        stored = repr((await tx.execute(select(programs))).all())
    assert "титул" not in stored
    assert "тайна" not in stored


async def test_two_who_change_one_record_do_not_overwrite_each_other(company: Company, ledger: Ledger) -> None:
    await begin_programme(company.desk)
    async with company.store.writing() as tx:
        made = await ledger.add(tx, SHELF, Whole("a"))
        changed = await ledger.change(tx, SHELF, made, Whole("b"))
        assert await ledger.change(tx, SHELF, changed, Whole("b")) is changed
    with pytest.raises(ChangedElsewhere):
        async with company.store.writing() as tx:
            await ledger.change(tx, SHELF, made, Whole("c"))


async def test_what_is_over_is_listed_only_on_demand(company: Company, ledger: Ledger) -> None:
    await begin_programme(company.desk)
    async with company.store.writing() as tx:
        await ledger.add(tx, SHELF, Whole("a"))
        gone = await ledger.add(tx, SHELF, Whole("b", over=True))
        assert [record.body.title for record in await ledger.all(tx, SHELF)] == ["a"]
        assert len(await ledger.all(tx, SHELF, live=False)) == 2
        await ledger.remove(tx, gone)
        assert len(await ledger.all(tx, SHELF, live=False)) == 1


async def test_records_cannot_change_places_or_kinds(company: Company, ledger: Ledger) -> None:
    await begin_programme(company.desk)
    async with company.store.writing() as tx:
        one, two = [await ledger.add(tx, SHELF, Whole(title)) for title in "ab"]
        row = (await tx.execute(select(programs).where(programs.c.id == two.id))).one()
        taken = {"bot_box": row.bot_box, "team_sealed": row.team_sealed}
        await tx.execute(update(programs).where(programs.c.id == one.id).values(**taken))
    with pytest.raises(CannotOpen):
        async with company.store.reading() as tx:
            await ledger.find(tx, SHELF, one.id)
    with pytest.raises(CannotOpen):
        await read_shelf(company.desk, SHELF)


async def test_a_removed_moderator_cannot_read_what_came_later(company: Company, ledger: Ledger) -> None:
    other = Identity.generate("Борис")
    await begin_programme(company.desk)
    await admit(company.desk, read_request(make_request(other)))
    epoch = (await begin_programme(company.desk)).epoch
    await remove(company.desk, other.id)
    async with company.store.writing() as tx:
        await ledger.add(tx, SHELF, Whole("позже"))
        assert (await tx.execute(select(programs.c.epoch))).scalar_one() == epoch + 1
    assert [record.body.title for record in await read_shelf(company.desk, SHELF)] == ["позже"]


async def carry(company: Company, key: BotKey, done: list[str], *, fails: Exception | None = None) -> list[str]:
    async def note(tx: AsyncConnection, body: Whole) -> None:
        del tx
        if fails and body.title == "дело":
            raise fails
        done.append(body.title)

    return await carry_out(company.store, key, company.pin, company.clock, {"trial": Duty(Whole, note)})


async def test_an_order_is_carried_out_once_and_stands_in_the_journal(company: Company, bot_key: BotKey) -> None:
    order, done = await give_order(company.desk, "trial", Whole("дело")), []  # type: ignore[var-annotated]
    assert await state_of_order(company.desk, order) == WAITING
    for _ in range(2):
        assert await carry(company, bot_key, done) == []
    assert done == ["дело"]
    assert await state_of_order(company.desk, order) == DONE
    async with company.store.reading() as tx:
        acts = (await tx.execute(select(journal.c.act).where(journal.c.ref == order))).scalars().all()
        assert (await tx.execute(select(orders.c.bot_sealed))).scalar_one() == b""
    assert acts == ["order-trial", "order-trial"]


async def test_an_order_that_cannot_be_carried_out_is_refused_for_good(company: Company, bot_key: BotKey) -> None:
    order = await give_order(company.desk, "trial", Whole("дело"))
    assert await carry(company, bot_key, [], fails=NotAllowed("error-item-state")) == ["NotAllowed"]
    assert await state_of_order(company.desk, order) == REFUSED
    assert await carry(company, bot_key, []) == []


async def test_an_order_that_fails_as_nobody_expected_waits_and_holds_up_no_other(
    company: Company, bot_key: BotKey
) -> None:
    order, done = await give_order(company.desk, "trial", Whole("дело")), []  # type: ignore[var-annotated]
    await give_order(company.desk, "trial", Whole("другое"))
    assert await carry(company, bot_key, done, fails=IndexError("дело")) == ["IndexError"]
    assert (done, await state_of_order(company.desk, order)) == (["другое"], WAITING)
    assert await carry(company, bot_key, done) == []
    assert done == ["другое", "дело"]


async def test_an_order_of_a_stranger_or_of_an_unknown_kind_is_refused(company: Company, bot_key: BotKey) -> None:
    stranger, done = Identity.generate("Чужой"), []  # type: ignore[var-annotated]
    for number, sender in enumerate((stranger.id, company.desk.identity.id)):
        order_id = bytes([number]) * 16
        sealed = seal_order(bot_key.pair.public, order_id, "trial", Whole("подлог"), sender, stranger.signer)
        async with company.store.writing() as tx:
            await tx.execute(insert(orders), [{"id": order_id, "state": WAITING, "bot_sealed": sealed}])
    await give_order(company.desk, "unheard-of", Whole("что-то"))
    assert await carry(company, bot_key, done) == ["CannotOpen"] * 3
    assert done == []
