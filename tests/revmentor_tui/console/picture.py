"""The picture in the README: the inbox of an evening's work, drawn by the console itself, the same on every machine.

``python -m tests.revmentor_tui.console.picture`` draws it anew.
"""

import asyncio
import json
import re
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from core.moderation import review as reviewing
from core.moderation.inbox import Critique
from core.moderation.review import Review
from core.sessions import TOPICS
from revmentor_tui.console.app import ConsoleApp
from revmentor_tui.console.caseload import Caseload
from revmentor_tui.console.inbox import InboxScreen
from revmentor_tui.console.virtual_list import VirtualList
from tests.revmentor_tui.console.conftest import Home, Player, found_home

PICTURE = Path(__file__).parents[3] / "docs" / "console.svg"
SIZE = (120, 36)
LETTERS = 32
HERE = 0
"""The letter under the cursor."""
ID = "7c1e52a9"
"""Stands for the letter's random id."""

TAGS = {
    0: ("решения",),
    1: ("планёрки",),
    2: ("отпуска",),
    3: ("планы",),
    5: ("правила",),
    7: ("найм",),
    8: ("опоздания",),
}
DONE = "1:release 2:hold 3:release 4:decline 5:release 8:sensitive 9:release 10:decline 12:hold"


def read_texts(lang: str = "ru") -> list[dict[str, str]]:
    """The first critiques of the demonstration in a language."""
    lines = (files("revmentor_tui") / "demo_data" / "critiques.jsonl").read_text("utf-8").splitlines()
    read: list[dict[str, str]] = [json.loads(line) for line in lines]
    return [one for one in read if one["language"] == lang][:LETTERS]


async def draw(folder: Path) -> str:
    """The SVG, on a home founded in ``folder``."""
    texts = read_texts()
    home = await found_home(folder, ())
    try:
        for topic in TOPICS:
            await home.write([one["text"] for one in texts if one["topic"] == topic], topic=topic)
        return await _play(home, [one["text"] for one in texts])
    finally:
        await home.close()


async def _play(home: Home, texts: list[str]) -> str:
    app = ConsoleApp(home.settings, "ru", home.clock, home.desk)
    async with app.run_test(size=SIZE) as pilot:
        player = Player(home, app, pilot)
        while not (isinstance(app.screen, InboxScreen) and app.caseload and app.caseload._pulse):
            await pilot.pause(0.02)
        await player.beat()
        await player.beat()
        caseload = app.caseload
        for place, critique in enumerate(_in_order(caseload, texts)):
            await _decide(caseload, place, critique)
        await player.settle()
        inbox = player.inbox
        inbox._arranged = None
        inbox.rearrange()
        await player.settle()
        inbox.query_one(VirtualList).cursor = HERE
        await pilot.pause(0.1)
        await player.settle()
        here = caseload.letters.at(HERE)
        assert here is not None
        return _tidy(app.export_screenshot(title="revmentor"), here)


def _in_order(caseload: Caseload, texts: list[str]) -> list[Critique]:
    """Ids are random, and the list goes by them within a day: here it goes by the texts."""
    letters = caseload.letters
    found = sorted(letters.known.values(), key=lambda one: texts.index(one.text))
    letters.line = [one.id for one in found]
    letters.arrivals += 1
    letters.opened = {one.id for one in found[13:15]}
    return found


async def _decide(caseload: Caseload, place: int, critique: Critique) -> None:
    done = dict(one.split(":") for one in DONE.split())

    def decide(one: Critique) -> Review:
        review = reviewing.tag(one.review, *TAGS.get(place, ()))
        match done.get(str(place)):
            case "release":
                return reviewing.release(review)
            case "hold":
                return reviewing.hold(review)
            case "decline":
                return reviewing.decline(review, "duplicate")
            case "sensitive":
                return reviewing.set_sensitive(review, True)
        return review

    await caseload.act([critique.id], decide, "tag")


def _tidy(svg: str, here: Critique) -> str:
    """Without what differs from run to run."""
    return tidy_svg(svg.replace(here.id.hex()[:8], ID))


def tidy_svg(svg: str) -> str:
    """Without fonts from elsewhere and without names made up anew each time."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("<text ", '<text xml:space="preserve" ').replace("&#160;", " ")
    svg = re.sub(r"terminal-\d+", "console", svg)
    return svg.replace("Fira Code", "Fira Code, JetBrains Mono, DejaVu Sans Mono, Menlo, Consolas")


def main() -> None:
    """Draw the picture anew."""
    with TemporaryDirectory() as folder:
        PICTURE.write_text(asyncio.run(draw(Path(folder))), "utf-8")


if __name__ == "__main__":
    main()
