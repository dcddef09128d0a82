"""A digest to be printed from the console: as a draft, or as published with the commas placed so far."""

from core.digests import DRAFT, SCHEDULED
from core.leadership.life import Life
from core.locales.catalogue import say
from core.moderation.desk import Desk
from core.moderation.digest import Draft, preview, read_lives
from core.printing.edition import Edition, make_edition
from core.sessions import Session


async def read_edition(desk: Desk, session: Session, draft: Draft, lang: str) -> Edition:
    """The edition in ``lang``. What is not published yet says so, and has no commas."""
    cover, items = await preview(desk, session, draft)
    if draft.state == DRAFT:
        return make_edition(lang, cover, items, {}, say(lang, "printed-draft"))
    if draft.state == SCHEDULED:
        return make_edition(lang, cover, items, {}, say(lang, "printed-scheduled", day=cover.published))
    happened = await read_lives(desk, session, draft)
    fresh = Life(cover.published_at, cover.comma_hours)
    lives = {item.id: happened[item.position][1] if item.position in happened else fresh for item in items}
    return make_edition(lang, cover, items, lives)
