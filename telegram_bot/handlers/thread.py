"""What an author does with the code: reads what became of the critique, and writes again, still unnamed."""

from datetime import UTC, date, datetime

from core.crypto.receipt import Receipt, read_code
from core.errors import AlreadySealed, NotFound, WrongCode
from core.intake.submission import Press
from core.intake.thread import ANSWER, QUESTION, REPLY, Letter, Thread, read_thread
from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import has, in_words
from telegram_bot.handlers.critique import language_of, tag_of
from telegram_bot.lengths import cut, split
from telegram_bot.prompts import CodeContext, ask, decode_code, encode_code
from telegram_bot.talk import Rows, Talk

REPLY_SHOWN_MOST = 3600


async def show_by_code(talk: Talk) -> None:
    """Answer a message that is a code, right or wrong, with its thread."""
    assert talk.update.message
    place = talk.update.message.message_id
    rows: Rows = ((talk.button("button-remove", "tx"),),)
    try:
        receipt = read_code(talk.text)
        thread = await read_thread(talk.deps.store, receipt, talk.deps.pin)
    except WrongCode:
        await talk.say(talk.words("error-wrong-code"), rows, reply_to=place)
        return
    except NotFound:
        await talk.say(talk.words("thread-none"), rows, reply_to=place)
        return
    parts = split(thread_text(talk, thread))
    earlier = [await talk.say(part, reply_to=place) for part in parts[:-1]]
    data = ":".join(["tx", *(str(one.message_id) for one in earlier)])
    rows = ((talk.button("button-reply", "tr"),), (talk.button("button-remove", data),))
    await talk.say(parts[-1], rows, reply_to=place)


def thread_text(talk: Talk, thread: Thread) -> SafeText:
    """The state, the released wording, and every letter in order."""
    blocks = [_status(talk, thread)]
    blocks += [block for letter in thread.letters if (block := _letter(talk, letter))]
    return SafeText("\n\n".join(blocks))


def _status(talk: Talk, thread: Thread) -> str:
    facts = thread.status.facts if thread.status else {}
    state = "waiting" if thread.waiting else facts.get("state", "new")
    if state == "published" and facts.get("number"):
        lines = [talk.words("thread-published-in", number=facts["number"])]
    else:
        lines = [talk.words(_known(talk, f"thread-{state}", "thread-new"))]
    if reason := facts.get("reason"):
        lines.append(talk.words(_known(talk, f"decline-{reason}", "decline-other")))
    lines += [SafeText(f"«{make_safe(facts[name])}»") for name in ("words", "wording") if facts.get(name)]
    return "\n".join(lines)


def _letter(talk: Talk, letter: Letter) -> str:
    facts = letter.facts
    text = make_safe(facts.get("text", ""))
    day = datetime.fromtimestamp(letter.at, UTC).date()
    if letter.kind == ANSWER:
        return _answer(talk, facts, text, day)
    heads = {QUESTION: "thread-question", REPLY: "thread-own"}
    if letter.kind not in heads:
        return ""
    return f"{talk.words(heads[letter.kind], day=day)}\n«{text}»"


def _answer(talk: Talk, facts: dict[str, str], text: SafeText, day: date) -> str:
    verdict = _known(talk, f"comma-{facts.get('verdict')}", "comma-other")
    lines = [SafeText(f"— {talk.words(verdict)} —")]
    if text:
        lines.append(SafeText(f"«{text}»"))
    if facts.get("owner"):
        lines.append(talk.words("comma-owner", owner=one_line(facts["owner"])))
    if facts.get("due"):
        lines.append(talk.words("comma-due", due=date.fromisoformat(facts["due"])))
    if facts.get("late"):
        lines.append(talk.words("comma-late"))
    by = one_line(facts.get("by", ""))
    lines.append(talk.words("thread-by", by=by, day=day) if by else SafeText(in_words(talk.lang, day)))
    return "\n".join(lines)


def _known(talk: Talk, message_id: str, otherwise: str) -> str:
    return message_id if has(talk.lang, message_id) else otherwise


async def remove(talk: Talk) -> None:
    """Take the code and the thread out of the chat, together."""
    earlier = [int(one) for one in talk.data.split(":")[1:]]
    code = [talk.origin.message_id] if talk.origin else []
    shown = [talk.shown.message_id] if talk.shown else []
    gone = await talk.remove(*code, *earlier, *shown)
    await talk.answer(None if gone else talk.words("erase-failed"), alert=not gone)
    if not gone:
        await talk.edit(talk.words("removed"))


async def ask_reply(talk: Talk) -> None:
    """Ask for the next words in the thread whose code stands above."""
    try:
        receipt = read_code(talk.origin.text or "") if talk.origin else None
    except WrongCode:
        receipt = None
    if receipt is None:
        await talk.answer(talk.words("thread-code-gone"), alert=True)
        return
    await talk.answer()
    await ask_reply_to(talk, receipt)


async def ask_reply_to(talk: Talk, receipt: Receipt) -> None:
    """The question itself."""
    await ask(talk, talk.words("reply-ask"), CodeContext(receipt), talk.words("reply-placeholder"), None)


async def preview_reply(talk: Talk, context: CodeContext) -> None:
    """Show the reply as moderators will read it."""
    assert talk.update.message
    await talk.say(
        reply_text(talk, talk.text),
        reply_rows(talk, context.receipt, talk.text),
        reply_to=talk.update.message.message_id,
    )
    # The question carries the code in its link.
    await talk.remove_question()


def reply_text(talk: Talk, text: str, notice: str | None = None) -> SafeText:
    """What moderators will read."""
    beginning, rest = cut(make_safe(text.strip()), REPLY_SHOWN_MOST)
    head = f"{talk.words(notice)}\n\n" if notice else ""
    return SafeText(f"{head}{talk.words('reply-head')}\n\n«{beginning}{'…' if rest else ''}»")


def reply_rows(talk: Talk, receipt: Receipt, text: str) -> Rows:
    """Send or erase. The button carries the code: the message with it may be gone by now."""
    data = f"rs:{encode_code(receipt)}:{tag_of(text)}"
    return ((talk.button("button-reply-send", data),), (talk.button("button-erase", "e"),))


async def send_reply(talk: Talk) -> None:
    """Seal the reply to the thread's session, then clear the chat of it."""
    _, code, for_text = talk.data.split(":")
    receipt, origin = decode_code(code), talk.origin
    if receipt is None or origin is None or not origin.text or talk.shown is None:
        await talk.answer(talk.words("preview-lost"), alert=True)
        return
    if tag_of(origin.text) != for_text:
        await talk.answer(talk.words("preview-text-changed"), alert=True)
        text = reply_text(talk, origin.text, "preview-text-changed")
        await talk.edit(text, reply_rows(talk, receipt, origin.text))
        return
    press = Press(talk.update.update_id, talk.user, talk.chat, talk.shown.message_id)
    try:
        await talk.deps.intake.reply(press, receipt, origin.text, language_of(origin.text, talk.lang))
    except AlreadySealed:
        await talk.answer(talk.words("error-already-sealed"))
        return
    except NotFound:
        await talk.answer(talk.words("thread-none"), alert=True)
        return
    await talk.say(talk.words("reply-sent"))
    await talk.answer()
    await talk.remove(origin.message_id, talk.shown.message_id)
