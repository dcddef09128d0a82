"""What a search line shows of the inbox, and in which order."""

from datetime import date

import pytest

from core.moderation import review as reviewing
from core.moderation.grouping import gather
from core.moderation.inbox import UNDECIDED, Critique
from core.moderation.review import Review
from revmentor_tui.console.letters import Letters
from revmentor_tui.console.searching import Search, Selector, View, matching

HELD = reviewing.hold(UNDECIDED)


def letter(number: int, text: str, review: Review = UNDECIDED, topic: str = "people", lang: str = "ru") -> Critique:
    day = date(2026, 11, 1 + number)
    return Critique(bytes([number]) * 16, b"s", 1, day, text, lang, topic, review, 0, "", "")


LETTERS = (
    letter(1, "На планёрках решают трое", reviewing.tag(UNDECIDED, "планёрки", "решения"), "decisions"),
    letter(2, "ПЛАНЁРКА идёт час. План не читает никто", HELD, "processes"),
    letter(3, "Отменили отпуска", reviewing.annotate(UNDECIDED, "спросить"), "people"),
    letter(4, "Nobody owns the releases", reviewing.set_sensitive(HELD, True), "processes", "en"),
    letter(5, "Отпуск отменили не всем", reviewing.tag(UNDECIDED, "отпуск"), "money"),
)


def shown(view: View, letters: tuple[Critique, ...] = LETTERS) -> list[int]:
    inbox = Letters("ru", view=view)
    inbox.learn(letters)
    inbox.opened.add(LETTERS[2].id)
    inbox.replied.add(LETTERS[4].id)
    search = Search(view.words)
    return [found[0] for found in matching(Selector().base(inbox.snapshot, view, search, 0), search)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("планерка", [1, 2]),
        ("план", [1, 2]),
        ("план ", [2]),
        ("отпуск отменить", [3, 5]),
        ("«отменили отпуска»", [3]),
        ("отпуск -всем", [3]),
        ("release", [4]),
        ("#планёрки", [1]),
        ("#отп", [5]),
        ("-#планёрки решают", []),
        ("tag:решения", [1]),
        ("метка:решения", [1]),
        ("state:held", [2, 4]),
        ("статус:отложено", [2, 4]),
        ("статус:отл", [2, 4]),
        ("state:held state:new", [1, 2, 3, 4, 5]),
        ("тема:процессы", [2, 4]),
        ("topic:processes -lang:en", [2]),
        ("язык:en", [4]),
        ("есть:деликатное", [4]),
        ("is:noted", [3]),
        ("is:opened", [3]),
        ("есть:ответ", [5]),
        ("is:sensitive is:noted", []),
        ("статус:такого-нет", []),
    ],
)
def test_a_search_line_shows_what_it_asks_for(words: str, found: list[int]) -> None:
    assert shown(View(words)) == found


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("oldest", [1, 2, 3, 4, 5]),
        ("newest", [5, 4, 3, 2, 1]),
        ("state", [1, 3, 5, 2, 4]),
        ("topic", [1, 5, 3, 2, 4]),
        ("theme", [5, 1, 3, 2, 4]),
    ],
)
def test_an_order_holds_whatever_is_shown(sort: str, order: list[int]) -> None:
    assert shown(View(sort=sort)) == order
    assert shown(View("отменить", sort=sort)) == [one for one in order if one in (3, 5)]


def test_letters_that_come_later_find_their_place_by_day() -> None:
    assert shown(View(), (LETTERS[3], LETTERS[0], LETTERS[4], LETTERS[1], LETTERS[2])) == [1, 2, 3, 4, 5]


def grouped() -> tuple[Critique, ...]:
    """The letters 3 and 5 as a group led by 5."""
    from dataclasses import replace

    changed = {one.id: review for one, review in gather([LETTERS[2], LETTERS[4]], LETTERS[4].id)}
    return tuple(replace(one, review=changed.get(one.id, one.review), revision=1) for one in LETTERS)


def test_a_follower_stands_behind_its_lead_until_words_are_looked_for() -> None:
    assert shown(View(), grouped()) == [1, 2, 4, 5]
    assert shown(View("есть:группа"), grouped()) == [5]
    assert shown(View("отпуск"), grouped()) == [3, 5]


def test_a_group_without_its_lead_hides_nobody() -> None:
    letters = list(grouped())
    letters[4] = letter(5, "", Review(state="withdrawn"))
    assert shown(View(), tuple(letters)) == [1, 2, 3, 4, 5]


def test_the_whole_group_is_known_by_any_of_its_letters_and_forgotten_with_it() -> None:
    inbox = Letters("ru")
    inbox.learn(grouped())
    assert inbox.group_of(LETTERS[2].id) == [LETTERS[4].id, LETTERS[2].id]
    assert inbox.whole([LETTERS[0].id, LETTERS[2].id]) == [LETTERS[0].id, LETTERS[4].id, LETTERS[2].id]
    inbox.learn(LETTERS)
    assert inbox.group_of(LETTERS[2].id) == [LETTERS[2].id]


def test_what_a_search_found_is_picked_out_in_the_row_and_brought_in_sight() -> None:
    inbox = Letters("ru", search=Search("отпуск"))
    inbox.learn([letter(6, "слово " * 60 + "про отпуска и всё")])
    inbox.order = list(inbox.line)
    cells = inbox.cells(0, 80)
    assert [text for text, tone in cells if tone == "found"] == ["отпуска"]
    before = "".join(text for text, _ in cells).partition("отпуска")[0]
    assert len(before) < 80


def test_what_is_kept_of_a_selection_is_worked_out_anew_when_anything_changed() -> None:
    inbox, selector = Letters("ru"), Selector()
    inbox.learn(LETTERS[:2])

    def count(view: View, age: int) -> int:
        return len(selector.base(inbox.snapshot, view, Search(view.words), age))

    assert count(View(), 0) == 2
    inbox.learn(LETTERS[2:])
    assert count(View(), 0) == 2
    assert count(View(), 1) == 5
    assert count(View("state:held"), 1) == 2
