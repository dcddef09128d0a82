"""The executive places the comma: accept with a first step and a date, or decline with a reason."""

import asyncio
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from core.clock import seconds_of
from core.company import read_company
from core.digests import Cover, Item
from core.errors import BadInput, NotAllowed, NotFound
from core.language.safe_text import SafeText, make_safe, one_line
from core.leadership.comma import Comma, decision_of
from core.leadership.life import (
    ACCEPT,
    DECLINE,
    DONE,
    FINISH,
    REASON_WORDS,
    START,
    STARTED,
    THINK,
    Event,
    Life,
    check,
)
from core.leadership.pages import day_in, id_of, item_heading, item_page, open_buttons, promise_buttons, ref_of
from core.page import Button
from telegram_bot.dates import BUTTON_DAYS, read_day
from telegram_bot.handlers import asking, handing
from telegram_bot.handlers.digest import acknowledge, give, go_on
from telegram_bot.lengths import TEXT_LIMIT, cut, shorten, units
from telegram_bot.prompts import DUE, REASON, STEP, ItemContext, ask
from telegram_bot.talk import Talk

LISTED_MOST = 20
LABEL_LONGEST = 48


async def begin(talk: Talk) -> None:
    """A comma's button under an item: ask for what belongs to it."""
    assert talk.update.callback_query
    kind = STEP if talk.data.startswith("ca:") else REASON
    found = await find_open(talk, id_of(talk.data[3:]), _pressed(talk))
    if found is None:
        return
    await asyncio.gather(talk.answer(), acknowledge(talk, found[1].id, found[2]))
    await ask_about(talk, ItemContext(kind, found[1].id, _pressed(talk)))


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


async def find_open(talk: Talk, item_id: bytes, message: int | None) -> tuple[Cover, Item, Life] | None:
    """An item that still waits. None when it does not: the person is told, and its message shows the decision."""
    try:
        cover, item, life = await talk.deps.leadership.find_life(item_id)
    except NotFound:
        await _tell(talk, talk.words("item-gone"))
        return None
    if life.verdict is None:
        if colleague := await handing.holder(talk, life):
            await _tell(talk, talk.words("hand-done", name=handing.name_of(talk, colleague)))
            return None
        return cover, item, life
    await _tell(talk, talk.words("error-already-decided"))
    if message is not None:
        await show_decision(talk, cover, item, life, message)
    return None


async def take_answer(talk: Talk, context: ItemContext) -> None:
    """The text that answers a question."""
    if context.kind in asking.KINDS:
        await asking.take(talk, context)
    elif context.kind == DUE:
        await _take_day(talk, context)
    elif context.kind == REASON:
        await _take_reason(talk, context)
    elif await find_open(talk, context.item, context.message) is not None:
        await _take_step(talk, context)


async def _take_reason(talk: Talk, context: ItemContext) -> None:
    try:
        await place(talk, context.item, Comma(DECLINE, talk.text.strip(), _title(talk)), context.message)
    except BadInput as error:
        await ask_about(talk, context, talk.words(error.message_id, **error.facts))


async def _take_step(talk: Talk, context: ItemContext) -> None:
    assert talk.update.message
    try:
        check(Event(ACCEPT, 0, text=talk.text.strip()))
    except BadInput as error:
        await ask_about(talk, context, talk.words(error.message_id, **error.facts))
        return
    today = await _today(talk)
    tail = f"{ref_of(context.item)}:{context.message}"
    days = [
        Button(talk.words(name, day=today + timedelta(days=ahead)), f"w:{tail}:{today + timedelta(days=ahead)}")
        for name, ahead in BUTTON_DAYS
    ]
    rows = (days[:2], days[2:], [talk.button("date-other", f"wo:{tail}")])
    await talk.say(talk.words("date-ask"), rows, reply_to=talk.update.message.message_id)
    await talk.remove_question()


async def choose_day(talk: Talk) -> None:
    """A date's button: the step stands in the message above."""
    _, ref, message, day = talk.data.split(":")
    step = talk.origin.text if talk.origin else None
    if not step:
        await talk.answer(talk.words("step-gone"), alert=True)
        return
    comma = Comma(ACCEPT, step.strip(), _title(talk), date.fromisoformat(day))
    await place(talk, id_of(ref), comma, int(message))


async def ask_other_day(talk: Talk) -> None:
    """Ask for a typed date; the question repeats the step, so that the answer brings both."""
    _, ref, message = talk.data.split(":")
    step = talk.origin.text if talk.origin else None
    if not step:
        await talk.answer(talk.words("step-gone"), alert=True)
        return
    await talk.answer()
    await _ask_day(talk, ItemContext(DUE, id_of(ref), int(message)), make_safe(step.strip()), "date-type")
    await talk.remove(_pressed(talk))


async def _ask_day(talk: Talk, context: ItemContext, step: str, how: str) -> None:
    question = SafeText(f"{talk.words(how)}\n\n{step}")
    await ask(talk, question, context, talk.words("date-placeholder"), None)


async def _take_day(talk: Talk, context: ItemContext) -> None:
    assert talk.update.message
    question = talk.update.message.reply_to_message
    step = ((question.text or "") if question else "").partition("\n\n")[2].strip()
    day = read_day(talk.text, await _today(talk))
    if day is None:
        await _ask_day(talk, context, step, "date-unclear")
        await talk.remove_question()
        return
    await place(talk, context.item, Comma(ACCEPT, step, _title(talk), day), context.message)


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
    done = talk.words("comma-placed", left=left)
    rows = ((talk.button("button-open-items", "o"),),) if left else ()
    if talk.shown:
        await talk.edit(done, rows)
    else:
        await talk.say(done, rows)
        await talk.remove_question()
    await show_decision(talk, *found, message)
    await go_on(talk, item_id)


