"""What is suggested for hiding: contacts, names in any letter case, posts. Never what everyday words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language import marks, ner
from core.language.contacts import SORTS, find_contacts, is_inn, is_snils, passes_luhn
from core.language.marks import WHYS, Mark, find_marks
from core.language.names import everyday_words, find_names, with_capitals
from core.language.roster import read_roster
from core.locales.catalogue import LANGUAGES, has, say
from core.moderation.review import KINDS


@pytest.fixture(autouse=True)
def without_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules alone, whether or not the extra is installed."""
    monkeypatch.setattr(marks, "is_installed", lambda: False)


def marked(text: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in find_marks(text)]


@pytest.mark.parametrize(
    ("text", "contact", "sort"),
    [
        ("почта ivan.petrov+work@corp.example.ru, пишите", "ivan.petrov+work@corp.example.ru", "email"),
        ("звоните +7 (912) 345-67-89 вечером", "+7 (912) 345-67-89", "phone"),
        ("звоните 8 912 3456789", "8 912 3456789", "phone"),
        ("мой 9123456789", "9123456789", "phone"),
        ("call +44 20 7946 0958", "+44 20 7946 0958", "phone"),
        ("доб. 4417", "4417", "extension"),
        ("пишите @some_person", "@some_person", "handle"),
        ("тут https://t.me/some_person?x=1", "https://t.me/some_person?x=1", "link"),
        ("страница vk.com/id12345", "vk.com/id12345", "link"),
        ("карта 4111 1111 1111 1111 пустая", "4111 1111 1111 1111", "card"),
        ("ИНН: 7707083893", "7707083893", "inn"),
        ("инн 500100732259", "500100732259", "inn"),
        ("СНИЛС 112-233-445 95", "112-233-445 95", "snils"),
        ("паспорт серии 45 10 номер, то есть 45 10 123456", "45 10 123456", "passport"),
        ("таб. № 00417", "00417", "badge"),
    ],
)
def test_a_contact_is_found_whole(text: str, contact: str, sort: str) -> None:
    assert (contact, sort) in [(text[start:end], found) for start, end, found in find_contacts(text)]
    assert contact in marked(text)


@pytest.mark.parametrize(
    "text",
    [
        "в 2024 году выручка 4111111111111112 рублей",
        "заказ 1234567890123",
        "с 9:00 до 18:00, 12.03.2024",
        "совещание на 25 человек в 15:30",
        "билд 1.2.3.4567",
        "1000000000",
        "собака @ и просто @",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert marked(text) == []


def test_check_digits() -> None:
    # ISO/IEC 7812-1: the classic example; the taxpayer's numbers are Sberbank's and the tax service's own example.
    assert passes_luhn("79927398713") and not passes_luhn("79927398710")
    assert is_inn("7707083893") and not is_inn("7707083894")
    assert is_inn("500100732259") and not is_inn("500100732258")
    assert is_snils("11223344595") and not is_snils("11223344596") and not is_snils("00000000000")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Вчера Иван Петров отменил встречу", ["Иван Петров"]),
        ("вчера иван петров отменил встречу", ["иван петров"]),
        ("ВЧЕРА ИВАН ПЕТРОВ ОТМЕНИЛ ВСТРЕЧУ", ["ИВАН ПЕТРОВ"]),
        ("с марией ивановной трудно", ["марией ивановной"]),
        ("Петров А. И. и А.И. Сидоров молчат", ["Петров А. И.", "А.И. Сидоров"]),
        ("петров а.и. молчит", ["петров а.и."]),
        ("Майкл Видениус против", ["Майкл Видениус"]),
        ("Решает Эдуард Товпинец, и Товпинцу всё равно", ["Эдуард Товпинец"]),
        ("Ask Mr. Smith about it", ["Smith"]),
        ("господин Бутвеев не пришёл", ["Бутвеев"]),
        ("вера петровна ушла", ["вера петровна"]),
        ("Анна-Мария Петрова-Водкина", ["Анна-Мария Петрова-Водкина"]),
        ("Спросите Пeтpoвa", ["Пeтpoвa"]),
    ],
)
def test_names_are_found_in_any_letter_case(text: str, names: list[str]) -> None:
    assert marked(text)[: len(names)] == names


