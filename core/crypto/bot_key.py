"""The bot's own keys, in ``bot.key`` (0600): what it may read (released digests), how it finds a person
again, what it leaves for itself, and how it signs the journal. None of them opens a critique.

``bot.ring`` (0600) holds the keys that must die on time: nullifier keys of open sessions and press keys of
the last days. They are never in the database, so no backup of it revives them.
"""

import base64
import errno
import json
import os
from functools import cached_property
from pathlib import Path

from core.crypto.aead import Box, Randomness, context, derive, keyed_hash
from core.crypto.files import write_private
from core.crypto.hpke import KeyPair
from core.crypto.signing import Signer
from core.errors import BadInput, NotInitialised, StoreFull, StoreUnavailable

SEED_SIZE = 32
FORMAT_KEYS = "format/"
"""Keys of the ring whose names begin so belong to one of the formats, which destroys them itself."""


class BotKey:
    """All of the bot's long-lived keys, derived from one 32-byte seed (HKDF, RFC 5869)."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed

    @classmethod
    def create(cls, path: Path, random: Randomness = os.urandom) -> "BotKey":
        """Make a new key file. Raises BadInput when there is one already."""
        if path.exists():
            raise BadInput("error-bot-key-exists")
        seed = random(SEED_SIZE)
        write_private(path, json.dumps({"format": "revmentor-bot/1", "seed": base64.b64encode(seed).decode()}).encode())
        return cls(seed)

    @classmethod
    def load(cls, path: Path) -> "BotKey":
        """Read the key file. Raises NotInitialised or BadInput."""
        try:
            data = json.loads(path.read_bytes())
            seed = base64.b64decode(data["seed"], validate=True)
            if data["format"] != "revmentor-bot/1" or len(seed) != SEED_SIZE:
                raise ValueError
            return cls(seed)
        except FileNotFoundError:
            raise NotInitialised from None
        except (ValueError, KeyError, TypeError, OSError):
            raise BadInput("error-bot-key-file") from None

    @cached_property
    def pair(self) -> KeyPair:
        """What digests are sealed to."""
        return KeyPair.from_seed(derive(self._seed, context("bot-hpke")))

    @cached_property
    def signer(self) -> Signer:
        """How the bot signs its acts in the journal."""
        return Signer(derive(self._seed, context("bot-sign")))

    @cached_property
    def box(self) -> Box:
        """What the bot keeps for itself: addresses, codes in flight, queued messages."""
        return Box(derive(self._seed, context("bot-box")))

    @cached_property
    def webhook_secret(self) -> str:
        """What Telegram repeats with every delivery, unless the operator sets another: 43 characters of base64url."""
        return base64.urlsafe_b64encode(derive(self._seed, context("bot-webhook"))).decode().rstrip("=")

    @cached_property
    def _people(self) -> bytes:
        return derive(self._seed, context("people"))

    def person_id(self, telegram_id: int) -> bytes:
        """16 bytes that stand for an account; without the key file it cannot be recomputed from a list of
        accounts.
        """
        return keyed_hash(self._people, str(telegram_id).encode())

    def profile_id(self, person_id: bytes) -> bytes:
        """16 bytes that stand for a person in the formats around the sessions; only this key leads from one to the
        other."""
        return keyed_hash(self._people, context("profile", person_id))

    def item_mark(self, critique: bytes) -> bytes:
        """16 bytes by which the released item of a critique is found; they tell nothing without the key file."""
        return keyed_hash(derive(self._seed, context("item-mark")), critique)

    def __repr__(self) -> str:
        return "BotKey(…)"


class Ring:
    """Short-lived keys by name, in a file that is rewritten whole whenever one is made or destroyed."""

    def __init__(self, path: Path, random: Randomness = os.urandom) -> None:
        self._path = path
        self._random = random
        self._keys = self._load()

    def _load(self) -> dict[str, bytes]:
        try:
            stored = json.loads(self._path.read_bytes()).items()
            keys = {name: base64.b64decode(key, validate=True) for name, key in stored}
        except FileNotFoundError:
            return {}
        except (ValueError, AttributeError, TypeError, OSError):
            raise BadInput("error-bot-key-file") from None
        if not all(len(key) == SEED_SIZE for key in keys.values()):
            raise BadInput("error-bot-key-file")
        return keys

    def _replace(self, keys: dict[str, bytes]) -> None:
        """On the disk first: a key that only this process knew would be lost with it, and what it made with it."""
        plain = {name: base64.b64encode(key).decode() for name, key in keys.items()}
        try:
            write_private(self._path, json.dumps(plain).encode())
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise (StoreFull() if full else StoreUnavailable()) from None
        self._keys = keys

    def key(self, name: str) -> bytes:
        """The key of that name; made when missing. Raises StoreFull or StoreUnavailable when it cannot be kept."""
        if name not in self._keys:
            self._keys = self._load()
        if name not in self._keys:
            self._replace({**self._keys, name: self._random(SEED_SIZE)})
        return self._keys[name]

    def find(self, name: str) -> bytes | None:
        """The key of that name, None when there is none (any more). Another process may have made it."""
        if name not in self._keys:
            self._keys = self._load()
        return self._keys.get(name)

    def names(self) -> list[str]:
        """The names in use."""
        return sorted(self._keys)

    def destroy(self, name: str) -> bool:
        """Forget a key for ever. Whether there was one. Raises StoreFull or StoreUnavailable; it is there then."""
        keys = self._load()
        if keys.pop(name, None) is None:
            self._keys = keys
            return False
        self._replace(keys)
        return True

    def __repr__(self) -> str:
        return "Ring(…)"
