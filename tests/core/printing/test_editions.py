"""A digest on paper and on the screen: whole, in order, and harmless whatever was written."""

import io
import re
import struct
import zlib
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
import typst
from pypdf import PdfReader

from core.digests import Cover, Item
from core.language.safe_text import SafeText, make_safe
from core.leadership.life import ACCEPT, DECLINE, HOUR, IGNORE, Event, Life, advance
from core.locales.catalogue import say
from core.printing.charts import PAPER, Course, svg, table
from core.printing.edition import Edition, make_edition
from core.printing.figures import commas_chart, executives_chart, themes_chart, times_chart
from core.printing.glyphs import spell_unknown
from core.printing.sheets import _fonts, render_cover, render_pages, render_pdf, render_stub
from core.printing.web import render_html

AT = 1_795_400_000
COVER = Cover(3, b"s" * 16, 1, "День без правил", "Три темы.", 3, 37, date(2026, 11, 23), AT, 48, 72, {}, b"h" * 32)
HOSTILE = (
    '#panic("x") #read("/etc/passwd") $x^2$ *b* _i_ `c` @ref <label> \\u{41} // comment',
    "<script>alert(1)</script><img src=x onerror=alert(1)> \" ' & &lt; <!-- --> ]]> </style></svg>",
    "=cmd|' /C calc'!A0 @SUM(1) +1 -1 {} %s [/] [@click=app.quit]x[/]",
    "\x1b[2J\x1b]0;t\x07 \u202e наоборот \u2066 z\u0301\u0301\u0301\u0301\u0301\u0301\u0301 \ud800 \x00",
)
PLACED_BY = "директор по продукту"
REASON = (
    "Бюджет утверждён в марте, и пересматривать его до января мы не вправе, поэтому вернёмся к этому вместе с вами."
)


def items(*texts: str) -> list[Item]:
    topics = ("decisions", "people", "no-such-topic")
    return [
        Item(bytes([n]) * 8, n, text, "ru", topics[n % 3], b"critique-id-here", b"mailbox")
        for n, text in enumerate(texts, 1)
    ]


def lives(found: list[Item]) -> dict[bytes, Life]:
    """Accepted after 19 hours, declined after 50, ignored, and whatever follows still waits."""
    made = {item.id: Life(AT, 72) for item in found}
    acts = (
        Event(ACCEPT, AT + 19 * HOUR, PLACED_BY, "Вводим круг на планёрках", due=date(2026, 12, 1)),
        Event(DECLINE, AT + 50 * HOUR, PLACED_BY, REASON),
        Event(IGNORE, AT + 72 * HOUR),
    )
    for item, event in zip(found, acts, strict=False):
        made[item.id] = advance(made[item.id], event)
    return made


def edition(*texts: str, lang: str = "ru", cover: Cover = COVER) -> Edition:
    found = items(*texts)
    return make_edition(lang, replace(cover, items=len(found)), found, lives(found))


