"""The organiser's side of the youth council: putting to the vote, counting, checking.

The console alone can open votes, and only after the bot has closed a ballot and taken its own boxes off.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy import func, select

from core.clock import seconds_of
from core.company import read_company
from core.crypto.journal import is_entry_signed
from core.crypto.roster import BOT_ID, Pin
from core.errors import BadInput, CannotOpen, NotAllowed, NotFound
from core.journal import read_entries
from core.language.safe_text import one_line
from core.leadership.pages import day_in
from core.moderation.desk import Desk
from core.moderation.programme import begin_programme, give_order, read_shelf
from core.people.invitations import EMPLOYEE, EXECUTIVE
from core.programs.council.credentials import Vote, open_vote
from core.programs.council.lots import NO_LOT, commit
from core.programs.council.motions import ANSWER_DAYS
from core.programs.council.papers import (
    BALLOTS,
    DAYS_MOST,
    ID_SIZE,
    LABEL_LONGEST,
    PAPERS,
    RUNNERS,
    SITTINGS,
    TITLE_LONGEST,
    VOTERS_LEAST,
    Ballot,
    Electorate,
    Matter,
    Open,
    Outcome,
    Poll,
    Publish,
    Source,
    paper_id,
)
from core.programs.council.questions import Kind, Question
from core.programs.council.record import Announced, Fault, Finding, Opening, Record, close, verify
from core.programs.council.urn import content_of, digest_of, read_urn
from core.programs.ledger import Record as Kept
from core.programs.states import State
from core.sessions import Session, read_keys
from core.store.engine import Store
from core.store.tables import people

SLICE = 200
"""Votes opened before other work has its turn: about 20 ms."""


@dataclass(frozen=True)
class Terms:
    """What a question asks and how it is counted (core.programs.council.questions); ``options`` by their labels, with
    ``costs`` in the same order. ``executives``: whether they are asked the same beside it.
    """

    title: str = field(repr=False)
    closes: date
    kind: Kind = Kind.YES_NO
    text: str = field(default="", repr=False)
    options: tuple[str, ...] = field(default=(), repr=False)
    costs: tuple[int, ...] = ()
    money: int = 0
    seats: int = 1
    quorum: Fraction = Fraction(0)
    share: Fraction = Fraction(1, 2)
    electorate: Electorate = Electorate.STAFF
    executives: bool = False
    answer_days: int = ANSWER_DAYS


async def put_to_vote(desk: Desk, terms: Terms, matter: Kept[Matter] | None = None) -> Open:
    """Order the bot to open a matter's ballots; without a matter it is the organiser's own question.

    Raises BadInput for terms that cannot be, NotAllowed without enough voters or supporters.
    """
    if matter is not None and not matter.body.motion.is_supported:
        raise NotAllowed("error-motion-support", needed=matter.body.motion.threshold)
    source = matter.body.source if matter else Source.ORGANISER
    return await _order(desk, terms, matter.id if matter else desk.random(ID_SIZE), source)


async def call_election(desk: Desk, title: str, seats: int, closes: date, quorum: Fraction = Fraction(0)) -> Open:
    """Order the election of the council from everybody who stands. Raises BadInput with fewer of them than seats and
    one, NotAllowed without enough voters."""
    standing = sorted(await read_shelf(desk, RUNNERS), key=lambda one: (one.body.name, one.id))
    if len(standing) <= seats:
        raise BadInput("error-council-few-runners", count=len(standing))
    labels = tuple(_label(one.body.name, one.body.words) for one in standing)
    terms = Terms(title, closes, Kind.ELECTION, options=labels, seats=seats, quorum=quorum)
    runners = tuple((str(number), one.body.profile) for number, one in enumerate(standing, 1))
    return await _order(desk, terms, desk.random(ID_SIZE), Source.ELECTION, runners)


async def closing_day(desk: Desk, days: int) -> date:
    """The last day of voting, ``days`` from the company's today. Raises BadInput for too many."""
    if not 1 <= days <= DAYS_MOST:
        raise BadInput("error-council-days", most=DAYS_MOST)
    async with desk.store.reading() as tx:
        today = day_in((await read_company(tx)).zone, seconds_of(desk.clock))
    return today + timedelta(days=days)


