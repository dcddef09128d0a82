"""Who takes part in the formats: what they say of themselves, as far as the organiser sees it."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import set_cell_size
from textual import work
from textual.binding import BindingType
from textual.content import Content

from core.errors import RevmentorError
from core.language.safe_text import one_line
from core.moderation.programme import topics_in_force
from core.programs.ledger import Record
from core.programs.profiles import LISTS, PROFILES, Told
from core.programs.topics import read_topic_list, word_name, word_names
from revmentor_tui.console.actions import PEOPLE, bindings_of
from revmentor_tui.console.asking import Ask
from revmentor_tui.console.shelf import ShelfScreen
from revmentor_tui.console.virtual_list import Cell


class PeopleScreen(ShelfScreen[Told]):
    """The list; on the right one profile."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(PEOPLE)
    SHELF = PROFILES
    PLACE = PEOPLE
    TITLE = "people-title"
    EMPTY = "people-empty"

    def sort(self, records: list[Record[Told]]) -> list[Record[Told]]:
        """Executives first, then by name."""
        return sorted(records, key=lambda record: (record.body.role != "executive", record.body.name, record.id))

    def row(self, record: Record[Told], width: int) -> Sequence[Cell]:
        """Name, role, unit."""
        del width
        told = record.body
        name = one_line(told.name) or self.say("people-nameless")
        return (
            (set_cell_size(name, 28), "strong"),
            (set_cell_size(self.say(f"people-role-{told.role}"), 14), "tags"),
            (one_line(told.unit), "quiet"),
        )

    def tell_record(self, record: Record[Told]) -> Content:
        """Everything the organiser sees."""
        told = record.body
        parts = [Content.assemble((one_line(told.name) or str(self.say("people-nameless")), "bold"))]
        parts.append(Content(self.say(f"people-role-{told.role}")))
        if told.unit:
            parts.append(Content(self.say("people-unit", unit=one_line(told.unit))))
        for name in LISTS:
            words = word_names(self.lang, getattr(told, name))
            if words:
                parts.append(Content(self.say(f"people-{name}", words=words)))
        return Content("\n").join(parts)

    @work(group="dialog", exit_on_error=False)
    async def action_topics_list(self) -> None:
        """The topics that people choose from."""
        try:
            now = await self.caseload.whole(topics_in_force(self.caseload.desk))
        except RevmentorError as error:
            self.complain(error)
            return
        value = ", ".join(word_name(self.lang, word) for word in now)
        question = Ask(self.say("topics-ask"), self.say("topics-ask-how"), value, do=read_topic_list)
        typed = await self.app.push_screen_wait(question)
        if typed is not None:
            await self.order("topics", read_topic_list(typed), "topics-did")
