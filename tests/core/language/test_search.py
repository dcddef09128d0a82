"""Search by any form of a word, over raw texts, with no index."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.morphology import fold, forms, is_known, lemma, tokens, unmix
from core.language.query import Condition, Facts, Query, Term, parse_query
from core.language.search import compile_query


def finds(query: str, text: str) -> bool:
    return compile_query(query).matches(text)


def shown(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in compile_query(query).spans(text)]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("увольнение ", "после Увольнений никто не остался"),
        ("увольнениями ", "УВОЛЬНЕНИЕ"),
        ("люди ", "ни одного человека"),
        ("человек ", "эти люди"),
        ("идти ", "мы шли и шли"),
        ("идёт ", "Пошёл бы, да ИДТИ некуда"),
        ("договоренность ", "договорённости нет"),
        ("договорённость ", "Договоренности нет"),
        ("еще ", "Ещё раз"),
        ("ёлка ", "ёлки, палки"),
        ("ёлка ", "Елку убрали"),
        ("meeting ", "Too many Meetings"),
        ("decided ", "they decide nothing"),
        ("kpi ", "наши KPI"),
        ("1С ", "в 1с опять ошибка"),
        ("я ", "Я устал"),
        ("кофе-машина ", "у кофе-машины очередь"),
        ("зафакапить ", "они зафакапили релиз"),
    ],
)
def test_any_form_finds_any_form(query: str, text: str) -> None:
    assert finds(query, text)
    assert shown(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("план ", "планета и аэроплан"),
        ("кот ", "который, скот, антракот"),
        ("art ", "start the party"),
        ("вера ", "верификация"),
    ],
)
def test_a_part_of_another_word_is_not_found(query: str, text: str) -> None:
    assert not finds(query, text)
    assert shown(query, text) == []


def test_the_word_still_being_typed_finds_what_begins_so() -> None:
    assert finds("увол", "после увольнения") and not finds("увол ", "после увольнения")
    assert shown("премия увол", "премий нет, уволили всех") == ["премий", "уволили"]


def test_words_are_joined_by_and() -> None:
    assert finds("план отпуск ", "планы на отпуск") and not finds("план отпуск ", "планы на лето")


def test_a_phrase_stands_side_by_side_in_any_form() -> None:
    assert finds('"план отпусков"', "нет плана отпуска")
    assert finds("«план отпусков»", "нет ПЛАНА, Отпуска")
    assert not finds('"план отпусков"', "отпуск по плану")
    assert shown('"план отпусков"', "вот план, а вот планы отпусков") == ["планы отпусков"]


def test_a_minus_excludes() -> None:
    assert finds("план -отпуск", "план работ") and not finds("план -отпуск", "план отпусков")
    assert finds("-отпуск", "план работ")
    assert not finds('-"план работ"', "по плану работ")


def test_operators_ask_the_record_in_both_languages() -> None:
    facts = Facts(tags=("Зарплата", "отпуск"), state="new", topic="work", lang="ru", flags=frozenset({"sensitive"}))
    for query in (
        "tag:зарплата",
        "метка:Зарплата",
        "tag:зарплата tag:отпуск",
        "state:new state:held",
        "is:sensitive",
        "topic:work lang:ru",
        "тема:work язык:ru статус:new",
        'tag:"отпуск"',
        "-tag:склад",
        "tag:зар",
    ):
        assert compile_query(query).matches("любой текст", facts), query
    for query in ("tag:склад", "tag:зарплата tag:склад", "state:held", "-is:sensitive", "lang:en", "tag:зар "):
        assert not compile_query(query).matches("любой текст", facts), query


def test_what_is_no_operator_is_a_word() -> None:
    assert parse_query("http:адрес ") == Query((Term(("http", "адрес")),))
    assert parse_query("tag:зар ") == Query((), (Condition("tag", "зар"),))


def test_nothing_asked_finds_everything() -> None:
    for query in ("", "   ", "-", '""', "...", "«»"):
        assert parse_query(query).is_empty
        assert finds(query, "что угодно")
        assert list(compile_query(query).find(["а", "б"])) == [0, 1]


def test_find_gives_the_places_of_the_texts_that_match() -> None:
    texts = ["план отпусков", "", "ПЛАНЫ", "отпуск", "Отпуска по плану"]
    assert list(compile_query("план ").find(texts)) == [0, 2, 4]
    assert list(compile_query("план отпуск ").find(texts)) == [0, 4]
    assert list(compile_query("план -отпуск").find(texts)) == [2]


words = st.sampled_from(
    [
        "отпуск",
        "планы",
        "человек",
        "людьми",
        "идти",
        "шёл",
        "ещё",
        "договорённость",
        "начальника",
        "Ёлка",
        "зарплаты",
        "премиями",
        "меня",
        "the",
        "meetings",
        "decided",
        "policy",
        "KPI",
        "2024",
        "стекло",
        "берёт",
        "жёстче",
    ]
)
sentences = st.lists(words, max_size=8).map(" ".join)


@given(word=words, text=sentences, shouted=st.booleans())
def test_agrees_with_a_slow_reading_of_the_rule(word: str, text: str, shouted: bool) -> None:
    text = text.upper() if shouted else text
    spelled = {fold(form) for form in forms(word)}

    def fits(other: str) -> bool:
        return fold(other) in spelled or (word.isascii() and lemma(word.lower()) == lemma(other.lower()))

    wanted = [(token.start, token.end) for token in tokens(text) if fits(token.word)]
    assert list(compile_query(word + " ").spans(text)) == wanted
    assert compile_query(word + " ").matches(text) == bool(wanted)
    assert list(compile_query(word + " ").find([text])) == ([0] if wanted else [])


@given(query=st.text(max_size=40), text=st.text(max_size=80) | sentences)
def test_any_query_on_any_text_is_answered_with_spans_inside_it(query: str, text: str) -> None:
    matcher = compile_query(query)
    spans = matcher.spans(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges) and all(0 <= edge <= len(text) for edge in edges)
    folded = fold(text)  # words of mixed case are found in folded text only, which is what the console searches
    assert list(matcher.find([folded])) == ([0] if matcher.matches(folded) else [])
    if spans and not any(term.excluded for term in matcher.query.terms) and len(matcher.query.terms) == 1:
        assert matcher.matches(text)


@given(text=sentences)
def test_a_folded_text_is_found_as_the_raw_one(text: str) -> None:
    assert compile_query("договорённость ").matches(fold(text)) == compile_query("договорённость ").matches(text)


def test_words_and_forms() -> None:
    assert lemma("Увольнениями") == "увольнение" and lemma("ёлками") == "елка" and lemma("Meetings") == "meet"
    assert {"человек", "люди", "людьми"} <= forms("человека")
    assert is_known("договорённость") and not is_known("зафакапить")
    assert unmix("Пeтpoв") == "Петров" and unmix("Ivanov") == "Ivanov"
    assert re.fullmatch("[а-я ]+", fold("Ещё Ёлка"))
