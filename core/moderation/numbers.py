"""Numbers that leave the console with a digest, under the session's thresholds and against what was shown before."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.moderation.desk import Desk
from core.moderation.inbox import review_context
from core.moderation.review import DECLINED, Review
from core.sessions import Session
from core.store.tables import participants, reviews
from core.thresholds import Release, move, release_table

_PORTION = 500
"""Reviews opened between two looks at the loop."""


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
    cells = await _declined(desk, tx, session)
    return Numbers(told, release_table(cells, k, previous.withheld if previous else None))


async def _declined(desk: Desk, tx: AsyncConnection, session: Session) -> dict[str, int]:
    """Declined letters by class of reason. A review is opened once a revision, not once a digest."""
    known = desk.reasons.setdefault(session.id, {})
    query = select(reviews.c.critique_id, reviews.c.revision).where(reviews.c.session_id == session.id)
    revisions = {row.critique_id: row.revision for row in await tx.execute(query)}
    changed = [one for one, revision in revisions.items() if known.get(one, (0, ""))[0] != revision]
    for start in range(0, len(changed), _PORTION):
        portion = select(reviews).where(reviews.c.critique_id.in_(changed[start : start + _PORTION]))
        for row in (await tx.execute(portion)).all():
            box = await desk.box(session.id, row.epoch)
            review = Review.decode(box.open(row.box, review_context(session.id, row.critique_id, row.revision)))
            known[row.critique_id] = row.revision, review.reason if review.state == DECLINED else ""
    return dict(Counter(reason for one in revisions if (reason := known[one][1])))
