"""The whole loop, unattended: many employees write, one moderator works, one executive answers, every author reads."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from core.clock import SystemClock
from core.locales.catalogue import say
from core.moderation.review import RELEASED
from core.people.membership import EMPLOYEE, EXECUTIVE, create_invites
from revmentor_tui.command.caller import Caller
from revmentor_tui.demo.employee import Employee, Read
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
        self._answers: dict[bytes, str] = {}
        self._refusals: dict[bytes, str] = {}
        self._executive = Executive(self._phone("demo-executive", lang), self._tell_decided)

    async def run(self) -> Tally:
        """All acts; returns the numbers."""
        await self._join()
        await self._write()
        released = await self._review()
        await self._decide(released)
        await self._read()
        return self._tally

    def _phone(self, name: str, lang: str, **facts: int) -> Phone:
        return Phone(self._stage.sandbox.person(say(lang, name, **facts), lang))

    def _employee(self, number: int, texts: Sequence[Text]) -> Employee:
        return Employee(self._phone("demo-employee", texts[0].lang, number=number), texts)

    async def _join(self) -> None:
        store, clock = self._stage.desk.store, SystemClock()
        links = await create_invites(store, clock, EMPLOYEE, len(self._employees))
        title = say(self._lang, "demo-executive-title")
        (executive,) = await create_invites(store, clock, EXECUTIVE, 1, title)
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
                else:
                    declined += 1
                    self._refusals[critique.id] = critique.review.words
            self._report.progress(len(released) + declined, took.taken)
        self._tally.released = len(released)
        self._report.step("reviewed", released=len(released), declined=declined, redacted=hidden)
        return released

    async def _decide(self, released: Sequence[bytes]) -> None:
        item_of: dict[bytes, bytes] = {}
        working = asyncio.create_task(
            self._executive.place_commas(lambda: self._executive.decided == self._tally.released)
        )
        digests = 0
        async for items in self._moderator.publish_digests(released):
            item_of |= items
            digests += 1
        self._report.step("published", digests=digests, items=len(item_of))
        await working
        placed = self._executive.placed
        self._tally.delivered, self._tally.decided = len(placed), self._executive.decided
        self._answers = {item_of[item]: comma.words for item, comma in placed.items()}
        accepted = sum(comma.verdict == "accept" for comma in placed.values())
        self._report.step("decided", decided=self._tally.decided, accepted=accepted)

    def _tell_decided(self) -> None:
        self._report.progress(self._executive.decided, self._tally.released)

    async def _read(self) -> None:
        replied = sum(await asyncio.gather(*(self._read_own(employee) for employee in self._employees)))
        self._report.step("answered", answered=self._tally.answered, lost=self._tally.lost)
        if replied:
            took = await self._moderator.take_in()
            self._report.step("replied", sent=replied, taken=took.taken)
            self._tally.lost += replied - took.taken

    async def _read_own(self, employee: Employee) -> int:
        replied = 0
        for kept in employee.kept:
            self._count(await employee.read(kept))
            if kept.critique[0] % REPLIES_EVERY == 0:
                replied += await employee.reply(kept)
            await employee.put_away()
            self._report.progress(self._tally.answered, self._tally.released)
        return replied

    def _count(self, read: Read) -> None:
        """A code must open a thread that says what was decided: the executive's answer, or the moderator's refusal."""
        answer = self._answers.get(read.kept.critique)
        expected = answer if answer is not None else self._refusals.get(read.kept.critique)
        if expected is None or not read.says(expected):
            self._tally.lost += 1
        elif answer is not None:
            self._tally.answered += 1


def share_out(texts: Sequence[Text]) -> list[Sequence[Text]]:
    """Whose texts are whose: one language each, at most three, more only when there are too many."""
    each = max(TEXTS_EACH, ceil(len(texts) / (EMPLOYEES_MOST - 1)))
    by_language: dict[str, list[Text]] = {}
    for text in texts:
        by_language.setdefault(text.lang, []).append(text)
    return [part for own in by_language.values() for part in portions(own, each)]
