"""What the organiser orders of the council's bot, and what its calendar does; each told to everybody it concerns."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import seconds_of
from core.company import read_company
from core.crypto.aead import context
from core.leadership.pages import day_in
from core.locales.catalogue import say
from core.outbox import Outgoing
from core.page import Page
from core.people.invitations import EMPLOYEE, EXECUTIVE
from core.people.membership import Person
from core.programs.council.motions import pass_time
from core.programs.council.pages import matter_page
from core.programs.council.papers import (
    BALLOTS,
    MATTERS,
    Ballot,
    Matter,
    Open,
    Propose,
    Publish,
    Refuse,
)
from core.programs.council.polls import Polled, open_polls, publish_count
from core.programs.ledger import Record
from core.programs.orders import Duty
from core.programs.states import State
from core.schedule import mark_told, next_waking, was_told
from telegram_bot.deps import Deps

Write = Callable[[Person], Page]


async def today_of(deps: Deps) -> date:
    """The company's day."""
    async with deps.store.reading() as tx:
        return day_in((await read_company(tx)).zone, seconds_of(deps.clock))


async def staff_and_executives(deps: Deps, tx: AsyncConnection) -> list[Person]:
    """Everybody who takes part in it."""
    return [*await deps.membership.everybody(tx, EMPLOYEE), *await deps.membership.everybody(tx, EXECUTIVE)]


async def announce(deps: Deps, tx: AsyncConnection, people: Iterable[Person], about: bytes, write: Write) -> None:
    """Queue a message to each of them in their language, once for ``about``, in waking hours."""
    due = next_waking(seconds_of(deps.clock), (await read_company(tx)).zone)
    messages = [
        Outgoing(context("council-message", about, person.id), person.chat, write(person), due) for person in people
    ]
    await deps.outbox.queue(tx, messages)


def duties(deps: Deps) -> Mapping[str, Duty]:
    """The organiser's acts."""

    async def propose(tx: AsyncConnection, order: Propose) -> None:
        record = await deps.council.propose(tx, order, await _today(deps, tx))
        staff = await deps.membership.everybody(tx, EMPLOYEE)
        await announce(deps, tx, staff, b"proposed" + record.id, writer(record, (), "council-news-proposed"))

    async def refuse(tx: AsyncConnection, order: Refuse) -> None:
        await deps.council.refuse(tx, order)

    async def put_to_vote(tx: AsyncConnection, order: Open) -> None:
        await tell_opened(deps, tx, await open_polls(deps.council, tx, order, await _today(deps, tx)))

    async def publish(tx: AsyncConnection, order: Publish) -> None:
        polled = await publish_count(deps.council, tx, order, await _today(deps, tx))
        write = writer(polled.matter, polled.ballots, "council-news-result")
        await announce(deps, tx, await staff_and_executives(deps, tx), b"result" + polled.matter.id, write)

    return {
        "council-propose": Duty(Propose, propose),
        "council-refuse": Duty(Refuse, refuse),
        "council-open": Duty(Open, put_to_vote),
        "council-publish": Duty(Publish, publish),
    }


async def tell_opened(deps: Deps, tx: AsyncConnection, polled: Polled) -> None:
    """Announce ballots that have just been opened to everybody who is asked."""
    write = writer(polled.matter, polled.ballots, "council-news-opened")
    for ballot in polled.ballots:
        await announce(deps, tx, await _asked(deps, tx, ballot.body), b"opened" + ballot.id, write)


async def look(deps: Deps) -> None:
    """Close what is over, remind of what closes today, let unanswered results take effect; then destroy the keys that
    have done their work, and turn the votes over."""
    today = await today_of(deps)
    if await _is_something_due(deps, today):
        async with deps.store.writing() as tx:
            await deps.council.close_due(tx, today)
            for record in await deps.council.ledger.all(tx, BALLOTS):
                if record.body.state is State.OPEN and record.body.closes == today:
                    await _remind(deps, tx, record)
            for moved in await deps.council.pass_time(tx, today):
                if moved.body.motion.answer is not None:
                    ballots = await deps.council.ballots_of(tx, moved.body)
                    people = await staff_and_executives(deps, tx)
                    await announce(
                        deps, tx, people, b"effect" + moved.id, writer(moved, ballots, "council-news-effect")
                    )
    await deps.council.destroy_keys()
    await deps.council.turn_over()


async def _is_something_due(deps: Deps, today: date) -> bool:
    """A look that finds nothing to do writes nothing."""
    async with deps.store.reading() as tx:
        for ballot in await deps.council.ledger.all(tx, BALLOTS):
            body = ballot.body
            if body.state is State.OPEN and (
                today > body.closes or (today == body.closes and not await was_told(tx, _closing(ballot.id)))
            ):
                return True
        matters = await deps.council.ledger.all(tx, MATTERS)
    return any(pass_time(one.body.motion, today) != one.body.motion for one in matters)


async def _remind(deps: Deps, tx: AsyncConnection, record: Record[Ballot]) -> None:
    """On the last day, everybody who is asked: nobody can tell who has voted already."""
    about = _closing(record.id)
    if await was_told(tx, about):
        return
    await mark_told(tx, about, deps.clock)
    matter = await deps.council.matter(tx, record.body.matter)
    write = writer(matter, (record,), "council-news-closing")
    await announce(deps, tx, await _asked(deps, tx, record.body), about, write)


def _closing(ballot: bytes) -> bytes:
    return context("council-closing-soon", ballot)


async def _asked(deps: Deps, tx: AsyncConnection, ballot: Ballot) -> list[Person]:
    electors = await deps.council.electors(tx, ballot.electorate)
    people = [await deps.membership.recipient(tx, person) for person in electors]
    return [person for person in people if person is not None]


def writer(record: Record[Matter], ballots: Sequence[Record[Ballot]], head: str) -> Write:
    """Writes a matter for each person, under what has just happened to it (``head``, a message)."""
    return lambda person: matter_page(person.lang, person.role, record, ballots, say(person.lang, head))


async def _today(deps: Deps, tx: AsyncConnection) -> date:
    return day_in((await read_company(tx)).zone, seconds_of(deps.clock))
