"""From a raw update to a finished one: decoded alone, handled to the end, quarantined when it cannot be.

Polling and webhook both end here. An update counts as delivered only when its handler finished without an error, and
handlers finish only after what they promise is durable.
"""

import logging
from contextvars import ContextVar
from typing import Any

from telegram import Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import Application, CallbackContext

from core.errors import StoreUnavailable
from telegram_bot.deps import Deps
from telegram_bot.patience import Condition, Tempo
from telegram_bot.talk import Talk

_LOG = logging.getLogger(__name__)
_failures: ContextVar[list[Exception]] = ContextVar("failures")

ALLOWED = ("message", "callback_query", "my_chat_member")
TRIES = 3
"""For an error that time does not heal."""

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


async def keep_failure(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """The application's error handler: process_update swallows exceptions, so they are handed on from here."""
    del update
    if isinstance(context.error, Exception):
        _failures.get([]).append(context.error)


def will_pass(error: Exception) -> bool:
    """Whether trying again later can help: the store, the network, Telegram's own state."""
    if isinstance(error, TelegramError):
        return not isinstance(error, BadRequest | Forbidden)
    return isinstance(error, StoreUnavailable | OSError)


class Delivery:
    """Handles updates one by one. ``quarantined`` counts those given up, whose text is neither kept nor logged."""

    def __init__(self, application: AnyApplication, deps: Deps, tempo: Tempo) -> None:
        self._application = application
        self._deps = deps
        self._tempo = tempo
        self._condition = Condition("updates")
        self._troubled: set[int] = set()
        self.quarantined = 0

    def decode(self, raw: dict[str, Any]) -> Update | None:
        """The update, or None when it does not decode: one such must not hold up all others (measured: the library's
        own loop would stall for ever)."""
        try:
            # The pressed message's own buttons are ours and many; nobody reads them back.
            pressed = raw.get("callback_query", {}).get("message", {})
            pressed.pop("reply_markup", None)
            return Update.de_json(raw, self._application.bot)
        except Exception as error:
            self._quarantine("does not decode", error)
            return None

    async def handle(self, update: Update) -> None:
        """One attempt. Raises whatever the handler raised; nothing when the person has blocked the bot meanwhile."""
        failed: list[Exception] = []
        token = _failures.set(failed)
        try:
            await self._application.process_update(update)
        finally:
            _failures.reset(token)
        if not failed:
            return
        if isinstance(failed[0], Forbidden):
            await self._note_gone(update)
            return
        raise failed[0]

    async def see_through(self, update: Update, sleep: Any) -> None:
        """Attempts until the update is finished: for ever while time can heal the error, else TRIES times and then
        into quarantine, with one sentence to the person."""
        attempt = 0
        while True:
            attempt += 1
            try:
                await self.handle(update)
            except Exception as error:
                if not will_pass(error) and attempt >= TRIES:
                    await self._give_up(update, error)
                    break
                await self._note_trouble(update, error, attempt)
                await sleep(self._tempo.pause(attempt))
            else:
                break
        self._troubled.discard(update.update_id)
        if not self._troubled:
            self._condition.fine()

    async def try_once(self, update: Update) -> bool:
        """For a caller that brings the update again by itself: False when it should."""
        try:
            await self.handle(update)
        except Exception as error:
            if will_pass(error):
                await self._note_trouble(update, error, 1)
                return False
            await self._give_up(update, error)
        self._troubled.discard(update.update_id)
        if not self._troubled:
            self._condition.fine()
        return True

    async def _note_trouble(self, update: Update, error: Exception, attempt: int) -> None:
        self._troubled.add(update.update_id)
        self._condition.trouble(error)
        if attempt == 1 and isinstance(error, StoreUnavailable) and update.callback_query:
            talk = Talk.of_stranger(self._deps, self._application.bot, update)
            await talk.answer(talk.words("trouble-store"), alert=True)

    async def _give_up(self, update: Update, error: Exception) -> None:
        self._quarantine("could not be handled", error)
        message_id = error.message_id if isinstance(error, Undelivered) else "trouble-given-up"
        try:
            talk = await Talk.of(self._deps, self._application.bot, update)
            await talk.answer()
            await talk.say(talk.words(message_id))
        except Exception as second:
            _LOG.warning("nor could the person be told: %s", type(second).__name__)

    async def _note_gone(self, update: Update) -> None:
        if update.effective_chat and update.effective_chat.type == "private":
            await self._deps.membership.mark_unreachable(update.effective_chat.id)

    def _quarantine(self, why: str, error: Exception) -> None:
        self.quarantined += 1
        _LOG.error("an update %s (%s); %d so far", why, type(error).__name__, self.quarantined, exc_info=error)


class Undelivered(Exception):
    """Something was stored, but what the person needs to know of it cannot be shown. ``message_id`` says so."""

    def __init__(self, message_id: str) -> None:
        super().__init__(message_id)
        self.message_id = message_id
