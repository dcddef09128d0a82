"""Drawing lots so that everybody can draw them again.

Tied options are ordered by SHA-256(seed || option id), smallest first. The seed is random and secret until the close,
but its hash is published before opening, so it was not chosen to suit the votes. Whoever drew the seed could still have
chosen one that suits an option; therefore what is used is the committed seed hashed together with the closed list of
ballots (``final_seed``), which nobody knew when the seed was fixed.
"""

from collections.abc import Iterable
from hashlib import sha256

SEED_SIZE = 32
NO_LOT = bytes(SEED_SIZE)
"""The seed of a question of yes or no that no console has drawn one for: its count draws no lot."""


def commit(seed: bytes) -> bytes:
    """What is published before opening, 32 bytes."""
    return sha256(b"revmentor/tie-seed/v1" + seed).digest()


def final_seed(seed: bytes, closed_list: bytes) -> bytes:
    """The seed that lots are drawn with; ``closed_list``: digest of the receipts published at the close."""
    return sha256(b"revmentor/final-seed/v1" + seed + closed_list).digest()


def order(seed: bytes, options: Iterable[str]) -> list[str]:
    """Options as the lot orders them."""
    return sorted(options, key=lambda name: (sha256(seed + name.encode()).digest(), name))


class Lots:
    """The lots of one count; ``drawn`` remembers which options needed one, for the result."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self.drawn: list[tuple[str, ...]] = []

    def first(self, tied: Iterable[str]) -> str:
        """Who is preferred among the tied."""
        return self._draw(tied)[0]

    def last(self, tied: Iterable[str]) -> str:
        """Who goes out among the tied."""
        return self._draw(tied)[-1]

    def _draw(self, tied: Iterable[str]) -> list[str]:
        ordered = order(self._seed, tied)
        if len(ordered) > 1:
            self.drawn.append(tuple(ordered))
        return ordered
