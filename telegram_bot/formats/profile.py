"""/me: what somebody says of themselves to those they meet, mentor or work with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import BadInput
from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import LANGUAGES
from core.page import Button
from core.people.invitations import EXECUTIVE
from core.programs.ledger import Record
from core.programs.matching import PLACES_MOST
from core.programs.orders import Duty
from core.programs.profiles import (
    CONTACT_LONGEST,
    LISTS,
    NAME_LONGEST,
    WORDS_MOST,
    Profile,
    Told,
    read_words,
)
from core.programs.topics import SLOTS, WORD_LONGEST, Topics, read_topics, word_names, write_topics
from telegram_bot.deps import Deps
from telegram_bot.formats.format import Format, ask_for, button, data_of, parts_of
from telegram_bot.formats.toggles import toggles, turned, with_own
from telegram_bot.prompts import FormatContext
from telegram_bot.talk import Rows, Talk

LETTER = "p"
TOPICAL = ("teaches", "wants")
"""Lists to which somebody may add words of their own."""
FIXED: Mapping[str, Sequence[str]] = {"slots": SLOTS, "languages": LANGUAGES}
PER_ROW = {"slots": 3}
PLACES_OFFERED = 5
Change = Callable[[Profile], Profile]


async def show(talk: Talk) -> None:
    """The card: what partners see, what the organiser sees, and how to change it."""
    await talk.say(*card(talk, await read(talk)))


async def back(talk: Talk) -> None:
    """From a list back to the card."""
    await talk.answer()
    await talk.edit(*card(talk, await read(talk)))


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
    assert talk.person
    told = record.body.told if record else Told(talk.person.role)
    nothing = talk.words("profile-nothing")
    lines = [talk.words("profile-head"), ""]
    lines.append(talk.words("profile-name", name=make_safe(told.name) if told.name else nothing))
    contact = record.body.contact if record else ""
    lines.append(talk.words("profile-contact", contact=make_safe(contact) if contact else nothing))
    topics = {name: word_names(talk.lang, getattr(told, name)) for name in TOPICAL}
    lines += [talk.words(f"profile-{name}", words=words or nothing) for name, words in topics.items()]
    anytime = talk.words("profile-anytime")
    lines.append(talk.words("profile-slots", words=word_names(talk.lang, told.slots) or anytime))
    lines.append(talk.words("profile-languages", words=word_names(talk.lang, told.languages) or nothing))
    if told.role == EXECUTIVE:
        lines.append(talk.words("profile-places", count=told.places))
    lines += ["", talk.words("profile-who-sees")]
    return SafeText("\n".join(lines)), _card_buttons(talk, told)


def _card_buttons(talk: Talk, told: Told) -> Rows:
    names = [button(talk, f"button-profile-{name}", LETTER, "list", name) for name in LISTS]
    rows = [
        [button(talk, f"button-profile-{name}", LETTER, name) for name in ("name", "contact")],
        names[:2],
        names[2:],
    ]
    if told.role == EXECUTIVE:
        rows.append([button(talk, "button-profile-places", LETTER, "places")])
    return rows


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
    await talk.say(*card(talk, await save(talk, lambda profile: _told(profile, name=name))))


async def take_contact(talk: Talk, context: FormatContext) -> None:
    """The contact."""
    del context
    contact = one_line(talk.text).strip()
    if len(contact) > CONTACT_LONGEST:
        raise BadInput("error-text-length", most=CONTACT_LONGEST)
    await talk.say(*card(talk, await save(talk, lambda profile: replace(profile, contact=contact))))


async def save(talk: Talk, change: Change) -> Record[Profile]:
    """Change the person's profile."""
    assert talk.person
    async with talk.deps.store.writing() as tx:
        is_repeat = await talk.is_repeat(tx)
        return await talk.deps.profiles.save(tx, talk.person, (lambda profile: profile) if is_repeat else change)


# Lists.


