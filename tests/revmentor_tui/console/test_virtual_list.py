"""The list's cost is what it draws: two lines a move, whatever its length."""

from textual.app import App, ComposeResult

from revmentor_tui.console.virtual_list import VirtualList


class Numbers:
    """As many rows as asked for."""

    def __init__(self, count: int) -> None:
        self.count, self.marked = count, set()

    def __len__(self) -> int:
        return self.count

    def looks(self, index: int) -> int:
        return index

    def is_marked(self, index: int) -> bool:
        return index in self.marked

    def cells(self, index: int, width: int) -> list[tuple[str, str]]:
        return [(f"строка {index}", "")]


class ListApp(App[None]):
    """One list."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.rows = Numbers(count)

    def compose(self) -> ComposeResult:
        yield VirtualList()

    def on_mount(self) -> None:
        self.query_one(VirtualList).show(self.rows)


async def drawn(count: int, *keys: str) -> tuple[int, int, int]:
    """Lines drawn by the first screen, lines drawn by the keys, and where the cursor is."""
    app = ListApp(count)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = app.query_one(VirtualList)
        rows.focus()
        await pilot.pause()
        first = rows.lines_drawn
        await pilot.press(*keys)
        await pilot.pause()
        return first, rows.lines_drawn - first, rows.cursor


async def test_a_hundred_thousand_rows_cost_what_a_hundred_cost():
    keys = ("down",) * 10
    assert await drawn(100_000, *keys) == await drawn(100, *keys)


async def test_a_move_draws_two_lines():
    first, moved, cursor = await drawn(100_000, *("j",) * 10)
    assert first <= 48
    assert moved <= 20
    assert cursor == 10


async def test_the_end_is_one_screen_away():
    _, moved, cursor = await drawn(100_000, "G")
    assert cursor == 99_999
    assert moved <= 25


async def test_pages_and_halves():
    assert (await drawn(1000, "pagedown"))[2] == 23
    assert (await drawn(1000, "ctrl+d"))[2] == 11
    assert (await drawn(1000, "G", "g"))[2] == 0


async def test_the_cursor_stays_within_the_rows():
    assert (await drawn(3, *("j",) * 9))[2] == 2
    assert (await drawn(0, "j", "k", "enter"))[2] == 0


async def test_a_click_moves_and_a_double_click_opens():
    opened = []

    class Clicked(ListApp):
        def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
            opened.append(event.index)

    app = Clicked(100)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(VirtualList, offset=(5, 7))
        assert app.query_one(VirtualList).cursor == 7
        await pilot.click(VirtualList, offset=(5, 9), times=2)
        await pilot.pause()
        assert opened == [9]
