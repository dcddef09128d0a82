"""The board: who said what, how fast, what was promised; every number recounted by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.board import Week, make_board, make_week
from core.board_pages import FRONT, PEOPLE, WITHHELD, board_page
from core.digests import DELIVERED, Cover, Item
from core.leadership.comma import Delivered
from core.leadership.life import ACCEPT, CONTEST, DECLINE, FINISH, HOUR, IGNORE, Event, Life, advance

START_AT = int(datetime(2026, 3, 2, 9, 0, tzinfo=UTC).timestamp())
COVER = Cover(1, b"s" * 16, 1, "Ящик", "", 5, None, date(2026, 3, 2), START_AT, 48, 72, {"duplicate": 6}, b"h" * 32)
WORDS = {ACCEPT: "соберём круг с инженерами", DECLINE: "слово " * 15, CONTEST: "речь не о том"}
DUE = date(2026, 3, 9)


def lived(*acts: tuple[str, float], by: str = "Директор") -> Life:
    life = Life(START_AT)
    for act, hours in acts:
        life = advance(life, Event(act, START_AT + int(hours * HOUR), by, WORDS.get(act, ""), due=DUE))
    return life


def digest(*lives: Life, cover: Cover = COVER) -> Delivered:
    items = tuple(Item(bytes([n]) * 8, n, f"текст {n}", "ru", "", b"c" * 16, b"") for n in range(1, len(lives) + 1))
    return Delivered(
        b"d" * 16, DELIVERED, cover, items, {item.id: life for item, life in zip(items, lives, strict=True)}
    )


LIVES = (
    lived((ACCEPT, 10), (FINISH, 30)),
    lived((ACCEPT, 20)),
    lived((DECLINE, 30), by="Финансы"),
    lived((IGNORE, 72), (DECLINE, 100), by="Финансы"),
    lived((IGNORE, 72)),
    lived((DECLINE, 5), (CONTEST, 6)),
    lived(),
)


def test_commas_are_counted_for_the_company_and_for_each_executive() -> None:
    board = make_board([digest(*LIVES)], DUE)
    company = board.company
    assert (company.accepted, company.declined, company.late, company.ignored) == (2, 2, 1, 1)
    told = {title: (tally.accepted, tally.declined, tally.late) for title, tally in board.by_executive.items()}
    assert told == {"Директор": (2, 0, 0), "Финансы": (0, 2, 1)}


def test_time_to_answer_is_the_nearest_rank_of_hours_from_publication_to_comma() -> None:
    board = make_board([digest(*(lived((ACCEPT, hours)) for hours in (1, 2, 3, 4, 50)))], DUE)
    assert (board.hours_p50, board.hours_p90) == (3, 50)
    ten = make_board([digest(*(lived((ACCEPT, hours)) for hours in range(1, 11)))], DUE)
    assert (ten.hours_p50, ten.hours_p90) == (5, 9)
    assert make_board([digest(lived())], DUE).hours_p50 is None


def test_a_promise_is_broken_the_day_after_its_day_and_kept_once_it_is_done() -> None:
    on_the_day, after = (make_board([digest(*LIVES)], DUE + timedelta(days=late)) for late in (0, 1))
    assert (on_the_day.kept, on_the_day.broken) == (1, 0)
    assert (after.kept, after.broken) == (1, 1)


def test_what_was_not_released_is_taken_once_a_session_from_its_newest_digest() -> None:
    newer = replace(COVER, number=2, withheld={"duplicate": 9, "insult": 5})
    other = replace(COVER, session=b"t" * 16, withheld={"duplicate": 7})
    board = make_board([digest(lived()), digest(lived(), cover=newer), digest(lived(), cover=other)], DUE)
    assert board.withheld == {"duplicate": 16, "insult": 5}


def test_the_week_tells_what_happened_in_it_and_what_still_waits() -> None:
    week = make_week([digest(*LIVES)], START_AT)
    assert week == Week(released=7, accepted=2, declined=3, ignored=2, done=1, waiting=2)
    assert make_week([digest(*LIVES)], START_AT + 101 * HOUR) == Week(waiting=2)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("ru", ("Опубликовано: 7 записей", "Ждут запятой: 2", "Половина ответов пришла за 20 ч")),
     ("en", ("Published: 7 items", "Waiting for a comma: 2", "Half of the answers came within 20 h"))],
)  # fmt: skip
def test_the_front_page_says_it_in_words(lang: str, said: tuple[str, ...]) -> None:
    page = board_page(make_board([digest(*LIVES)], DUE), lang, FRONT, UTC)
    assert page is not None
    assert [line for line in said if line not in page.text.split("\n")] == []


def test_nobody_waited_nought_hours() -> None:
    page = board_page(make_board([digest(lived((ACCEPT, 0.2)))], DUE), "ru", FRONT, UTC)
    assert page is not None
    assert "быстрее чем за час" in page.text
    assert " 0 ч" not in page.text


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_page_fits_a_phone_however_many_executives_there_are(lang: str) -> None:
    lives = [lived((ACCEPT, 1), by=f"Директор по направлению {number}") for number in range(30)]
    board = make_board([digest(*lives)], DUE)
    data, seen = f"{PEOPLE}0", set[str]()
    while data:
        page = board_page(board, lang, data, UTC)
        assert page is not None
        assert len(page.text.split("\n")) <= 12
        seen |= {line for line in page.text.split("\n") if "Директор" in line}
        data = next((one.data for row in page.buttons for one in row if one.label == "›"), "")
    assert len(seen) == 30
    withheld = board_page(board, lang, WITHHELD, UTC)
    assert withheld is not None
    assert "6" in withheld.text
