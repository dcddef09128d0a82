"""Meeting the bot: the invitation, the promise and its limits, the language, and leaving."""

from core.errors import InviteRefused, KeySwapped, NoSession
from core.language.safe_text import SafeText
from core.people.membership import Person
from core.sessions import K_DEFAULT
from telegram_bot.handlers import executive, thread
from telegram_bot.profile import offer_commands
from telegram_bot.prompts import CodeContext, ItemContext, read_payload
from telegram_bot.talk import Rows, Talk


async def start(talk: Talk) -> None:
    """/start, with or without an invitation, or a link from one of the bot's own questions."""
    payload = talk.text.partition(" ")[2].strip()
    context = read_payload(payload)
    if talk.person and isinstance(context, ItemContext) and talk.is_executive:
        await executive.resume(talk, context)
        return
    if talk.person and isinstance(context, CodeContext):
        assert talk.update.message
        await talk.remove(talk.update.message.message_id)
        await thread.ask_reply_to(talk, context.receipt)
        return
    if payload and context is None:
        try:
            person = await talk.deps.membership.join(payload, talk.user, talk.chat, talk.lang)
        except InviteRefused:
            await talk.say(talk.words("error-invite-refused"))
            return
        talk = talk.by(person)
    if talk.person is None:
        await turn_away(talk)
        return
    await talk.deps.membership.mark_reachable(talk.user)
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
    if talk.is_executive:
        rows: Rows = ((talk.button("button-open-items", "o"),), (talk.button("button-how", "p:how"), other))
        return talk.words("welcome-executive"), rows
    rows = ((talk.button("button-how", "p:how"), other), (talk.button("button-begin", "p:begin"),))
    return talk.words("welcome"), rows


async def press_card(talk: Talk) -> None:
    """A button of the first card."""
    what = talk.data.partition(":")[2]
    await talk.answer()
    if what == "lang":
        assert talk.person
        await set_language(talk, "en" if talk.lang == "ru" else "ru")
    elif what == "how":
        rows = () if talk.is_executive else ((talk.button("button-begin", "p:begin"),),)
        await talk.edit(await how_it_works(talk), rows)
    else:
        await talk.edit(talk.words("begin"))


async def how_it_works(talk: Talk) -> SafeText:
    """The way of a letter, for the reader's role; with the promised group size of the session that is open."""
    if talk.is_executive:
        return talk.words("how-executive")
    try:
        k = (await talk.deps.intake.session()).terms.k
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
    await talk.say(talk.words("privacy"))


async def code(talk: Talk) -> None:
    """/code: how to read an answer."""
    await talk.say(talk.words("code-how"))


async def forget(talk: Talk) -> None:
    """/forget: ask first."""
    rows = ((talk.button("button-forget-yes", "f:yes"),), (talk.button("button-forget-no", "f:no"),))
    await talk.say(talk.words("forget-ask"), rows)


async def press_forget(talk: Talk) -> None:
    """Leave, or stay after all."""
    await talk.answer()
    if talk.data == "f:yes":
        assert talk.person
        await talk.deps.membership.forget(talk.person)
        await offer_commands(talk.bot, talk.person, gone=True)
    await talk.edit(talk.words("forget-done" if talk.data == "f:yes" else "forget-kept"))
