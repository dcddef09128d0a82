"""While a stay lasts and after it: the day's lines, the host's ticks, the public promise, the young mentor's checks."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import seconds_of
from core.company import read_company
from core.crypto.aead import context
from core.errors import BadInput, NotFound
from core.language.safe_text import one_line
from core.outbox import Outgoing
from core.page import Page
from core.people.invitations import ROLES
from core.people.membership import Person
from core.programs import internship_records as records
from core.programs import internships as rules
from core.programs.internship_records import PLACES, STAYS, Appointment, HostPlace, Stay, Withdrawal
from core.programs.internships import Internship, Kept, Lines, Part
from core.programs.ledger import Record
from core.programs.orders import Duty
from core.programs.states import State
from telegram_bot.deps import Deps
from telegram_bot.formats.format import ask_for, parts_of
from telegram_bot.formats.internships import cards
from telegram_bot.formats.internships.acts import EXECUTIVE, HOST, MENTOR, change, read_as, show_card, view_of
from telegram_bot.formats.internships.cards import LETTER, View
from telegram_bot.prompts import FormatContext
from telegram_bot.talk import Talk

Writer = Callable[[str], Page]


def _with(stay: Stay, internship: Internship) -> Stay:
    return replace(stay, internship=internship)


def _begun(stay: Stay) -> Internship:
    if stay.internship is None:
        raise NotFound
    return stay.internship


async def ask_log(talk: Talk) -> None:
    """The day's three lines."""
    ref, day = parts_of(talk)
    async with talk.deps.store.reading() as tx:
        record = await read_as(talk, tx, ref, EXECUTIVE)
    await talk.answer()
    arg = f"{record.ref}_{date.fromisoformat(day):%y%m%d}"
    await ask_for(talk, LETTER, "log", talk.words("intern-log-ask"), arg=arg)


async def take_log(talk: Talk, asked: FormatContext) -> None:
    """What was done, what was a surprise, what to carry over: a line each."""
    ref, _, day = asked.arg.partition("_")
    on = date(2000 + int(day[:2]), int(day[2:4]), int(day[4:6]))
    written = [line for line in talk.text.splitlines() if line.strip()]
    try:
        if len(written) != 3:
            raise BadInput("error-internship-lines", most=rules.LINE_LONGEST)
        lines = Lines(*written)
        async with talk.deps.store.writing() as tx:
            view = await change(
                talk, tx, ref, EXECUTIVE, lambda s, _, t: _with(s, rules.write_day(_begun(s), on, lines, t))
            )
    except BadInput as error:
        problem = talk.words(error.message_id, **error.facts)
        await ask_for(talk, LETTER, "log", talk.words("intern-log-ask"), arg=asked.arg, problem=problem)
        return
    await show_card(talk, view)


async def tick(talk: Talk) -> None:
    """What the guest did, as the host saw it."""
    ref, day, part = parts_of(talk)
    on, seen = date.fromisoformat(day), Part(part)
    async with talk.deps.store.writing() as tx:
        await change(talk, tx, ref, HOST, lambda s, _, t: _with(s, rules.tick_day(_begun(s), on, seen, t)))
    await talk.answer()
    await talk.edit(talk.words("intern-ticked", day=on, part=talk.words(f"intern-tick-{seen}")))


async def ask_promise(talk: Talk) -> None:
    """The one thing that will change."""
    async with talk.deps.store.reading() as tx:
        record = await read_as(talk, tx, parts_of(talk)[0], EXECUTIVE)
    await talk.answer()
    await ask_for(talk, LETTER, "commit", talk.words("intern-commit-ask"), arg=record.ref)


async def take_promise(talk: Talk, asked: FormatContext) -> None:
    """Published to everybody in the transaction that records it."""
    promise = talk.text.strip()
    try:
        async with talk.deps.store.writing() as tx:
            view = await change(
                talk, tx, asked.arg, EXECUTIVE, lambda s, _, t: _with(s, rules.commit(_begun(s), promise, t))
            )
            await _publish(talk, tx, view)
    except BadInput as error:
        problem = talk.words(error.message_id, **error.facts)
        await ask_for(talk, LETTER, "commit", talk.words("intern-commit-ask"), arg=asked.arg, problem=problem)
        return
    await show_card(talk, view)


async def _publish(talk: Talk, tx: AsyncConnection, view: View) -> None:
    assert talk.person
    now, about = seconds_of(talk.deps.clock), context("intern-public", view.stay.id)
    for role in ROLES:
        for person in await talk.deps.membership.everybody(tx, role):
            if person.id != talk.person.id:
                page = cards.public_page(person.lang, talk.person.title, view)
                message = Outgoing(context("intern", about, person.id), person.chat, page, now)
                await talk.deps.outbox.queue(tx, [message])


