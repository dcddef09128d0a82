"""A message as a person will see it in Telegram: text and buttons. The bot sends it; the console previews the
same.
"""

from dataclasses import dataclass, field

from core.language.safe_text import SafeText


@dataclass(frozen=True)
class Button:
    """A button: its label and what the bot gets back (at most 64 bytes)."""

    label: str = field(repr=False)
    data: str = field(repr=False)


PHOTO = "photo"
DOCUMENT = "document"


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message. ``kind``: PHOTO or DOCUMENT."""

    kind: str
    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Page:
    """One message. ``text`` is plain: no parse mode is ever used, so nothing in it can be markup."""

    text: SafeText = field(repr=False)
    buttons: tuple[tuple[Button, ...], ...] = ()
    protect: bool = False
    """Whether Telegram should forbid forwarding and saving."""
    attachment: Attachment | None = None
    quiet: bool = False
    """Whether it arrives without a sound."""