async def count_voters(desk: Desk, electorate: Electorate) -> int:
    """How many would be on the roll now."""
    if electorate is Electorate.COUNCIL:
        return sum(len(one.body.members) for one in await read_shelf(desk, SITTINGS))
    role = EXECUTIVE if electorate is Electorate.EXECUTIVES else EMPLOYEE
    async with desk.store.reading() as tx:
        return int((await tx.execute(select(func.count()).where(people.c.role == role))).scalar_one())


async def count_matter(desk: Desk, matter: Kept[Matter]) -> Publish:
    """Open and count the votes of a matter's closed ballots, and hand the results to the bot for publication.

    Raises NotAllowed while one is not closed or none was opened, or when what lies in an urn is not what the bot found
    there at the close.
    """
    if not matter.body.ballots:
        raise NotAllowed("error-motion-early")
    outcomes = []
    for ballot_id in matter.body.ballots:
        ballot = await read_ballot(desk, ballot_id)
        if ballot.state is not State.HELD:
            raise NotAllowed("error-motion-early")
        if not await is_urn_whole(desk, ballot_id, ballot):
            raise NotAllowed("error-council-urn")
        record = await count_ballot(desk, ballot_id, ballot)
        enough = len(record.votes) >= VOTERS_LEAST
        outcomes.append(Outcome(ballot_id, record.encode().decode() if enough else ""))
    order = Publish(matter.id, tuple(outcomes))
    await give_order(desk, "council-publish", order)
    return order


async def count_ballot(desk: Desk, ballot_id: bytes, ballot: Ballot) -> Record:
    """The record of a closed ballot, from what lies in its urn. The same urn gives the same bytes."""
    (paper,) = [one.body for one in await read_shelf(desk, PAPERS) if one.id == paper_id(ballot_id)]
    home = await begin_programme(desk)
    opening = Opening(ballot.question, paper.roll, ballot.announced.commitment)
    if opening.digest != ballot.announced.opening:
        raise NotAllowed("error-council-urn")
    seed = await _seed_of(desk, home, ballot_id, ballot)
    votes = await _open_votes(desk, home, ballot_id, ballot)
    return await asyncio.to_thread(close, opening, seed, votes)


async def _seed_of(desk: Desk, home: Session, ballot_id: bytes, ballot: Ballot) -> bytes:
    """What the bot opens alone no lot can decide; any other commitment of its making fits no seed of the team's."""
    if ballot.question.kind is Kind.YES_NO and ballot.announced.commitment == commit(NO_LOT):
        return NO_LOT
    return (await desk.secret(home.id, ballot.epoch)).tie_seed(ballot_id)


async def is_urn_whole(desk: Desk, ballot_id: bytes, ballot: Ballot) -> bool:
    """Whether the urn still holds exactly what it held at the close."""
    async with desk.store.reading() as tx:
        found = await read_urn(tx, ballot_id)
    return digest_of(content_of(epoch, sealed) for _, epoch, sealed in found) == ballot.urn


async def read_ballot(desk: Desk, ballot_id: bytes) -> Ballot:
    """A ballot by its id. Raises NotFound."""
    for one in await read_shelf(desk, BALLOTS):
        if one.id == ballot_id:
            return one.body
    raise NotFound


async def read_export(desk: Desk, ballot_id: bytes) -> bytes:
    """The published file of a ballot. Raises NotFound before the publication."""
    for one in await read_shelf(desk, PAPERS):
        if one.id == paper_id(ballot_id) and one.body.record:
            return one.body.record.encode()
    raise NotFound


async def inspect(desk: Desk, ballot_id: bytes) -> list[Finding]:
    """Check a ballot that has come to its end from within: the file against the journal, and against what lies in the
    urn; where too few are said to have voted, whether it was so. Raises NotFound before.
    """
    ballot = await read_ballot(desk, ballot_id)
    if ballot.state is State.EXPIRED:
        return await _inspect_few(desk, ballot_id, ballot)
    announced = await read_announced(desk.store, desk.pin, ballot_id)
    findings = verify(await read_export(desk, ballot_id), announced)
    if not await is_urn_whole(desk, ballot_id, ballot):
        return [*findings, Finding(Fault.URN_CHANGED)]
    counted = {vote.receipt for vote in Record.decode(await read_export(desk, ballot_id)).votes}
    again = {vote.receipt for vote in (await count_ballot(desk, ballot_id, ballot)).votes}
    missing = {one.ref for one in findings if one.fault is Fault.DROPPED}
    return findings + [Finding(Fault.DROPPED, receipt) for receipt in sorted(again - counted - missing)]


