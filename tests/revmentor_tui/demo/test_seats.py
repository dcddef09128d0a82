"""Three seats in one window: whoever sits down can play the whole loop, with the real bot, in Russian."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from textual.pilot import Pilot

from revmentor_tui.console.dialogs import Confirm
from revmentor_tui.console.inbox import InboxScreen
from revmentor_tui.console.virtual_list import VirtualList
from revmentor_tui.demo.chat import Bubble, ChatButton
from revmentor_tui.demo.handset import Handset
from revmentor_tui.demo.home import DemoHome
from revmentor_tui.demo.seats import SeatsApp, UnderLine
from revmentor_tui.demo.stage import open_stage

LETTER = "На планёрках решают трое, остальные молчат [/] [@click=app.quit]выход[/] \x1b[2J"
HARMLESS = "На планёрках решают трое, остальные молчат [/] [@click=app.quit]выход[/] ␛[2J"


@pytest.fixture
async def seats() -> AsyncIterator[SeatsApp]:
    with DemoHome.prepare(None, keep=False) as home:
        async with open_stage(home, "ru") as stage:
            yield SeatsApp(stage, home, "ru", tour=True)


class Player:
    """Somebody who sits there: presses what can be seen, waits for what appears."""

    def __init__(self, pilot: Pilot[int], app: SeatsApp) -> None:
        self.pilot = pilot
        self.app = app

    async def until(self, holds: Callable[[], object]) -> None:
        for _ in range(1200):
            await self.pilot.pause(0.05)
            if holds():
                return
        shown = [str(bubble.shown.text) for bubble in self.app.screen.query(Bubble)]
        raise AssertionError(f"waited in vain; the screen is {type(self.app.screen).__name__}, {shown}, {self.under}")

    async def see(self, words: str) -> None:
        await self.until(lambda: words in self.screen_text)

    async def button(self, label: str) -> None:
        """Tab from the field, newest message first, to a button and press it."""
        await self.until(lambda: self._find(label))
        self.app.screen.query_one("#phone-input").focus()
        for _ in range(20):
            await self.pilot.press("tab")
            focused = self.app.focused
            if isinstance(focused, ChatButton) and focused.offered.label == label:
                break
        else:
            raise AssertionError("the keyboard does not reach the button")
        await self.pilot.press("enter")

    async def write(self, words: str) -> None:
        self.app.screen.query_one("#phone-input").focus()
        self.app.screen.query_one("#phone-input").value = words  # type: ignore[attr-defined]
        await self.pilot.press("enter")

    @property
    def screen_text(self) -> str:
        return "\n".join(str(text.render()) for text in self.app.screen.query("Bubble > Static"))

    @property
    def under(self) -> str:
        return "\n".join(str(line.render()) for line in self.app.screen_stack[0].query(UnderLine))

    def _find(self, label: str) -> bool:
        return any(button.offered.label == label for button in self.app.screen.query(ChatButton))


async def test_the_whole_loop_is_played_by_keys_from_a_word_without_a_name_to_its_answer(seats: SeatsApp) -> None:
    async with seats.run_test(size=(120, 40), notifications=True, tooltips=True) as pilot:
        player = Player(pilot, seats)
        await player.until(lambda: isinstance(seats.screen, Handset))
        await player.see("Здесь говорят без фильтров")

        await player.write(LETTER)
        await player.see(HARMLESS)
        await player.until(lambda: "бот его не хранит" in player.under)
        await player.button("Оставить как есть")
        await player.see("Запечатано")
        await player.until(lambda: HARMLESS not in player.screen_text)
        await player.until(lambda: "бот это больше не откроет" in player.under)
        await player.button("Скопировать код")
        await player.button("Сохранил, убрать отсюда")
        await player.until(lambda: "только у вас" in player.under)

        await pilot.press("f2")
        await player.until(lambda: isinstance(seats.screen, InboxScreen) and seats.screen.current is not None)
        await pilot.press("r")
        await player.until(lambda: "ровно этот текст" in player.under)
        await pilot.press("2")
        await pilot.pause(0.2)
        await pilot.press("c")
        await player.until(lambda: seats.screen.query("#items"))
        await pilot.press("ctrl+s")
        await player.until(lambda: len(seats.screen_stack) == 1 and len(seats.screen.query_one(VirtualList).rows) == 1)
        await pilot.press("p")
        await player.until(lambda: isinstance(seats.screen, Confirm))
        await pilot.press("y")
        await player.until(lambda: "запечатан для бота" in player.under)

        await pilot.press("f3")
        await player.button("PDF")
        await player.see("[файл digest-1.pdf]")
        await player.button("Начать")
        await player.see(HARMLESS)
        await player.button("Принять, нельзя игнорировать")
        await player.see("Первый шаг")
        await player.write("Введём круг: каждый говорит две минуты")
        await player.button("Через неделю")
        await player.until(lambda: "Ответ запечатан автору" in player.under)

        await pilot.press("f1")
        await pilot.press("f4", "enter")
        await player.see("Введём круг: каждый говорит две минуты")
        await player.until(lambda: "хранилище не знает" in player.under)
        await player.until(lambda: "Круг замкнулся" in player.under)
        assert seats.stumbles == []


async def test_a_bot_that_stops_is_told_below(seats: SeatsApp) -> None:
    async with seats.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        player = Player(pilot, seats)
        await player.see("Здесь говорят без фильтров")
        seats.stage.bot.kill()
        await player.until(lambda: "Бот остановился" in player.under)
        await asyncio.sleep(0)
