"""The people who work here, from a file that the moderators keep, so that they are found in any form.

Every case form of each part of a name, the diminutives of the first name, Latin spellings, and one slip of the keyboard
(Damerau-Levenshtein). Posts that too few people hold to hide among are found in any case form as well.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import StringIO

from rapidfuzz.distance import OSA

from core.errors import BadInput
from core.language.morphology import (
    PERSON,
    Token,
    dictionary,
    fold,
    is_known,
    is_russian,
    lemma,
    readings,
    tokens,
    unmix,
)
from core.language.names import everyday_words, is_shouted, likelihood
from core.language.transliteration import key_of_latin, key_of_russian

CROWD = 5
"""Holders of one post among whom each is hidden; the smallest group that sessions show by default."""

_HEADINGS_OF_NAMES = frozenset({"name", "имя", "фио", "ф.и.о.", "сотрудник", "employee", "full name"})
_HEADINGS_OF_POSTS = frozenset({"post", "position", "title", "должность", "job", "роль"})
_LONGEST_ENTRY = 200
_MOST_PEOPLE = 50_000
_SHORTEST_WITH_A_SLIP = 5

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Person:
    """A line of the roster."""

    name: str = field(repr=False)
    post: str = field(default="", repr=False)


def read_roster(text: str) -> "Roster":
    """A roster from CSV text: a column of names and, if wished, one of posts. A heading line is recognised; commas,
    semicolons and tabs all separate. Raises BadInput, naming the line.
    """
    rows = csv.reader(StringIO(text.lstrip("\ufeff")), delimiter=_separator(text))
    names, posts = 0, 1
    people: list[Person] = []
    try:
        for row in rows:
            cells = [" ".join(cell.split()) for cell in row]
            headings = [cell.lower() for cell in cells]
            if not people and _HEADINGS_OF_NAMES.intersection(headings):
                names = _column(headings, _HEADINGS_OF_NAMES)
                posts = _column(headings, _HEADINGS_OF_POSTS)
            elif any(cells):
                people.append(_person(cells, names, posts, rows.line_num))
    except csv.Error:
        raise BadInput("error-roster-line", line=rows.line_num) from None
    if not 0 < len(people) <= _MOST_PEOPLE:
        raise BadInput("error-roster-size", most=_MOST_PEOPLE)
    return Roster(people)


class Roster:
    """Finds the people and the posts of a company in texts. Made once (about 1 ms a person), used from any thread."""

    def __init__(self, people: Iterable[Person], crowd: int = CROWD) -> None:
        self.people = tuple(people)
        spelled = {form for person in self.people for form in _forms_of_name(person.name)}
        self._forms = frozenset(map(fold, spelled))
        self._keys = frozenset(
            key_of_russian(form) if is_russian(form) else key_of_latin(form) for form in self._forms if len(form) > 2
        )
        self._near = _Neighbourhood(form for form in self._forms if len(form) >= _SHORTEST_WITH_A_SLIP)
        self._near_keys = _Neighbourhood(key for key in self._keys if len(key) >= _SHORTEST_WITH_A_SLIP)
        held = Counter(fold(person.post) for person in self.people if person.post)
        self._posts: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for post in (post for post, holders in held.items() if holders < crowd):
            lemmas = tuple(lemma(token.word) for token in tokens(post))
            if lemmas:
                self._posts[lemmas[0]].add(lemmas)

    def __repr__(self) -> str:
        return f"Roster({len(self.people)} people)"

    def find_people(self, text: str) -> Iterator[Span]:
        """The words that are a part of somebody's name, or one slip away from it, in order."""
        words = list(tokens(text))
        shouted = is_shouted(text)
        sure: set[int] = set()
        doubtful: set[int] = set()
        for place, token in enumerate(words):
            if self._is_part_of_a_name(token.word):
                (doubtful if _may_mean_something_else(text, token, shouted=shouted) else sure).add(place)
        sure |= {place for place in doubtful if {place - 1, place + 1} & (sure | doubtful)}
        return ((words[place].start, words[place].end) for place in sorted(sure))

    def find_posts(self, text: str) -> Iterator[Span]:
        """The posts, in any case form, the longest where one begins with another."""
        words = list(tokens(text))
        lemmas = [lemma(token.word) for token in words]
        place = 0
        while place < len(words):
            lengths = [len(post) for post in self._posts.get(lemmas[place], ()) if _stands_at(lemmas, place, post)]
            if lengths:
                yield words[place].start, words[place + max(lengths) - 1].end
            place += max(lengths, default=1)

    def _is_part_of_a_name(self, word: str) -> bool:
        small = unmix(word).lower()
        spelled = fold(small)
        if spelled in self._forms:
            return True
        if is_russian(small):
            # A slip makes another name at times, «Кравцев», but seldom another word of the language.
            may_be_a_slip = not is_known(small) or likelihood(small) >= 0.3
            return len(small) >= _SHORTEST_WITH_A_SLIP and may_be_a_slip and self._near.has(spelled)
        if not spelled.isalpha() or len(spelled) < 3:
            return False
        key = key_of_latin(spelled)
        if key in self._keys:
            return True
        return len(key) > _SHORTEST_WITH_A_SLIP and word[0].isupper() and self._near_keys.has(key)


