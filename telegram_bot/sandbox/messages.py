"""Users, messages and how the Bot API writes them as JSON."""

from dataclasses import dataclass, field

from telegram_bot.sandbox.types import Json


@dataclass(frozen=True, slots=True)
class User:
    """A person or the bot; nothing that identifies it is shown by repr."""

    id: int = field(repr=False)
    first_name: str = field(repr=False)
    is_bot: bool = False
    last_name: str | None = field(default=None, repr=False)
    username: str | None = field(default=None, repr=False)
    language_code: str | None = None

    def as_json(self) -> Json:
        result: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            value = getattr(self, name)
            if value is not None:
                result[name] = value
        return result


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the server keeps it; ``content`` holds the Bot API's fields (text, entities, photo, …)."""

    message_id: int
    chat_id: int = field(repr=False)
    sender: User
    date: int
    kind: str
    content: Json = field(repr=False)
    reply_to: int | None = None
    inline: Json | None = field(default=None, repr=False)
    # What clients get and the Bot API does not echo: reply keyboard, its removal, ForceReply.
    markup: Json | None = field(default=None, repr=False)
    edit_date: int | None = None
    protected: bool = False
    silent: bool = False
    extra: Json = field(default_factory=dict, repr=False)

    @property
    def text(self) -> str:
        """The text, or the caption of a medium."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def labels(self) -> tuple[tuple[str, ...], ...]:
        """Labels of the buttons, row by row."""
        rows = (self.inline or {}).get("inline_keyboard") or (self.markup or {}).get("keyboard") or []
        return tuple(tuple(str(button["text"]) for button in row) for row in rows)

    @property
    def file(self) -> Json:
        """The Bot API's object of the attached file (the largest size of a photo); empty when there is none."""
        content = self.content.get(self.kind)
        if isinstance(content, list):
            content = content[-1] if content else None
        return content if isinstance(content, dict) else {}
