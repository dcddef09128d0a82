"""Bringing a store to the newest schema (Alembic)."""

from importlib.resources import as_file, files

from sqlalchemy import Connection, inspect, text

from core.errors import NotAllowed
from core.store.engine import Store

HEAD = "0011"
"""The newest revision; kept here so that opening a current store does not load Alembic."""
_LOCK = 7_266_350


async def migrate(store: Store) -> None:
    """Create or upgrade the schema, wholly or not at all.

    Raises NotAllowed when the store is newer than this program, StoreUnavailable.
    """
    revision = await read_revision(store)
    if revision == HEAD:
        return
    if revision is not None and revision > HEAD:
        raise NotAllowed("error-store-newer")
    with as_file(files("core.store") / "migrations") as folder:
        async with store.writing() as tx:
            if not store.is_sqlite:
                # Programs that start at once upgrade one after the other, as SQLite's writers do anyway.
                await tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            await tx.run_sync(_upgrade, str(folder))


async def read_revision(store: Store) -> str | None:
    """The schema's revision, None for an empty store."""
    async with store.reading() as tx:
        if not await tx.run_sync(lambda connection: inspect(connection).has_table("alembic_version")):
            return None
        return (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalar_one_or_none()


def _upgrade(connection: Connection, folder: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", folder)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
