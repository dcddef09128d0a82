"""The one vocabulary of states that every format speaks, and the two sides of a pair."""

from enum import StrEnum

from core.errors import NotAllowed


class State(StrEnum):
    """Where a thing stands. Each format uses some of these, always in this order of meaning."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    OPEN = "open"
    HELD = "held"
    RELEASED = "released"
    ACKNOWLEDGED = "acknowledged"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    THINKING = "thinking"
    STARTED = "started"
    DONE = "done"
    EXPIRED = "expired"


FINAL = frozenset({State.DECLINED, State.DONE, State.EXPIRED})
"""States that nothing leads out of."""


class Side(StrEnum):
    """Who in a pair: the young colleague, who teaches, or the executive."""

    JUNIOR = "junior"
    SENIOR = "senior"

    @property
    def other(self) -> "Side":
        """The one across."""
        return Side.SENIOR if self is Side.JUNIOR else Side.JUNIOR


SIDES = frozenset(Side)


def require(state: State, *allowed: State) -> None:
    """Raises NotAllowed when a thing in ``state`` does not take this act."""
    if state not in allowed:
        raise NotAllowed("error-program-state", state=state.value)
