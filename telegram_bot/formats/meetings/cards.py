"""What people see of voluntary meetings: their wishes, a question without a name, times to choose from, a fixed one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import say
from core.page import Button, Page
from core.programs.ledger import Record
from core.programs.meeting_records import Encounter, Event
from core.programs.meetings import Format, Meeting, Wanting
from core.programs.meetings import view as view_of_meeting
from core.programs.profiles import Profile
from core.programs.states import FINAL, State
from core.programs.topics import DAYS, word_name, word_names
from telegram_bot.formats.format import data_of
from telegram_bot.lengths import shorten

LETTER = "m"
REF = 16
"""Hex digits of a meeting's id in a button."""
CIRCLE = "circle"
WAYS = (*(form.value for form in Format), CIRCLE)
"""Ways to meet, as people tick them."""
PAUSES = (7, 14, 30, 90)
SCORES = range(11)
WORDS_SHOWN = 300
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class View:
    """A meeting as one of its people sees it. ``others``: profiles of those whose names may be shown."""

    record: Record[Encounter]
    person: str = field(repr=False)
    others: Mapping[str, Profile] = field(repr=False)
    now: datetime
    zone: ZoneInfo

    @property
    def encounter(self) -> Encounter:
        """The record's body."""
        return self.record.body

    @property
    def meeting(self) -> Meeting:
        """The meeting itself."""
        return self.record.body.meeting

    @property
    def slots(self) -> list[datetime]:
        """The times on offer, in order, in the company's time."""
        return [slot.astimezone(self.zone) for slot in sorted(self.meeting.slots)]

    def names(self, lang: str) -> SafeText:
        """Who else comes, as far as it may be shown."""
        found = [one_line(make_safe(one.told.name)) or say(lang, "meeting-somebody") for one in self.others.values()]
        return SafeText(", ".join(sorted(found)) or say(lang, "meeting-somebody"))


def button(lang: str, view: View, message_id: str, act: str, *parts: object, **facts: object) -> Button:
    """A button of this meeting."""
    return Button(say(lang, message_id, **facts), data_of(LETTER, act, view.record.ref[:REF], *parts))


def way_of(lang: str, encounter: Encounter) -> SafeText:
    """How they meet."""
    return say(lang, f"meeting-way-{CIRCLE if encounter.is_circle else encounter.meeting.format}")


def moment(lang: str, at: datetime) -> SafeText:
    """«ср 9 декабря, 14:00»."""
    day = say(lang, f"weekday-{DAYS[at.weekday()]}") if at.weekday() < len(DAYS) else ""
    return SafeText(f"{day} {say(lang, 'meeting-moment', day=at.date(), time=f'{at:%H:%M}')}".strip())


def wishes_lines(lang: str, wanting: Wanting, today: date, next_round: date) -> list[str]:
    """What somebody has ticked."""
    nothing = say(lang, "profile-nothing")
    ways = [*sorted(wanting.formats, key=list(Format).index), *([CIRCLE] if wanting.circle else [])]
    lines: list[str] = [
        say(lang, "meeting-topics", words=word_names(lang, wanting.topics) or nothing),
        say(lang, "meeting-ways", words=", ".join(say(lang, f"meeting-way-{way}") for way in ways) or nothing),
    ]
    if wanting.paused and wanting.paused >= today:
        lines.append(say(lang, "meeting-paused", day=wanting.paused))
    elif wanting.is_ready(today):
        lines.append(say(lang, "meeting-next-round", day=next_round))
    else:
        lines.append(say(lang, "meeting-fill"))
    return lines


def page_of(lang: str, view: View) -> Page:
    """The card of a meeting, with what can be done now."""
    match view.meeting.state:
        case State.PROPOSED:
            return question(lang, view)
        case State.RELEASED:
            return slots_page(lang, view)
        case State.ACCEPTED:
            return fixed_page(lang, view)
    return Page(say(lang, "meeting-over", topic=word_name(lang, view.meeting.topic)))


def question(lang: str, view: View) -> Page:
    """Would you like to? Nothing in it names the other."""
    meeting, seen = view.meeting, view_of_meeting(view.encounter.answered, view.person, view.now)
    topic, until = word_name(lang, meeting.topic), moment(lang, meeting.reveals.astimezone(view.zone))
    lines = [say(lang, "meeting-asked", topic=topic, way=way_of(lang, view.encounter)), ""]
    lines.append(say(lang, "meeting-asked-how", until=until))
    if seen.own is not None:
        lines += ["", say(lang, "meeting-said-yes" if seen.own else "meeting-said-no", until=until)]
    row = (button(lang, view, "button-meeting-yes", "yes"), button(lang, view, "button-meeting-no", "no"))
    return Page(SafeText("\n".join(lines)), (row,))


