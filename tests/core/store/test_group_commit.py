"""Group commit: writes that wait together share a transaction, and nothing else."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import AlreadySealed, StoreFull
from core.store.engine import Store
from core.store.group_commit import GroupCommit
from core.store.tables import company


class Notebook:
    """Writes names into a table, and counts its transactions."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.groups: list[list[str]] = []
        self.trouble: Exception | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.writing = asyncio.Event()
        """Set once a transaction has begun."""

    async def write(self, tx: AsyncConnection, items: Sequence[str]) -> list[str | Exception]:
        self.groups.append(list(items))
        self.writing.set()
        await self.gate.wait()
        if self.trouble is not None:
            raise self.trouble
        known = select(company.c.name).where(company.c.name.in_(items))
        there = set((await tx.execute(known)).scalars())
        fresh = [item for item in items if not item.startswith("bad") and item not in there]
        if fresh:
            await tx.execute(insert(company), [{"name": item.removeprefix("twin-"), "value": ""} for item in fresh])
        return [AlreadySealed() if item.startswith("bad") else item.upper() for item in items]

    async def names(self) -> list[str]:
        async with self.store.reading() as tx:
            return sorted((await tx.execute(select(company.c.name))).scalars())


@pytest.fixture
def notebook(store: Store) -> Notebook:
    return Notebook(store)


@pytest.fixture
def group(store: Store, notebook: Notebook) -> GroupCommit[str, str]:
    return GroupCommit(store, notebook.write)


async def test_sixty_four_at_once_take_few_commits(notebook: Notebook, group: GroupCommit[str, str]) -> None:
    items = [f"{number:02}" for number in range(64)]
    assert await asyncio.gather(*(group.commit(item) for item in items)) == items
    assert await notebook.names() == items
    assert len(notebook.groups) <= 2


async def test_one_alone_does_not_wait_for_company(notebook: Notebook, group: GroupCommit[str, str]) -> None:
    for item in ("a", "b", "c"):
        assert await group.commit(item) == item.upper()
        assert item in await notebook.names()
    assert notebook.groups == [["a"], ["b"], ["c"]]


async def test_who_comes_during_a_commit_joins_the_next(notebook: Notebook, group: GroupCommit[str, str]) -> None:
    notebook.gate.clear()
    first = asyncio.create_task(group.commit("a"))
    await notebook.writing.wait()
    later = [asyncio.create_task(group.commit(item)) for item in ("b", "c", "d")]
    await asyncio.sleep(0)
    notebook.gate.set()
    assert await asyncio.gather(first, *later) == ["A", "B", "C", "D"]
    assert notebook.groups == [["a"], ["b", "c", "d"]]


async def test_a_group_has_a_largest_size(store: Store, notebook: Notebook) -> None:
    small: GroupCommit[str, str] = GroupCommit(store, notebook.write, most=10)
    await asyncio.gather(*(small.commit(f"{number:02}") for number in range(25)))
    assert [len(items) for items in notebook.groups] == [10, 10, 5]


async def test_a_refused_item_fails_alone(notebook: Notebook, group: GroupCommit[str, str]) -> None:
    results = await asyncio.gather(*(group.commit(item) for item in ("a", "bad", "b")), return_exceptions=True)
    assert results[0] == "A"
    assert isinstance(results[1], AlreadySealed)
    assert results[2] == "B"
    assert await notebook.names() == ["a", "b"]


async def test_an_item_that_collides_fails_alone(notebook: Notebook, group: GroupCommit[str, str]) -> None:
    await group.commit("a")
    results = await asyncio.gather(*(group.commit(item) for item in ("b", "twin-a", "c")), return_exceptions=True)
    assert isinstance(results[1], IntegrityError)
    assert (results[0], results[2]) == ("B", "C")
    assert await notebook.names() == ["a", "b", "c"]


async def test_one_that_another_process_wrote_first_is_looked_at_again(store: Store, notebook: Notebook) -> None:
    """Between the look and the write another replica commits the same: the answer is the look's, not an error."""
    looks = 0

    async def write(tx: AsyncConnection, items: Sequence[str]) -> list[str | Exception]:
        nonlocal looks
        looks += 1
        if looks == 1:
            raise IntegrityError(None, None, Exception("written elsewhere"))
        return [f"{item} at look {looks}" for item in items]

    racing: GroupCommit[str, str] = GroupCommit(store, write)
    assert await racing.commit("a") == "a at look 2"


async def test_a_failed_commit_reaches_all_and_writes_nothing(notebook: Notebook, group: GroupCommit[str, str]) -> None:
    notebook.trouble = StoreFull()
    results = await asyncio.gather(*(group.commit(item) for item in ("a", "b", "c")), return_exceptions=True)
    assert [type(result) for result in results] == [StoreFull] * 3
    assert await notebook.names() == []
    notebook.trouble = None
    assert await group.commit("a") == "A"


async def test_a_caller_who_leaves_takes_nobody_along(notebook: Notebook, group: GroupCommit[str, str]) -> None:
    notebook.gate.clear()
    tasks = [asyncio.create_task(group.commit(item)) for item in ("a", "b", "c")]
    await notebook.writing.wait()
    tasks[0].cancel()
    tasks[1].cancel()
    await asyncio.sleep(0)
    notebook.gate.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(results[0], asyncio.CancelledError)
    assert results[2] == "C"
    assert await notebook.names() == ["a", "b", "c"]


async def test_a_caller_who_leaves_before_the_commit_takes_nobody_along(
    notebook: Notebook, group: GroupCommit[str, str]
) -> None:
    leaving, staying = asyncio.create_task(group.commit("a")), asyncio.create_task(group.commit("b"))
    await asyncio.sleep(0)
    leaving.cancel()
    assert await staying == "B"
    assert await group.commit("c") == "C"
    assert {"b", "c"} <= set(await notebook.names())


async def test_nobody_is_answered_before_the_commit(notebook: Notebook, group: GroupCommit[str, str]) -> None:
    for number in range(20):
        item = f"{number:02}"
        await group.commit(item)
        assert item in await notebook.names()
