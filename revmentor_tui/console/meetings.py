"""Voluntary meetings as the organiser sees them: rounds and topics in numbers; nobody's name, nobody's answer."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import set_cell_size
from textual import work
from textual.binding import BindingType
from textual.content import Content

from core.language.safe_text import SafeText
from core.locales.catalogue import figure, say
from core.programs.glance import ANCHORS
from core.programs.ledger import Record
from core.programs.meeting_records import ROUNDS, HoldRound, Told
from core.programs.topics import word_name
from revmentor_tui.console.actions import MEETINGS as PLACE
from revmentor_tui.console.actions import bindings_of
from revmentor_tui.console.dialogs import Confirm
from revmentor_tui.console.shelf import ShelfScreen
from revmentor_tui.console.virtual_list import Cell


class MeetingsScreen(ShelfScreen[Told]):
    """Rounds, the newest first; on the right one in numbers."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(PLACE)
    SHELF = ROUNDS
    PLACE = PLACE
    TITLE = "meetings-title"
    EMPTY = "meetings-empty"

    def sort(self, records: list[Record[Told]]) -> list[Record[Told]]:
        """The newest first."""
        return sorted(records, key=lambda record: record.body.on, reverse=True)

    def row(self, record: Record[Told], width: int) -> Sequence[Cell]:
        """The day and how it went."""
        del width
        told = record.body
        if told.asked is None:
            line = self.say("meetings-line-few")
        else:
            line = self.say("meetings-line", asked=told.asked, mutual=told.mutual, met=told.met)
        return ((set_cell_size(self.say("meetings-round-of", day=told.on), 21), "strong"), (line, "quiet"))

    def tell_record(self, record: Record[Told]) -> Content:
        """All its numbers, beside published ones."""
        told = record.body
        parts = [Content.assemble((str(self.say("meetings-round-of", day=told.on)), "bold")), Content("")]
        if told.asked is None:
            parts.append(Content(self.say("meetings-few-why", k=told.k)))
        else:
            counts = {"asked": told.asked, "mutual": told.mutual, "met": told.met, "circles": told.circles}
            parts += [Content(self.say(f"meetings-{name}", count=count)) for name, count in counts.items()]
            (anchor,) = ANCHORS["meetings-met"]
            facts = {
                "least": figure(self.lang, anchor.least),
                "most": figure(self.lang, anchor.most),
                "source": anchor.source,
            }
            parts.append(Content(self.say("meetings-anchor", **facts)))
        parts += [Content(""), Content(self.say("meetings-topics"))]
        for word, count in topics_in_order(told):
            number = topic_count(self.lang, count, told.k)
            parts.append(Content(f"{set_cell_size(word_name(self.lang, word), 22)} {number}"))
        return Content("\n").join(parts)

    @work(group="dialog", exit_on_error=False)
    async def action_meetings_round(self) -> None:
        """Hold a round now."""
        body, yes, no = self.say("meetings-round-what"), self.say("meetings-round-yes"), self.say("meetings-round-no")
        if await self.app.push_screen_wait(Confirm(self.say("meetings-round-title"), body, yes, no)):
            await self.order("meetings-round", HoldRound(), "meetings-did-round")


def topics_in_order(told: Told) -> list[tuple[str, int | None]]:
    """The most wanted first, then those too few to be told, then those nobody wants."""

    def place(one: tuple[str, int | None]) -> tuple[int, str]:
        word, count = one
        return (-1 if count is None else -2 * count, word)

    return sorted(told.topics.items(), key=place)


def topic_count(lang: str, count: int | None, k: int) -> SafeText:
    """A number, or why there is none."""
    if count is None:
        return say(lang, "meetings-few", k=k)
    return SafeText(str(count)) if count else say(lang, "meetings-nobody")
