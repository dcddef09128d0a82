"""Answers to a proposal that nobody may learn of before their time, a copy of the store included.

Every answer is written as one letter, silence too, so a record is as long with it as without; and it is written over
the record without counting as a change, together with all others that wait, which the clock does by itself every hour.
So two copies of the store tell neither whether somebody answered nor what.
"""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import NotFound
from core.programs.ledger import Ledger, Record, Shelf

Body = TypeVar("Body")
COVER_SECONDS = 3600
"""How often records that wait are written anew though nobody has answered."""


class Reply(StrEnum):
    """One letter each: the width tells nothing."""

    SILENT = "-"
    YES = "y"
    NO = "n"

    @classmethod
    def of(cls, yes: bool) -> "Reply":
        """An answer as it is kept."""
        return cls.YES if yes else cls.NO


async def write_reply(
    tx: AsyncConnection,
    ledger: Ledger,
    shelf: Shelf[Body, Any],
    waits: Callable[[Body], bool],
    record_id: bytes,
    change: Callable[[Body], Body],
) -> Record[Body]:
    """Answer one of the records that wait for answers; all of them are written anew with it. When it does not wait any
    more, that is a change as any other. Raises NotFound, and whatever ``change`` raises."""
    rows = await ledger.all(tx, shelf, lock=True)
    record = next((one for one in rows if one.id == record_id), None)
    if record is None:
        raise NotFound
    changed = replace(record, body=change(record.body))
    if not waits(changed.body):
        return await ledger.change(tx, shelf, record, changed.body)
    await ledger.rewrite(tx, shelf, [changed if one is record else one for one in rows if waits(one.body)])
    return changed
