"""What everybody sees of the programme, and what executives are asked of its goals."""

from collections.abc import Sequence
from datetime import date

from core.language.safe_text import SafeText
from core.locales.catalogue import say
from core.page import Button, Page
from core.programs.glance import asks_whether_stale
from core.programs.ledger import Record
from core.programs.overview import AIMS, OVERVIEWS, Aim, Overview
from core.programs.overview_words import TOPICS, aim_line, aim_lines, band_lines, lines_of
from telegram_bot.formats.format import company_day, data_of, parts_of, put
from telegram_bot.talk import Talk

LETTER = "g"
PAGES = (*TOPICS, "bands", "aims")
AIMS_MOST = 2


async def show(talk: Talk) -> None:
    """The newest count and the goals; executives are asked of those that are in doubt."""
    overview, found, today = await _read(talk)
    if overview is None:
        await talk.say(talk.words("glance-none"))
        return
    page = programme_page(talk.lang, overview, [one.body for one in found], today)
    await talk.say(page.text, page.buttons)
    for record in doubtful(found, today) if talk.is_executive else ():
        page = ask_page(talk.lang, record, today)
        await talk.say(page.text, page.buttons)


async def turn(talk: Talk) -> None:
    """Another page in the place of the one before."""
    topic, start = parts_of(talk)
    overview, found, today = await _read(talk)
    if overview is None or topic not in PAGES:
        raise ValueError
    await put(talk, programme_page(talk.lang, overview, [one.body for one in found], today, topic, int(start)))


async def _read(talk: Talk) -> tuple[Overview | None, Sequence[Record[Aim]], date]:
    async with talk.deps.store.reading() as tx:
        counted = await talk.deps.ledger.all(tx, OVERVIEWS)
        found = await talk.deps.ledger.all(tx, AIMS)
        return counted[0].body if counted else None, found, await company_day(talk.deps, tx)


def programme_page(
    lang: str, overview: Overview, aims: Sequence[Aim], today: date, topic: str = PAGES[0], start: int = 0
) -> Page:
    """One page of it: no more than a phone shows at once. ``start``: the first goal on the page of goals."""
    lines: list[str] = [say(lang, "glance-head"), say(lang, "glance-counted", day=overview.on), ""]
    goals = aim_lines(lang, aims, today)
    bands = band_lines(lang, overview)
    if topic == "aims":
        lines += [say(lang, "glance-aims"), *goals[start : start + AIMS_MOST]]
    elif topic == "bands":
        lines += [say(lang, "glance-bands"), *bands]
    else:
        lines += [*lines_of(lang, overview, topic), say(lang, "glance-how", k=overview.k)]
    there = {**dict.fromkeys(TOPICS, True), "bands": bool(bands), "aims": bool(goals)}
    others = [_turning(lang, one, 0) for one in PAGES if there[one] and one != topic]
    if topic == "aims" and start + AIMS_MOST < len(goals):
        others.insert(0, _turning(lang, "further", start + AIMS_MOST))
    return Page(SafeText("\n".join(lines)), tuple(tuple(others[at : at + 2]) for at in range(0, len(others), 2)))


def _turning(lang: str, topic: str, start: int) -> Button:
    return Button(say(lang, f"button-glance-{topic}"), data_of(LETTER, "page", "aims" if start else topic, start))


def doubtful(found: Sequence[Record[Aim]], today: date) -> list[Record[Aim]]:
    """Goals of which somebody has still to say this quarter whether they stand."""
    return [record for record in found if record.live and asks_whether_stale(record.body.goal, today)]


def ask_page(lang: str, record: Record[Aim], today: date) -> Page:
    """Is the plan out of date? Asked of one goal."""
    buttons = [Button(say(lang, f"button-goal-{act}"), data_of(LETTER, act, record.ref)) for act in ("stands", "stale")]
    return Page(SafeText(f"{say(lang, 'glance-ask')}\n\n{aim_line(lang, record.body, today)}"), (tuple(buttons),))
