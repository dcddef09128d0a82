"""What people see of a mentoring pair: the proposal, the card of a course, its buttons, and what the clock says."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import say
from core.page import Button, Page
from core.programs.ledger import Record
from core.programs.matching import Part, Reason
from core.programs.mentoring import Course, Event, fit, unrated
from core.programs.pairs import (
    ANSWER_DAYS,
    ITEM_LEAST,
    ITEM_MOST,
    ITEMS,
    SESSIONS,
    Ending,
    Moment,
    Pair,
    arrows,
)
from core.programs.profiles import Profile
from core.programs.replies import Reply
from core.programs.states import Side, State
from core.programs.topics import in_order, mark_of, word_name, word_names
from telegram_bot.dates import BUTTON_DAYS
from telegram_bot.formats.format import data_of
from telegram_bot.lengths import shorten

LETTER = "a"
REF = 16
"""Hex digits of a pair's id in a button."""
TOPICS_SHOWN = 6
LABEL_LONGEST = 40
WORDS_SHOWN = 300
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class View:
    """A pair as one of the two sees it. ``other`` is None when the partner has left."""

    record: Record[Course]
    side: Side
    own: Profile = field(repr=False)
    other: Profile | None = field(repr=False)
    today: date

    @property
    def pair(self) -> Pair:
        """The pair itself."""
        return self.record.body.pair

    @property
    def is_named(self) -> bool:
        """Whether the partner's name may be shown."""
        return self.pair.state not in (State.PROPOSED, State.EXPIRED)

    def name(self, lang: str) -> SafeText:
        """The partner's name, as far as it may be shown."""
        told = one_line(make_safe(self.other.told.name)) if self.other and self.is_named else ""
        return SafeText(told or say(lang, "pair-partner"))


def button(lang: str, view: View, message_id: str, act: str, *parts: object, **facts: object) -> Button:
    """A button of this pair."""
    return Button(say(lang, message_id, **facts), data_of(LETTER, act, view.record.ref[:REF], *parts))


def page_of(lang: str, view: View) -> Page:
    """The card: what stands, and what can be done now."""
    if view.pair.state in (State.PROPOSED, State.EXPIRED):
        return proposal(lang, view)
    lines: list[str] = [say(lang, "pair-head", name=view.name(lang))]
    if view.other and view.other.contact:
        lines.append(say(lang, "pair-contact", contact=make_safe(view.other.contact)))
    lines += ["", *_course_lines(lang, view), *_goal_lines(lang, view), *_thoughts(lang, view), *_arrows(lang, view)]
    return Page(SafeText("\n".join(lines)), _buttons(lang, view))


def proposal(lang: str, view: View) -> Page:
    """Who it is stays open: what both would learn, and until when to answer."""
    if view.pair.state is State.EXPIRED:
        return Page(say(lang, "pair-expired"))
    lines = [say(lang, f"pair-proposed-{view.side}"), ""]
    lines += reasons(lang, view)
    last = view.pair.proposed + timedelta(days=ANSWER_DAYS)
    lines += ["", say(lang, "pair-proposed-how", day=last)]
    said = view.pair.replies[view.side]
    if said is not Reply.SILENT:
        lines += ["", say(lang, "pair-said-yes" if said is Reply.YES else "pair-said-no")]
    row = (button(lang, view, "button-pair-yes", "yes"), button(lang, view, "button-pair-no", "no"))
    return Page(SafeText("\n".join(lines)), (row,))


def reasons(lang: str, view: View) -> list[SafeText]:
    """Why these two, as one side reads it; nothing that names the other."""
    if view.other is None:
        return []
    junior, senior = (view.own, view.other) if view.side is Side.JUNIOR else (view.other, view.own)
    return [_reason(lang, view.side, part) for part in fit(junior.told, senior.told).parts]


def _reason(lang: str, side: Side, part: Part) -> SafeText:
    own = Reason.JUNIOR_LEARNS if side is Side.JUNIOR else Reason.SENIOR_LEARNS
    match part.reason:
        case Reason.SENIOR_LEARNS | Reason.JUNIOR_LEARNS:
            kind = "learn" if part.reason is own else "teach"
            return say(lang, f"pair-reason-{kind}", words=word_names(lang, part.shared))
        case Reason.SLOTS | Reason.LANGUAGE:
            return say(lang, f"pair-reason-{part.reason}", words=word_names(lang, part.shared))
    return say(lang, "pair-reason-other-unit")


