"""What may be counted aloud: groups of at least k, within one table and across successive ones.

Primary suppression hides cells below k; secondary suppression hides more until the hidden ones together are at least
k, so that subtracting what is shown gives no smaller group (Hundepool et al., "Statistical Disclosure Control", 2012,
chapter 4). Across time, two rules close the difference attack: a cell that was hidden once stays hidden in that
series, and a shown number moves only in steps of at least k.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Release:
    """Numbers that may leave the console. ``shown``: count per cell; ``others``: all hidden cells together, None when
    even they are fewer than k (then no total can be told either); ``hidden``: names of the hidden cells."""

    k: int
    shown: dict[str, int]
    others: int | None
    hidden: tuple[str, ...]

    @property
    def total(self) -> int | None:
        """Everybody, when that can be told."""
        return None if self.others is None else sum(self.shown.values()) + self.others


def release_table(cells: Mapping[str, int], k: int, previous: Release | None = None) -> Release:
    """What may be shown of ``cells`` (name -> distinct participants), given what the same series showed before.

    Raises ValueError when k changes within a series.
    """
    if previous is None:
        return _first_release(cells, k)
    if previous.k != k:
        raise ValueError("k is frozen when a series begins")
    shown = {name: step(previous.shown[name], cells.get(name, 0), k) for name in previous.shown}
    rest = sum(count for name, count in cells.items() if name not in shown)
    if previous.others:
        others: int | None = step(previous.others, rest, k)
    else:
        others = rest if rest >= k else (None if rest else previous.others)
    hidden = tuple(sorted({*previous.hidden, *(name for name in cells if name not in shown)}))
    return Release(k, shown, others, hidden)


def step(shown: int, count: int, k: int) -> int:
    """The number to show next in a series: the old one until the true count is at least k away from it."""
    return count if abs(count - shown) >= k and (count == 0 or count >= k) else shown


def _first_release(cells: Mapping[str, int], k: int) -> Release:
    ordered = sorted((name for name, count in cells.items() if count), key=lambda name: (cells[name], name))
    hidden = [name for name in ordered if cells[name] < k]
    left = ordered[len(hidden) :]
    while hidden and left and sum(cells[name] for name in hidden) < k:
        hidden.append(left.pop(0))
    total_hidden = sum(cells[name] for name in hidden)
    others = total_hidden if total_hidden >= k or not hidden else None
    return Release(k, {name: cells[name] for name in left}, others, tuple(sorted(hidden)))
