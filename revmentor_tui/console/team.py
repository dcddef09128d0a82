"""The team: who is in it, how somebody joins and leaves, and what is left when every passphrase is forgotten."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import Static

from core.crypto.identity import Card
from core.crypto.roster import AUDITOR, BOT, MODERATOR, RECOVERY, Member
from core.errors import RevmentorError
from core.language.safe_text import SafeText, one_line
from core.locales.catalogue import say
from core.moderation.joining import change_passphrase
from core.moderation.recovery import has_recovery, make_shares
from core.moderation.team import (
    admit,
    card_words,
    count_readable,
    make_request,
    read_request,
    remove,
    roster_words,
)
from revmentor_tui.console.actions import ANYWHERE, LIST, TEAM, bindings_of
from revmentor_tui.console.asking import Ask
from revmentor_tui.console.ceremony import Codes, HowMany, NewPassphrase, Pages
from revmentor_tui.console.dialogs import Choose, Confirm, Tell
from revmentor_tui.console.frame import ConsoleScreen, HeaderLine, KeyBar
from revmentor_tui.console.virtual_list import Cell, VirtualList

ROLE_WIDTH = 18
NAME_WIDTH = 22


@dataclass(frozen=True)
class TeamRows:
    """Rows of the list (see virtual_list.Rows). ``mine``: the id of who sits here."""

    lang: str
    members: tuple[Member, ...]
    mine: bytes

    def __len__(self) -> int:
        return len(self.members)

    def looks(self, index: int) -> Hashable:
        """Everything a row shows."""
        return self.members[index].id, self.members[index].role, self.lang

    def is_marked(self, index: int) -> bool:
        """Oneself is marked."""
        return self.members[index].id == self.mine

    def cells(self, index: int, width: int) -> Sequence[Cell]:
        """Role, name, and the six words where there is room for all of them."""
        member = self.members[index]
        words = member_words(member, self.lang)
        room = width - ROLE_WIDTH - NAME_WIDTH - 2
        tone = "new" if member.role == MODERATOR else "quiet"
        return (
            (set_cell_size(say(self.lang, f"team-{member.role}"), ROLE_WIDTH), tone),
            (set_cell_size(shown_name(member, self.lang), NAME_WIDTH), "strong"),
            (words if cell_len(words) <= room else "", "quiet"),
        )


def shown_name(member: Member, lang: str) -> SafeText:
    """A person's name; what is no person gets a word of ours."""
    return say(lang, f"team-name-{member.role}") if member.role in (BOT, RECOVERY) else one_line(member.name)


def member_words(member: Member, lang: str) -> str:
    """The six words of a member's keys, the same that were compared when they were admitted."""
    return card_words(Card(member.name, member.hpke, member.verify), lang)


