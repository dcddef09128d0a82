"""The executive places the comma: accept with a first step and a day, or decline with a reason.

Words that were typed are shown as they will be read, and count only with the press that follows. Until then they live
in the chat alone: the preview answers them, and its buttons carry what was chosen.
"""

import asyncio
from datetime import date, timedelta

from core.clock import seconds_of
from core.digests import Cover, Item
from core.errors import BadInput, NotAllowed, NotFound
from core.language.safe_text import SafeText, make_safe
from core.leadership.comma import Comma
from core.leadership.life import ACCEPT, DECLINE, REASON_WORDS
from core.leadership.pages import day_in, id_of, item_heading, ref_of
from core.locales.catalogue import in_quotes
from core.page import Button
from telegram_bot.dates import BUTTON_DAYS, read_day
from telegram_bot.handlers import asking
from telegram_bot.handlers.digest import acknowledge, go_on
from telegram_bot.handlers.draft import tag_of
from telegram_bot.handlers.executive import find_open, pressed_message, show_decision, title_of, zone_of
from telegram_bot.lengths import cut
from telegram_bot.prompts import DUE, REASON, STEP, ItemContext, ask, context_of, is_own
from telegram_bot.talk import Rows, Talk

SHOWN_MOST = 3000
"""UTF-16 units of an answer that its preview repeats; longer than any answer that is taken."""


async def begin(talk: Talk) -> None:
    """A comma's button under an item: ask for what belongs to it."""
    kind = STEP if talk.data.startswith("ca:") else REASON
    message = pressed_message(talk)
    found = await find_open(talk, id_of(talk.data[3:]), message)
    if found is None:
        return
    await asyncio.gather(talk.answer(), acknowledge(talk, found[1].id, found[2]))
    await ask_about(talk, ItemContext(kind, found[1].id, message))


async def ask_about(talk: Talk, context: ItemContext, problem: SafeText | None = None) -> None:
    """Ask for the first step or the reason, or again after an answer that says too little."""
    name = "step" if context.kind == STEP else "reason"
    question = talk.words(f"{name}-ask", least=REASON_WORDS)
    if problem:
        question = SafeText(f"{problem}\n\n{question}")
    await ask(talk, question, context, talk.words(f"{name}-placeholder"), context.message)


async def resume(talk: Talk, context: ItemContext) -> None:
    """Somebody followed the link in a question: ask it again."""
    if context.kind in asking.KINDS:
        await asking.ask_about(talk, context)
        return
    if await find_open(talk, context.item, context.message) is not None:
        kind = REASON if context.kind == REASON else STEP
        await ask_about(talk, ItemContext(kind, context.item, context.message))


async def take_answer(talk: Talk, context: ItemContext) -> None:
    """The text that answers a question: it is shown as it will be read."""
    if context.kind in asking.KINDS:
        await asking.preview(talk, context)
    elif context.kind == DUE:
        await _preview_day(talk, context)
    else:
        await _preview(talk, context)


async def _preview(talk: Talk, context: ItemContext) -> None:
    assert talk.update.message
    if (found := await find_open(talk, context.item, context.message)) is None:
        return
    verdict, text = DECLINE if context.kind == REASON else ACCEPT, talk.text.strip()
    try:
        await talk.deps.leadership.check_comma(context.item, Comma(verdict, text, title_of(talk)))
    except BadInput as error:
        await ask_about(talk, context, talk.words(error.message_id, **error.facts))
    else:
        rows = await _rows(talk, verdict, context.item, context.message, text)
        shown = _preview_text(talk, found[0], found[1], Comma(verdict, text, ""))
        await talk.say(shown, rows, reply_to=talk.update.message.message_id)
    await talk.remove_question()


def _preview_text(talk: Talk, cover: Cover, item: Item, comma: Comma, notice: str | None = None) -> SafeText:
    beginning, rest = cut(make_safe(comma.text), SHOWN_MOST)
    lines: list[str] = [talk.words(notice), ""] if notice else []
    lines += [item_heading(talk.lang, cover, item), talk.words("comma-preview"), ""]
    lines += [f"— {talk.words(f'comma-{comma.verdict}')} —", in_quotes(talk.lang, beginning + ("…" if rest else ""))]
    if comma.due:
        lines.append(talk.words("comma-due", due=comma.due))
    elif comma.verdict == ACCEPT:
        lines += ["", talk.words("date-ask")]
    return SafeText("\n".join(lines))


async def _rows(talk: Talk, verdict: str, item: bytes, message: int, text: str) -> Rows:
    """What can be done with a preview: for a refusal place it, for a consent choose the day; and write anew."""
    tail, tag = f"{ref_of(item)}:{message}", tag_of(text)
    fix = talk.button("button-fix", f"we:{REASON if verdict == DECLINE else STEP}:{tail}")
    if verdict == DECLINE:
        return ((talk.button("button-place", f"wd:{tail}:{tag}"),), (fix,))
    today = await _today(talk)
    days = [
        Button(talk.words(name, day=today + timedelta(days=ahead)), f"w:{tail}:{today + timedelta(days=ahead)}:{tag}")
        for name, ahead in BUTTON_DAYS
    ]
    return (days[:2], days[2:], (talk.button("date-other", f"wo:{tail}"), fix))


