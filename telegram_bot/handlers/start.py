"""Meeting the bot: the invitation, the promise and its limits, the language, and leaving."""

from core.announcements import terms_lines
from core.errors import InviteRefused, KeySwapped, NoSession
from core.language.safe_text import SafeText, make_safe
from core.locales.catalogue import explain
from core.people.invitations import HOST
from core.people.membership import Person
from core.sessions import EVENT, K_DEFAULT, Session
from telegram_bot.formats import registry
from telegram_bot.handlers import belonging, followup, placing
from telegram_bot.handlers.codes import codes_card
from telegram_bot.profile import offer_commands
from telegram_bot.prompts import CodeContext, FormatContext, ItemContext, read_payload
from telegram_bot.talk import Rows, Talk


async def start(talk: Talk) -> None:
    """/start, with or without an invitation, or a link from one of the bot's own questions."""
    payload = talk.text.partition(" ")[2].strip()
    context = read_payload(payload)
    if talk.person and isinstance(context, ItemContext) and talk.is_executive:
        await placing.resume(talk, context)
        return
    if talk.person and isinstance(context, CodeContext):
        assert talk.update.message
        await talk.remove(talk.update.message.message_id)
        await followup.ask_about(talk, context)
        return
    if talk.person and isinstance(context, FormatContext):
        await registry.resume(talk, context)
        return
    if payload and context is None:
        if not await belonging.is_proved(talk):
            return
        join, card = talk.deps.membership.join, talk.deps.profiles.take_card
        try:
            person = await join(payload, talk.user, talk.chat, talk.lang, card)
        except InviteRefused:
            await talk.say(talk.words("error-invite-refused"))
            return
        talk = talk.by(person)
    if talk.person is None:
        await turn_away(talk)
        return
    await welcome(talk)
    await offer_commands(talk.bot, talk.person)


async def turn_away(talk: Talk) -> None:
    """Somebody without an invitation: nothing is stored, whatever they send."""
    if talk.update.callback_query:
        await talk.answer(talk.words("need-invitation"), alert=True)
    else:
        await talk.say(talk.words("need-invitation"))


async def welcome(talk: Talk) -> None:
    """The promise, its limit, and one button to go on."""
    await talk.say(*welcome_card(talk))


def welcome_card(talk: Talk) -> tuple[SafeText, Rows]:
    """The first card."""
    other = talk.button("button-other-language", "p:lang")
    if talk.person and talk.person.role == HOST:
        return talk.words("welcome-host"), ((talk.button("button-menu", "m"), other),)
    if talk.is_executive:
        rows: Rows = (
            (talk.button("button-open-items", "o"), talk.button("button-digests", "da")),
            (talk.button("button-board", "bo:"), talk.button("button-sessions", "se")),
            (talk.button("button-menu", "m"),),
            (talk.button("button-how", "p:how"), other),
        )
        return talk.words("welcome-executive"), rows
    rows = (
        (talk.button("button-how", "p:how"), talk.button("button-letters", "p:letters")),
        (talk.button("button-board", "bo:"), talk.button("button-sessions", "se")),
        (talk.button("button-menu", "m"), other),
        (talk.button("button-begin", "p:begin"),),
    )
    return talk.words("welcome"), rows


async def press_card(talk: Talk) -> None:
    """A button of the first card, or of one behind it."""
    what = talk.data.partition(":")[2]
    await talk.answer()
    begin: Rows = () if talk.is_executive else ((talk.button("button-begin", "p:begin"),),)
    if what == "lang":
        assert talk.person
        await set_language(talk, "en" if talk.lang == "ru" else "ru")
    elif what == "how":
        # An executive's first card has no room for it, and they too may write.
        letters = (talk.button("button-letters", "p:letters"),) if talk.is_executive else ()
        more = ((talk.button("button-privacy", "v:1"), *letters), (talk.button("button-forget", "p:forget"),))
        await talk.edit(await how_it_works(talk), (*more, *begin))
    elif what == "letters":
        await talk.edit(codes_card(talk), begin)
    elif what == "forget":
        await forget(talk)
    else:
        await talk.edit(await begin_card(talk))


async def begin_card(talk: Talk) -> SafeText:
    """How to write, and the rules of the session that is open, if it has any."""
    try:
        session = await talk.deps.intake.session(talk.role)
    except (NoSession, KeySwapped) as error:
        return explain(talk.lang, error)
    return SafeText("\n\n".join([*rules_of(talk, session), talk.words("begin")]))


def rules_of(talk: Talk, session: Session) -> list[SafeText]:
    """The card of a session as its participants were promised; nothing for a standing inbox without rules."""
    terms = session.terms
    if terms.kind != EVENT and not terms.rules and not terms.quota:
        return []
    title = [talk.words("preview-session", title=make_safe(terms.title))] if terms.kind == EVENT else []
    return [SafeText("\n".join([*title, *terms_lines(talk.lang, session)]))]


async def how_it_works(talk: Talk) -> SafeText:
    """The way of a letter, for the reader's role; with the promised group size of the session that is open."""
    if talk.is_executive:
        return talk.words("how-executive")
    try:
        k = (await talk.deps.intake.session(talk.role)).terms.k
    except (NoSession, KeySwapped):
        k = K_DEFAULT
    return talk.words("how", k=k)


async def set_language(talk: Talk, lang: str) -> None:
    """Remember a language and show the card in it."""
    assert talk.person
    await talk.deps.membership.set_language(talk.person, lang)
    person = Person(talk.person.id, talk.person.role, lang, talk.person.chat, talk.person.title)
    talk = talk.by(person)
    await talk.edit(*welcome_card(talk))
    await offer_commands(talk.bot, person)


async def language(talk: Talk) -> None:
    """/language: the card with its toggle."""
    await welcome(talk)


async def help_(talk: Talk) -> None:
    """/help."""
    await talk.say(talk.words("help-executive" if talk.is_executive else "help"))


async def privacy(talk: Talk) -> None:
    """/privacy: who learns what, to anybody who asks, joined or not."""
    await talk.say(*privacy_card(talk, "v:1"))


async def press_privacy(talk: Talk) -> None:
    """Turn between the two pages."""
    await talk.answer()
    await talk.edit(*privacy_card(talk, talk.data))


def privacy_card(talk: Talk, page: str) -> tuple[SafeText, Rows]:
    """Two pages, each as long as a phone's screen: who sees what, then what is kept and what we cannot do."""
    if page == "v:2":
        return talk.words("privacy-kept"), ((talk.button("button-privacy", "v:1"),),)
    return talk.words("privacy"), ((talk.button("button-privacy-kept", "v:2"),),)


async def forget(talk: Talk) -> None:
    """/forget, or its button: ask first."""
    rows = ((talk.button("button-forget-yes", "f:yes"),), (talk.button("button-forget-no", "f:no"),))
    await talk.say(talk.words("forget-ask"), rows)


async def press_forget(talk: Talk) -> None:
    """Leave, or stay after all."""
    await talk.answer()
    if talk.data == "f:yes":
        assert talk.person
        await talk.deps.intake.routes.drop_chat(talk.chat)
        await registry.forget(talk.deps, talk.person)
        await talk.deps.membership.forget(talk.person)
        await offer_commands(talk.bot, talk.person, gone=True)
    await talk.edit(talk.words("forget-done" if talk.data == "f:yes" else "forget-kept"))
