"""Keys one after the other: each finds what the one before it has done.

Textual hands a burst of keys (fast fingers, a paste, a slow line that delivers several at once) to whatever has the
focus when they arrive. The first one opens a field, the others, meant for the field, are still obeyed as acts: what was
typed as a word would release and decline letters.
"""

import time
from collections import deque

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.screen import ModalScreen, Screen

from revmentor_tui.console.door import Door

ASKING = frozenset({"dialog", "palette", "given"})
"""Work that is about to ask something, or busy with an answer."""
LOOK_AGAIN = 0.005
LONGEST = 1.0
"""Seconds that a key may keep the next one waiting. Then something else is wrong, and no key shall be lost to it."""


ROUNDS = 2
"""The key itself, and what it posted: a field submitted, a row opened."""


class Passed(Message):
    """Follows a key on its way up: where this arrives, the key has been."""

    def __init__(self, rounds: int) -> None:
        super().__init__()
        self.rounds = rounds


class KeysInOrder(App[int]):
    """An app whose keys wait for each other."""

    _under_way = 0.0
    """Since when a key is on its way, in the seconds of time.monotonic; 0 when none is."""
    _top: tuple[int, float] = (0, 0.0)
    """The screen on top, and since when it is."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Key] = deque()

    async def on_event(self, event: events.Event) -> None:
        """A key that comes while another is on its way is held; everything else goes on as ever."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._held.append(event)
        if not self._under_way or time.monotonic() - self._under_way > LONGEST:
            self._under_way = time.monotonic()
            await self._look()

    async def _pass_on(self, key: events.Key) -> None:
        self._under_way = time.monotonic()
        await super().on_event(key)
        await self._follow(Passed(ROUNDS))

    async def _follow(self, passed: Passed) -> None:
        if not (self.focused or self.screen).post_message(passed):
            await self._look()

    @on(Passed)
    async def _has_passed(self, passed: Passed) -> None:
        if passed.rounds > 1:
            await self._follow(Passed(passed.rounds - 1))
        else:
            # After what was asked for by call_later: a focus moves that way.
            self.call_later(self._look)

    async def _look(self) -> None:
        """Whether the next key may go."""
        if self._is_opening() and time.monotonic() - self._under_way < LONGEST:
            self.set_timer(LOOK_AGAIN, self._look)
            return
        self._under_way = 0.0
        if self._held:
            await self._pass_on(self._held.popleft())

    def _is_opening(self) -> bool:
        """Whether something to type into is about to be shown, or an answer is being worked on."""
        busy = {worker.group for worker in self.workers if not worker.is_finished}
        top, now = self.screen, time.monotonic()
        if id(top) != self._top[0]:
            self._top = id(top), now
        if not isinstance(top, ModalScreen | Door):
            # Textual's own blank screen stands there before the first of ours. A question waiting in another mode has
            # been shown long ago.
            shown = any(isinstance(one, ModalScreen) for stack in self._screen_stacks.values() for one in stack)
            return type(top) is Screen or (bool(busy & ASKING) and not shown)
        # Whoever clicks beside the field takes the focus away: that is no reason to wait for it.
        comes = now - self._top[1] < LONGEST
        return "given" in busy or (comes and not (top.is_mounted and (top.focused or not top.focus_chain)))
