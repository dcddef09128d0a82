"""An executive chooses a place, days and aims; the host says yes or no."""

import re
from dataclasses import replace

from core.crypto.aead import context
from core.errors import BadInput
from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import in_quotes
from core.page import Button
from core.people.invitations import EXECUTIVE as EXECUTIVE_ROLE
from core.people.invitations import HOST as HOST_ROLE
from core.programs import internship_records as records
from core.programs import internships as rules
from core.programs.internship_records import PLACES, STAYS, Stay
from core.programs.internships import Acknowledgement
from core.programs.states import FINAL, State
from telegram_bot.dates import read_day
from telegram_bot.formats import profile
from telegram_bot.formats.format import ask_for, company_day, data_of, parts_of
from telegram_bot.formats.internships import cards
from telegram_bot.formats.internships.acts import EXECUTIVE, HOST, change, read_as, show_card, view_of
from telegram_bot.formats.internships.cards import LETTER
from telegram_bot.prompts import FormatContext
from telegram_bot.talk import Talk

LISTED_MOST = 10
PROMISES_MOST = 5
_BETWEEN = re.compile(r"\s*(?:–|—|\s-\s|\.\.\.?|\sпо\s|\sto\s)\s*")


async def show(talk: Talk) -> None:
    """An executive's stays and the places that can be had; a host's guests; everybody else reads the promises."""
    assert talk.person
    if talk.person.role == HOST_ROLE:
        await _show_guests(talk)
    elif talk.is_executive:
        await _show_places(talk)
    else:
        await _show_promises(talk)


async def _show_places(talk: Talk) -> None:
    own = await profile.need(talk)
    if own is None:
        return
    async with talk.deps.store.reading() as tx:
        today = await company_day(talk.deps, tx)
        places = {record.ref: record.body for record in await talk.deps.ledger.all(tx, PLACES, live=False)}
        stays = [one for one in await talk.deps.ledger.all(tx, STAYS) if one.body.executive == own.ref]
    rows = [
        [Button(one_line(places[stay.body.place].title), data_of(LETTER, "open", stay.ref))]
        for stay in stays
        if stay.body.place in places
    ]
    free = {ref: place for ref, place in places.items() if not place.withdrawn and place.last >= today}
    rows += [
        [Button(talk.words("intern-place", title=one_line(place.title)), data_of(LETTER, "place", ref))]
        for ref, place in list(free.items())[:LISTED_MOST]
    ]
    await talk.say(talk.words("intern-head" if rows else "intern-none"), rows)


async def _show_guests(talk: Talk) -> None:
    own = await profile.need(talk)
    if own is None:
        return
    async with talk.deps.store.reading() as tx:
        views = [await view_of(talk.deps, tx, one) for one in await talk.deps.ledger.all(tx, STAYS)]
    mine = [view for view in views if view.place.host == own.ref and view.stay.body.internship]
    lines: list[str] = [talk.words("intern-host-head", count=len(mine))]
    for view in mine:
        name = one_line(view.executive.told.name) if view.executive else "—"
        first, last = view.stay.body.first, view.stay.body.last
        assert first
        assert last
        lines.append(f"{name}: {talk.words('intern-days', first=first, last=last)}")
    await talk.say(SafeText("\n".join(lines)))


async def _show_promises(talk: Talk) -> None:
    async with talk.deps.store.reading() as tx:
        found = [one.body.internship for one in await talk.deps.ledger.all(tx, STAYS, live=False)]
    made = sorted((one for one in found if one and one.committed), key=lambda one: str(one.committed), reverse=True)
    lines = [in_quotes(talk.lang, make_safe(one.commitment)) for one in made[:PROMISES_MOST]]
    head = talk.words("intern-promises" if lines else "intern-promises-none")
    await talk.say(SafeText("\n\n".join([head, *lines])))


async def show_place(talk: Talk) -> None:
    """One place."""
    ref = parts_of(talk)[0]
    async with talk.deps.store.reading() as tx:
        place = await talk.deps.ledger.find(tx, PLACES, bytes.fromhex(ref))
    await talk.answer()
    text = SafeText("\n\n".join(cards.place_lines(talk.lang, place.body)))
    await talk.say(text, [[Button(talk.words("intern-choose"), data_of(LETTER, "choose", ref))]])


async def choose(talk: Talk) -> None:
    """This place: a stay begins to be written."""
    own = await profile.need(talk)
    if own is None or own.body.told.role != EXECUTIVE_ROLE:
        await talk.answer(talk.words("executives-only"), alert=True)
        return
    async with talk.deps.store.writing() as tx:
        place = await talk.deps.ledger.find(tx, PLACES, bytes.fromhex(parts_of(talk)[0]))
        known = await talk.deps.ledger.all(tx, STAYS)
        drafts = [one for one in known if one.body.executive == own.ref and one.body.place == place.ref]
        waiting = next((one for one in drafts if one.body.state is State.DRAFT), None)
        record = waiting or await talk.deps.ledger.add(tx, STAYS, Stay(place.ref, own.ref))
        view = await view_of(talk.deps, tx, record)
    await talk.answer()
    await show_card(talk, view)


