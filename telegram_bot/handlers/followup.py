"""The author's later words, still unnamed: a reply, an objection to the wording, a contested refusal.

Each is asked for, shown as it will be read, and sent by a press; the question and the buttons carry the code, for the
message with it may be gone by then.
"""

from dataclasses import dataclass

from core.company import read_company
from core.crypto.receipt import Receipt
from core.errors import AlreadySealed, BadInput, NotFound
from core.intake.critique import REPLY, VETO
from core.intake.submission import Press
from core.intake.thread import read_thread
from core.language.safe_text import SafeText, make_safe
from core.leadership import life
from core.leadership.contesting import contest
from core.locales.catalogue import in_quotes
from telegram_bot import prompts
from telegram_bot.handlers.author import advice_lines, advise, language_of
from telegram_bot.handlers.draft import tag_of
from telegram_bot.handlers.routes import receipt_of
from telegram_bot.handlers.thread import PUBLISHED, contestable, state_of
from telegram_bot.lengths import cut
from telegram_bot.prompts import CodeContext, ask, decode_code, encode_code
from telegram_bot.talk import Rows, Talk

SHOWN_MOST = 3600


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of later words: its name in the messages, and its button under a preview."""

    name: str
    send: str


KINDS = {
    prompts.CODE: Kind("reply", "rs"),
    prompts.VETO: Kind("veto", "vs"),
    prompts.CONTEST: Kind("contest", "ks"),
}
_ASKS = {"reply": "reply-ask", "veto": "veto-ask", "contest": "contest-ask"}
_HEADS = {"reply": "reply-head", "veto": "veto-head", "contest": "contest-head"}
_SENT = {"reply": "reply-sent", "veto": "veto-sent", "contest": "contest-sent"}
_BY_ASK = {"tr": prompts.CODE, "tv": prompts.VETO, "tk": prompts.CONTEST}
_BY_SEND = {kind.send: context for context, kind in KINDS.items()}


async def ask_words(talk: Talk) -> None:
    """A thread's button: ask for the words."""
    if (receipt := await receipt_of(talk)) is None:
        return
    context = CodeContext(receipt, _BY_ASK[talk.data.partition(":")[0]])
    if await refuse_late(talk, context):
        return
    await talk.answer()
    await ask_about(talk, context)


async def ask_about(talk: Talk, context: CodeContext, problem: SafeText | None = None) -> None:
    """The question itself, or again after words that say too little."""
    name = KINDS[context.kind].name
    question = talk.words(_ASKS[name])
    if problem:
        question = SafeText(f"{problem}\n\n{question}")
    await ask(talk, question, context, talk.words("reply-placeholder"), None)


async def refuse_late(talk: Talk, context: CodeContext) -> bool:
    """Whether it is too late for this sort of words; the person is told."""
    if context.kind == prompts.CODE:
        return False
    try:
        thread = await read_thread(talk.deps.store, context.receipt, talk.deps.pin)
    except NotFound:
        await talk.answer(talk.words("thread-none"), alert=True)
        return True
    if context.kind == prompts.VETO:
        late = "error-already-published" if state_of(thread) == PUBLISHED else ""
    else:
        late = "" if await contestable(talk, context.receipt, thread) else "contest-late"
    if late:
        await talk.answer(talk.words(late), alert=True)
    return bool(late)


async def preview(talk: Talk, context: CodeContext) -> None:
    """Show the words as they will be read."""
    assert talk.update.message
    if context.kind == prompts.CONTEST:
        try:
            life.check(life.Event(life.CONTEST, 0, text=talk.text.strip()))
        except BadInput as error:
            await ask_about(talk, context, talk.words(error.message_id, **error.facts))
            await talk.remove_question()
            return
    place = talk.update.message.message_id
    await talk.say(await preview_text(talk, context, talk.text), preview_rows(talk, context, talk.text), reply_to=place)
    # The question carries the code in its link.
    await talk.remove_question()


async def preview_text(talk: Talk, context: CodeContext, text: str, notice: str | None = None) -> SafeText:
    """What will be read, and what in it may tell of its author or wound."""
    beginning, rest = cut(make_safe(text.strip()), SHOWN_MOST)
    head = f"{talk.words(notice)}\n\n" if notice else ""
    title = talk.words(_HEADS[KINDS[context.kind].name])
    shown = f"{head}{title}\n\n{in_quotes(talk.lang, beginning + ('…' if rest else ''))}"
    advice = await advise(talk, text)
    return SafeText("\n".join([shown, "", *advice_lines(talk, advice)]) if advice.warns else shown)


def preview_rows(talk: Talk, context: CodeContext, text: str) -> Rows:
    """Send or erase."""
    data = f"{KINDS[context.kind].send}:{encode_code(context.receipt)}:{tag_of(text)}"
    return ((talk.button("button-reply-send", data),), (talk.button("button-erase", "e"),))


async def send(talk: Talk) -> None:
    """Seal the words to where they belong, then clear the chat of them."""
    act, code, for_text = talk.data.split(":")
    receipt, origin = decode_code(code), talk.origin
    if receipt is None or origin is None or not origin.text or prompts.is_own(origin, talk) or talk.shown is None:
        await talk.answer(talk.words("preview-lost"), alert=True)
        return
    context = CodeContext(receipt, _BY_SEND[act])
    if tag_of(origin.text) != for_text:
        await talk.answer(talk.words("preview-text-changed"), alert=True)
        text = await preview_text(talk, context, origin.text, "preview-text-changed")
        await talk.edit(text, preview_rows(talk, context, origin.text))
        return
    try:
        sent = await _deliver(talk, context, origin.text)
    except AlreadySealed:
        await talk.answer(talk.words("error-already-sealed"))
        return
    except NotFound:
        await talk.answer(talk.words("thread-none"), alert=True)
        return
    if sent:
        await talk.say(talk.words(_SENT[KINDS[context.kind].name]))
        await talk.answer()
        await talk.remove(origin.message_id, talk.shown.message_id)


async def _deliver(talk: Talk, context: CodeContext, text: str) -> bool:
    """Whether it went; if not, the person was told why."""
    if context.kind == prompts.CONTEST:
        return await _contest(talk, context.receipt, text.strip())
    if await refuse_late(talk, context):
        return False
    assert talk.shown
    press = Press(talk.update.update_id, talk.user, talk.chat, talk.shown.message_id)
    kind = VETO if context.kind == prompts.VETO else REPLY
    await talk.deps.intake.reply(press, context.receipt, text, language_of(text, talk.lang), kind)
    return True


async def _contest(talk: Talk, receipt: Receipt, text: str) -> bool:
    """Raises what ``contest`` raises. The same words again are the same contest."""
    found = await talk.deps.leadership.find_by_critique(receipt.critique_id)
    if found is None:
        raise NotFound
    earlier = found[2].last(life.CONTEST)
    if earlier and earlier.text == text:
        return True
    deps = talk.deps
    async with deps.store.reading() as tx:
        zone = (await read_company(tx)).zone
    await contest(deps.leadership, deps.outbox, deps.membership, deps.clock, found[1].id, text, zone)
    return True
