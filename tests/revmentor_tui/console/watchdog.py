"""How long the event loop is kept by one callback: what a person feels as a screen that does not answer.

Measured in processor time of the loop's own thread, so that other programs on the machine do not count.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Watchdog:
    """``longest``: seconds of the longest callback so far, ``culprit``: what it was, ``all``: seconds of each."""

    longest: float = 0.0
    culprit: str = ""
    all: list[float] = field(default_factory=list)

    def restart(self) -> None:
        """Forget what was measured."""
        self.longest, self.culprit = 0.0, ""
        self.all.clear()

    def note(self, handle: Any, seconds: float) -> None:
        """A callback has run."""
        self.all.append(seconds)
        if seconds > self.longest:
            self.longest, self.culprit = seconds, name_of(handle)


def name_of(handle: Any) -> str:
    """What ran: the task's coroutine, else the callback. Names of code only, no values."""
    task = getattr(handle._callback, "__self__", None)
    if isinstance(task, asyncio.Task):
        return str(getattr(task.get_coro(), "__qualname__", "a task"))
    return str(getattr(handle._callback, "__qualname__", type(handle._callback).__name__))


@contextmanager
def watching() -> Iterator[Watchdog]:
    """Measure every callback of every loop in this process."""
    watchdog, plain = Watchdog(), asyncio.Handle._run  # type: ignore[attr-defined]

    def run(handle: Any) -> None:
        start = time.thread_time()
        plain(handle)
        watchdog.note(handle, time.thread_time() - start)

    asyncio.Handle._run = run  # type: ignore[attr-defined]
    try:
        yield watchdog
    finally:
        asyncio.Handle._run = plain  # type: ignore[attr-defined]
