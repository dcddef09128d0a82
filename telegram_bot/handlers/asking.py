"""The executive's words to an unknown author, by way of the moderators: a question, an offer to meet."""

from core.errors import BadInput, NotFound
from core.language.safe_text import SafeText, make_safe
from core.leadership.pages import id_of, ref_of
from core.leadership.questions import check_question
from core.locales.catalogue import in_quotes
from core.questions import ASK, MEET
from telegram_bot import prompts
from telegram_bot.handlers.draft import tag_of
from telegram_bot.prompts import ItemContext, ask
from telegram_bot.talk import Rows, Talk

_KINDS = {prompts.ASK: ASK, prompts.MEET: MEET}
_NAMES = {prompts.ASK: "question", prompts.MEET: "meet"}
KINDS = tuple(_KINDS)


async def begin(talk: Talk) -> None:
    """The button under an item."""
    assert talk.shown
    item_id = id_of(talk.data[3:])
    try:
        await talk.deps.leadership.find_life(item_id)
    except NotFound:
        await talk.answer(talk.words("item-gone"), alert=True)
        return
    await talk.answer()
    kind = prompts.ASK if talk.data.startswith("cq:") else prompts.MEET
    await ask_about(talk, ItemContext(kind, item_id, talk.shown.message_id))


async def ask_about(talk: Talk, context: ItemContext, problem: SafeText | None = None) -> None:
    """Ask for the words, or again after too few or too many."""
    name = _NAMES[context.kind]
    question = talk.words(f"{name}-ask")
    if problem:
        question = SafeText(f"{problem}\n\n{question}")
    await ask(talk, question, context, talk.words(f"{name}-placeholder"), context.message)


async def preview(talk: Talk, context: ItemContext) -> None:
    """Show the words as they will be read, or ask again."""
    assert talk.update.message
    try:
        check_question(_KINDS[context.kind], talk.text.strip())
    except BadInput as error:
        await ask_about(talk, context, talk.words(error.message_id, **error.facts))
    else:
        text, rows = _shown(talk, context, talk.text.strip())
        await talk.say(text, rows, reply_to=talk.update.message.message_id)
    await talk.remove_question()


def _shown(talk: Talk, context: ItemContext, words: str, notice: str | None = None) -> tuple[SafeText, Rows]:
    head = f"{talk.words(notice)}\n\n" if notice else ""
    tail = f"{context.kind}:{ref_of(context.item)}:{context.message}"
    send = talk.button("button-reply-send", f"qs:{tail}:{tag_of(words)}")
    text = SafeText(f"{head}{talk.words('question-head')}\n\n{in_quotes(talk.lang, make_safe(words))}")
    return text, ((send,), (talk.button("button-fix", f"we:{tail}"),))


async def send(talk: Talk) -> None:
    """Seal the words that the preview shows to the moderators; words that were changed meanwhile are shown anew."""
    assert talk.person
    _, kind, ref, message, tag = talk.data.split(":")
    context, origin = ItemContext(kind, id_of(ref), int(message)), talk.origin
    if kind not in KINDS or origin is None or not origin.text or prompts.is_own(origin, talk):
        await talk.answer(talk.words("words-gone"), alert=True)
        return
    words = origin.text.strip()
    if tag_of(words) != tag:
        check_question(_KINDS[kind], words)
        await talk.answer(talk.words("preview-text-changed"), alert=True)
        await talk.edit(*_shown(talk, context, words, "preview-text-changed"))
        return
    await talk.deps.questions.ask(talk.person, context.item, _KINDS[kind], words)
    await talk.answer()
    await talk.edit(talk.words(f"{_NAMES[kind]}-sent"))
