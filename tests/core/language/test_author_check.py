"""What an author is shown before sending: who is named, what only they could say, habits, and what wounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.author_check import HABIT, MARK, MESSAGES, PHRASE, TONE, check
from core.language.roster import read_roster
from core.locales.catalogue import LANGUAGES, has


def hinted(text: str, lang: str = "ru") -> set[tuple[str, str]]:
    return {(text[hint.start : hint.end], hint.message_id) for hint in check(text, lang)}


@pytest.mark.parametrize(
    ("lang", "text", "phrase", "message"),
    [
        ("ru", "Я тут единственный, кто знает 1С", "Я тут единственный, кто", "hint-only"),
        ("ru", "как единственный стажёр в Самаре", "единственный стажёр", "hint-only"),
        ("ru", "как единственный стажёр в Самаре", "стажёр в Самаре", "hint-role"),
        ("ru", "об этом знаю только я", "только я", "hint-only"),
        ("ru", "как я уже говорил на планёрке", "как я уже говорил на", "hint-only"),
        ("ru", "Мы с шефом это обсуждали", "Мы с шефом", "hint-only"),
        ("ru", "меня отчитали при всех", "меня отчитали", "hint-only"),
        ("ru", "никто, кроме меня, не знал", "никто, кроме меня", "hint-only"),
        ("ru", "я как технолог против", "я как технолог", "hint-role"),
        ("ru", "моя смена работает ночью", "моя смена", "hint-role"),
        ("ru", "я работаю здесь семь лет", "я работаю здесь семь лет", "hint-role"),
        ("ru", "12 марта нам обещали", "12 марта", "hint-date"),
        ("ru", "собрание 14.02 в 16:30", "14.02", "hint-date"),
        ("ru", "в прошлый четверг", "в прошлый четверг", "hint-date"),
        ("ru", "вчера нам сказали на планёрке", "вчера нам сказали на планёрке", "hint-date"),
        ("en", "I'm the only one who knows", "I'm the only one", "hint-only"),
        ("en", "the only junior developer in Leeds", "the only junior developer", "hint-only"),
        ("en", "the only junior developer in Leeds", "developer in Leeds", "hint-role"),
        ("en", "as I said before", "as I said", "hint-only"),
        ("en", "As a tester, I know", "As a tester, I", "hint-role"),
        ("en", "last Friday at 10:30", "last Friday", "hint-date"),
    ],
)
def test_a_phrase_that_points_at_the_author(lang: str, text: str, phrase: str, message: str) -> None:
    assert (phrase, message) in hinted(text, lang)


@pytest.mark.parametrize(
    "text",
    [
        "В отделе не хватает людей, и сроки всё время сдвигаются.",
        "План на 2.5 млн, а сделали на 14.5 %",
        "Хорошо бы как можно раньше знать график",
        "Единственный выход в том, чтобы менеджеры отвечали, а стажёры в отпуске",
        "The only problem is managers in meetings",
        "НДФЛ и ТЭЦ здесь ни при чём",
        "1) холодно\n2) темно",
        "Only managers get a parking place.",
        "Ещё один отчёт, и всё своё время мы тратим на него.",
    ],
)
def test_a_plain_text_gets_no_hints(text: str) -> None:
    assert hinted(text, "ru") | hinted(text, "en") == set()


@pytest.mark.parametrize(
    ("text", "habit", "message"),
    [
        ("Сколько можно!!!", "!!!", "hint-repeated"),
        ("Зачем?!", "?!", "hint-repeated"),
        ("ну да)))", ")))", "hint-smiley"),
        ("хорошо :-)", ":-)", "hint-smiley"),
        ("молодцы 👍🏽👍", "👍🏽👍", "hint-emoji"),
        ("это УЖАСНО", "УЖАСНО", "hint-capitals"),
        ("ну вот...", "...", "hint-ellipsis"),
        ("ооочень долго", "ооочень", "hint-letters"),
        ("еще один отчёт", "ё", "hint-yo"),
    ],
)
def test_a_habit_of_writing(text: str, habit: str, message: str) -> None:
    assert (habit, message) in hinted(text)


@pytest.mark.parametrize("text", ["наш начальник идиот", "эти идиоты", "с тупым шефом", "He is a moron", "idiots all"])
def test_a_word_that_wounds(text: str) -> None:
    assert [hint.message_id for hint in check(text, "ru") if hint.kind == TONE] == ["hint-tone"]


@pytest.mark.parametrize(
    "text", ["мудрый совет", "он страхует", "хлебать щи", "оскорблять нельзя", "ребята, требую", "class"]
)
def test_an_innocent_word_with_a_rude_part_does_not(text: str) -> None:
    assert [hint for hint in check(text, "ru") if hint.kind == TONE] == []


def test_names_and_contacts_are_shown_as_moderators_would_see_them() -> None:
    roster = read_roster("Гайдук Игнат;начальник склада")
    text = "гайдук, начальник склада, +79123456789"
    found = [(text[h.start : h.end], h.message_id) for h in check(text, "ru", roster) if h.kind == MARK]
    assert found == [
        ("гайдук", "hint-name"),
        ("начальник склада", "hint-position"),
        ("+79123456789", "hint-contact"),
    ]


def test_every_message_has_its_words_in_both_languages() -> None:
    assert [(lang, message) for lang in LANGUAGES for message in MESSAGES if not has(lang, message)] == []


@given(
    text=st.text() | st.text(alphabet="я единственный, кто !?).:😀ЁёУЖАС\n"), lang=st.sampled_from(["ru", "en", "xx"])
)
def test_hints_lie_within_the_text_and_block_nothing(text: str, lang: str) -> None:
    hints = check(text, lang)
    assert all(0 <= hint.start < hint.end <= len(text) for hint in hints)
    assert {hint.kind for hint in hints} <= {MARK, PHRASE, HABIT, TONE}
    assert {hint.message_id for hint in hints} <= set(MESSAGES)
    assert list(hints) == sorted(hints, key=lambda hint: (hint.start, hint.end, hint.message_id))
