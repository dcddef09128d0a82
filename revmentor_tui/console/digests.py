"""Digests of the session: drafts, what was published, and the commas that were placed."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import ClassVar

from rich.cells import set_cell_size
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.css.query import NoMatches

from core.company import read_company
from core.digests import DELIVERED, DRAFT, SCHEDULED
from core.errors import RevmentorError
from core.language.safe_text import SafeText, make_safe, one_line
from core.leadership.comma import decision_of
from core.leadership.life import ACCEPT, IGNORED, Life
from core.leadership.pages import cover_page, item_page
from core.locales.catalogue import say
from core.moderation.digest import Draft, discard, list_digests, preview, publish, read_lives
from core.moderation.review import RELEASED
from revmentor_tui.console.actions import ANYWHERE, DIGESTS, LIST, READING, bindings_of
from revmentor_tui.console.compose import ComposeDigest
from revmentor_tui.console.dialogs import Confirm
from revmentor_tui.console.frame import HeaderLine, KeyBar
from revmentor_tui.console.telegram_view import Bubble, TelegramView
from revmentor_tui.console.timetable import Timetable
from revmentor_tui.console.virtual_list import Cell, VirtualList


@dataclass(frozen=True)
class DigestRows:
    """Rows of the list (see virtual_list.Rows)."""

    lang: str
    drafts: tuple[Draft, ...]
    placed: dict[bytes, int]
    ignored: dict[bytes, int]
    zone: tzinfo = UTC

    def __len__(self) -> int:
        return len(self.drafts)

    def looks(self, index: int) -> Hashable:
        """Everything a row shows."""
        draft = self.drafts[index]
        return draft.id, draft.state, draft.title, self.placed.get(draft.id), self.ignored.get(draft.id), self.lang

    def is_marked(self, index: int) -> bool:
        """Digests are not marked."""
        del index
        return False

    def cells(self, index: int, width: int) -> Sequence[Cell]:
        """Number, state, how many commas and how many silences, title."""
        del width
        draft = self.drafts[index]
        state = draft.state if draft.state in (DRAFT, SCHEDULED) else "published"
        if state == DRAFT:
            count = say(self.lang, "digest-row-items", items=len(draft.items))
        elif state == SCHEDULED and draft.published is not None:
            due = datetime.fromtimestamp(draft.published, self.zone)
            count = say(self.lang, "digest-row-at", day=due.date(), time=f"{due:%H:%M}")
        else:
            placed, ignored = self.placed.get(draft.id, 0), self.ignored.get(draft.id, 0)
            name = "digest-row-ignored" if ignored else "digest-row-placed"
            count = say(self.lang, name, placed=placed, items=len(draft.items), ignored=ignored)
        glyph = {DRAFT: "◇", SCHEDULED: "◷"}.get(state, "■")
        return (
            (f"№{draft.number:<4}", "strong"),
            (
                set_cell_size(f"{glyph} {say(self.lang, f'digest-{state}')}", 15),
                "published" if state == "published" else "prepared",
            ),
            (set_cell_size(count, 20), "tags"),
            (one_line(draft.title), ""),
        )


class DigestsScreen(Timetable):
    """Drafts and published digests at the left, what executives see at the right."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(DIGESTS)
    CSS_PATH = "console.tcss"

    def compose(self) -> ComposeResult:
        """Line, list, pages, keys."""
        yield HeaderLine()
        with Horizontal(id="digest-body"):
            yield VirtualList(id="digests")
            yield TelegramView(id="pages")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what there is."""
        self.query_one(VirtualList).focus()
        self.caseload.listeners.append(self._something_changed)
        self.reload()

    def on_unmount(self) -> None:
        """Stop listening."""
        if self._something_changed in self.caseload.listeners:
            self.caseload.listeners.remove(self._something_changed)

    def on_screen_resume(self) -> None:
        """Another screen may have changed things."""
        self.reload()

    def places(self) -> tuple[str, ...]:
        """Nearest first."""
        return (READING if isinstance(self.focused, TelegramView) else LIST, DIGESTS, ANYWHERE)

    def on_descendant_focus(self) -> None:
        """Another part has the keys: others work."""
        self.refresh_keys()

    def _something_changed(self) -> None:
        if self.is_current:
            self.reload()

    @property
    def current(self) -> Draft | None:
        """The digest under the cursor."""
        rows = self.query_one(VirtualList)
        if isinstance(rows.rows, DigestRows) and rows.rows.drafts:
            return rows.rows.drafts[rows.cursor]
        return None

    @work(group="digests", exclusive=True, exit_on_error=False)
    async def reload(self, number: int | None = None) -> None:
        """Read the list anew; ``number`` puts the cursor on that digest."""
        session, desk = self.caseload.session, self.caseload.desk
        if session is None:
            self.retell()
            return
        try:
            drafts = tuple(await self.caseload.whole(list_digests(desk, session)))
            out = [draft for draft in drafts if draft.state not in (DRAFT, SCHEDULED)]
            lived = {draft.id: await self.caseload.whole(read_lives(desk, session, draft)) for draft in out}
            lives = {digest: [life for _, life in found.values()] for digest, found in lived.items()}
            placed = {digest: sum(life.verdict is not None for life in found) for digest, found in lives.items()}
            ignored = {digest: sum(life.state == IGNORED for life in found) for digest, found in lives.items()}
            async with desk.store.reading() as tx:
                zone = (await read_company(tx)).zone
        except RevmentorError as error:
            self.complain(error)
            return
        here = number or (self.current.number if self.current else None)
        cursor = next((i for i, draft in enumerate(drafts) if draft.number == here), 0)
        self.query_one(VirtualList).show(DigestRows(self.lang, drafts, placed, ignored, zone), cursor, keep_line=True)
        self.retell()

    def retell(self) -> None:
        """Say everything anew."""
        super().retell()
        rows, pages = self.query_one(VirtualList), self.query_one(TelegramView)
        if isinstance(rows.rows, DigestRows):
            rows.rows = replace(rows.rows, lang=self.lang)
            rows.refresh()
        rows.border_title = self.say("console-digests", count=len(rows.rows))
        rows.when_empty = self.say("console-no-digests")
        pages.border_title = self.say("console-telegram")
        self._show_pages()

    @on(VirtualList.Moved, "#digests")
    def _moved(self) -> None:
        self._show_pages()
        self.refresh_keys()

    @on(VirtualList.Opened, "#digests")
    def _opened(self) -> None:
        self.query_one(TelegramView).focus()

    @work(group="pages", exclusive=True, exit_on_error=False)
    async def _show_pages(self) -> None:
        draft, session, desk = self.current, self.caseload.session, self.caseload.desk
        pages = self.query_one(TelegramView)
        if draft is None or session is None:
            pages.show(())
            return
        try:
            cover, items = await self.caseload.whole(preview(desk, session, draft))
            lives = await self.caseload.whole(read_lives(desk, session, draft)) if draft.state != DRAFT else {}
        except RevmentorError as error:
            pages.show(())
            self.complain(error)
            return
        rows = self.query_one(VirtualList).rows
        zone = rows.zone if isinstance(rows, DigestRows) else UTC
        shown = [Bubble(cover_page(self.lang, cover, zone=zone))]
        shown += [
            Bubble(item_page(self.lang, cover, item), comma_text(self.lang, lives.get(item.position))) for item in items
        ]
        pages.show(shown)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which acts work now."""
        try:
            draft = self.current if self.is_mounted else None
        except NoMatches:
            draft = None
        if action in ("publish", "discard", "schedule"):
            return draft is not None and draft.state == DRAFT
        if action in ("unschedule", "resend"):
            return draft is not None and draft.state == (SCHEDULED if action == "unschedule" else DELIVERED)
        if action in ("export_digest", "sheets"):
            return draft is not None
        if action == "compose":
            return self.caseload.session is not None and self.caseload.letters.counts()[RELEASED] > 0
        return True

    @work(group="dialog", exit_on_error=False)
    async def action_compose(self) -> None:
        """A new digest from what is released."""
        draft = await self.app.push_screen_wait(ComposeDigest(self.caseload))
        if draft is not None:
            self.reload(draft.number)
            self.tell("console-draft-saved", number=draft.number)

    @work(group="dialog", exit_on_error=False)
    async def action_publish(self) -> None:
        """Send to the executives: final, so it asks."""
        draft, session, desk = self.current, self.caseload.session, self.caseload.desk
        if draft is None or session is None:
            return
        question = Confirm(
            self.say("ask-publish", number=draft.number),
            self.say("ask-publish-body", items=len(draft.items)),
            self.say("ask-publish-yes"),
            self.say("ask-publish-no"),
        )
        if not await self.app.push_screen_wait(question):
            return
        try:
            await self.caseload.whole(publish(desk, session, draft))
            await self.caseload.beat()
        except RevmentorError as error:
            self.complain(error)
            return
        self.reload(draft.number)
        self.tell("console-published", number=draft.number)

    @work(group="dialog", exit_on_error=False)
    async def action_discard(self) -> None:
        """Throw a draft away; its critiques stay released."""
        draft = self.current
        if draft is None:
            return
        try:
            await self.caseload.whole(discard(self.caseload.desk, draft))
        except RevmentorError as error:
            self.complain(error)
            return
        self.reload()
        self.tell("console-draft-gone", number=draft.number)


def comma_text(lang: str, happened: tuple[bytes, Life] | None) -> SafeText:
    """A placed comma as it stands under its item, or the silence in its place; empty while it is awaited."""
    if happened is not None and happened[1].state == IGNORED:
        return say(lang, "item-is-ignored")
    decision = decision_of(*happened) if happened else None
    if decision is None:
        return SafeText("")
    comma = decision.comma
    verdict = say(lang, "button-accept" if comma.verdict == ACCEPT else "button-decline")
    due = "\n" + say(lang, "placed-due", day=comma.due) if comma.due else ""
    owner = "\n" + say(lang, "placed-owner", name=one_line(comma.owner)) if comma.owner else ""
    return SafeText(f"── {verdict} ──\n«{make_safe(comma.text)}» — {one_line(comma.by)}{owner}{due}")
