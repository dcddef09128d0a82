"""The bot's side of a vote's beginning and end: what the organiser orders, checked before it is done."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import BadInput, NotAllowed
from core.journal import Act
from core.programs.council import motions, urn
from core.programs.council.counting import Result
from core.programs.council.house import House
from core.programs.council.lots import NO_LOT, commit
from core.programs.council.motions import ANSWER_DAYS
from core.programs.council.papers import (
    BALLOTS,
    DAYS_DEFAULT,
    DAYS_MOST,
    MATTERS,
    PAPERS,
    RUNNERS,
    VOTERS_LEAST,
    VOTERS_MOST,
    Ballot,
    Electorate,
    Matter,
    Open,
    Outcome,
    Paper,
    Poll,
    Publish,
    Sitting,
    Source,
    paper_id,
    with_closing,
)
from core.programs.council.questions import Kind, Question
from core.programs.council.record import Opening, Record, verify
from core.programs.ledger import Record as Kept
from core.programs.states import State, require


@dataclass(frozen=True)
class Polled:
    """A matter whose ballots have just been opened or published, with them in the matter's order."""

    matter: Kept[Matter]
    ballots: tuple[Kept[Ballot], ...]


async def open_polls(house: House, tx: AsyncConnection, order: Open, today: date) -> Polled:
    """Put a matter to the vote: draw the issuing secrets, seal the rolls, lay out the blanks.

    Raises NotAllowed without enough supporters or voters; BadInput for terms that cannot be.
    """
    if not today < order.closes <= today + timedelta(days=DAYS_MOST) or not order.polls:
        raise BadInput("error-motion-dates")
    record = await _called(house, tx, order, today)
    motion = motions.open_ballot(record.body.motion, order.closes, today, order.answer_days)
    ballots = [await _lay_out(house, tx, order, poll, today) for poll in order.polls]
    body = replace(record.body, motion=motion, ballots=tuple(one.id for one in ballots))
    record = await house.ledger.change(tx, MATTERS, record, body)
    await house.drop_support(tx, record.id)
    return Polled(record, tuple(ballots))


async def ask_staff(
    house: House, tx: AsyncConnection, matter: bytes, source: Source, title: str, text: str, today: date
) -> Polled:
    """Put a question of yes or no to all employees at once, without waiting for a console: such a count draws no lot,
    so nobody has to have drawn a secret seed for it. Raises NotAllowed with too few employees.
    """
    ballot, home = house.draw_id(), await house.ledger.programme(tx)
    terms = Question(ballot.hex(), Kind.YES_NO, title).encode().decode()
    poll = Poll(ballot, Electorate.STAFF, terms, commit(NO_LOT), home.epoch)
    closes = today + timedelta(days=DAYS_DEFAULT)
    return await open_polls(house, tx, Open(matter, source, title, text, (poll,), closes, ANSWER_DAYS), today)


async def publish_count(house: House, tx: AsyncConnection, order: Publish, today: date) -> Polled:
    """Take the count over, after checking it: the file must hold against what was announced and what it counts.

    Raises NotAllowed for a ballot that is not closed or a file that does not hold.
    """
    record = await house.matter(tx, order.matter)
    if not order.outcomes or tuple(one.ballot for one in order.outcomes) != record.body.ballots:
        raise BadInput("error-council-export")
    ballots = [await _take_over(house, tx, outcome) for outcome in order.outcomes]
    said = [_verdict(one.body) for one in ballots]
    is_election = record.body.source is Source.ELECTION
    motion = motions.close_ballot(
        record.body.motion, said[0], today, said[1] if len(said) > 1 else None, is_election=is_election
    )
    if is_election and motion.state is State.DONE:
        await _seat(house, tx, ballots[0].body, today)
    record = await house.ledger.change(tx, MATTERS, record, replace(record.body, motion=motion))
    return Polled(record, tuple(ballots))


