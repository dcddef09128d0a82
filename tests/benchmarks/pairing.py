"""Matching 300 juniors with 60 seniors, against the `matching` library on the same lists."""

import random
import warnings

from matching.games import HospitalResident

from core.programs.matching import Market, match
from tests.benchmarks.measure import Row, alternate

JUNIORS, SENIORS, PLACES, WISHES = 300, 60, 5, 8
ROUNDS = 7


def market(seed: int = 7) -> Market:
    """Random wishes, eight each; seniors rank all who wish for them."""
    rng = random.Random(seed)
    seniors = [f"s{number}" for number in range(SENIORS)]
    juniors = {f"j{number}": tuple(rng.sample(seniors, WISHES)) for number in range(JUNIORS)}
    wished: dict[str, list[str]] = {senior: [] for senior in seniors}
    for junior, wishes in juniors.items():
        for senior in wishes:
            wished[senior].append(junior)
    ranked = {senior: tuple(rng.sample(fans, len(fans))) for senior, fans in wished.items()}
    return Market(juniors, ranked, dict.fromkeys(seniors, PLACES))


async def matching_300_by_60() -> Row:
    """Both sides find the matching that is best for the juniors; they must agree."""
    lists = market()
    found = dict(match(lists).pairs)

    async def ours() -> None:
        match(lists)

    async def theirs() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            game = HospitalResident.create_from_dictionaries(
                {name: list(wishes) for name, wishes in lists.juniors.items()},
                {name: list(fans) for name, fans in lists.seniors.items()},
                dict(lists.places),
            )
            solved = game.solve(optimal="resident")
        paired = {resident.name: hospital.name for hospital, residents in solved.items() for resident in residents}
        if paired != found:
            raise RuntimeError("the two matchings differ")

    own, other = await alternate(ours, theirs, ROUNDS)
    return Row("matching-300-by-60", "s", own, other, 1.0, more_is_better=False)
