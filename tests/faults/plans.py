"""What goes wrong while a story is played: one plan, one kind of bad luck, at every step of it."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from telegram.request import RequestData

from tests.faults.mortal import BEFORE, MortalCompany

UNCOUNTED = ("getMe", "getUpdates", "deleteWebhook", "setMy", "deleteMy", "setChat")
"""Calls in which nothing of a conversation is under way, by how their names begin."""


PACED = ("send", "edit", "deleteMessage")
"""Calls that Telegram's limits of pace are about."""


@dataclass(frozen=True)
class Plan:
    """``prepare`` is given the company before its bot starts. ``kind``: under which its figures are counted;
    ``repeats``: whether it can leave the bot without knowing what it has sent, so that messages may come twice."""

    kind: str
    prepare: Callable[[MortalCompany], None]
    place: str = ""
    repeats: bool = True

    def __str__(self) -> str:
        return f"{self.kind} {self.place}".strip()


# -- every update twice ------------------------------------------------------------------------------------------


def in_the_batch(company: MortalCompany) -> None:
    """Each batch holds one of its updates twice, and one that was confirmed before once more."""
    company.sandbox.faults.add("getUpdates", "duplicate", times=None)
    company.sandbox.faults.add("getUpdates", "redeliver", times=None)


def replayed(company: MortalCompany, lag: int) -> None:
    """The handlers see each update once more: ``lag`` rests after its own, so with 1 when later ones are done."""
    queue = company.sandbox.updates
    announced, steps = queue.on_update, [[]]  # type: ignore[var-annotated]

    def note(chat: int, update: int) -> None:
        steps[-1].append(deepcopy(queue.find(update)))
        announced(chat, update)

    async def once_more() -> None:
        if not steps[-1] and lag == 0:
            return
        steps.append([])
        for raw in steps[-2 - lag] if len(steps) > 1 + lag else ():
            await see_again(company, raw)

    queue.on_update = note
    company.between = once_more


async def see_again(company: MortalCompany, raw: dict[str, Any]) -> None:
    """Hand an update to the handlers past the loop's memory, as after a death that came before its confirmation."""
    bot = company.bot
    assert bot is not None
    update = bot.delivery.decode(deepcopy(raw))
    assert update is not None
    await bot.delivery.handle(update)


def unconfirmed(company: MortalCompany) -> None:
    """The bot dies each time before it tells Telegram that an update is done, so that its next life sees it again."""
    known: set[str] = set()
    is_dying = False

    def meet(name: str, url: str, data: RequestData | None) -> None:
        del data
        nonlocal is_dying
        offset = "".join(parse_qs(urlsplit(url).query).get("offset", [])) if name == "getUpdates" else ""
        is_dying = bool(offset) and offset not in known
        known.add(offset)

    company.meet = meet
    company.tempo = replace(company.tempo, farewell=0.0)
    company.watch = lambda name, moment: is_dying and name == "getUpdates" and moment == BEFORE


# -- every call fails once ---------------------------------------------------------------------------------------


def failing(company: MortalCompany, kind: str, seconds: int) -> None:
    """Whatever the bot asks of Telegram between two rests fails the first time it is asked. ``seconds``: how long
    Telegram asks to wait."""
    met: set[tuple[str, str]] = set()

    def meet(name: str, url: str, data: RequestData | None) -> None:
        said = url if data is None else json.dumps(data.json_parameters, sort_keys=True)
        if (name, said) not in met and (seconds == 0 or name.startswith(PACED)):
            met.add((name, said))
            company.sandbox.faults.add(name, kind, retry_after=seconds, seconds=0.01)

    async def forget() -> None:
        met.clear()

    company.meet, company.between = meet, forget


# -- stopped, killed ---------------------------------------------------------------------------------------------


def restarted(company: MortalCompany) -> None:
    """Stopped and started between any two steps: before what is due is done, and after."""

    async def anew() -> None:
        await company.stop()
        await company.start()

    company.between = anew


def killed(company: MortalCompany, is_last: Callable[[int], bool]) -> None:
    """Dies at the places whose numbers ``is_last`` names, counted over all calls and commits, before and after."""
    company.tempo = replace(company.tempo, farewell=0.0)
    company.watch = Counting(is_last).watch


class Counting:
    """Numbers the places of a story at which the bot can die. ``places``: their names so far."""

    def __init__(self, is_last: Callable[[int], bool]) -> None:
        self._is_last = is_last
        self.places: list[str] = []

    def watch(self, name: str, moment: str) -> bool:
        """See ``tests.faults.mortal.Watch``."""
        if name.startswith(UNCOUNTED):
            return False
        self.places.append(f"{moment} {name}")
        return self._is_last(len(self.places) - 1)


# -- people who block the bot ------------------------------------------------------------------------------------


def blocking(company: MortalCompany) -> None:
    """Everybody blocks the bot and takes it back at once, between any two steps."""
    steps: set[tuple[int, datetime]] = set()

    async def slam() -> None:
        if is_new_step(company, steps):
            for person in list(company.sandbox.persons.values()):
                await person.block()
                await person.unblock()

    company.between = slam


def is_new_step(company: MortalCompany, steps: set[tuple[int, datetime]]) -> bool:
    """Whether somebody has done something, or the clock has gone on, since this was asked last."""
    acts = sum(entry.what in ("says", "presses") and not entry.by_bot for entry in company.sandbox.transcript)
    step = (acts, company.clock.now())
    is_new = step not in steps
    steps.add(step)
    return is_new


def away(company: MortalCompany) -> None:
    """Nobody keeps the bot but who acts: the others have blocked it, and take it back for their own next step."""
    steps: set[tuple[int, datetime]] = set()

    async def leave() -> None:
        if is_new_step(company, steps):
            for person in list(company.sandbox.persons.values()):
                await person.block()

    company.between, company.turn = leave, company.receive


# -- all of them -------------------------------------------------------------------------------------------------

FAILURES = {
    "5xx": ("server_error", 0),
    "lost before": ("drop_before", 0),
    "silence": ("timeout", 0),
    "lost after": ("drop_after", 0),
    "half an answer": ("broken_json", 0),
    "another answer": ("wrong_type", 0),
    "429, short": ("flood", 0),
    "429, long": ("flood", 61),
}
"""The short 429 asks for no seconds at all, for they would be real ones; the long one is more than is waited for on
the spot, and goes by the company's clock."""


AWAY = "away between their own steps"
EXCEPT = {("colleague", AWAY)}
"""An item is not offered to a colleague who has blocked the bot."""


def broad_plans() -> Iterator[Plan]:
    """One play each, with bad luck at every step."""
    yield Plan("twice in a batch", in_the_batch, repeats=False)
    yield Plan("twice to the handlers", lambda company: replayed(company, 0))
    yield Plan("again, out of order", lambda company: replayed(company, 1))
    yield Plan("killed unconfirmed", unconfirmed)
    for name, (kind, seconds) in FAILURES.items():
        yield Plan("fails once", lambda company, kind=kind, seconds=seconds: failing(company, kind, seconds), name)  # type: ignore[misc]
    yield Plan("restarted", restarted, repeats=False)
    yield Plan("blocked for a moment", blocking, repeats=False)
    yield Plan(AWAY, away, repeats=False)


def deaths(places: int, first: int = 0, step: int = 1) -> Iterator[Plan]:
    """A play for every ``step``-th of so many places: the bot dies there once."""
    for place in range(first, places, step):
        yield Plan("killed", lambda company, at=place: killed(company, lambda number: number == at), f"at {place}")  # type: ignore[misc]
