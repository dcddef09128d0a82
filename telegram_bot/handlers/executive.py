"""What an executive sees of items and does with them besides placing the comma (telegram_bot.handlers.placing)."""

from zoneinfo import ZoneInfo

from core.clock import seconds_of
from core.company import read_company
from core.digests import Cover, Item
from core.errors import NotFound
from core.language.safe_text import SafeText, make_safe, one_line
from core.leadership.comma import decision_of
from core.leadership.life import DONE, FINISH, START, STARTED, THINK, Event, Life
from core.leadership.pages import day_in, id_of, item_heading, item_page, open_buttons, promise_buttons, ref_of
from core.locales.catalogue import in_quotes
from core.page import Button
from telegram_bot.handlers import handing
from telegram_bot.handlers.digest import acknowledge, give, go_on
from telegram_bot.lengths import TEXT_LIMIT, cut, shorten, units
from telegram_bot.talk import Talk

LISTED_MOST = 20
LABEL_LONGEST = 48


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


async def think(talk: Talk) -> None:
    """More time, once: the deadline moves, and the button goes."""
    item_id = id_of(talk.data[3:])
    if await find_open(talk, item_id, pressed_message(talk)) is None:
        return
    await talk.deps.leadership.act(item_id, Event(THINK, seconds_of(talk.deps.clock), title_of(talk)))
    _, item, life = await talk.deps.leadership.find_life(item_id)
    zone = await zone_of(talk)
    await talk.answer(talk.words("think-noted", day=day_in(zone, life.deadline)), alert=True)
    await talk.edit_buttons(open_buttons(talk.lang, item, life, zone))
    await go_on(talk, item_id)


async def report(talk: Talk) -> None:
    """After acceptance: work has begun, or it is done. The author gets a letter about either."""
    item_id = id_of(talk.data[3:])
    act = START if talk.data.startswith("cs:") else FINISH
    await talk.deps.leadership.act(item_id, Event(act, seconds_of(talk.deps.clock), title_of(talk)))
    await talk.answer(talk.words(f"{act}-noted"), alert=True)
    cover, item, life = await talk.deps.leadership.find_life(item_id)
    await show_decision(talk, cover, item, life, pressed_message(talk))


async def not_yet(talk: Talk) -> None:
    """The promised day has come and the work is not done: the promise stays where everybody sees it."""
    item_id = id_of(talk.data[3:])
    cover, item, life = await talk.deps.leadership.find_life(item_id)
    await talk.answer(talk.words("not-yet-noted"), alert=True)
    await show_decision(talk, cover, item, life, pressed_message(talk))


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
    return SafeText(f"{head}\n\n{in_quotes(talk.lang, shorten(make_safe(item.text), room))}\n\n{tail}")


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
    await give(talk, whole, item_page(talk.lang, *found, await zone_of(talk)), b"item" + item.id)


async def zone_of(talk: Talk) -> ZoneInfo:
    """The company's time zone."""
    async with talk.deps.store.reading() as tx:
        return (await read_company(tx)).zone


def _label(cover: Cover, item: Item) -> SafeText:
    beginning, rest = cut(one_line(item.text), LABEL_LONGEST)
    return SafeText(f"{cover.number}.{item.position} · {beginning}{'…' if rest else ''}")


def pressed_message(talk: Talk) -> int:
    """The message under which a button was pressed, however old it is."""
    assert talk.update.callback_query
    assert talk.update.callback_query.message
    return talk.update.callback_query.message.message_id


def title_of(talk: Talk) -> str:
    """How this executive signs."""
    return talk.person.title if talk.person else ""


async def _tell(talk: Talk, text: SafeText) -> None:
    """Beside a press as an alert, else as a message."""
    if talk.update.callback_query:
        await talk.answer(text, alert=True)
    else:
        await talk.say(text)