async def think(talk: Talk) -> None:
    """More time, once: the deadline moves, and the button goes."""
    item_id = id_of(talk.data[3:])
    if await find_open(talk, item_id, _pressed(talk)) is None:
        return
    await talk.deps.leadership.act(item_id, Event(THINK, seconds_of(talk.deps.clock), _title(talk)))
    _, item, life = await talk.deps.leadership.find_life(item_id)
    zone = await _zone(talk)
    await talk.answer(talk.words("think-noted", day=day_in(zone, life.deadline)), alert=True)
    await talk.edit_buttons(open_buttons(talk.lang, item, life, zone))
    await go_on(talk, item_id)


async def report(talk: Talk) -> None:
    """After acceptance: work has begun, or it is done. The author gets a letter about either."""
    item_id = id_of(talk.data[3:])
    act = START if talk.data.startswith("cs:") else FINISH
    await talk.deps.leadership.act(item_id, Event(act, seconds_of(talk.deps.clock), _title(talk)))
    await talk.answer(talk.words(f"{act}-noted"), alert=True)
    cover, item, life = await talk.deps.leadership.find_life(item_id)
    await show_decision(talk, cover, item, life, _pressed(talk))


async def not_yet(talk: Talk) -> None:
    """The promised day has come and the work is not done: the promise stays where everybody sees it."""
    item_id = id_of(talk.data[3:])
    cover, item, life = await talk.deps.leadership.find_life(item_id)
    await talk.answer(talk.words("not-yet-noted"), alert=True)
    await show_decision(talk, cover, item, life, _pressed(talk))


async def show_decision(talk: Talk, cover: Cover, item: Item, life: Life, message: int) -> None:
    """Let an item's message show its comma instead of the buttons for one, and what may follow it."""
    rows = promise_buttons(talk.lang, item.id, life)
    await talk.edit(decided_text(talk, cover, item, life), rows, message=message)


def decided_text(talk: Talk, cover: Cover, item: Item, life: Life) -> SafeText:
    """An item with its comma; a long item gives way to the decision."""
    decision = decision_of(item.id, life)
    assert decision
    comma = decision.comma
    lines = [SafeText(f"— {talk.words(f'comma-{comma.verdict}')} —"), make_safe(comma.text)]
    if comma.due:
        lines.append(talk.words("comma-due", due=comma.due))
    lines.append(one_line(comma.by) or talk.words("executive-untitled"))
    if life.is_late:
        lines.append(talk.words("comma-late"))
    if life.state in (STARTED, DONE):
        lines.append(talk.words("comma-start" if life.state == STARTED else "comma-finish"))
    tail = "\n".join(lines)
    head = item_heading(talk.lang, cover, item)
    room = TEXT_LIMIT - units(tail) - units(head) - 10
    return SafeText(f"{head}\n\n«{shorten(make_safe(item.text), room)}»\n\n{tail}")


async def list_open(talk: Talk) -> None:
    """What still lacks a comma, a button for each."""
    await talk.answer()
    digests = await talk.deps.leadership.digests()
    waiting = [
        (digest.cover, item, digest.lives[item.id])
        for digest in digests
        for item in await handing.own_items(talk, digest)
    ]
    waiting.sort(key=lambda found: (found[2].deadline, found[0].number, found[1].position))
    if not waiting:
        await talk.say(talk.words("open-none"))
        return
    rows = [[Button(_label(cover, item), f"i:{ref_of(item.id)}")] for cover, item, _ in waiting[:LISTED_MOST]]
    await talk.say(talk.words("open-list", count=len(waiting), shown=len(rows)), rows, protect=True)
    for _, item, life in waiting[:LISTED_MOST]:
        await acknowledge(talk, item.id, life)


async def show_item(talk: Talk) -> None:
    """One item again, with its buttons."""
    found = await find_open(talk, id_of(talk.data[2:]), None)
    if found is None:
        return
    await talk.answer()
    _, item, life = found
    await acknowledge(talk, item.id, life)
    whole = await talk.deps.leadership.digest_of(item.id)
    await give(talk, whole, item_page(talk.lang, *found, await _zone(talk)), b"item" + item.id)


async def _zone(talk: Talk) -> ZoneInfo:
    async with talk.deps.store.reading() as tx:
        return (await read_company(tx)).zone


async def _today(talk: Talk) -> date:
    """The company's day."""
    return day_in(await _zone(talk), seconds_of(talk.deps.clock))


def _label(cover: Cover, item: Item) -> SafeText:
    beginning, rest = cut(one_line(item.text), LABEL_LONGEST)
    return SafeText(f"{cover.number}.{item.position} · {beginning}{'…' if rest else ''}")


def _pressed(talk: Talk) -> int:
    assert talk.update.callback_query
    assert talk.update.callback_query.message
    return talk.update.callback_query.message.message_id


def _title(talk: Talk) -> str:
    return talk.person.title if talk.person else ""


async def _tell(talk: Talk, text: SafeText) -> None:
    """Beside a press as an alert, else as a message."""
    if talk.update.callback_query:
        await talk.answer(text, alert=True)
    else:
        await talk.say(text)
