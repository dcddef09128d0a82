"""The author's code: twelve words that forgive a hurried hand and never lead to another thread by one slip."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.crypto.receipt import WORDS, Receipt, looks_like_code, read_code
from core.crypto.spelling import normalise, word_list
from core.errors import WrongCode

receipts = st.binary(min_size=16, max_size=16).map(Receipt)
languages = st.sampled_from(["ru", "en"])
LETTERS = {"ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя", "en": "abcdefghijklmnopqrstuvwxyz"}


@given(receipts, languages)
def test_a_code_is_twelve_words_and_reads_back(receipt: Receipt, lang: str) -> None:
    words = receipt.words(lang)
    assert len(words) == WORDS == 12
    assert set(words) <= set(word_list(lang))
    assert read_code(" ".join(words)) == receipt


@given(receipts, languages)
def test_both_languages_spell_the_same_code(receipt: Receipt, lang: str) -> None:
    assert read_code(" ".join(receipt.words("ru"))) == read_code(" ".join(receipt.words("en")))


WRITINGS: dict[str, Callable[[list[str]], str]] = {
    "capitals": lambda words: " ".join(words).upper(),
    "a sentence": lambda words: " ".join(words).capitalize() + ".",
    "lines": "\n".join,
    "hyphens": "-".join,
    "commas": ", ".join,
    "many spaces": lambda words: "  \t " + "   ".join(words) + "\u00a0",
    "numbered": lambda words: "\n".join(f"{place}. {word}" for place, word in enumerate(words, 1)),
    "quoted": lambda words: "«" + " ".join(words) + "»",
    "no spaces": "".join,
    "two words together": lambda words: words[0] + " ".join(words[1:]),
    "one word torn": lambda words: words[0][:2] + " " + words[0][2:] + " " + " ".join(words[1:]),
    "pairs": lambda words: " ".join(words[at] + words[at + 1] for at in range(0, 12, 2)),
}


@pytest.mark.parametrize("writing", WRITINGS)
@given(receipt=receipts, lang=languages)
def test_a_code_may_be_written_down_anyhow(writing: str, receipt: Receipt, lang: str) -> None:
    text = WRITINGS[writing](receipt.words(lang))
    assert read_code(text) == receipt
    assert looks_like_code(" ".join(receipt.words(lang)))


def test_yo_and_ye_are_one_letter_also_when_composed_of_two_signs() -> None:
    assert normalise("Ёлка, полёт, ЙОД") == ["елка", "полет", "йод"]
    assert normalise("поле\u0308т") == ["полет"]
    assert normalise("и\u0306од") == ["йод"]


@given(receipts, st.randoms(use_true_random=False))
def test_ye_written_as_yo_is_forgiven(receipt: Receipt, chance: random.Random) -> None:
    text = "".join(
        "ё" if letter == "е" and chance.random() < 0.5 else letter for letter in " ".join(receipt.words("ru"))
    )
    assert read_code(text) == receipt


def slip(word: str, lang: str, chance: random.Random) -> str:
    """One wrong, missing, extra or swapped letter."""
    at, letter = chance.randrange(len(word)), chance.choice(LETTERS[lang])
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + letter + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + letter + word[at:]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


@given(receipts, languages, st.randoms(use_true_random=False))
def test_one_slip_in_each_of_six_words_is_forgiven(receipt: Receipt, lang: str, chance: random.Random) -> None:
    words = receipt.words(lang)
    for place in chance.sample(range(WORDS), 6):
        words[place] = slip(words[place], lang, chance)
    assert read_code(" ".join(words)) == receipt


@given(receipts, languages, st.integers(0, 11), st.randoms(use_true_random=False))
def test_one_slip_never_opens_another_thread(receipt: Receipt, lang: str, place: int, chance: random.Random) -> None:
    words = receipt.words(lang)
    words[place] = slip(words[place], lang, chance)
    assert read_code(" ".join(words)) == receipt


@given(receipts, languages, st.integers(0, 11), st.integers(0, 11))
def test_words_in_another_order_are_another_code_or_none(receipt: Receipt, lang: str, one: int, other: int) -> None:
    words = receipt.words(lang)
    if words[one] == words[other]:
        return
    words[one], words[other] = words[other], words[one]
    try:
        found = read_code(" ".join(words))
    except WrongCode:
        return
    assert found != receipt


def test_the_checksum_catches_fifteen_of_sixteen_wrong_words() -> None:
    chance = random.Random(2026)
    caught = 0
    for _ in range(800):
        words = Receipt(chance.randbytes(16)).words("ru")
        place = chance.randrange(WORDS)
        words[place] = chance.choice([word for word in word_list("ru") if word != words[place]])
        try:
            read_code(" ".join(words))
        except WrongCode:
            caught += 1
    assert 700 < caught < 790


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_missing_or_a_foreign_word_is_refused(lang: str) -> None:
    words = Receipt(bytes(range(16))).words(lang)
    for wrong in (words[:11], [*words, words[0]], [*words[:11], "щщщщщщщщ"], [], ["привет"]):
        with pytest.raises(WrongCode):
            read_code(" ".join(wrong))


@given(st.text(max_size=300))
def test_any_text_is_a_code_or_refused(text: str) -> None:
    with pytest.raises(WrongCode):
        read_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Встречи по понедельникам длятся три часа, и никто не знает, зачем мы на них ходим каждую неделю.",
        "The weekly meeting takes three hours and nobody here knows what it is for.",
    ],
)
def test_a_critique_is_not_taken_for_a_code(text: str) -> None:
    assert not looks_like_code(text)


@given(receipts, languages, st.integers(0, 11))
def test_a_code_with_a_wrong_word_still_looks_like_one(receipt: Receipt, lang: str, place: int) -> None:
    words = receipt.words(lang)
    words[place] = "xyzzyplugh"
    assert looks_like_code(" ".join(words))


def test_a_code_shows_nothing_of_itself() -> None:
    receipt = Receipt.generate()
    assert receipt.secret.hex() not in repr(receipt)
    assert str(receipt.secret) not in repr(receipt)


def test_codes_come_from_the_randomness_given() -> None:
    assert Receipt.generate(lambda size: b"\x07" * size).secret == b"\x07" * 16
    assert len({Receipt.generate().secret for _ in range(100)}) == 100
