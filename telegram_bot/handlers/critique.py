"""A critique by simply writing: preview, one press, a code. The draft lives in the chat and nowhere else."""

import asyncio
from collections.abc import Sequence
from datetime import date

from telegram.error import BadRequest, TelegramError

from core.errors import AlreadySealed, RevmentorError, StoreUnavailable
from core.intake.submission import Press, Sealed
from core.language.safe_text import SafeText
from telegram_bot.delivery import Undelivered
from telegram_bot.handlers.author import advise, explanation, language_of
from telegram_bot.handlers.draft import (
    Choice,
    draft_text,
    preview_rows,
    read_draft,
    show_preview,
    tag_of,
)
from telegram_bot.lengths import units
from telegram_bot.prompts import DraftContext, FixContext, ask, link
from telegram_bot.talk import CopyButton, Rows, Talk


async def take(talk: Talk) -> None:
    """Answer a person's text with a preview."""
    assert talk.update.message
    await show_preview(talk, talk.text, talk.update.message.message_id)


async def choose(talk: Talk) -> None:
    """Mark a topic, or unmark it, or choose the way back."""
    if (draft := await read_draft(talk)) is None:
        return
    await talk.answer()
    await talk.edit_buttons(preview_rows(talk, draft.session, draft.choice))


async def fix(talk: Talk) -> None:
    """The author will write it anew: the preview goes, the draft stays to copy from until the new one is there."""
    text = draft_text(talk, talk.origin)
    if not text or talk.origin is None or talk.shown is None:
        await talk.answer(talk.words("preview-lost"), alert=True)
        return
    await talk.answer()
    advice = await advise(talk, text)
    question = SafeText("\n\n".join(part for part in (talk.words("fix-ask"), explanation(talk, advice)) if part))
    context = FixContext(talk.origin.message_id)
    await ask(talk, question, context, talk.words("fix-placeholder"), talk.origin.message_id)
    await talk.remove(talk.shown.message_id)


async def take_fixed(talk: Talk, context: FixContext) -> None:
    """The new text: it gets a preview, and the one before it leaves the chat."""
    await take(talk)
    await talk.remove_question()
    await talk.remove(context.message)


async def smooth(talk: Talk) -> None:
    """Take the habits of writing out of a draft. The result becomes a message, for it has to live in the chat, and a
    preview answers it as it would the author's own."""
    if (draft := await read_draft(talk)) is None:
        return
    assert talk.origin
    assert talk.shown
    text = (await advise(talk, draft.text)).smooth
    await talk.answer()
    if not text:
        return
    # The link proves to a later press that this message of the bot is a draft.
    mark = link(talk, DraftContext(tag_of(text)), units(text[0]))
    rewritten = await talk.say(text, entities=[mark])
    await show_preview(talk, text, rewritten.message_id, draft.choice.here)
    await talk.remove(talk.origin.message_id, talk.shown.message_id)


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
        until = await talk.deps.intake.routes.until(sealed.receipt) if Choice.read(talk.data).here else None
        await show_code(talk, sealed, [one.message_id for one in (talk.origin, talk.shown) if one], until)


async def seal(talk: Talk) -> Sealed | None:
    """Submit the draft; None when the preview had to be drawn again. Raises what ``Intake.submit`` raises."""
    draft = await read_draft(talk)
    if draft is None:
        return None
    assert talk.shown
    press = Press(talk.update.update_id, talk.user, talk.chat, talk.shown.message_id)
    lang = language_of(draft.text, talk.lang)
    choice = draft.choice
    return await talk.deps.intake.submit(press, draft.session, draft.text, lang, choice.topic, choice.here, talk.lang)


async def show_code(talk: Talk, sealed: Sealed, spent: Sequence[int], until: date | None) -> None:
    """The code, once what it stands for is durable; then the messages that led to it go. ``until``: the last day on
    which the author is told of an answer in this chat.

    Raises TelegramError when the code could not be sent for now, Undelivered when it cannot be at all.
    """
    words = sealed.receipt.words(talk.lang)
    lines = SafeText("\n".join(" · ".join(words[place : place + 4]) for place in range(0, len(words), 4)))
    way = talk.words("sealed-here", day=until) if until else talk.words("sealed-by-code")
    rows: Rows = (
        (CopyButton(talk.words("button-copy-code"), " ".join(words)),),
        (talk.button("button-saved", "x"),),
    )
    text = talk.words("sealed", words=lines, way=way, removed="yes")
    try:
        _, code = await asyncio.gather(talk.answer(), talk.say(text, rows))
    except Exception as error:
        if isinstance(error, TelegramError) and not isinstance(error, BadRequest):
            raise
        # Given up after a few tries; but then nobody may hear that nothing was stored.
        raise Undelivered("sealed-undelivered") from None
    if not await talk.remove(*spent):
        await tell_remains(talk, talk.words("sealed", words=lines, way=way, removed="no"), rows, code.message_id)


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
