"""An executive: gets the digests in Telegram and places the comma on every item, with words of their own."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from core.errors import RevmentorError
from core.leadership.life import ACCEPT, DECLINE
from core.leadership.pages import id_of
from core.locales.catalogue import say
from revmentor_tui.demo.input import guess_language
from revmentor_tui.demo.phone import Phone
from telegram_bot.sandbox.transcript import Entry

WAYS = 6
"""Different first steps, and different openings, grounds and closings of a reason, in the locales."""
AT_ONCE = 24
"""Items under way at a time. Without a limit the presses of one chat would fill the hundred updates that Telegram
shows a bot, and everybody else would wait behind them."""
DECLINED_OF = 3
"""Of so many items one is declined."""
DECLINED_MOST = 72
"""Nobody may decline twice in the same words, and the words of the demonstration are finite."""


@dataclass
class Placed:
    """An item on the way to its comma."""

    verdict: str
    words: str = field(repr=False)
    is_said: bool = False


class NotUnderstood(RevmentorError):
    """The bot has asked the same question again: it did not take the answer."""

    message_id = "demo-not-understood"


class Executive:
    """Begins every digest that comes and answers its items one by one, several digests at once: the chat itself keeps
    what each answer is about."""

    def __init__(self, phone: Phone, on_decided: Callable[[bytes], None]) -> None:
        self._phone = phone
        self._on_decided = on_decided
        self.placed: dict[bytes, Placed] = {}
        self.decided = 0
        self._later: deque[tuple[Entry, bytes]] = deque()
        self._item_at: dict[int, bytes] = {}
        self._said_at: dict[int, Placed] = {}

    async def join(self, invitation: str) -> None:
        """Follow the link."""
        await self._phone.person.follow_link(invitation)
        await self._phone.next_word()

    async def place_commas(self, is_all: Callable[[], bool]) -> None:
        """Work until ``is_all()`` items have a comma. Raises BotSilent."""
        while not is_all():
            await self._see(await self._phone.hear(lambda entry: entry.by_bot and entry.what in ("says", "edits")))

    async def _see(self, entry: Entry) -> None:
        if entry.what == "edits":
            # The item's own message shows its comma: there is none to place under it any more.
            has_comma = not self._phone.button(entry, "ca:")
            if has_comma and (item := self._item_at.pop(entry.message_id or 0, b"")):
                self.decided += 1
                self._on_decided(item)
                if self._later:
                    await self._choose(*self._later.popleft())
        elif item := self._item_at.get(entry.reply_to or 0, b""):
            await self._say(entry, item)
        elif placed := self._said_at.pop(entry.reply_to or 0, None):
            await self._phone.press(entry, "w:" if placed.verdict == ACCEPT else "wd:")
        elif self._phone.button(entry, "ds:"):
            await self._phone.press(entry, "ds:")
        elif button := self._phone.button(entry, "ca:"):
            if len(self.placed) - self.decided < AT_ONCE:
                await self._choose(entry, id_of(button.data[3:]))
            else:
                self._later.append((entry, id_of(button.data[3:])))

    async def _choose(self, entry: Entry, item: bytes) -> None:
        """Press the comma that this item gets."""
        if item in self.placed:
            return
        turn = len(self.placed)
        lang = guess_language(entry.text.partition("\n\n")[2])
        declined, last = divmod(turn, DECLINED_OF)
        if last == DECLINED_OF - 1 and declined < DECLINED_MOST:
            self.placed[item] = Placed(DECLINE, reason(lang, declined))
        else:
            self.placed[item] = Placed(ACCEPT, say(lang, f"demo-first-step-{turn % WAYS + 1}"))
        self._item_at[entry.message_id or 0] = item
        await self._phone.press(entry, "ca:" if self.placed[item].verdict == ACCEPT else "cd:")

    async def _say(self, question: Entry, item: bytes) -> None:
        """Answer the question: the first step, or the reason. Raises NotUnderstood when it is asked again."""
        if self.placed[item].is_said:
            raise NotUnderstood
        self.placed[item].is_said = True
        sent = await self._phone.person.say(self.placed[item].words, reply_to=question.message_id)
        self._said_at[sent.message_id] = self.placed[item]


def reason(lang: str, number: int) -> str:
    """The reason of the decline with that number, below 216: any two share at most two of three sentences."""
    group, opening = divmod(number, WAYS)
    ground = (opening + group) % WAYS
    closing = (2 * opening + group + group // WAYS) % WAYS
    parts = (("opening", opening), ("ground", ground), ("closing", closing))
    return " ".join(say(lang, f"demo-reason-{name}-{place + 1}") for name, place in parts)
