"""What the council has at that evening, for the pictures of its screen."""

from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from core.programs.council.credentials import Issuer
from core.programs.council.lots import commit
from core.programs.council.motions import Motion, answer, ask, close_ballot, open_ballot
from core.programs.council.papers import BALLOTS, MATTERS, Ballot, Electorate, Matter, Source
from core.programs.council.questions import Kind, Question
from core.programs.council.record import Opening, close
from core.programs.ledger import Ledger
from core.programs.states import State

IDEAS = {
    "ru": ("Пятница без встреч", "Один день в неделю никто никого не собирает.", "Куда поедем летом?", ("Лес", "Море")),
    "en": ("Fridays without meetings", "One day a week nobody calls anybody.", "Where in summer?", ("Forest", "Sea")),
}
REASON = {
    "ru": "Денег на это в этом году нет, вернёмся к вопросу вместе с вами в январе",
    "en": "There is no money for it this year, we will come back to it with you in January",
}


async def sit(ledger: Ledger, tx: AsyncConnection, lang: str, today: date, executive: str) -> None:
    """A proposal that waits for the organiser, and a vote that was counted and declined with reasons."""
    title, text, asked, labels = IDEAS[lang]
    await ledger.add(tx, MATTERS, Matter(Motion(0), Source.STAFF, title, text), b"a" * 8)
    question = Question("b" * 16, Kind.RANKED, asked, (("1", labels[0]), ("2", labels[1])))
    issuer, voters = Issuer(b"b" * 8, b"i" * 32), [bytes([number]) * 16 for number in range(7)]
    opening = Opening(question, issuer.roll(voters), commit(b"s" * 32))
    votes = [
        issuer.vote(voter, opening.digest, ("2", "1") if at < 3 else ("1",)) for at, voter in enumerate(voters[:5])
    ]
    record = close(opening, b"s" * 32, votes)
    ballot = Ballot(
        b"c" * 8, Electorate.STAFF, question.encode().decode(), len(voters), opening.announced, 1, today, today,
        State.RELEASED, result=record.result.decode(),
    )  # fmt: skip
    motion = close_ballot(open_ballot(ask(today), today + timedelta(1), today), State.ACCEPTED, today + timedelta(2))
    motion = answer(motion, State.DECLINED, REASON[lang], today + timedelta(3), executive)
    await ledger.add(tx, BALLOTS, ballot, b"b" * 8)
    await ledger.add(tx, MATTERS, Matter(motion, Source.ORGANISER, asked, ballots=(b"b" * 8,)), b"c" * 8)