class Page(HTMLParser):
    """A page taken apart: its tags, its attributes, its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def pdf_text(data: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def pixels(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert zlib.crc32(png[12:29]) == struct.unpack(">I", png[29:33])[0]
    width, height = struct.unpack(">II", png[16:24])
    return width, height


# What stands in it


def test_items_stand_in_order_with_their_commas() -> None:
    made = edition("первое", "второе", "третье", "четвёртое")
    assert [entry.text for entry in made.entries] == ["первое", "второе", "третье", "четвёртое"]
    assert [entry.verdict[:18] for entry in made.entries] == [
        "Принять, нельзя иг",
        "Принять нельзя, иг",
        "Ответа в срок нет:",
        "",
    ]
    assert made.entries[0].facts == (PLACED_BY, "Срок — 1 декабря")
    assert made.entries[1].answer == REASON


def test_a_draft_has_no_commas_and_no_charts_of_them() -> None:
    made = make_edition("ru", COVER, items("раз", "два", "три"), {})
    assert [chart.title for chart in made.charts] == ["Темы"]
    assert all(not entry.verdict for entry in made.entries)


def test_what_is_not_published_yet_says_so_in_its_head_and_nowhere_that_it_is() -> None:
    made = make_edition("ru", COVER, items("раз"), {}, say("ru", "printed-draft"))
    assert made.counts.startswith("Черновик, ещё не опубликован · ")
    assert "Опубликован" not in " ".join(made.foot)
    assert "Черновик" in render_html(made)


def test_people_are_not_told_below_the_threshold_and_withheld_is_told_by_class() -> None:
    few = edition("раз", cover=replace(COVER, participants=None, withheld={"duplicate": 6, "other": 5}))
    assert "участник" not in few.counts
    assert "повтор: 6" in few.foot[1]
    assert "Не опубликовано" not in " ".join(edition("раз").foot)


def test_charts_count_what_was_released() -> None:
    found = items("раз", "два", "три", "четыре")
    known = list(lives(found).values())
    assert [(bar.label, bar.value) for bar in themes_chart("ru", found).rows] == [
        ("Люди", 2),
        ("Другое", 1),
        ("Решения", 1),
    ]
    assert [bar.value for bar in commas_chart("ru", known).rows] == [1, 1, 1, 1]
    assert [bar.value for bar in times_chart("ru", known).rows] == [1, 0, 1, 0]
    assert [(bar.label, bar.told) for bar in executives_chart("ru", known).rows] == [(PLACED_BY, "2 / 1")]


def test_a_late_comma_is_late_in_the_chart() -> None:
    life = advance(
        advance(Life(AT, 72), Event(IGNORE, AT + 72 * HOUR)), Event(ACCEPT, AT + 80 * HOUR, "я", "Сделаем это")
    )
    chart = commas_chart("ru", [life])
    assert chart.note == "Из них после срока: 1."
    assert [bar.value for bar in times_chart("ru", [life]).rows] == [0, 0, 0, 1]


# On the screen


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_page_shows_everything_and_loads_nothing(lang: str) -> None:
    page = Page(render_html(edition("первое\nи ещё", "второе", lang=lang)))
    for text in ("первое\nи ещё", "второе", PLACED_BY, REASON, "Три темы."):
        assert text in page.text
    assert not page.tags & {"script", "img", "link", "iframe", "object", "embed", "form", "a", "image", "use"}
    assert not {name for name, _ in page.attributes} & {"src", "href", "style", "background", "action"}
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert [value for name, value in page.attributes if "://" in value] == []
    assert ("content", "light dark") in page.attributes


def test_bars_on_the_page_are_a_table_whose_letters_no_telephone_shrinks() -> None:
    page = render_html(edition("раз", "два", "три", "четыре"))
    rows = re.findall(r'<th scope=row>(.*?)</th><td class=track>.*?class="bar" width="([\d.]+)".*?<td>(.*?)</td>', page)
    assert rows[0] == ("Люди", "100.0", "2")
    assert "<text" not in page


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_only_text_on_the_page(hostile: str) -> None:
    plain, spoilt = edition("раз", "два"), edition(hostile, "два", cover=replace(COVER, title=hostile, preface=hostile))
    calm, page = Page(render_html(plain)), Page(render_html(spoilt))
    assert page.tags == calm.tags
    assert len(page.attributes) == len(calm.attributes)
    assert make_safe(hostile) in page.text
    render_html(spoilt).encode("utf-8")


def test_a_hostile_title_cannot_leave_its_label_in_a_chart() -> None:
    life = advance(Life(AT, 72), Event(ACCEPT, AT, '</text><script>x</script>"&', "Сделаем это"))
    drawn = svg(executives_chart("ru", [life]), PAPER)
    assert "<script" not in drawn
    assert Page(drawn).tags == {"svg", "style", "title", "text", "rect"}


# On paper


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_pdf_holds_every_text_in_order(lang: str) -> None:
    text = pdf_text(render_pdf(edition("Ёжик спросил: «Съешь же ещё?»", "The quick brown fox", REASON, lang=lang)))
    wanted = ["Ёжикспросил:«Съешьжеещё?»", "Thequickbrownfox", "".join(REASON.split())]
    places = [text.index(part) for part in wanted]
    assert places == sorted(places)
    assert "37" in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_only_text_on_paper(hostile: str) -> None:
    data = render_pdf(edition(hostile, cover=replace(COVER, title=hostile, preface=hostile)))
    assert b"/JavaScript" not in data
    assert b"/URI" not in data
    text = pdf_text(data)
    for part in ("#panic", "<script>alert(1)</script>", "=cmd|'/Ccalc'!A0", "наоборот"):
        assert (part in text) == (part in "".join(make_safe(hostile).split()))
    assert "root:" not in text


def test_a_sign_that_no_font_has_is_told_by_its_number() -> None:
    text = "спасибо 😀👍🏽, 汉"
    made = make_edition("ru", COVER, items(text), {})
    printed = pdf_text(render_pdf(made))
    assert "спасибо😀‹U+1F44DU+1F3FD›,‹U+6C49›" in printed
    assert "Знаки,которыхнет" in printed
    assert text in Page(render_html(made)).text
    assert "Знаки,которыхнет" not in pdf_text(render_pdf(make_edition("ru", COVER, items("спасибо 😀"), {})))


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_what_counts_as_drawn_has_a_glyph(weight: str) -> None:
    drawn = "".join(sign for sign in map(chr, range(0x20, 0x1FB00)) if sign.isprintable())
    drawn = "".join(sign for sign in drawn if spell_unknown(sign) == sign)
    assert len(drawn) > 7000
    page = (
        '#set text(font: ("PT Sans", "DejaVu Sans", "DejaVu Sans Mono"), weight: sys.inputs.weight)\n'
        "#for sign in sys.inputs.drawn.codepoints() [#box(sign) ]"
    )
    # This standard refuses a text with a sign that has no glyph.
    made = typst.compile(
        page.encode(), font_paths=_fonts(), sys_inputs={"drawn": drawn, "weight": weight}, pdf_standards="a-2u"
    )
    assert made[:5] == b"%PDF-"


def test_a_run_without_spaces_stays_on_the_page() -> None:
    (page,) = PdfReader(io.BytesIO(render_pdf(make_edition("ru", COVER, items("а" * 400), {})))).pages
    lines = [line for line in page.extract_text().splitlines() if "ааа" in line]
    assert len(lines) > 3


def test_pictures_are_png_and_pages_follow_the_length() -> None:
    short, long = edition("раз"), edition(*(["слово " * 300] * 6))
    assert len(render_pages(short)) == 1
    pages = render_pages(long)
    assert len(pages) > 3
    assert all(pixels(page) == (1191, 1684) for page in pages)
    width, height = pixels(render_cover(long))
    assert width == 1280
    assert 300 < height < 4000
    assert pixels(render_stub())[0] == 1280


def test_a_course_has_a_column_a_step_and_its_table() -> None:
    chart = Course(
        SafeText("Темы по неделям"), (SafeText("2 ноября"), SafeText("9 ноября")), ((SafeText("Люди"), (3, 0)),)
    )
    assert table(chart) == (("2 ноября", "9 ноября"), [("Люди", "3", "0")])
    assert Page(svg(chart)).text == "Темы по неделямЛюди32 ноября9 ноября"
