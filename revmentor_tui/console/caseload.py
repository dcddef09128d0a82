"""What an unlocked moderator has in hand: one session, its opened critiques, what was done and can be undone.

Shared by the console's screens; knows no widget. Everything readable lives here and is dropped with it.
"""

import asyncio
import gc
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from core.clock import day_of, seconds_of
from core.errors import ChangedElsewhere, NoSession, NotAllowed, RevmentorError
from core.journal import read_entries
from core.moderation.desk import Desk
from core.moderation.inbox import Critique, Followup, load_critiques, load_followups, load_page
from core.moderation.questions import Asked, load_questions
from core.moderation.records import save_all
from core.moderation.review import DECIDES, FINAL, Review, waken
from core.moderation.sessions import follow_up
from core.moderation.taking_in import take_in
from core.moderation.watching import Pulse, count_critiques, count_people, list_ids, read_pulse
from core.sessions import Session, current
from revmentor_tui.console.history import Change, History, Step
from revmentor_tui.console.letters import Letters
from revmentor_tui.console.proposals import Proposals
from revmentor_tui.console.suggesting import TagSense

FIRST = 200
"""Critiques opened before the first row is shown: more than any screen holds."""
BREATH = 0.1
"""Seconds that the first letters have the interpreter to themselves on their way to the screen, if there are more."""
PORTION = 1000
TOGETHER = 50
"""Reviews saved in one transaction: sealing their letters takes about 0.1 ms each, and keys must stay quick."""

