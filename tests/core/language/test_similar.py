"""Hints that texts say the same. Hints only: nothing here joins anything."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.similar import LEAST, Collection, Near, content_lemmas, find_similar

COPIES = (
    ("Премию за квартал так и не выплатили, хотя обещали", "За квартал так и не выплатили обещанную премию"),
    ("На складе холодно, обогреватель сломан с октября", "С октября сломан обогреватель, на складе очень холодно!!!"),
    ("Every meeting takes two hours and decides nothing", "Our meetings take two hours, nothing gets decided"),
)
OTHERS = (
    ("Премию за квартал так и не выплатили", "Кофемашина на третьем этаже сломана"),
    ("На складе холодно", "На складе воруют инструмент, и все об этом молчат"),
    ("зарплата", "Зарплату обсуждать нельзя, но все её знают, и это портит отношения в отделе"),
)


@pytest.mark.parametrize(("one", "other"), COPIES)
def test_the_same_in_other_words_is_hinted_at_from_both_sides(one: str, other: str) -> None:
    (first,), (second,) = find_similar([one, other])
    assert (first.key, second.key) == ("1", "0")
    assert first.score == second.score >= LEAST


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_different_texts_are_not(one: str, other: str) -> None:
    assert find_similar([one, other]) == ((), ())


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("Начальник отдела поддерживает молодых", "Начальник отдела не поддерживает молодых", True),
        ("Отпуск дают без проблем и вовремя", "Отпуск дают с проблемами и вовремя", True),
        ("Our manager never listens to the team", "Our manager listens to the team", True),
        ("They don't pay for overtime work", "They pay for overtime work", True),
        ("Начальник не слышит молодых работников", "Молодых работников начальник никогда не слышит", False),
    ],
)
def test_differing_negation_is_flagged(one: str, other: str, differs: bool) -> None:
    ((near,), _) = find_similar([one, other])
    assert near.negation_differs is differs


def test_short_texts_are_similar_only_when_equal() -> None:
    assert find_similar(["Душно!", "душно", "душно и жарко"])[0] == (Near("1", 100, False),)


def test_texts_without_words_are_similar_to_nothing() -> None:
    assert find_similar(["", "...", "", "и не на"]) == ((), (), (), ())


def test_a_collection_forgets_what_is_removed_and_replaces_what_is_added_again() -> None:
    collection = Collection()
    for key, text in zip("ab", COPIES[0], strict=True):
        collection.add(key, text)
    assert [near.key for near in collection.near("a")] == ["b"]
    collection.add("b", OTHERS[0][1])
    assert collection.near("a") == ()
    collection.remove("b")
    collection.remove("b")
    with pytest.raises(KeyError):
        collection.near("b")


def test_near_copies_among_hundreds_are_all_found_and_nothing_else_is_called_a_copy() -> None:
    chance = random.Random(5)
    vocabulary = [
        "работа",
        "отпуск",
        "начальник",
        "смена",
        "график",
        "зарплата",
        "совещание",
        "премия",
        "склад",
        "заказ",
        "клиент",
        "отчёт",
        "проект",
        "срок",
        "неделя",
        "месяц",
        "станок",
        "кабинет",
        "письмо",
        "ответ",
        "встреча",
        "сервер",
        "релиз",
        "дизайн",
        "скидка",
        "юрист",
        "закупка",
        "поставщик",
        "столовая",
        "парковка",
        "автобус",
        "обучение",
        "стажёр",
        "оклад",
        "налог",
        "окно",
        "шум",
        "ремонт",
        "лифт",
        "кофе",
        "принтер",
        "пропуск",
        "охрана",
        "почта",
        "договор",
        "бюджет",
        "команда",
        "задача",
        "ошибка",
        "тест",
        "архив",
        "реклама",
        "сайт",
        "магазин",
        "касса",
        "возврат",
        "брак",
        "чертёж",
        "деталь",
    ]
    texts = [" ".join(chance.sample(vocabulary, 12)) for _ in range(300)]
    copies = [" ".join(word for word in text.split() if chance.random() > 0.15) for text in texts[:60]]
    similar = find_similar([*texts, *copies])
    assert [place for place in range(60) if similar[place][0].key != str(300 + place)] == []


@given(texts=st.lists(st.text(alphabet="премия за квартал не выплатили ", max_size=40), max_size=8))
def test_similarity_is_mutual_and_a_text_is_not_similar_to_itself(texts: list[str]) -> None:
    similar = find_similar(texts)
    assert len(similar) == len(texts)
    for place, nears in enumerate(similar):
        for near in nears:
            assert near.key != str(place) and LEAST <= near.score <= 100
            assert any(back.key == str(place) and back.score == near.score for back in similar[int(near.key)])


def test_one_asked_alone_gets_what_all_asked_together_get() -> None:
    texts = {str(place): text for place, text in enumerate(text for pair in COPIES + OTHERS for text in pair)}
    collection = Collection()
    for key, text in texts.items():
        collection.add(key, text)
    assert collection.pairs() == {key: collection.near(key) for key in texts}


def test_what_carries_the_subject_is_lemmas_without_function_words() -> None:
    assert content_lemmas("Мы и не видели премий за этот квартал") == {"видеть", "премия", "квартал"}
