"""Composing a digest: released critiques in an order, a title, a preface, and the page as Telegram will show it."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from core.company import read_company
from core.digests import DRAFT
from core.errors import RevmentorError
from core.language.safe_text import SafeText, one_line
from core.leadership.pages import cover_page, item_page
from core.locales.catalogue import explain, say
from core.moderation.digest import ITEMS_MOST, Draft, compose, list_digests, weigh
from core.moderation.grouping import is_follower
from core.moderation.inbox import Critique
from core.moderation.numbers import Meter
from core.moderation.review import RELEASED
from core.wording import released_wording
from revmentor_tui.console.actions import COMPOSE, LIST, actions_of, bindings_of
from revmentor_tui.console.caseload import Caseload
from revmentor_tui.console.dialogs import Field, Tell
from revmentor_tui.console.frame import KeyBar
from revmentor_tui.console.letters import SNIPPET, topic_name
from revmentor_tui.console.sheets import show_sheets
from revmentor_tui.console.stumbling import Stumbling
from revmentor_tui.console.telegram_view import Bubble, TelegramView
from revmentor_tui.console.virtual_list import Cell, VirtualList

PREVIEW_PAUSE = 0.15
"""Seconds after the last change before the preview is made anew."""


@dataclass(repr=False)
class Chosen:
    """Rows of the composer: every released critique, ``out`` holds those left for another time."""

    lang: str
    critiques: list[Critique]
    out: set[bytes] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.critiques)

    def looks(self, index: int) -> Hashable:
        """Everything a row shows."""
        critique = self.critiques[index]
        return critique.id, critique.revision, index, critique.id in self.out, self.lang

    def is_marked(self, index: int) -> bool:
        """Marked rows go into the digest."""
        return self.critiques[index].id not in self.out

    def cells(self, index: int, width: int) -> Sequence[Cell]:
        """Topic and the released wording."""
        del width
        critique = self.critiques[index]
        tone = "quiet" if critique.id in self.out else ""
        wording = released_wording(critique.text, critique.review.redactions, critique.lang)
        return (f"{topic_name(self.lang, critique.topic)[:11]:<12}", "tags"), (one_line(wording[:SNIPPET]), tone)

    def move(self, index: int, by: int) -> int:
        """Move a row up or down. Returns where it is now."""
        target = index + by
        if 0 <= target < len(self.critiques):
            rows = self.critiques
            rows[index], rows[target] = rows[target], rows[index]
            return target
        return index

    @property
    def ids(self) -> tuple[bytes, ...]:
        """What goes in, in order."""
        return tuple(critique.id for critique in self.critiques if critique.id not in self.out)


class ComposeDigest(Stumbling, ModalScreen[Draft | None]):
    """Answers with the stored draft, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(COMPOSE)]
    CSS_PATH = "console.tcss"
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012

    def __init__(self, caseload: Caseload) -> None:
        super().__init__()
        self.caseload = caseload
        self.lang = caseload.lang
        known = caseload.letters.known.values()
        released = [one for one in known if one.review.state == RELEASED and not is_follower(one)]
        released.sort(key=lambda critique: critique.topic)
        self.rows = Chosen(self.lang, released, {critique.id for critique in released[ITEMS_MOST:]})
        self._number = 1
        self._meter: Meter | None = None
        self._zone: tzinfo = UTC

    def compose(self) -> ComposeResult:
        """Fields and list at the left, the preview at the right."""
        yield Static(Content(say(self.lang, "compose-title")), id="compose-head")
        with Horizontal(id="compose-body"):
            with Vertical(id="compose-left"):
                yield Field(placeholder=say(self.lang, "compose-field-title"), id="digest-title")
                yield Field(placeholder=say(self.lang, "compose-field-preface"), id="digest-preface")
                yield Static(id="meter", markup=False)
                yield VirtualList(self.rows, id="items")
            yield TelegramView(id="preview")
        yield KeyBar()

    async def on_mount(self) -> None:
        """Start in the list."""
        self.lang = str(getattr(self.app, "lang", self.lang))
        items = self.query_one(VirtualList)
        items.show(self.rows)
        items.focus()
        self.query_one(TelegramView).border_title = say(self.lang, "console-telegram")
        acts = [act for act in actions_of(LIST, COMPOSE) if act.id != "open"]
        self.query_one(KeyBar).show(self.lang, acts, getattr(self.app, "keymap_given", {}))
        if self.caseload.session is not None:
            async with self.caseload.desk.store.reading() as tx:
                self._zone = (await read_company(tx)).zone
            digests = await self.caseload.whole(list_digests(self.caseload.desk, self.caseload.session))
            self._number = max((draft.number for draft in digests), default=0) + 1
        self._retitle()

    def _retitle(self) -> None:
        self.query_one(VirtualList).border_title = say(
            self.lang, "compose-chosen", chosen=len(self.rows.ids), all=len(self.rows), most=ITEMS_MOST
        )
        self.set_timer(PREVIEW_PAUSE, self._show_preview)

    @on(Input.Changed)
    def _typed(self) -> None:
        self.set_timer(PREVIEW_PAUSE, self._show_preview)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.focus_next()

    @on(VirtualList.Moved)
    def _moved(self, event: VirtualList.Moved) -> None:
        critique = self.rows.critiques[event.index] if self.rows.critiques else None
        if critique is not None and critique.id in self.rows.ids:
            self.query_one(TelegramView).reveal(1 + self.rows.ids.index(critique.id))

    def _draft(self) -> Draft | None:
        session = self.caseload.session
        if session is None:
            return None
        title = self.query_one("#digest-title", Field).value.strip() or session.terms.title
        preface = self.query_one("#digest-preface", Field).value
        return Draft(b"", session.id, session.epoch, self._number, DRAFT, title, preface, self.rows.ids, None)

    @work(group="preview", exclusive=True, exit_on_error=False)
    async def _show_preview(self) -> None:
        draft, session = self._draft(), self.caseload.session
        if draft is None or session is None:
            return
        try:
            cover, items, meter = await self.caseload.whole(weigh(self.caseload.desk, session, draft))
        except RevmentorError as error:
            self._complain(explain(self.lang, error))
            return
        pages = [cover_page(self.lang, cover, zone=self._zone), *(item_page(self.lang, cover, item) for item in items)]
        self.query_one(TelegramView).show([Bubble(page) for page in pages])
        self._meter = meter
        self.query_one("#meter", Static).update(Content(meter_line(self.lang, meter)))

    def _complain(self, sentence: SafeText) -> None:
        self.app.notify(sentence, markup=False, severity="warning", timeout=8)

    def action_why_hidden(self) -> None:
        """What the thresholds hold back, and why."""
        if self._meter is not None:
            title = meter_line(self.lang, self._meter)
            self.app.push_screen(Tell(title, Content(say(self.lang, "meter-why", k=self._meter.k))))

    def action_toggle_item(self) -> None:
        """Take the row in, or leave it for another time."""
        items = self.query_one(VirtualList)
        if self.rows.critiques:
            self.rows.out ^= {self.rows.critiques[items.cursor].id}
            items.refresh_row(items.cursor)
            items.action_down()
            self._retitle()

    def action_item_later(self) -> None:
        """Move the row down."""
        self._move(1)

    def action_item_earlier(self) -> None:
        """Move the row up."""
        self._move(-1)

    def _move(self, by: int) -> None:
        items = self.query_one(VirtualList)
        target = self.rows.move(items.cursor, by)
        items.show(self.rows, target)
        self._retitle()

    @work(group="dialog", exit_on_error=False)
    async def action_sheets(self) -> None:
        """A look at the pages, on paper and in a browser."""
        if (draft := self._draft()) is not None:
            await show_sheets(self.app, self.caseload, draft, self.lang)

    @work(group="save", exclusive=True, exit_on_error=False)
    async def action_save_draft(self) -> None:
        """Store the draft and go back."""
        draft, session = self._draft(), self.caseload.session
        if draft is None or session is None:
            return
        try:
            stored = await self.caseload.whole(
                compose(self.caseload.desk, session, draft.items, draft.title, draft.preface)
            )
        except RevmentorError as error:
            self._complain(explain(self.lang, error))
            return
        self.dismiss(stored)

    def action_leave(self) -> None:
        """Back without a draft."""
        self.dismiss(None)


def meter_line(lang: str, meter: Meter) -> SafeText:
    """«37 участников · скрыто: причины отказа 2 · почему: w»."""
    people = say(lang, "meter-people-few", k=meter.k)
    if meter.people is not None:
        people = say(lang, "chart-people", people=meter.people)
    parts = [say(lang, "meter-reasons", count=meter.reasons)] if meter.reasons else []
    parts += [say(lang, "meter-groups", count=meter.groups)] if meter.groups else []
    if not parts:
        return people
    return SafeText(f"{people} {say(lang, 'meter-hidden', what=', '.join(parts))}")
