"""What executives do with a signal, what the organiser orders, and the week's three."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import seconds_of
from core.company import read_company
from core.crypto.aead import context
from core.crypto.roster import BOT_ID
from core.errors import BadInput
from core.journal import Act, append
from core.outbox import Outgoing
from core.people.invitations import EXECUTIVE
from core.programs import signal_records as records
from core.programs import signals as rules
from core.programs.ledger import Record
from core.programs.orders import Duty
from core.programs.signal_records import SIGNALS, WHEREABOUTS, Merging, Removal, Reply, Signal, Voting, Whereabouts
from core.programs.signals import Cluster
from core.programs.states import FINAL
from core.schedule import mark_told, was_told
from telegram_bot.deps import Deps
from telegram_bot.formats.format import ask_for, button, company_day, parts_of, require_executive
from telegram_bot.formats.signals import cards, sending, turning
from telegram_bot.formats.signals.cards import LETTER, POSTPONE_WEEKS
from telegram_bot.prompts import FormatContext
from telegram_bot.talk import Talk

Change = Callable[[Cluster], Cluster]
WEEKLY = time(9)
"""Monday, 9:00 in the company's zone."""


async def open_one(talk: Talk) -> None:
    """One signal, with its buttons."""
    require_executive(talk)
    async with talk.deps.store.reading() as tx:
        record = await talk.deps.ledger.find(tx, SIGNALS, bytes.fromhex(parts_of(talk)[0]))
    await talk.answer()
    page = cards.signal_page(talk.lang, record)
    await talk.say(page.text, page.buttons, protect=True)


async def check(talk: Talk) -> None:
    """Somebody looks into it."""
    await _change(talk, rules.acknowledge)


async def ask_later(talk: Talk) -> None:
    """Until when it may sleep."""
    record = await turning.still_open(talk)
    if record is None:
        return
    await talk.answer()
    row = [button(talk, "signal-weeks", LETTER, "until", record.ref, weeks, weeks=weeks) for weeks in POSTPONE_WEEKS]
    await talk.say(talk.words("signal-later-ask"), [row])


async def postpone(talk: Talk) -> None:
    """It sleeps, and its alarms with it."""
    weeks = int(parts_of(talk)[1])
    if weeks not in POSTPONE_WEEKS:
        raise ValueError
    async with talk.deps.store.reading() as tx:
        today = await company_day(talk.deps, tx)
    await _change(talk, lambda cluster: rules.postpone(cluster, today + timedelta(weeks=weeks), today))


async def ask_accept(talk: Talk) -> None:
    """«Принять, нельзя игнорировать»: the first step."""
    await _ask(talk, "accept")


async def ask_decline(talk: Talk) -> None:
    """«Принять нельзя, игнорировать»: why."""
    await _ask(talk, "decline")


async def _ask(talk: Talk, kind: str) -> None:
    record = await turning.still_open(talk)
    if record is None:
        return
    await talk.answer()
    await ask_for(talk, LETTER, kind, talk.words(f"signal-{kind}-ask"), arg=record.ref)


async def take_reply(talk: Talk, asked: FormatContext) -> None:
    """The comma: recorded, and told to nobody but those who look: senders are not known."""
    require_executive(talk)
    assert talk.person
    try:
        async with talk.deps.store.writing() as tx:
            today = await company_day(talk.deps, tx)
            record = await talk.deps.ledger.find(tx, SIGNALS, bytes.fromhex(asked.arg))
            said = Reply(asked.kind == "accept", talk.text.strip(), talk.person.title, today)
            if not await talk.is_repeat(tx):
                record = await talk.deps.ledger.change(tx, SIGNALS, record, records.answer(record.body, said))
                act = Act(f"signal-{asked.kind}", record.id)
                await append(tx, talk.deps.clock, BOT_ID, talk.deps.key.signer, [act])
    except BadInput as error:
        problem = talk.words(error.message_id, **error.facts)
        await ask_for(talk, LETTER, asked.kind, talk.words(f"signal-{asked.kind}-ask"), arg=asked.arg, problem=problem)
        return
    page = cards.signal_page(talk.lang, record)
    await talk.say(page.text, page.buttons, protect=True)


