"""Time as an argument: every room takes a Clock, so that weeks pass in a test within milliseconds."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Source of the current time."""

    def now(self) -> datetime:
        """The current moment, timezone-aware, UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The current moment, UTC."""
        return datetime.fromtimestamp(time.time(), UTC)


class ManualClock:
    """A clock that moves only when told."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """The moment last set."""
        return self._now

    def advance(self, **duration: float) -> None:
        """Move forward by ``timedelta(**duration)``."""
        self._now += timedelta(**duration)


def day_of(clock: Clock) -> date:
    """The coarse date that critique rows carry: UTC, no time of day."""
    return clock.now().date()


def seconds_of(clock: Clock) -> int:
    """Whole seconds since the epoch."""
    return int(clock.now().timestamp())
