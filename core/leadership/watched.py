"""All delivered digests for the clocks, which look at them every minute: opened anew only where something happened."""

from sqlalchemy import func, select

from core.digests import DELIVERED
from core.leadership.comma import Delivered, Leadership
from core.store.engine import Store
from core.store.tables import decisions, digest_items, digests

_STAMPS = (
    select(
        digests.c.id,
        func.count(digest_items.c.id).label("items"),
        # A revision only ever grows, so their sum says whether anything happened to any item.
        func.coalesce(func.sum(decisions.c.revision), 0).label("revisions"),
    )
    .join(digest_items, digest_items.c.digest_id == digests.c.id)
    .outerjoin(decisions, decisions.c.item_id == digest_items.c.id)
    .where(digests.c.state == DELIVERED)
    .group_by(digests.c.id, digests.c.number)
    .order_by(digests.c.number)
)


class Watched:
    """What was seen at the last look. Good for deciding what is due; what a person is shown, and what is acted on, is
    read from the store each time."""

    def __init__(self, store: Store, leadership: Leadership) -> None:
        self._store = store
        self._leadership = leadership
        self._known: dict[bytes, tuple[tuple[int, int], Delivered]] = {}

    async def look(self) -> list[Delivered]:
        """Delivered digests with what has happened to their items, oldest first. Raises CannotOpen."""
        async with self._store.reading() as tx:
            stamps = {row.id: (row.items, row.revisions) for row in await tx.execute(_STAMPS)}
        known = {one: self._known[one] for one in stamps if one in self._known and self._known[one][0] == stamps[one]}
        for one in [one for one in stamps if one not in known]:
            known[one] = stamps[one], await self._leadership.find_digest(one)
        self._known = known
        return [known[one][1] for one in stamps]

    def forget(self) -> None:
        """Drop from memory what was opened: a session may have been erased since."""
        self._known.clear()
