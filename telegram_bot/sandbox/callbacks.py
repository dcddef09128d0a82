"""Presses of inline buttons and their answers."""

import random
from dataclasses import dataclass, field, replace

from telegram_bot.sandbox.clock import SandboxClock
from telegram_bot.sandbox.refusal import Refusal

# How long Telegram takes answers is not documented; the client gives up after about this many seconds.
ANSWER_WINDOW = 600.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person saw after a press: nothing (empty text), a toast, or an alert."""

    text: str = field(repr=False)
    show_alert: bool = False
    url: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Press:
    """One press of an inline button; ``answer`` is None until the bot answers it."""

    query_id: str
    chat_id: int = field(repr=False)
    person_id: int = field(repr=False)
    at: float
    answer: Answer | None = None


class Callbacks:
    """Every press of one sandbox."""

    def __init__(self, clock: SandboxClock, rng: random.Random) -> None:
        self._clock = clock
        self._rng = rng
        self._presses: dict[str, Press] = {}

    def press(self, chat_id: int, person_id: int) -> Press:
        """Start a press; the query id is Telegram's 64-bit decimal text."""
        press = Press(str(self._rng.getrandbits(63)), chat_id, person_id, self._clock.now())
        self._presses[press.query_id] = press
        return press

    def answer(self, query_id: str, text: str, show_alert: bool, url: str | None) -> Press:
        """Answer a press; Refusal when it is unknown, too old or answered already."""
        press = self._presses.get(query_id)
        if press is None or press.answer is not None or self._clock.now() - press.at > ANSWER_WINDOW:
            raise Refusal("query is too old and response timeout expired or query ID is invalid")
        answered = self._presses[query_id] = replace(press, answer=Answer(text, show_alert, url))
        return answered

    def answer_to(self, query_id: str) -> Answer | None:
        """The bot's answer, None while there is none."""
        press = self._presses.get(query_id)
        return press.answer if press else None
