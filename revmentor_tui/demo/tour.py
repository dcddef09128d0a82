"""The tour: ten short steps around the loop, each waiting for what really happens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """``id`` names the words that say what to do; any of ``events`` completes it."""

    id: str
    events: frozenset[str]


STEPS = (
    Step("write", frozenset({"drafted"})),
    Step("send", frozenset({"sealed"})),
    Step("keep", frozenset({"saved"})),
    Step("moderate", frozenset({"seat-moderator"})),
    Step("release", frozenset({"release"})),
    Step("compose", frozenset({"digest-compose"})),
    Step("publish", frozenset({"digest-publish"})),
    Step("lead", frozenset({"seat-executive"})),
    Step("comma", frozenset({"comma-accept", "comma-decline"})),
    Step("read", frozenset({"read"})),
)


class Tour:
    """Where the newcomer is. What was done out of turn counts when its turn comes."""

    def __init__(self) -> None:
        self._done: set[str] = set()
        self._place = 0

    @property
    def step(self) -> Step | None:
        """What to do now; None at the end."""
        return STEPS[self._place] if self._place < len(STEPS) else None

    @property
    def number(self) -> int:
        """From 1."""
        return self._place + 1

    def note(self, event: str) -> bool:
        """Something happened. Whether the tour went on."""
        self._done.add(event)
        before = self._place
        while (step := self.step) is not None and step.events & self._done:
            self._place += 1
        return self._place != before
