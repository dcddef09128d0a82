"""Numbers that leave the console with a digest, under the session's thresholds and against what was shown before."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.moderation.desk import Desk
from core.moderation.inbox import review_context
from core.moderation.review import DECLINED, Review
from core.sessions import Session
from core.store.tables import participants, reviews
from core.thresholds import Release, release_table, step


@dataclass(frozen=True)
class Numbers:
    """``participants``: distinct people of the session, None below k; ``withheld``: declined critiques by class."""

    participants: int | None
    withheld: Release

    def encode(self) -> dict[str, Any]:
        """Plain values, kept with the digest so that the next one knows what was shown."""
        return {"participants": self.participants, "withheld": vars(self.withheld)}

    @classmethod
    def decode(cls, raw: dict[str, Any]) -> "Numbers":
        """The numbers again."""
        table = raw["withheld"]
        return cls(raw["participants"], Release(table["k"], table["shown"], table["others"], tuple(table["hidden"])))


async def count_numbers(desk: Desk, tx: AsyncConnection, session: Session, previous: Numbers | None) -> Numbers:
    """What may be told now."""
    k = session.terms.k
    query = select(func.count()).select_from(participants).where(participants.c.session_id == session.id)
    people = int((await tx.execute(query)).scalar_one())
    shown = previous.participants if previous else None
    told = (people if people >= k else None) if shown is None else step(shown, people, k)
    cells = await _declined(desk, tx, session)
    return Numbers(told, release_table(cells, k, previous.withheld if previous else None))


async def _declined(desk: Desk, tx: AsyncConnection, session: Session) -> dict[str, int]:
    cells: dict[str, int] = {}
    for row in (await tx.execute(select(reviews).where(reviews.c.session_id == session.id))).all():
        box = await desk.box(session.id, row.epoch)
        review = Review.decode(box.open(row.box, review_context(session.id, row.critique_id, row.revision)))
        if review.state == DECLINED:
            cells[review.reason] = cells.get(review.reason, 0) + 1
    return cells
