"""Write what a public library says about random ballots, ten runs of it each, for a test that need not wait for them.

    PYTHONPATH=. python tools/make_oracle_vectors.py tests/core/programs/vectors

votes.jsonl: PyRankVote's winners on ranked ballots without ties. It breaks ties at random, so an instance counts as
free of ties when ten runs agree and our own count draws no lot and meets no quota exactly. Two-seat elections are kept
only while every ballot weighs a whole vote: PyRankVote hands a pile's votes on in equal parts per ballot, whatever each
ballot weighs, so a ballot that has spent most of its vote gets it back; ours keeps each ballot's weight.
"""

import json
import random
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyrankvote

from core.programs.council.lots import Lots
from core.programs.council.ranked import run_off, transferable

INSTANCES = 1000


def make_ballots(rng: random.Random) -> dict[str, Any]:
    """Partial rankings of three to seven options by up to sixty voters."""
    options = rng.randint(3, 7)
    voters = rng.randint(5, 60)
    ballots = Counter(tuple(rng.sample(range(options), rng.randint(1, options))) for _ in range(voters))
    seats = rng.choice((1, 1, 2))
    listed = [[count, *ballot] for ballot, count in sorted(ballots.items())]
    return {"options": options, "seats": seats, "ballots": listed}


def elect(poll: dict[str, Any], rng: random.Random) -> list[int] | None:
    """PyRankVote's winners, None where a tie made them a matter of chance."""
    options = [str(name) for name in range(poll["options"])]
    counted = Counter({tuple(str(o) for o in ranking): count for count, *ranking in poll["ballots"]})
    lots = Lots(b"")
    if poll["seats"] == 1:
        _, rounds = run_off(options, counted, lots)
    else:
        _, rounds = transferable(options, poll["seats"], counted, lots)
    quota = Fraction(counted.total(), poll["seats"] + 1)
    standing = [votes for one in rounds for _, votes in one.votes]
    if lots.drawn or quota in standing or any(votes.denominator > 1 for votes in standing):
        return None
    seen = set()
    for _ in range(10):
        candidates = [pyrankvote.Candidate(name) for name in rng.sample(options, len(options))]
        named = {candidate.name: candidate for candidate in candidates}
        ballots = [pyrankvote.Ballot([named[name] for name in ranking]) for ranking in counted.elements()]
        if poll["seats"] == 1:
            result = pyrankvote.instant_runoff_voting(candidates, ballots)
        else:
            result = pyrankvote.single_transferable_vote(candidates, ballots, poll["seats"])
        seen.add(tuple(sorted(int(winner.name) for winner in result.get_winners())))
    return list(seen.pop()) if len(seen) == 1 else None


def main(folder: Path) -> None:
    """Write the file."""
    rng = random.Random(20260302)
    polls: list[str] = []
    while len(polls) < INSTANCES:
        poll = make_ballots(rng)
        winners = elect(poll, rng)
        if winners is not None:
            polls.append(json.dumps({**poll, "winners": winners}, separators=(",", ":")))
    (folder / "votes.jsonl").write_text("\n".join(polls) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
