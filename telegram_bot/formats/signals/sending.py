"""Somebody noticed a change: what, where, how often; or sees too what others have noticed. Without a name."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import seconds_of
from core.crypto.aead import context
from core.crypto.roster import BOT_ID
from core.errors import BadInput, NotFound
from core.journal import Act, append
from core.language.safe_text import SafeText, make_safe
from core.language.similar import Collection
from core.locales.catalogue import in_quotes
from core.outbox import Outgoing
from core.page import Button
from core.people.invitations import EXECUTIVE
from core.programs import signal_records as records
from core.programs.ledger import Record
from core.programs.signal_records import SIGNALS, WHEREABOUTS, Signal
from core.programs.signals import WHAT_LONGEST, Seen, Sighting, raise_alarm
from core.programs.states import FINAL
from telegram_bot.deps import Deps
from telegram_bot.formats.format import ask_for, button, company_day, data_of, parts_of
from telegram_bot.formats.signals import cards
from telegram_bot.formats.signals.cards import LETTER
from telegram_bot.handlers.author import advice_lines, advise
from telegram_bot.handlers.draft import tag_of
from telegram_bot.prompts import FormatContext, is_own
from telegram_bot.talk import Talk

SIMILAR_MOST = 3
OWN_MOST = 5


async def show(talk: Talk) -> None:
    """What this is, the own signals and how they grow; executives see what waits for them."""
    async with talk.deps.store.reading() as tx:
        found = await talk.deps.ledger.all(tx, SIGNALS, live=False)
        today = await company_day(talk.deps, tx)
    rows: list[Sequence[Button]] = [[button(talk, "signal-new", LETTER, "new")]]
    lines = [talk.words("signal-head")]
    sender = records.nullifier(talk.deps.ring, talk.user, today)
    own = [record for record in found if records.has_sent(record.body, sender)]
    lines += [cards.own_line(talk.lang, record) for record in own[:OWN_MOST]]
    if talk.is_executive:
        waiting = [record for record in found if record.live]
        rows += [[Button(cards.label(one), data_of(LETTER, "open", one.ref))] for one in waiting[:OWN_MOST]]
    await talk.say(SafeText("\n\n".join(lines)), rows)


async def begin(talk: Talk) -> None:
    """First question: what has changed."""
    async with talk.deps.store.reading() as tx:
        if await _places(talk.deps, tx) is None:
            raise BadInput("error-signal-no-places")
    await talk.answer()
    await ask_for(talk, LETTER, "what", talk.words("signal-what-ask"))


async def take_what(talk: Talk, asked: FormatContext) -> None:
    """The answer: shown as it will be read, with what gives its writer away, what is like it, and the places."""
    del asked
    assert talk.update.message
    text = talk.text.strip()
    if len(text) > WHAT_LONGEST:
        problem = talk.words("error-signal-text", most=WHAT_LONGEST)
        await ask_for(talk, LETTER, "what", talk.words("signal-what-ask"), problem=problem)
        return
    advice = await advise(talk, text)
    async with talk.deps.store.reading() as tx:
        places = await _places(talk.deps, tx)
        known = await talk.deps.ledger.all(tx, SIGNALS)
    if places is None:
        raise BadInput("error-signal-no-places")
    near = await _similar(text, known)
    lines: list[str] = [
        talk.words("signal-preview"),
        "",
        in_quotes(talk.lang, make_safe(text)),
        "",
        *advice_lines(talk, advice),
    ]
    rows: list[Sequence[Button]] = []
    if near:
        lines += ["", talk.words("signal-similar")]
        rows += [[Button(SafeText(f"≈ {cards.label(one)}"), data_of(LETTER, "too", one.ref))] for one in near]
    lines += ["", talk.words("signal-where-ask")]
    rows += cards.place_rows(places, "where", tag_of(text))
    rows.append([button(talk, "button-erase", LETTER, "drop")])
    await talk.say(SafeText("\n".join(lines)), rows, reply_to=talk.update.message.message_id)


async def _similar(text: str, known: Sequence[Record[Signal]]) -> list[Record[Signal]]:
    """Signals that may be the same; words are boiled down in a thread."""

    def compare() -> list[str]:
        collection = Collection()
        for record in known:
            collection.add(record.ref, record.body.cluster.what)
        collection.add("", text)
        # What says it with another "not" is offered last: whoever writes reads it and decides.
        return [near.key for near in sorted(collection.near(""), key=lambda one: one.negation_differs)][:SIMILAR_MOST]

    by_ref = {record.ref: record for record in known}
    return [by_ref[ref] for ref in await asyncio.to_thread(compare)] if known else []


async def choose_place(talk: Talk) -> None:
    """Where; then how often."""
    tag, place = parts_of(talk)
    text = _draft(talk, tag)
    await talk.answer()
    shown = in_quotes(talk.lang, make_safe(text))
    await talk.edit(
        SafeText(f"{talk.words('signal-preview')}\n\n{shown}\n\n{talk.words('signal-seen-ask')}"),
        (cards.seen_row(talk.lang, "n", tag, int(place)), (button(talk, "button-erase", LETTER, "drop"),)),
    )


def _draft(talk: Talk, tag: str) -> str:
    """The text above the pressed preview. Raises BadInput when it is gone or was edited since."""
    origin = talk.origin
    if origin is None or not origin.text or is_own(origin, talk) or tag_of(origin.text.strip()) != tag:
        raise BadInput("signal-draft-gone")
    return origin.text.strip()


async def see_too(talk: Talk) -> None:
    """The same as somebody else has noticed: where, then how often."""
    ref = parts_of(talk)[0]
    async with talk.deps.store.reading() as tx:
        record = await talk.deps.ledger.find(tx, SIGNALS, bytes.fromhex(ref))
        places = await _places(talk.deps, tx)
    await talk.answer()
    text = SafeText(f"{cards.quoted(talk.lang, record)}\n\n{talk.words('signal-where-ask')}")
    await talk.edit(text, cards.place_rows(places or (), "there", ref))


async def choose_place_too(talk: Talk) -> None:
    """How often, of somebody else's signal."""
    ref, place = parts_of(talk)
    async with talk.deps.store.reading() as tx:
        record = await talk.deps.ledger.find(tx, SIGNALS, bytes.fromhex(ref))
    await talk.answer()
    text = SafeText(f"{cards.quoted(talk.lang, record)}\n\n{talk.words('signal-seen-ask')}")
    await talk.edit(text, (cards.seen_row(talk.lang, "t", ref, int(place)),))


