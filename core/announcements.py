"""What everybody is told by the clock, as they will read it: sessions, digests, answers, the week."""

from datetime import datetime
from zoneinfo import ZoneInfo

from core.board import Week
from core.board_pages import ANEW
from core.language.safe_text import SafeText, make_safe
from core.leadership.comma import Delivered
from core.locales.catalogue import in_words, say
from core.page import Button, Page
from core.people.invitations import EXECUTIVE
from core.people.membership import Person
from core.schedule import ANNOUNCED, CANCELLED, CLOSED, OPENED, REMINDER, RESULT, WEEKLY_NOTE, Notice
from core.sessions import EVERYONE, Session


def notice_page(notice: Notice, person: Person, zone: ZoneInfo, week: Week) -> Page | None:
    """A notice for one person; None when it is not for them. ``week``: what the weekly note tells."""
    lang = person.lang
    if notice.kind == WEEKLY_NOTE:
        return Page(week_text(lang, week), (_board_button(lang),))
    if notice.session is not None:
        return session_page(notice.kind, notice.session, person, zone) if notice.session.admits(person.role) else None
    assert notice.digest is not None
    return digest_page(notice.kind, notice.digest, person)


def session_page(kind: str, session: Session, person: Person, zone: ZoneInfo) -> Page:
    """Announcement, reminder, opening, closing or calling off of a session."""
    lang = person.lang
    title = make_safe(session.terms.title)
    lines: list[str] = [say(lang, f"notice-{kind}", title=title)]
    buttons: tuple[tuple[Button, ...], ...] = ()
    if kind in (ANNOUNCED, REMINDER, CANCELLED):
        lines.append(window_text(lang, session, zone))
    if kind in (ANNOUNCED, OPENED):
        lines += [SafeText(""), *terms_lines(lang, session)]
    if kind in (ANNOUNCED, REMINDER):
        buttons = (calendar_button(lang, session),)
    if kind == OPENED:
        if session.terms.closes is not None:
            lines.append(say(lang, "notice-until", moment=moment_text(lang, session.terms.closes, zone)))
        buttons = ((Button(say(lang, "button-write"), "p:begin"),),)
    if kind == CLOSED:
        lines.append(say(lang, "notice-closed-next"))
    return Page(SafeText("\n".join(lines)), buttons)


def terms_lines(lang: str, session: Session) -> list[SafeText]:
    """What a session's participants are promised: rules, quota, who may write, the smallest group."""
    terms = session.terms
    lines = [make_safe(terms.rules)] if terms.rules else []
    if terms.audience != EVERYONE:
        lines.append(say(lang, f"rules-audience-{terms.audience}"))
    if terms.quota:
        lines.append(say(lang, "rules-quota", count=terms.quota))
    return [*lines, say(lang, "rules-k", k=terms.k)]


def digest_page(kind: str, digest: Delivered, person: Person) -> Page | None:
    """That a digest is with the executives, or that its answers are out. The executives have the digest itself."""
    lang, cover = person.lang, digest.cover
    if kind == RESULT and person.role == EXECUTIVE:
        return None
    facts = {"number": cover.number, "title": make_safe(cover.title), "items": cover.items}
    if kind == RESULT:
        text = say(lang, "notice-result", **facts, hours=cover.comma_hours)
        return Page(text, (_board_button(lang),))
    letters = Button(say(lang, "button-letters"), "p:letters")
    answered = len(digest.decisions)
    silent = cover.items - answered
    text = say(lang, "notice-answers", **facts, answered=answered, silent=silent)
    return Page(text, ((letters, *_board_button(lang)),))


def week_text(lang: str, week: Week) -> SafeText:
    """What happened in seven days, and what still waits."""
    lines = [say(lang, "week-head")]
    if week.is_empty:
        lines.append(say(lang, "week-nothing"))
    happened = {name: getattr(week, name) for name in ("released", "accepted", "declined", "ignored", "done")}
    lines += [say(lang, f"week-{name}", count=count) for name, count in happened.items() if count]
    lines.append(say(lang, "week-waiting", count=week.waiting))
    return SafeText("\n".join(lines))


def window_text(lang: str, session: Session, zone: ZoneInfo) -> SafeText:
    """When a session takes letters: «25 ноября, 10:00–18:00», or both days."""
    opens = session.terms.opens if session.terms.opens is not None else session.opened
    closes = session.terms.closes
    start = moment_text(lang, opens, zone)
    if closes is None:
        return say(lang, "window-from", start=start)
    begin, end = datetime.fromtimestamp(opens, zone), datetime.fromtimestamp(closes, zone)
    if begin.date() == end.date():
        return SafeText(f"{start}–{end:%H:%M}")
    return say(lang, "window-span", start=start, end=moment_text(lang, closes, zone))


def moment_text(lang: str, at: int, zone: ZoneInfo) -> SafeText:
    """«25 ноября, 10:00», by the company's clock."""
    local = datetime.fromtimestamp(at, zone)
    return SafeText(f"{in_words(lang, local.date())}, {local:%H:%M}")


def calendar_button(lang: str, session: Session) -> tuple[Button, ...]:
    """A row with the button that sends the session as a calendar file."""
    return (Button(say(lang, "button-calendar"), f"ic:{session.id.hex()[:16]}"),)


def _board_button(lang: str) -> tuple[Button, ...]:
    return (Button(say(lang, "button-board"), ANEW),)