def _course_lines(lang: str, view: View) -> list[str]:
    pair = view.pair
    met = len(pair.met)
    lines = [f"{'●' * met}{'○' * (SESSIONS - met)}  {say(lang, 'pair-met', count=met, all=SESSIONS)}"]
    if pair.state is State.DONE:
        return [*lines, say(lang, f"pair-done-{pair.ending}")]
    number = next_number(pair)
    planned = pair.plans.get(number) if number else None
    if planned is not None:
        lines.append(say(lang, "pair-next", number=number, day=planned.on, topic=word_name(lang, planned.topic)))
    elif number and view.side is Side.JUNIOR:
        lines.append(say(lang, "pair-next-by-senior", number=number))
    return lines


def next_number(pair: Pair) -> int:
    """The session that is to take place next; 0 when all did."""
    return next((number for number in range(1, SESSIONS + 1) if number not in pair.met), 0)


def _goal_lines(lang: str, view: View) -> list[str]:
    found = []
    for side, name in ((view.side, "own"), (view.side.other, "other")):
        if goal := view.pair.goals.get(side):
            found.append(say(lang, f"pair-goal-{name}", goal=shorten(one_line(make_safe(goal)), WORDS_SHOWN)))
    return ["", *found] if found else []


def _thoughts(lang: str, view: View) -> list[str]:
    """What the partner thought after the newest session."""
    said = [(number, tick.thought) for (number, side), tick in view.pair.ticks.items() if side is view.side.other]
    written = sorted(one for one in said if one[1])
    if not written:
        return []
    number, thought = written[-1]
    words = shorten(one_line(make_safe(thought)), WORDS_SHOWN)
    return ["", say(lang, "pair-thought", number=number, thought=words)]


def _arrows(lang: str, view: View) -> list[str]:
    found = arrows(view.pair)
    lines = [
        say(lang, f"pair-arrow-{'own' if side is view.side else 'other'}", before=arrow.before, after=arrow.after)
        for side, arrow in sorted(found.items(), key=lambda one: one[0] is not view.side)
    ]
    return ["", *lines] if lines else []


def _buttons(lang: str, view: View) -> Rows:
    pair, rows = view.pair, list[tuple[Button, ...]]()
    if pair.state is State.DONE:
        if view.side in unrated(pair):
            rows.append((button(lang, view, "button-pair-rate-after", "rate", "a"),))
        if pair.ending is Ending.COMPLETE:
            rows.append((button(lang, view, "button-pair-certificate", "paper"),))
        return tuple(rows)
    number = next_number(pair)
    planned = pair.plans.get(number)
    if planned and view.today >= planned.on and (number, view.side) not in pair.ticks:
        rows.append(tick_row(lang, view, number))
    if number and view.side is Side.SENIOR:
        if planned is None:
            rows.append((button(lang, view, "button-pair-plan", "plan", number, number=number),))
        else:
            rows.append((button(lang, view, "button-pair-move", "move", number, number=number),))
    goal = button(lang, view, "button-pair-goal", "goal")
    if (view.side, Moment.BEFORE) not in pair.ratings and not pair.met:
        rows.append((button(lang, view, "button-pair-rate-before", "rate", "b"),))
    rows.append((goal, button(lang, view, "button-pair-stop", "stop")))
    return tuple(rows)


def tick_row(lang: str, view: View, number: int) -> tuple[Button, ...]:
    """Did you meet?"""
    return (
        button(lang, view, "button-pair-met", "met", number),
        button(lang, view, "button-pair-missed", "miss", number),
    )


def useful_page(lang: str, view: View, number: int) -> Page:
    """How useful it was."""
    row = tuple(
        Button(str(mark), data_of(LETTER, "use", view.record.ref[:REF], number, mark))
        for mark in range(ITEM_LEAST, ITEM_MOST + 1)
    )
    return Page(say(lang, "pair-useful-ask", number=number), (row,))


