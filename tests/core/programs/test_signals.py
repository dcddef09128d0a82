"""Signals: counted by person, alarmed once, and only when a week stands out."""

import math
import random
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.errors import BadInput, RevmentorError
from core.programs.signals import (
    TAIL,
    Alarm,
    Cluster,
    Sighting,
    Target,
    acknowledge,
    decline,
    expect,
    finish,
    judge,
    merge,
    open_cluster,
    pass_time,
    place_on_chart,
    poisson_tail,
    postpone,
    raise_alarm,
    see_too,
    senders_in,
    turn_into,
    week_of,
    weekly_three,
)
from core.programs.states import FINAL, State

MONDAY = date(2026, 3, 2)


def cluster(*seen: tuple[int, str, int], name: str = "c") -> Cluster:
    """A cluster of (sender, place, week before or after MONDAY)."""
    sightings = tuple(
        Sighting(bytes([sender]), place, MONDAY + timedelta(weeks=week, days=sender % 5))
        for sender, place, week in seen
    )
    return Cluster(name, "Клиенты спрашивают голосом", sightings)


@given(st.fractions(Fraction(1, 8), 30), st.integers(0, 60))
def test_the_tail_is_the_sum_of_exact_terms(mean: Fraction, least: int) -> None:
    # Against rational arithmetic: everything but e**-mean is a fraction.
    below = sum((mean**n / math.factorial(n) for n in range(least)), Fraction(0))
    above = sum((mean**n / math.factorial(n) for n in range(least, least + 200)), Fraction(0))
    exact = float(above / (above + below)) if least + 200 > 4 * mean else 0.0
    assert poisson_tail(float(mean), least) == pytest.approx(exact, rel=1e-9)


@pytest.mark.parametrize(("mean", "least", "tail"), [(0.0, 1, 0.0), (0.0, 0, 1.0), (5.0, 0, 1.0), (1000.0, 1, 1.0)])
def test_the_tail_at_its_edges(mean: float, least: int, tail: float) -> None:
    assert poisson_tail(mean, least) == tail


def test_three_people_at_two_places_out_of_nowhere_are_an_alarm() -> None:
    found = judge(cluster((1, "цех", 0), (2, "цех", 0), (3, "склад", 0)), MONDAY + timedelta(4))
    assert found == Alarm("c", MONDAY, 0.0, 3, 2, 0.0)


@pytest.mark.parametrize(
    "seen",
    [
        [(1, "цех", 0), (2, "склад", 0)],
        [(1, "цех", 0), (2, "цех", 0), (3, "цех", 0)],
        [(1, "цех", 0), (1, "склад", 0), (2, "склад", 0)],
        [(1, "цех", -1), (2, "цех", 0), (3, "склад", 0)],
    ],
    ids=["two people", "one place", "one person twice", "one last week"],
)
def test_fewer_people_or_places_are_none(seen: list[tuple[int, str, int]]) -> None:
    assert judge(cluster(*seen), MONDAY + timedelta(4)) is None


def test_what_is_usual_is_no_alarm() -> None:
    usual = [(sender, "цех" if sender % 2 else "склад", week) for week in range(-8, 0) for sender in range(1, 4)]
    same = cluster(*usual, *((sender, "цех" if sender % 2 else "склад", 0) for sender in range(1, 6)))
    assert expect(same, MONDAY) == 3.0
    assert judge(same, MONDAY + timedelta(4)) is None
    many = cluster(*usual, *((sender, "цех" if sender % 2 else "склад", 0) for sender in range(1, 11)))
    found = judge(many, MONDAY + timedelta(4))
    assert found is not None
    assert (found.expected, found.seen, found.places) == (3.0, 10, 2)
    assert found.tail < TAIL


def test_weeks_without_anybody_count_as_zero() -> None:
    assert expect(cluster((1, "цех", -1), (2, "цех", -1), (3, "цех", -9)), MONDAY) == 2 / 8


def test_one_person_counts_once_a_week() -> None:
    first = Sighting(b"a", "цех", MONDAY)
    seen = see_too(open_cluster("c", "Спрашивают голосом", first), Sighting(b"a", "склад", MONDAY + timedelta(3)))
    assert seen.sightings == (first,)
    again = see_too(seen, Sighting(b"a", "цех", MONDAY + timedelta(7)))
    assert (len(again.sightings), again.senders) == (2, 1)


