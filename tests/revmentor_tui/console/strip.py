"""A recorded session for the docs: the console's own screens one under the other, with the keys that led to each.

``python -m tests.revmentor_tui.console.strip`` records it anew.
"""

import asyncio
import re
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from revmentor_tui.console.virtual_list import VirtualList
from tests.revmentor_tui.console.conftest import Player, found_home
from tests.revmentor_tui.console.picture import PICTURE, tidy_svg
from tests.revmentor_tui.console.picture import read_texts as read_demo
from tests.revmentor_tui.console.shots import SEED, opened, tidy, wait_for_inbox

STRIP = PICTURE.with_name("console-session.svg")
LETTERS = 24
WIDTH, HEIGHT, CAPTION = 1482, 928.4, 64
STEPS = (
    ("", "Письма сессии: слева список, справа письмо"),
    ("slash п л а н", "/план — список сужается с каждой буквой, найденное подсвечено"),
    ("enter escape g j j right_square_bracket", "] — что в письме может выдать человека; y скроет, n оставит"),
    ("escape t", "t — метка, с подсказками по меткам команды"),
    ("р е ш е н и я enter n", "n — заметка, её видят только модераторы"),
    (
        "escape asterisk r 2 c",
        "* r 2 c — всё выпущено, собирается дайджест: справа он, как в Telegram",
    ),
    ("ctrl+s", "^s — черновик готов; p публикует, v покажет страницы"),
    ("1 ctrl+p", "^p — любое действие по имени"),
)
"""The keys, and what is to be seen then."""


async def record(folder: Path) -> list[str]:
    """The screens, on a home founded in ``folder``."""
    home = await found_home(folder, (), random=Random(SEED).randbytes)
    try:
        for one in read_demo()[:LETTERS]:
            await home.write([one["text"]], topic=one["topic"])
        async with opened(home, folder, "ru") as player:
            await wait_for_inbox(player)
            await player.beat()
            player.inbox.query_one(VirtualList).cursor = 0
            return [await _step(player, keys) for keys, _ in STEPS]
    finally:
        await home.close()


async def _step(player: Player, keys: str) -> str:
    await player.press(*keys.split())
    await player.pilot.pause(0.2)
    await player.settle()
    # How long a notice stays is a matter of the clock on the wall.
    player.app.clear_notifications()
    await player.settle()
    return player.app.export_screenshot(title="revmentor")


def join(frames: list[str]) -> str:
    """One SVG of all, with captions; each keeps its own styles."""
    parts = []
    for number, (frame, (_, caption)) in enumerate(zip(frames, STEPS, strict=True)):
        top = number * (HEIGHT + CAPTION)
        words = f'<text x="24" y="{top + 42}" class="caption">{number + 1}. {escape(caption)}</text>'
        inner = re.sub(r"\bconsole-", f"c{number}-", tidy_svg(frame))
        parts.append(f'{words}\n<svg y="{top + CAPTION}" width="{WIDTH}" height="{HEIGHT}"{inner.partition("<svg")[2]}')
    height = len(frames) * (HEIGHT + CAPTION)
    style = "<style>.caption { font: 26px sans-serif; fill: #3b4252 }</style>"
    back = f'<rect width="{WIDTH}" height="{height}" fill="#eceff4"/>'
    body = "\n".join(parts)
    head = f'<svg viewBox="0 0 {WIDTH} {height}" xmlns="http://www.w3.org/2000/svg">'
    return f"{head}\n{style}\n{back}\n{body}\n</svg>\n"


def read_words(drawn: str) -> list[str]:
    """Every piece of text in it, in order, without what stands for something random."""
    return tidy("\n".join(re.findall(r"<text [^>]*>(.*?)</text>", drawn, re.DOTALL))).split("\n")


def main() -> None:
    """Record it anew."""
    with TemporaryDirectory() as folder:
        STRIP.write_text(join(asyncio.run(record(Path(folder) / "home"))), "utf-8")


if __name__ == "__main__":
    main()
