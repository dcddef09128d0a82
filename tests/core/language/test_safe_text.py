"""The one gate for foreign text: harmless afterwards, and untouched where it was harmless before."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.safe_text import make_safe, one_line

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0" + "".join(
    map(chr, [*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), *range(0xFFF0, 0xFFFC)])
)
anything = st.text(st.characters(), max_size=200)
nasty = st.text(
    st.sampled_from(
        [*INVISIBLE, *map(chr, range(0xA0)), "\u202e", "\u0301", "\u0489", "😀", "\ufe0f", "\u200d", "я", "\ud800"]
    ),
    max_size=80,
)
ordinary = st.text(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗ"
    " abcdefghijklmnopqrstuvwxyz ABC 0123456789 .,;:!?()«»„“”‘’—–-…№%+=*/\\@#$&<>[]{}_~|'\"`\n\t€₽",
    max_size=300,
)


@given(st.one_of(anything, nasty))
def test_what_comes_out_cannot_style_move_reverse_or_hide(text: str) -> None:
    for sign in make_safe(text):
        assert unicodedata.category(sign) not in ("Cc", "Cs") or sign in "\n\t"
        assert unicodedata.bidirectional(sign) not in BIDI
        assert sign not in INVISIBLE
        assert not 0xE0000 <= ord(sign) < 0xE1000


@given(st.one_of(anything, nasty))
def test_the_gate_twice_is_the_gate_once(text: str) -> None:
    assert make_safe(make_safe(text)) == make_safe(text)
    assert one_line(one_line(text)) == one_line(text)


@given(ordinary)
def test_ordinary_russian_and_english_pass_untouched(text: str) -> None:
    assert make_safe(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Ёлка, щёголь и объём — «всё», №5",
        "naïve café, Zürich, façade",
        "日本語 and עברית and العربية",
        "👍 🔥 ❤️ 🇷🇺 👍🏽",
    ],
)
def test_other_languages_and_emoji_pass_untouched(text: str) -> None:
    assert make_safe(text) == text


@given(st.one_of(anything, nasty, st.text(st.characters(categories=["Cs"]))))
def test_everything_can_be_written_as_utf_8(text: str) -> None:
    make_safe(text).encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Mn", "Me"], exclude_characters="\r\u200d"), max_size=100))
def test_nothing_vanishes_silently(text: str) -> None:
    assert len(make_safe(text)) == len(text)


def test_control_characters_are_shown() -> None:
    assert make_safe("\x1b[31mred\x1b[0m \x07\x00\x7f") == "␛[31mred␛[0m ␇␀␡"
    assert make_safe("\x9b31m") == "�31m"
    assert make_safe("invoice\u202efdp.exe") == "invoice�fdp.exe"
    assert make_safe("па\u200bроль") == "па�роль"
    assert make_safe("\U000e0041") == "�"


def test_line_ends_are_unified() -> None:
    assert make_safe("a\r\nb\nc\td") == "a\nb\nc\td"
    assert make_safe("rewrite\rthis") == "rewrite␍this"


@given(st.integers(0, 60), st.sampled_from("\u0301\u0336\u0489\u20dd\ufe20"))
def test_a_flood_of_marks_is_cut_to_four(count: int, mark: str) -> None:
    safe = make_safe("З" + mark * count + "а")
    assert safe == "З" + mark * min(count, 4) + "а"


def test_one_emoji_of_several_becomes_several_of_known_width() -> None:
    assert make_safe("👩\u200d💻") == "👩💻"


@given(st.one_of(anything, nasty))
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert not re.search(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]", line)
    assert line == line.strip()
    assert "  " not in line
