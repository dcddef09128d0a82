"""/me: what somebody says of themselves to those they meet, mentor or work with."""

from collections.abc import Callable
from dataclasses import replace

from core.errors import BadInput
from core.language.safe_text import SafeText, make_safe, one_line
from core.programs.ledger import Record
from core.programs.profiles import CONTACT_LONGEST, NAME_LONGEST, Profile
from telegram_bot.formats.format import Format, ask_for, button
from telegram_bot.prompts import FormatContext
from telegram_bot.talk import Rows, Talk

LETTER = "p"
Change = Callable[[Profile], Profile]


async def show(talk: Talk) -> None:
    """The card: what partners see, what the organiser sees, and how to change it."""
    await talk.say(*card(talk, await read(talk)))


async def read(talk: Talk) -> Record[Profile] | None:
    """The person's profile, None before they have one."""
    assert talk.person
    async with talk.deps.store.reading() as tx:
        return await talk.deps.profiles.of(tx, talk.person)


async def need(talk: Talk) -> Record[Profile] | None:
    """The profile of somebody who has told their name; others are asked for it first, and get None."""
    record = await read(talk)
    if record is not None and record.body.told.name:
        return record
    await ask_name(talk)
    return None


def card(talk: Talk, record: Record[Profile] | None) -> tuple[SafeText, Rows]:
    """The profile as its owner sees it."""
    told = record.body.told if record else None
    nothing = talk.words("profile-nothing")
    lines = [talk.words("profile-head"), ""]
    lines.append(talk.words("profile-name", name=make_safe(told.name) if told and told.name else nothing))
    contact = record.body.contact if record else ""
    lines.append(talk.words("profile-contact", contact=make_safe(contact) if contact else nothing))
    lines += ["", talk.words("profile-who-sees")]
    rows = (
        (
            button(talk, "button-profile-name", LETTER, "name"),
            button(talk, "button-profile-contact", LETTER, "contact"),
        ),
    )
    return SafeText("\n".join(lines)), rows


async def press_name(talk: Talk) -> None:
    """Change the name."""
    await talk.answer()
    await ask_name(talk)


async def press_contact(talk: Talk) -> None:
    """Change the contact."""
    await talk.answer()
    await ask_for(talk, LETTER, "contact", talk.words("profile-contact-ask"))


async def ask_name(talk: Talk, problem: str = "") -> None:
    """How partners shall call them."""
    await ask_for(talk, LETTER, "name", talk.words("profile-name-ask"), problem=problem)


async def take_name(talk: Talk, context: FormatContext) -> None:
    """The name."""
    del context
    name = one_line(talk.text).strip()
    if not 0 < len(name) <= NAME_LONGEST:
        await ask_name(talk, talk.words("error-profile-name", most=NAME_LONGEST))
        return
    await _save(talk, lambda profile: replace(profile, told=replace(profile.told, name=name)))


async def take_contact(talk: Talk, context: FormatContext) -> None:
    """The contact."""
    del context
    contact = one_line(talk.text).strip()
    if len(contact) > CONTACT_LONGEST:
        raise BadInput("error-text-length", most=CONTACT_LONGEST)
    await _save(talk, lambda profile: replace(profile, contact=contact))


async def _save(talk: Talk, change: Change) -> None:
    assert talk.person
    async with talk.deps.store.writing() as tx:
        record = await talk.deps.profiles.save(tx, talk.person, change)
    await talk.say(*card(talk, record))


FORMAT = Format(
    LETTER,
    "me",
    show,
    presses={"name": press_name, "contact": press_contact},
    answers={"name": take_name, "contact": take_contact},
)
