"""The time the sandbox lives in: message dates, the 48-hour rule, update expiry and flood limits use it."""

import time
from collections.abc import Callable


class SandboxClock:
    """Seconds since the epoch, either real (and shiftable) or standing still until advanced by hand."""

    def __init__(self, start: float | None = None, wall: Callable[[], float] = time.time) -> None:
        """Run with the wall clock, or stand at ``start`` (epoch seconds) when it is given."""
        self._wall = wall
        self._fixed = start
        self._shift = 0.0

    @property
    def is_manual(self) -> bool:
        return self._fixed is not None

    def now(self) -> float:
        """Epoch seconds."""
        base = self._wall() if self._fixed is None else self._fixed
        return base + self._shift

    def advance(self, seconds: float) -> None:
        """Move ahead; time never goes back (ValueError)."""
        if seconds < 0:
            raise ValueError("the sandbox clock only moves forward")
        self._shift += seconds
