"""Tags for a new critique, learnt from the team's own tagging and from nothing else.

A multinomial naive Bayes per tag over content lemmas, against all texts without the tag; what speaks for a tag is
added up, so that a long text full of neutral words loses nothing. Learns 5,000 texts in about a second and answers in
less than a millisecond.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from core.language.similar import content_lemmas

_LEAST_EVIDENCE = 1.0
"""In nats: the words of a text are e times likelier under the tag than without it."""

_SMOOTHING = 0.5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag and how much in the text speaks for it, in nats."""

    tag: str
    weight: float


class TagMemory:
    """What the team has tagged so far. Keeps counts of lemmas, not texts; lives in memory only."""

    def __init__(self, examples: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        self._texts = 0
        self._with_lemma: Counter[str] = Counter()
        self._with_tag: Counter[str] = Counter()
        self._together: dict[str, Counter[str]] = defaultdict(Counter)
        for text, tags in examples:
            self.learn(text, tags)

    def learn(self, text: str, tags: Iterable[str]) -> None:
        """Remember a tagged text."""
        self._count(text, frozenset(tags), 1)

    def unlearn(self, text: str, tags: Iterable[str]) -> None:
        """Take back exactly what was learnt, when tagging is undone."""
        self._count(text, frozenset(tags), -1)

    def suggest(self, text: str, most: int = 5) -> tuple[Suggestion, ...]:
        """The likeliest tags, the best first; none rather than a guess."""
        lemmas = content_lemmas(text)
        found = (Suggestion(tag, self._weigh(tag, lemmas)) for tag in self._with_tag)
        likely = (suggestion for suggestion in found if suggestion.weight >= _LEAST_EVIDENCE)
        return tuple(sorted(likely, key=lambda s: (-s.weight, s.tag))[:most])

    def _count(self, text: str, tags: frozenset[str], step: int) -> None:
        lemmas = content_lemmas(text)
        self._texts += step
        for word in lemmas:
            self._with_lemma[word] += step
        for tag in tags:
            self._with_tag[tag] += step
            for word in lemmas:
                self._together[tag][word] += step

    def _weigh(self, tag: str, lemmas: frozenset[str]) -> float:
        tagged, rest = self._with_tag[tag], self._texts - self._with_tag[tag]
        together = self._together[tag]
        weight = 0.0
        for word in lemmas:
            here = together[word]
            if here <= 0:
                continue
            inside = (here + _SMOOTHING) / (tagged + 1)
            outside = (self._with_lemma[word] - here + _SMOOTHING) / (rest + 1)
            weight += max(0.0, log(inside / outside))
        return weight


def suggest_tags(text: str, examples: Iterable[tuple[str, Iterable[str]]], most: int = 5) -> tuple[Suggestion, ...]:
    """Tags for ``text`` by what was tagged before; the best first. For many texts keep a TagMemory instead."""
    return TagMemory(examples).suggest(text, most)
