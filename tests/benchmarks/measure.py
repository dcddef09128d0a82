"""The frame of a measurement: a row of the table, and timing that alternates the two sides."""

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table. ``value`` and ``floor`` are in ``unit``; ``ratio`` is value / floor. ``goal`` is a bound
    for the ratio: at least it where more is better (rates), at most it where less is better (times)."""

    name: str
    unit: str
    value: float
    floor: float
    goal: float
    more_is_better: bool

    @property
    def ratio(self) -> float:
        """How the measured side stands to its floor."""
        return self.value / self.floor

    @property
    def holds(self) -> bool:
        """Whether the goal is met."""
        return self.ratio >= self.goal if self.more_is_better else self.ratio <= self.goal

    def as_json(self) -> dict[str, object]:
        """The row as build/bench.json has it."""
        return {
            "name": self.name,
            "unit": self.unit,
            "value": round(self.value, 6),
            "floor": round(self.floor, 6),
            "ratio": round(self.ratio, 3),
            "goal": self.goal,
            "better": "more" if self.more_is_better else "less",
            "holds": self.holds,
        }


Side = Callable[[], Awaitable[None]]


async def alternate(one: Side, other: Side, rounds: int) -> tuple[float, float]:
    """Median seconds of each side, run in turn so that a noisy machine troubles both alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for side, taken in zip((one, other), times, strict=True):
            start = time.perf_counter()
            await side()
            taken.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])
