"""The picture in the README is what the console draws today."""

from tests.revmentor_tui.console.picture import PICTURE, draw


async def test_the_picture_is_what_the_console_draws(tmp_path):
    drawn = await draw(tmp_path / "home")
    assert drawn == PICTURE.read_text("utf-8"), "draw it anew: python -m tests.revmentor_tui.console.picture"


def test_the_picture_asks_for_nothing_from_elsewhere():
    drawn = PICTURE.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http" not in drawn
    assert "<script" not in drawn
