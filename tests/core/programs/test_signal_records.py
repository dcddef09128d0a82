"""Signals as they are kept: nobody's name, one count a week, a comma that costs words, keys that die on time."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from core.crypto.bot_key import Ring
from core.errors import BadInput, NotAllowed
from core.programs import signal_records as records
from core.programs.codec import decode, encode
from core.programs.ledger import Record
from core.programs.signal_records import SIGNALS, Reply, Signal, Whereabouts
from core.programs.signals import Seen, Sighting, Target
from core.programs.states import State

MONDAY = date(2026, 3, 2)


def begun(sender: bytes = b"a" * 16, on: date = MONDAY) -> Signal:
    return records.begin(b"1" * 16, "новое", Sighting(sender, "Москва", on, Seen.OFTEN))


def test_a_sender_is_the_same_within_the_quarter_and_nobody_after_it(tmp_path: Path) -> None:
    ring = Ring(tmp_path / "ring")
    now = records.nullifier(ring, 77, MONDAY)
    assert records.nullifier(ring, 77, MONDAY + timedelta(days=6)) == now
    assert records.nullifier(ring, 78, MONDAY) != now
    later = MONDAY + timedelta(weeks=records.KEY_WEEKS)
    assert records.nullifier(ring, 77, later) != now
    records.retire_keys(ring, later)
    assert [name for name in ring.names() if "signals" in name] == [records.key_name(later)]
    assert records.nullifier(ring, 77, MONDAY) != now


def test_a_quarter_changes_on_a_monday() -> None:
    days = [MONDAY + timedelta(days=n) for n in range(400)]
    changes = [b for a, b in pairwise(days) if records.key_name(a) != records.key_name(b)]
    assert changes
    assert all(day.weekday() == 0 for day in changes)


def test_the_same_person_counts_once_a_week() -> None:
    signal = records.sight(begun(), b"a" * 16, "Самара", Seen.ONCE, MONDAY + timedelta(days=3))
    assert signal.cluster.senders == 1
    signal = records.sight(signal, b"b" * 16, "Самара", Seen.ONCE, MONDAY + timedelta(days=3))
    shown = SIGNALS.show(signal)
    assert (shown.senders, dict(shown.weeks), dict(shown.places)) == (2, {MONDAY: 2}, {"Москва": 1, "Самара": 1})
    assert records.has_sent(signal, b"b" * 16)


def test_the_organiser_sees_no_nullifier() -> None:
    assert b"a" * 16 not in encode(SIGNALS.show(begun()))
    assert (b"a" * 16).hex().encode() not in encode(SIGNALS.show(begun()))


def test_a_comma_costs_words_and_is_placed_once() -> None:
    for reply in (Reply(False, "нет"), Reply(True, "да"), Reply(True, "x " * 1000)):
        with pytest.raises(BadInput):
            records.answer(begun(), reply)
    accepted = records.answer(begun(), Reply(True, "поговорю с тремя клиентами"))
    assert (accepted.cluster.state, accepted.cluster.target) == (State.ACCEPTED, Target.COMMA)
    declined = records.answer(begun(), Reply(False, "слово " * 15))
    assert declined.cluster.state is State.DECLINED
    for over in (accepted, declined):
        with pytest.raises(NotAllowed):
            records.answer(over, Reply(True, "ещё один шаг"))
        assert decode(Signal, encode(over)) == over


@pytest.mark.parametrize(
    "names", [(), ("Москва",), ("Москва", "Москва"), ("", "b"), ("x" * 31, "b"), tuple("abcdefghijklm")]
)
def test_places_are_two_to_twelve_different_names(names: tuple[str, ...]) -> None:
    with pytest.raises(BadInput):
        Whereabouts(names)


def test_the_chart_is_drawn_from_what_the_organiser_sees() -> None:
    young = SIGNALS.show(begun(on=MONDAY))
    old = SIGNALS.show(records.sight(begun(on=MONDAY - timedelta(weeks=8)), b"b" * 16, "Самара", Seen.ONCE, MONDAY))
    points = records.chart([Record(b"y", 1, True, young), Record(b"o", 1, True, old)], MONDAY)
    assert points[b"y"].novelty > points[b"o"].novelty
    assert max(point.strength for point in points.values()) == 1.0
