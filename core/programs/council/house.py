"""The bot's side of the youth council: what staff, organiser, executives and the calendar do to matters and ballots.

Every method works in the caller's transaction, so that what it says to people is queued with what it does.
"""

import os
from dataclasses import replace
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, seconds_of
from core.crypto.aead import Randomness, keyed_hash
from core.crypto.bot_key import FORMAT_KEYS, BotKey, Ring
from core.crypto.roster import BOT_ID
from core.errors import NotAllowed, NotFound
from core.intake.stirring import stir
from core.journal import Act, append
from core.people.invitations import EMPLOYEE, EXECUTIVE
from core.people.membership import Membership
from core.programs.council import motions, urn
from core.programs.council.credentials import Issuer, Vote
from core.programs.council.motions import Motion
from core.programs.council.papers import (
    BALLOTS,
    ID_SIZE,
    MATTERS,
    PAPERS,
    RUNNERS,
    RUNNERS_MOST,
    SITTING_ID,
    SITTINGS,
    Ballot,
    Electorate,
    Matter,
    Paper,
    Propose,
    Refuse,
    Runner,
    Sitting,
    Source,
    paper_id,
)
from core.programs.council.questions import make_choice
from core.programs.ledger import Ledger
from core.programs.ledger import Record as Kept
from core.programs.states import State, require
from core.store.engine import Store
from core.store.tables import council_support, council_votes

TURN_SECONDS = 600
"""How often all votes are boxed anew, whether or not anybody voted."""


