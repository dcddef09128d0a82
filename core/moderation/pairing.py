"""The organiser's list of pairs to be: kept under the team's key, so that two organisers work on the same list and a
copy of the store holds nothing to read. The bot has no part in it until it is published.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from core.crypto.aead import context
from core.crypto.padding import pad, unpad
from core.errors import BadInput, ChangedElsewhere
from core.journal import Act
from core.moderation.desk import Desk
from core.moderation.programme import begin_programme, give_order, read_shelf
from core.programs import pairing
from core.programs.codec import decode, encode
from core.programs.ledger import Record
from core.programs.matching import Score
from core.programs.mentoring import GAINS, PAIRS, Gains, Publish, fit
from core.programs.pairing import Draft, Fairness, Two
from core.programs.pairs import Pair
from core.programs.profiles import PROFILES, Told
from core.programs.states import FINAL
from core.store.tables import programs

DRAFT_FORMAT = "pair-draft"
DRAFT_ID = b"pair-draft".ljust(16, b"\0")
"""There is one list."""


@dataclass(frozen=True)
class Table:
    """Everything on the organiser's table: the people, the pairs there are, and the list in hand with its revision,
    0 before it is first written."""

    people: dict[str, Told] = field(repr=False)
    pairs: list[Record[Pair]]
    draft: Draft
    revision: int = 0

    @property
    def bodies(self) -> list[Pair]:
        """The pairs there are or were."""
        return [record.body for record in self.pairs]


@dataclass(frozen=True)
class Line:
    """A line of what the organiser looks at. ``kind``: ``draft`` for a pair of the list in hand, ``alone`` for a junior
    whom it leaves without one, ``running`` and ``past`` for pairs that were asked; ``record`` for those alone."""

    kind: str
    junior: str = field(repr=False)
    senior: str = field(default="", repr=False)
    is_locked: bool = False
    record: Record[Pair] | None = None


KINDS = ("draft", "running", "alone", "past")


def lines_of(table: Table) -> list[Line]:
    """Everything on the table, in the order of KINDS."""
    draft = [Line("draft", *two, two in table.draft.locked) for two in table.draft.pairs]
    taken = {line.junior for line in draft}
    juniors, _ = pairing.candidates(table.people, table.bodies)
    alone = [Line("alone", one.id) for one in juniors if one.id not in taken]
    asked = [
        Line("past" if one.body.state in FINAL else "running", one.body.junior, one.body.senior, record=one)
        for one in table.pairs
    ]
    return sorted([*draft, *alone, *asked], key=lambda line: KINDS.index(line.kind))


def fit_of(table: Table, line: Line) -> Score:
    """Why these two; no parts when one has left or they do not fit."""
    junior, senior = table.people.get(line.junior), table.people.get(line.senior)
    return fit(junior, senior) if junior and senior else Score()


def can_fit(table: Table, junior: str) -> bool:
    """Whether any executive with a place left fits somebody who is alone."""
    _, seniors = pairing.candidates(table.people, table.bodies)
    return any(fit(table.people[junior], table.people[senior.id]).parts for senior in seniors)


async def read_gains(desk: Desk) -> Gains:
    """How far people moved, as far as it may be told."""
    found = await read_shelf(desk, GAINS)
    return found[0].body if found else Gains()


async def read_table(desk: Desk) -> Table:
    """What there is now. Raises CannotOpen."""
    people = {record.ref: record.body for record in await read_shelf(desk, PROFILES)}
    pairs = await read_shelf(desk, PAIRS)
    home = await begin_programme(desk)
    async with desk.store.reading() as tx:
        row = (await tx.execute(select(programs).where(programs.c.id == DRAFT_ID))).first()
    if row is None:
        return Table(people, pairs, Draft())
    box = await desk.box(home.id, row.epoch)
    return Table(people, pairs, decode(Draft, unpad(box.open(row.team_sealed, _place(row.revision)))), row.revision)


async def change_draft(desk: Desk, table: Table, draft: Draft, act: str) -> None:
    """Write the list and what was done to it. Raises ChangedElsewhere when another organiser was faster."""
    home = await begin_programme(desk)
    revision = table.revision + 1
    box = await desk.box(home.id, home.epoch)
    sealed = box.seal(pad(encode(draft)), _place(revision))
    row = {"epoch": home.epoch, "revision": revision, "team_sealed": sealed}
    async with desk.store.writing() as tx:
        if table.revision:
            where = (programs.c.id == DRAFT_ID) & (programs.c.revision == table.revision)
            if (await tx.execute(update(programs).where(where).values(**row))).rowcount != 1:
                raise ChangedElsewhere
        else:
            fresh = {"id": DRAFT_ID, "format": DRAFT_FORMAT, "live": True, "bot_box": b"", **row}
            try:
                await tx.execute(insert(programs), [fresh])
            except IntegrityError:
                raise ChangedElsewhere from None
        await desk.note(tx, Act(act, DRAFT_ID))


async def match_people(desk: Desk) -> Fairness:
    """Run the matching anew; tells how it came out."""
    table = await read_table(desk)
    draft, fairness = pairing.run(table.draft, table.people, table.bodies, table.draft.seed or desk.random(16))
    await change_draft(desk, table, draft, "pairs-match")
    return fairness


async def lock_pair(desk: Desk, two: Two) -> None:
    """Keep a pair through the next runs. Raises BadInput when one of the two is not free."""
    table = await read_table(desk)
    pairing.check_lock(two, table.people, table.bodies, table.draft)
    await change_draft(desk, table, pairing.lock(table.draft, two), "pairs-lock")


async def redo_pair(desk: Desk, two: Two, change: Callable[[Draft, Two], Draft], act: str) -> None:
    """Unlock, forbid or allow a pair (core.programs.pairing)."""
    table = await read_table(desk)
    await change_draft(desk, table, change(table.draft, two), act)


async def publish_pairs(desk: Desk) -> int:
    """Let the bot ask all pairs of the list; returns how many. Raises BadInput when the list is empty."""
    table = await read_table(desk)
    if not table.draft.pairs:
        raise BadInput("error-pairs-none")
    await give_order(desk, "pairs-publish", Publish(table.draft.pairs))
    await change_draft(desk, table, pairing.taken_out(table.draft), "pairs-publish")
    return len(table.draft.pairs)


def _place(revision: int) -> bytes:
    return context("pair-draft", revision)
