"""A company at work: people who write, a moderator who reads, executives who answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

import pytest

from core.clock import ManualClock
from core.crypto.receipt import Receipt
from core.crypto.roster import Pin
from core.intake.submission import Intake, Press, Sealed
from core.intake.thread import Thread, read_thread
from core.leadership.comma import Comma, Leadership
from core.moderation import review
from core.moderation.desk import Desk
from core.moderation.digest import Draft, compose, publish
from core.moderation.founding import Founded
from core.moderation.inbox import Critique, load_critiques
from core.moderation.records import save
from core.moderation.taking_in import take_in
from core.sessions import Session
from core.store.engine import Store


@dataclass
class Company:
    """The rooms of one company, and short words for what is done in them."""

    desk: Desk
    session: Session
    intake: Intake
    leadership: Leadership
    clock: ManualClock
    pin: Pin
    numbers: "count[int]" = field(default_factory=lambda: count(1000))

    @property
    def store(self) -> Store:
        """The company's store."""
        return self.desk.store

    def press(self, person: int | None = None, update: int | None = None, message: int | None = None) -> Press:
        """A press nobody made before."""
        number = next(self.numbers)
        person = person if person is not None else 5_000_000_000 + number
        return Press(update or number, person, person, message or number)

    async def write(self, text: str, person: int | None = None, lang: str = "ru", topic: str = "decisions") -> Receipt:
        """Somebody writes a critique; returns their code."""
        sealed: Sealed = await self.intake.submit(self.press(person), self.session, text, lang, topic)
        return sealed.receipt

    async def write_all(self, *texts: str) -> list[Receipt]:
        """Each text by another person."""
        return [await self.write(text) for text in texts]

    async def read(self) -> list[Critique]:
        """Take in what waits and open the inbox."""
        await take_in(self.desk, self.session)
        return await load_critiques(self.desk, self.session)

    async def receive(self, *texts: str) -> list[Critique]:
        """The critiques of ``texts`` in their order, taken in."""
        receipts = await self.write_all(*texts)
        found = {critique.id: critique for critique in await self.read()}
        return [found[receipt.critique_id] for receipt in receipts]

    async def release(self, critique: Critique, spans: Sequence[tuple[int, int, str]] = ()) -> Critique:
        """Hide spans and let it out."""
        change = critique.review
        for start, end, kind in spans:
            change = review.redact(change, critique.text, start, end, kind)
        return await save(self.desk, critique, review.release(change), "release")

    async def publish(self, *texts: str) -> Draft:
        """A published digest of critiques with these texts."""
        released = [await self.release(critique) for critique in await self.receive(*texts)]
        draft = await compose(self.desk, self.session, [critique.id for critique in released])
        return await publish(self.desk, self.session, draft)

    async def thread(self, receipt: Receipt) -> Thread:
        """What the author sees with the code."""
        return await read_thread(self.store, receipt, self.pin)


ACCEPTED = Comma("accept", "Соберём круг с инженерами", "Директор")
DECLINED = Comma(
    "decline",
    "Мы пробовали это в прошлом году и за три месяца потеряли двух крупных клиентов, поэтому пока повторять не готовы",
    "Директор",
)


@pytest.fixture
def accepted() -> Comma:
    """«Принять, нельзя игнорировать»."""
    return ACCEPTED


@pytest.fixture
def declined() -> Comma:
    """«Принять нельзя, игнорировать»."""
    return DECLINED


@pytest.fixture
def company(founded: Founded, intake: Intake, leadership: Leadership, clock: ManualClock, pin: Pin) -> Company:
    """A company just founded, with its standing inbox open."""
    return Company(founded.desk, founded.session, intake, leadership, clock, pin)
