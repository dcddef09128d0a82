"""Search in raw texts by any form of a word, with no index of the texts.

The query, not the corpus, is expanded: a Russian word to every form of every lemma it may come from, an English word
to its stem. A text is first scanned for a few short pieces that all those forms share ("anchors": at C speed, most
texts end there); only where one is found is the whole word around it looked up among the forms.

Exact on folded texts (``morphology.fold``). On raw texts a word is found in lower case, Capitalised or in CAPITALS,
but not when its case changes inside («рОсАтом»).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.language.morphology import TOKEN, fold, forms, is_known, is_russian, stem
from core.language.query import Facts, Query, Term, parse_query

__all__ = ["Facts", "Matcher", "Query", "compile_query", "parse_query"]

_LONGEST_ANCHORS = 8
"""More pieces than this cost more than they save; the groups of forms are then joined under shorter prefixes."""

Span = tuple[int, int]


class _Anchor(NamedTuple):
    """A piece of a word, and how many letters stand before it in the word."""

    piece: str
    before: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the query, expanded. A text without any of ``anchors`` cannot hold it. ``forms`` are folded; whatever
    has one of ``stems`` begins, folded, with ``root``; ``beginning``: of a word still being typed."""

    anchors: tuple[_Anchor, ...]
    forms: frozenset[str]
    stems: frozenset[str]
    beginning: str
    root: str

    def fits(self, word: str) -> bool:
        """Whether a whole word of a text is a form of this one."""
        if word in self.forms:
            return True
        small = fold(word)
        if small in self.forms or (self.beginning and small.startswith(self.beginning)):
            return True
        return bool(self.stems) and stem(small) in self.stems

    def end_at(self, text: str, start: int) -> int:
        """Where the word ends that starts at ``start``; 0 when no form of this one starts there."""
        if start < 0 or (start and text[start - 1].isalnum()):
            return 0
        whole = TOKEN.match(text, start)
        return whole.end() if whole and self.fits(whole.group()) else 0

    def is_in(self, text: str) -> bool:
        """Whether the text holds the word."""
        for piece, before in self.anchors:
            place = text.find(piece)
            while place >= 0:
                if self.end_at(text, place - before):
                    return True
                place = text.find(piece, place + 1)
        return False

    def spans(self, text: str) -> list[Span]:
        """Where the word stands, in order, without repeats."""
        found = set()
        for piece, before in self.anchors:
            place = text.find(piece)
            while place >= 0:
                end = self.end_at(text, place - before)
                if end:
                    found.add((place - before, end))
                place = text.find(piece, place + 1)
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Matcher:
    """A compiled search."""

    query: Query
    _wanted: tuple[tuple[Word, ...], ...]
    _unwanted: tuple[tuple[Word, ...], ...]

    def matches(self, text: str, facts: Facts | None = None) -> bool:
        """Whether a text has every term and its record answers every condition. Without ``facts`` only the text is
        asked.
        """
        if facts is not None and not self.query.agrees(facts):
            return False
        return all(_has(term, text) for term in self._wanted) and not any(_has(term, text) for term in self._unwanted)

    @property
    def needed(self) -> tuple[Word, ...]:
        """The words that a text cannot match without."""
        return tuple(word for term in self._wanted for word in term)

    def find(self, texts: Iterable[str]) -> Iterator[int]:
        """The positions of the texts that match; the quick way through many. The conditions are not asked."""
        if not self._wanted:
            return (at for at, text in enumerate(texts) if self.matches(text))
        rarest = max((word for term in self._wanted for word in term), key=_selectivity)
        # Each further look costs as much as the scan, so a search for one word takes only one.
        alone = len(self._wanted) == 1 == len(self._wanted[0]) and not self._unwanted
        look = rarest.is_in if alone else self.matches
        return (at for at, text in _scan(texts, rarest.anchors) if look(text))

    def spans(self, text: str) -> tuple[Span, ...]:
        """What to highlight: the wanted words, in order, not overlapping."""
        found = sorted({span for term in self._wanted for span in _term_spans(term, text)})
        apart: list[Span] = []
        for start, end in found:
            if apart and start < apart[-1][1]:
                apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
            else:
                apart.append((start, end))
        return tuple(apart)


def compile_query(query: Query | str) -> Matcher:
    """Expand a query. A few milliseconds for a new Russian word, then remembered."""
    parsed = parse_query(query) if isinstance(query, str) else query
    wanted = tuple(_expand_term(term) for term in parsed.terms if not term.excluded)
    unwanted = tuple(_expand_term(term) for term in parsed.terms if term.excluded)
    return Matcher(parsed, wanted, unwanted)


