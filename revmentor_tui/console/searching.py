"""What a view of the inbox asks for, and which critiques answer it, worked out quickly enough to follow the keys.

What does not change from one key to the next (conditions and order) is kept; only the words are looked for anew.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import lru_cache

from core.language.morphology import fold
from core.language.query import IS, STATE, TOPIC, Condition, Facts, Query, parse_query
from core.language.search import Matcher, Span, compile_query
from core.language.word_index import WordIndex
from core.locales.catalogue import LANGUAGES, say
from core.moderation.inbox import UNDECIDED, Critique
from core.moderation.review import STATES
from core.sessions import TOPICS

OLDEST, NEWEST, BY_STATE, BY_TOPIC, BY_THEME = "oldest", "newest", "state", "topic", "theme"
SORTS = (OLDEST, NEWEST, BY_STATE, BY_TOPIC, BY_THEME)
FLAGS = ("sensitive", "hidden", "noted", "grouped", "similar", "opened", "replied", "assigned")
"""What ``is:`` asks about: needs a second person; has words hidden; has a note; is in a group; has others like it; was
opened at this console; its author wrote again; is given to a moderator."""
_HASH = re.compile(r"(?<!\S)(-?)#(?=\S)")
_NAMED = {STATE: ("state", STATES), TOPIC: ("topic", TOPICS), IS: ("flag", FLAGS)}
LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class View:
    """What of the inbox is shown, and in which order. ``words``: a search line (core.language.query); ``like``: only
    what is similar to this critique, the nearest first."""

    words: str = ""
    sort: str = OLDEST
    like: bytes = field(default=b"", repr=False)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is hidden by it."""
        return bool(self.words.strip() or self.like)

    @property
    def follows_reviews(self) -> bool:
        """Whether a decision may change the order."""
        return self.sort in (BY_STATE, BY_THEME)

    @property
    def is_grouped(self) -> bool:
        """Whether critiques of one theme stand together."""
        return self.sort in (BY_TOPIC, BY_THEME) and not self.like

    def theme_of(self, critique: Critique) -> str:
        """By what the view groups: the first tag, or the topic."""
        if self.sort == BY_TOPIC or not critique.review.tags:
            return LAST + critique.topic if self.sort == BY_THEME else critique.topic or LAST
        return critique.review.tags[0]


class Search:
    """A search line understood: words to look for, conditions to check. Without a line, everything fits."""

    def __init__(self, words: str = "") -> None:
        self.words = words
        self.query = understand(words)
        self._matcher: Matcher | None = None

    @property
    def matcher(self) -> Matcher:
        """The words with all their forms; a few milliseconds for a new one, so it is made where it is used."""
        if self._matcher is None:
            self._matcher = compile_query(replace(self.query, conditions=()))
        return self._matcher

    @property
    def finds(self) -> bool:
        """Whether words are looked for."""
        return bool(self.query.terms)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where the words stand."""
        return self.matcher.spans(text) if self.finds else ()


def understand(words: str) -> Query:
    """A search line taken apart; «#метка» asks for a tag, and states, topics and flags are known by their names in
    both languages."""
    query = parse_query(_HASH.sub(r"\1tag:", words))
    return replace(query, conditions=tuple(named for one in query.conditions for named in _by_name(one)))


def _by_name(condition: Condition) -> Iterator[Condition]:
    """The condition with ids in place of names; an unfinished name may be the beginning of several."""
    known = _names(condition.operator)
    exact = [value for name, value in known if name == condition.value]
    begun = [value for name, value in known if condition.unfinished and name.startswith(condition.value)]
    values = list(dict.fromkeys(exact or begun))
    if not values:
        yield condition
    for value in values:
        yield Condition(condition.operator, value, False, condition.excluded)


@lru_cache
def _names(operator: str) -> tuple[tuple[str, str], ...]:
    """Every name of the operator's values with the id it stands for."""
    if operator not in _NAMED:
        return ()
    kind, ids = _NAMED[operator]
    spelled = [(fold(say(lang, f"{kind}-{one}")), one) for one in ids for lang in LANGUAGES]
    return (*((one, one) for one in ids), *spelled)


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """All that a view is worked out from, as it is at one moment."""

    critiques: Sequence[Critique]
    hidden: AbstractSet[bytes]
    """Followers of groups, who stand behind their leads unless words are looked for."""
    near: Sequence[bytes]
    """What a view of similar ones shows, in its order."""
    opened: AbstractSet[bytes]
    replied: AbstractSet[bytes]
    similar: AbstractSet[bytes]

    def facts(self, critique: Critique) -> Facts:
        """What conditions ask about."""
        review = critique.review
        flags = {
            "sensitive": review.sensitive,
            "hidden": bool(review.redactions),
            "noted": bool(review.note),
            "grouped": bool(review.group),
            "similar": critique.id in self.similar,
            "opened": critique.id in self.opened,
            "replied": critique.id in self.replied,
            "assigned": bool(review.assignee),
        }
        said = frozenset(name for name, holds in flags.items() if holds)
        return Facts(review.tags, review.state, critique.topic, critique.lang, said)


