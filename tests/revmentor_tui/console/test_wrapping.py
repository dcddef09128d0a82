"""Breaking a text into lines: nothing is lost, nothing is too wide, nothing dangerous is left."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from core.language.safe_text import make_safe
from core.wording import Redaction
from revmentor_tui.console.wrapping import EDGE, words_of, wrap

TEXTS = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from(" \n\t\x1b\u202e\u200d\u0301🙂👩日")), max_size=120
)


@given(TEXTS, st.integers(2, 40))
def test_no_line_is_wider_than_the_terminal(text, width):
    assert all(sum(cell_len(glyph.shown) for glyph in line) <= max(width, 4) for line in wrap(text, width))


@given(TEXTS, st.integers(2, 40))
def test_every_character_but_line_breaks_is_somewhere(text, width):
    covered = {at for line in wrap(text, width) for glyph in line for at in range(glyph.start, glyph.end)}
    assert covered | {at for at, letter in enumerate(text) if letter == "\n"} == set(range(len(text)))


@given(TEXTS, st.integers(2, 40))
def test_what_is_shown_is_safe(text, width):
    shown = "".join(glyph.shown for line in wrap(text, width) for glyph in line)
    assert make_safe(shown) == shown
    assert "\x1b" not in shown


def test_lines_break_between_words():
    lines = ["".join(glyph.shown for glyph in line) for line in wrap("один два три", 8)]
    assert lines == ["один два", "три"]


def test_a_hidden_span_has_edges_that_need_no_colour():
    shown = "".join(glyph.shown for glyph in wrap("с Виктором в марте", 80, (Redaction(2, 10, "name"),))[0])
    assert shown == f"с {EDGE}Виктором{EDGE} в марте"


def test_words_stand_without_their_punctuation():
    text = "Пишите Петрову, p.petrov@example.com."
    assert [text[start:end] for start, end in words_of(text)] == ["Пишите", "Петрову", "p.petrov@example.com"]


def test_a_text_without_words_can_still_be_chosen():
    assert words_of("🙂 !!") == [(0, 1), (2, 4)]