async def check(talk: Talk) -> None:
    """What the young mentor finds at 30 or 90 days."""
    ref, days, found = parts_of(talk)
    assert talk.person
    async with talk.deps.store.writing() as tx:
        own = await talk.deps.profiles.of(tx, talk.person)
        by = own.ref if own else ""
        kept = Kept(found)
        view = await change(
            talk, tx, ref, MENTOR, lambda s, _, t: _with(s, rules.check(_begun(s), by, int(days), kept, t))
        )
        executive = [bytes.fromhex(view.stay.body.executive)]
        about = context("intern-checked", view.stay.id, days)
        await talk.deps.profiles.tell(
            tx, executive, about, lambda lang: cards.note_page(lang, view, f"intern-check-{kept}", days=int(days))
        )
    await talk.answer()
    await talk.edit(talk.words("intern-checked"))


async def look(deps: Deps) -> None:
    """Six in the evening, the promise, the checks, and what has expired; each once."""
    async with deps.store.reading() as tx:
        zone = (await read_company(tx)).zone
        found = await deps.ledger.all(tx, STAYS)
    now = deps.clock.now().astimezone(zone)
    for record in found:
        body, due = records.pass_time(record.body, now)
        if due:
            async with deps.store.writing() as tx:
                await _remember(deps, tx, await deps.ledger.change(tx, STAYS, record, body), due, now.date())


async def _remember(deps: Deps, tx: AsyncConnection, record: Record[Stay], due: Sequence[str], today: date) -> None:
    view = await view_of(deps, tx, record)
    for one in due:
        kind, _, rest = one.partition("-")
        who, write = _question(view, kind, rest, today)
        if who:
            await deps.profiles.tell(tx, [bytes.fromhex(who)], context("intern-due", record.id, one), write)


def _question(view: View, kind: str, rest: str, today: date) -> tuple[str, Writer]:
    stay = view.stay.body
    if kind == records.LOG:
        return stay.executive, lambda lang: cards.log_page(lang, view, today)
    if kind == records.TICK:
        return view.place.host, lambda lang: cards.tick_page(lang, view, today)
    if kind == records.CHECK:
        mentor = stay.internship.mentor if stay.internship else ""
        return mentor, lambda lang: cards.check_page(lang, view, int(rest))
    note = "intern-commit-due" if kind == records.COMMIT else "intern-told-expired"
    return stay.executive, lambda lang: cards.note_page(lang, view, note)


def duties(deps: Deps) -> dict[str, Duty]:
    """What the organiser may order."""

    async def list_place(tx: AsyncConnection, place: HostPlace) -> None:
        made = records.offer(place.title, place.tasks, place.host, place.first, place.last, place.seats)
        await deps.ledger.add(tx, PLACES, made)

    async def withdraw_place(tx: AsyncConnection, order: Withdrawal) -> None:
        record = await deps.ledger.find(tx, PLACES, bytes.fromhex(order.place))
        await deps.ledger.change(tx, PLACES, record, replace(record.body, withdrawn=True))

    async def appoint(tx: AsyncConnection, order: Appointment) -> None:
        record = await deps.ledger.find(tx, STAYS, bytes.fromhex(order.stay))
        changed = await deps.ledger.change(tx, STAYS, record, records.appoint(record.body, order.mentor))
        view = await view_of(deps, tx, changed)
        name = one_line(view.executive.told.name) if view.executive else "—"
        about = context("intern-appointed", record.id, order.mentor)

        def write(lang: str) -> Page:
            return cards.told_page(lang, "intern-told-mentor", name=name, title=one_line(view.place.title))

        await deps.profiles.tell(tx, [bytes.fromhex(order.mentor)], about, write)

    return {
        "internships-place": Duty(HostPlace, list_place),
        "internships-withdraw": Duty(Withdrawal, withdraw_place),
        "internships-mentor": Duty(Appointment, appoint),
    }


async def forget(deps: Deps, tx: AsyncConnection, person: Person) -> None:
    """Somebody leaves: an executive's stays are over, a host's place is withdrawn, a mentor is no more."""
    own = await deps.profiles.of(tx, person)
    if own is None:
        return
    for place in await deps.ledger.all(tx, PLACES):
        if place.body.host == own.ref:
            await deps.ledger.change(tx, PLACES, place, replace(place.body, host="", withdrawn=True))
    for record in await deps.ledger.all(tx, STAYS):
        stay = record.body
        if stay.executive == own.ref:
            await deps.ledger.remove(tx, record)
        elif stay.internship and stay.internship.mentor == own.ref and stay.state is not State.DONE:
            await deps.ledger.change(tx, STAYS, record, _with(stay, replace(stay.internship, mentor="")))