async def _called(house: House, tx: AsyncConnection, order: Open, today: date) -> Kept[Matter]:
    if order.source is Source.STAFF:
        return await house.matter(tx, order.matter)
    standing = {one.body.profile for one in await house.ledger.all(tx, RUNNERS)}
    if not standing >= {profile for _, profile in order.runners}:
        raise NotAllowed("error-council-runner-gone")
    body = Matter(motions.ask(today), order.source, order.title, order.text)
    return await house.ledger.add(tx, MATTERS, body, order.matter)


async def _lay_out(house: House, tx: AsyncConnection, order: Open, poll: Poll, today: date) -> Kept[Ballot]:
    voters = sorted((await house.electors(tx, poll.electorate)).values())
    if not VOTERS_LEAST <= len(voters) <= VOTERS_MOST:
        raise NotAllowed("error-council-voters", least=VOTERS_LEAST, most=VOTERS_MOST)
    issuer = house.draw_secret(poll.ballot)
    roll: list[bytes] = []
    for start in range(0, len(voters), urn.SLICE):
        roll += issuer.roll(voters[start : start + urn.SLICE])
        await asyncio.sleep(0)
    ballot = Ballot(
        order.matter, poll.electorate, poll.terms, len(voters),
        _opening(poll, roll).announced, poll.epoch, today, order.closes, runners=order.runners,
    )  # fmt: skip
    if ballot.question.id != poll.ballot.hex():
        raise BadInput("error-council-export")
    record = await house.ledger.add(tx, BALLOTS, ballot, poll.ballot)
    await house.ledger.add(tx, PAPERS, Paper(poll.ballot, tuple(sorted(roll))), paper_id(poll.ballot))
    home = await house.ledger.programme(tx)
    await urn.fill(tx, home, issuer, poll.ballot, ballot.announced.opening, voters)
    told = ballot.announced
    digests = {"question": told.question, "roll": told.roll, "seed": told.commitment}
    await house.note(tx, *(Act(f"council-{name}", poll.ballot + one) for name, one in digests.items()))
    return record


async def _take_over(house: House, tx: AsyncConnection, outcome: Outcome) -> Kept[Ballot]:
    record = await house.ballot(tx, outcome.ballot)
    require(record.body.state, State.HELD)
    if not outcome.record:
        return await house.ledger.change(tx, BALLOTS, record, replace(record.body, state=State.EXPIRED))
    export = outcome.record.encode()
    if await asyncio.to_thread(verify, export, record.body.announced):
        raise NotAllowed("error-council-count")
    counted = Record.decode(export)
    if len(counted.votes) < VOTERS_LEAST:
        raise NotAllowed("error-council-count")
    announced = with_closing(record.body.announced, counted.closing)
    body = replace(record.body, state=State.RELEASED, announced=announced, result=counted.result.decode())
    paper = await house.ledger.find(tx, PAPERS, paper_id(outcome.ballot))
    await house.ledger.change(tx, PAPERS, paper, replace(paper.body, record=outcome.record))
    await house.note(tx, Act("council-closing", outcome.ballot + counted.closing))
    return await house.ledger.change(tx, BALLOTS, record, body)


async def _seat(house: House, tx: AsyncConnection, ballot: Ballot, today: date) -> None:
    standing = await house.ledger.all(tx, RUNNERS)
    names = {one.body.profile: one.body.name for one in standing}
    here = set((await house.electors(tx, Electorate.STAFF)).values())
    profiles = dict(ballot.runners)
    elected = [profiles[one] for one in Result.decode(ballot.result).winners if one in profiles]
    members = tuple((one, names[one]) for one in elected if one in here and one in names)
    await house.sit(tx, Sitting(members, today))
    for runner in standing:
        await house.ledger.remove(tx, runner)


def _opening(poll: Poll, roll: list[bytes]) -> Opening:
    return Opening(Question.decode(poll.terms.encode()), tuple(sorted(roll)), poll.commitment)


def _verdict(ballot: Ballot) -> State:
    return Result.decode(ballot.result).verdict if ballot.result else State.EXPIRED
