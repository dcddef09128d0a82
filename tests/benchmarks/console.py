"""Rows 4 to 8: the console over a large inbox. Headless: everything but the terminal itself.

What a person waits for is measured on the clock; what must not keep the keys waiting, in processor time of the loop.
"""

import asyncio
import atexit
import random
import statistics
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from textual import events
from textual.app import App
from textual.pilot import Pilot

from core.crypto.identity import Cost
from core.language.morphology import forms
from core.language.search import compile_query
from core.moderation.desk import open_desk
from core.moderation.founding import found
from core.sessions import Terms
from core.settings import Settings, load_settings
from revmentor_tui.console.app import ConsoleApp
from revmentor_tui.console.virtual_list import VirtualList
from tests.benchmarks.inboxes import fill, texts
from tests.benchmarks.installation import PASSPHRASE
from tests.benchmarks.measure import Row, alternate
from tests.revmentor_tui.console.watchdog import watching

LETTERS = 100_000
SIZE = (120, 36)
TYPED = ("план", "отпуск", "премия", "встреча", "якорь")
BETWEEN_KEYS = 0.15
"""Seconds: a person who types without haste."""
BUDGET = 0.05
PATIENCE = 300.0


@cache
def _home(count: int) -> Settings:
    """A home with so many letters, made once for all rows of this run."""
    folder = TemporaryDirectory(dir=Path("build"))
    atexit.register(folder.cleanup)
    settings = load_settings(home=Path(folder.name) / "home", bot_token="1:" + "b" * 35)

    async def make() -> None:
        made = await found(settings, "Bench", PASSPHRASE, "Bench", Terms("Bench"), Cost(8192, 1, 1))
        await fill(made.desk, made.session, count)
        await made.desk.close()

    asyncio.run(make())
    return settings


@asynccontextmanager
async def _console(settings: Settings) -> AsyncIterator[tuple[ConsoleApp, Pilot[int]]]:
    desk = await open_desk(settings, PASSPHRASE)
    app = ConsoleApp(settings, "ru", desk=desk)
    async with app.run_test(size=SIZE) as pilot:
        yield app, pilot


async def _until_read(app: ConsoleApp, *, compared: bool = False) -> None:
    """Until everything is open, and if wished compared."""

    def is_ready() -> bool:
        caseload = app.caseload
        if caseload is None or not caseload.loaded or caseload.loaded < caseload.total or caseload._working:
            return False
        return caseload.letters.likeness.is_done or not compared

    await _until(is_ready, 0.05)


async def _until(holds: Callable[[], bool], look_every: float) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 -- the console has no event for each of these
            await asyncio.sleep(look_every)


async def _blank() -> float:
    start = time.perf_counter()
    async with App[None]().run_test(size=SIZE) as pilot:
        await pilot.pause()
        return time.perf_counter() - start


