"""Hints that critiques may say the same: «похожих: 12». Never more than hints: only a moderator groups them.

Two texts are compared by the lemmas of their content words (rapidfuzz ``token_set_ratio``). That finds copies and the
same subject; it cannot tell the same claim from its opposite, so a difference in negation is shown beside the score.
"""

from collections import Counter, defaultdict
from collections.abc import Collection as Keys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain
from sys import intern

from rapidfuzz import fuzz

from core.language.morphology import fold, lemma, tokens

LEAST = 50
"""The score from which texts count as similar: hardly one pair of unrelated comments in a hundred reaches it."""

_FEWEST_WORDS = 3
"""Shorter texts are compared for equality only: one common word would make them "the same"."""

_COMMON = 1000
"""A word of more texts than this finds nobody by itself, or a large collection would be compared with itself whole. It
still counts once a rarer word has found them."""

_NEGATIONS = frozenset(
    {"не", "нет", "ни", "без", "никогда", "нельзя", "никто", "ничто"}
    | {"not", "no", "never", "without", "none", "nobody", "nothing", "cannot", "t"}
)
"""«t» is what is left of "don't" and "can’t"."""


@dataclass(frozen=True, slots=True)
class Near:
    """A text similar to another: ``score`` from LEAST to 100. ``negation_differs``: one of the two denies."""

    key: str
    score: int
    negation_differs: bool


@dataclass(frozen=True, slots=True)
class _Essence:
    """What is left of a text for comparing: its lemmas in order, each once. Kept small, for there may be very many."""

    lemmas: tuple[str, ...] = field(repr=False)
    denies: bool

    @property
    def spelled(self) -> str:
        """The lemmas as one line."""
        return " ".join(self.lemmas)


class Collection:
    """Texts to be compared with each other. Keeps their lemmas, not the texts; lives in memory only."""

    def __init__(self) -> None:
        self._kept: dict[str, _Essence] = {}
        self._with_lemma: dict[str, list[str]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __contains__(self, key: str) -> bool:
        return key in self._kept

    def add(self, key: str, text: str) -> None:
        """Take in a text, or replace the one under this key."""
        self.remove(key)
        essence = _boil_down(text)
        self._kept[key] = essence
        for word in essence.lemmas:
            self._with_lemma[word].append(key)

    def remove(self, key: str) -> None:
        """Forget a text; an unknown key is no error."""
        essence = self._kept.pop(key, None)
        for word in essence.lemmas if essence else ():
            self._with_lemma[word].remove(key)

    def near(self, key: str, least: int = LEAST) -> tuple[Near, ...]:
        """The texts similar to the one under ``key``, the nearest first. Raises KeyError for an unknown key."""
        found = (self._near(key, rival, least) for rival in self._rivals(key, self._with_lemma))
        return _in_order(near for near in found if near)

    def pairs(self, least: int = LEAST) -> dict[str, tuple[Near, ...]]:
        """For every text those similar to it. Compares each two once."""
        found: dict[str, list[Near]] = {key: [] for key in self._kept}
        earlier: dict[str, list[str]] = defaultdict(list)
        for key, essence in self._kept.items():
            for rival in self._rivals(key, earlier):
                near = self._near(key, rival, least)
                if near:
                    found[key].append(near)
                    found[rival].append(Near(key, near.score, near.negation_differs))
            for word in essence.lemmas:
                earlier[word].append(key)
        return {key: _in_order(those) for key, those in found.items()}

    def _near(self, key: str, rival: str, least: int) -> Near | None:
        one, other = self._kept[key], self._kept[rival]
        score = _compare(one, other, least)
        return Near(rival, round(score), one.denies != other.denies) if score >= least else None

    def _rivals(self, key: str, with_lemma: Mapping[str, Keys[str]]) -> Iterator[str]:
        """The texts worth comparing: they share a third of the shorter one's lemmas. Comparing costs some 10 µs,
        counting what is shared far less.
        """
        lemmas = self._kept[key].lemmas
        mine = frozenset(lemmas)
        lists = sorted((with_lemma.get(word, ()) for word in lemmas), key=len)
        telling = [keys for keys in lists if len(keys) <= _COMMON] or lists[:1]
        shared = Counter(chain.from_iterable(telling))
        del shared[key]
        for rival, count in shared.items():
            others = self._kept[rival].lemmas
            if len(telling) < len(lists):
                count = len(mine.intersection(others))
            if count * 3 >= min(len(lemmas), len(others)):
                yield rival


def find_similar(texts: Iterable[str], least: int = LEAST) -> tuple[tuple[Near, ...], ...]:
    """For each text those similar to it; their keys are their places among ``texts``, as decimal numbers."""
    collection = Collection()
    for place, text in enumerate(texts):
        collection.add(str(place), text)
    return tuple(collection.pairs(least).values())


def _in_order(those: Iterable[Near]) -> tuple[Near, ...]:
    return tuple(sorted(those, key=lambda near: (-near.score, near.key)))


def _compare(one: _Essence, other: _Essence, least: int) -> float:
    if min(len(one.lemmas), len(other.lemmas)) < _FEWEST_WORDS:
        return 100.0 if one.lemmas == other.lemmas and one.lemmas else 0.0
    return fuzz.token_set_ratio(one.spelled, other.spelled, score_cutoff=least)


def _boil_down(text: str) -> _Essence:
    words = [token.word for token in tokens(text)]
    lemmas = frozenset(intern(lemma(word)) for word in words) - _function_words()
    return _Essence(tuple(sorted(lemmas)), not _NEGATIONS.isdisjoint(map(fold, words)))


@cache
def _function_words() -> frozenset[str]:
    lines = (files("core.language") / "function_words.txt").read_text("utf-8").splitlines()
    return frozenset(lemma(word) for line in lines if not line.startswith("#") for word in line.split())


def content_lemmas(text: str) -> frozenset[str]:
    """The lemmas that carry the subject of a text."""
    return frozenset(_boil_down(text).lemmas)
