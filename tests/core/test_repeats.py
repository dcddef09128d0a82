"""An update that comes again finds its work done, until it cannot come again."""

from sqlalchemy import select

from core.clock import ManualClock, seconds_of
from core.intake.submission import Intake
from core.repeats import UPDATE_LIFE, is_done, mark_done
from core.store.engine import Store
from core.store.tables import inflight


async def test_what_is_rolled_back_is_not_done(store: Store, clock: ManualClock) -> None:
    try:
        async with store.writing() as tx:
            await mark_done(tx, 5, clock)
            raise RuntimeError
    except RuntimeError:
        pass
    async with store.reading() as tx:
        assert not await is_done(tx, 5)


async def test_it_is_forgotten_with_the_codes_in_flight_and_tells_no_hour(
    store: Store, clock: ManualClock, intake: Intake
) -> None:
    async with store.writing() as tx:
        for update in (5, 6):
            await mark_done(tx, update, clock)
        expires = (await tx.execute(select(inflight.c.expires))).scalars().all()
    assert {moment % 86_400 for moment in expires} == {0}
    assert min(expires) >= seconds_of(clock) + UPDATE_LIFE
    assert await intake.recall(5) is None
    await intake.forget_inflight(6)
    async with store.reading() as tx:
        assert [await is_done(tx, update) for update in (5, 6)] == [False, True]
