"""One press that takes an author's habits of writing out of a text and leaves every word.

Idempotent. Nothing that carries meaning changes: no word is replaced, no sentence moved.
"""

import re

from core.language.author_check import EMOJI, SMILEY

_ADDRESS = re.compile(r"\S*(?:://|@|www\.|t\.me/)\S*")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (EMOJI, " "),
    (re.compile("[\ufe0f\u200d\u20e3]"), ""),
    (re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000\t\f\v]"), " "),
    (re.compile(r"\.{2,}|…+"), "…"),
    (re.compile(r"[!?…]*\?[!?…]*"), "?"),
    (re.compile(r"[!…]*![!…]*"), "!"),
    (re.compile(r",{2,}"), ","),
    (re.compile(r"([а-яА-ЯёЁ])\1{2,}"), r"\1"),
    (re.compile(r"(?m)(?<![^\s])(?:-{1,3}|–|—)(?=[ \n]|\Z)"), "—"),
    (re.compile(r" +(?=[,!?…;]|[.:](?:\s|\Z))"), ""),
    (re.compile(r"(?<=[^\W\d_])([,;!?…])(?=[^\W\d_])"), r"\1 "),
    (re.compile(r" {2,}"), " "),
    (re.compile(r" *\n *"), "\n"),
    (re.compile(r"\n{3,}"), "\n\n"),
)
_SMILEYS = re.compile(SMILEY)
_WORD = "(?![xX]D+(?![^\\W_]))[a-zA-Zа-яА-Я0-9]+"
_PLAIN = re.compile(rf"{_WORD}(?:(?:[,.:]? |-){_WORD})*[.!?]?")
_TRIPLED = re.compile(r"([а-яА-Я])\1\1")
_LIST_ITEM = re.compile(r"(?m)(?:^|\s)[^\W_]{1,2}\)")
_MOST_PASSES = 20


def normalise(text: str) -> str:
    """``text`` with ё as е, single signs and spaces, one kind of dash, no emoji and no smileys.

    Addresses keep their signs. Applying it again changes nothing.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("ё", "е").replace("Ё", "Е").strip()
    for _ in range(_MOST_PASSES):
        if _PLAIN.fullmatch(text) and not _TRIPLED.search(text):
            # Words with single signs between them, as most texts are: the rules have nothing to do.
            break
        plain = _pass(text)
        if plain == text:
            break
        text = plain
    return text


def _pass(text: str) -> str:
    parts, at = [], 0
    for address in _ADDRESS.finditer(text):
        parts += [_apply(text[at : address.start()]), address.group()]
        at = address.end()
    return "".join([*parts, _apply(text[at:])]).strip()


def _apply(text: str) -> str:
    text = _SMILEYS.sub(_full_stop, text)
    text = _without_smiling_brackets(text)
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text


def _full_stop(smiley: re.Match[str]) -> str:
    """A smiley often stands for the full stop: «Поняла)) Завтра сделаю»."""
    before, after = smiley.string[: smiley.start()].rstrip(), smiley.string[smiley.end() :].lstrip()
    return ". " if before and before[-1].isalnum() and after and after[0].isupper() else " "


def _without_smiling_brackets(text: str) -> str:
    """Drop the brackets that close nothing: «спасибо))», «ну да)». Those of lists, «1)» and «а)», stay."""
    open_at: list[int] = []
    lonely = set()
    for place, letter in enumerate(text):
        if letter == "(":
            open_at.append(place)
        elif letter == ")":
            if open_at:
                open_at.pop()
            else:
                lonely.add(place)
    lonely -= {item.end() - 1 for item in _LIST_ITEM.finditer(text)}
    lonely.update(open_at)
    rows = re.finditer(r"\)+|\(+", text)
    parts, at = [], 0
    for row in rows:
        if lonely.issuperset(range(*row.span())):
            parts += [text[at : row.start()], _full_stop(row)]
            at = row.end()
    return "".join([*parts, text[at:]])
