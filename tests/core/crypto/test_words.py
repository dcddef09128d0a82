"""The word lists of the author's code: frozen files whose promises make a mistyped code readable."""

import hashlib
import re
from collections.abc import Iterator

import pytest

from core.crypto.spelling import distance, spell, word_list

ALPHABETS = {"ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя", "en": "abcdefghijklmnopqrstuvwxyz"}
# Changing a list makes every code already handed out open nothing.
FROZEN = {
    "ru": "1ac08664c3831ab2786e0764e410c21395f680aa9541886fb22d94a23fbd5e7b",
    "en": "7f14b7241fb499e706c09f869d751adfd6dfeea23f6b2688c86a4aa4b861242d",
}

both_languages = pytest.mark.parametrize("lang", ["ru", "en"])


def one_slip(word: str, alphabet: str) -> Iterator[str]:
    """Everything that one wrong, missing, extra or swapped letter makes of ``word``."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield from (before + letter + after for letter in alphabet)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in alphabet)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


@both_languages
def test_a_list_has_one_word_for_every_eleven_bits(lang: str) -> None:
    words = word_list(lang)
    assert len(words) == len(set(words)) == 2048
    assert list(words) == sorted(words)
    assert spell(0, 1, lang) == [words[0]]
    assert spell(2047, 1, lang) == [words[2047]]


@both_languages
def test_a_word_is_short_and_written_in_one_alphabet_without_yo(lang: str) -> None:
    shape = re.compile(f"[{ALPHABETS[lang]}]{{4,8}}")
    assert [word for word in word_list(lang) if not shape.fullmatch(word)] == []


@both_languages
def test_one_slip_never_leads_to_two_words(lang: str) -> None:
    owner: dict[str, str] = {}
    for word in word_list(lang):
        for slip in one_slip(word, ALPHABETS[lang]):
            assert owner.setdefault(slip, word) == word, f"{slip} could be {word} or {owner[slip]}"


@both_languages
def test_two_words_differ_by_three_slips_at_least(lang: str) -> None:
    # Words within two slips share what remains after leaving out two letters of each at most.
    remains: dict[str, list[str]] = {}
    for word in word_list(lang):
        once = {word[:i] + word[i + 1 :] for i in range(len(word))}
        twice = {rest[:i] + rest[i + 1 :] for rest in once for i in range(len(rest))}
        rivals = {rival for rest in {word} | once | twice for rival in remains.get(rest, [])}
        assert all(distance(word, rival) >= 3 for rival in rivals), word
        for rest in {word} | once | twice:
            remains.setdefault(rest, []).append(word)


@both_languages
def test_a_list_is_frozen(lang: str) -> None:
    assert hashlib.sha256("\n".join(word_list(lang)).encode()).hexdigest() == FROZEN[lang]


def test_no_word_belongs_to_both_languages() -> None:
    assert not set(word_list("ru")) & set(word_list("en"))
