"""Reminders at half time and before the end, for each limit its own; promises on their day."""

from dataclasses import replace
from datetime import UTC, date, datetime

from core.digests import DELIVERED, Cover, Item
from core.leadership.clocks import HALF, LAST_DAY, PROMISE, UNSEEN, Nudge, nudges, silent_items
from core.leadership.comma import Delivered
from core.leadership.life import (
    ACCEPT,
    ACKNOWLEDGE,
    CONTEST,
    DECLINE,
    HAND_OVER,
    HOUR,
    IGNORE,
    START,
    THINK,
    Event,
    Life,
    advance,
)
from core.people.membership import Person

START_AT = int(datetime(2026, 3, 2, 9, 0, tzinfo=UTC).timestamp())
TODAY = date(2026, 3, 2)
COVER = Cover(1, b"s" * 16, 1, "Ящик", "", 2, None, TODAY, START_AT, 48, 72, {}, b"h" * 32)
WORDS = {ACCEPT: "соберём круг с инженерами", DECLINE: "слово " * 15, CONTEST: "речь не о том"}


def lived(*acts: tuple[str, float], due: date | None = None) -> Life:
    life = Life(START_AT, COVER.comma_hours)
    for act, hours in acts:
        event = Event(act, START_AT + int(hours * HOUR), "Директор", WORDS.get(act, ""), due=due)
        life = advance(life, event)
    return life


def digest(*lives: Life, cover: Cover = COVER) -> Delivered:
    items = tuple(Item(bytes([n]) * 8, n, "текст", "ru", "", b"c" * 16, b"") for n in range(1, len(lives) + 1))
    return Delivered(
        b"d" * 16, DELIVERED, cover, items, {item.id: life for item, life in zip(items, lives, strict=True)}
    )


def told(given: Delivered, hours: float, day: date = TODAY) -> list[tuple[str, int, float]]:
    """Kind, how many items, and hours from publication to the limit."""
    found = nudges(given, START_AT + int(hours * HOUR), day)
    return [(one.kind, one.waiting, (one.deadline - START_AT) / HOUR) for one in found]


def names(given: Delivered, hours: float) -> set[bytes]:
    return {one.about for one in nudges(given, START_AT + int(hours * HOUR), TODAY)}


def test_half_time_and_the_last_day_are_reminded_of_and_nothing_else_is() -> None:
    given = digest(lived((ACKNOWLEDGE, 1)), lived())
    course = {hours: told(given, hours) for hours in (0, 35.9, 36, 47.9, 48, 71.9, 72)}
    half, last = [(HALF, 2, 72)], [(LAST_DAY, 2, 72)]
    assert course == {0: [], 35.9: [], 36: half, 47.9: half, 48: last, 71.9: last, 72: []}


def test_a_digest_that_nobody_opened_says_so_before_the_last_day() -> None:
    patient = digest(Life(START_AT, 144), cover=replace(COVER, comma_hours=144))
    assert (UNSEEN, 1, 144) in told(patient, 48)
    opened = digest(advance(Life(START_AT, 144), Event(ACKNOWLEDGE, START_AT)), cover=patient.cover)
    assert UNSEEN not in {kind for kind, _, _ in told(opened, 48)}


def test_a_short_limit_still_has_its_half_and_its_end() -> None:
    short = digest(advance(Life(START_AT, 24), Event(ACKNOWLEDGE, START_AT)), cover=replace(COVER, comma_hours=24))
    assert [told(short, hours) for hours in (1, 12, 16)] == [[], [(HALF, 1, 24)], [(LAST_DAY, 1, 24)]]


def test_who_thinks_longer_is_reminded_before_that_ends_whatever_was_ignored_beside_it() -> None:
    given = digest(lived((IGNORE, 72)), lived((THINK, 2)))
    assert told(given, 73) == [(HALF, 1, 144)]
    assert told(given, 130) == [(LAST_DAY, 1, 144)]


def test_a_contested_refusal_has_reminders_of_its_own() -> None:
    given = digest(lived((DECLINE, 2), (CONTEST, 100)), lived((ACCEPT, 3)))
    assert told(given, 120) == []
    assert told(given, 136) == [(HALF, 1, 172)]
    assert told(given, 150) == [(LAST_DAY, 1, 172)]
    before = digest(lived((ACKNOWLEDGE, 1)), lived((ACCEPT, 3)))
    assert not names(given, 150) & names(before, 50), "the first round's reminder is not taken for it"


def test_silence_after_a_contest_is_found_at_its_own_limit() -> None:
    given = digest(lived((DECLINE, 2), (CONTEST, 100)))
    at = [silent_items(given, START_AT + hours * HOUR) for hours in (171, 172)]
    assert [len(found) for found in at] == [0, 1]
    assert silent_items(digest(lived((DECLINE, 2), (CONTEST, 100), (IGNORE, 172))), START_AT + 200 * HOUR) == []


def test_a_promise_is_asked_about_from_its_day_on_until_it_is_done() -> None:
    day = date(2026, 3, 10)
    given = digest(lived((ACCEPT, 1), due=day), lived((ACCEPT, 1), (START, 2), due=day))
    assert told(given, 24 * 7, date(2026, 3, 9)) == []
    assert [kind for kind, _, _ in told(given, 24 * 8, day)] == [PROMISE, PROMISE]
    assert [kind for kind, _, _ in told(given, 24 * 10, date(2026, 3, 12))] == [PROMISE, PROMISE]
    done = digest(lived((ACCEPT, 1), ("finish", 2), due=day))
    assert told(done, 24 * 8, day) == []


def test_a_reminder_counts_for_each_executive_what_is_theirs() -> None:
    mine, yours = (Person(bytes([n]) * 16, "executive", "ru", n, title) for n, title in ((1, "А"), (2, "Б")))
    present = {mine.id.hex(), yours.id.hex()}
    handed = advance(lived((ACKNOWLEDGE, 1)), Event(HAND_OVER, START_AT + 2 * HOUR, "А", to=yours.id.hex()))
    (nudge,) = nudges(digest(handed, lived()), START_AT + 40 * HOUR, TODAY)
    assert [_waiting(nudge.own(person, present)) for person in (mine, yours)] == [1, 2]
    (alone,) = nudges(digest(handed), START_AT + 40 * HOUR, TODAY)
    assert alone.own(mine, present) is None


def _waiting(nudge: Nudge | None) -> int:
    return nudge.waiting if nudge else 0