class House:
    """The council as the bot keeps it. Voters are known by their profile's id."""

    def __init__(
        self,
        store: Store,
        key: BotKey,
        ring: Ring,
        clock: Clock,
        ledger: Ledger,
        people: Membership,
        random: Randomness = os.urandom,
    ) -> None:
        self._random = random
        self._store = store
        self._key = key
        self._ring = ring
        self._clock = clock
        self.ledger = ledger
        self._people = people
        self._turned = 0
        self._is_ordered = False

    # Reading.

    async def matters(self, tx: AsyncConnection) -> list[Kept[Matter]]:
        """All matters, newest first as far as days tell."""
        found = await self.ledger.all(tx, MATTERS, live=False)
        return sorted(found, key=lambda one: (one.body.motion.proposed or date.min, one.id), reverse=True)

    async def matter(self, tx: AsyncConnection, matter: bytes) -> Kept[Matter]:
        """One matter. Raises NotFound."""
        return await self.ledger.find(tx, MATTERS, matter)

    async def ballot(self, tx: AsyncConnection, ballot: bytes) -> Kept[Ballot]:
        """One ballot. Raises NotFound."""
        return await self.ledger.find(tx, BALLOTS, ballot)

    async def ballots_of(self, tx: AsyncConnection, matter: Matter) -> tuple[Kept[Ballot], ...]:
        """The ballots of a matter, the one that binds first."""
        return tuple([await self.ballot(tx, one) for one in matter.ballots])

    async def paper(self, tx: AsyncConnection, ballot: bytes) -> Paper:
        """Roll and published file. Raises NotFound."""
        return (await self.ledger.find(tx, PAPERS, paper_id(ballot))).body

    async def sitting(self, tx: AsyncConnection) -> Sitting:
        """The council as it sits now; empty before the first election."""
        try:
            return (await self.ledger.find(tx, SITTINGS, SITTING_ID)).body
        except NotFound:
            return Sitting()

    async def electors(self, tx: AsyncConnection, electorate: Electorate) -> dict[bytes, bytes]:
        """Who may vote: profile by the person's id."""
        role = EXECUTIVE if electorate is Electorate.EXECUTIVES else EMPLOYEE
        found = {one.id: self._key.profile_id(one.id) for one in await self._people.everybody(tx, role)}
        if electorate is Electorate.COUNCIL:
            seats = {profile for profile, _ in (await self.sitting(tx)).members}
            found = {person: profile for person, profile in found.items() if profile in seats}
        return found

    # What staff do.

    async def draft(self, tx: AsyncConnection, title: str, text: str) -> Kept[Matter]:
        """A proposal, for the organiser to make public. Whose it is goes nowhere, so a repeated update is known by its
        words alone."""
        body = Matter(Motion(0), Source.STAFF, title, text)
        for one in await self.ledger.all(tx, MATTERS):
            if (one.body.title, one.body.text) == (title, text):
                return one
        return await self.ledger.add(tx, MATTERS, body, self.draw_id())

    async def support(self, tx: AsyncConnection, matter_id: bytes, profile: bytes, today: date) -> Kept[Matter]:
        """Support a proposal; the same person twice counts once. Raises NotAllowed for one that takes none now."""
        record = await self.matter(tx, matter_id)
        require(record.body.motion.state, State.PROPOSED)
        nullifier = keyed_hash(self._ring.key(_support_name(matter_id)), profile)
        flavour = sqlite.insert if self._store.is_sqlite else postgresql.insert
        row = {"nullifier": nullifier, "matter_id": matter_id}
        await tx.execute(flavour(council_support).on_conflict_do_nothing(), [row])
        self._is_ordered = True
        query = select(func.count()).where(council_support.c.matter_id == matter_id)
        motion = motions.support(record.body.motion, (await tx.execute(query)).scalar_one(), today)
        return await self.ledger.change(tx, MATTERS, record, replace(record.body, motion=motion))

    async def vote(
        self, tx: AsyncConnection, ballot_id: bytes, profile: bytes, marks: tuple[str, ...], today: date
    ) -> Vote:
        """Vote, or vote anew; only the last vote is kept. The same choice gives the same receipt.

        Raises NotAllowed when the ballot is closed or they are not on its roll, BadInput for what is no choice.
        """
        ballot = (await self.ballot(tx, ballot_id)).body
        issuer = self._issuer(ballot_id)
        if ballot.state is not State.OPEN or today > ballot.closes or issuer is None:
            raise NotAllowed("error-council-closed")
        question, opening = ballot.question, ballot.announced.opening
        vote = issuer.vote(profile, opening, make_choice(question, marks))
        home = await self.ledger.programme(tx)
        if not await urn.put(tx, home, issuer, ballot_id, opening, question, profile, vote):
            raise NotAllowed("error-council-not-on-roll")
        return vote

    async def run(self, tx: AsyncConnection, runner: Runner) -> None:
        """Stand for the council, or say it in other words. Raises NotAllowed when there are too many."""
        found = await self.ledger.all(tx, RUNNERS)
        mine = next((one for one in found if one.body.profile == runner.profile), None)
        if mine is not None:
            await self.ledger.change(tx, RUNNERS, mine, runner)
        elif len(found) >= RUNNERS_MOST:
            raise NotAllowed("error-council-runners", most=RUNNERS_MOST)
        else:
            await self.ledger.add(tx, RUNNERS, runner)

    async def runner(self, tx: AsyncConnection, profile: bytes) -> Kept[Runner] | None:
        """Somebody's candidacy."""
        found = await self.ledger.all(tx, RUNNERS)
        return next((one for one in found if one.body.profile == profile), None)

    async def step_back(self, tx: AsyncConnection, profile: bytes) -> None:
        """Stand no more. An election that is open keeps its options: they are sealed."""
        mine = await self.runner(tx, profile)
        if mine is not None:
            await self.ledger.remove(tx, mine)

    async def forget(self, tx: AsyncConnection, profile: bytes) -> None:
        """Somebody leaves: their candidacy, seat and support go. Their votes stay: nobody can tell which they are."""
        await self.step_back(tx, profile)
        names = [name for name in self._ring.names() if name.startswith(_support_name(b""))]
        gone = [keyed_hash(self._ring.key(name), profile) for name in names]
        await tx.execute(delete(council_support).where(council_support.c.nullifier.in_(gone)))
        sitting = await self.sitting(tx)
        left = tuple(one for one in sitting.members if one[0] != profile)
        if left != sitting.members:
            await self.sit(tx, replace(sitting, members=left))

    # What the organiser orders.

    async def propose(self, tx: AsyncConnection, order: Propose, today: date) -> Kept[Matter]:
        """Make a draft public. Raises NotAllowed, BadInput."""
        record = await self.matter(tx, order.matter)
        motion = motions.propose(replace(record.body.motion, threshold=order.threshold), today)
        return await self.ledger.change(tx, MATTERS, record, replace(record.body, motion=motion))

    async def refuse(self, tx: AsyncConnection, order: Refuse) -> Kept[Matter]:
        """Keep a draft from the public, with a reason. Raises NotAllowed."""
        record = await self.matter(tx, order.matter)
        body = replace(record.body, motion=motions.refuse(record.body.motion), refused=order.words)
        return await self.ledger.change(tx, MATTERS, record, body)

    # What executives answer.

    async def answer(
        self, tx: AsyncConnection, matter_id: bytes, verdict: State, words: str, by: str, today: date
    ) -> Kept[Matter]:
        """The comma beside the vote. Raises NotAllowed, BadInput (core.programs.council.motions.answer)."""
        record = await self.matter(tx, matter_id)
        told = record.body.motion.answer
        if told is not None and (told.verdict, told.words, told.by) == (verdict, words, by):
            return record
        motion = motions.answer(record.body.motion, verdict, words, today, by)
        return await self.ledger.change(tx, MATTERS, record, replace(record.body, motion=motion))

    async def go_on(self, tx: AsyncConnection, matter_id: bytes, state: State) -> Kept[Matter]:
        """What was accepted has been started, or is done. Raises NotAllowed."""
        record = await self.matter(tx, matter_id)
        if record.body.motion.state is state:
            return record
        step = motions.start if state is State.STARTED else motions.finish
        return await self.ledger.change(tx, MATTERS, record, replace(record.body, motion=step(record.body.motion)))

    # What the calendar does.

    async def close_due(self, tx: AsyncConnection, today: date) -> list[Kept[Ballot]]:
        """Close every ballot whose last day is over. ``destroy_keys`` must follow the commit."""
        closed = []
        for record in await self.ledger.all(tx, BALLOTS):
            if record.body.state is not State.OPEN or today <= record.body.closes:
                continue
            issuer = self._issuer(record.id)
            if issuer is None:
                found, whole = await urn.spoil(tx, record.id), 0
            else:
                found, whole = await urn.unlock(tx, issuer, record.id)
            lost = record.body.voters - whole
            body = replace(record.body, state=State.HELD, urn=found, lost=lost)
            closed.append(await self.ledger.change(tx, BALLOTS, record, body))
            await self.note(tx, Act("council-urn", record.id + found))
        return closed

    async def pass_time(self, tx: AsyncConnection, today: date) -> list[Kept[Matter]]:
        """The matters that a day has moved: expired without support, or in effect because nobody answered."""
        moved = []
        for record in await self.ledger.all(tx, MATTERS):
            motion = motions.pass_time(record.body.motion, today)
            if motion != record.body.motion:
                moved.append(await self.ledger.change(tx, MATTERS, record, replace(record.body, motion=motion)))
                await self.drop_support(tx, record.id)
        return moved

    async def destroy_keys(self) -> None:
        """Destroy the secrets of ballots that are closed and of proposals that gather no support any more."""
        async with self._store.reading() as tx:
            open_now = {one.id for one in await self.ledger.all(tx, BALLOTS) if one.body.state is State.OPEN}
            closed = {one.id for one in await self.ledger.all(tx, BALLOTS, live=False)} - open_now
            matters = await self.ledger.all(tx, MATTERS, live=False)
        ended = {one.id for one in matters if one.body.motion.state is not State.PROPOSED}
        doomed = {_ballot_name(one) for one in closed} | {_support_name(one) for one in ended}
        for name in doomed & set(self._ring.names()):
            self._ring.destroy(name)

    async def turn_over(self) -> None:
        """Every TURN_SECONDS: box all votes anew, and take the order out of the supporters' rows. Raises
        StoreUnavailable."""
        turn = seconds_of(self._clock) // TURN_SECONDS
        if turn == self._turned:
            return
        async with self._store.writing() as tx:
            for record in await self.ledger.all(tx, BALLOTS):
                issuer = self._issuer(record.id) if record.body.state is State.OPEN else None
                if issuer is not None:
                    await urn.turn_over(tx, issuer, record.id)
        if self._is_ordered:
            await stir(self._store, (council_support,))
        await self._store.tidy([council_votes.name])
        self._turned, self._is_ordered = turn, False

    # Inside.

    def draw_id(self) -> bytes:
        """An id for a matter or a ballot."""
        return self._random(ID_SIZE)

    def draw_secret(self, ballot: bytes) -> Issuer:
        """A ballot's issuing secret, new, beside the bot's keys."""
        return Issuer(ballot, self._ring.key(_ballot_name(ballot)))

    def _issuer(self, ballot: bytes) -> Issuer | None:
        secret = self._ring.find(_ballot_name(ballot))
        return Issuer(ballot, secret) if secret is not None else None

    async def sit(self, tx: AsyncConnection, sitting: Sitting) -> None:
        """The council sits so from now on."""
        try:
            record = await self.ledger.find(tx, SITTINGS, SITTING_ID)
        except NotFound:
            await self.ledger.add(tx, SITTINGS, sitting, SITTING_ID)
        else:
            await self.ledger.change(tx, SITTINGS, record, sitting)

    async def drop_support(self, tx: AsyncConnection, matter: bytes) -> None:
        """Who supported it is nobody's business any more."""
        await tx.execute(delete(council_support).where(council_support.c.matter_id == matter))

    async def note(self, tx: AsyncConnection, *acts: Act) -> None:
        """Acts of the bot, in the journal."""
        await append(tx, self._clock, BOT_ID, self._key.signer, acts)


def _ballot_name(ballot: bytes) -> str:
    return f"{FORMAT_KEYS}council/{ballot.hex()}"


def _support_name(matter: bytes) -> str:
    return f"{FORMAT_KEYS}council-support/{matter.hex()}"
