"""Letters are compared in slices, and hints follow what comes and goes."""

from revmentor_tui.console.likeness import Hint, Likeness

SAME = (
    "Планёрки по понедельникам длятся два часа и ничего не решают",
    "Планёрка в понедельник: два часа, решений ноль",
    "Планёрки по понедельникам не длятся два часа, и они всё решают",
)
OTHER = "Кофемашина на третьем этаже сломана с сентября"


def compared(*texts: str) -> Likeness:
    likeness = Likeness()
    for number, text in enumerate(texts):
        likeness.add(bytes([number]), text)
    work(likeness)
    return likeness


def work(likeness: Likeness) -> None:
    for _ in range(10_000):
        if likeness.is_done:
            return
        likeness.work()
    raise AssertionError("the comparing does not end")


def test_those_alike_are_counted_and_those_that_deny_are_told_apart() -> None:
    likeness = compared(*SAME, OTHER)
    hint = likeness.hint(b"\x00")
    assert hint is not None and hint.count == 2 and hint.denying == 1
    assert likeness.hint(b"\x03") == Hint(0, 0)
    assert set(likeness.similar[b"\x00"]) == {b"\x01", b"\x02"}
    assert b"\x03" not in likeness.similar


def test_nothing_is_known_before_it_was_compared() -> None:
    likeness = Likeness()
    likeness.add(b"1", SAME[0])
    assert likeness.hint(b"1") is None
    assert not likeness.is_done


def test_a_new_letter_changes_the_hints_of_the_old_ones() -> None:
    likeness = compared(SAME[0], OTHER)
    assert likeness.hint(b"\x00") == Hint(0, 0)
    likeness.add(b"\x07", SAME[1])
    work(likeness)
    assert likeness.hint(b"\x00") == Hint(1, 1)


def test_a_withdrawn_letter_is_like_nothing() -> None:
    likeness = compared(*SAME[:2])
    likeness.add(b"\x01", "")
    work(likeness)
    assert likeness.hint(b"\x00") == Hint(0, 0)
    assert likeness.hint(b"\x01") == Hint(0, 0)


def test_looking_at_an_unknown_letter_is_no_error() -> None:
    likeness = compared(OTHER)
    likeness.want([b"?"])
    work(likeness)
    assert likeness.hint(b"?") is None
