"""Sessions for those who take part: which is open, which comes next, and a file for the calendar."""

from zoneinfo import ZoneInfo

from core.announcements import calendar_button, moment_text, terms_lines, window_text
from core.calendar_file import calendar_file
from core.clock import seconds_of
from core.company import Company, read_company
from core.errors import NoSession, NotFound
from core.intake.attendance import count_people
from core.language.safe_text import SafeText, make_safe
from core.locales.catalogue import in_quotes
from core.page import DOCUMENT, Attachment, Page
from core.sessions import EVENT, Session, upcoming
from telegram_bot.sending import send_page
from telegram_bot.talk import Rows, Talk

SHOWN_MOST = 3
"""Sessions that are listed ahead: a phone's screen."""
FILE_NAME = "session.ics"


async def show(talk: Talk) -> None:
    """/session, or its button: what is open for this person now and what comes next."""
    text, rows = await session_card(talk)
    if talk.update.callback_query:
        await talk.answer()
        await talk.edit(text, rows)
    else:
        await talk.say(text, rows)


async def session_card(talk: Talk) -> tuple[SafeText, Rows]:
    """The session that takes letters now, with its promises, then those ahead. Raises KeySwapped."""
    zone = (await _company(talk)).zone
    lines: list[str] = []
    rows: Rows = ((talk.button("button-write", "p:begin"),),)
    try:
        lines += await _open_lines(talk, await talk.deps.intake.session(talk.role), zone)
    except NoSession:
        lines.append(talk.words("session-none-open"))
        rows = ()
    ahead = upcoming(await talk.deps.intake.sessions(), seconds_of(talk.deps.clock), talk.role)
    if ahead:
        lines += ["", talk.words("sessions-ahead")]
        listed = ahead[:SHOWN_MOST]
        lines += [
            f"{window_text(talk.lang, one, zone)} — {in_quotes(talk.lang, make_safe(one.terms.title))}"
            for one in listed
        ]
        rows = (calendar_button(talk.lang, ahead[0]), *rows)
    return SafeText("\n".join(lines)), rows


async def _open_lines(talk: Talk, session: Session, zone: ZoneInfo) -> list[str]:
    if session.terms.kind != EVENT:
        return [talk.words("session-inbox"), *terms_lines(talk.lang, session)]
    lines: list[str] = [talk.words("preview-session", title=make_safe(session.terms.title))]
    if session.terms.closes is not None:
        lines.append(talk.words("notice-until", moment=moment_text(talk.lang, session.terms.closes, zone)))
    lines += terms_lines(talk.lang, session)
    if people := await count_people(talk.deps.store, session):
        lines.append(talk.words("session-people", count=people))
    return lines


async def send_calendar(talk: Talk) -> None:
    """The calendar file of a session, as an answer to its button."""
    company = await _company(talk)
    session = await _find(talk, talk.data.partition(":")[2])
    await talk.answer()
    content = calendar_file(session, company, talk.lang, seconds_of(talk.deps.clock))
    file = Attachment(DOCUMENT, FILE_NAME, content)
    await send_page(talk.bot, talk.chat, Page(make_safe(session.terms.title), attachment=file))


async def _find(talk: Talk, prefix: str) -> Session:
    for session in await talk.deps.intake.sessions():
        if len(prefix) == 16 and session.id.hex().startswith(prefix) and session.admits(talk.role):
            return session
    raise NotFound


async def _company(talk: Talk) -> Company:
    async with talk.deps.store.reading() as tx:
        return await read_company(tx)
