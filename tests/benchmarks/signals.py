"""1,000 signals through the real bot: every alarm once to every executive, none where there is no reason for one."""

import asyncio
import random
import time
from functools import partial

from sqlalchemy import func, select

from core.moderation.programme import begin_programme, give_order
from core.outbox import WAITING
from core.people.invitations import EMPLOYEE, EXECUTIVE, Card, create_invites
from core.programs.signal_records import Whereabouts
from core.store.tables import orders, outbox
from telegram_bot.formats.signals.cards import LABEL_LONGEST
from telegram_bot.lengths import shorten
from telegram_bot.sandbox import Person, Sandbox
from telegram_bot.sandbox.screen import find_button
from tests.benchmarks.bot import PATIENCE, answer_after, bot_process, calls_of, echo_rate
from tests.benchmarks.inboxes import texts
from tests.benchmarks.installation import Installation, installation
from tests.benchmarks.measure import Row

SENDERS = 40
CHANGES = texts(25)
QUIET = 5
"""Changes that everybody sees at one place only: no alarm."""
EXECUTIVES = 2
PLACES = ("Москва", "Самара", "Склад")
ALARM = "Тревога"
QUIET_SECONDS = 60
"""How long the courier may take for what is left."""
REPEATED = 200
"""Batches of updates that Telegram delivers a second time."""


async def signals_1000() -> Row:
    """Bot API calls a second while SENDERS people send a signal of each of CHANGES, against an echo bot; the alarms of
    every executive are counted."""
    async with installation() as place, Sandbox(rng=random.Random(7), keep_entries=20_000) as sandbox:
        await begin_programme(place.desk)
        await give_order(place.desk, "signals-places", Whereabouts(PLACES))
        async with bot_process(sandbox, "telegram_bot", REVMENTOR_HOME=str(place.settings.home)):
            people = await _join(place, sandbox, EMPLOYEE, SENDERS)
            bosses = await _join(place, sandbox, EXECUTIVE, EXECUTIVES)
            await _let_places_arrive(place)
            sandbox.faults.add("getUpdates", "duplicate", times=REPEATED)
            ours = await _send_all(sandbox, people)
            for boss in bosses:
                await _check_alarms(place, boss)
    return Row("signals-1000", "calls/s", ours, await echo_rate(), 0.1, more_is_better=True)


async def _join(place: Installation, sandbox: Sandbox, role: str, count: int) -> list[Person]:
    desk = place.desk
    people = []
    for token in await create_invites(desk.store, desk.clock, desk.issuer, [Card(role)] * count):
        person = sandbox.person(f"{role}{len(people)}", "ru")
        await person.follow_link(token)
        await person.wait_for(lambda screen: any(shown.buttons for shown in screen), timeout=PATIENCE)
        people.append(person)
    return people


async def _let_places_arrive(place: Installation) -> None:
    """The bot carries out the organiser's order when its clocks look next; until then no signal has a place."""
    waiting = select(func.count()).select_from(orders).where(orders.c.state == WAITING)
    async with asyncio.timeout(PATIENCE):
        while True:
            async with place.desk.store.reading() as tx:
                if not (await tx.execute(waiting)).scalar_one():
                    return
            await asyncio.sleep(0.2)


async def _send_all(sandbox: Sandbox, people: list[Person]) -> float:
    """Calls a second. The first word of each change comes from one person, then all others see it too, at once."""
    before, start = calls_of(sandbox), time.perf_counter()
    for number, words in enumerate(CHANGES):
        first, *others = people[number:] + people[:number]
        await _send(first, words, PLACES[0], is_new=True)
        where = [PLACES[0] if number < QUIET else PLACES[at % len(PLACES)] for at in range(len(others))]
        jobs = [_send(person, words, place, is_new=False) for person, place in zip(others, where, strict=True)]
        await asyncio.gather(*jobs)
    return (calls_of(sandbox) - before) / (time.perf_counter() - start)


async def _send(person: Person, words: str, place: str, *, is_new: bool) -> None:
    """What has changed, where, how often; where others have seen it, their signal."""
    command = await person.say("/signal")
    menu = await answer_after(person, command.message_id)
    await person.press("gs:new", message=menu)
    question = await answer_after(person, menu.message_id)
    sent = await person.say(words, reply_to=question)
    preview = await answer_after(person, sent.message_id)
    presses = [place, "Раз"] if is_new else [f"≈ {shorten(words, LABEL_LONGEST)}", place, "Раз"]
    for button in presses:
        await person.press(button, message=preview.message_id)
        await person.wait_for(partial(_has_moved_on, person, preview.message_id, button), timeout=PATIENCE)


def _has_moved_on(person: Person, message: int, pressed: str, _: object) -> bool:
    """Whether the pressed button has given way to the next step."""
    shown = person.message(message)
    return shown is not None and find_button(shown, pressed) is None


async def _check_alarms(place: Installation, boss: Person) -> None:
    """Each alarm once, none of a quiet change; nothing waits to be sent any more."""
    for _ in range(QUIET_SECONDS * 5):
        await asyncio.sleep(0.2)
        if not await _waiting(place):
            break
    told = [shown.text for shown in boss.screen() if ALARM in shown.text]
    found = [sum(words in text for text in told) for words in CHANGES]
    assert found == [0] * QUIET + [1] * (len(CHANGES) - QUIET), found


async def _waiting(place: Installation) -> int:
    async with place.desk.store.reading() as tx:
        query = select(func.count()).select_from(outbox).where(outbox.c.state == WAITING)
        return int((await tx.execute(query)).scalar_one())
