"""One update and the person behind it: what was said, and the few ways to answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import (
    Bot,
    ForceReply,
    Message,
    MessageEntity,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from core.language.safe_text import SafeText
from core.locales.catalogue import say
from core.page import Button
from core.people.invitations import EXECUTIVE
from core.people.membership import Person
from core.repeats import is_done, mark_done
from telegram_bot.deps import Deps
from telegram_bot.lengths import TEXT_LIMIT, shorten

Rows = Sequence[Sequence["Button | CopyButton"]]
ANSWER_LONGEST = 200
TRIES = 3
"""For a call that comes after the work is done, and whose failure is no reason to do it again."""


@dataclass(frozen=True, slots=True)
class CopyButton:
    """A button that puts ``text`` into the clipboard of the phone, and nowhere else."""

    label: str
    text: str = field(repr=False)


def keyboard(rows: Rows) -> Any:
    """Buttons under a message as the Bot API writes them; None for none.

    The library passes a plain object through; its own classes cost a critique a tenth of its time.
    """
    return {"inline_keyboard": [[_button(one) for one in row] for row in rows]} if rows else None


def _button(button: "Button | CopyButton") -> dict[str, object]:
    if isinstance(button, CopyButton):
        return {"text": button.label, "copy_text": {"text": button.text}}
    return {"text": button.label, "callback_data": button.data}


@cache
def _fixed(lang: str, message_id: str) -> SafeText:
    """A message without facts is formatted once."""
    return say(lang, message_id)


def language_of_client(update: Update) -> str:
    """The language of the person's Telegram, as far as we speak it."""
    code = (update.effective_user.language_code or "") if update.effective_user else ""
    return "ru" if code.startswith("ru") else "en"


