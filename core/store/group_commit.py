"""Group commit: writes that wait at the same moment share one transaction, and so one sync of the disk.

Durability stays: each caller continues only after the commit that holds its write. (The idea is DeWitt et al.
1984, "Implementation techniques for main memory database systems", section 5.)
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.engine import Store

Item = TypeVar("Item")
Result = TypeVar("Result")


class GroupCommit(Generic[Item, Result]):
    """Collects items and writes each group with ``write(tx, items) -> results`` (one result per item, same
    order).

    A result that is an exception is raised to that item's caller alone; the others of the group stay
    committed.
    """

    def __init__(
        self,
        store: Store,
        write: Callable[[AsyncConnection, Sequence[Item]], Awaitable[Sequence[Result | Exception]]],
        most: int = 256,
    ) -> None:
        self._store = store
        self._write = write
        self._most = most
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._worker: asyncio.Task[None] | None = None

    async def commit(self, item: Item) -> Result:
        """Write ``item``; returns after its transaction is durable. Raises what ``write`` or the store
        raises.
        """
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._drain())
        return await future

    async def _drain(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            try:
                await self._settle(group, again=True)
            except BaseException as error:
                for _, future in group:
                    if not future.done():
                        future.set_exception(error)
                if not isinstance(error, Exception):
                    raise

    async def _settle(self, group: list[tuple[Item, asyncio.Future[Result]]], *, again: bool) -> None:
        try:
            async with self._store.writing() as tx:
                results = await self._write(tx, [item for item, _ in group])
        except IntegrityError:
            # Another replica wrote one of these first: the rest must not fail with it, and a second look at
            # what is there now tells ``write`` what to answer to that one.
            if not again:
                raise
            for single in group:
                await self._settle_alone(single)
            return
        for (_, future), result in zip(group, results, strict=True):
            if future.done():
                continue
            if isinstance(result, Exception):
                future.set_exception(result)
            else:
                future.set_result(result)

    async def _settle_alone(self, single: tuple[Item, asyncio.Future[Result]]) -> None:
        try:
            await self._settle([single], again=False)
        except Exception as error:
            if not single[1].done():
                single[1].set_exception(error)
