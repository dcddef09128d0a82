"""One press takes the habits out of a text and leaves its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.author_check import HABIT, check
from core.language.morphology import fold, tokens
from core.language.plain_style import normalise


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Ещё раз: ёлка и Ёж", "Еще раз: елка и Еж"),
        ("Сколько можно!!!", "Сколько можно!"),
        ("Зачем?!?!", "Зачем?"),
        ("ну вот.....", "ну вот…"),
        ("Поняла)) Завтра сделаю)", "Поняла. Завтра сделаю"),
        ("хорошо :-) да", "хорошо да"),
        ("молодцы 👍🏽👩‍💻!", "молодцы!"),
        ("один  два\u00a0три", "один два три"),
        ("да ,нет", "да, нет"),
        ("срок - завтра -- или нет", "срок — завтра — или нет"),
        ("кто-то из 1С:ЗУП", "кто-то из 1С:ЗУП"),
        ("ооочень долго", "очень долго"),
        ("(за май) и список:\n1) один\n2) два", "(за май) и список:\n1) один\n2) два"),
        ("а\r\n\r\n\r\n\r\nб ", "а\n\nб"),
        ("почта a--b..c@corp.ru, www.site.ru/a!!b", "почта a--b..c@corp.ru, www.site.ru/a!!b"),
        ("цена 1,5 и 2.5, в 16:30", "цена 1,5 и 2.5, в 16:30"),
        ("The meeting is SO long!!! :)", "The meeting is SO long!"),
    ],
)
def test_what_becomes_of_a_habit(written: str, plain: str) -> None:
    assert normalise(written) == plain


writing = st.text() | st.text(alphabet="ёа б,.!?()-—…:;D😀\u200d\n1)x^_=*") | st.text(alphabet="да )(:!? А,\n-")


@given(text=writing)
def test_a_second_press_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(
    text=st.lists(
        st.sampled_from(["Да", "нет,", "ещё!!!", "план))", "(смена)", ":)", "😀", "срок", "-", "...", "12.5", "KPI"]),
        max_size=12,
    )
)
def test_every_word_stays_in_its_place(text: list[str]) -> None:
    written = " ".join(text)
    assert [token.word for token in tokens(normalise(written))] == [
        fold(token.word) if "ё" in token.word else token.word for token in tokens(written)
    ]


def test_afterwards_no_such_habit_is_hinted_at() -> None:
    text = "Ещё раз!!! Ну вот))) Сколько можно?!?! 😀 еще :-) ооочень"
    left = {hint.message_id for hint in check(normalise(text), "ru") if hint.kind == HABIT}
    assert left == set()