class Selector:
    """Works views out. Keeps the last selection by conditions, with words and without, so that it lives no longer than
    the letters."""

    def __init__(self) -> None:
        self._kept: dict[bool, tuple[object, list[Critique]]] = {}

    def base(self, known: Callable[[], Known], view: View, search: Search, age: object) -> list[Critique]:
        """The critiques that fit the conditions, in the view's order, words not looked at. ``age`` differs whenever
        ``known`` does."""
        key = (search.query.conditions, view.sort, view.like, age)
        kept_key, base = self._kept.get(search.finds, (None, []))
        if key != kept_key:
            base = _arrange(_fitting(known(), view, search.query, words=search.finds), view)
            self._kept[search.finds] = key, base
        return base


def _fitting(known: Known, view: View, query: Query, *, words: bool) -> list[Critique]:
    if view.like:
        near = {one: place for place, one in enumerate(known.near)}
        found = [critique for critique in known.critiques if critique.id in near]
        found.sort(key=lambda critique: near[critique.id])
        return [critique for critique in found if query.agrees(known.facts(critique))]
    hidden: AbstractSet[bytes] = frozenset() if words else known.hidden
    if not query.conditions:
        return [critique for critique in known.critiques if critique.id not in hidden]
    lively = known.opened | known.replied | known.similar
    # Most are undecided and differ in nothing but topic and language: asked once for all of those.
    answers: dict[tuple[str, str], bool] = {}
    found = []
    for critique in known.critiques:
        if critique.review is not UNDECIDED or critique.id in lively:
            fits = critique.id not in hidden and query.agrees(known.facts(critique))
        elif (key := (critique.topic, critique.lang)) in answers:
            fits = answers[key]
        else:
            fits = answers[key] = query.agrees(known.facts(critique))
        if fits:
            found.append(critique)
    return found


def _arrange(critiques: list[Critique], view: View) -> list[Critique]:
    """In the view's order. In drawers, not by a sort: that would hold the interpreter for as long as it takes."""
    if view.like or view.sort == OLDEST:
        return critiques
    if view.sort == NEWEST:
        return critiques[::-1]
    drawers: dict[object, list[Critique]] = {}
    for critique in critiques:
        key = STATES.index(critique.review.state) if view.sort == BY_STATE else view.theme_of(critique)
        drawers.setdefault(key, []).append(critique)
    return [critique for key in sorted(drawers) for critique in drawers[key]]  # type: ignore[type-var]


def matching(base: Sequence[Critique], search: Search, words: WordIndex | None = None) -> Iterator[bytes]:
    """The ids of those that have the words, in their order. With an index of ``words`` only those are looked through
    that may have them; without, or where it is of no help, all."""
    if not search.finds:
        return (critique.id for critique in base)
    likely = words.holding(search.matcher) if words is not None else None
    if likely is not None:
        base = [critique for critique in base if critique.id in likely]
    return (base[place].id for place in search.matcher.find(critique.text for critique in base))
