"""Counting a large ballot, beside a counting library."""

import random
import time
from collections import Counter

import pyrankvote
from pyrankvote import Ballot, Candidate

from core.programs.council.lots import Lots
from core.programs.council.questions import Choice
from core.programs.council.ranked import run_off
from tests.benchmarks.measure import Row

BALLOTS = 100_000
OPTIONS = tuple("abcdefgh")
ROUNDS = 3


def ranked_ballots() -> list[Choice]:
    """Rankings without ties: options of clearly different strength, every voter naming some of them."""
    dice, strength = random.Random(2026), [8.0, 5.0, 3.5, 2.5, 1.8, 1.3, 0.9, 0.6]
    found = []
    for _ in range(BALLOTS):
        order = sorted(OPTIONS, key=lambda name: -(dice.random() ** (1 / strength[OPTIONS.index(name)])))
        found.append(tuple(order[: dice.randint(1, len(OPTIONS))]))
    return found


def count_100000() -> Row:
    """An instant run-off over 100,000 rankings, ballots as either side wants them; both must name one winner."""
    choices = ranked_ballots()
    people = {name: Candidate(name) for name in OPTIONS}
    theirs = [Ballot(ranked_candidates=[people[name] for name in choice]) for choice in choices]
    mine, other = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        lots = Lots(b"s" * 32)
        (winner,), _rounds = run_off(OPTIONS, Counter(choices), lots)
        mine.append(time.perf_counter() - start)
        start = time.perf_counter()
        result = pyrankvote.instant_runoff_voting(list(people.values()), theirs)
        other.append(time.perf_counter() - start)
        assert [one.name for one in result.get_winners()] == [winner]
        assert not lots.drawn
    return Row("council-count", "s", sorted(mine)[1], sorted(other)[1], 1.0, more_is_better=False)
