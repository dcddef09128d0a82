"""Telegram's own limits on how fast a bot may write, on the sandbox's clock.

The numbers are those of Telegram's bot FAQ: about one message a second in a chat (short bursts pass), thirty
a second in all, twenty a minute in a group.
"""

import math
from dataclasses import dataclass

from telegram_bot.sandbox.clock import SandboxClock
from telegram_bot.sandbox.refusal import flood


@dataclass(frozen=True, slots=True)
class FloodLimits:
    """Seconds between messages and how many may come at once: private chat, group, all together."""

    private_pace: float = 1.0
    private_burst: int = 3
    group_pace: float = 3.0
    group_burst: int = 20
    overall_pace: float = 1 / 30
    overall_burst: int = 30


class FloodGate:
    """The generic cell rate algorithm (ITU-T I.371), one cell per chat and one for everything."""

    def __init__(self, clock: SandboxClock, limits: FloodLimits | None) -> None:
        self._clock = clock
        self.limits = limits
        self._due: dict[int | None, float] = {}

    def pass_or_refuse(self, chat_id: int) -> None:
        """Let one message to the chat through, or raise Refusal 429 with whole seconds to wait."""
        limits = self.limits
        if limits is None:
            return
        private = chat_id > 0
        own = (limits.private_pace, limits.private_burst) if private else (limits.group_pace, limits.group_burst)
        now = self._clock.now()
        cells = ((chat_id, *own), (None, limits.overall_pace, limits.overall_burst))
        waits = [max(self._due.get(key, now), now) - (burst - 1) * pace - now for key, pace, burst in cells]
        # A hair of tolerance: 30 paces of 1/30 s do not add up to exactly one second.
        if max(waits) > 1e-6:
            raise flood(max(1, math.ceil(max(waits) - 1e-6)))
        for key, pace, _ in cells:
            self._due[key] = max(self._due.get(key, now), now) + pace