class TeamScreen(ConsoleScreen):
    """The list, and below it whether a quorum could rebuild access and the words of the list as a whole."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(TEAM)
    CSS_PATH = "console.tcss"

    def compose(self) -> ComposeResult:
        """Line, list, notes, keys."""
        yield HeaderLine()
        yield VirtualList(id="team")
        yield Static(id="team-notes")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what there is."""
        self.query_one(VirtualList).focus()
        self.reload()

    def on_screen_resume(self) -> None:
        """Another console may have changed the team."""
        self.reload()

    def places(self) -> tuple[str, ...]:
        """Nearest first."""
        return (LIST, TEAM, ANYWHERE)

    @property
    def current(self) -> Member | None:
        """The member under the cursor."""
        rows = self.query_one(VirtualList)
        return rows.rows.members[rows.cursor] if isinstance(rows.rows, TeamRows) and len(rows.rows) else None

    @work(group="team", exclusive=True, exit_on_error=False)
    async def reload(self) -> None:
        """Read the list anew."""
        desk = self.caseload.desk
        try:
            await self.caseload.whole(desk.refresh_team())
        except RevmentorError as error:
            self.complain(error)
            return
        self.query_one(VirtualList).show(self._rows(), keep_line=True)
        self.retell()

    def _rows(self) -> TeamRows:
        desk = self.caseload.desk
        return TeamRows(self.lang, desk.roster.members, desk.identity.id)

    def retell(self) -> None:
        """Say everything anew."""
        super().retell()
        rows, roster = self.query_one(VirtualList), self.caseload.desk.roster
        rows.rows = self._rows()
        rows.refresh()
        people = sum(member.role in (MODERATOR, AUDITOR) for member in roster.members)
        rows.border_title = self.say("team-title", count=people)
        if has_recovery(roster):
            recovery = Content(self.say("team-recovery-ready"))
        else:
            recovery = Content.styled(f"! {self.say('team-recovery-none')}", "bold $warning")
        words = self.say("team-words", version=roster.version, words=roster_words(roster, self.lang))
        self.query_one("#team-notes", Static).update(Content("\n").join([recovery, Content(words)]))

    @on(VirtualList.Moved)
    def _moved(self) -> None:
        self.refresh_keys()

    @on(VirtualList.Opened)
    def _opened(self) -> None:
        member = self.current
        if member is not None:
            lines = self.say(
                "team-card",
                role=self.say(f"team-{member.role}"),
                id=member.id.hex()[:8],
                words=member_words(member, self.lang),
            )
            self.app.push_screen(Tell(shown_name(member, self.lang), Content(lines)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which acts work now."""
        if action != "remove_member":
            return True
        try:
            member = self.current if self.is_mounted else None
        except NoMatches:
            member = None
        mine = self.caseload.desk.identity.id
        return member is not None and member.role in (MODERATOR, AUDITOR) and member.id != mine

    @work(group="dialog", exit_on_error=False)
    async def action_admit(self) -> None:
        """Take in a request; it counts only after its words were compared by voice."""
        question = Ask(self.say("team-admit-title"), self.say("team-admit-hint"), do=read_request)
        text = await self.app.push_screen_wait(question)
        if text is None:
            return
        card = read_request(text)
        roles = [(role, self.say(f"team-{role}"), self.say(f"team-role-{role}")) for role in (MODERATOR, AUDITOR)]
        role = await self.app.push_screen_wait(Choose(self.say("team-role-title", name=card.name), roles))
        if role is None:
            return
        compared = Confirm(
            self.say("team-compare-title", name=card.name),
            self.say("team-compare", words=card_words(card, self.lang)),
            self.say("team-compare-yes"),
            self.say("team-compare-no"),
        )
        if not await self.app.push_screen_wait(compared):
            self.tell("team-not-admitted")
            return
        try:
            roster = await self.caseload.whole(admit(self.caseload.desk, card, role))
        except RevmentorError as error:
            self.complain(error)
            return
        self.reload()
        told = self.say("team-admitted", words=roster_words(roster, self.lang))
        self.app.push_screen(Tell(self.say("team-admitted-title", name=card.name), Content(told)))

    @work(group="dialog", exit_on_error=False)
    async def action_remove_member(self) -> None:
        """Take somebody off the team. What they have read cannot be taken back, so it asks and says so."""
        member, desk = self.current, self.caseload.desk
        if member is None or not self.check_action("remove_member", ()):
            return
        name = one_line(member.name)
        try:
            readable = await self.caseload.whole(count_readable(desk, member.id))
        except RevmentorError as error:
            self.complain(error)
            return
        question = Confirm(
            self.say("team-remove-title", name=name),
            self.say("team-remove", readable=readable),
            self.say("team-remove-yes"),
            self.say("team-remove-no"),
        )
        if not await self.app.push_screen_wait(question):
            return
        try:
            done = await self.caseload.whole(remove(desk, member.id))
            await self.caseload.beat()
        except RevmentorError as error:
            self.complain(error)
            return
        self.reload()
        told = self.say("team-removed", rekeyed=done.rekeyed, readable=done.readable)
        self.app.push_screen(Tell(self.say("team-removed-title", name=name), Content(told)))

    def action_my_request(self) -> None:
        """One's own request, as text and as codes: for a team that this console is not in."""
        identity = self.caseload.desk.identity
        words = card_words(identity.card, self.lang)
        self.app.push_screen(Codes(self.lang, make_request(identity), words))

    @work(group="dialog", exit_on_error=False)
    async def action_shares(self) -> None:
        """Make recovery shares; former ones stop working, so then it asks."""
        desk = self.caseload.desk
        if has_recovery(desk.roster):
            question = Confirm(
                self.say("team-shares-again"),
                self.say("team-shares-again-body"),
                self.say("team-shares-again-yes"),
                self.say("team-shares-again-no"),
            )
            if not await self.app.push_screen_wait(question):
                return
        numbers = await self.app.push_screen_wait(HowMany(self.lang))
        if numbers is None:
            return
        try:
            shares = await self.caseload.whole(make_shares(desk, *numbers))
        except RevmentorError as error:
            self.complain(error)
            return
        self.reload()
        titles = [self.say("team-share-title", number=number, of=len(shares)) for number in range(1, len(shares) + 1)]
        hint = self.say("team-share-hint", threshold=numbers[0])
        await self.app.push_screen_wait(Pages(list(zip(titles, shares, strict=True)), hint))

    @work(group="dialog", exit_on_error=False)
    async def action_passphrase(self) -> None:
        """Another passphrase for one's own keys on this machine."""
        given = await self.app.push_screen_wait(NewPassphrase(self.lang))
        if given is None:
            return
        settings, cost = self.app.settings, self.app.cost  # type: ignore[attr-defined]
        try:
            await self.caseload.whole(change_passphrase(settings, *given, cost))
        except RevmentorError as error:
            self.complain(error)
            return
        self.tell("team-passphrase-changed")
