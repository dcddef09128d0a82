"""The life of an item: what may follow what, what silence and lateness are, and what a second round changes."""

import pytest

from core.errors import BadInput, NotAllowed
from core.leadership.life import (
    ACCEPT,
    ACKNOWLEDGE,
    CONTEST,
    CONTESTED,
    DECLINE,
    FINISH,
    HAND_OVER,
    HOUR,
    IGNORE,
    IGNORED,
    REASON_WORDS,
    START,
    THINK,
    Event,
    Life,
    advance,
    check_fresh_reason,
    words_of,
)

REASON = "Мы пробовали это в прошлом году и за три месяца потеряли двух крупных клиентов, поэтому повторять не готовы."
WORDS = {ACCEPT: "соберём круг с инженерами", DECLINE: REASON, CONTEST: "речь не о том"}
LIMIT = 72 * HOUR


def lived(*acts: tuple[str, float]) -> Life:
    """A life of these acts, each at so many hours after publication."""
    life = Life(0)
    for act, hours in acts:
        life = advance(life, Event(act, int(hours * HOUR), "Директор", WORDS.get(act, "")))
    return life


def refused(life: Life, act: str, hours: float = 1) -> bool:
    try:
        advance(life, Event(act, int(hours * HOUR), "Другой директор", WORDS.get(act, "")))
    except NotAllowed:
        return True
    return False


def test_time_to_think_is_given_once_and_not_after_a_comma() -> None:
    assert lived((THINK, 1)).deadline == 2 * LIMIT
    assert refused(lived((ACKNOWLEDGE, 1), (THINK, 2)), THINK)
    assert refused(lived((ACCEPT, 1)), THINK)
    assert refused(lived((IGNORE, 72)), THINK), "silence cannot be made up for by thinking"


def test_silence_is_called_ignored_at_the_limit_and_not_before() -> None:
    assert refused(lived(), IGNORE, 71.9)
    assert lived((IGNORE, 72)).state == IGNORED
    assert refused(lived((THINK, 1)), IGNORE, 73)


def test_a_comma_after_that_is_late_and_one_before_it_is_not() -> None:
    assert lived((IGNORE, 72), (ACCEPT, 80)).is_late
    assert not lived((ACCEPT, 71)).is_late
    assert not lived((IGNORE, 72)).is_late, "no comma, no late comma"


def test_a_promise_is_begun_and_done_in_this_order() -> None:
    life = lived((ACCEPT, 1), (START, 2), (FINISH, 3))
    assert life.state == "done"
    assert refused(life, START)
    assert refused(lived((DECLINE, 1)), START)


def test_a_decline_is_contested_once_and_nothing_else_is() -> None:
    life = lived((DECLINE, 1), (CONTEST, 5))
    assert (life.state, life.verdict, life.deadline) == (CONTESTED, None, 5 * HOUR + LIMIT)
    again = advance(life, Event(DECLINE, 6 * HOUR, "Директор", f"{REASON} Это не изменилось."))
    assert refused(again, CONTEST)
    assert refused(lived((ACCEPT, 1)), CONTEST)
    assert refused(lived(), CONTEST)


def test_silence_after_a_contest_is_ignored_too() -> None:
    life = lived((DECLINE, 1), (CONTEST, 5), (IGNORE, 77))
    assert life.state == IGNORED
    assert advance(life, Event(ACCEPT, 80 * HOUR, "Директор", WORDS[ACCEPT])).is_late


def test_what_was_late_before_a_contest_is_not_held_against_the_new_answer() -> None:
    life = lived((IGNORE, 72), (DECLINE, 80), (CONTEST, 90))
    assert life.state == CONTESTED
    assert not advance(life, Event(ACCEPT, 91 * HOUR, "Директор", WORDS[ACCEPT])).is_late


def test_handing_over_moves_the_duty_and_not_the_limit() -> None:
    life = advance(Life(0), Event(HAND_OVER, HOUR, "Директор", to="ab" * 16))
    assert (life.handed_to, life.deadline) == ("ab" * 16, LIMIT)
    assert refused(lived((ACCEPT, 1)), HAND_OVER)


def test_an_update_that_comes_twice_is_one_event() -> None:
    life = lived((ACCEPT, 1))
    assert advance(life, Event(ACCEPT, 2 * HOUR, "Директор", WORDS[ACCEPT])) is life


@pytest.mark.parametrize("words", [0, 1, REASON_WORDS - 1])
def test_a_decline_costs_fifteen_words(words: int) -> None:
    with pytest.raises(BadInput):
        advance(Life(0), Event(DECLINE, 1, text="слово " * words))
    assert advance(Life(0), Event(DECLINE, 1, text="слово " * REASON_WORDS)).state == "declined"


COPIES = [
    REASON,
    REASON.upper(),
    REASON.replace(",", "").replace(".", "!"),
    " ".join(reversed(REASON.split())),
    f"{REASON} Вот так.",
    REASON.replace("двух крупных", "трёх мелких"),
]


@pytest.mark.parametrize("text", COPIES)
def test_a_reason_copied_in_whatever_dress_is_no_reason(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        check_fresh_reason(text, [words_of(REASON)])
    assert caught.value.message_id == "error-reason-copied"


def test_a_reason_on_the_same_matter_in_other_words_is_one() -> None:
    other = "Клиенты от такого уходят: в прошлом году потеряли двоих, и вернуть никого из них отделу продаж не удалось."
    check_fresh_reason(other, [words_of(REASON)])