async def open_one(talk: Talk) -> None:
    """The card of an own stay."""
    async with talk.deps.store.reading() as tx:
        view = await view_of(talk.deps, tx, await read_as(talk, tx, parts_of(talk)[0], EXECUTIVE))
    await talk.answer()
    await show_card(talk, view)


async def ask_days(talk: Talk) -> None:
    """From when to when."""
    await _ask(talk, "days")


async def ask_aims(talk: Talk) -> None:
    """What for."""
    await _ask(talk, "aims")


async def _ask(talk: Talk, kind: str) -> None:
    async with talk.deps.store.reading() as tx:
        record = await read_as(talk, tx, parts_of(talk)[0], EXECUTIVE)
    await talk.answer()
    await ask_for(talk, LETTER, kind, talk.words(f"intern-{kind}-ask"), arg=record.ref)


async def take_days(talk: Talk, asked: FormatContext) -> None:
    """«2.12 – 6.12», or one day."""
    try:
        async with talk.deps.store.writing() as tx:
            today = await company_day(talk.deps, tx)
            ends = [read_day(part, today) for part in _BETWEEN.split(talk.text.strip())[:2]]
            first, last = ends[0], ends[-1]
            if first is None or last is None:
                raise BadInput("intern-days-unclear")
            view = await change(
                talk, tx, asked.arg, EXECUTIVE, lambda stay, all_, day: records.set_days(stay, all_, first, last, day)
            )
    except BadInput as error:
        await _ask_again(talk, asked, error)
        return
    await show_card(talk, view)


async def take_aims(talk: Talk, asked: FormatContext) -> None:
    """Three lines."""
    try:
        async with talk.deps.store.writing() as tx:
            lines = talk.text.splitlines()
            view = await change(talk, tx, asked.arg, EXECUTIVE, lambda stay, all_, day: records.set_aims(stay, lines))
    except BadInput as error:
        await _ask_again(talk, asked, error)
        return
    await show_card(talk, view)


async def _ask_again(talk: Talk, asked: FormatContext, error: BadInput) -> None:
    problem = talk.words(error.message_id, **error.facts)
    await ask_for(talk, LETTER, asked.kind, talk.words(f"intern-{asked.kind}-ask"), arg=asked.arg, problem=problem)


async def acknowledge(talk: Talk) -> None:
    """No overlap with one's own work, and the host's secrets kept."""
    ref, what = parts_of(talk)
    async with talk.deps.store.writing() as tx:
        view = await change(
            talk, tx, ref, EXECUTIVE, lambda stay, all_, day: records.acknowledge(stay, Acknowledgement(what))
        )
    await talk.answer()
    await show_card(talk, view)


async def send(talk: Talk) -> None:
    """Ask the host."""
    async with talk.deps.store.writing() as tx:
        view = await change(
            talk, tx, parts_of(talk)[0], EXECUTIVE, lambda stay, all_, day: records.send(stay, all_, "")
        )
        if view.place.host:
            about = context("intern-asked", view.stay.id)
            host = [bytes.fromhex(view.place.host)]
            await talk.deps.profiles.tell(tx, host, about, lambda lang: cards.asked_page(lang, view))
    await talk.answer()
    await show_card(talk, view)


async def drop(talk: Talk) -> None:
    """Not going after all; the host hears of what they had been asked."""
    async with talk.deps.store.writing() as tx:
        before = await read_as(talk, tx, parts_of(talk)[0], EXECUTIVE)
        view = await change(talk, tx, before.ref, EXECUTIVE, lambda stay, all_, day: records.drop(stay))
        if before.body.internship and view.place.host:
            name = one_line(view.executive.told.name) if view.executive else "—"
            about = context("intern-off", view.stay.id)
            host = [bytes.fromhex(view.place.host)]
            await talk.deps.profiles.tell(
                tx, host, about, lambda lang: cards.told_page(lang, "intern-host-off", name=name)
            )
    await talk.answer()
    await talk.edit(talk.words("intern-dropped"))


async def answer(talk: Talk) -> None:
    """The host's yes or no."""
    yes = talk.data.split(":")[1] == "yes"

    def said(stay: Stay, all_: rules.Calendar, day: object) -> Stay:
        del day
        if stay.internship is None or stay.state in FINAL:
            raise BadInput("error-program-state", state=stay.state.value)
        _, internship = rules.answer(all_, stay.internship, yes)
        return replace(stay, internship=internship)

    async with talk.deps.store.writing() as tx:
        view = await change(talk, tx, parts_of(talk)[0], HOST, said)
        about = context("intern-answer", view.stay.id)
        executive = [bytes.fromhex(view.stay.body.executive)]
        note = "intern-told-yes" if yes else "intern-told-no"
        await talk.deps.profiles.tell(tx, executive, about, lambda lang: cards.note_page(lang, view, note))
    await talk.answer()
    await talk.edit(talk.words("intern-host-yes" if yes else "intern-host-no"))
