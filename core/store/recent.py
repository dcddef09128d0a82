"""What was read a moment ago: the bot asks the same few rows for every message."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Values read less than ``seconds`` ago, by the event loop's clock; at most ``most`` of them. With 0 seconds every
    call reads. Calls that come while a value is being read wait for that reading.
    """

    def __init__(self, seconds: float, most: int = 10_000) -> None:
        self._seconds = seconds
        self._most = most
        self._known: OrderedDict[Key, tuple[float, asyncio.Future[Any]]] = OrderedDict()

    async def get(self, key: Key, read: Callable[[], Awaitable[Value]]) -> Value:
        """The value, from memory or from ``read``; an error is raised to all who wait for it and not remembered."""
        if self._seconds <= 0:
            return await read()
        now = asyncio.get_running_loop().time()
        found = self._known.get(key)
        if found is not None and now - found[0] < self._seconds:
            value: Value = await asyncio.shield(found[1])
            return value
        task = asyncio.ensure_future(read())
        self._known[key] = (now, task)
        self._known.move_to_end(key)
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        try:
            return await asyncio.shield(task)
        except BaseException:
            self.forget(key)
            raise

    def forget(self, key: Key) -> None:
        """Read anew next time."""
        self._known.pop(key, None)
