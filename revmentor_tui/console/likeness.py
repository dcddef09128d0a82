"""Which letters are alike, learnt in the background a few milliseconds at a time. Hints only: it groups nothing."""

import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from core.language.similar import Collection, Near

SLICE = 0.004
"""Seconds of work at once: whoever waits for the interpreter waits no longer than this."""
ALL_MOST = 1000
"""Up to so many letters each is compared by itself; of more, only those that somebody looks at."""


@dataclass(frozen=True, slots=True)
class Hint:
    """``count`` letters are alike; ``denying`` of them differ in whether they deny."""

    count: int
    denying: int


class Likeness:
    """Letters compared with each other. Keeps lemmas and ids, never texts that were compared already."""

    def __init__(self) -> None:
        self._collection = Collection()
        self._lock = Lock()
        self._waiting: dict[bytes, str] = {}
        self._wanted: deque[bytes] = deque()
        self._near: dict[bytes, tuple[Near, ...]] = {}
        self.similar: dict[bytes, tuple[bytes, ...]] = {}
        """The ids of those alike, the nearest first, of every letter found to have any."""

    def add(self, critique: bytes, text: str) -> None:
        """A letter to be compared, or another text of it."""
        self._waiting[critique] = text

    def want(self, critiques: Iterable[bytes]) -> None:
        """Somebody looks at these: compare them first."""
        fresh = [one for one in critiques if one not in self._near]
        self._wanted = deque(fresh)

    def hint(self, critique: bytes) -> Hint | None:
        """How many are alike, None while it is not known."""
        near = self._near.get(critique)
        return None if near is None else Hint(len(near), sum(one.negation_differs for one in near))

    def near(self, critique: bytes) -> tuple[Near, ...]:
        """Those alike, as far as is known; their keys are ids in hex."""
        return self._near.get(critique, ())

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to compare."""
        return not self._waiting and not self._wanted

    @property
    def is_large(self) -> bool:
        """Whether there is so much to compare that it should wait for a quiet moment."""
        return len(self._waiting) + len(self._collection) > ALL_MOST

    def work(self) -> None:
        """Do a slice of what is left. Takes about ``SLICE``, then gives way."""
        until = time.perf_counter() + SLICE
        with self._lock:
            while not self.is_done and time.perf_counter() < until:
                if self._waiting:
                    self._take_one_in()
                else:
                    self._compare(self._wanted.popleft())

    def _take_one_in(self) -> None:
        critique = next(iter(self._waiting))
        self._collection.add(critique.hex(), self._waiting.pop(critique))
        if self._waiting:
            return
        # Whatever was found before may have got new neighbours.
        self._near, self.similar = {}, {}
        if len(self._collection) <= ALL_MOST:
            self._wanted = deque(dict.fromkeys((*self._wanted, *map(bytes.fromhex, self._collection))))

    def _compare(self, critique: bytes) -> None:
        if critique in self._near or critique.hex() not in self._collection:
            return
        self._near[critique] = near = self._collection.near(critique.hex())
        if near:
            self.similar[critique] = tuple(bytes.fromhex(one.key) for one in near)