async def _change(talk: Talk, act: Change) -> None:
    if await turning.still_open(talk) is None:
        return
    async with talk.deps.store.writing() as tx:
        record = await talk.deps.ledger.find(tx, SIGNALS, bytes.fromhex(parts_of(talk)[0]))
        if not await talk.is_repeat(tx):
            body = replace(record.body, cluster=act(record.body.cluster))
            record = await talk.deps.ledger.change(tx, SIGNALS, record, body)
    await turning.show_state(talk, record, cards.state_line(talk.lang, record))


def duties(deps: Deps) -> dict[str, Duty]:
    """What the organiser may order."""

    async def name_places(tx: AsyncConnection, places: Whereabouts) -> None:
        found = await deps.ledger.all(tx, WHEREABOUTS)
        if found:
            await deps.ledger.change(tx, WHEREABOUTS, found[0], places)
        else:
            await deps.ledger.add(tx, WHEREABOUTS, places)

    async def merge(tx: AsyncConnection, order: Merging) -> None:
        into = await deps.ledger.find(tx, SIGNALS, bytes.fromhex(order.into))
        other = await deps.ledger.find(tx, SIGNALS, bytes.fromhex(order.other))
        if into.id == other.id or other.body.cluster.state in FINAL:
            raise BadInput("error-signal-link")
        merged = rules.merge(into.body.cluster, other.body.cluster)
        joined = await deps.ledger.change(tx, SIGNALS, into, replace(into.body, cluster=merged))
        await deps.ledger.remove(tx, other)
        await sending.wake(deps, tx, joined)

    async def remove(tx: AsyncConnection, order: Removal) -> None:
        await deps.ledger.remove(tx, await deps.ledger.find(tx, SIGNALS, bytes.fromhex(order.signal)))

    async def put_to_vote(tx: AsyncConnection, order: Voting) -> None:
        record = await deps.ledger.find(tx, SIGNALS, bytes.fromhex(order.signal))
        await turning.put_to_vote(deps, tx, record, order.lang)

    return {
        "signals-places": Duty(Whereabouts, name_places),
        "signals-merge": Duty(Merging, merge),
        "signals-remove": Duty(Removal, remove),
        "signals-ballot": Duty(Voting, put_to_vote),
    }


async def look(deps: Deps) -> None:
    """Thinking that is over, what it led to and is done, the week's three, and keys whose quarter has passed."""
    async with deps.store.reading() as tx:
        zone = (await read_company(tx)).zone
        found = await deps.ledger.all(tx, SIGNALS)
        done = [one.id for one in found if await turning.is_done(deps, tx, one)]
    now = deps.clock.now().astimezone(zone)
    records.retire_keys(deps.ring, now.date())
    for record in found:
        cluster = rules.pass_time(record.body.cluster, now.date())
        if record.id in done:
            cluster = rules.finish(cluster)
        if cluster != record.body.cluster:
            async with deps.store.writing() as tx:
                await deps.ledger.change(tx, SIGNALS, record, replace(record.body, cluster=cluster))
    await _tell_week(deps, found, now)


async def _tell_week(deps: Deps, found: list[Record[Signal]], now: datetime) -> None:
    """The three of the week that has just ended, on Monday morning."""
    monday = rules.week_of(now.date())
    if now < datetime.combine(monday, WEEKLY, now.tzinfo):
        return
    by_id = {record.body.cluster.id: record for record in found}
    clusters: list[Cluster] = [record.body.cluster for record in found]
    chosen = [by_id[one.id] for one in rules.weekly_three(clusters, monday - timedelta(days=1))]
    about = context("signals-weekly", str(monday))
    async with deps.store.writing() as tx:
        if not chosen or await was_told(tx, about):
            return
        await mark_told(tx, about, deps.clock)
        for person in await deps.membership.everybody(tx, EXECUTIVE):
            page = cards.weekly_page(person.lang, chosen)
            named = context("signals-weekly-message", about, person.id)
            await deps.outbox.queue(tx, [Outgoing(named, person.chat, page, seconds_of(deps.clock))])
