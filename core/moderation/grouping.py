"""Letters that say the same, put together by a moderator and released as one item.

A group is kept in its members' own reviews, under the session's box: each names the group's lead, the one letter whose
wording goes out. The others, its followers, are never released themselves; they are counted, and their authors get the
same answers. Nothing is grouped by itself.
"""

from collections.abc import Collection, Sequence

from core.moderation.desk import Desk
from core.moderation.inbox import Critique, load_critiques, load_standings
from core.moderation.review import RELEASED, Review, join, leave
from core.sessions import Session

Changes = list[tuple[Critique, Review]]


def is_lead(critique: Critique) -> bool:
    """Whether others follow this one."""
    return critique.review.group == critique.id.hex()


def is_follower(critique: Critique) -> bool:
    """Whether another letter goes out in this one's place."""
    return bool(critique.review.group) and not is_lead(critique)


def gather(members: Sequence[Critique], lead: bytes) -> Changes:
    """What makes ``members`` one group led by ``lead``, one of them. All are undecided again; when one of them needs a
    second person, all do. Raises NotAllowed for what is published or withdrawn.
    """
    sensitive = any(one.review.sensitive for one in members)
    return [(one, join(one.review, lead.hex(), sensitive=sensitive)) for one in members]


def dissolve(members: Sequence[Critique]) -> Changes:
    """What makes each of ``members`` stand alone again, undecided. Raises NotAllowed as ``gather``."""
    return [(one, leave(one.review)) for one in members]


async def load_followers(desk: Desk, session: Session, leads: Collection[bytes]) -> dict[bytes, list[Critique]]:
    """The followers of each lead, in the order of ``load_critiques``."""
    wanted = {lead.hex() for lead in leads}
    found = []
    if wanted:
        async with desk.store.reading() as tx:
            standings = await load_standings(desk, tx, session)
        found = [one for one, standing in standings.items() if standing.group in wanted - {one.hex()}]
    followers: dict[bytes, list[Critique]] = {lead: [] for lead in leads}
    for critique in await load_critiques(desk, session, found) if found else ():
        # Looked at again: another console may have dissolved the group in between.
        if is_follower(critique) and critique.review.group in wanted:
            followers[bytes.fromhex(critique.review.group)].append(critique)
    return followers


async def load_group(desk: Desk, session: Session, critique: Critique) -> list[Critique]:
    """The whole group of a letter, the lead first; the letter alone when it is in none, or its lead is gone."""
    if not critique.review.group:
        return [critique]
    lead = bytes.fromhex(critique.review.group)
    first = await load_critiques(desk, session, [lead])
    if not first or not is_lead(first[0]):
        return [critique]
    return [*first, *(await load_followers(desk, session, [lead]))[lead]]


def released_with(followers: Sequence[Critique]) -> list[Critique]:
    """Those of the followers that go out with their lead."""
    return [one for one in followers if one.review.state == RELEASED]


def told_size(letters: int, k: int) -> int:
    """How many letters may be told to say the same; 0 when nothing may be told.

    Letters, not people: a sealed letter holds nothing by which two of one author could be recognised, so people cannot
    be counted. Below k the number would point at few, whoever wrote them. A published group never changes, and no total
    of letters is ever told, so nothing can be found by subtraction.
    """
    return letters if letters >= k else 0