def _expand_term(term: Term) -> tuple[Word, ...]:
    last = len(term.words) - 1
    return tuple(_expand(word, unfinished=term.unfinished and place == last) for place, word in enumerate(term.words))


def _expand(word: str, *, unfinished: bool) -> Word:
    small = fold(word)
    spelled = {small}
    stems: frozenset[str] = frozenset()
    root = ""
    if is_russian(small):
        spelled = set(forms(word.lower()))
        # A word that the dictionary lacks may be spelled with ё in the texts at any of its places.
        roots = spelled if is_known(word) else {form.replace("е", "ё") for form in spelled}
    elif small.isascii() and small.isalpha():
        stems = frozenset({stem(small)})
        root = _shared_beginning([small, *stems])
        roots = {root}
    else:
        roots = {small}
    if unfinished:
        roots = roots | {small.replace("е", "ё")}
    return Word(_anchors(roots), frozenset(map(fold, spelled)), stems, small if unfinished else "", root)


def _anchors(roots: Iterable[str]) -> tuple[_Anchor, ...]:
    """Pieces one of which stands in every text that holds one of ``roots``, in lower case or capitals.

    The first letter is left out, so that one piece serves both «отпуск» and «Отпуск». A root is cut at ё, which is
    mostly written as е.
    """
    found: dict[_Anchor, None] = {}
    for root in _grouped(sorted(set(roots))):
        pieces = root[1:].split("ё")
        best = max(pieces, key=len)
        if len(best) >= 2:
            before = 1 + sum(len(piece) + 1 for piece in pieces[: pieces.index(best)])
            found |= dict.fromkeys((_Anchor(best, before), _Anchor(best.upper(), before)))
        else:
            found |= dict.fromkeys(_Anchor(spelling, 0) for spelling in _short(root))
    return tuple(found)


def _short(root: str) -> tuple[str, ...]:
    """Every spelling of the beginning of a word too short to leave a letter out."""
    head = root[:2]
    spellings = {
        spelling for part in (head, head.replace("ё", "е")) for spelling in (part, part.capitalize(), part.upper())
    }
    return tuple(sorted(spellings))


def _grouped(words: Sequence[str]) -> list[str]:
    """Common beginnings that cover all ``words``: as long as possible, and few."""
    for length in (4, 3, 2, 1):
        groups: dict[str, list[str]] = {}
        for word in words:
            groups.setdefault(word[:length], []).append(word)
        if len(groups) <= _LONGEST_ANCHORS // 2:
            break
    return [_shared_beginning(group) for group in groups.values()]


def _shared_beginning(words: Sequence[str]) -> str:
    """The longest beginning of all ``words``. The first and the last in order differ from each other soonest."""
    first, last = min(words), max(words)
    for place, letter in enumerate(first):
        if not last.startswith(letter, place):
            return first[:place]
    return first


def _scan(texts: Iterable[str], anchors: tuple[_Anchor, ...]) -> Iterator[tuple[int, str]]:
    """The texts that hold an anchor. Spelled out for one and two, the usual numbers: a generator per text costs more
    than the scan itself.
    """
    pieces = tuple(dict.fromkeys(anchor.piece for anchor in anchors))
    if len(pieces) == 1:
        only = pieces[0]
        return ((at, text) for at, text in enumerate(texts) if only in text)
    if len(pieces) == 2:
        one, two = pieces
        return ((at, text) for at, text in enumerate(texts) if one in text or two in text)
    return _scan_for_any(texts, pieces)


def _scan_for_any(texts: Iterable[str], pieces: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    for at, text in enumerate(texts):
        for piece in pieces:
            if piece in text:
                yield at, text
                break


def _selectivity(word: Word) -> tuple[int, int]:
    return min(len(anchor.piece) for anchor in word.anchors), -len(word.anchors)


def _has(term: tuple[Word, ...], text: str) -> bool:
    if len(term) == 1:
        return term[0].is_in(text)
    return next(_term_spans(term, text), None) is not None


def _term_spans(term: tuple[Word, ...], text: str) -> Iterator[Span]:
    """Where the words of a term stand side by side."""
    for start, end in term[0].spans(text):
        last = end
        for word in term[1:]:
            following = TOKEN.search(text, last)
            if not following or not word.fits(following.group()):
                break
            last = following.end()
        else:
            yield start, last
