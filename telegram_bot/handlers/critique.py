"""A critique by simply writing: preview, one press, a code. The draft lives in the chat and nowhere else."""

import asyncio
from collections.abc import Sequence

from telegram.error import BadRequest, TelegramError

from core.crypto.aead import digest
from core.errors import AlreadySealed, NoSession, RevmentorError, StoreUnavailable
from core.intake.submission import Press, Sealed
from core.language.safe_text import SafeText, make_safe
from core.page import Button
from core.sessions import EVENT, Session
from telegram_bot.delivery import Undelivered
from telegram_bot.lengths import cut, units
from telegram_bot.talk import CopyButton, Rows, Talk

SHOWN_MOST = 3200
"""UTF-16 units of the text that a preview repeats; the rest stands in the author's own message above it."""
TOPICS_A_ROW = 3


def tag_of(text: str) -> str:
    """Eight hex digits by which a preview knows the text it was made for: an edited message gets a new preview."""
    return digest(b"preview", text.encode("utf-8", "surrogatepass")).hex()[:8]


def session_tag(session: Session) -> str:
    """Four hex digits by which a preview knows its session."""
    return session.id.hex()[:4]


def language_of(text: str, otherwise: str) -> str:
    """Russian or English, by the letters."""
    russian = sum("а" <= char <= "я" or char == "ё" for char in text.lower())
    english = sum("a" <= char <= "z" for char in text.lower())
    if russian == english:
        return otherwise
    return "ru" if russian > english else "en"


def preview_text(talk: Talk, session: Session, text: str, notice: str | None = None) -> SafeText:
    """What moderators will read, and where it goes."""
    safe = make_safe(text.strip())
    beginning, rest = cut(safe, SHOWN_MOST)
    lines = [talk.words(notice), ""] if notice else []
    lines += [talk.words("preview-head"), "", SafeText(f"«{beginning}{'…' if rest else ''}»")]
    if rest:
        lines.append(talk.words("preview-rest", count=units(rest)))
    notes = []
    if session.terms.kind == EVENT:
        notes.append(talk.words("preview-session", title=make_safe(session.terms.title)))
    if talk.is_executive:
        notes.append(talk.words("preview-executive"))
    notes.append(talk.words("preview-topic"))
    return SafeText("\n".join([*lines, "", *notes]))


def preview_rows(talk: Talk, session: Session, text: str, topic: str) -> Rows:
    """Topics, then the two things to do."""
    state = f"{session_tag(session)}:{tag_of(text)}"
    topics = [
        Button(
            SafeText(("✓ " if one == topic else "") + talk.words(f"topic-{one}")),
            f"t:{'' if one == topic else one}:{state}",
        )
        for one in session.terms.topics
    ]
    rows = [topics[place : place + TOPICS_A_ROW] for place in range(0, len(topics), TOPICS_A_ROW)]
    rows.append([talk.button("button-send", f"s:{topic}:{state}")])
    rows.append([talk.button("button-erase", "e")])
    return rows


async def show_preview(talk: Talk) -> None:
    """Answer a person's text with exactly what moderators would read."""
    assert talk.update.message
    session = await talk.deps.intake.session()
    await talk.say(
        preview_text(talk, session, talk.text),
        preview_rows(talk, session, talk.text, ""),
        reply_to=talk.update.message.message_id,
    )


async def choose_topic(talk: Talk) -> None:
    """Mark a topic, or unmark it."""
    if (draft := await read_draft(talk)) is None:
        return
    session, topic, text = draft
    await talk.answer()
    await talk.edit_buttons(preview_rows(talk, session, text, topic))


async def send(talk: Talk) -> None:
    """Seal what the preview shows, then show the code, then clear the chat: in that order."""
    try:
        sealed = await seal(talk)
    except AlreadySealed:
        await talk.answer(talk.words("error-already-sealed"))
        return
    except StoreUnavailable:
        raise
    except RevmentorError:
        # The session may have closed between the commit and the code; what is sealed keeps its code.
        sealed = await talk.deps.intake.recall(talk.update.update_id)
        if sealed is None:
            raise
    if sealed is not None:
        await show_code(talk, sealed, [one.message_id for one in (talk.origin, talk.shown) if one])


async def seal(talk: Talk) -> Sealed | None:
    """Submit the draft; None when the preview had to be drawn again. Raises what ``Intake.submit`` raises."""
    draft = await read_draft(talk)
    if draft is None:
        return None
    assert talk.shown
    session, topic, text = draft
    press = Press(talk.update.update_id, talk.user, talk.chat, talk.shown.message_id)
    return await talk.deps.intake.submit(press, session, text, language_of(text, talk.lang), topic)


async def read_draft(talk: Talk) -> tuple[Session, str, str] | None:
    """Session, topic and text of the pressed preview, or None when it had to be drawn again: the message above it
    was edited or is gone, or another session is open now. Nothing is ever sealed that the preview did not show."""
    origin = talk.origin
    if origin is None or not origin.text:
        await talk.answer(talk.words("preview-lost"), alert=True)
        return None
    session = await talk.deps.intake.session()
    _, topic, for_session, for_text = talk.data.split(":")
    if topic not in session.terms.topics:
        topic = ""
    notice = None
    if for_session != session_tag(session):
        notice = "preview-session-changed"
    elif for_text != tag_of(origin.text):
        notice = "preview-text-changed"
    if notice is None:
        return session, topic, origin.text
    if await talk.deps.intake.recall(talk.update.update_id):
        raise NoSession
    await talk.answer(talk.words(notice), alert=True)
    await talk.edit(preview_text(talk, session, origin.text, notice), preview_rows(talk, session, origin.text, topic))
    return None


async def show_code(talk: Talk, sealed: Sealed, spent: Sequence[int]) -> None:
    """The code, once what it stands for is durable; then the messages that led to it go.

    Raises TelegramError when the code could not be sent for now, Undelivered when it cannot be at all.
    """
    words = sealed.receipt.words(talk.lang)
    lines = SafeText("\n".join(" · ".join(words[place : place + 4]) for place in range(0, len(words), 4)))
    rows: Rows = (
        (CopyButton(talk.words("button-copy-code"), " ".join(words)),),
        (talk.button("button-saved", "x"),),
    )
    try:
        _, code = await asyncio.gather(talk.answer(), talk.say(talk.words("sealed", words=lines, removed="yes"), rows))
    except Exception as error:
        if isinstance(error, TelegramError) and not isinstance(error, BadRequest):
            raise
        # Given up after a few tries; but then nobody may hear that nothing was stored.
        raise Undelivered("sealed-undelivered") from None
    if not await talk.remove(*spent):
        await tell_remains(talk, talk.words("sealed", words=lines, removed="no"), rows, code.message_id)


async def tell_remains(talk: Talk, text: SafeText, rows: Rows, message: int) -> None:
    """Correct what was said of the chat's being cleared. What fails here is no reason to seal again."""
    try:
        await talk.edit(text, rows, message=message)
    except Exception:
        # Everything that matters is done.
        return


async def erase(talk: Talk) -> None:
    """Drop a draft: the author's message and the preview."""
    origin = [talk.origin.message_id] if talk.origin else []
    gone = await talk.remove(*origin, *([talk.shown.message_id] if talk.shown else []))
    await talk.answer(talk.words("erased" if gone else "erase-failed"), alert=not gone)


async def remove_this(talk: Talk) -> None:
    """Take the pressed message out of the chat; where Telegram refuses (48 hours), at least its content."""
    await talk.answer()
    if talk.shown and await talk.remove(talk.shown.message_id):
        return
    await talk.edit(talk.words("removed"))