async def send(talk: Talk) -> None:
    """Record it, and wake the executives where it is time, in one transaction; then clear the chat."""
    kind, what, place, seen = parts_of(talk)
    async with talk.deps.store.writing() as tx:
        places = await _places(talk.deps, tx) or ()
        if not 0 <= int(place) < len(places):
            raise ValueError
        record = await (_add if kind == "n" else _see)(talk, tx, what, places[int(place)], Seen(seen))
        await wake(talk.deps, tx, record)
    own = talk.origin
    await talk.answer()
    await talk.edit(talk.words("signal-sent"))
    if own is not None and not is_own(own, talk):
        await talk.remove(own.message_id)


async def _add(talk: Talk, tx: AsyncConnection, tag: str, place: str, seen: Seen) -> Record[Signal]:
    assert talk.shown
    text, today = _draft(talk, tag), await company_day(talk.deps, tx)
    days = (talk.deps.clock.now().date(), talk.deps.clock.now().date() - timedelta(days=1))
    ids = [records.press_id(talk.deps.ring, day, talk.chat, talk.shown.message_id) for day in days]
    for record_id in ids:
        try:
            return await talk.deps.ledger.find(tx, SIGNALS, record_id)
        except NotFound:
            continue
    sighting = Sighting(records.nullifier(talk.deps.ring, talk.user, today), place, today, seen)
    return await talk.deps.ledger.add(tx, SIGNALS, records.begin(ids[0], text, sighting), ids[0])


async def _see(talk: Talk, tx: AsyncConnection, ref: str, place: str, seen: Seen) -> Record[Signal]:
    today = await company_day(talk.deps, tx)
    record = await talk.deps.ledger.find(tx, SIGNALS, bytes.fromhex(ref))
    if record.body.cluster.state in FINAL:
        raise BadInput("signal-over")
    sender = records.nullifier(talk.deps.ring, talk.user, today)
    return await talk.deps.ledger.change(tx, SIGNALS, record, records.sight(record.body, sender, place, seen, today))


async def wake(deps: Deps, tx: AsyncConnection, record: Record[Signal]) -> None:
    """The alarm, if what is known raises one: remembered and queued together, so it is neither missed nor doubled."""
    today = await company_day(deps, tx)
    cluster, alarm = raise_alarm(record.body.cluster, today)
    if alarm is None:
        return
    changed = await deps.ledger.change(tx, SIGNALS, record, Signal(cluster, record.body.reply))
    for person in await deps.membership.everybody(tx, EXECUTIVE):
        about = context("signal-alarm", record.id, str(alarm.week), person.id)
        page = cards.alarm_page(person.lang, changed, alarm)
        await deps.outbox.queue(tx, [Outgoing(about, person.chat, page, seconds_of(deps.clock))])
    await append(tx, deps.clock, BOT_ID, deps.key.signer, [Act("signal-alarm", record.id, alarm.seen)])


async def drop(talk: Talk) -> None:
    """Not sent after all."""
    assert talk.shown
    origin = talk.origin
    await talk.answer()
    await talk.remove(talk.shown.message_id, *([origin.message_id] if origin and not is_own(origin, talk) else []))


async def _places(deps: Deps, tx: AsyncConnection) -> tuple[str, ...] | None:
    """The company's places; None before the organiser has named them."""
    found = await deps.ledger.all(tx, WHEREABOUTS)
    return found[0].body.names if found else None
