"""What everybody is told survives a flooded Telegram, failing sends and people who blocked the bot."""

import asyncio
from collections import Counter

from core.moderation.sessions import open_session
from core.sessions import EVENT, Terms
from tests.telegram_bot.conftest import Company

PEOPLE = 12


async def test_everybody_hears_once_through_floods_blocks_and_failing_sends(bot: Company) -> None:
    people = [bot.sandbox.person(f"Л{number}", "ru") for number in range(PEOPLE)]
    for person in people:
        await person.follow_link(await bot.invite())
        await person.wait_for_text("без фильтров")
    await people[0].block()
    bot.sandbox.faults.add("sendMessage", "flood", times=2)
    bot.sandbox.faults.add("sendMessage", "server_error", times=3)
    await open_session(bot.desk, Terms("День без правил", EVENT, k=3, live=True))
    for _ in range(10):
        bot.clock.advance(seconds=10)
        await asyncio.sleep(0.2)
    for person in people[1:]:
        await person.wait_for_text("Открыта сессия")
    await bot.stop()
    await bot.start()
    await asyncio.sleep(0.3)
    heard = Counter(sum("Открыта сессия" in one.text for one in person.screen()) for person in people[1:])
    assert heard == {1: PEOPLE - 1}
    assert not any("Открыта сессия" in one.text for one in people[0].screen())
