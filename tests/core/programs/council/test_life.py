"""The stored life of a matter: anybody does anything in any order while days pass; what is kept is what the rules say
of it, what is refused changes nothing, and the result is that of the last words."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import NotAllowed, RevmentorError
from core.moderation.council import Terms, count_matter, put_to_vote
from core.programs.council import motions
from core.programs.council.motions import Motion
from core.programs.council.papers import VOTERS_LEAST, Matter, Propose, Refuse
from core.programs.council.polls import open_polls, publish_count
from core.programs.council.questions import ABSTAIN, NO, YES
from core.programs.ledger import Record
from core.programs.states import State
from core.store.tables import council_support
from tests.core.programs.council.conftest import VOTERS, Chamber

REASON = "Денег на это в этом году нет, вернёмся к вопросу в январе вместе"
WHO = st.integers(0, VOTERS - 1)


class Life(RuleBasedStateMachine):
    """One matter more in the same chamber, beside a plain model of it."""

    def __init__(self, chamber: Chamber, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self.chamber, self.house, self.loop = chamber, chamber.house, loop
        self.model, self.supporters, self.votes = Motion(0), set[int](), dict[int, str]()

    def wait_for(self, job: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(job, self.loop).result(60)

    def write(self, act: Callable[[AsyncConnection], Awaitable[Any]]) -> Any:
        """In one transaction."""

        async def whole() -> Any:
            async with self.chamber.company.store.writing() as tx:
                return await act(tx)

        return self.wait_for(whole())

    def stored(self) -> Record[Matter]:
        found: Record[Matter] = self.write(lambda tx: self.house.matter(tx, self.id))
        return found

    def attempt(self, model: Callable[[], Motion], act: Callable[[], Any]) -> bool:
        """Both do it or both refuse it. Whether it was done."""
        try:
            expected = model()
        except RevmentorError:
            expected = None
        try:
            act()
        except RevmentorError:
            assert expected is None
            return False
        assert expected is not None
        self.model = expected
        return True

    @initialize()
    def is_proposed_by_somebody(self) -> None:
        title = f"Пятница {self.chamber.company.press().update}"
        self.id = self.write(lambda tx: self.house.draft(tx, title, "")).id

    @rule(threshold=st.integers(1, 3))
    def is_made_public(self, threshold: int) -> None:
        order, today = Propose(self.id, threshold), self.chamber.today
        self.attempt(
            lambda: motions.propose(replace(self.model, threshold=threshold), today),
            lambda: self.write(lambda tx: self.house.propose(tx, order, today)),
        )

    @rule()
    def is_refused(self) -> None:
        order = Refuse(self.id, "не сейчас")
        self.attempt(lambda: motions.refuse(self.model), lambda: self.write(lambda tx: self.house.refuse(tx, order)))

    @rule(who=WHO)
    def is_supported(self, who: int) -> None:
        today, profile = self.chamber.today, self.chamber.profile(who)
        known = len(self.supporters | {who})
        if self.attempt(
            lambda: motions.support(self.model, known, today),
            lambda: self.write(lambda tx: self.house.support(tx, self.id, profile, today)),
        ):
            self.supporters.add(who)

    @rule(days=st.integers(1, 3))
    def is_put_to_the_vote(self, days: int) -> None:
        today = self.chamber.today

        async def open_it() -> None:
            async with self.chamber.company.store.reading() as tx:
                record = await self.house.matter(tx, self.id)
            terms = Terms("Пятница?", today + timedelta(days), answer_days=4)
            order = await put_to_vote(self.chamber.company.desk, terms, record)
            async with self.chamber.company.store.writing() as tx:
                await open_polls(self.house, tx, order, today)

        self.attempt(
            lambda: motions.open_ballot(self.model, today + timedelta(days), today, 4),
            lambda: self.wait_for(open_it()),
        )

    @rule(who=WHO, choice=st.sampled_from([YES, YES, NO, ABSTAIN]))
    def is_voted_on(self, who: int, choice: str) -> None:
        ballots, today, profile = self.stored().body.ballots, self.chamber.today, self.chamber.profile(who)
        if not ballots:
            return

        def may() -> Motion:
            if self.model.state is not State.OPEN or not self.model.closes or today > self.model.closes:
                raise NotAllowed
            return self.model

        if self.attempt(may, lambda: self.write(lambda tx: self.house.vote(tx, ballots[0], profile, (choice,), today))):
            self.votes[who] = choice

    @rule()
    def is_counted(self) -> None:
        today = self.chamber.today

        async def count() -> None:
            async with self.chamber.company.store.reading() as tx:
                record = await self.house.matter(tx, self.id)
            order = await count_matter(self.chamber.company.desk, record)
            async with self.chamber.company.store.writing() as tx:
                await publish_count(self.house, tx, order, today)

        told = Counter(self.votes.values())
        verdict = State.ACCEPTED if told[YES] > told[NO] else State.DECLINED
        verdict = verdict if told.total() >= VOTERS_LEAST else State.EXPIRED
        self.attempt(lambda: motions.close_ballot(self.model, verdict, today), lambda: self.wait_for(count()))

    @rule(verdict=st.sampled_from([State.ACCEPTED, State.DECLINED]), words=st.sampled_from(["Нет", REASON]))
    def is_answered(self, verdict: State, words: str) -> None:
        if self.model.answer is not None and (self.model.answer.verdict, self.model.answer.words) == (verdict, words):
            return
        today = self.chamber.today
        self.attempt(
            lambda: motions.answer(self.model, verdict, words, today, "Директор"),
            lambda: self.write(lambda tx: self.house.answer(tx, self.id, verdict, words, "Директор", today)),
        )

    @rule(state=st.sampled_from([State.STARTED, State.DONE]))
    def goes_on(self, state: State) -> None:
        step = motions.start if state is State.STARTED else motions.finish
        if self.model.state is not state:
            self.attempt(lambda: step(self.model), lambda: self.write(lambda tx: self.house.go_on(tx, self.id, state)))

    @rule(days=st.sampled_from([1, 1, 2, 5, 31]))
    def waits(self, days: int) -> None:
        async def look() -> None:
            await self.chamber.close(days)
            async with self.chamber.company.store.writing() as tx:
                await self.house.pass_time(tx, self.chamber.today)
            await self.house.destroy_keys()

        self.wait_for(look())
        self.model = motions.pass_time(self.model, self.chamber.today)

    @rule(who=WHO)
    def somebody_withdraws(self, who: int) -> None:
        """What goes with a person who leaves; a vote stays."""
        self.write(lambda tx: self.house.forget(tx, self.chamber.profile(who)))
        self.supporters.discard(who)

    @invariant()
    def what_is_kept_is_what_the_rules_say(self) -> None:
        assert self.stored().body.motion == self.model

    @invariant()
    def supporters_are_kept_as_long_as_they_are_gathered(self) -> None:
        query = select(func.count()).where(council_support.c.matter_id == self.id)
        kept = self.write(lambda tx: tx.execute(query)).scalar_one()
        assert kept == (len(self.supporters) if self.model.state is State.PROPOSED else 0)


async def test_a_stored_matter_lives_as_the_rules_say(chamber: Chamber) -> None:
    loop = asyncio.get_running_loop()
    few = settings(max_examples=8, stateful_step_count=25, deadline=None, database=None)
    await asyncio.to_thread(run_state_machine_as_test, lambda: Life(chamber, loop), settings=few)