class _Neighbourhood:
    """Words at most one slip away: one letter wrong, missing, extra, or swapped with the next.

    A slip leaves the first two or the last two letters of a word of five or more as they were, so only words that
    share either are compared.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_head: dict[str, list[str]] = defaultdict(list)
        self._by_tail: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(words):
            self._by_head[word[:2]].append(word)
            self._by_tail[word[-2:], len(word)].append(word)

    def has(self, word: str) -> bool:
        """Whether there is such a neighbour."""
        rivals = [*self._by_head.get(word[:2], ())]
        for length in (len(word) - 1, len(word), len(word) + 1):
            rivals += self._by_tail.get((word[-2:], length), ())
        return any(
            abs(len(rival) - len(word)) <= 1 and OSA.distance(word, rival, score_cutoff=1) <= 1 for rival in rivals
        )


def _separator(text: str) -> str:
    line = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=line.count)


def _column(headings: list[str], known: frozenset[str]) -> int:
    return next((place for place, heading in enumerate(headings) if heading in known), len(headings))


def _person(cells: list[str], names: int, posts: int, line: int) -> Person:
    name = cells[names] if names < len(cells) else ""
    post = cells[posts] if posts < len(cells) else ""
    if not any(map(str.isalpha, name)) or max(len(name), len(post)) > _LONGEST_ENTRY:
        raise BadInput("error-roster-line", line=line)
    return Person(name, post)


def _forms_of_name(name: str) -> Iterator[str]:
    """Every form of every part of a name, initials apart."""
    parts = [token.word.lower() for token in tokens(name) if len(token.word) > 1]
    for part in parts:
        yield from _forms_of_part(part)
        for short in _diminutives().get(fold(part), ()):
            yield from _forms_of_part(short)


def _forms_of_part(part: str) -> set[str]:
    if not is_russian(part):
        return {part}
    parses = [parse for parse in dictionary().parse(part) if PERSON & parse.tag.grammemes and "nomn" in parse.tag]
    formed = {form.word for parse in parses for form in parse.lexeme}
    return formed | _regular_forms(part)


def _regular_forms(part: str) -> set[str]:
    """The case forms by the ending alone, for names that the dictionary lacks or reads otherwise."""
    if part.endswith(("ий", "ый", "ой", "ая", "яя")):
        return {part} | {part[:-2] + end for end in ("ого", "ому", "им", "ым", "ом", "ой", "ую", "его", "ему", "ем")}
    if part.endswith(("а", "я")):
        return {part} | {part[:-1] + end for end in ("ы", "и", "е", "у", "ю", "ой", "ей", "ёй")}
    if part.endswith(("ь", "й")):
        return {part} | {part[:-1] + end for end in ("я", "ю", "ем", "ём", "е", "и")}
    if part.endswith(("о", "е", "и", "у", "ю", "э", "ы", "ё")):
        return {part}
    bare = {part, part[:-2] + part[-1]} if part.endswith(("ек", "ёк", "ок", "ец")) else {part}
    return {part} | {stem + end for stem in bare for end in ("а", "у", "ом", "ем", "е", "ым", "ой")}


def _may_mean_something_else(text: str, token: Token, *, shouted: bool) -> bool:
    """Whether a word that is on the roster is, as it stands, more likely an everyday one: «вера», «тема»."""
    small = unmix(token.word).lower()
    if not is_russian(small):
        return not token.word[0].isupper() and len(small) < 4
    if not is_known(small):
        return False
    chance = likelihood(small)
    common = next((reading for reading in readings(small) if not PERSON & reading.grammemes), None)
    # «Гайдук» and «Кузнец» are people even as common words; «мороз» and «тема» are not.
    everyday = fold(small) in everyday_words() or (chance < 0.4 and not (common and "anim" in common.grammemes))
    if shouted or not token.word[0].isupper():
        return everyday
    begins = not text[: token.start].rstrip('"«(— ') or text[: token.start].rstrip()[-1] in ".!?…\n"
    return everyday and begins and chance < 0.25


def _stands_at(lemmas: list[str], place: int, post: tuple[str, ...]) -> bool:
    return tuple(lemmas[place : place + len(post)]) == post


@cache
def _diminutives() -> dict[str, tuple[str, ...]]:
    lines = (files("core.language") / "diminutives_ru.txt").read_text("utf-8").splitlines()
    pairs = (line.split(": ") for line in lines if line and not line.startswith("#"))
    return {fold(name): tuple(short.split(", ")) for name, short in pairs}
