"""The whole loop, unattended: many employees write, one moderator works, one executive answers, every author reads."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from core.clock import SystemClock
from core.leadership.life import ACCEPT
from core.locales.catalogue import say
from core.moderation.review import RELEASED
from core.people.invitations import EMPLOYEE, EXECUTIVE, Card, create_invites
from revmentor_tui.command.caller import Caller
from revmentor_tui.demo.employee import Employee, Kept, Read
from revmentor_tui.demo.executive import Executive
from revmentor_tui.demo.home import PASSPHRASE, DemoHome
from revmentor_tui.demo.input import Text
from revmentor_tui.demo.moderator import Moderator, portions
from revmentor_tui.demo.phone import Phone
from revmentor_tui.demo.report import Report
from revmentor_tui.demo.stage import BotStopped, Stage, open_stage

TEXTS_EACH = 3
EMPLOYEES_MOST = 200
REPLIES_EVERY = 7
"""Every so many authors write again after reading the answer."""
KEEP_ENTRIES = 400
"""What each chat remembers of what happened in it: enough for whoever reads on, whatever the length of the run."""


@dataclass
class Tally:
    """What has happened so far."""

    submitted: int
    refused: int = 0
    sealed: int = 0
    released: int = 0
    delivered: int = 0
    decided: int = 0
    answered: int = 0
    lost: int = 0

    @property
    def is_closed(self) -> bool:
        """Whether everything that was written came back to its author."""
        went_in = self.sealed and self.sealed + self.refused == self.submitted
        return bool(went_in) and self.released == self.delivered == self.decided == self.answered and not self.lost


def play(caller: Caller, home: DemoHome, texts: Sequence[Text]) -> int:
    """Play it; returns the exit code: 0, or 1 when anything was lost or the loop did not close."""
    report = Report(caller)
    tally = asyncio.run(_play(caller.lang, home, texts, report))
    if home.keep:
        report.step("kept", home=str(home.path), passphrase=PASSPHRASE)
    report.step(
        "summary",
        submitted=tally.submitted,
        sealed=tally.sealed,
        released=tally.released,
        delivered=tally.delivered,
        decided=tally.decided,
        answered=tally.answered,
        lost=tally.lost,
        seconds=report.seconds,
    )
    return 0 if tally.is_closed else 1


async def _play(lang: str, home: DemoHome, texts: Sequence[Text], report: Report) -> Tally:
    async with open_stage(home, lang, KEEP_ENTRIES) as stage:
        report.step("opened")
        return await _while_bot_lives(stage, Play(lang, stage, texts, report).run())


async def _while_bot_lives(stage: Stage, play: Coroutine[Any, Any, Tally]) -> Tally:
    """Raises BotStopped as soon as the bot's process ends, instead of waiting for it in vain."""
    playing, ending = asyncio.create_task(play), asyncio.create_task(stage.bot.wait())
    done, _ = await asyncio.wait((playing, ending), return_when=asyncio.FIRST_COMPLETED)
    if playing in done:
        ending.cancel()
        return playing.result()
    playing.cancel()
    await asyncio.gather(playing, return_exceptions=True)
    raise BotStopped


