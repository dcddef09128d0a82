"""What happened, in order: what docs/FLOWS.md is written from, and what waiting people read."""

import asyncio
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody in a chat could see happen.

    ``what`` is one of: says, edits, deletes, presses, answers, alerts, pins, unpins, acts (a chat action),
    starts, blocks, unblocks, leaves. ``kind`` is the message's kind (text, photo, document, …).
    ``buttons`` are the labels of the inline keyboard, or of the keyboard under the input field, row by row.
    """

    number: int
    at: float
    chat_id: int = field(repr=False)
    who: str = field(repr=False)
    by_bot: bool
    what: str
    message_id: int | None = None
    kind: str = ""
    text: str = field(default="", repr=False)
    buttons: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    reply_to: int | None = None
    file_name: str = field(default="", repr=False)


class Bell:
    """Wakes everybody who waits for a change; lives in one event loop."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        waiting, self._waiting = self._waiting, set()
        for sleeper in waiting:
            if not sleeper.done():
                sleeper.set_result(None)

    async def wait(self, seconds: float) -> bool:
        """True when rung, False when ``seconds`` of real time have passed."""
        sleeper: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(sleeper)
        try:
            await asyncio.wait_for(sleeper, seconds)
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(sleeper)
        return True


class Transcript:
    """The ordered record; ``keep`` bounds it for long runs (None keeps everything)."""

    def __init__(self, keep: int | None = None) -> None:
        self._keep = keep
        self._entries: deque[Entry] = deque(maxlen=keep)
        self._of_chat: dict[int, deque[Entry]] = {}
        self._next = 1

    def next_number(self) -> int:
        return self._next

    def append(self, entry: Entry) -> None:
        self._next = entry.number + 1
        self._entries.append(entry)
        own = self._of_chat.get(entry.chat_id)
        if own is None:
            own = self._of_chat[entry.chat_id] = deque(maxlen=self._keep)
        own.append(entry)

    def clear(self) -> None:
        """Forget what was recorded; numbers go on."""
        self._entries.clear()
        self._of_chat.clear()

    def of(self, chat_id: int, after: int = 0) -> tuple[Entry, ...]:
        """One chat's entries with numbers above ``after``."""
        newest_first = takewhile(lambda one: one.number > after, reversed(self._of_chat.get(chat_id, ())))
        return tuple(newest_first)[::-1]

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries))

    def __len__(self) -> int:
        return len(self._entries)
