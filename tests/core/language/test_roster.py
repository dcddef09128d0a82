"""People on the roster are found however their names are written: form, diminutive, alphabet, slip of the keyboard."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.language.roster import Person, Roster, read_roster

ROSTER = """ФИО;Должность
Кравцов Виталий Аркадьевич;финансовый директор
Соболева Дарья Олеговна;руководитель отдела закупок
Гайдук Игнат Романович;начальник склада
Абдуллаева Лейла Рустамовна;архивариус
Щербак Пётр Ильич;инженер
Ким Елена Сергеевна;инженер
Чжан Михаил;инженер
Толстых Светлана Юрьевна;инженер
Мельниченко Тарас;инженер
Вольская Антонина Павловна;
Ёлкин Фёдор;водитель
Smith John;CTO
"""
BRACES = re.compile(r"\{([^}]*)\}")


def read_sentences() -> list[tuple[str, set[tuple[int, int]]]]:
    """The sentences without their braces, and the spans that these held."""
    lines = (Path(__file__).parent / "roster_sentences.txt").read_text("utf-8").splitlines()
    sentences = []
    for line in lines:
        if line.startswith("#"):
            continue
        text, spans = "", set()
        for place, part in enumerate(BRACES.split(line)):
            if place % 2:
                spans.add((len(text), len(text) + len(part)))
            text += part
        sentences.append((text, spans))
    return sentences


@pytest.fixture(scope="module")
def roster() -> Roster:
    return read_roster(ROSTER)


def test_a_hundred_sentences_98_of_100_names_found_and_95_of_100_marks_right(roster: Roster) -> None:
    sentences = read_sentences()
    assert len(sentences) == 100
    found = [set(roster.find_people(text)) for text, _ in sentences]
    wanted = sum(len(spans) for _, spans in sentences)
    right = sum(len(spans & got) for (_, spans), got in zip(sentences, found, strict=True))
    missed = [text for (text, spans), got in zip(sentences, found, strict=True) if spans - got]
    wrong = [text for (text, spans), got in zip(sentences, found, strict=True) if got - spans]
    assert right / wanted >= 0.98, missed
    assert right / sum(map(len, found)) >= 0.95, wrong


@pytest.mark.parametrize(
    "text",
    [
        "Тема совещания не объявлена",
        "нам не хватает света и тепла",
        "рая тут никто не обещал",
        "ёлки в холле стоят до марта",
        "The meeting has no theme",
        "Работа сделана, смена закрыта, склад пуст",
    ],
)
def test_everyday_words_are_nobody(roster: Roster, text: str) -> None:
    assert list(roster.find_people(text)) == []


def test_a_name_that_is_also_a_word_needs_a_capital_or_a_neighbour() -> None:
    roster = read_roster("Мороз Вера Игоревна")
    assert [text for text in ("вера в компанию пропала", "любовь и вера") if list(roster.find_people(text))] == []
    for text in ("Вчера Вера ушла", "вера игоревна ушла", "передайте вере мороз"):
        assert list(roster.find_people(text)), text


def test_a_post_is_found_in_any_case_form(roster: Roster) -> None:
    text = "Пишу о начальнике склада, а руководителю отдела закупок уже написали."
    assert [text[a:b] for a, b in roster.find_posts(text)] == ["начальнике склада", "руководителю отдела закупок"]


def test_a_post_held_by_a_crowd_points_at_nobody(roster: Roster) -> None:
    assert list(roster.find_posts("Каждый инженер это знает")) == []
    assert list(roster.find_posts("Каждый водитель это знает")) != []


@pytest.mark.parametrize(
    "text",
    [
        "name,post\nИванов Пётр,инженер",
        "Должность;ФИО\nинженер;Иванов Пётр",
        "Иванов Пётр\tинженер",
        "\ufeffФИО;Должность\r\nИванов Пётр;инженер\r\n\r\n",
        '"Иванов  Пётр","инженер"',
    ],
)
def test_a_table_is_read_with_any_separator_and_heading(text: str) -> None:
    assert read_roster(text).people == (Person("Иванов Пётр", "инженер"),)


@pytest.mark.parametrize(
    ("text", "message", "facts"),
    [
        ("", "error-roster-size", {"most": 50_000}),
        ("ФИО;Должность\n", "error-roster-size", {"most": 50_000}),
        ("ФИО;Должность\nИванов;\n;инженер\n", "error-roster-line", {"line": 3}),
        ("12345", "error-roster-line", {"line": 1}),
        ("А" * 201, "error-roster-line", {"line": 1}),
    ],
)
def test_a_wrong_table_is_refused_naming_the_line_only(text: str, message: str, facts: dict[str, int]) -> None:
    with pytest.raises(BadInput) as refusal:
        read_roster(text)
    assert (refusal.value.message_id, refusal.value.facts) == (message, facts)


def test_nobody_is_shown_by_a_repr(roster: Roster) -> None:
    assert "Кравцов" not in repr(roster) + repr(roster.people)


@given(text=st.text())
def test_any_text_is_a_roster_or_bad_input(text: str) -> None:
    try:
        assert read_roster(text).people
    except BadInput as refusal:
        assert refusal.message_id.startswith("error-roster-")


@given(text=st.text(alphabet=st.sampled_from("Кравцов Дарья инженерсклад.,!@ё\nKim12")))
def test_spans_lie_within_the_text_in_order(roster: Roster, text: str) -> None:
    for spans in (list(roster.find_people(text)), list(roster.find_posts(text))):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(text) for edge in edges)


def test_the_list_of_diminutives_gives_each_name_once() -> None:
    lines = (files("core.language") / "diminutives_ru.txt").read_text("utf-8").splitlines()
    names = [line.split(": ")[0] for line in lines if not line.startswith("#")]
    assert len(names) == len(set(names)) > 90
