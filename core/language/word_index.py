"""Which texts may hold a word, known ahead: words, and the places of the texts that have them. In memory only.

A filter in front of the scan of core.language.search, not in place of it: it never leaves out a text that the scan
would find, and what it names is still looked through, so results are the same. Texts that are not indexed yet are
always named. Nothing is ever taken out: a text that changed is named for its old words too.
"""

import time
from array import array
from bisect import bisect_left, insort
from collections.abc import Iterator
from threading import Lock

from core.language.morphology import TOKEN, fold
from core.language.search import Matcher, Word

SLICE = 0.004
"""Seconds of work at once: whoever waits for the interpreter waits no longer than this."""
DENSE = 8
"""A word that more than one text in so many holds is scanned for: a screenful is found at once."""


class WordIndex:
    """Texts by their words. ``work`` indexes in one thread while ``holding`` is asked in others."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: dict[bytes, str] = {}
        self._keys: list[bytes] = []
        self._places: dict[str, array[int]] = {}
        self._words: list[str] = []

    def __repr__(self) -> str:
        return "WordIndex(…)"

    def add(self, key: bytes, text: str) -> None:
        """A text to be indexed, or another text under the same key."""
        self._waiting[key] = text

    @property
    def is_done(self) -> bool:
        """Whether every text is indexed."""
        return not self._waiting

    def work(self) -> None:
        """Do a slice of what is left. Takes about ``SLICE``, then gives way."""
        until = time.perf_counter() + SLICE
        with self._lock:
            while self._waiting and time.perf_counter() < until:
                # In one step: others may add at any moment.
                self._index(*self._waiting.popitem())

    def holding(self, matcher: Matcher) -> set[bytes] | None:
        """The keys of all texts that may match; None when so many that nothing is gained by knowing them."""
        with self._lock:
            found: set[int] | None = None
            for word in matcher.needed:
                places = [self._places[one] for one in self._fitting(word)]
                if sum(map(len, places)) * DENSE <= len(self._keys):
                    here = set().union(*places)
                    found = here if found is None else found & here
            return None if found is None else {self._keys[place] for place in found}.union(self._waiting)

    def _index(self, key: bytes, text: str) -> None:
        place = len(self._keys)
        self._keys.append(key)
        for word in set(map(fold, TOKEN.findall(text))):
            places = self._places.get(word)
            if places is None:
                places = self._places[word] = array("I")
                insort(self._words, word)
            places.append(place)

    def _fitting(self, word: Word) -> set[str]:
        """The indexed words that ``word`` finds."""
        fitting = {form for form in word.forms if form in self._places}
        if word.beginning:
            fitting.update(self._begun(word.beginning))
        if word.stems:
            fitting.update(one for one in self._begun(word.root) if word.fits(one))
        return fitting

    def _begun(self, beginning: str) -> Iterator[str]:
        for at in range(bisect_left(self._words, beginning), len(self._words)):
            if not self._words[at].startswith(beginning):
                return
            yield self._words[at]
