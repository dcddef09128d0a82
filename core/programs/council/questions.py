"""What a ballot asks and what a voter may put on it, each with exactly one spelling in bytes."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from core.errors import BadInput

YES, NO, ABSTAIN = "yes", "no", "abstain"
OPTIONS_MOST = 40

Choice = tuple[str, ...]
"""Option ids: one for yes/no, a set in the question's order for approval and budget, best first for rankings. Empty is
a blank ballot: it counts towards the quorum and for nobody.
"""


class Kind(StrEnum):
    """How a question is counted."""

    YES_NO = "yes-no"
    APPROVAL = "approval"
    RANKED = "ranked"
    ELECTION = "election"
    BUDGET = "budget"


SETS = (Kind.APPROVAL, Kind.BUDGET)


@dataclass(frozen=True, slots=True)
class Question:
    """A ballot's terms, frozen when it opens. ``options``: id and label; ``seats``: how many win (approval, election);
    ``quorum``: least share of the roll that must vote; ``share``: least share of yes among yes and no, which must also
    be exceeded when it is one half; ``costs`` and ``money`` (one currency, whole units) for a budget.
    """

    id: str
    kind: Kind
    title: str = field(repr=False)
    options: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    seats: int = 1
    quorum: Fraction = Fraction(0)
    share: Fraction = Fraction(1, 2)
    costs: tuple[tuple[str, int], ...] = ()
    money: int = 0

    def __post_init__(self) -> None:
        names = self.names
        distinct = len(set(names)) == len(names) and all(names)
        if not distinct or not 2 <= len(names) <= OPTIONS_MOST:
            raise BadInput("error-council-options", most=OPTIONS_MOST)
        if not 1 <= self.seats < len(names) or not 0 <= self.quorum <= 1 or not 0 <= self.share <= 1:
            raise BadInput("error-council-terms")
        if self.kind is Kind.BUDGET:
            priced = dict(self.costs)
            if set(priced) != set(names) or self.money < 1 or min(priced.values()) < 1:
                raise BadInput("error-council-budget")

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of the options in the order in which they are shown."""
        return (YES, NO, ABSTAIN) if self.kind is Kind.YES_NO else tuple(name for name, _ in self.options)

    def encode(self) -> bytes:
        """Canonical JSON."""
        return canonical(
            {
                "id": self.id,
                "kind": self.kind.value,
                "title": self.title,
                "options": [list(option) for option in self.options],
                "seats": self.seats,
                "quorum": str(self.quorum),
                "share": str(self.share),
                "costs": [list(cost) for cost in self.costs],
                "money": self.money,
            }
        )

    @classmethod
    def decode(cls, data: bytes) -> "Question":
        """From canonical JSON. Raises BadInput."""
        try:
            raw = json.loads(data)
            return cls(
                raw["id"],
                Kind(raw["kind"]),
                raw["title"],
                tuple((name, label) for name, label in raw["options"]),
                raw["seats"],
                Fraction(raw["quorum"]),
                Fraction(raw["share"]),
                tuple((name, cost) for name, cost in raw["costs"]),
                raw["money"],
            )
        except (ValueError, KeyError, TypeError, ZeroDivisionError):
            raise BadInput("error-council-export") from None


def make_choice(question: Question, marks: Collection[str] | Sequence[str]) -> Choice:
    """What a voter marked, in its one spelling. Raises BadInput for unknown, repeated or too many options."""
    known = question.names
    chosen = tuple(name for name in known if name in marks) if question.kind in SETS else tuple(marks)
    limit = 1 if question.kind is Kind.YES_NO else len(known)
    if len(chosen) != len(marks) or len(set(chosen)) != len(chosen) or not set(chosen) <= set(known):
        raise BadInput("error-council-choice")
    if len(chosen) > limit:
        raise BadInput("error-council-choice")
    return chosen


def encode_choice(choice: Choice) -> bytes:
    """Canonical bytes of a choice: equal choices, and only those, have equal bytes."""
    return canonical(list(choice))


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
