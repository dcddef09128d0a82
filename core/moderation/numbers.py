"""Numbers that leave the console with a digest, under the session's thresholds and against what was shown before."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.moderation.desk import Desk
from core.moderation.inbox import load_standings
from core.sessions import Session
from core.store.tables import participants
from core.thresholds import Release, move, release_table


@dataclass(frozen=True)
class Numbers:
    """``people``: the values shown so far for the distinct people of the session, oldest first; ``withheld``: declined
    critiques by class."""

    people: tuple[int, ...]
    withheld: Release

    @property
    def participants(self) -> int | None:
        """How many took part, None while they are fewer than k."""
        return self.people[-1] if self.people and self.people[-1] else None

    def encode(self) -> dict[str, Any]:
        """Plain values, kept with the digest so that the next one knows what was shown."""
        return {"people": self.people, "withheld": vars(self.withheld)}

    @classmethod
    def decode(cls, raw: dict[str, Any]) -> "Numbers":
        """The numbers again."""
        table = raw["withheld"]
        past = {name: tuple(values) for name, values in table["past"].items()}
        release = Release(table["k"], table["shown"], table["others"], tuple(table["hidden"]), past)
        return cls(tuple(raw["people"]), release)


@dataclass(frozen=True)
class Meter:
    """What the thresholds hold back of a digest. ``reasons``: classes of declined letters that are not told;
    ``groups``: items whose number of letters is not told; ``people`` None while they are fewer than ``k``."""

    k: int
    people: int | None
    reasons: int
    groups: int

    @property
    def hides(self) -> bool:
        """Whether anything is held back."""
        return self.people is None or bool(self.reasons or self.groups)


async def count_numbers(desk: Desk, tx: AsyncConnection, session: Session, previous: Numbers | None) -> Numbers:
    """What may be told now."""
    k = session.terms.k
    query = select(func.count()).select_from(participants).where(participants.c.session_id == session.id)
    people = int((await tx.execute(query)).scalar_one())
    told = move(previous.people if previous else (), people, k)
    standings = await load_standings(desk, tx, session)
    cells = dict(Counter(one.reason for one in standings.values() if one.reason))
    return Numbers(told, release_table(cells, k, previous.withheld if previous else None))
