"""Undo and redo of what moderators decide: every act is kept with the reviews before and after it."""

from dataclasses import dataclass, field

from core.moderation.review import Review

STEPS_KEPT = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One review that became another."""

    critique: bytes
    before: Review
    after: Review

    def turned(self) -> "Change":
        """The way back."""
        return Change(self.critique, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Step:
    """One act on one or many critiques. ``act``: the id of the action."""

    act: str
    changes: tuple[Change, ...]

    def turned(self) -> "Step":
        """The way back."""
        return Step(self.act, tuple(change.turned() for change in self.changes))


@dataclass(repr=False)
class History:
    """What can be undone and redone. A new act makes the redone past unreachable."""

    _done: list[Step] = field(default_factory=list)
    _undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """Remember an act."""
        self._done = [*self._done, step][-STEPS_KEPT:]
        self._undone.clear()

    def take_undo(self) -> Step | None:
        """The newest act, taken out; the caller gives the outcome back with ``undone``."""
        return self._done.pop() if self._done else None

    def take_redo(self) -> Step | None:
        """The last undone act, taken out; the caller gives the outcome back with ``redone``."""
        return self._undone.pop() if self._undone else None

    def undone(self, step: Step) -> None:
        """``step`` was undone and may be redone."""
        self._undone.append(step)

    def redone(self, step: Step) -> None:
        """``step`` was redone and may be undone."""
        self._done.append(step)

    def forget(self) -> None:
        """Nothing can be undone any more."""
        self._done.clear()
        self._undone.clear()

    @property
    def can_undo(self) -> bool:
        """Whether there is an act to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an act to redo."""
        return bool(self._undone)
