"""What everybody sees of the programme, and what executives are asked of its goals."""

from collections.abc import Sequence
from datetime import date

from core.language.safe_text import SafeText
from core.locales.catalogue import say
from core.page import Button, Page
from core.programs.glance import asks_whether_stale
from core.programs.ledger import Record
from core.programs.overview import AIMS, OVERVIEWS, Aim
from core.programs.overview_words import aim_line, aim_lines, overview_lines
from telegram_bot.formats.format import company_day, data_of
from telegram_bot.talk import Talk

LETTER = "g"


async def show(talk: Talk) -> None:
    """The newest count and the goals; executives are asked of those that are in doubt."""
    async with talk.deps.store.reading() as tx:
        counted = await talk.deps.ledger.all(tx, OVERVIEWS)
        found = await talk.deps.ledger.all(tx, AIMS)
        today = await company_day(talk.deps, tx)
    if not counted:
        await talk.say(talk.words("glance-none"))
        return
    overview = counted[0].body
    lines: list[str] = [talk.words("glance-head"), talk.words("glance-counted", day=overview.on), ""]
    lines += overview_lines(talk.lang, overview)
    if found:
        lines += ["", talk.words("glance-aims"), *aim_lines(talk.lang, [one.body for one in found], today)]
    lines += ["", talk.words("glance-how", k=overview.k)]
    await talk.say(SafeText("\n".join(lines)))
    for record in doubtful(found, today) if talk.is_executive else ():
        page = ask_page(talk.lang, record, today)
        await talk.say(page.text, page.buttons)


def doubtful(found: Sequence[Record[Aim]], today: date) -> list[Record[Aim]]:
    """Goals of which somebody has still to say this quarter whether they stand."""
    return [record for record in found if record.live and asks_whether_stale(record.body.goal, today)]


def ask_page(lang: str, record: Record[Aim], today: date) -> Page:
    """Is the plan out of date? Asked of one goal."""
    buttons = [Button(say(lang, f"button-goal-{act}"), data_of(LETTER, act, record.ref)) for act in ("stands", "stale")]
    return Page(SafeText(f"{say(lang, 'glance-ask')}\n\n{aim_line(lang, record.body, today)}"), (tuple(buttons),))