@dataclass(frozen=True, slots=True)
class Talk:
    """An update in its person's language. ``person`` is None for somebody who has not joined."""

    deps: Deps = field(repr=False)
    bot: Bot = field(repr=False)
    update: Update = field(repr=False)
    person: Person | None = field(repr=False)
    lang: str

    @classmethod
    async def of(cls, deps: Deps, bot: Bot, update: Update) -> "Talk":
        """With the person looked up. Raises StoreUnavailable."""
        person = await deps.membership.find(update.effective_user.id) if update.effective_user else None
        return cls(deps, bot, update, person, person.lang if person else language_of_client(update))

    @classmethod
    def of_stranger(cls, deps: Deps, bot: Bot, update: Update) -> "Talk":
        """Without asking the store, for when it cannot be asked."""
        return cls(deps, bot, update, None, language_of_client(update))

    def by(self, person: Person) -> "Talk":
        """The same update, now that the person is known, or known in another language."""
        return replace(self, person=person, lang=person.lang)

    @property
    def chat(self) -> int:
        """The chat's id; in a private chat the person's own."""
        assert self.update.effective_chat
        return self.update.effective_chat.id

    @property
    def user(self) -> int:
        """The account's id."""
        assert self.update.effective_user
        return self.update.effective_user.id

    @property
    def text(self) -> str:
        """What the person wrote; empty for a press."""
        return (self.update.message.text or "") if self.update.message else ""

    @property
    def data(self) -> str:
        """What the pressed button carries."""
        query = self.update.callback_query
        return (query.data or "") if query else ""

    @property
    def shown(self) -> Message | None:
        """The message under which a button was pressed; None when it is too old for Telegram to tell."""
        query = self.update.callback_query
        return query.message if query and isinstance(query.message, Message) else None

    @property
    def origin(self) -> Message | None:
        """The person's own message that the pressed message answers, as it stands in the chat now."""
        return self.shown.reply_to_message if self.shown else None

    async def is_repeat(self, tx: AsyncConnection) -> bool:
        """Whether the work of this very update was committed before; if not, ``tx`` is taken for the transaction that
        does it, and an update has only one."""
        if await is_done(tx, self.update.update_id):
            return True
        await mark_done(tx, self.update.update_id, self.deps.clock)
        return False

    async def was_done(self) -> bool:
        """Whether the work of this very update was committed before."""
        async with self.deps.store.reading() as tx:
            return await is_done(tx, self.update.update_id)

    @property
    def is_executive(self) -> bool:
        """Whether this person places commas."""
        return self.person is not None and self.person.role == EXECUTIVE

    @property
    def role(self) -> str:
        """The person's role; empty for a stranger."""
        return self.person.role if self.person else ""

    def words(self, message_id: str, **facts: object) -> SafeText:
        """A message of the locales in the person's language."""
        return say(self.lang, message_id, **facts) if facts else _fixed(self.lang, message_id)

    def button(self, message_id: str, data: str) -> Button:
        """A button with a label of the locales."""
        return Button(self.words(message_id), data)

    async def say(
        self,
        text: SafeText,
        rows: Rows = (),
        *,
        reply_to: int | None = None,
        ask: str | None = None,
        entities: Sequence[MessageEntity] = (),
        protect: bool = False,
    ) -> Message:
        """Send a message. ``ask``: force a reply, with this placeholder.

        Raises TelegramError.
        """
        markup: Any = keyboard(rows)
        if ask is not None:
            markup = ForceReply(input_field_placeholder=ask[:64] or None)
        answering = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
        return await self.bot.send_message(
            self.chat,
            shorten(text, TEXT_LIMIT),
            reply_markup=markup,
            reply_parameters=answering,
            entities=entities or None,
            protect_content=protect or None,
        )

    async def edit(self, text: SafeText, rows: Rows = (), *, message: int | None = None) -> bool:
        """Change a message of the bot (default: the pressed one). Whether it is there to be changed.

        Raises TelegramError except for a message that is gone or says so already.
        """
        place = message if message is not None else self._place
        try:
            await self.bot.edit_message_text(shorten(text, TEXT_LIMIT), self.chat, place, reply_markup=keyboard(rows))
        except BadRequest as error:
            return "not modified" in error.message
        return True

    async def edit_buttons(self, rows: Rows, *, message: int | None = None) -> None:
        """Change only the buttons of a message of the bot (default: the pressed one)."""
        place = message if message is not None else self._place
        try:
            await self.bot.edit_message_reply_markup(self.chat, place, reply_markup=keyboard(rows))
        except BadRequest:
            return

    async def answer(self, text: SafeText | None = None, *, alert: bool = False) -> None:
        """Answer a press, so that the button stops waiting; a few times, for what pops up stands nowhere else. A press
        answered before or too old needs none; whatever else fails here is no reason to repeat the work."""
        query = self.update.callback_query
        if query is None:
            return
        shown = shorten(text, ANSWER_LONGEST) if text else None
        for _ in range(TRIES):
            try:
                await self.bot.answer_callback_query(query.id, shown, show_alert=alert or None)
            except (BadRequest, Forbidden, RetryAfter):
                return
            except TelegramError:
                continue
            return

    async def remove(self, *message_ids: int) -> bool:
        """Take messages out of the chat. Whether all are gone; never raises, for it comes after the work is done.

        Telegram refuses a whole call when one message is older than 48 hours, so the others are tried alone.
        """
        for _ in range(TRIES):
            try:
                return await self.bot.delete_messages(self.chat, message_ids)
            except BadRequest:
                break
            except TelegramError:
                continue
        return all([await self._remove_one(message_id) for message_id in message_ids])

    async def remove_question(self) -> None:
        """Take away the bot's question that this message answers: it has done its work."""
        question = self.update.message.reply_to_message if self.update.message else None
        if question is not None and question.from_user is not None and question.from_user.id == self.bot.id:
            await self._remove_one(question.message_id)

    async def _remove_one(self, message_id: int) -> bool:
        try:
            return await self.bot.delete_message(self.chat, message_id)
        except BadRequest as error:
            return "not found" in error.message
        except TelegramError:
            return False

    @property
    def _place(self) -> int:
        query = self.update.callback_query
        assert query is not None
        assert query.message is not None
        return query.message.message_id
