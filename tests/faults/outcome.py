"""How a story ended, so that two plays of it can be compared."""

import logging
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import func, select

from core.store.tables import company, decisions, inflight, journal, metadata, outbox, presses, programs
from telegram_bot.sandbox import Person
from telegram_bot.sandbox.transcript import Entry
from tests.faults.mortal import MortalCompany
from tests.flows.render import steady

Bubble = tuple[bool, str, str, tuple[str, ...], str]
"""A message as people see it: whether the bot wrote it, its kind, its text without what differs from run to run, its
buttons, its file's name."""


UNCOUNTED = (inflight, presses, company, outbox)
"""Codes on their way, marks that go with their day's key when a bot starts, the bot's name as Telegram told it last,
and messages, which are compared where they arrive."""
_TIME = re.compile(r"\b\d\d:\d\d\b")
"""Where Telegram asks for patience, the clock goes on by minutes."""


@dataclass(frozen=True)
class Outcome:
    """The end of one play. ``standing``, ``seen``, ``told``: of each person in the order in which they came, what
    stands in the chat, what ever stood there, what popped up. ``rows``: of every table, and how often its sealed
    records were written; ``errors``: log records of that level; ``traces``: of what people typed, where none may be;
    ``places``: where the bot could have died; ``deaths``: how often it did."""

    standing: list[Counter[Bubble]]
    seen: list[set[Bubble]]
    told: list[set[str]]
    rows: Counter[str]
    errors: list[str]
    traces: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    deaths: int = 0


@dataclass(frozen=True)
class Difference:
    """``what``: missing or foreign in a chat, untold in a pop-up, counted otherwise in the store, logged as an error,
    traced where nobody's words may be, repeated without need, or broken, when the story could not be played to its
    end."""

    what: str
    where: str


def bubbles(person: Person, lang: str) -> Counter[Bubble]:
    """What stands in a person's chat."""
    return Counter((one.by_bot, one.kind, steady(one.text, lang), one.labels, one.file_name) for one in person.screen())


def _once_seen(entries: Iterable[Entry], lang: str) -> set[Bubble]:
    shown = (one for one in entries if one.what in ("says", "edits"))
    return {(one.by_bot, one.kind, steady(one.text, lang), _flat(one.buttons), one.file_name) for one in shown}


def _popped_up(entries: Iterable[Entry], lang: str) -> set[str]:
    told = (one.text for one in entries if one.what in ("alerts", "answers") and one.text)
    return {_TIME.sub("··", steady(text, lang)) for text in told}


def _flat(rows: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(label for row in rows for label in row)


async def outcome_of(company: MortalCompany, lang: str, errors: list[str]) -> Outcome:
    """Everything that is compared, as it stands now."""
    people = list(company.sandbox.persons.values())
    return Outcome(
        [bubbles(person, lang) for person in people],
        [_once_seen(person.entries(), lang) for person in people],
        [_popped_up(person.entries(), lang) for person in people],
        await _rows(company),
        errors,
    )


async def _rows(played: MortalCompany) -> Counter[str]:
    found: Counter[str] = Counter()
    async with played.desk.store.reading() as tx:
        for table in metadata.sorted_tables:
            if table not in UNCOUNTED:
                found[table.name] = (await tx.execute(select(func.count()).select_from(table))).scalar_one()
        for table in (decisions, programs):
            query = select(func.coalesce(func.sum(table.c.revision), 0))
            found[f"{table.name}, revisions"] = (await tx.execute(query)).scalar_one()
        for act, count in await tx.execute(select(journal.c.act, func.count()).group_by(journal.c.act)):
            found[f"journal, {act}"] = count
    return found


class Errors(logging.Handler):
    """What is logged as an error while it is attached to the root logger."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


def differences(clean: Outcome, faulted: Outcome) -> list[Difference]:
    """What is not as in the clean play."""
    found = [Difference("logged", line) for line in faulted.errors]
    found += [Difference("traced", trace) for trace in faulted.traces]
    names = sorted(clean.rows.keys() | faulted.rows.keys())
    found += [
        Difference("counted", f"{name}: {clean.rows[name]} became {faulted.rows[name]}")
        for name in names
        if clean.rows[name] != faulted.rows[name]
    ]
    if len(clean.standing) != len(faulted.standing):
        return [*found, Difference("missing", "people")]
    for place, stood in enumerate(clean.standing):
        stands = faulted.standing[place]
        found += [Difference("missing", f"{place}: {one}") for one in (stood - stands)]
        found += [Difference("foreign", f"{place}: {one}") for one in stands if one not in clean.seen[place]]
        found += [Difference("untold", f"{place}: {one}") for one in clean.told[place] - faulted.told[place]]
    return found


def repeated(clean: Outcome, faulted: Outcome) -> int:
    """Messages beyond those of the clean play: copies, and what a copy has left standing."""
    return sum((now - then).total() for then, now in zip(clean.standing, faulted.standing, strict=True))
