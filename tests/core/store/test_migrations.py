"""Migrations: a store made by them is the store that the tables describe, on both engines."""

import asyncio
from collections.abc import AsyncIterator
from importlib.resources import files

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, select, text, update

from core.errors import NotAllowed
from core.store import migrate as migrating
from core.store.engine import Store, open_store
from core.store.migrate import HEAD, migrate, read_revision
from core.store.tables import company, metadata


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Store]:
    opened = open_store(empty_url)
    yield opened
    await opened.close()


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))


async def test_from_nothing_to_exactly_the_tables_described(empty: Store) -> None:
    assert await read_revision(empty) is None
    await migrate(empty)
    assert await read_revision(empty) == HEAD
    async with empty.reading() as tx:
        assert await tx.run_sync(differences) == []


async def test_the_program_knows_its_newest_revision() -> None:
    scripts = ScriptDirectory(str(files("core.store") / "migrations"))
    assert scripts.get_heads() == [HEAD]


async def test_migrating_again_changes_nothing(empty: Store) -> None:
    await migrate(empty)
    async with empty.writing() as tx:
        await tx.execute(insert(company), [{"name": "a", "value": "v"}])
    await migrate(empty)
    async with empty.reading() as tx:
        assert (await tx.execute(select(company.c.name))).scalars().all() == ["a"]


async def test_a_newer_store_is_left_alone(empty: Store) -> None:
    await migrate(empty)
    async with empty.writing() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NotAllowed) as caught:
        await migrate(empty)
    assert caught.value.message_id == "error-store-newer"


async def test_a_migration_that_fails_half_way_leaves_no_half(empty: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade = migrating._upgrade

    def fail_at_the_end(connection: Connection, folder: str) -> None:
        upgrade(connection, folder)
        raise RuntimeError("power cut")

    monkeypatch.setattr(migrating, "_upgrade", fail_at_the_end)
    with pytest.raises(RuntimeError):
        await migrate(empty)
    assert await read_revision(empty) is None
    monkeypatch.undo()
    await migrate(empty)
    assert await read_revision(empty) == HEAD


async def test_two_programs_that_start_at_once_both_find_the_schema(empty_url: str) -> None:
    one, other = open_store(empty_url), open_store(empty_url)
    await asyncio.gather(migrate(one), migrate(other))
    assert await read_revision(one) == await read_revision(other) == HEAD
    for store in (one, other):
        await store.close()


async def test_a_changed_value_replaces_the_old_one(store: Store) -> None:
    async with store.writing() as tx:
        await tx.execute(insert(company), [{"name": "a", "value": "v"}])
        await tx.execute(update(company).values(value="w"))
    async with store.reading() as tx:
        assert (await tx.execute(select(company.c.value))).scalar_one() == "w"
