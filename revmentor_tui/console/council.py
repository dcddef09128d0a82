"""The youth council as the organiser sees it: proposals, votes with their results, and the answer beside them."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from rich.cells import set_cell_size
from textual import work
from textual.binding import BindingType
from textual.content import Content

from core.errors import BadInput, RevmentorError
from core.language.safe_text import SafeText, make_safe, one_line
from core.moderation.council import (
    call_election,
    closing_day,
    count_matter,
    inspect,
    put_to_vote,
    read_export,
)
from core.moderation.programme import read_shelf
from core.programs.council.papers import (
    BALLOTS,
    MATTERS,
    RUNNERS,
    SITTINGS,
    SUPPORT_DEFAULT,
    Ballot,
    Matter,
    Propose,
    Refuse,
    Runner,
    Sitting,
)
from core.programs.council.questions import Kind
from core.programs.council.telling import tell_answer, tell_ballot, tell_members, tell_rules, tell_state
from core.programs.ledger import Record
from core.programs.states import FINAL, State
from revmentor_tui.console.actions import COUNCIL, bindings_of
from revmentor_tui.console.asking import Ask
from revmentor_tui.console.council_dialogs import NewVote, Wanted
from revmentor_tui.console.dialogs import Choose, Confirm
from revmentor_tui.console.shelf import ShelfScreen
from revmentor_tui.console.virtual_list import Cell

TONES = {State.DRAFT: "new", State.PROPOSED: "held", State.OPEN: "prepared", State.RELEASED: "vetoed"}


class CouncilScreen(ShelfScreen[Matter]):
    """The list of what is proposed and voted on; on the right one matter with its votes."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(COUNCIL)
    SHELF = MATTERS
    PLACE = COUNCIL
    TITLE = "council-title"
    EMPTY = "council-empty"
    ballots: ClassVar[dict[bytes, Ballot]] = {}
    sitting: Sitting = Sitting()
    runners: tuple[Runner, ...] = ()

    async def read_more(self) -> None:
        """Ballots, the council as it sits, and who stands for it."""
        desk, whole = self.caseload.desk, self.caseload.whole
        self.ballots = {one.id: one.body for one in await whole(read_shelf(desk, BALLOTS))}  # type: ignore[misc]
        sittings = await whole(read_shelf(desk, SITTINGS))
        self.sitting = sittings[0].body if sittings else Sitting()
        self.runners = tuple(one.body for one in await whole(read_shelf(desk, RUNNERS)))

    def sort(self, records: list[Record[Matter]]) -> list[Record[Matter]]:
        """What waits for the organiser first, then what is under way, then what is over."""

        def key(record: Record[Matter]) -> tuple[int, bool, bytes]:
            state = record.body.motion.state
            waits = state is State.DRAFT or (state is State.PROPOSED and record.body.motion.is_supported)
            return (0 if waits or self._to_count(record) else 1, state in FINAL, record.id)

        return sorted(records, key=key)

    def besides(self, record: Record[Matter]) -> bool:
        """Whether its votes wait to be counted."""
        return self._to_count(record)

    def row(self, record: Record[Matter], width: int) -> Sequence[Cell]:
        """State, title."""
        del width
        body = record.body
        state = self._state_of(record)
        return (
            (set_cell_size(state, 30), TONES.get(body.motion.state, "quiet")),
            (one_line(body.title), "strong"),
        )

    def tell_record(self, record: Record[Matter]) -> Content:
        """Text, state, votes, the answer; below it the council."""
        body = record.body
        parts: list[Content] = [Content.assemble((one_line(body.title), "bold"))]
        parts += [Content(make_safe(body.text))] if body.text else []
        parts += [Content(""), Content(self._state_of(record))]
        if body.refused:
            parts.append(Content(make_safe(body.refused)))
        for ballot in self._ballots_of(record):
            parts.append(Content(""))
            parts += [Content(line) for line in tell_rules(self.lang, ballot.question)]
            parts += [Content(line) for line in tell_ballot(self.lang, ballot)]
        answer = tell_answer(self.lang, body)
        parts += [Content(""), *(Content(line) for line in answer)] if answer else []
        return Content("\n").join([*parts, Content(""), *self._people()])

    def tell_nothing(self) -> Content:
        """Also without matters there may be a council, and candidates."""
        return Content("\n").join([Content(self.say(self.EMPTY)), Content(""), *self._people()])

    def _people(self) -> list[Content]:
        lines = [Content.styled(tell_members(self.lang, self.sitting), "dim")]
        if self.runners:
            names = SafeText(", ".join(sorted(one_line(one.name) for one in self.runners)))
            lines.append(Content.styled(self.say("council-standing", names=names), "dim"))
        return lines

    def _state_of(self, record: Record[Matter]) -> SafeText:
        return self.say("council-to-count") if self._to_count(record) else tell_state(self.lang, record.body)

    def _ballots_of(self, record: Record[Matter]) -> list[Ballot]:
        return [self.ballots[one] for one in record.body.ballots if one in self.ballots]

    def _to_count(self, record: Record[Matter]) -> bool:
        found = self._ballots_of(record)
        return bool(found) and all(ballot.state is State.HELD for ballot in found)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which acts work on the matter under the cursor."""
        del parameters
        record = self.current if self.is_mounted else None
        motion = record.body.motion if record else None
        published = record is not None and any(one.result for one in self._ballots_of(record))
        allowed = {
            "propose_idea": motion is not None and motion.state is State.DRAFT,
            "refuse_idea": motion is not None and motion.state is State.DRAFT,
            "vote_on": motion is not None and motion.state is State.PROPOSED and motion.is_supported,
            "count_votes": record is not None and self._to_count(record),
            "check_votes": published,
            "save_votes": published,
        }
        return allowed.get(action, True)

    @work(group="dialog", exit_on_error=False)
    async def action_propose_idea(self) -> None:
        """Make a proposal public."""
        record = self.current
        if record is None:
            return
        title, hint = self.say("council-ask-support"), self.say("council-ask-support-hint")
        given = await self.app.push_screen_wait(Ask(title, hint, str(SUPPORT_DEFAULT), do=_read_support))
        if given is not None:
            count = _read_support(given)
            await self.order("council-propose", Propose(record.id, count), "council-did-propose", count=count)

    @work(group="dialog", exit_on_error=False)
    async def action_refuse_idea(self) -> None:
        """Do not, and say why."""
        record = self.current
        if record is None:
            return
        words = await self.app.push_screen_wait(
            Ask(self.say("council-ask-refuse"), self.say("council-ask-refuse-hint"))
        )
        if words is not None and words.strip():
            await self.order("council-refuse", Refuse(record.id, words.strip()), "council-did-decline")

    @work(group="dialog", exit_on_error=False)
    async def action_vote_on(self) -> None:
        """Put the supported proposal under the cursor to the vote."""
        record = self.current
        if record is not None:
            await self._put_to_vote(record)

    @work(group="dialog", exit_on_error=False)
    async def action_new_vote(self) -> None:
        """A question of the organiser's own, or an election."""
        await self._put_to_vote(None)

    async def _put_to_vote(self, record: Record[Matter] | None) -> None:
        kinds = [kind for kind in Kind if record is None or kind is not Kind.ELECTION]
        options = [(kind.value, self.say(f"council-new-{kind.value}"), "") for kind in kinds]
        kind = await self.app.push_screen_wait(Choose(self.say("council-choose-kind"), options))
        if kind is None:
            return
        title = record.body.title if record else ""
        wanted = await self.app.push_screen_wait(NewVote(self, Kind(kind), title))
        if wanted is None:
            return
        desk = self.caseload.desk
        try:
            closes = await self.caseload.whole(closing_day(desk, wanted.days))
            await self.caseload.whole(self._opening(wanted, closes, record))
        except RevmentorError as error:
            self.complain(error)
            return
        self.tell("council-did-open", day=closes)
        self.reload()

    async def _opening(self, wanted: Wanted, closes: date, record: Record[Matter] | None) -> None:
        terms = wanted.terms(closes)
        if terms.kind is Kind.ELECTION:
            await call_election(self.caseload.desk, terms.title, terms.seats, terms.closes, terms.quorum)
        else:
            await put_to_vote(self.caseload.desk, terms, record)

    @work(group="dialog", exit_on_error=False)
    async def action_count_votes(self) -> None:
        """Open the votes of closed ballots; the result cannot be taken back, so it asks."""
        record = self.current
        if record is None:
            return
        question = Confirm(
            self.say("council-ask-count", title=one_line(record.body.title)),
            self.say("council-ask-count-body"),
            self.say("council-ask-count-yes"),
            self.say("council-ask-count-no"),
        )
        if not await self.app.push_screen_wait(question):
            return
        try:
            await self.caseload.whole(count_matter(self.caseload.desk, record))
        except RevmentorError as error:
            self.complain(error)
            return
        self.tell("council-did-count")
        self.reload()

    @work(group="check", exclusive=True, exit_on_error=False)
    async def action_check_votes(self) -> None:
        """The published file against journal and urn."""
        record = self.current
        if record is None:
            return
        try:
            found = [
                one
                for ballot in record.body.ballots
                for one in await self.caseload.whole(inspect(self.caseload.desk, ballot))
            ]
        except RevmentorError as error:
            self.complain(error)
            return
        if found:
            worst = min(found, key=lambda one: one.rank)
            self.tell(f"council-fault-{worst.fault.value}", ref=worst.ref.hex()[:32])
        else:
            self.tell("council-check-holds")

    @work(group="check", exclusive=True, exit_on_error=False)
    async def action_save_votes(self) -> None:
        """The published files, into the home."""
        record = self.current
        if record is None:
            return
        home = self.app.settings.home  # type: ignore[attr-defined]
        try:
            for ballot in record.body.ballots:
                if self.ballots[ballot].result:
                    export = await self.caseload.whole(read_export(self.caseload.desk, ballot))
                    await asyncio.to_thread((home / f"council-{ballot.hex()}.json").write_bytes, export)
        except RevmentorError as error:
            self.complain(error)
            return
        self.tell("council-did-export", file=one_line(str(home)))


def _read_support(typed: str) -> int:
    """How many have to support a proposal. Raises BadInput."""
    if not typed.strip().isdecimal() or not int(typed):
        raise BadInput("error-council-support")
    return int(typed)