async def press_list(talk: Talk) -> None:
    """Show one of the lists to choose from."""
    (name,) = parts_of(talk)
    await talk.answer()
    await _show_list(talk, _list_name(name), await read(talk))


async def press_turn(talk: Talk) -> None:
    """A word of a list is chosen, or not any more."""
    name, mark = parts_of(talk)
    name = _list_name(name)
    offered = await _offered(talk, name, await read(talk))

    def change(profile: Profile) -> Profile:
        before = getattr(profile.told, name)
        words = turned(before, mark, offered)
        if name == "languages" and not words:
            return profile  # Somebody without a language could talk to nobody.
        if len(words) > WORDS_MOST:
            raise BadInput("error-profile-words", most=WORDS_MOST, longest=WORD_LONGEST)
        return _told(profile, **{name: words})

    record = await save(talk, change)
    await talk.answer()
    await _show_list(talk, name, record)


async def press_own(talk: Talk) -> None:
    """Words that are on no list."""
    (name,) = parts_of(talk)
    await talk.answer()
    await ask_for(talk, LETTER, _list_name(name), talk.words("profile-own-ask"))


async def take_words(talk: Talk, context: FormatContext) -> None:
    """Words of somebody's own, by commas, besides those chosen."""
    name, words = _list_name(context.kind), read_words(talk.text)

    def change(profile: Profile) -> Profile:
        together = getattr(profile.told, name) | words
        if len(together) > WORDS_MOST:
            raise BadInput("error-profile-words", most=WORDS_MOST, longest=WORD_LONGEST)
        return _told(profile, **{name: together})

    await talk.say(*card(talk, await save(talk, change)))


async def _show_list(talk: Talk, name: str, record: Record[Profile] | None) -> None:
    chosen = getattr(record.body.told, name) if record else frozenset()
    offered = await _offered(talk, name, record)
    rows = toggles(talk, LETTER, "turn", name, offered, chosen, PER_ROW.get(name, 2))
    if name in TOPICAL:
        rows.append([button(talk, "button-profile-own", LETTER, "own", name)])
    rows.append([button(talk, "button-profile-done", LETTER, "back")])
    await talk.edit(talk.words(f"profile-{name}-ask"), rows)


async def _offered(talk: Talk, name: str, record: Record[Profile] | None) -> Sequence[str]:
    if name in FIXED:
        return FIXED[name]
    async with talk.deps.store.reading() as tx:
        topics = await read_topics(tx, talk.deps.ledger)
    return with_own(topics, getattr(record.body.told, name) if record else ())


def _list_name(name: str) -> str:
    if name not in LISTS:
        raise ValueError
    return name


# An executive's places.


async def press_places(talk: Talk) -> None:
    """How many partners an executive takes: ask, or take the answer."""
    chosen = parts_of(talk)
    if chosen:
        count = int(chosen[0])
        if not 1 <= count <= PLACES_MOST:
            raise ValueError
        await save(talk, lambda profile: _told(profile, places=count))
        await back(talk)
        return
    await talk.answer()
    row = [Button(str(count), data_of(LETTER, "places", count)) for count in range(1, PLACES_OFFERED + 1)]
    await talk.edit(talk.words("profile-places-ask"), (row, [button(talk, "button-profile-done", LETTER, "back")]))


def _told(profile: Profile, **changes: Any) -> Profile:
    return replace(profile, told=replace(profile.told, **changes))


def duties(deps: Deps) -> Mapping[str, Duty]:
    """The organiser's list of topics."""

    async def take_topics(tx: AsyncConnection, topics: Topics) -> None:
        await write_topics(tx, deps.ledger, topics)

    return {"topics": Duty(Topics, take_topics)}


FORMAT = Format(
    LETTER,
    "me",
    show,
    presses={
        "name": press_name,
        "contact": press_contact,
        "list": press_list,
        "turn": press_turn,
        "own": press_own,
        "places": press_places,
        "back": back,
    },
    answers={"name": take_name, "contact": take_contact, **dict.fromkeys(TOPICAL, take_words)},
    duties=duties,
)