@pytest.mark.parametrize(
    "text",
    [
        "ну че, аж пол скрипит, лол, а мне лень",
        "не знаю ли я, как быть",
        "вера и надежда пропали, любовь к работе тоже",
        "это целый роман с клиентом",
        "май и август без отпуска",
        "мы уже заапрувили и задеплоили, а они зафакапили",
        "Отчёт готов. Встреча в среду. Премии нет.",
        "т. е. после обеда, и т. д.",
        "и. о. директора",
        "The quarterly report is late and nobody cares",
    ],
)
def test_everyday_words_are_not_names(text: str) -> None:
    assert marked(text) == []


def test_the_list_of_everyday_words_has_no_name_that_is_nothing_else() -> None:
    assert len(everyday_words()) > 250
    assert not everyday_words() & {"иван", "анна", "сергей", "петров", "ольга", "ивановна", "юля", "саша"}


def test_a_name_is_one_mark_however_many_words_it_has() -> None:
    assert len(find_marks("Иван Иванович Петров и Ольга")) == 2


def test_a_contact_beats_a_name_inside_it() -> None:
    text = "пишите на ivan.petrov@corp.ru"
    assert [(mark.kind, mark.why) for mark in find_marks(text)] == [("contact", "email")]


def test_the_roster_adds_people_and_posts() -> None:
    roster = read_roster("ФИО;Должность\nГайдук Игнат;начальник склада\n")
    text = "гайдуку, начальнику склада, всё равно"
    assert [(text[m.start : m.end], m.kind, m.why) for m in find_marks(text, roster)] == [
        ("гайдуку", "name", "roster"),
        ("начальнику склада", "position", "post"),
    ]


def test_what_the_model_finds_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Спросите Ратабыльского и встаньте"
    monkeypatch.setattr(marks, "is_installed", lambda: True)
    monkeypatch.setattr(marks, "find_persons", lambda text: ((9, 22), (25, 33)))
    monkeypatch.setattr(marks, "find_names", lambda text: ())
    assert find_marks(text) == (Mark(9, 22, "name", "model"),), "a known word alone is no person"


def test_the_model_is_given_the_capitals_that_a_chat_leaves_out() -> None:
    assert with_capitals("вчера алла бут сказала") == "вчера Алла Бут сказала"
    assert with_capitals("на складе холодно") == "на складе холодно"


@pytest.mark.skipif(not ner.is_installed(), reason="the ner extra is not installed")
def test_the_model_itself_finds_a_person() -> None:
    assert ner.find_persons("Вчера Иван Петров отменил встречу.") == ((6, 17),)


def test_kinds_are_those_of_redactions_and_every_source_has_its_words() -> None:
    assert {marks.NAME, marks.CONTACT, marks.POSITION} <= set(KINDS)
    assert set(SORTS) <= set(WHYS)
    for lang in LANGUAGES:
        assert all(say(lang, f"mark-why-{why}") for why in WHYS if has(lang, f"mark-why-{why}"))
        assert [why for why in WHYS if not has(lang, f"mark-why-{why}")] == []


writing = st.text(alphabet=st.sampled_from("Иван Петров.А@ru+7912345 -\nёЁivan()«»😀")) | st.text()


@given(text=writing)
def test_marks_lie_within_the_text_in_order_and_do_not_overlap(text: str) -> None:
    found = find_marks(text)
    edges = [edge for mark in found for edge in (mark.start, mark.end)]
    assert edges == sorted(edges)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in found)
    assert {mark.why for mark in found} <= set(WHYS)


@given(text=writing)
def test_the_same_text_has_the_same_marks(text: str) -> None:
    assert find_marks(text) == find_marks(text)
    assert len(with_capitals(text)) == len(text) or text.lower() != text
    assert list(find_names(text)) == sorted(find_names(text))