def thought_page(lang: str, view: View, number: int) -> Page:
    """Thanks, and one thought if they like."""
    rows = (
        (button(lang, view, "button-pair-think", "think", number),),
        (button(lang, view, "button-pair-open", "back"),),
    )
    return Page(say(lang, "pair-ticked"), rows)


def day_page(lang: str, view: View, number: int, act: str) -> Page:
    """When: by buttons, or typed. ``act`` takes the day, as its ordinal."""
    ahead = [(name, view.today + timedelta(days=days)) for name, days in BUTTON_DAYS]
    days = [button(lang, view, name, act, number, day.toordinal()) for name, day in ahead]
    other = button(lang, view, "date-other", "other", number, int(act == "moved"))
    return Page(say(lang, "pair-day-ask", number=number), (tuple(days[:2]), tuple(days[2:]), (other,)))


def topic_page(lang: str, view: View, number: int, day: date) -> Page:
    """About what: first what the senior wants to learn and the junior teaches."""
    topics = topics_of(view)[:TOPICS_SHOWN]
    ordinal = day.toordinal()
    choices = [
        Button(
            shorten(word_name(lang, word), LABEL_LONGEST),
            data_of(LETTER, "topic", view.record.ref[:REF], number, ordinal, mark_of(word)),
        )
        for word in topics
    ]
    rows = [tuple(choices[start : start + 2]) for start in range(0, len(choices), 2)]
    own = button(lang, view, "button-pair-own-topic", "own", number, ordinal)
    return Page(say(lang, "pair-topic-ask", number=number, day=day), (*rows, (own,)))


def topics_of(view: View) -> list[str]:
    """What these two could talk about: what fits both first, then all else that the senior wants."""
    junior, senior = (view.own, view.other) if view.side is Side.JUNIOR else (view.other, view.own)
    wants = senior.told.wants if senior else frozenset[str]()
    teaches = junior.told.teaches if junior else frozenset[str]()
    return [*in_order(wants & teaches), *in_order(wants - teaches), *in_order(teaches - wants)]


def rating_page(lang: str, view: View, moment: Moment, given: str) -> Page:
    """The next of the seven items. ``given``: the answers so far, a digit each."""
    item = len(given) + 1
    letter = moment.value[0]
    row = tuple(
        Button(str(mark), data_of(LETTER, "rate", view.record.ref[:REF], letter, f"{given}{mark}"))
        for mark in range(ITEM_LEAST, ITEM_MOST + 1)
    )
    rows: Rows = (row,)
    if given:
        rows = (row, (button(lang, view, "button-pair-rate-back", "rate", letter, given[:-1]),))
    lines = [say(lang, "pair-rate-head", number=item, all=ITEMS), "", say(lang, f"pair-item-{item}")]
    if not given:
        lines += ["", say(lang, "pair-rate-who-sees")]
    return Page(SafeText("\n".join(lines)), rows)


def event_page(lang: str, view: View, event: Event) -> Page:
    """What the two are told."""
    pair = view.pair
    open_row = (button(lang, view, "button-pair-open", "show"),)
    match event.kind:
        case "proposed" | "expired":
            return proposal(lang, view)
        case "accepted":
            text = say(lang, f"pair-accepted-{view.side}", name=view.name(lang))
            contact = (
                make_safe(view.other.contact) if view.other and view.other.contact else say(lang, "pair-no-contact")
            )
            lines = [text, say(lang, "pair-contact", contact=contact)]
            return Page(SafeText("\n\n".join(lines)), (open_row,))
        case "planned" | "tomorrow":
            planned = pair.plans[event.number]
            facts = {"number": event.number, "day": planned.on, "topic": word_name(lang, planned.topic)}
            return Page(say(lang, f"pair-{event.kind}", name=view.name(lang), **facts), (open_row,))
        case "tick":
            text = say(lang, "pair-tick-ask", number=event.number, name=view.name(lang))
            return Page(text, (tick_row(lang, view, event.number),))
    return Page(say(lang, f"pair-told-{event.kind}", name=view.name(lang)), (open_row,))
