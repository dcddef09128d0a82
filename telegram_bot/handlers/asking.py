"""The executive's words to an unknown author, by way of the moderators: a question, an offer to meet."""

from core.errors import BadInput, NotFound
from core.language.safe_text import SafeText
from core.leadership.pages import id_of
from core.questions import ASK, MEET
from telegram_bot import prompts
from telegram_bot.prompts import ItemContext, ask
from telegram_bot.talk import Talk

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


async def take(talk: Talk, context: ItemContext) -> None:
    """The words themselves."""
    assert talk.person
    try:
        await talk.deps.questions.ask(talk.person, context.item, _KINDS[context.kind], talk.text)
    except BadInput as error:
        await ask_about(talk, context, talk.words(error.message_id, **error.facts))
        await talk.remove_question()
        return
    await talk.say(talk.words(f"{_NAMES[context.kind]}-sent"))
    await talk.remove_question()
