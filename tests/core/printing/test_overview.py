"""The programme on paper and on a page: one sheet, every number beside the published ones, hostile goals harmless."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from core.printing.overview import print_overview
from core.printing.sheets import render_pdf
from core.printing.web import render_html
from core.programs.glance import Counts, Gain, Generations, Goal, Share
from core.programs.overview import Aim, make_overview
from core.programs.overview_words import name_of, others_of, own_of

MONDAY = date(2026, 3, 2)
COUNTS = Counts(
    Share(30, 200), Share(5, 15), 57, (2, 3), (10, 20), (5, 30), Share(7, 10), Share(40, 60), Share(20, 30),
    Share(60, 90), Gain(36, 6), Gain(-6, 6), Share(120, 200),
)  # fmt: skip
BANDS = tuple(Generations(band, 20, 25) for band in ("18–24", "25–34", "35–44", "45–54", "55+"))
HOSTILE = '<script>alert(1)</script> #read("/etc/passwd") $x$ [@click=app.quit]'


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_full_programme_is_one_sheet_with_every_number_beside_its_source(lang: str) -> None:
    overview = make_overview(COUNTS, MONDAY, 5, BANDS)
    aims = [Aim(Goal("ab", MONDAY, MONDAY + timedelta(days=400), 20, 7), HOSTILE, stale=True)]
    edition = print_overview(lang, overview, aims, MONDAY)
    (page,) = PdfReader(BytesIO(render_pdf(edition))).pages
    # A cell may be broken anywhere between words.
    paper, web = page.extract_text().replace("\u200b", ""), render_html(edition)
    printed, shown = "".join(paper.split()), "".join(web.split())
    for line in overview.lines:
        for cell in (name_of(lang, line), own_of(lang, line, 5), others_of(lang, line)):
            assert "".join(cell.split()) in printed
            assert "".join(cell.split()) in shown
    assert "".join(HOSTILE.split()) in printed
    assert "<script" not in shown and "&lt;script&gt;alert(1)" in shown
    assert "2027" in printed, "a goal may end in another year"


@pytest.mark.parametrize(
    ("gain", "ru", "en"),
    [
        (Gain(36, 6), "↑ 6 баллов из 35", "↑ 6 points of 35"),
        (Gain(33, 6), "↑ 5,5 балла из 35", "↑ 5.5 points of 35"),
        (Gain(-6, 6), "↓ 1 балл из 35", "↓ 1 point of 35"),
        (Gain(0, 6), "= 0 баллов из 35", "= 0 points of 35"),
    ],
)
def test_the_arrow_says_which_way_and_how_far(gain: Gain, ru: str, en: str) -> None:
    overview = make_overview(Counts(arrow_juniors=gain), MONDAY, 5, ())
    line = next(one for one in overview.lines if one.id == "arrow-juniors")
    assert (own_of("ru", line, 5), own_of("en", line, 5)) == (ru, en)
