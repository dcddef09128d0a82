"""A digest as it leaves the console: what the bot may read, and how executives will see it.

Shared by both sides of the wall: the console seals and previews, the bot opens and sends, from the same
words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.crypto.aead import context
from core.crypto.hpke import KeyPair
from core.crypto.signing import Signer
from core.errors import CannotOpen
from core.signed import open_signed, seal_signed

DRAFT = "draft"
SCHEDULED = "scheduled"
PUBLISHED = "published"
DELIVERED = "delivered"
ITEM_ID_SIZE = 8
"""Bytes: an item's id goes into buttons of at most 64 bytes."""


@dataclass(frozen=True)
class Cover:
    """The digest's first message. ``participants`` is None when fewer than k took part; ``head`` is the
    journal's head at publication, 32 bytes; ``published_at`` in seconds; ``ack_hours`` and ``comma_hours``: how long
    the executives have; ``withheld``: how many critiques were not released, by class of reason, where it may be told.
    """

    number: int
    session: bytes
    epoch: int
    title: str = field(repr=False)
    preface: str = field(repr=False)
    items: int
    participants: int | None
    published: date
    published_at: int
    ack_hours: int
    comma_hours: int
    withheld: dict[str, int]
    head: bytes

    def seal(self, bot_public: bytes, digest_id: bytes, sender: bytes, signer: Signer) -> bytes:
        """For the bot alone, signed by the moderator who publishes."""
        raw = {
            **vars(self),
            "session": self.session.hex(),
            "published": str(self.published),
            "head": self.head.hex(),
        }
        return seal_signed(bot_public, raw, cover_context(digest_id), sender, signer)


@dataclass(frozen=True)
class Item:
    """One released critique. ``text`` is the released wording. ``critique`` and ``mailbox`` (HPKE public key,
    1,216 bytes) let the answer find its way back; they never leave the bot. ``also``: the same two of every letter
    grouped with it; ``letters``: how many say the same, 0 when that may not be told.
    """

    id: bytes
    position: int
    text: str = field(repr=False)
    lang: str
    topic: str
    critique: bytes = field(repr=False)
    mailbox: bytes = field(repr=False)
    also: tuple[tuple[bytes, bytes], ...] = field(default=(), repr=False)
    letters: int = 0

    @property
    def authors(self) -> tuple[tuple[bytes, bytes], ...]:
        """Critique and mailbox of everybody whom the answer concerns."""
        return ((self.critique, self.mailbox), *self.also)

    def seal(self, bot_public: bytes, digest_id: bytes, sender: bytes, signer: Signer) -> bytes:
        """For the bot alone, signed, and only as this item at this place of this digest."""
        raw: dict[str, object] = {"text": self.text, "lang": self.lang, "topic": self.topic}
        raw |= {"critique": self.critique.hex(), "mailbox": self.mailbox.hex(), "letters": self.letters}
        raw["also"] = [[critique.hex(), mailbox.hex()] for critique, mailbox in self.also]
        return seal_signed(bot_public, raw, item_context(digest_id, self.position, self.id), sender, signer)


def item_context(digest_id: bytes, position: int, item_id: bytes) -> bytes:
    """The HPKE info of an item."""
    return context("digest-item", digest_id, position, item_id)


def cover_context(digest_id: bytes) -> bytes:
    """The HPKE info of a cover."""
    return context("digest-cover", digest_id)


@dataclass(frozen=True)
class Held:
    """What the bot is to put into the store when a scheduled digest's time comes: rows of ``digest_items`` (id,
    position, sealed) and of ``letters`` (id, critique, sealed). All of it was sealed and signed by the moderator who
    set the time; the bot only lays it out.
    """

    items: tuple[tuple[bytes, int, bytes], ...] = field(repr=False)
    letters: tuple[tuple[bytes, bytes, bytes], ...] = field(repr=False)

    def seal(self, bot_public: bytes, digest_id: bytes, sender: bytes, signer: Signer) -> bytes:
        """For the bot alone, signed: who is answered in which digest is nobody else's to know."""
        raw: dict[str, object] = {
            "items": [[item.hex(), position, sealed.hex()] for item, position, sealed in self.items],
            "letters": [[letter.hex(), critique.hex(), sealed.hex()] for letter, critique, sealed in self.letters],
        }
        return seal_signed(bot_public, raw, held_context(digest_id), sender, signer)


def held_context(digest_id: bytes) -> bytes:
    """The HPKE info of what is held back."""
    return context("digest-held", digest_id)


def open_held(pair: KeyPair, keys: Mapping[bytes, bytes], digest_id: bytes, sealed: bytes) -> Held:
    """What one of ``keys`` has signed. Raises CannotOpen."""
    raw = open_signed(pair, keys, sealed, held_context(digest_id))
    try:
        items = tuple((bytes.fromhex(item), int(place), bytes.fromhex(box)) for item, place, box in raw["items"])
        letters = tuple((bytes.fromhex(a), bytes.fromhex(b), bytes.fromhex(c)) for a, b, c in raw["letters"])
    except (ValueError, KeyError, TypeError):
        raise CannotOpen from None
    return Held(items, letters)


def open_cover(pair: KeyPair, keys: Mapping[bytes, bytes], digest_id: bytes, sealed: bytes) -> Cover:
    """A cover that one of ``keys`` (verify keys of the team by id) has signed. Raises CannotOpen."""
    raw = open_signed(pair, keys, sealed, cover_context(digest_id))
    try:
        raw |= {"session": bytes.fromhex(raw["session"]), "head": bytes.fromhex(raw["head"])}
        return Cover(**{**raw, "published": date.fromisoformat(raw["published"])})
    except (ValueError, KeyError, TypeError):
        raise CannotOpen from None


def open_item(
    pair: KeyPair, keys: Mapping[bytes, bytes], digest_id: bytes, position: int, item_id: bytes, sealed: bytes
) -> Item:
    """An item that one of ``keys`` has signed. Raises CannotOpen."""
    raw = open_signed(pair, keys, sealed, item_context(digest_id, position, item_id))
    try:
        critique, mailbox = bytes.fromhex(raw["critique"]), bytes.fromhex(raw["mailbox"])
        # Digests published before there were groups lack both.
        also = tuple((bytes.fromhex(one), bytes.fromhex(box)) for one, box in raw.get("also", ()))
        common = (item_id, position, raw["text"], raw["lang"], raw["topic"], critique, mailbox)
        return Item(*common, also, raw.get("letters", 0))
    except (ValueError, KeyError, TypeError):
        raise CannotOpen from None
