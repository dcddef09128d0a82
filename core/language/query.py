"""What a moderator typed into the search line, taken apart.

Words are joined by "and". «"план отпусков"» in quotes must stand side by side, in any form. A minus in front
excludes. ``tag:``, ``topic:``, ``state:``, ``lang:`` and ``is:`` (also in Russian: «метка:», «тема:», «статус:»,
«язык:», «есть:») ask about the record instead of the text. Nothing typed is an error: what is no operator is a word.
"""

import re
from dataclasses import dataclass

from core.language.morphology import TOKEN, fold

TAG, STATE, IS, TOPIC, LANG = "tag", "state", "is", "topic", "lang"
OPERATORS = (TAG, STATE, IS, TOPIC, LANG)
_SPELLINGS = {
    **{name: name for name in OPERATORS},
    "тег": TAG,
    "тэг": TAG,
    "метка": TAG,
    "статус": STATE,
    "состояние": STATE,
    "есть": IS,
    "тема": TOPIC,
    "язык": LANG,
}
_SINGLE = frozenset({STATE, TOPIC, LANG})
"""A critique has one of each, so several values of these mean "any of"; of the others, "all of"."""

_OPERATOR = re.compile(r'([^\W\d_]+):("[^"]*"?|«[^»]*»?|\S+)')
_ASKED = re.compile(rf"(?<!\S)(-?){_OPERATOR.pattern}")
_QUOTED = re.compile(r'"([^"]*)("|$)|«([^»]*)(»|$)')
_WORD = re.compile(r'[^\s"«»]+')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand side by side, each in any of its forms. ``unfinished``: still being typed, so the last
    word may also be just the beginning of one.
    """

    words: tuple[str, ...]
    unfinished: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A question about the record: ``operator`` is one of OPERATORS, ``value`` folded."""

    operator: str
    value: str
    unfinished: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What the operators ask about. ``flags`` is what ``is:`` knows: the caller's own words, such as "sensitive"."""

    tags: tuple[str, ...] = ()
    state: str = ""
    topic: str = ""
    lang: str = ""
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Query:
    """A search: empty when nothing was asked."""

    terms: tuple[Term, ...] = ()
    conditions: tuple[Condition, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether everything matches."""
        return not self.terms and not self.conditions

    def agrees(self, facts: Facts) -> bool:
        """Whether the record answers every condition; the text is not looked at."""
        asked: dict[str, list[bool]] = {}
        for condition in self.conditions:
            answer = _answers(condition, facts)
            if condition.excluded:
                if answer:
                    return False
            else:
                asked.setdefault(condition.operator, []).append(answer)
        return all(any(each) if name in _SINGLE else all(each) for name, each in asked.items())


def parse_query(text: str) -> Query:
    """Take a search line apart. The last word counts as unfinished until a space, quote or sign follows it."""
    terms: list[Term] = []
    conditions: list[Condition] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        excluded = text[at] == "-" and at + 1 < len(text) and not text[at + 1].isspace()
        at += excluded
        operator = _OPERATOR.match(text, at)
        quoted = _QUOTED.match(text, at)
        if operator and fold(operator[1]) in _SPELLINGS:
            at = operator.end()
            value = operator[2].strip('"«»')
            unfinished = at == len(text) and operator[2][-1] not in '"»'
            conditions.append(Condition(_SPELLINGS[fold(operator[1])], fold(value), unfinished, excluded))
        elif quoted:
            at = quoted.end()
            words = tuple(TOKEN.findall(quoted[1] or quoted[3] or ""))
            closed = bool(quoted[2] or quoted[4])
            terms += [Term(words, not closed, excluded)] if words else []
        else:
            word = _WORD.match(text, at)
            at = word.end() if word else at + 1
            found = tuple(TOKEN.findall(word[0])) if word else ()
            # «кто-то» or «1С:ЗУП» is one term of several words: they stand side by side in texts as well.
            open_end = bool(word) and at == len(text) and text[-1].isalnum()
            terms += [Term(found, open_end, excluded)] if found else []
    return Query(tuple(terms), tuple(conditions))


def without(text: str, operator: str) -> str:
    """A search line with everything asked by ``operator`` taken out."""

    def keep(found: re.Match[str]) -> str:
        return "" if _SPELLINGS.get(fold(found[2])) == operator else found[0]

    return " ".join(_ASKED.sub(keep, text).split())


def asking(operator: str, value: str) -> str:
    """How a search line asks for a value: in quotes where it has spaces."""
    return f'{operator}:"{value}"' if " " in value else f"{operator}:{value}"


def _answers(condition: Condition, facts: Facts) -> bool:
    values: tuple[str, ...] | frozenset[str]
    match condition.operator:
        case "tag":
            values = facts.tags
        case "is":
            values = facts.flags
        case "state":
            values = (facts.state,)
        case "topic":
            values = (facts.topic,)
        case _:
            values = (facts.lang,)
    if condition.unfinished:
        return any(fold(value).startswith(condition.value) for value in values)
    return condition.value in {fold(value) for value in values}
