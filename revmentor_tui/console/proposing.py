"""Going through the proposals of a letter: one key to the next, one to hide, one to leave."""

from textual import work

from core.errors import BadInput
from core.language.marks import Mark
from core.moderation import review as reviewing
from core.moderation.inbox import Critique
from revmentor_tui.console.deciding import Deciding


class Proposing(Deciding):
    """The part of the inbox that shows what may give somebody away."""

    _chosen: tuple[bytes, Mark] | None = None
    """The letter, and the proposal that the yes and no keys are about."""

    @property
    def pending(self) -> tuple[Mark, ...]:
        """The proposals of the letter under the cursor."""
        critique = self.current if self.is_mounted else None
        return self.caseload.proposals.pending(critique) if critique else ()

    @property
    def chosen(self) -> Mark | None:
        """The proposal in hand."""
        critique = self.current if self.is_mounted else None
        if self._chosen is None or critique is None or self._chosen[0] != critique.id:
            return None
        return self._chosen[1] if self._chosen[1] in self.pending else None

    @work(group="marks", exclusive=True, exit_on_error=False)
    async def look_through(self, critique: Critique) -> None:
        """Find proposals and show them, if the letter is still the one shown."""
        try:
            await self.caseload.proposals.look_through(critique)
        except BadInput as error:
            self.complain(error)
        if self.current is not None and self.current.id == critique.id:
            self.show_letter()

    def show_letter(self) -> None:
        """Show the letter under the cursor."""
        raise NotImplementedError

    def action_next_proposal(self) -> None:
        """The next proposal, in the letter opened."""
        self._go(1)

    def action_previous_proposal(self) -> None:
        """The proposal before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        pending, critique = self.pending, self.current
        if not pending or critique is None:
            self.tell("console-no-proposals")
            return
        place = 0 if by > 0 else -1
        if self.chosen is not None:
            place = (pending.index(self.chosen) + by) % len(pending)
        self._chosen = (critique.id, pending[place])
        self.open_letter()

    def action_take_proposal(self) -> None:
        """Hide it: an act like any other, undone by the same key."""
        mark, critique = self.chosen, self.current
        if mark is None or critique is None:
            return
        self._pass_on(critique, mark)
        self.decide(
            [critique.id],
            "redact",
            lambda one: reviewing.redact(one.review, one.text, mark.start, mark.end, mark.kind),
            advance=False,
        )

    def action_drop_proposal(self) -> None:
        """Leave it as it stands."""
        mark, critique = self.chosen, self.current
        if mark is None or critique is None:
            return
        self._pass_on(critique, mark)
        self.caseload.proposals.drop(critique, mark)
        self.show_letter()

    def _pass_on(self, critique: Critique, mark: Mark) -> None:
        """The proposal after this one is in hand now, or none."""
        others = [one for one in self.pending if one != mark]
        later = [one for one in others if one.start > mark.start] or others
        self._chosen = (critique.id, later[0]) if later else None
