"""All formats, and what the bot does with each of them alike."""

import logging

from core.errors import RevmentorError, StoreUnavailable
from core.page import Button
from core.people.membership import Person
from core.programs.orders import carry_out
from telegram_bot.deps import Deps
from telegram_bot.formats import council, glance, internships, meetings, pairs, profile, projects, pulse, signals
from telegram_bot.formats.format import Format
from telegram_bot.prompts import FormatContext
from telegram_bot.talk import Talk

_LOG = logging.getLogger(__name__)
FORMATS: tuple[Format, ...] = (
    profile.FORMAT,
    pairs.FORMAT,
    meetings.FORMAT,
    projects.FORMAT,
    internships.FORMAT,
    signals.FORMAT,
    council.FORMAT,
    pulse.FORMAT,
    glance.FORMAT,
)
"""In the order of the menu."""
MENU_ROW = 2


def formats_of(role: str) -> tuple[Format, ...]:
    """The formats that people of a role take part in."""
    return tuple(one for one in FORMATS if role in one.roles)


async def show_menu(talk: Talk) -> None:
    """Everything beside letters and answers, a button for each."""
    assert talk.person
    buttons = [Button(talk.words(f"menu-{one.command}"), f"m:{one.letter}") for one in formats_of(talk.person.role)]
    rows = [buttons[start : start + MENU_ROW] for start in range(0, len(buttons), MENU_ROW)]
    if talk.update.callback_query:
        await talk.answer()
        await talk.edit(talk.words("menu"), rows)
    else:
        await talk.say(talk.words("menu"), rows)


async def enter(talk: Talk) -> None:
    """A button of the menu."""
    found = _find(talk, talk.data.partition(":")[2])
    if found is not None:
        await talk.answer()
        await found.enter(talk)


async def enter_by_command(talk: Talk) -> None:
    """A format's own command."""
    word = talk.text.split()[0].removeprefix("/").partition("@")[0]
    for one in formats_of(talk.person.role if talk.person else ""):
        if one.command == word:
            await one.enter(talk)
            return
    await show_menu(talk)


async def press(talk: Talk) -> None:
    """A button of some format."""
    letter, _, act = talk.data.partition(":")
    found = _find(talk, letter[1:])
    step = found.presses.get(act.partition(":")[0]) if found else None
    if step is None:
        await talk.answer(talk.words("old-button"), alert=True)
        return
    try:
        await step(talk)
    except StoreUnavailable:
        raise
    except (ValueError, IndexError, RevmentorError) as error:
        if await talk.was_done():
            # What it was about is over by its own doing, and the bot did not get to say so.
            await talk.answer()
            await talk.edit(talk.words("done-before"))
        elif isinstance(error, RevmentorError):
            raise
        else:
            # The data was made up, or is of an earlier version.
            await talk.answer(talk.words("old-button"), alert=True)


async def take_answer(talk: Talk, context: FormatContext) -> None:
    """Words that answer a format's question."""
    found = _find(talk, context.letter)
    answer = found.answers.get(context.kind) if found else None
    if answer is None:
        await show_menu(talk)
        return
    try:
        await answer(talk, context)
    except StoreUnavailable:
        raise
    except (ValueError, RevmentorError) as error:
        if not await talk.was_done():
            if isinstance(error, RevmentorError):
                raise
            await talk.say(talk.words("old-button"))
            return
        await talk.say(talk.words("done-before"))
    await talk.remove_question()


async def resume(talk: Talk, context: FormatContext) -> None:
    """Somebody followed the link in a question: the format begins anew."""
    found = _find(talk, context.letter)
    await (found.enter(talk) if found else show_menu(talk))


def _find(talk: Talk, letter: str) -> Format | None:
    role = talk.person.role if talk.person else ""
    return next((one for one in formats_of(role) if one.letter == letter), None)


async def forget(deps: Deps, person: Person) -> None:
    """What the formats keep of somebody goes in one transaction. Raises StoreUnavailable."""
    async with deps.store.writing() as tx:
        for one in FORMATS:
            if one.forget is not None:
                await one.forget(deps, tx, person)
        await deps.profiles.forget(tx, person)


async def look_at_formats(deps: Deps) -> None:
    """Carry out what the organiser ordered, then see what falls due in each format; one that fails does not hold up
    the others. Raises StoreUnavailable."""
    duties = {act: duty for one in FORMATS for act, duty in one.duties(deps).items()}
    for kind in await carry_out(deps.store, deps.key, deps.pin, deps.clock, duties):
        _LOG.warning("an order of the organiser was not carried out: %s", kind)
    for one in FORMATS:
        if one.look is None:
            continue
        try:
            await one.look(deps)
        except StoreUnavailable:
            raise
        except Exception as error:
            _LOG.warning("format %s: %s; once more later", one.command, type(error).__name__)