def test_a_thousand_signals_raise_each_alarm_once_and_miss_none() -> None:
    rng = random.Random(7)
    clusters = {name: cluster(name=name) for name in "abcdefgh"}
    raised: list[tuple[str, date]] = []
    due: set[tuple[str, date]] = set()
    for number in range(1000):
        today = MONDAY + timedelta(number // 9)
        name = rng.choice("abcdefgh" if number % 3 else "ab")
        sighting = Sighting(rng.randbytes(1), rng.choice(["цех", "склад", "офис"]), today)
        grown = see_too(clusters[name], sighting)
        if judge(grown, today):
            due.add((name, week_of(today)))
        clusters[name], alarm = raise_alarm(grown, today)
        if alarm:
            raised.append((alarm.cluster, alarm.week))
    assert len(raised) == len(set(raised))
    assert set(raised) == due
    assert len(raised) > 5


@pytest.mark.parametrize("settled", [decline, lambda c: turn_into(c, Target.BALLOT, "q7")])
def test_what_is_known_or_in_work_wakes_nobody(settled: Any) -> None:
    loud = cluster((1, "цех", 0), (2, "цех", 0), (3, "склад", 0))
    assert raise_alarm(loud, MONDAY + timedelta(4))[1] is not None
    assert raise_alarm(settled(loud), MONDAY + timedelta(4))[1] is None


def test_a_postponed_signal_sleeps_until_its_day() -> None:
    loud = cluster((1, "цех", 0), (2, "цех", 0), (3, "склад", 0))
    asleep = postpone(loud, MONDAY + timedelta(4), MONDAY)
    assert raise_alarm(asleep, MONDAY + timedelta(4))[1] is None
    awake = pass_time(asleep, MONDAY + timedelta(5))
    assert awake.state is State.RELEASED
    assert raise_alarm(awake, MONDAY + timedelta(5))[1] is not None
    with pytest.raises(BadInput):
        postpone(loud, MONDAY, MONDAY)


def test_merging_counts_nobody_twice() -> None:
    one, other = cluster((1, "цех", 0), (2, "цех", 0)), cluster((2, "склад", 0), (3, "склад", 0), name="d")
    merged = merge(one, replace(other, alarmed=frozenset({MONDAY})))
    assert (merged.id, merged.senders, senders_in(merged, MONDAY)) == ("c", 3, 3)
    assert merged.alarmed == {MONDAY}


def test_new_and_strong_lies_in_the_corner() -> None:
    fresh = cluster((1, "цех", 0), (2, "цех", 0), name="fresh")
    old = cluster((1, "цех", -12), (3, "цех", 0), name="old")
    today = MONDAY + timedelta(4)
    corner, tired = (place_on_chart(one, [fresh, old], today) for one in (fresh, old))
    assert (corner.novelty, corner.strength) == (1.0, 1.0)
    assert (tired.novelty, tired.strength) == (0.25, 0.5)


def test_the_weekly_three_begin_with_the_least_expected() -> None:
    usual = cluster(*((s, "цех", w) for s in (1, 2, 3) for w in range(-8, 1)), name="usual")
    burst = cluster(*((s, "цех", 0) for s in range(1, 5)), name="burst")
    single = cluster((1, "цех", 0), name="single")
    quiet = cluster((1, "цех", -1), name="quiet")
    known = decline(cluster((1, "цех", 0), (2, "цех", 0), (3, "склад", 0), name="known"))
    other = cluster((2, "цех", 0), name="zero")
    chosen = weekly_three([usual, single, quiet, known, burst, other], MONDAY + timedelta(4))
    assert [one.id for one in chosen] == ["burst", "single", "zero"]


@pytest.mark.parametrize(("what", "place"), [(" ", "цех"), ("x" * 501, "цех"), ("Спрашивают голосом", "")])
def test_a_signal_says_what_and_where(what: str, place: str) -> None:
    with pytest.raises(BadInput):
        open_cluster("c", what, Sighting(b"a", place, MONDAY))


def test_a_cluster_tells_neither_text_nor_senders_in_a_traceback() -> None:
    told = repr(cluster((65, "цех", 0)))
    assert "голосом" not in told
    assert "b'A'" not in told


class Life(RuleBasedStateMachine):
    """Any events in any order."""

    @initialize()
    def begin(self) -> None:
        """One person's signal."""
        self.cluster, self.today = open_cluster("c", "Голосом", Sighting(b"0", "цех", MONDAY)), MONDAY
        self.alarms: list[date] = []

    def attempt(self, change: Any, *args: Any) -> None:
        """A refused event changes nothing; final decisions stay."""
        before = self.cluster
        try:
            self.cluster = change(before, *args)
        except RevmentorError:
            assert self.cluster is before
        if before.state in FINAL:
            assert self.cluster.state is before.state

    @rule(who=st.binary(min_size=1, max_size=1), place=st.sampled_from(["цех", "склад", ""]))
    def sees(self, who: bytes, place: str) -> None:
        """Somebody sees it too, and the alarm is judged."""
        before = self.cluster.senders
        self.attempt(see_too, Sighting(who, place, self.today))
        assert self.cluster.senders >= before
        self.cluster, alarm = raise_alarm(self.cluster, self.today)
        if alarm:
            self.alarms.append(alarm.week)

    @rule(act=st.sampled_from([acknowledge, decline, finish]), chance=st.integers(0, 3))
    def decides(self, act: Any, chance: int) -> None:
        """An executive."""
        if not chance:
            self.attempt(act)

    @rule(days=st.integers(-1, 20))
    def postpones(self, days: int) -> None:
        """Not now."""
        self.attempt(postpone, self.today + timedelta(days), self.today)

    @rule(link=st.sampled_from(["", "q7"]), chance=st.integers(0, 3))
    def turns(self, link: str, chance: int) -> None:
        """Into a ballot."""
        if not chance:
            self.attempt(turn_into, Target.BALLOT, link)

    @rule(days=st.integers(1, 9))
    def waits(self, days: int) -> None:
        """Time passes."""
        self.today += timedelta(days)
        self.attempt(pass_time, self.today)

    @invariant()
    def one_alarm_a_week(self) -> None:
        """However many see it."""
        assert len(self.alarms) == len(set(self.alarms))
        assert set(self.alarms) == set(self.cluster.alarmed)

    @invariant()
    def nobody_counts_twice_in_a_week(self) -> None:
        """By nullifier."""
        keys = [(s.nullifier, week_of(s.on)) for s in self.cluster.sightings]
        assert len(keys) == len(set(keys))

    @invariant()
    def what_it_became_has_a_name(self) -> None:
        """Accepted and done signals lead somewhere."""
        became = self.cluster.state in (State.ACCEPTED, State.DONE)
        assert became == bool(self.cluster.link) == (self.cluster.target is not None)

    @invariant()
    def only_thinking_has_a_day(self) -> None:
        """A date exactly while postponed."""
        assert (self.cluster.state is State.THINKING) == (self.cluster.until is not None)


TestLife = Life.TestCase
