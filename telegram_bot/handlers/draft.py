"""A critique that is not sent yet. It lives in the chat: the preview answers the message that holds the text, and the
preview's buttons carry what was chosen."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Self

from telegram import Message

from core.clock import day_of
from core.crypto.aead import digest
from core.errors import NoSession
from core.language.safe_text import SafeText, make_safe
from core.locales.catalogue import in_quotes
from core.page import Button
from core.sessions import EVENT, Session
from telegram_bot.handlers.author import Advice, advice_lines, advise
from telegram_bot.lengths import cut, units
from telegram_bot.prompts import DraftContext, context_of, is_own
from telegram_bot.talk import Rows, Talk

SHOWN_MOST = 3000
"""UTF-16 units of the text that a preview repeats; the rest stands in the message above it."""
TOPICS_A_ROW = 3
HERE, WARNED, SMOOTH = "h", "w", "n"
_RUSSIAN, _ENGLISH = re.compile("[а-яё]+"), re.compile("[a-z]+")


def tag_of(text: str) -> str:
    """Eight hex digits by which a preview knows the text it was made for: an edited message gets a new preview."""
    return digest(b"preview", text.encode("utf-8", "surrogatepass")).hex()[:8]


def session_tag(session: Session) -> str:
    """Four hex digits by which a preview knows its session."""
    return session.id.hex()[:4]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a preview's buttons carry. ``here``: whether the author wants to be told of an answer in this chat;
    ``warned`` and ``smooth``: what the look at the text has found, so that a press need not look again."""

    topic: str
    session: str
    text: str
    here: bool = False
    warned: bool = False
    smooth: bool = False

    @classmethod
    def read(cls, data: str) -> Self:
        """From a button's data; those of earlier versions lack the last field."""
        _, topic, session, text, *flags = data.split(":")
        last = flags[0] if flags else ""
        return cls(topic, session, text, HERE in last, WARNED in last, SMOOTH in last)

    def data(self, act: str) -> str:
        """As a button's data, at most 64 bytes."""
        flags = HERE * self.here + WARNED * self.warned + SMOOTH * self.smooth
        return f"{act}:{self.topic}:{self.session}:{self.text}:{flags}"


def first_choice(session: Session, text: str, advice: Advice, here: bool = False) -> Choice:
    """What a fresh preview starts with: no topic, and an answer by code."""
    return Choice("", session_tag(session), tag_of(text), here, advice.warns, bool(advice.smooth))


@dataclass(frozen=True, slots=True)
class Draft:
    """What a press on a preview is about."""

    session: Session
    choice: Choice
    text: str = field(repr=False)


def draft_text(talk: Talk, origin: Message | None) -> str:
    """The text that a preview answers: the person's own, or one that the bot has rewritten for them. Empty when it
    is gone, and for any other message of the bot: it would put somebody else's words into a letter."""
    if origin is None or not origin.text:
        return ""
    if is_own(origin, talk) and context_of(talk, origin) != DraftContext(tag_of(origin.text)):
        return ""
    return origin.text


def here_until(talk: Talk, session: Session) -> date:
    """The last day of a route that is made today."""
    return day_of(talk.deps.clock) + timedelta(days=session.terms.answer_days)


def preview_text(talk: Talk, session: Session, text: str, advice: Advice, notice: str | None = None) -> SafeText:
    """What moderators will read, what in it tells of its author, and where it goes."""
    safe = make_safe(text.strip())
    beginning, rest = cut(safe, SHOWN_MOST)
    lines = [talk.words(notice), ""] if notice else []
    lines += [talk.words("preview-head"), "", in_quotes(talk.lang, beginning + ("…" if rest else ""))]
    if rest:
        lines.append(talk.words("preview-rest", count=units(rest)))
    notes: list[str] = [*advice_lines(talk, advice)]
    if session.terms.kind == EVENT:
        notes.append(talk.words("preview-session", title=make_safe(session.terms.title)))
    if talk.is_executive:
        notes.append(talk.words("preview-executive"))
    notes += ["", talk.words("preview-by-code"), talk.words("preview-here", day=here_until(talk, session))]
    return SafeText("\n".join([*lines, "", *notes]))


def preview_rows(talk: Talk, session: Session, choice: Choice) -> Rows:
    """Topics, the way back, then what to do with the draft."""

    def option(label: SafeText, changed: Choice, marked: bool) -> Button:
        return Button(SafeText(("✓ " if marked else "") + label), changed.data("t"))

    topics = [
        option(
            talk.words(f"topic-{one}"),
            replace(choice, topic="" if one == choice.topic else one),
            one == choice.topic,
        )
        for one in session.terms.topics
    ]
    rows = [topics[place : place + TOPICS_A_ROW] for place in range(0, len(topics), TOPICS_A_ROW)]
    here = talk.words("button-here", day=here_until(talk, session))
    rows.append(
        [
            option(talk.words("button-by-code"), replace(choice, here=False), not choice.here),
            option(here, replace(choice, here=True), choice.here),
        ]
    )
    if choice.smooth:
        rows.append([talk.button("button-smooth", choice.data("n"))])
    if choice.warned:
        rows.append([talk.button("button-fix", "ef"), talk.button("button-leave", choice.data("s"))])
    else:
        rows.append([talk.button("button-send", choice.data("s"))])
    rows.append([talk.button("button-erase", "e")])
    return rows


async def show_preview(talk: Talk, text: str, reply_to: int, here: bool = False) -> None:
    """Answer a draft with exactly what moderators would read. Raises NoSession, KeySwapped, TelegramError."""
    session = await talk.deps.intake.session(talk.role)
    advice = await advise(talk, text)
    rows = preview_rows(talk, session, first_choice(session, text, advice, here))
    await talk.say(preview_text(talk, session, text, advice), rows, reply_to=reply_to)


async def read_draft(talk: Talk) -> Draft | None:
    """The pressed preview's draft, or None when it had to be drawn again: the message above it was edited or is gone,
    or another session is open now. Nothing is ever sealed that the preview did not show."""
    text = draft_text(talk, talk.origin)
    if not text:
        await talk.answer(talk.words("preview-lost"), alert=True)
        return None
    session = await talk.deps.intake.session(talk.role)
    choice = Choice.read(talk.data)
    if choice.topic not in session.terms.topics:
        choice = replace(choice, topic="")
    notice = None
    if choice.session != session_tag(session):
        notice = "preview-session-changed"
    elif choice.text != tag_of(text):
        notice = "preview-text-changed"
    if notice is None:
        return Draft(session, choice, text)
    if await talk.deps.intake.recall(talk.update.update_id):
        raise NoSession
    await talk.answer(talk.words(notice), alert=True)
    advice = await advise(talk, text)
    fresh = replace(first_choice(session, text, advice, choice.here), topic=choice.topic)
    await talk.edit(preview_text(talk, session, text, advice, notice), preview_rows(talk, session, fresh))
    return None
