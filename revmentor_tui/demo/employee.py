"""An employee: joins by a link, writes, keeps the codes, comes back for the answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.crypto.receipt import read_code
from core.errors import WrongCode
from core.locales.catalogue import say
from revmentor_tui.demo.input import Text
from revmentor_tui.demo.phone import Phone
from telegram_bot.sandbox.transcript import Entry


@dataclass(frozen=True, slots=True)
class Kept:
    """A code as it was written down, for a text that was sent."""

    words: str = field(repr=False)
    critique: bytes = field(repr=False)
    lang: str


@dataclass(frozen=True, slots=True)
class Read:
    """What the code opened: the whole thread as the bot showed it, without its white space."""

    kept: Kept
    text: str = field(repr=False)

    def says(self, *parts: str) -> bool:
        """Whether all these words stand in it."""
        return all(bare(part) in self.text for part in parts)


def bare(text: str) -> str:
    """Without white space: a long thread comes in several messages, cut at spaces."""
    return "".join(text.split())


class Employee:
    """One account and what its owner remembers."""

    def __init__(self, phone: Phone, texts: Sequence[Text]) -> None:
        self._phone = phone
        self.texts = texts
        self.kept: list[Kept] = []
        self.refused = 0

    async def join(self, invitation: str) -> None:
        """Follow the link."""
        await self._phone.person.follow_link(invitation)
        await self._phone.next_word()

    async def write_all(self) -> None:
        """Write every text, press Send, keep the code, clear the chat of it."""
        for text in self.texts:
            kept = await self._write(text)
            if kept is None:
                self.refused += 1
            else:
                self.kept.append(kept)

    async def _write(self, text: Text) -> Kept | None:
        phone = self._phone
        await phone.person.say(text.text)
        # A preview, or why there is none; nothing else is said to somebody who writes.
        preview = await phone.next_word()
        if text.topic and await phone.press(preview, f"t:{text.topic}:"):
            await phone.hear(lambda entry: entry.what == "edits" and entry.message_id == preview.message_id)
        if not await phone.press(preview, "s:"):
            return None
        # Only the message with the code can be taken away by a button of its own.
        code = await phone.hear(lambda entry: entry.by_bot and (bool(phone.button(entry, "x")) or _is_alert(entry)))
        kept = _keep(code, text.lang)
        if kept is not None:
            await phone.press(code, "x")
        return kept

    async def read(self, kept: Kept) -> Read:
        """Type a code in and read what it opens."""
        phone = self._phone
        asked = await phone.person.say(kept.words)
        parts, entry = [], await phone.answer_to(asked)
        parts.append(entry.text)
        while entry.what == "says" and not phone.button(entry, "tx"):
            entry = await phone.answer_to(asked)
            parts.append(entry.text)
        self._thread = entry
        return Read(kept, bare("".join(parts)))

    async def put_away(self) -> None:
        """Take the code and its thread out of the chat."""
        await self._phone.press(self._thread, "tx")

    async def reply(self, kept: Kept) -> bool:
        """Write again in the thread that lies open. Whether it was sealed."""
        phone = self._phone
        if not await phone.press(self._thread, "tr"):
            return False
        question = await phone.hear(self._asks)
        preview = await phone.answer_to(
            await phone.person.say(say(kept.lang, "demo-author-reply"), reply_to=question.message_id)
        )
        if not await phone.press(preview, "rs:"):
            return False
        await phone.next_word()
        return True

    def _asks(self, entry: Entry) -> bool:
        shown = self._phone.look(entry) if entry.by_bot and entry.what == "says" else None
        return shown is not None and shown.forces_reply


def _is_alert(entry: Entry) -> bool:
    return entry.what == "alerts"


def _keep(code: Entry, lang: str) -> Kept | None:
    """The code out of the message that shows it: the lines with words between dots."""
    words = " ".join(line for line in code.text.splitlines() if "·" in line)
    try:
        return Kept(words, read_code(words).critique_id, lang)
    except WrongCode:
        return None
