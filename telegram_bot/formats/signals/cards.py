"""What senders and executives see of a signal."""

from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import figure, in_quotes, say
from core.page import Button, Page
from core.programs.ledger import Record
from core.programs.signal_records import Signal, state_message
from core.programs.signals import Alarm, Seen
from core.programs.states import State
from telegram_bot.formats.format import data_of
from telegram_bot.lengths import shorten

LETTER = "s"
SHOWN_MOST = 600
LABEL_LONGEST = 48
TOLD_FROM = 3
"""Senders below which no number is told: of two each could tell that the other exists."""
PLACES_A_ROW = 2
POSTPONE_WEEKS = (1, 2, 4)


def label(record: Record[Signal]) -> SafeText:
    """A signal in a list."""
    return SafeText(shorten(one_line(record.body.cluster.what), LABEL_LONGEST))


def quoted(lang: str, record: Record[Signal]) -> SafeText:
    """Its words."""
    return in_quotes(lang, shorten(make_safe(record.body.cluster.what), SHOWN_MOST))


def place_rows(names: tuple[str, ...], act: str, *parts: object) -> tuple[tuple[Button, ...], ...]:
    """A button for each place."""
    buttons = [Button(SafeText(one_line(name)), data_of(LETTER, act, *parts, n)) for n, name in enumerate(names)]
    return tuple(tuple(buttons[at : at + PLACES_A_ROW]) for at in range(0, len(buttons), PLACES_A_ROW))


def seen_row(lang: str, *parts: object) -> tuple[Button, ...]:
    """How often."""
    return tuple(Button(say(lang, f"signal-seen-{seen}"), data_of(LETTER, "send", *parts, seen.value)) for seen in Seen)


def own_line(lang: str, record: Record[Signal]) -> SafeText:
    """What a sender is told of an own signal: how many see it, and what became of it."""
    cluster = record.body.cluster
    lines = [in_quotes(lang, label(record)), f"{count_line(lang, cluster.senders)} {state_line(lang, record)}"]
    return SafeText("\n".join([*lines, *reply_lines(lang, record)]))


def state_line(lang: str, record: Record[Signal]) -> SafeText:
    """Where it stands."""
    cluster = record.body.cluster
    if cluster.until:
        return say(lang, "signal-until", day=cluster.until)
    return say(lang, state_message(cluster.state, cluster.target))


def count_line(lang: str, senders: int) -> SafeText:
    """How many see it, from TOLD_FROM upwards."""
    return say(lang, "signal-count", count=senders) if senders >= TOLD_FROM else say(lang, "signal-count-few")


def reply_lines(lang: str, record: Record[Signal]) -> list[str]:
    """The comma under it, if there is one."""
    reply = record.body.reply
    if reply is None:
        return []
    head = say(lang, "comma-accept" if reply.accepted else "comma-decline")
    by = one_line(reply.by) or say(lang, "executive-untitled")
    return [f"— {head} —", make_safe(reply.text), by]


def alarm_page(lang: str, record: Record[Signal], alarm: Alarm) -> Page:
    """The executives' alarm: what was expected, what was seen."""
    expected = figure(lang, round(alarm.expected, 1))
    head = say(lang, "signal-alarm")
    seen = say(lang, "signal-alarm-seen", expected=expected, seen=alarm.seen, places=alarm.places)
    return Page(SafeText(f"{head}\n\n{quoted(lang, record)}\n\n{seen}"), executive_rows(lang, record), protect=True)


def signal_page(lang: str, record: Record[Signal]) -> Page:
    """A signal for an executive, with all that may be done with it."""
    cluster = record.body.cluster
    lines: list[str] = [quoted(lang, record), "", count_line(lang, cluster.senders)]
    lines.append(state_line(lang, record))
    lines += reply_lines(lang, record)
    return Page(SafeText("\n".join(lines)), executive_rows(lang, record), protect=True)


def executive_rows(lang: str, record: Record[Signal]) -> tuple[tuple[Button, ...], ...]:
    """Look into it, put it off, know it already; or turn it into a decision, a project or a ballot."""
    state, ref = record.body.cluster.state, record.ref
    if state in (State.ACCEPTED, State.DECLINED, State.DONE):
        return ()

    def one(message_id: str, act: str) -> Button:
        return Button(say(lang, message_id), data_of(LETTER, act, ref))

    first = () if state is State.ACKNOWLEDGED else (one("signal-check", "check"),)
    return (
        (*first, one("signal-later", "later")),
        (one("signal-accept", "accept"), one("signal-decline", "decline")),
        (one("signal-project", "project"), one("signal-ballot", "ballot")),
    )


def weekly_page(lang: str, records: list[Record[Signal]]) -> Page:
    """The week's three."""
    lines: list[str] = [say(lang, "signal-weekly"), ""]
    for number, record in enumerate(records, 1):
        lines.append(f"{number}. {quoted(lang, record)}\n{count_line(lang, record.body.cluster.senders)}")
    rows = tuple((Button(label(record), data_of(LETTER, "open", record.ref)),) for record in records)
    return Page(SafeText("\n".join(lines)), rows, protect=True)
