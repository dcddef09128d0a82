"""Faults on demand: what Telegram and the network do to a bot on a bad day."""

import random
from collections import Counter
from dataclasses import dataclass

CALL_KINDS = frozenset(
    {
        "flood",
        "server_error",
        "timeout",
        "drop_before",
        "drop_after",
        "broken_json",
        "wrong_type",
    }
)
UPDATE_KINDS = frozenset({"duplicate", "redeliver", "reorder", "undecodable"})


@dataclass(frozen=True, slots=True)
class FaultRule:
    """One rule.

    ``method``       a Bot API method's name, ``webhook`` for its delivery, or ``*`` for any (faults of a call
                     spare getUpdates unless it is named).
    ``kind``         flood (429), server_error (5xx), timeout (hang, then close), drop_before (the connection
                     breaks and nothing is done), drop_after (done, the answer is lost), broken_json (done,
                     half an answer), wrong_type (done, a result of another type). For updates: duplicate
                     (twice in one batch), redeliver (a confirmed one again), reorder, undecodable (garbage
                     with a real text inside).
    ``times``        how often it strikes; None without end.
    ``probability``  0..1 for each call.
    ``retry_after``  seconds, for flood.
    ``status``       HTTP status, for server_error.
    ``seconds``      real seconds to hang, for timeout.
    """

    method: str
    kind: str
    times: int | None = 1
    probability: float = 1.0
    retry_after: int = 1
    status: int = 502
    seconds: float = 30.0

    def __post_init__(self) -> None:
        if self.kind not in CALL_KINDS | UPDATE_KINDS:
            raise ValueError(
                f"no fault is called {self.kind!r}; there are {', '.join(sorted(CALL_KINDS | UPDATE_KINDS))}"
            )
        if not 0 <= self.probability <= 1:
            raise ValueError("a fault's probability lies between 0 and 1")


class Faults:
    """Rules in the order they were added; the first that fits and whose dice agree strikes."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._rules: list[tuple[FaultRule, int]] = []
        # How often each (method, kind) has struck.
        self.struck: Counter[tuple[str, str]] = Counter()

    def add(
        self,
        method: str,
        kind: str,
        *,
        times: int | None = 1,
        probability: float = 1.0,
        retry_after: int = 1,
        status: int = 502,
        seconds: float = 30.0,
    ) -> FaultRule:
        """Queue a rule; see FaultRule for the meaning and units."""
        rule = FaultRule(method, kind, times, probability, retry_after, status, seconds)
        self._rules.append((rule, 0))
        return rule

    def clear(self) -> None:
        """Forget every rule; the counts stay."""
        self._rules.clear()

    def take(self, method: str, *kinds: str) -> FaultRule | None:
        """The rule that strikes this call, counted; None when none does."""
        if not self._rules:
            return None
        for place, (rule, used) in enumerate(self._rules):
            fits = rule.method == method or (
                rule.method == "*" and (method != "getUpdates" or rule.kind in UPDATE_KINDS)
            )
            if not fits or rule.kind not in kinds:
                continue
            if rule.probability < 1 and self._rng.random() >= rule.probability:
                continue
            if rule.times is not None and used + 1 >= rule.times:
                del self._rules[place]
            else:
                self._rules[place] = (rule, used + 1)
            self.struck[method, rule.kind] += 1
            return rule
        return None
