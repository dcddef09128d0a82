"""What may be counted aloud: groups of at least k, within one table and across successive ones.

Primary suppression hides cells below k; secondary suppression hides more until the hidden ones together are at least
k, so that subtracting what is shown gives no smaller group (Hundepool et al., "Statistical Disclosure Control", 2012,
chapter 4). Across time, three rules close the difference attack: a cell that was hidden once stays hidden in that
series and a shown one stays shown; a number moves only to a value from which no alternating sum with the values it had
before (v3 - v1, v3 - v2 + v1 and so on) is nearer to zero than k, unless it is zero; until then the old value stands.

Why alternating sums: a person is counted in one cell from joining to leaving. A sum of released numbers with signs
counts a group only when every person's signs add up to 0 or 1, so along one cell's series the signs that could single
out few alternate. In a series that only grows the rule is simply "in steps of at least k".

What this presumes, and the caller must keep: the cells are disjoint, and nobody moves from one cell to another or comes
back within a series. A person who changes units begins to count anew in the next series.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

OTHERS = ""
"""The name of all hidden cells together in ``Release.past``; no cell may be called so."""


@dataclass(frozen=True)
class Release:
    """Numbers that may leave the console. ``shown``: count per cell; ``others``: all hidden cells together, None when
    even they are fewer than k (then no total can be told either); ``hidden``: names of the hidden cells; ``past``:
    every value shown so far in the series, by cell, oldest first. Keep it whole: the next release depends on it.
    """

    k: int
    shown: dict[str, int]
    others: int | None
    hidden: tuple[str, ...]
    past: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def total(self) -> int | None:
        """Everybody, when that can be told."""
        return None if self.others is None else sum(self.shown.values()) + self.others


def release_table(cells: Mapping[str, int], k: int, previous: Release | None = None) -> Release:
    """What may be shown of ``cells`` (name -> distinct participants), given what the same series showed before.

    Raises ValueError when k changes within a series, or a cell has no name.
    """
    if OTHERS in cells:
        raise ValueError("a cell needs a name")
    if previous is None:
        return _first_release(cells, k)
    if previous.k != k:
        raise ValueError("k is frozen when a series begins")
    said = {name: previous.past.get(name, (value,)) for name, value in previous.shown.items()}
    past = {name: move(values, cells.get(name, 0), k) for name, values in said.items()}
    rest = sum(count for name, count in cells.items() if name not in previous.shown)
    before = () if previous.others is None else (previous.others,)
    past[OTHERS] = move(previous.past.get(OTHERS, before), rest, k)
    unsaid = rest > 0 and not any(past[OTHERS])
    others = None if unsaid or not past[OTHERS] else past[OTHERS][-1]
    hidden = tuple(sorted({*previous.hidden, *(name for name in cells if name not in previous.shown)}))
    return Release(k, {name: past[name][-1] for name in previous.shown}, others, hidden, past)


def move(past: Sequence[int], count: int, k: int) -> tuple[int, ...]:
    """The values of a series with ``count`` added at its end when it may be said, else as they were."""
    if past and count == past[-1]:
        return tuple(past)
    sums = {0}
    for value in past:
        sums |= {value - earlier for earlier in sums}
    allowed = all(count == earlier or abs(count - earlier) >= k for earlier in sums)
    return (*past, count) if allowed else tuple(past)


def _first_release(cells: Mapping[str, int], k: int) -> Release:
    ordered = sorted((name for name, count in cells.items() if count), key=lambda name: (cells[name], name))
    hidden = [name for name in ordered if cells[name] < k]
    left = ordered[len(hidden) :]
    while hidden and left and sum(cells[name] for name in hidden) < k:
        hidden.append(left.pop(0))
    rest = sum(cells[name] for name in hidden)
    shown = {name: cells[name] for name in left}
    past = {name: (count,) for name, count in shown.items()} | {OTHERS: move((), rest, k)}
    return Release(k, shown, rest if past[OTHERS] else None, tuple(sorted(hidden)), past)
