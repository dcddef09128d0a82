"""Suppression by brute force: over random programmes no sum or difference of told numbers, within a poll or across
polls with the same question, is a group of 1..k-1 people, and no told mean is theirs.

A few programmes in every run; `REVMENTOR_CAMPAIGN=1` plays thousands."""

import os
from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest

from core.programs.poll_records import DAYS, NO_BAND, Poll, begin, close, points_of, raise_count

PROGRAMMES = 3000 if os.environ.get("REVMENTOR_CAMPAIGN") else 60
BANDS = ("18-24", "25-34", "35-44", "45+")
ROUNDS = 5
ITEM = "pulse-heard"


def play(seed: int) -> tuple[int, list[dict[str, int]], list[Poll]]:
    """A random programme: k, the true answers by band and round, the closed polls."""
    rng = Random(seed)
    k = rng.choice((3, 5, 10))
    bands = BANDS[: rng.randint(1, len(BANDS))]
    staff = {band: rng.choice((1, 2, k - 1, k, k + 1, 2 * k, 25)) for band in bands}
    truths, polls, day = [], [], date(2026, 1, 6)
    for _ in range(ROUNDS):
        poll = begin(ITEM, day, k, staff)
        truth = {}
        for band, people in staff.items():
            truth[band] = rng.randint(0, people) if rng.random() < 0.6 else people
            for _ in range(truth[band]):
                poll = raise_count(poll, band, rng.choice(points_of(ITEM)), day)
        polls.append(close(poll, day + timedelta(days=DAYS), polls))
        truths.append({**truth, NO_BAND: 0})
        day += timedelta(days=DAYS * 12)
    return k, truths, polls


@pytest.mark.parametrize("seed", range(PROGRAMMES))
def test_no_small_group_can_be_worked_out(seed: int) -> None:
    k, truths, polls = play(seed)
    for truth, poll in zip(truths, polls, strict=True):
        told = poll.told
        assert told
        for size in range(1, len(told.scores) + 1):
            for group in combinations(told.scores, size):
                assert sum(truth[band] for band in group) >= k
        rest = sum(count for band, count in truth.items() if band not in told.scores)
        if told.everybody or told.others:
            assert rest == 0 or rest >= k, "the mean of the rest follows from those of all and of the shown"
        values = [*told.release.shown.values(), *([told.release.others] if told.release.others else [])]
        assert all(value == 0 or value >= k for value in values)
    for band in BANDS:
        series = [poll.told.release.shown[band] for poll in polls if poll.told and band in poll.told.release.shown]
        for one, two in combinations(series, 2):
            assert one == two or abs(one - two) >= k
