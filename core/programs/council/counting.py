"""From ballots to a result that has one spelling in bytes."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from core.errors import BadInput
from core.programs.council.budget import approvals, share_out
from core.programs.council.lots import Lots
from core.programs.council.questions import NO, YES, Choice, Kind, Question, canonical
from core.programs.council.ranked import Round, run_off, transferable
from core.programs.states import State


@dataclass(frozen=True, slots=True)
class Result:
    """``verdict``: accepted, declined, or expired when the quorum was missed or nobody marked anything; ``winners`` in
    order; ``drawn``: groups of options whose order a lot decided.
    """

    verdict: State
    winners: tuple[str, ...]
    cast: int
    roll: int
    rounds: tuple[Round, ...]
    drawn: tuple[tuple[str, ...], ...] = ()

    def encode(self) -> bytes:
        """Canonical JSON; fractions as "n/d"."""
        return canonical(
            {
                "verdict": self.verdict.value,
                "winners": list(self.winners),
                "cast": self.cast,
                "roll": self.roll,
                "rounds": [
                    {
                        "votes": [[name, str(votes)] for name, votes in one.votes],
                        "elected": list(one.elected),
                        "eliminated": one.eliminated,
                    }
                    for one in self.rounds
                ],
                "drawn": [list(tied) for tied in self.drawn],
            }
        )

    @classmethod
    def decode(cls, data: str) -> "Result":
        """From canonical JSON. Raises BadInput."""
        try:
            raw = json.loads(data)
            rounds = tuple(
                Round(
                    tuple((name, Fraction(votes)) for name, votes in one["votes"]),
                    tuple(one["elected"]),
                    one["eliminated"],
                )
                for one in raw["rounds"]
            )
            drawn = tuple(tuple(tied) for tied in raw["drawn"])
            return cls(State(raw["verdict"]), tuple(raw["winners"]), raw["cast"], raw["roll"], rounds, drawn)
        except (ValueError, KeyError, TypeError, ZeroDivisionError):
            raise BadInput("error-council-export") from None


def count(question: Question, choices: Iterable[Choice], roll: int, seed: bytes) -> Result:
    """The result. ``roll``: how many may vote; ``seed``: what lots are drawn with. Identical ballots are counted as
    one with a number, so time grows with the distinct ones.
    """
    ballots = Counter(choices)
    cast = ballots.total()
    lots = Lots(seed)
    winners, rounds, accepted = _decide(question, ballots, lots)
    if not cast or cast < question.quorum * roll or (not winners and question.kind is not Kind.YES_NO):
        return Result(State.EXPIRED, (), cast, roll, tuple(rounds), tuple(lots.drawn))
    verdict = State.ACCEPTED if accepted else State.DECLINED
    return Result(verdict, winners, cast, roll, tuple(rounds), tuple(lots.drawn))


def _decide(question: Question, ballots: Mapping[Choice, int], lots: Lots) -> tuple[tuple[str, ...], list[Round], bool]:
    if question.kind is Kind.RANKED:
        return *run_off(question.names, ballots, lots), True
    if question.kind is Kind.ELECTION:
        return *transferable(question.names, question.seats, ballots, lots), True
    counts = approvals(question.names, ballots)
    votes = [Round(tuple((name, Fraction(number)) for name, number in counts.items()))]
    if question.kind is Kind.BUDGET:
        return share_out(dict(question.costs), question.money, ballots, lots)[0], votes, True
    if question.kind is Kind.APPROVAL:
        return _most_approved(counts, question.seats, lots), votes, True
    accepted = is_carried(counts[YES], counts[NO], question.share)
    return ((YES,) if accepted else (NO,)), votes, accepted


def is_carried(yes: int, no: int, share: Fraction) -> bool:
    """Whether yes reaches its share of yes and no. A share of one half or less means more yes than no and must be
    exceeded: an even vote carries nothing. Abstentions count towards the quorum only.
    """
    return yes >= share * (yes + no) and (yes > no or share > Fraction(1, 2)) and yes > 0


def _most_approved(counts: Mapping[str, int], seats: int, lots: Lots) -> tuple[str, ...]:
    winners: list[str] = []
    left = {name: number for name, number in counts.items() if number}
    while left and len(winners) < seats:
        most = max(left.values())
        best = lots.first(name for name, number in left.items() if number == most)
        winners.append(best)
        del left[best]
    return tuple(winners)