class Play:
    """One performance, act after act."""

    def __init__(self, lang: str, stage: Stage, texts: Sequence[Text], report: Report) -> None:
        self._lang = lang
        self._stage = stage
        self._report = report
        self._moderator = Moderator(stage.desk, stage.session)
        self._tally = Tally(len(texts))
        self._employees = [self._employee(number, own) for number, own in enumerate(share_out(texts), 1)]
        self._outcomes = Outcomes()
        self._executive = Executive(self._phone("demo-executive", lang), self._decided)

    async def run(self) -> Tally:
        """All acts; returns the numbers."""
        await self._join()
        await self._write()
        released = await self._review()
        # Authors come back while the executive still works: each waits for the answer to the own letter only.
        reading = asyncio.create_task(self._read())
        await self._decide(released)
        await self._tell_read(await reading)
        return self._tally

    def _phone(self, name: str, lang: str, **facts: int) -> Phone:
        return Phone(self._stage.sandbox.person(say(lang, name, **facts), lang))

    def _employee(self, number: int, texts: Sequence[Text]) -> Employee:
        return Employee(self._phone("demo-employee", texts[0].lang, number=number), texts)

    async def _join(self) -> None:
        desk = self._stage.desk
        cards = [Card(EMPLOYEE)] * len(self._employees)
        cards.append(Card(EXECUTIVE, say(self._lang, "demo-executive-title")))
        *links, executive = await create_invites(desk.store, SystemClock(), desk.issuer, cards)
        pairs = zip(self._employees, links, strict=True)
        await asyncio.gather(self._executive.join(executive), *(one.join(link) for one, link in pairs))
        self._report.step("joined", employees=len(self._employees), executives=1)

    async def _write(self) -> None:
        await asyncio.gather(*(one.write_all() for one in self._employees), self._watch_writing())
        self._tally.sealed = sum(len(one.kept) for one in self._employees)
        self._tally.refused = sum(one.refused for one in self._employees)
        self._report.step("sealed", submitted=self._tally.submitted, sealed=self._tally.sealed)
        if self._tally.refused:
            self._report.step("refused", count=self._tally.refused)

    async def _watch_writing(self) -> None:
        while (done := sum(len(one.kept) + one.refused for one in self._employees)) < self._tally.submitted:
            self._report.progress(done, self._tally.submitted)
            await asyncio.sleep(0.2)

    async def _review(self) -> list[bytes]:
        took = await self._moderator.take_in()
        self._report.step("taken", taken=took.taken, waiting=took.waiting, unreadable=took.unreadable)
        released, declined, hidden = [], 0, 0
        async for portion in self._moderator.review_all():
            for critique in portion:
                hidden += len(critique.review.redactions)
                if critique.review.state == RELEASED:
                    released.append(critique.id)
                    self._outcomes.expect(critique.id)
                else:
                    declined += 1
                    self._outcomes.settle(critique.id, critique.review.words)
            self._report.progress(len(released) + declined, took.taken)
        self._tally.released = len(released)
        self._report.step("reviewed", released=len(released), declined=declined, redacted=hidden)
        return released

    async def _decide(self, released: Sequence[bytes]) -> None:
        working = asyncio.create_task(
            self._executive.place_commas(lambda: self._executive.decided == self._tally.released)
        )
        digests = items = 0
        async for critique_of in self._moderator.publish_digests(released):
            self._outcomes.name(critique_of)
            digests, items = digests + 1, items + len(critique_of)
        self._report.step("published", digests=digests, items=items)
        await working
        placed = self._executive.placed.values()
        self._tally.delivered, self._tally.decided = len(placed), self._executive.decided
        accepted = sum(comma.verdict == ACCEPT for comma in placed)
        self._report.step("decided", decided=self._tally.decided, accepted=accepted)

    def _decided(self, item: bytes) -> None:
        self._outcomes.answer(item, self._executive.placed[item].words)
        self._report.progress(self._executive.decided, self._tally.released)

    async def _read(self) -> int:
        """Returns how many wrote again."""
        return sum(await asyncio.gather(*(self._read_own(employee) for employee in self._employees)))

    async def _tell_read(self, replied: int) -> None:
        self._report.step("answered", answered=self._tally.answered, lost=self._tally.lost)
        if replied:
            took = await self._moderator.take_in()
            self._report.step("replied", sent=replied, taken=took.taken)
            self._tally.lost += replied - took.taken

    async def _read_own(self, employee: Employee) -> int:
        """Read the threads in the order in which their answers come."""
        replied = 0
        waiting = {asyncio.create_task(self._outcomes.of(kept.critique)): kept for kept in employee.kept}
        while waiting:
            done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                replied += await self._read_one(employee, waiting.pop(task), task.result())
        return replied

    async def _read_one(self, employee: Employee, kept: Kept, outcome: "Outcome | None") -> bool:
        """Read a thread and perhaps write again in it. Whether that was done."""
        self._count(await employee.read(kept), outcome)
        replied = kept.critique[0] % REPLIES_EVERY == 0 and await employee.reply(kept)
        await employee.put_away()
        return replied

    def _count(self, read: Read, outcome: "Outcome | None") -> None:
        """A code must open a thread that says what was decided: the executive's answer, or the moderator's refusal."""
        if outcome is None or not read.says(outcome.words):
            self._tally.lost += 1
        elif outcome.is_answer:
            self._tally.answered += 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an author must find: the executive's answer, or the moderator's refusal."""

    words: str = field(repr=False)
    is_answer: bool


class Outcomes:
    """What became of each critique, by its id, for authors who wait for it."""

    def __init__(self) -> None:
        self._of: dict[bytes, asyncio.Future[Outcome]] = {}
        self._critique_of: dict[bytes, bytes] = {}
        self._unnamed: dict[bytes, str] = {}

    def expect(self, critique: bytes) -> None:
        """It was released: an answer will come."""
        self._of[critique] = asyncio.get_running_loop().create_future()

    def settle(self, critique: bytes, words: str) -> None:
        """It was declined."""
        self.expect(critique)
        self._of[critique].set_result(Outcome(words, is_answer=False))

    def name(self, critique_of: dict[bytes, bytes]) -> None:
        """Which critiques the items of a digest are. The executive may have been quicker than this."""
        self._critique_of |= critique_of
        for item in [item for item in self._unnamed if item in critique_of]:
            self.answer(item, self._unnamed.pop(item))

    def answer(self, item: bytes, words: str) -> None:
        """An item has its comma."""
        if (critique := self._critique_of.get(item)) is None:
            self._unnamed[item] = words
        else:
            self._of[critique].set_result(Outcome(words, is_answer=True))

    async def of(self, critique: bytes) -> Outcome | None:
        """Wait for it; None for a critique that no moderator has seen."""
        future = self._of.get(critique)
        return await future if future is not None else None


def share_out(texts: Sequence[Text]) -> list[Sequence[Text]]:
    """Whose texts are whose: one language each, at most three, more only when there are too many."""
    each = max(TEXTS_EACH, ceil(len(texts) / (EMPLOYEES_MOST - 1)))
    by_language: dict[str, list[Text]] = {}
    for text in texts:
        by_language.setdefault(text.lang, []).append(text)
    return [part for own in by_language.values() for part in portions(own, each)]