def contacts_lines(lang: str, view: View) -> list[str]:
    """How to reach the others."""
    return [
        say(lang, "meeting-contact", name=one_line(make_safe(one.told.name)), contact=make_safe(one.contact))
        for one in view.others.values()
        if one.contact
    ]


def slots_page(lang: str, view: View, mask: int | None = None) -> Page:
    """Who it is, and times to tick. ``mask``: the ticked ones, by bits; one's vote when None."""
    meeting = view.meeting
    topic = word_name(lang, meeting.topic)
    head = "meeting-circle" if view.encounter.is_circle else "meeting-mutual"
    lines: list[str] = [say(lang, head, names=view.names(lang), topic=topic, way=way_of(lang, view.encounter))]
    lines += contacts_lines(lang, view)
    voted = meeting.votes.get(view.person)
    if mask is None and voted is not None:
        waits = set(meeting.votes) != set(meeting.people)
        lines += ["", say(lang, "meeting-voted" if waits else "meeting-no-common")]
    lines += ["", say(lang, "meeting-slots-ask")]
    if mask is None:
        mask = sum(1 << at for at, slot in enumerate(sorted(meeting.slots)) if slot in (voted or ()))
    rows: list[tuple[Button, ...]] = []
    for at, slot in enumerate(view.slots):
        tick = "✓ " if mask >> at & 1 else ""
        data = data_of(LETTER, "pick", view.record.ref[:REF], mask ^ 1 << at)
        rows.append((Button(f"{tick}{moment(lang, slot)}", data),))
    rows.append(
        (
            button(lang, view, "button-meeting-vote", "vote", mask),
            button(lang, view, "button-meeting-cannot", "cannot"),
        )
    )
    return Page(SafeText("\n".join(lines)), tuple(rows))


def fixed_page(lang: str, view: View, message_id: str = "meeting-fixed") -> Page:
    """A time that suits: when, who, what about."""
    meeting = view.meeting
    assert meeting.slot is not None
    facts = {
        "moment": moment(lang, meeting.slot.astimezone(view.zone)),
        "names": view.names(lang),
        "topic": word_name(lang, meeting.topic),
        "way": way_of(lang, view.encounter),
    }
    lines: list[str] = [say(lang, message_id, **facts), *contacts_lines(lang, view)]
    rows = (
        (button(lang, view, "button-meeting-calendar", "ics"),),
        (button(lang, view, "button-meeting-cannot", "cannot"),),
    )
    return Page(SafeText("\n".join(lines)), rows)


def after_page(lang: str, view: View) -> Page:
    """Did you meet?"""
    facts = {"names": view.names(lang), "topic": word_name(lang, view.meeting.topic)}
    row = (button(lang, view, "button-meeting-met", "met"), button(lang, view, "button-meeting-missed", "miss"))
    return Page(say(lang, "meeting-after", **facts), (row,))


def score_page(lang: str, view: View) -> Page:
    """0 to 10."""
    marks = [Button(str(mark), data_of(LETTER, "score", view.record.ref[:REF], mark)) for mark in SCORES]
    return Page(say(lang, "meeting-score-ask"), (tuple(marks[:6]), tuple(marks[6:])))


def thought_page(lang: str, view: View) -> Page:
    """Thanks, and one thought if they like."""
    return Page(say(lang, "meeting-noted"), ((button(lang, view, "button-meeting-think", "think"),),))


def event_page(lang: str, view: View, event: Event) -> Page:
    """What one person is told."""
    topic = word_name(lang, view.meeting.topic)
    match event.kind:
        case "asked":
            return question(lang, view)
        case "mutual" | "circle" | "again":
            return slots_page(lang, view)
        case "fixed":
            return fixed_page(lang, view)
        case "tomorrow":
            return fixed_page(lang, view, "meeting-tomorrow")
        case "after":
            return after_page(lang, view)
        case "thought":
            said = [one.thought for who, one in view.meeting.afterwords.items() if who != view.person and one.thought]
            thought = shorten(one_line(make_safe(said[-1] if said else "")), WORDS_SHOWN)
            return Page(say(lang, "meeting-thought", topic=topic, thought=thought))
    return Page(say(lang, f"meeting-told-{event.kind}", topic=topic))


def label_of(lang: str, view: View) -> SafeText:
    """A meeting in a list."""
    state = "over" if view.meeting.state in FINAL else view.meeting.state.value
    return SafeText(f"{word_name(lang, view.meeting.topic)} · {say(lang, f'meeting-state-{state}')}")