async def choose_day(talk: Talk) -> None:
    """A day's button: the step stands in the message above."""
    # Buttons of earlier versions lack the tag.
    _, ref, message, day, *tag = talk.data.split(":")
    comma = Comma(ACCEPT, _words(talk), title_of(talk), date.fromisoformat(day))
    await _place_shown(talk, id_of(ref), comma, int(message), *tag)


async def place_reason(talk: Talk) -> None:
    """The button under a reason."""
    _, ref, message, tag = talk.data.split(":")
    await _place_shown(talk, id_of(ref), Comma(DECLINE, _words(talk), title_of(talk)), int(message), tag)


async def _place_shown(talk: Talk, item_id: bytes, comma: Comma, message: int, tag: str | None = None) -> None:
    """Place what the preview has shown; words that were changed meanwhile are shown anew instead."""
    if not comma.text:
        await talk.answer(talk.words("words-gone"), alert=True)
        return
    if tag is None or tag == tag_of(comma.text):
        await place(talk, item_id, comma, message)
        return
    if (found := await find_open(talk, item_id, message)) is None:
        return
    await talk.deps.leadership.check_comma(item_id, comma)
    await talk.answer(talk.words("preview-text-changed"), alert=True)
    anew = Comma(comma.verdict, comma.text, "")
    text = _preview_text(talk, found[0], found[1], anew, "preview-text-changed")
    await talk.edit(text, await _rows(talk, comma.verdict, item_id, message, comma.text))


async def rewrite(talk: Talk) -> None:
    """Ask for the words once more; those before stay in the chat to copy from."""
    _, kind, ref, message = talk.data.split(":")
    context = ItemContext(kind, id_of(ref), int(message))
    await talk.answer()
    await resume(talk, context)
    await talk.remove(pressed_message(talk))


async def ask_other_day(talk: Talk) -> None:
    """Ask for a typed date; the question repeats the step, so that the answer brings both."""
    _, ref, message = talk.data.split(":")
    step = _words(talk)
    if not step:
        await talk.answer(talk.words("words-gone"), alert=True)
        return
    await talk.answer()
    await _ask_day(talk, ItemContext(DUE, id_of(ref), int(message)), make_safe(step), "date-type")
    await talk.remove(pressed_message(talk), *_own_origin(talk))


async def _ask_day(talk: Talk, context: ItemContext, step: str, how: str) -> None:
    question = SafeText(f"{talk.words(how)}\n\n{step}")
    await ask(talk, question, context, talk.words("date-placeholder"), None)


async def _preview_day(talk: Talk, context: ItemContext) -> None:
    assert talk.update.message
    question = talk.update.message.reply_to_message
    step = _step_in((question.text or "") if question else "")
    day = read_day(talk.text, await _today(talk))
    if question is None or day is None:
        await _ask_day(talk, context, step, "date-unclear")
        await talk.remove_question()
        return
    if (found := await find_open(talk, context.item, context.message)) is None:
        return
    text = _preview_text(talk, found[0], found[1], Comma(ACCEPT, step, "", day))
    tail = f"{ref_of(context.item)}:{context.message}"
    rows = (
        (talk.button("button-place", f"w:{tail}:{day}:{tag_of(step)}"),),
        (talk.button("date-other", f"wo:{tail}"), talk.button("button-fix", f"we:{STEP}:{tail}")),
    )
    # The question stays until the press, for it holds the step.
    await talk.say(text, rows, reply_to=question.message_id)


async def place(talk: Talk, item_id: bytes, comma: Comma, message: int) -> None:
    """Record the comma, say so, and let the item's message show it. The same update again says the same again.

    Raises BadInput for an answer that says too little.
    """
    try:
        await talk.deps.leadership.place_comma(item_id, comma)
    except (NotAllowed, NotFound):
        await find_open(talk, item_id, message)
        return
    leadership = talk.deps.leadership
    _, left, found = await asyncio.gather(talk.answer(), leadership.count_open(), leadership.find_life(item_id))
    rows = ((talk.button("button-open-items", "o"),),) if left else ()
    await talk.edit(talk.words("comma-placed", left=left), rows)
    if question := _own_origin(talk):
        await talk.remove(*question)
    await show_decision(talk, *found, message)
    await go_on(talk, item_id)


def _words(talk: Talk) -> str:
    """The executive's words that the pressed preview answers: their own message, or the question about a day that
    repeats them. Empty when they are gone."""
    origin = talk.origin
    if origin is None or not origin.text:
        return ""
    if not is_own(origin, talk):
        return origin.text.strip()
    context = context_of(talk, origin)
    return _step_in(origin.text) if isinstance(context, ItemContext) and context.kind == DUE else ""


def _step_in(question: str) -> str:
    return question.partition("\n\n")[2].strip()


def _own_origin(talk: Talk) -> tuple[int, ...]:
    """The question of the bot that the pressed message answers, if it is one."""
    return (talk.origin.message_id,) if talk.origin and is_own(talk.origin, talk) else ()


async def _today(talk: Talk) -> date:
    """The company's day."""
    return day_in(await zone_of(talk), seconds_of(talk.deps.clock))
