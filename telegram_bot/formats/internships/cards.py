"""What executives, hosts and young mentors see of an internship."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import in_quotes, say
from core.page import Button, Page
from core.programs.internship_records import HostPlace, Stay
from core.programs.internships import Acknowledgement, Kept, Part
from core.programs.ledger import Record
from core.programs.profiles import Profile
from core.programs.states import State
from telegram_bot.formats.format import data_of

LETTER = "i"
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class View:
    """A stay with its place and the profiles of those concerned, as far as they are there."""

    stay: Record[Stay]
    place: HostPlace
    executive: Profile | None = field(repr=False)
    host: Profile | None = field(repr=False)


def place_lines(lang: str, place: HostPlace) -> list[str]:
    """Title, tasks, dates."""
    dates = say(lang, "intern-place-dates", first=place.first, last=place.last)
    return [one_line(place.title), make_safe(place.tasks), dates]


def _one(lang: str, message_id: str, act: str, ref: str, *parts: object) -> Button:
    return Button(say(lang, message_id), data_of(LETTER, act, ref, *parts))


def stay_page(lang: str, view: View, today: date) -> Page:
    """The executive's card."""
    stay, ref = view.stay.body, view.stay.ref
    lines: list[str] = [one_line(view.place.title)]
    if stay.first and stay.last:
        lines.append(say(lang, "intern-days", first=stay.first, last=stay.last))
    lines += [f"{number}. {make_safe(aim)}" for number, aim in enumerate(stay.aims, 1)]
    internship = stay.internship
    if internship is None:
        return Page(SafeText("\n".join(lines)), _draft_rows(lang, stay, ref))
    lines += ["", say(lang, f"intern-state-{internship.state}")]
    if view.host and internship.state not in (State.PROPOSED, State.DECLINED) and view.host.contact:
        lines.append(say(lang, "intern-host-contact", contact=one_line(view.host.contact)))
    if internship.commitment:
        lines.append(in_quotes(lang, make_safe(internship.commitment)))
    lines += [say(lang, f"intern-check-{kept}", days=days) for days, kept in sorted(internship.checks.items())]
    return Page(SafeText("\n".join(lines)), _running_rows(lang, stay, ref, today))


def _draft_rows(lang: str, stay: Stay, ref: str) -> Rows:
    rows: list[tuple[Button, ...]] = [
        (_one(lang, "intern-set-days", "days", ref), _one(lang, "intern-set-aims", "aims", ref))
    ]
    missing = [what for what in Acknowledgement if what not in stay.acknowledged]
    rows += [(_one(lang, f"intern-acknowledge-{what}", "ack", ref, what.value),) for what in missing]
    if stay.first and stay.aims and stay.acknowledged == frozenset(Acknowledgement):
        rows.append((_one(lang, "intern-send", "send", ref),))
    rows.append((_one(lang, "intern-drop", "drop", ref),))
    return tuple(rows)


def _running_rows(lang: str, stay: Stay, ref: str, today: date) -> Rows:
    internship = stay.internship
    assert internship
    if internship.state in (State.PROPOSED, State.ACCEPTED):
        rows: Rows = ((_one(lang, "intern-drop", "drop", ref),),)
    else:
        rows = ()
    if internship.state in (State.ACCEPTED, State.STARTED):
        open_days = [day for day in internship.days if day <= today <= day + timedelta(days=2)]
        rows += tuple((_log_button(lang, ref, day),) for day in open_days)
    if internship.state is State.STARTED and today >= internship.days[-1]:
        rows += ((_one(lang, "intern-commit", "commit", ref),),)
    return rows


def _log_button(lang: str, ref: str, day: date) -> Button:
    return Button(say(lang, "intern-log", day=day), data_of(LETTER, "log", ref, day))


def asked_page(lang: str, view: View) -> Page:
    """What the host is asked: who wants to come, when, what for."""
    stay, ref = view.stay.body, view.stay.ref
    name = one_line(view.executive.told.name) if view.executive else "—"
    assert stay.first
    assert stay.last
    lines: list[str] = [say(lang, "intern-asked", name=name, title=one_line(view.place.title))]
    lines.append(say(lang, "intern-days", first=stay.first, last=stay.last))
    lines += [f"{number}. {make_safe(aim)}" for number, aim in enumerate(stay.aims, 1)]
    row = (_one(lang, "intern-yes", "yes", ref), _one(lang, "intern-no", "no", ref))
    return Page(SafeText("\n".join(lines)), (row,))


def note_page(lang: str, view: View, message_id: str, **facts: object) -> Page:
    """A sentence to the executive, and a button that leads to the card."""
    text = SafeText(f"{say(lang, message_id, **facts)}\n\n{one_line(view.place.title)}")
    return Page(text, ((_one(lang, "intern-open", "open", view.stay.ref),),))


def told_page(lang: str, message_id: str, **facts: object) -> Page:
    """One sentence."""
    return Page(say(lang, message_id, **facts))


def log_page(lang: str, view: View, day: date) -> Page:
    """18:00: the day's three lines."""
    text = say(lang, "intern-log-due", title=one_line(view.place.title))
    return Page(text, ((_log_button(lang, view.stay.ref, day),),))


def tick_page(lang: str, view: View, day: date) -> Page:
    """18:00: what the guest did."""
    name = one_line(view.executive.told.name) if view.executive else "—"
    row = tuple(_one(lang, f"intern-tick-{part}", "tick", view.stay.ref, day, part.value) for part in Part)
    return Page(say(lang, "intern-tick-due", name=name), (row,))


def check_page(lang: str, view: View, days: int) -> Page:
    """The young mentor's question."""
    internship = view.stay.body.internship
    assert internship
    name = one_line(view.executive.told.name) if view.executive else "—"
    head = say(lang, "intern-check-due", name=name, days=days)
    row = tuple(_one(lang, f"intern-kept-{kept}", "check", view.stay.ref, days, kept.value) for kept in Kept)
    return Page(SafeText(f"{head}\n\n{in_quotes(lang, make_safe(internship.commitment))}"), (row,))


def public_page(lang: str, title: str, view: View) -> Page:
    """The promise, for everybody."""
    internship = view.stay.body.internship
    assert internship
    by = one_line(title) or say(lang, "executive-untitled")
    head = say(lang, "intern-public", by=by, title=one_line(view.place.title))
    return Page(SafeText(f"{head}\n\n{in_quotes(lang, make_safe(internship.commitment))}"))