async def _inspect_few(desk: Desk, ballot_id: bytes, ballot: Ballot) -> list[Finding]:
    if not await is_urn_whole(desk, ballot_id, ballot):
        return [Finding(Fault.URN_CHANGED)]
    votes = (await count_ballot(desk, ballot_id, ballot)).votes
    return [Finding(Fault.WITHHELD)] if len(votes) >= VOTERS_LEAST else []


async def read_announced(store: Store, pin: Pin, ballot_id: bytes) -> Announced:
    """What the bot wrote into the journal about a ballot, each entry signed by it. Raises NotFound for a ballot that
    the journal does not know."""
    async with store.reading() as tx:
        key = (await read_keys(tx, pin))[BOT_ID]
    found: dict[str, bytes] = {}
    for entry in await read_entries(store):
        is_ours = entry.actor == BOT_ID and entry.ref.startswith(ballot_id) and len(entry.ref) == ID_SIZE + 32
        if is_ours and is_entry_signed(entry, key):
            found.setdefault(entry.act, entry.ref[ID_SIZE:])
    try:
        opening = found["council-question"], found["council-roll"], found["council-seed"]
    except KeyError:
        raise NotFound from None
    return Announced(*opening, found.get("council-closing"))


async def _order(
    desk: Desk, terms: Terms, matter: bytes, source: Source, runners: tuple[tuple[str, bytes], ...] = ()
) -> Open:
    title = one_line(terms.title).strip()
    if not title or len(title) > TITLE_LONGEST:
        raise BadInput("error-council-title", most=TITLE_LONGEST)
    home = await begin_programme(desk)
    asked = [terms.electorate] + [Electorate.EXECUTIVES] * (
        terms.executives and terms.electorate is not Electorate.EXECUTIVES
    )
    polls = []
    for electorate in asked:
        if await count_voters(desk, electorate) < VOTERS_LEAST:
            raise NotAllowed("error-council-voters", least=VOTERS_LEAST)
        ballot = desk.random(ID_SIZE)
        seed = (await desk.secret(home.id, home.epoch)).tie_seed(ballot)
        question = make_question(terms, title, ballot)
        polls.append(Poll(ballot, electorate, question.encode().decode(), commit(seed), home.epoch))
    order = Open(matter, source, title, terms.text, tuple(polls), terms.closes, terms.answer_days, runners)
    await give_order(desk, "council-open", order)
    return order


def make_question(terms: Terms, title: str, ballot: bytes) -> Question:
    """The question as it is sealed. Raises BadInput."""
    labels = [one_line(label).strip() for label in terms.options]
    if any(not label or len(label) > LABEL_LONGEST for label in labels) or len(set(labels)) != len(labels):
        raise BadInput("error-council-labels", most=LABEL_LONGEST)
    options = tuple((str(number), label) for number, label in enumerate(labels, 1))
    costs: tuple[tuple[str, int], ...] = ()
    if terms.kind is Kind.BUDGET:
        costs = tuple((name, cost) for (name, _), cost in zip(options, terms.costs, strict=False))
    plain = terms.kind is Kind.YES_NO
    return Question(
        ballot.hex(), terms.kind, title, () if plain else options, terms.seats, terms.quorum, terms.share, costs,
        terms.money if terms.kind is Kind.BUDGET else 0,
    )  # fmt: skip


async def _open_votes(desk: Desk, home: Session, ballot_id: bytes, ballot: Ballot) -> list[Vote]:
    async with desk.store.reading() as tx:
        rows = await read_urn(tx, ballot_id)
    question, opening, votes = ballot.question, ballot.announced.opening, []
    for number, (place, epoch, sealed) in enumerate(rows, 1):
        if epoch > home.epoch:
            continue  # Bytes that somebody else has put there.
        try:
            secret = await desk.secret(home.id, epoch)
            votes.append(open_vote(secret.pair, opening, place, question, sealed))
        except CannotOpen:
            continue
        if not number % SLICE:
            await asyncio.sleep(0)
    return votes


def _label(name: str, words: str) -> str:
    label = f"{one_line(name)}: {one_line(words)}" if words else one_line(name)
    return label if len(label) <= LABEL_LONGEST else label[: LABEL_LONGEST - 1] + "…"
