"""A phone in somebody's hand, for whoever plays a part unattended: listens to the chat without ever reading it anew."""

from collections.abc import Callable

from core.errors import RevmentorError
from telegram_bot.sandbox import Button, Person, Shown
from telegram_bot.sandbox.transcript import Entry

PATIENCE = 120.0
"""Real seconds to wait for the bot; hundreds of people write at once."""
_LISTEN = 5.0


class BotSilent(RevmentorError):
    """Something that must come from the bot does not come."""

    message_id = "demo-bot-silent"


class Phone:
    """One person's chat, read once from beginning to end."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self._heard = 0

    async def hear(self, wanted: Callable[[Entry], bool]) -> Entry:
        """The next thing in this chat that is wanted; what comes before it is passed over.

        Raises BotSilent.
        """
        silent = 0.0
        while silent < PATIENCE:
            for entry in self.person.entries(self._heard):
                self._heard = entry.number
                silent = 0.0
                if wanted(entry):
                    return entry
            if not await self.person.wait_for_event(self._heard, _LISTEN):
                silent += _LISTEN
        raise BotSilent

    async def answer_to(self, message: Shown) -> Entry:
        """The bot's next message, or alert, that answers ``message``. Raises BotSilent."""
        return await self.hear(
            lambda entry: entry.by_bot and (entry.what == "alerts" or _answers(entry, message.message_id))
        )

    async def next_word(self) -> Entry:
        """The bot's next message, or alert, whatever it is about. Raises BotSilent."""
        return await self.hear(lambda entry: entry.by_bot and entry.what in ("says", "alerts"))

    def look(self, entry: Entry) -> Shown | None:
        """The message as it stands on the screen now."""
        return self.person.message(entry.message_id) if entry.message_id else None

    def button(self, entry: Entry, begins: str) -> Button | None:
        """The button of that message whose data begins so."""
        shown = self.look(entry)
        buttons = [button for row in shown.buttons for button in row] if shown else []
        return next((one for one in buttons if one.kind == "callback" and one.data.startswith(begins)), None)

    async def press(self, entry: Entry, begins: str) -> bool:
        """Press that button; whether it was there."""
        button = self.button(entry, begins)
        if button is None or entry.message_id is None:
            return False
        await self.person.press(button.data, entry.message_id)
        return True


def _answers(entry: Entry, message_id: int) -> bool:
    return entry.what == "says" and entry.reply_to == message_id
