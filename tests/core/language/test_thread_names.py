"""The names that moderators see instead of an author: «Бодрая Выдра», "Brave Otter". They agree and never mock."""

import re
from importlib.resources import files

import pytest

both_languages = pytest.mark.parametrize("lang", ["ru", "en"])


def blocks(lang: str) -> dict[str, list[str]]:
    text = (files("core.language") / f"thread_names_{lang}.txt").read_text("utf-8")
    return {name: words.split(", ") for name, words in (line.split(": ") for line in text.splitlines())}


@both_languages
def test_two_blocks_of_64_give_4096_names(lang: str) -> None:
    names = blocks(lang)
    assert list(names) == ["adjectives", "animals"]
    for words in names.values():
        assert len(words) == len(set(words)) == 64
        assert words == sorted(words)


@both_languages
def test_a_word_is_lower_case_letters_of_one_language(lang: str) -> None:
    letters = re.compile({"ru": "[а-я]{3,15}", "en": "[a-z]{3,15}"}[lang])
    assert [word for words in blocks(lang).values() for word in words if not letters.fullmatch(word)] == []


def test_russian_adjectives_are_feminine_in_the_nominative() -> None:
    assert [word for word in blocks("ru")["adjectives"] if not word.endswith(("ая", "яя"))] == []


def test_russian_animals_are_feminine() -> None:
    # Feminine nouns end in а or я; the few on a soft sign are listed, since masculine ones end so as well.
    on_a_soft_sign = {"газель", "лань", "неясыть", "рысь"}
    others = {word for word in blocks("ru")["animals"] if not word.endswith(("а", "я"))}
    assert others == on_a_soft_sign


@both_languages
def test_no_two_words_of_a_block_can_be_confused_by_one_letter(lang: str) -> None:
    for words in blocks(lang).values():
        shapes = [word[:i] + "?" + word[i + 1 :] for word in words for i in range(len(word))]
        assert len(shapes) == len(set(shapes))
