"""The pulse as the organiser sees it: polls, results by age band, what is hidden and why, the course with decisions."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import set_cell_size
from textual import work
from textual.binding import BindingType
from textual.content import Content

from core.language.safe_text import SafeText, one_line
from core.locales.catalogue import figure
from core.moderation.figures import read_decisions
from core.moderation.programme import read_shelf
from core.programs.council.papers import MATTERS
from core.programs.decisions import voices
from core.programs.glance import generations
from core.programs.ledger import Record
from core.programs.poll_records import CHOICES, ITEMS, NO_BAND, POLLS, Choice, PollShown, course, level, same_item
from core.programs.poll_words import moved_line, question, result_line
from core.programs.pulse import Mark, Published
from core.programs.signal_records import SIGNALS
from revmentor_tui.console.actions import PULSE, bindings_of
from revmentor_tui.console.dialogs import Choose
from revmentor_tui.console.shelf import ShelfScreen
from revmentor_tui.console.virtual_list import Cell

BAR = 20
BANDS = 14


class PulseScreen(ShelfScreen[PollShown]):
    """Polls, the newest first; on the right one of them, and how its question has moved."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(PULSE)
    SHELF = POLLS
    PLACE = PULSE
    TITLE = "pulse-title"
    EMPTY = "pulse-empty"
    decisions: tuple[Mark, ...] = ()
    chosen: str = ""

    async def read_more(self) -> None:
        """Decisions for the course, and what is to be asked next."""
        desk, whole = self.caseload.desk, self.caseload.whole
        matters = [one.body for one in await whole(read_shelf(desk, MATTERS))]
        replies = [one.body.reply for one in await whole(read_shelf(desk, SIGNALS))]
        self.decisions = (*await whole(read_decisions(desk)), *voices(matters, replies))
        found = await self.caseload.whole(read_shelf(self.caseload.desk, CHOICES))
        self.chosen = found[0].body.item if found else ""

    def sort(self, records: list[Record[PollShown]]) -> list[Record[PollShown]]:
        """The newest first."""
        return sorted(records, key=lambda record: record.body.opened, reverse=True)

    def row(self, record: Record[PollShown], width: int) -> Sequence[Cell]:
        """The day, the level, the question."""
        del width
        poll = record.body
        score = poll.told.everybody if poll.told else None
        shown = "…" if poll.told is None else figure(self.lang, level(poll.item, score)) if score else "<k"
        day = self.say("pulse-day", day=poll.opened)
        return (
            (set_cell_size(day, 13), "strong"),
            (set_cell_size(shown, 6), "released" if score else "quiet"),
            (question(self.lang, poll.item), ""),
        )

    def tell_record(self, record: Record[PollShown]) -> Content:
        """The result, its groups, and the course."""
        poll = record.body
        parts = [Content.assemble((question(self.lang, poll.item), "bold")), Content("")]
        if poll.told is None:
            parts.append(Content(self.say("pulse-open", day=poll.closes)))
        else:
            parts.append(Content(result_line(self.lang, poll)))
            if poll.told.rate is not None:
                parts.append(Content(self.say("pulse-rate", rate=poll.told.rate)))
            parts += [Content(""), *self._groups(poll, poll.told)]
        parts += [Content(""), *self._course(poll)]
        if self.chosen:
            parts += [Content(""), Content(self.say("pulse-next", question=question(self.lang, self.chosen)))]
        return Content("\n").join(parts)

    def _groups(self, poll: PollShown, told: Published) -> list[Content]:
        lines = [Content.assemble((self.say("pulse-groups"), "bold"))]
        for band, score in sorted(told.scores.items()):
            facts = {"level": level(poll.item, score), "spread": score.spread, "people": score.people}
            lines.append(Content(f"{self._band(band)} {self.say('pulse-group', **facts)}"))
        if told.others:
            facts = {"level": level(poll.item, told.others), "spread": told.others.spread, "people": told.others.people}
            lines.append(
                Content(f"{set_cell_size(self.say('pulse-others'), BANDS)} {self.say('pulse-group', **facts)}")
            )
        for band, why in sorted(told.hidden.items()):
            lines.append(Content(f"{self._band(band)} {self.say(f'pulse-hidden-{why}', k=poll.k)}"))
        shares = generations(poll.staff, told.release) if poll.staff else ()
        known = [one for one in shares if one.staff is not None and one.senders is not None]
        if known:
            lines += [Content(""), Content.assemble((self.say("pulse-shares"), "bold"))]
        for one in known:
            lines.append(
                Content(f"{self._band(one.band)} {self.say('pulse-share', staff=one.staff, senders=one.senders)}")
            )
        return lines

    def _band(self, band: str) -> SafeText:
        name = self.say("pulse-no-band") if band == NO_BAND else one_line(band)
        return SafeText(set_cell_size(name, BANDS))

    def _course(self, poll: PollShown) -> list[Content]:
        """A bar and its number for every poll with that question, the decisions in between, and what moved."""
        polls = [one.body for one in self.records]
        lines = [Content.assemble((self.say("pulse-course"), "bold"))]
        steps = {step.until: step for step in course(polls, poll.item, self.decisions)}
        for one in same_item(polls, poll.item):
            score = one.told.everybody if one.told else None
            if score is None:
                continue
            step = steps.get(one.closes)
            lines += [Content(f"  ◆ {one_line(mark.what)}") for mark in (step.decisions if step else ())]
            value = level(one.item, score)
            day = set_cell_size(self.say("pulse-day", day=one.closes), 13)
            lines.append(Content(f"{day}{bar(one.item, value)} {figure(self.lang, value)}  n={score.people}"))
        last = steps.get(poll.closes)
        return [*lines, Content(moved_line(self.lang, last))] if last else lines

    @work(group="dialog", exit_on_error=False)
    async def action_pulse_choose(self) -> None:
        """The question of the next poll."""
        options = [("", self.say("pulse-by-turn"), ""), *((item, question(self.lang, item), "") for item in ITEMS)]
        options = [(value or "-", words, right) for value, words, right in options]
        chosen = await self.app.push_screen_wait(Choose(self.say("pulse-choose"), options, search=True))
        if chosen is not None:
            await self.order("pulse-choose", Choice("" if chosen == "-" else chosen), "pulse-ordered")


def bar(item: str, value: float) -> str:
    """A level as a bar: eNPS from -100 to 100, means from 1 to 7."""
    least, most = (-100, 100) if item == "pulse-recommend" else (1, 7)
    return "█" * round(BAR * (value - least) / (most - least)) or "▏"
