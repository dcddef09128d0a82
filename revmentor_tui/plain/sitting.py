"""One sitting at the plain console: going about the letters, and what every act is made of."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from core.errors import RevmentorError
from core.language.safe_text import SafeText, one_line
from core.locales.catalogue import explain, say
from core.moderation import review as reviewing
from core.moderation.inbox import Critique
from revmentor_tui.console.caseload import Caseload, Decide
from revmentor_tui.console.searching import Search, matching
from revmentor_tui.members import member_name
from revmentor_tui.plain.telling import letter_lines, row_line
from revmentor_tui.plain.words import SPOKEN, Order, Words

ROWS = 10
"""Rows of a list said in one go."""

Ask = Callable[[SafeText], Awaitable[str | None]]


@dataclass(repr=False)
class Sitting:
    """One sitting. ``tell`` says a line, ``ask`` puts a question and gives the answer, None at the end of input."""

    caseload: Caseload
    words: Words
    tell: Callable[[SafeText], None]
    ask: Ask
    cursor: int = 0
    query: str = ""
    marked: set[bytes] = field(default_factory=set)
    is_over: bool = False
    _order: tuple[object, list[bytes]] = field(default=(None, []))

    def say(self, message_id: str, **facts: object) -> None:
        """Say a message."""
        self.tell(self.text(message_id, **facts))

    def text(self, message_id: str, **facts: object) -> SafeText:
        """A message in the sitting's language."""
        return say(self.caseload.lang, message_id, **facts)

    @property
    def order(self) -> list[bytes]:
        """The letters that the search leaves, oldest first; without one, a group is its lead. Worked out anew only when
        something it depends on is different."""
        letters = self.caseload.letters
        key = id(letters), self.query, letters.arrivals, letters.decisions if self.query else 0
        if self._order[0] != key:
            self._order = key, self._look()
        return self._order[1]

    def _look(self) -> list[bytes]:
        known = self.caseload.letters.snapshot()
        if not self.query:
            return [one.id for one in known.critiques if one.id not in known.hidden]
        search = Search(self.query)
        return list(matching([one for one in known.critiques if search.query.agrees(known.facts(one))], search))

    @property
    def current(self) -> Critique | None:
        """The letter in hand."""
        order = self.order
        return self.caseload.letters.known[order[self.cursor]] if 0 <= self.cursor < len(order) else None

    @property
    def targets(self) -> list[bytes]:
        """What an act works on: all that is marked, else the letter in hand."""
        if self.marked:
            return [one for one in self.caseload.letters.known if one in self.marked]
        return [self.current.id] if self.current else []

    async def obey(self, order: Order) -> None:
        """Do what was typed; an expected error is one sentence."""
        if not order.act:
            self.say("plain-unknown", typed=one_line(order.rest))
            return
        act = getattr(self, f"do_{order.act.replace('-', '_')}")
        try:
            await act(order.rest)
        except RevmentorError as error:
            self.tell(explain(self.caseload.lang, error))

    # Going about.

    async def read(self) -> None:
        """Read the letter in hand aloud."""
        critique = self.current
        if critique is None:
            self.say("console-no-letter")
            return
        proposals = self.caseload.proposals
        if not proposals.knows(critique):
            await proposals.look_through(critique)
        followups = self.caseload.followups.get(critique.id, ())
        place = self.cursor + 1, len(self.order)
        lang, pending = self.caseload.lang, proposals.pending(critique)
        author = member_name(lang, self.caseload.desk.roster, critique.review.noted_by)
        for line in letter_lines(lang, critique, place, followups, pending, author):
            self.tell(line)

    async def do_open(self, rest: str) -> None:
        """The letter once more."""
        del rest
        await self.read()

    async def do_go(self, rest: str) -> None:
        """The letter of that number."""
        if not 0 < int(rest) <= len(self.order):
            self.say("plain-no-number")
            return
        self.cursor = int(rest) - 1
        await self.read()

    async def do_down(self, rest: str) -> None:
        """The next letter."""
        del rest
        if self.cursor >= len(self.order) - 1:
            self.say("plain-none")
            return
        self.cursor += 1
        await self.read()

    async def do_up(self, rest: str) -> None:
        """The letter before."""
        del rest
        self.cursor = max(0, self.cursor - 1)
        await self.read()

    async def do_first(self, rest: str) -> None:
        """The first letter."""
        del rest
        self.cursor = 0
        await self.read()

    async def do_last(self, rest: str) -> None:
        """The last letter."""
        del rest
        self.cursor = max(0, len(self.order) - 1)
        await self.read()

    async def do_inbox(self, rest: str) -> None:
        """Ten rows from the letter in hand on."""
        del rest
        known = self.caseload.letters.known
        for number, one in enumerate(self.order[self.cursor : self.cursor + ROWS], self.cursor + 1):
            self.tell(row_line(self.caseload.lang, number, known[one], marked=one in self.marked))

    async def do_filter(self, rest: str) -> None:
        """Only what a search finds; nothing typed shows all."""
        self.query, self.cursor = rest, 0
        found = await asyncio.to_thread(lambda: len(self.order))
        self.say("plain-found" if found else "plain-nothing", count=found)
        if not found:
            self.query = ""
        await self.read()

    async def do_mark(self, rest: str) -> None:
        """Mark the letter, or take the mark off, and go on."""
        del rest
        if self.current is not None:
            self.marked ^= {self.current.id}
            self.say("plain-marked", count=len(self.marked))
            await self.do_down("")

    async def do_mark_all(self, rest: str) -> None:
        """Mark all that is shown, or none."""
        del rest
        self.marked = set() if self.marked else set(self.order)
        self.say("plain-marked", count=len(self.marked))

    async def decide(self, act: str, decide: Decide, *, advance: bool = True) -> None:
        """Do it to the targets, say so, and read the next letter."""
        ids = self.targets
        outcome = await self.caseload.act(ids, decide, act)
        self.marked -= set(ids)
        if len(ids) > 1 or outcome.left:
            self.say("console-done-many", done=outcome.changed, left=outcome.left)
        else:
            self.say("plain-done", act=self.text(f"act-{act}"))
        if advance and len(ids) == 1:
            await self.do_down("")

    def choose(self, act: str, names: Sequence[SafeText], rest: str) -> tuple[int | None, str]:
        """Which of ``names``, by a number in front of ``rest``, and what follows it; None after having said them."""
        number, _, words = rest.partition(" ")
        if number.isdecimal() and 0 < int(number) <= len(names):
            return int(number) - 1, words.strip()
        for place, name in enumerate(names, 1):
            self.say("plain-choose", number=place, name=name)
        self.say("plain-choose-hint", key=self.words.keys[act])
        return None, ""

    # Around.

    async def do_sessions(self, rest: str) -> None:
        """Take another session in hand, by number."""
        sessions = await self.caseload.desk.sessions()
        chosen, _ = self.choose("sessions", [one_line(one.terms.title) for one in sessions], rest)
        if chosen is not None:
            await self.caseload.choose(sessions[chosen])
            await self.caseload.take_in()
            self.cursor, self.query, self.marked = 0, "", set()
            await self.welcome()

    async def welcome(self) -> None:
        """The session, how much there is, the first letter."""
        session, letters = self.caseload.session, self.caseload.letters
        if session is None:
            self.say("console-no-session")
            return
        new = letters.counts()[reviewing.NEW]
        self.say("plain-welcome", title=one_line(session.terms.title), all=len(letters.known), new=new)
        await self.read()

    async def do_language(self, rest: str) -> None:
        """The other language."""
        del rest
        self.caseload.lang = self.caseload.letters.lang = "en" if self.caseload.lang == "ru" else "ru"
        await self.welcome()

    async def do_help(self, rest: str) -> None:
        """Every command."""
        del rest
        for act in SPOKEN:
            self.say("plain-help", key=self.words.keys[act], what=self.text(f"act-{act}-help"))
        for line in ("plain-help-number", "plain-help-kinds", "plain-help-rest"):
            self.say(line)

    async def do_quit(self, rest: str) -> None:
        """The end."""
        del rest
        self.is_over = True