async def _first_rows(settings: Settings) -> float:
    """Seconds from an unlocked desk to rows on the screen."""
    desk = await open_desk(settings, PASSPHRASE)
    start = time.perf_counter()
    app = ConsoleApp(settings, "ru", desk=desk)
    async with app.run_test(size=SIZE):
        await _until(lambda: any(rows.lines_drawn > SIZE[1] // 2 for rows in app.screen.query(VirtualList)), 0)
        return time.perf_counter() - start


def first_rows() -> Row:
    """Unlocked to first rows at 100,000, against the start of an application that shows nothing; in turn."""
    settings = _home(LETTERS)

    async def both() -> tuple[float, float]:
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(7):
            times[0].append(await _first_rows(settings))
            times[1].append(await _blank())
        return statistics.median(times[0]), statistics.median(times[1])

    ours, floor = asyncio.run(both())
    return Row("first-rows", "s", ours, floor, 2.0, more_is_better=False)


class _Paint:
    """Tells when the list's newest rows have reached the screen."""

    def __init__(self, app: ConsoleApp) -> None:
        self.done = asyncio.Event()
        self._shown = False
        rows = app.screen.query_one(VirtualList)
        show, display = rows.show, app._display

        def shown(*given: Any, **named: Any) -> None:
            show(*given, **named)
            self._shown = True

        def displayed(screen: Any, renderable: Any) -> None:
            display(screen, renderable)
            if self._shown:
                self.done.set()

        rows.show = shown  # type: ignore[method-assign]
        app._display = displayed  # type: ignore[method-assign]

    def begin(self) -> None:
        """From now on."""
        self._shown = False
        self.done.clear()


async def _typing(settings: Settings) -> tuple[list[float], list[float]]:
    """Seconds from each key to the paint of what it found: by the clock, and of the processor."""
    taken, worked = [], []
    async with _console(settings) as (app, pilot):
        await _until_read(app, compared=True)
        await pilot.press("slash")
        paint = _Paint(app)
        for word in TYPED:
            for key in [*word, *["backspace"] * len(word)]:
                # The last key's search has to be over, or its end would be taken for this one's.
                await _until(lambda: all(one.is_finished for one in app.workers if one.group == "arrange"), 0.01)
                await asyncio.sleep(BETWEEN_KEYS)
                paint.begin()
                event = events.Key(key, key if len(key) == 1 else None)
                event.set_sender(app)
                start, work = time.perf_counter(), time.process_time()
                assert app._driver is not None
                app._driver.send_message(event)
                await asyncio.wait_for(paint.done.wait(), PATIENCE)
                taken.append(time.perf_counter() - start)
                worked.append(time.process_time() - work)
    return taken, worked


def keystroke_to_paint() -> Row:
    """The slowest but one of twenty keys while searching 100,000 letters, against what a person takes for at once."""
    settings = _home(LETTERS)
    taken, worked = (sorted(found) for found in asyncio.run(_typing(settings)))
    nearly_last = int(len(taken) * 0.95)
    print(f"  median {statistics.median(taken):.3f} s; of processor time, p95: {worked[nearly_last]:.3f} s")
    return Row("keystroke-to-paint", "s, p95", taken[nearly_last], BUDGET, 1.0, more_is_better=False)


class _Numbers:
    """As many rows as asked for."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __len__(self) -> int:
        return self.count

    def looks(self, index: int) -> int:
        """The row itself."""
        return index

    def is_marked(self, index: int) -> bool:
        """Never."""
        return index < 0

    def cells(self, index: int, width: int) -> list[tuple[str, str]]:
        """A line of text."""
        del width
        return [(f"строка {index}", "")]


class _ListApp(App[None]):
    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def compose(self) -> Any:
        """One list."""
        yield VirtualList(_Numbers(self._count))

    def on_mount(self) -> None:
        """With the cursor in its middle."""
        rows = self.query_one(VirtualList)
        rows.show(rows.rows, self._count // 2)
        rows.focus()


async def cursor() -> Row:
    """Forty moves through 1,000,000 rows, against the same through 1,000."""
    async with _ListApp(1_000_000).run_test(size=SIZE) as many, _ListApp(1_000).run_test(size=SIZE) as few:

        async def among_many() -> None:
            await many.press(*["j"] * 30, *["pagedown", "pageup"] * 5)

        async def among_few() -> None:
            await few.press(*["j"] * 30, *["pagedown", "pageup"] * 5)

        await among_many()
        await among_few()
        ours, floor = await alternate(among_many, among_few, 5)
    return Row("cursor-1000000", "s per 40 moves", ours, floor, 1.2, more_is_better=False)


async def searching() -> Row:
    """100,000 texts searched for any form of a Russian word, against a plain scan for the word as it is typed."""
    corpus, rng = texts(LETTERS), random.Random(5)
    words = rng.sample([word for word in ("отпуск", "якорь", "ложка", "дорога", "собака", "погода") if forms(word)], 5)
    matchers = [compile_query(word + " ") for word in words]

    async def ours() -> None:
        for matcher in matchers:
            sum(1 for _ in matcher.find(corpus))

    async def plain() -> None:
        for word in words:
            sum(1 for text in corpus if word in text)

    found, floor = await alternate(ours, plain, 5)
    return Row("search-100000", "s per 5 words", found, floor, 5.0, more_is_better=False)


def longest_hold() -> Row:
    """The longest that one callback keeps the loop, in its own processor time, while 100,000 letters are read in and
    all the daily keys are pressed; the start itself, which reads style sheets, is left out."""

    settings = _home(LETTERS)

    async def play() -> float:
        async with _console(settings) as (app, pilot):
            await _until(lambda: app.caseload is not None and app.caseload.loaded > 0, 0.01)
            await asyncio.sleep(0.3)
            with watching() as watchdog:
                await _until_read(app)
                keys = ("j", "pagedown", "G", "g", "space", "h", "z", "slash", *"план", "enter", "escape")
                for key in (*keys, "s", "3", "f", "escape", "asterisk", "escape"):
                    await pilot.press(key)
                    await asyncio.sleep(0.2)
            next_longest = [round(one, 3) for one in sorted(watchdog.all)[-6:-1]]
            print(f"  the longest was {watchdog.culprit}; the next: {next_longest}")
            return watchdog.longest

    return Row("longest-hold", "s", asyncio.run(play()), BUDGET, 1.0, more_is_better=False)