Result = TypeVar("Result")
Decide = Callable[[Critique], Review]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act did: how many reviews changed, how many were left because their state forbids it."""

    changed: int
    left: int = 0


@dataclass(repr=False)
class Caseload:
    """The desk with a session in hand. ``people`` is None under the session's k; ``waiting``: drops held back until
    they are k; ``loaded`` of ``total`` critiques are open."""

    desk: Desk
    lang: str
    home: Path
    session: Session | None = None
    letters: Letters = field(init=False)
    history: History = field(default_factory=History)
    proposals: Proposals = field(default_factory=Proposals)
    tags: TagSense = field(default_factory=TagSense)
    followups: dict[bytes, list[Followup]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    people: int | None = None
    waiting: int = 0
    loaded: int = 0
    total: int = 0
    listeners: list[Callable[[], None]] = field(default_factory=list)
    _pulse: Pulse | None = None
    _woken: date | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _working: set[asyncio.Task[Any]] = field(default_factory=set)
    _beginning: "asyncio.Task[None] | None" = None
    _closing: bool = False
    _first: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.letters = Letters(self.lang)

    def begin(self) -> "asyncio.Task[None]":
        """Start to take in hand what ``choose`` takes by default; the same task while that lasts, a new one after a
        failure."""
        if self._beginning is None or (self._beginning.done() and self.session is None):
            self._beginning = self._start(self._begin())
        return self._beginning

    async def first_letters(self, patience: float) -> None:
        """Wait until the first letters are open or it is clear that there are none, ``patience`` seconds at most."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._first.wait(), patience)

    async def choose(self, session: Session | None = None) -> None:
        """Take a session in hand (by default the one that takes critiques now, else the newest) and open what it
        holds: the first screen at once, the rest in portions, telling the listeners after each.
        """
        await self.whole(self._choose(session))

    async def beat(self) -> bool:
        """Look once whether anything happened, and open what came or what others changed. Returns whether there was
        anything.
        """
        return await self.whole(self._beat())

    async def take_in(self) -> int:
        """Take in what waits in the spool. Returns how many came."""
        return await self.whole(self._take_in())

    async def act(self, ids: Sequence[bytes], decide: Decide, name: str) -> Outcome:
        """Apply ``decide`` to each critique and save. A critique whose state forbids it is left; when all are, that
        is the error. Raises RevmentorError; after ChangedElsewhere the newest state is loaded.
        """
        return await self.whole(self._act(ids, decide, name))

    async def undo(self) -> Step | None:
        """Take the newest act back. None when there is nothing. Raises RevmentorError."""
        return await self.whole(self._undo())

    async def redo(self) -> Step | None:
        """Do again what was undone. None when there is nothing. Raises RevmentorError."""
        return await self.whole(self._redo())

    async def whole(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Do ``work`` to its end even when whoever asked has gone: cut short, it would leave a connection, and with
        it a thread that keeps the program from ending.
        """
        return await asyncio.shield(self._start(work))

    def _start(self, work: Coroutine[Any, Any, Result]) -> "asyncio.Task[Result]":
        task = asyncio.create_task(work)
        self._working.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._working.discard(task)
        if not task.cancelled():
            task.exception()  # looked at, so that nothing is logged when nobody waits for it any more

    async def close(self) -> None:
        """Finish what is under way, then forget the keys and everything readable."""
        self._closing = True
        self.listeners.clear()
        await asyncio.gather(*self._working, return_exceptions=True)
        self.session, self.letters, self.followups, self.asked = None, Letters(self.lang), {}, []
        self.history.forget()
        self.proposals.forget()
        self.tags.forget()
        await self.desk.close()

    async def _begin(self) -> None:
        try:
            await self._choose()
        finally:
            self._first.set()

    async def _choose(self, session: Session | None = None) -> None:
        if session is None:
            # Whoever unlocks signs ahead what recurring sessions need.
            await follow_up(self.desk)
            session = await self._session_now()
        async with self._lock:
            view = self.letters.view
            self.session, self.letters = session, Letters(self.lang, view=view)
            self.history.forget()
            self.followups.clear()
            if session is None:
                return
            # Before the first page: whatever comes later shows in the pulse.
            self._pulse = await read_pulse(self.desk, session)
            await self._read_through(session)
            await self._open_followups(session)
        self.tell()

    async def _read_through(self, session: Session) -> None:
        """Open everything: the first screen at once, then how much there is, then the rest in portions."""
        self.loaded = self.total = 0
        page = await load_page(self.desk, session, None, FIRST)
        while page and not self._closing:
            await self._learn(page)
            self.loaded += len(page)
            if not self.total:
                self._first.set()
                self.tell()
                if len(page) == FIRST:
                    await asyncio.sleep(BREATH)
                self.total = await count_critiques(self.desk, session)
                self.people = await count_people(self.desk, session)
            self.total = max(self.total, self.loaded)
            # What was opened stays for the whole sitting: the collector need not walk it again (0.1 s at 100,000).
            gc.freeze()
            self.tell()
            page = await load_page(self.desk, session, page[-1], PORTION)
        self.total = self.loaded

    async def _session_now(self) -> Session | None:
        """The session that takes critiques now, else the newest."""
        sessions = await self.desk.sessions()
        try:
            return current(sessions, seconds_of(self.desk.clock))
        except NoSession:
            return next(iter(sessions), None)

    async def _beat(self) -> bool:
        session = self.session
        if session is None:
            return False
        pulse, before = await read_pulse(self.desk, session), self._pulse
        due = await asyncio.to_thread(self._come_due)
        if before is None or (pulse == before and not due):
            return False
        async with self._lock:
            self._pulse = pulse
            await self._open(session, due)
            if pulse.entry != before.entry:
                await self._follow(session, before.entry)
            self.people = await count_people(self.desk, session)
        self.tell()
        return True

    async def _take_in(self) -> int:
        session = self.session
        if session is None:
            return 0
        # The lock does not wait for a full spool, and what re-seals it ends with its keys.
        taken = await take_in(self.desk, session, lambda: self._closing)
        self.waiting = taken.waiting
        self.tell()
        return taken.taken

    async def _act(self, ids: Sequence[bytes], decide: Decide, name: str) -> Outcome:
        async with self._lock:
            changes, left, reason = [], 0, None
            if name in DECIDES:
                ids = self.letters.whole(ids)
            for critique in [self.letters.known[one] for one in ids if one in self.letters.known]:
                try:
                    review = decide(critique)
                except NotAllowed as error:
                    left, reason = left + 1, error
                    continue
                if review != critique.review:
                    changes.append((critique, review))
            if not changes and reason is not None:
                raise reason
            saved = await self._save(changes, name)
            if saved:
                self.history.add(Step(name, tuple(saved)))
        self.tell()
        return Outcome(len(changes), left)

    async def _undo(self) -> Step | None:
        async with self._lock:
            step = self.history.take_undo()
            if step is None:
                return None
            await self._turn(step.turned(), "undo")
            self.history.undone(step)
        self.tell()
        return step

    async def _redo(self) -> Step | None:
        async with self._lock:
            step = self.history.take_redo()
            if step is None:
                return None
            await self._turn(step, step.act)
            self.history.redone(step)
        self.tell()
        return step

    def tell(self) -> None:
        """Let the screens know that something is different."""
        for listener in list(self.listeners):
            listener()

    async def _turn(self, step: Step, name: str) -> None:
        changes = []
        for change in step.changes:
            critique = self.letters.known.get(change.critique)
            if critique is None or critique.review != change.before:
                if critique is not None and critique.review.state in FINAL:
                    raise NotAllowed("error-already-published")
                raise ChangedElsewhere
            changes.append((critique, change.after))
        await self._save(changes, name)

    async def _save(self, changes: list[tuple[Critique, Review]], name: str) -> list[Change]:
        done: list[Change] = []
        for start in range(0, len(changes), TOGETHER):
            some = changes[start : start + TOGETHER]
            try:
                saved = await save_all(self.desk, some, name)
            except RevmentorError as error:
                if done:
                    self.history.add(Step(name, tuple(done)))
                if isinstance(error, ChangedElsewhere):
                    await self._open(self._in_hand, [critique.id for critique, _ in some])
                    self.tell()
                raise
            self.letters.learn(saved)
            done += [Change(before.id, before.review, review) for before, review in some]
        return done

    def _come_due(self) -> list[bytes]:
        """What was put off to a day that has come while the console stayed open; looked for once a day."""
        today = day_of(self.desk.clock)
        if today == self._woken:
            return []
        self._woken = today
        known = list(self.letters.known.values())
        return [critique.id for critique in known if waken(critique.review, today) is not critique.review]

    @property
    def _in_hand(self) -> Session:
        assert self.session is not None
        return self.session

    async def _follow(self, session: Session, after: int) -> None:
        """Open what the journal says was touched since entry ``after``."""
        entries = await read_entries(self.desk.store, after)
        touched = {entry.ref for entry in entries if entry.ref in self.letters.known}
        if any(entry.act == "digest-publish" for entry in entries):
            touched |= {one for one, critique in self.letters.known.items() if critique.review.state not in FINAL}
        if any(entry.ref == session.id or entry.act == "take-in" for entry in entries):
            ids = await list_ids(self.desk, session)
            fresh = [one for one in ids if one not in self.letters.known]
            for start in range(0, len(fresh), PORTION):
                await self._open(session, fresh[start : start + PORTION])
            self.loaded = self.total = len(ids)
            await self._open_followups(session)
        elif any(entry.act.startswith("question") for entry in entries):
            await self._open_followups(session)
        stale = list(touched)
        for start in range(0, len(stale), PORTION):
            await self._open(session, stale[start : start + PORTION])
        for one in await self.desk.sessions():
            if one.id == session.id:
                self.session = one

    async def _open(self, session: Session, ids: list[bytes]) -> None:
        await self._learn(await load_critiques(self.desk, session, ids))

    async def _learn(self, opened: Sequence[Critique]) -> None:
        """In pieces, with the keys served in between."""
        for start in range(0, len(opened), TOGETHER):
            self.letters.learn(opened[start : start + TOGETHER])
            await asyncio.sleep(0)

    async def _open_followups(self, session: Session) -> None:
        threads: dict[bytes, list[Followup]] = {}
        for followup in await load_followups(self.desk, session):
            threads.setdefault(followup.thread, []).append(followup)
        self.followups = threads
        self.asked = await load_questions(self.desk, session)
        self.letters.replied = set(threads)
